import { isBad, isGood, type Micros, Status } from '@millrace/core'
import type { Frame, Kernel, TextTable } from '../expression/index.ts'
import { clearTally, increment, notUsable, rose, sampled, stood, TALLY_CELLS, wentOn } from './tally.ts'
import { type StateMapping, stateOfValue, TIME_CELLS, type TimeModel } from './time-model.ts'

/** A value to be looked at over windows: of one series as it is, or worked out of several. */
export interface MeasureSpec {
  /** Names it among those of its subject. */
  readonly key: string
  /** Numbers of the series, in the order of the kernel's slots. */
  readonly series: readonly number[]
  /** What holds in a slot for good, in place of a series. */
  readonly fixed?: readonly (number | undefined)[]
  /** From the unit of a series to that of its slot. */
  readonly convert?: readonly (((value: number) => number) | undefined)[]
  /** Absent: the value of the one series. */
  readonly kernel?: Kernel
  /** How long a value stands at most without another sample, µs. Default Infinity. */
  readonly gap?: Micros
  /** Uncertain values are used, too (OPC UA Part 13 §4.2.1.2, TreatUncertainAsBad). Default false. */
  readonly uncertain?: boolean
  /** At this reading a counter begins again at 0. Absent: what falls was reset. */
  readonly rollover?: number
  /** Of one unit of a counter at an instant: the planned run time per item. */
  readonly weightAt?: (at: Micros) => number
  /** Of texts within the kernel. */
  readonly texts?: TextTable
  /** The value is a work unit's state, and its windows are told as times. */
  readonly states?: { readonly mapping: StateMapping; readonly model: TimeModel }
}

/** No series has this number: a work unit without a signal of its own has nothing that tells its states. */
export const NO_SERIES = 0xffffffff

/** How many cells a measure takes in a window. */
export const cellsOf = (spec: MeasureSpec): number => (spec.states ? TIME_CELLS : TALLY_CELLS)

/** Where a measure writes: the cells of one window, from `at` on. */
export interface Sheet {
  readonly cells: Float64Array
  readonly at: number
}

const UNKNOWN_STATE = 0
/** Numbers that tell a measure's standing, beside those of its inputs. */
const OWN = 9
const PER_INPUT = 4

/**
 * A value that stands, sample by sample in the order of their times. It knows no windows: whoever drives it says from where to
 * where a value stood, and on which sheets that is written. Samples of one instant count together, when time has moved on, so
 * that a value worked out of several is never one of an old and a new input.
 */
export class Measure {
  readonly spec: MeasureSpec
  readonly #frame: Frame
  /** Of each input: until when its value stands. */
  readonly #until: Float64Array
  /** Of each input: time of its newest sample. */
  readonly #newestOf: Float64Array
  /** Time of the newest sample, −Infinity before the first. */
  newest = Number.NEGATIVE_INFINITY
  /** Time of the newest sample that is usable and counts: what a counter goes on from. */
  newestUsable = Number.NEGATIVE_INFINITY
  /** What a counter goes on from is not known here any more, for something came late: until the next usable sample the history tells. */
  lost = false
  /** Samples of `newest` are there that do not count yet. */
  pending = false
  #value = Number.NaN
  #known = false
  #standsUntil = Number.NEGATIVE_INFINITY
  /** The last usable value: what a counter goes on from. */
  #counter = Number.NaN
  /** The state that counted last, downtimes included. */
  #state = UNKNOWN_STATE

