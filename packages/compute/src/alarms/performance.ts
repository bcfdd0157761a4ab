import { MICROS_PER_S, type Micros } from '@millrace/core'
import { priorities } from './priority.ts'

/**
 * How an alarm system performs: ANSI/ISA-18.2-2016 clause 16.4 (IEC 62682 clause 16 likewise). The clauses and values here were
 * checked against public descriptions of the standard; its own text was not at hand.
 */

const INTERVAL = 600 * MICROS_PER_S
const HOUR = 3_600 * MICROS_PER_S
/** More than so many in 10 min begin a flood; fewer than so many end it (16.4.4). */
const FLOOD_BEGINS = 10
const FLOOD_ENDS = 5
/** So many annunciations within so long are chattering. The standard gives no number; this one is usual (from memory: ISA-TR18.2.5). */
const CHATTER_COUNT = 3
const CHATTER_WITHIN = 60 * MICROS_PER_S
/** Shorter than this, and not again for so long, is fleeting (16.4.6 describes it; the numbers are usual ones). */
const FLEETING = 10 * MICROS_PER_S
const FLEETING_ALONE = 60 * MICROS_PER_S
const MOST_FREQUENT = 10

/** The values that the standard recommends, each for one operator position; shares are parts of 1. */
export const performanceTargets = {
  /** 16.4.2, table 5: likely acceptable, and the most that can be managed. */
  averagePer10min: { clause: '16.4.2', acceptable: 1, manageable: 2 },
  averagePerHour: { clause: '16.4.2', acceptable: 6, manageable: 12 },
  /** From memory: about 150 and about 300. The two above come to 144 and 288. */
  averagePerDay: { clause: '16.4.2', acceptable: 144, manageable: 288 },
  /** 16.4.3. */
  peakPer10min: { clause: '16.4.3', acceptable: 10, manageable: 10 },
  busyShare: { clause: '16.4.3', acceptable: 0.01, manageable: 0.05 },
  /** 16.4.4. */
  floodShare: { clause: '16.4.4', acceptable: 0.01, manageable: 0.05 },
  /** 16.4.5: 1 to 5 % of the load. */
  frequentShare: { clause: '16.4.5', acceptable: 0.05, manageable: 0.15 },
  /** 16.4.6: none in the long run. */
  chattering: { clause: '16.4.6', acceptable: 0, manageable: 0 },
  fleeting: { clause: '16.4.6', acceptable: 0, manageable: 0 },
  /** 16.4.7: fewer than five on any day. */
  stale: { clause: '16.4.7', acceptable: 4, manageable: 5 },
  /** 16.5: none. */
  unauthorised: { clause: '16.5', acceptable: 0, manageable: 0 },
} as const

/** 16.4.8, table 6: shares of annunciated alarms; of the fourth, where it is used, less than 0.01. */
export const prioritySharesWanted = { low: 0.8, medium: 0.15, high: 0.05, critical: 0.01 } as const

/** Alarms that were put before operators, and that returned, in columns; times rise. */
export interface AlarmRecord {
  readonly length: number
  /** µs UTC. */
  readonly time: Float64Array
  /** Number of the alarm, dense from 0. */
  readonly alarm: Int32Array
  /** 1: it was put before operators; 0: its condition went. */
  readonly annunciated: Uint8Array
  /** Index into `priorities`. */
  readonly priority: Uint8Array
}

/** From a moment up to, without, another; µs UTC. */
export interface Span {
  readonly from: Micros
  readonly to: Micros
}

export interface Flood extends Span {
  readonly annunciated: number
  /** Most in 10 min. */
  readonly peak: number
}

export interface PerformanceMetrics {
  readonly annunciated: number
  readonly averagePer10min: number
  readonly averagePerHour: number
  readonly averagePerDay: number
  /** Of each 10 min from the beginning; the last may be shorter. */
  readonly per10min: Uint32Array
  readonly peakPer10min: number
  /** Share of the 10-min intervals with more than ten. */
  readonly busyShare: number
  readonly floods: readonly Flood[]
  /** Share of the time in floods. */
  readonly floodShare: number
  /** Numbers of the ten that came most often, the first first, with how often. */
  readonly frequent: readonly { readonly alarm: number; readonly annunciated: number }[]
  readonly frequentShare: number
  /** Numbers of alarms that chattered, with how often they came while they did. */
  readonly chattering: readonly { readonly alarm: number; readonly annunciated: number }[]
  /** The same of fleeting ones, with how often. */
  readonly fleeting: readonly { readonly alarm: number; readonly annunciated: number }[]
  /** Annunciations by priority, in the order of `priorities`. */
  readonly byPriority: readonly number[]
}

interface Counted {
  readonly alarm: number
  readonly annunciated: number
}

