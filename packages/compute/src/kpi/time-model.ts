import type { Micros } from '@millrace/core'
import { Plan, type Schedule } from './calendar.ts'

/**
 * What a work unit does, by its own signal or by a reason that a person entered. `delay` and `failure` interrupt an order,
 * `idle` is time without one, `planned` a stop that was meant to be.
 */
export const unitStates = ['unknown', 'producing', 'setup', 'delay', 'failure', 'idle', 'planned'] as const
export type UnitState = (typeof unitStates)[number]

const UNKNOWN = 0
const PRODUCING = 1
const SETUP = 2
const DELAY = 3
const FAILURE = 4
const IDLE = 5
const PLANNED = 6
const STATES = 6

export const stateNumber = (state: UnitState): number => unitStates.indexOf(state)

/** Why a work unit stood, with what that time counts as. */
export interface Downtime {
  readonly from: Micros
  /** Infinity while it lasts. */
  readonly to: Micros
  readonly state: Exclude<UnitState, 'unknown' | 'producing'>
  /** Maintenance in that time: after a failure, or before one (IEC 60050-192, 192-06). */
  readonly maintenance?: 'corrective' | 'preventive'
}

const FAILURES = 3 * STATES
const CORRECTIVE = FAILURES + 1
const PREVENTIVE = FAILURES + 2
/** Numbers that tell the times of one window. They add up, over windows and over work units. */
export const TIME_CELLS = PREVENTIVE + 1

/**
 * What the time model knows of a work unit beside its states. A reason explains standing: it takes nothing from what the unit
 * itself reports as production.
 */
export class TimeModel {
  readonly #schedule: Schedule
  readonly #downtimes: readonly Downtime[]

  /** Of downtimes that share time the one counts that began last. */
  constructor(schedule: Schedule, downtimes: readonly Downtime[] = []) {
    this.#schedule = schedule
    this.#downtimes = apart(downtimes)
  }

  /**
   * Adds [from, to), in which the unit itself reports one state, to the cells from `into` on. `before` is the state that counted
   * just before; returns the one that counted last.
   */
  add(cells: Float64Array, into: number, from: Micros, to: Micros, reported: number, before: number): number {
    let last = before
    for (let at = from, i = this.#firstEndingAfter(from); at < to; ) {
      const stretch = this.#schedule.planAt(at)
      let end = Math.min(stretch.to, to)
      let downtime = this.#downtimes[i]
      if (downtime && downtime.from > at) {
        end = Math.min(end, downtime.from)
        downtime = undefined
      } else if (downtime) {
        if (downtime.to <= end) {
          end = downtime.to
          i++
        }
      }
      const state = downtime && reported !== PRODUCING ? stateNumber(downtime.state) : reported
      const length = end - at
      if (state === PLANNED) cells[into + (stretch.plan === Plan.off ? Plan.off : Plan.stop) * STATES + IDLE]! += length
      else cells[into + stretch.plan * STATES + state]! += length
      if (state === FAILURE && last !== FAILURE) cells[into + FAILURES]! += 1
      if (downtime?.maintenance && state !== PRODUCING)
        cells[into + (downtime.maintenance === 'corrective' ? CORRECTIVE : PREVENTIVE)]! += length
      last = state
      at = end
    }
    return last
  }

  /** The state that counts at an instant at which the unit reports this one. */
  stateAt(at: Micros, reported: number): number {
    const downtime = this.#downtimes[this.#firstEndingAfter(at)]
    return downtime && downtime.from <= at && reported !== PRODUCING ? stateNumber(downtime.state) : reported
  }

  #firstEndingAfter(at: Micros): number {
    let low = 0
    let high = this.#downtimes.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if (this.#downtimes[middle]!.to <= at) low = middle + 1
      else high = middle
    }
    return low
  }
}

/** The same downtimes cut so that none shares time with another. */
function apart(downtimes: readonly Downtime[]): readonly Downtime[] {
  const given = downtimes.filter(({ from, to }) => from < to)
  const edges = [...new Set(given.flatMap(({ from, to }) => [from, to]))].sort((a, b) => a - b)
  const cut: Downtime[] = []
  // In the order of their begins, each edge looks only at those that last: a week has some hundred.
  const open: Downtime[] = []
  const begins = [...given].sort((a, b) => a.from - b.from)
  let next = 0
  for (let i = 0; i + 1 < edges.length; i++) {
    const from = edges[i]!
    while (next < begins.length && begins[next]!.from <= from) open.push(begins[next++]!)
    for (let k = open.length - 1; k >= 0; k--) if (open[k]!.to <= from) open.splice(k, 1)
    const counts = open.at(-1)
    if (!counts) continue
    const before = cut.at(-1)
    if (before && before.to === from && before.state === counts.state && before.maintenance === counts.maintenance)
      cut[cut.length - 1] = { ...before, to: edges[i + 1]! }
    else cut.push({ ...counts, from, to: edges[i + 1]! })
  }
  return cut
}