  constructor(spec: MeasureSpec) {
    this.spec = spec
    this.#frame = {
      value: new Float64Array(spec.series.length).fill(Number.NaN),
      status: new Uint32Array(spec.series.length).fill(Status.BadWaitingForInitialData),
    }
    this.#until = new Float64Array(spec.series.length).fill(Number.NEGATIVE_INFINITY)
    this.#newestOf = new Float64Array(spec.series.length).fill(Number.NEGATIVE_INFINITY)
    spec.fixed?.forEach((value, slot) => {
      if (value === undefined) return
      this.#frame.value[slot] = value
      this.#frame.status[slot] = Status.Good
      this.#until[slot] = Number.POSITIVE_INFINITY
    })
    // No sample will ever come: it stands from the beginning.
    if (spec.fixed?.every((value) => value !== undefined)) this.settle([])
  }

  newestOf(slot: number): Micros {
    return this.#newestOf[slot]!
  }

  /** No sample of this input before this one changes what stands, or what a counter goes on from. */
  standsSince(slot: number): Micros {
    if (!this.spec.kernel) return Math.min(this.newest, this.newestUsable)
    // What came of several inputs when they were usable last, their newest samples alone do not tell.
    return this.newest === this.newestUsable ? this.#newestOf[slot]! : Number.NEGATIVE_INFINITY
  }

  isInputUsable(slot: number): boolean {
    return !isBad(this.#frame.status[slot]!)
  }

  /** Makes a sheet that of a window of which nothing is known yet. */
  clear({ cells, at }: Sheet): void {
    if (this.spec.states) cells.fill(0, at, at + TIME_CELLS)
    else clearTally(cells, at)
  }

  /** What happened before this instant is not looked at: the state that counted then is taken as it was. */
  beginAt(from: Micros): void {
    const { states } = this.spec
    if (!states) return
    const before = from - 1
    this.#state = states.model.stateAt(before, this.#known && before < this.#standsUntil ? this.#value : UNKNOWN_STATE)
  }

  /** What stands did so from `from` to `to`, on this sheet. */
  stand({ cells, at }: Sheet, from: Micros, to: Micros): void {
    const { states } = this.spec
    const known = this.#known ? Math.max(from, Math.min(to, this.#standsUntil)) : from
    if (!states) {
      if (from < known) stood(cells, at, this.#value, known - from)
      return
    }
    let state = this.#state
    if (from < known) state = states.model.add(cells, at, from, known, this.#value, state)
    if (known < to) states.model.add(cells, at, known, to, UNKNOWN_STATE, state)
  }

  /** After every sheet was told of a stretch up to `to`. */
  moveTo(to: Micros): void {
    if (this.spec.states) this.beginAt(to)
  }

  /** A sample came, not before the newest one of its input. `value` is NaN where there is none. */
  put(slot: number, time: Micros, value: number | string, status: number): void {
    const { spec } = this
    const number = this.#numberOf(slot, value)
    const usable = this.#isUsable(value, status) && !Number.isNaN(number)
    this.#until[slot] = time + (spec.gap ?? Number.POSITIVE_INFINITY)
    this.#newestOf[slot] = time
    this.#frame.status[slot] = usable ? Status.Good : isBad(status) ? status : Status.BadNoData
    this.#frame.value[slot] = usable ? number : Number.NaN
    this.newest = Math.max(this.newest, time)
    this.pending = true
  }

  /** A sample came that is older than the newest one of its input: what a counter goes on from may be another. */
  missed(time: Micros, value: number | string, status: number): void {
    const { kernel, states } = this.spec
    if (states) return
    // Samples that do not count yet may come to nothing usable, and then it goes on from what this one may have changed.
    if (kernel) this.lost ||= this.pending || !this.#known
    else if (time < this.newestUsable) return
    else if (this.#isUsable(value, status)) {
      this.#counter = this.#numberOf(0, value)
      this.newestUsable = time
    } else this.lost ||= time === this.newestUsable
  }

  /** As {@link settle}, where time was told on already: no window is written, the history tells those. */
  settleLate(): void {
    const before = this.newestUsable
    this.settle([])
    if (!this.spec.states && !this.#known) this.lost ||= this.spec.kernel !== undefined || before === this.newest
  }

  #isUsable(value: number | string, status: number): boolean {
    return (isGood(status) || (this.spec.uncertain === true && !isBad(status))) && !Number.isNaN(value)
  }

  #numberOf(slot: number, value: number | string): number {
    const { states, texts, convert } = this.spec
    if (states) return stateOfValue(states.mapping, value)
    if (typeof value === 'string') return texts?.numberOf(value) ?? Number.NaN
    return convert?.[slot]?.(value) ?? value
  }

  /** The samples of `newest` count from now on, on these sheets; whoever drives it has told all that stood before. */
  settle(sheets: readonly Sheet[]): void {
    const { kernel, states } = this.spec
    let value = this.#frame.value[0]!
    let until = this.#until[0]!
    let known = !isBad(this.#frame.status[0]!)
    if (kernel) {
      value = kernel.evaluate(this.#frame)
      known = !isBad(kernel.status) && !Number.isNaN(value)
      for (const end of this.#until) until = Math.min(until, end)
    }
    if (!states) for (const sheet of sheets) this.#write(sheet, known, value)
    if (known) {
      this.#counter = value
      this.newestUsable = this.newest
    }
    if (known || states) this.lost = false
    this.#value = value
    this.#known = known
    this.#standsUntil = until
    this.pending = false
  }

  #write({ cells, at }: Sheet, known: boolean, value: number): void {
    if (!known) {
      notUsable(cells, at)
      return
    }
    sampled(cells, at, value)
    if (this.#known && this.newest <= this.#standsUntil && this.#value === 0 && value !== 0) rose(cells, at)
    if (Number.isNaN(this.#counter)) return
    const by = increment(this.#counter, value, this.spec.rollover ?? 0)
    if (by !== 0) wentOn(cells, at, by, this.spec.weightAt ? this.spec.weightAt(this.newest) : 1)
  }

  /** How many numbers {@link save} writes. */
  get size(): number {
    return OWN + PER_INPUT * this.spec.series.length
  }

  save(into: Float64Array, at: number): void {
    into[at] = this.newest
    into[at + 1] = this.newestUsable
    into[at + 2] = Number(this.pending)
    into[at + 3] = this.#value
    into[at + 4] = Number(this.#known)
    into[at + 5] = this.#standsUntil
    into[at + 6] = this.#counter
    into[at + 7] = this.#state
    into[at + 8] = Number(this.lost)
    for (let slot = 0; slot < this.#until.length; slot++) {
      const of = at + OWN + PER_INPUT * slot
      into[of] = this.#frame.value[slot]!
      into[of + 1] = this.#frame.status[slot]!
      into[of + 2] = this.#until[slot]!
      into[of + 3] = this.#newestOf[slot]!
    }
  }

  load(from: Float64Array, at: number): void {
    this.newest = from[at]!
    this.newestUsable = from[at + 1]!
    this.pending = from[at + 2] === 1
    this.#value = from[at + 3]!
    this.#known = from[at + 4] === 1
    this.#standsUntil = from[at + 5]!
    this.#counter = from[at + 6]!
    this.#state = from[at + 7]!
    this.lost = from[at + 8] === 1
    for (let slot = 0; slot < this.#until.length; slot++) {
      const of = at + OWN + PER_INPUT * slot
      this.#frame.value[slot] = from[of]!
      this.#frame.status[slot] = from[of + 1]!
      this.#until[slot] = from[of + 2]!
      this.#newestOf[slot] = from[of + 3]!
    }
  }
}