const ranked = (counts: ReadonlyMap<number, number>): Counted[] =>
  [...counts]
    .map(([alarm, annunciated]) => ({ alarm, annunciated }))
    .sort((a, b) => b.annunciated - a.annunciated || a.alarm - b.alarm)

const add = (counts: Map<number, number>, alarm: number, n: number): void => {
  counts.set(alarm, (counts.get(alarm) ?? 0) + n)
}

/**
 * Floods of intervals of 10 min: one begins with an interval of more than ten, and ends before the first of fewer than five
 * (16.4.4).
 */
function floodsOf(per10min: Uint32Array, { from, to }: Span): Flood[] {
  const floods: Flood[] = []
  let open: { from: Micros; annunciated: number; peak: number } | undefined
  const end = (at: Micros): void => {
    if (open) floods.push({ ...open, to: at })
    open = undefined
  }
  for (const [at, count] of per10min.entries()) {
    if (open && count < FLOOD_ENDS) end(from + at * INTERVAL)
    if (!open && count > FLOOD_BEGINS) open = { from: from + at * INTERVAL, annunciated: 0, peak: 0 }
    if (!open) continue
    open.annunciated += count
    open.peak = Math.max(open.peak, count)
  }
  end(to)
  return floods
}

/** Times of one alarm, to see whether it chatters or only flashes up. */
class Nuisance {
  readonly chattering = new Map<number, number>()
  readonly fleeting = new Map<number, number>()
  readonly #recent = new Map<number, Micros[]>()
  readonly #raised = new Map<number, Micros>()
  /** Came and went within 10 s; counts unless it comes again within a minute. */
  readonly #flashed = new Map<number, Micros>()

  comes(alarm: number, time: Micros): void {
    const flashed = this.#flashed.get(alarm)
    this.#flashed.delete(alarm)
    if (flashed !== undefined && time - flashed >= FLEETING_ALONE) add(this.fleeting, alarm, 1)
    this.#raised.set(alarm, time)
    const recent = [...(this.#recent.get(alarm) ?? []).filter((before) => time - before <= CHATTER_WITHIN), time]
    this.#recent.set(alarm, recent)
    if (recent.length === CHATTER_COUNT && !this.chattering.has(alarm)) add(this.chattering, alarm, CHATTER_COUNT)
    else if (recent.length >= CHATTER_COUNT) add(this.chattering, alarm, 1)
  }

  goes(alarm: number, time: Micros): void {
    const raised = this.#raised.get(alarm)
    this.#raised.delete(alarm)
    if (raised !== undefined && time - raised < FLEETING) this.#flashed.set(alarm, time)
  }

  end(): void {
    for (const alarm of this.#flashed.keys()) add(this.fleeting, alarm, 1)
    this.#flashed.clear()
  }
}

/** The metrics of a span, longer than nothing; records outside it are left out. */
export function annunciationMetrics(record: AlarmRecord, span: Span): PerformanceMetrics {
  const length = span.to - span.from
  const per10min = new Uint32Array(Math.max(1, Math.ceil(length / INTERVAL)))
  const counts = new Map<number, number>()
  const byPriority = priorities.map(() => 0)
  const nuisance = new Nuisance()
  let annunciated = 0
  for (let row = 0; row < record.length; row++) {
    const time = record.time[row] as number
    const alarm = record.alarm[row] as number
    if (time < span.from || time >= span.to) continue
    if (record.annunciated[row] === 0) {
      nuisance.goes(alarm, time)
      continue
    }
    annunciated++
    const interval = Math.floor((time - span.from) / INTERVAL)
    per10min[interval] = (per10min[interval] ?? 0) + 1
    const priority = record.priority[row] as number
    byPriority[priority] = (byPriority[priority] ?? 0) + 1
    add(counts, alarm, 1)
    nuisance.comes(alarm, time)
  }
  nuisance.end()
  const floods = floodsOf(per10min, span)
  const frequent = ranked(counts).slice(0, MOST_FREQUENT)
  const load = (sum: number): number => (annunciated === 0 ? 0 : sum / annunciated)
  return {
    annunciated,
    averagePer10min: annunciated / (length / INTERVAL),
    averagePerHour: annunciated / (length / HOUR),
    averagePerDay: annunciated / (length / (24 * HOUR)),
    per10min,
    peakPer10min: per10min.reduce((most, count) => Math.max(most, count), 0),
    busyShare: per10min.filter((count) => count > FLOOD_BEGINS).length / per10min.length,
    floods,
    floodShare: floods.reduce((sum, { from, to }) => sum + to - from, 0) / length,
    frequent,
    frequentShare: load(frequent.reduce((sum, one) => sum + one.annunciated, 0)),
    chattering: ranked(nuisance.chattering),
    fleeting: ranked(nuisance.fleeting),
    byPriority,
  }
}