/**
 * Time elements of ISO 22400-2:2014 §5, in s, of one window or of the sum of several; docs/kpis.md says how each comes about.
 * POT = PDOT + PBT; PBT = AUBT + ADOT + unknown; AUBT = AUPT + ADET; AUPT = APT + AUST.
 */
export interface TimeElements {
  /** Planned operation time: shifts. */
  readonly POT: number
  /** Planned down time: breaks, and planned stops within shifts. */
  readonly PDOT: number
  /** Planned busy time. */
  readonly PBT: number
  /** Actual unit busy time. */
  readonly AUBT: number
  /** Actual unit processing time. */
  readonly AUPT: number
  /** Actual production time. */
  readonly APT: number
  /** Actual unit setup time. */
  readonly AUST: number
  /** Actual unit delay time: what interrupts an order, failures with it. */
  readonly ADET: number
  /** Actual unit down time: available, and no order. */
  readonly ADOT: number
  /** Time between failures: busy time without delays, summed. */
  readonly TBF: number
  /** Time to repair, summed. */
  readonly TTR: number
  /** Time to failure: TBF − TTR, summed. */
  readonly TTF: number
  /** Failure events that began. */
  readonly FE: number
  /** Corrective maintenance time. */
  readonly CMT: number
  /** Preventive maintenance time. */
  readonly PMT: number
  /** Of planned busy time, what nothing is known of. No element of the standard. */
  readonly unknown: number
  /** Produced outside planned busy time. No element of the standard. */
  readonly outside: number
}

/** Reads the elements out of the cells that {@link TimeModel.add} filled. */
export function timeElements(cells: Float64Array, from = 0): TimeElements {
  const at = (plan: number, state: number): number => cells[from + plan * STATES + state]!
  const row = (plan: number): number => {
    let sum = 0
    for (let state = 0; state < STATES; state++) sum += at(plan, state)
    return sum
  }
  // Whole µs are added and divided once, so that parts add up to their whole to the last digit.
  const seconds = (micros: number): number => micros / 1_000_000
  const apt = at(Plan.busy, PRODUCING)
  const aust = at(Plan.busy, SETUP)
  const failure = at(Plan.busy, FAILURE)
  const adet = at(Plan.busy, DELAY) + failure
  return {
    POT: seconds(row(Plan.stop) + row(Plan.busy)),
    PDOT: seconds(row(Plan.stop)),
    PBT: seconds(row(Plan.busy)),
    AUBT: seconds(apt + aust + adet),
    AUPT: seconds(apt + aust),
    APT: seconds(apt),
    AUST: seconds(aust),
    ADET: seconds(adet),
    ADOT: seconds(at(Plan.busy, IDLE)),
    TBF: seconds(apt + aust),
    TTR: seconds(failure),
    TTF: seconds(apt + aust - failure),
    FE: cells[from + FAILURES]!,
    CMT: seconds(cells[from + CORRECTIVE]!),
    PMT: seconds(cells[from + PREVENTIVE]!),
    unknown: seconds(at(Plan.busy, UNKNOWN)),
    outside: seconds(at(Plan.off, PRODUCING) + at(Plan.stop, PRODUCING)),
  }
}

/** Which state a value of a work unit's signal means. */
export interface StateMapping {
  /** The first that fits counts. */
  readonly rules: readonly StateRule[]
  /** Where none fits; default `unknown`. */
  readonly otherwise?: UnitState
}

export interface StateRule {
  /** A number, a truth value or a text that is equal; or numbers from `from` on and below `below`. */
  readonly when: number | boolean | string | { readonly from?: number; readonly below?: number }
  readonly state: UnitState
}

/** The number of the state that a value means; a truth value is 1 or 0. */
export function stateOfValue(mapping: StateMapping, value: number | string): number {
  for (const { when, state } of mapping.rules) {
    const fits =
      typeof when === 'object'
        ? typeof value === 'number' && value >= (when.from ?? -Infinity) && value < (when.below ?? Infinity)
        : (typeof when === 'boolean' ? Number(when) : when) === value
    if (fits) return stateNumber(state)
  }
  return stateNumber(mapping.otherwise ?? 'unknown')
}
