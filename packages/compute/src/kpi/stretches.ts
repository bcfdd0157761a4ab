import type { Micros } from '@millrace/core'
import { Plan, type Schedule } from './calendar.ts'
import { type Downtime, type StateMapping, stateOfValue, type UnitState, unitStates } from './time-model.ts'

/** From where to where a work unit's own signal told one state. */
export interface Reported {
  readonly from: Micros
  readonly to: Micros
  readonly state: UnitState
}

/**
 * A signal of states read sample by sample, in the order of their times, into stretches without gap: as windows of KPIs read it
 * ({@link Measure}). What is not good, and what stands longer than the gap, is unknown.
 */
export class StateSignal {
  readonly #mapping: StateMapping
  readonly #gap: Micros
  readonly #told: Reported[] = []
  #from: Micros
  #state: UnitState = 'unknown'
  #standsUntil = Number.NEGATIVE_INFINITY

  /** `gap` is how long a state stands without another sample, µs; default without end. */
  constructor(from: Micros, mapping: StateMapping, gap: Micros = Number.POSITIVE_INFINITY) {
    this.#from = from
    this.#mapping = mapping
    this.#gap = gap
  }

  /** `usable` is false of a sample that is not good or has no value. A sample before the beginning says what stood there. */
  put(time: Micros, value: number | string, usable: boolean): void {
    this.#lapse(time)
    this.#turn(time, usable ? unitStates[stateOfValue(this.#mapping, value)]! : 'unknown')
    this.#standsUntil = usable ? time + this.#gap : Number.POSITIVE_INFINITY
  }

  /** What was told up to here. */
  end(to: Micros): readonly Reported[] {
    this.#lapse(to)
    return this.#from < to ? [...this.#told, { from: this.#from, to, state: this.#state }] : this.#told
  }

  #lapse(at: Micros): void {
    if (this.#state !== 'unknown' && this.#standsUntil < at) this.#turn(this.#standsUntil, 'unknown')
  }

  #turn(at: Micros, state: UnitState): void {
    if (state === this.#state) return
    if (at > this.#from) {
      this.#told.push({ from: this.#from, to: at, state: this.#state })
      this.#from = at
    }
    this.#state = state
  }
}

/** A stretch in which one state counted, by the signal or by a reason that a person entered. */
export interface StateStretch<Entry extends Downtime> {
  readonly from: Micros
  readonly to: Micros
  readonly state: UnitState
  readonly plan: Plan
  /** The reason that counts; absent while the unit produces, and where none was entered. */
  readonly downtime?: Entry
}

/** What counted in each stretch, in order, without gap: cut where the state, the reason or the plan becomes another. */
export function stateStretches<Entry extends Downtime>(
  reported: readonly Reported[],
  downtimes: readonly Entry[],
  schedule: Schedule,
): StateStretch<Entry>[] {
  const found: StateStretch<Entry>[] = []
  for (const { from, to, state } of reported) {
    for (let at = from; at < to; ) {
      const planned = schedule.planAt(at)
      const counts = downtimes.reduce<Entry | undefined>(
        (best, one) => (one.from <= at && at < one.to && (!best || one.from >= best.from) ? one : best),
        undefined,
      )
      const edges = downtimes.flatMap((one) => [one.from, one.to]).filter((edge) => edge > at)
      const end = Math.min(planned.to, to, ...edges)
      const downtime = state === 'producing' ? undefined : counts
      const stretch = {
        from: at,
        to: end,
        state: downtime?.state ?? state,
        plan: planned.plan,
        ...(downtime ? { downtime } : {}),
      }
      const before = found.at(-1)
      const goesOn =
        before?.to === at &&
        before.state === stretch.state &&
        before.plan === stretch.plan &&
        before.downtime === stretch.downtime
      if (goesOn) found[found.length - 1] = { ...before, to: end }
      else found.push(stretch)
      at = end
    }
  }
  return found
}

const UNEXPLAINED: ReadonlySet<UnitState> = new Set(['delay', 'failure', 'idle'])

/**
 * Stretches of planned busy time in which the unit stood and nobody said why, `least` µs long or more. One that goes on from state
 * to state is one; setup and planned stops say by themselves what they are.
 */
export function unexplained(stretches: readonly StateStretch<Downtime>[], least: Micros): Reported[] {
  const found: Reported[] = []
  for (const { from, to, state, plan, downtime } of stretches) {
    if (downtime || plan !== Plan.busy || !UNEXPLAINED.has(state)) continue
    const before = found.at(-1)
    if (before?.to === from) found[found.length - 1] = { ...before, to }
    else found.push({ from, to, state })
  }
  return found.filter(({ from, to }) => to - from >= least)
}
