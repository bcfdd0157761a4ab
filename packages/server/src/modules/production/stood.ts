import {
  type Downtime as KnownDowntime,
  Plan,
  Schedule,
  StateSignal,
  type StateStretch,
  stateStretches,
} from '@millrace/compute'
import { isGood, MICROS_PER_MS, type Micros, type TenantId, ValueKind, valueAt } from '@millrace/core'
import type { HistoryStore } from '@millrace/history'
import type { UnitPlan } from './service.ts'

/** Samples are read this long at a time: a signal that says its state every second is not held whole. */
const AT_ONCE: Micros = 86_400_000_000
const MOST_SAMPLES = 1_000_000
/** Samples before the range that are looked through for the one that stands at its beginning. */
const BEFORE = 1

/** A downtime as it was entered, with what it counts as. */
export interface Entered extends KnownDowntime {
  readonly id: string
  readonly reason: string
}

export const planNames = { [Plan.off]: 'off', [Plan.stop]: 'stop', [Plan.busy]: 'busy' } as const

export const scheduleOf = ({ calendar: { content } }: Pick<UnitPlan, 'calendar'>): Schedule =>
  new Schedule({
    ...content,
    shifts: content.shifts.map(({ breaks = [], ...shift }) => ({ ...shift, breaks })),
    exceptions: content.exceptions.map((day) => ({
      ...day,
      shifts: day.shifts.map(({ breaks = [], ...shift }) => ({ ...shift, breaks })),
    })),
  })

const microsOf = (moment: string): Micros => Date.parse(moment) * MICROS_PER_MS

interface Asked {
  readonly tenant: TenantId
  readonly plan: UnitPlan
  /** The newest series of the point that tells its states; absent without one. */
  readonly series: number | undefined
  readonly from: Micros
  readonly to: Micros
}

/** What a work unit did, stretch by stretch, of the history and of what was entered. */
export async function stoodIn(
  history: Pick<HistoryStore, 'raw'>,
  { tenant, plan, series, from, to }: Asked,
): Promise<StateStretch<Entered>[]> {
  const { states } = plan.unit
  const { rules, otherwise } = states?.mapping ?? { rules: [] }
  const gap = states?.gapSeconds
  const signal = new StateSignal(
    from,
    { rules, ...(otherwise ? { otherwise } : {}) },
    gap === undefined ? undefined : gap * 1_000_000,
  )
  if (series !== undefined) {
    const take = async (query: { from: Micros; to: Micros; limit: number; order?: 'descending' }): Promise<void> => {
      const batch = await history.raw({ tenant, series: [series], ...query })
      for (let i = 0; i < batch.length; i++) {
        const value = valueAt(batch, i)
        const usable = batch.kind[i] !== ValueKind.none && isGood(batch.status[i]!)
        signal.put(batch.time[i]!, typeof value === 'string' ? value : Number(value), usable)
      }
    }
    await take({ from: Number.NEGATIVE_INFINITY, to: from, limit: BEFORE, order: 'descending' })
    for (let at = from; at < to; at += AT_ONCE)
      await take({ from: at, to: Math.min(to, at + AT_ONCE), limit: MOST_SAMPLES })
  }
  const downtimes = plan.downtimes.map(
    ({ id, reason, begin, end, state, maintenance }): Entered => ({
      id,
      reason,
      from: microsOf(begin),
      to: end === undefined ? Number.POSITIVE_INFINITY : microsOf(end),
      state,
      ...(maintenance === undefined ? {} : { maintenance }),
    }),
  )
  return stateStretches(signal.end(to), downtimes, scheduleOf(plan))
}
