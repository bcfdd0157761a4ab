import type { Calibration, Learned } from '@millrace/runtime'
import type { StudyResult } from './schema.ts'

type Metrics = StudyResult['metrics'][string]

/** Figures under the names that every study has them by; what cannot be told is null. */
export function metricsOf(figures: {
  readonly rows: number
  readonly rmse?: number | null
  readonly mae?: number | null
  readonly rSquared?: number | null
  readonly r2?: number | null
  readonly cvRmse?: number | null
  readonly nmbe?: number | null
  readonly mean?: number | null
  readonly mase?: number | null
  readonly coverage?: number | null
  readonly flagged?: number | null
  readonly auc?: number | null
}): Metrics {
  const { rows, rSquared, r2 = rSquared, cvRmse: cv_rmse, mean: bias, ...same } = figures
  const told = { ...same, r2, cv_rmse, bias }
  return {
    rows,
    ...Object.fromEntries(
      Object.entries(told).flatMap(([name, value]) => (value === undefined ? [] : [[name, finite(value)]])),
    ),
  }
}

const finite = (value: number | null): number | null => (value !== null && Number.isFinite(value) ? value : null)
const finites = (values: readonly (number | null)[]): (number | null)[] => values.map(finite)

/** Rows by why they were left out, most first. */
export const leftOutOf = (causes: Readonly<Record<string, number | undefined>>): StudyResult['leftOut'] =>
  Object.entries(causes)
    .flatMap(([why, rows]) => (rows ? [{ why, rows }] : []))
    .sort((a, b) => b.rows - a.rows)

type Warned = { readonly kind: string; readonly name?: string }
const warningsOf = (warnings: readonly Warned[]): string[] =>
  warnings.map(({ kind, name }) => (name === undefined ? kind : `${kind}: ${name}`))

/** What a calibration found. */
export function calibrated(
  found: Calibration,
  before: Readonly<Record<string, number>>,
  quality: StudyResult['quality'],
): StudyResult {
  const metrics: StudyResult['metrics'] = {}
  const series: StudyResult['series'] = {}
  const leftOut: Record<string, number> = {}
  for (const { name, before: was, after, held, durbinWatson, series: shown, leftOut: causes } of found.outputs) {
    metrics[`${name} before`] = metricsOf(was)
    metrics[`${name} fitted`] = {
      ...metricsOf(after),
      ...(durbinWatson === undefined ? {} : { durbin_watson: finite(durbinWatson) }),
    }
    if (held) {
      metrics[`${name} held_back before`] = metricsOf(held.before)
      metrics[`${name} held_back`] = metricsOf(held.after)
    }
    series[name] = {
      time: [...shown.time],
      columns: { measured: finites(shown.measured), before: finites(shown.before), given: finites(shown.after) },
    }
    for (const [why, rows] of Object.entries(causes)) leftOut[why] = (leftOut[why] ?? 0) + rows
  }
  return {
    metrics,
    series,
    parameters: found.parameters.map(({ name, unit, start, value, interval, at, isTold }) => ({
      name,
      ...(unit === undefined ? {} : { unit }),
      before: before[name] ?? start,
      fitted: value,
      ...(interval ?? {}),
      ...(at !== undefined ? { problem: 'at_bound' as const } : isTold ? {} : { problem: 'not_identifiable' as const }),
    })),
    quality,
    reasons: [],
    leftOut: leftOutOf(leftOut),
    warnings: warningsOf(found.warnings),
    verdict: found.converged ? 'converged' : 'not_converged',
  }
}

/** What was learnt. */
export function learnt({ report }: Learned, quality: StudyResult['quality']): StudyResult {
  const metrics: StudyResult['metrics'] = {}
  for (const { output, training, validation, yardsticks } of report.scores) {
    metrics[`${output} fitted`] = metricsOf(training)
    metrics[`${output} held_back`] = metricsOf(validation)
    for (const { kind, validation: simple } of yardsticks) metrics[`${output} yardstick ${kind}`] = metricsOf(simple)
  }
  const { series: shown, rows } = report
  return {
    metrics,
    series: shown
      ? {
          [shown.output]: {
            time: [...shown.time],
            columns: {
              measured: [...shown.measured],
              given: [...shown.predicted],
              low: [...shown.low],
              high: [...shown.high],
            },
          },
        }
      : {},
    quality,
    reasons: [],
    leftOut: leftOutOf(rows.leftOut),
    warnings: warningsOf(report.warnings),
    verdict: report.verdict,
  }
}
