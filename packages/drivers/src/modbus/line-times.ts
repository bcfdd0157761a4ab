import type { Clock } from '@millrace/core'
import type { DriverCounters } from '../kit/driver.ts'

/** No wait is shorter: what a busy machine or network takes in its stride, ms. */
const LEAST_MS = 50
/** What is usual is waited for so many times over. */
const FACTOR = 4
const WEIGHT = 0.125
/** Of the time, what may be spent on waiting in vain for the full timeout, while there are neighbours. */
const PATIENCE_SHARE = 0.1

/** One unit on the line, as far as its answers tell. */
export interface UnitState {
  readonly unit: number
  /** False: an answer may be outstanding, and the next must not be taken for it. */
  inSync: boolean
  /** It answered function 8, if only by refusing it. */
  answersEcho: boolean
  /** It left function 8 unanswered and answered others: only quiet brings it in step. */
  ignoresEcho: boolean
  /** Echoes in a row without an answer. */
  echoMisses: number
  /** When it was last asked or heard, monotonic ms. */
  lastAt: number
  /** Requests in a row without an answer. */
  misses: number
  probes: number
  /** Its usual round trip, ms; 0 before the first. */
  usualMs: number
  /** Of whoever asked last. */
  counters: DriverCounters | undefined
}

/** How long to wait for whom: learned from the answers of a line. */
export class LineTimes {
  readonly #clock: Clock
  readonly #units = new Map<number, UnitState>()
  #usualMs = 0
  #patienceMs = Number.POSITIVE_INFINITY
  #countedAt: number

  constructor(clock: Clock) {
    this.#clock = clock
    this.#countedAt = clock.monotonic()
  }

  unit(unit: number): UnitState {
    const known = this.#units.get(unit)
    if (known) return known
    const fresh: UnitState = {
      unit,
      inSync: false,
      answersEcho: false,
      ignoresEcho: false,
      echoMisses: 0,
      lastAt: this.#clock.monotonic(),
      misses: 0,
      probes: 0,
      usualMs: 0,
      counters: undefined,
    }
    this.#units.set(unit, fresh)
    return fresh
  }

  answered(state: UnitState, ms: number): void {
    state.usualMs = state.usualMs === 0 ? ms : state.usualMs + WEIGHT * (ms - state.usualMs)
    this.#usualMs = this.#usualMs === 0 ? ms : this.#usualMs + WEIGHT * (ms - this.#usualMs)
  }

  /** It answered later than anyone waited: it is slower than was thought. */
  late(state: UnitState): void {
    state.usualMs = Math.max(state.usualMs, this.#clock.monotonic() - state.lastAt)
  }

  /** Time in which an answer usually comes, with much to spare; at most `timeoutMs`. */
  short(state: UnitState, timeoutMs: number): number {
    const usual = Math.max(state.usualMs, this.#usualMs)
    return usual === 0 ? timeoutMs : Math.min(timeoutMs, Math.max(LEAST_MS, FACTOR * usual))
  }

  /**
   * True as long as waiting in vain took no more than its share of the line's time. When many units fall silent at
   * once, their neighbours do not wait for each.
   */
  patient(timeoutMs: number): boolean {
    this.#earn(timeoutMs)
    return this.#patienceMs >= timeoutMs
  }

  inVain(ms: number, timeoutMs: number): void {
    this.#earn(timeoutMs)
    this.#patienceMs = Math.max(0, this.#patienceMs - ms)
  }

  #earn(timeoutMs: number): void {
    const now = this.#clock.monotonic()
    const earned = (now - this.#countedAt) * PATIENCE_SHARE
    this.#countedAt = now
    this.#patienceMs = Math.min(timeoutMs, this.#patienceMs + earned)
  }
}
