import { ConditionEvaluator } from './condition-evaluator.ts'
import { DerivedEvaluator } from './derived-evaluator.ts'
import type { Make } from './evaluator.ts'
import { KpiUnits } from './kpi-evaluator.ts'
import { ModelEvaluator } from './model-evaluator.ts'

/** What the thread of alarms, KPIs and derived points evaluates; flows have one of their own. */
export const makePlain: Make = (kind, { suspended, grace, now, monotonic }) => {
  if (kind === 'kpis') return new KpiUnits({ suspended, grace, now })
  if (kind === 'models') return new ModelEvaluator(suspended)
  return kind === 'derived' ? new DerivedEvaluator(suspended, monotonic) : new ConditionEvaluator(suspended, monotonic)
}
