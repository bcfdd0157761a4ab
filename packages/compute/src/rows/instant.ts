import { isBad, type Micros, Status } from '@millrace/core'
import { hashText } from '../conditions/hash.ts'
import { cellOf, type InputSample, type InstantDefinition } from './definition.ts'

/** No one input's: whatever lies between is to be worked out from the history. */
export const ALL_INPUTS = -1

/** Samples of one instant may come in several groups: they are waited for so long, µs of the wall. */
const SETTLE: Micros = 200_000

/** Where it goes that samples came late. */
export interface LateTold {
  /**
   * A sample of an input came at `at` for what was told already: what lies from there to `end`, exclusive, or to the next sample
   * of that series, is another. With {@link ALL_INPUTS} everything up to `end` is.
   */
  late(number: number, series: number, at: Micros, end: Micros): void
}

/** Values by place: inputs, and whatever is worked out of them behind. */
export interface Places {
  /** When the newest sample of each came, −Infinity before the first. */
  readonly time: Float64Array
  /** NaN where the status is bad. */
  readonly value: Float64Array
  readonly status: Uint32Array
}

/** Numbers that tell an instant's standing, beside those of its inputs. */
const OWN = 4
const PER_INPUT = 4

/**
 * What several series have at once, sample by sample. At every instant at which an input has a sample, something is told of what
 * each input had last. Samples of one instant count together, when time moves on or whoever drives it says so; one that comes for
 * that instant later is counted in, and it is told again. What is before it is told as late.
 */
export abstract class InstantPoint<Told extends LateTold, Definition extends InstantDefinition = InstantDefinition> {
  readonly definition: Definition
  protected readonly places: Places
  /** Of each input: it is known what it had last, be it nothing. */
  readonly #known: Uint8Array
  /** The instant that stands: the newest of any input. */
  #newest = Number.NEGATIVE_INFINITY
  /** The newest instant that the history was asked to tell: it is not told here, or the older of two could win. */
  #asked = Number.NEGATIVE_INFINITY
  /** Samples were left out since this instant. */
  #hole = Number.NaN
  /** Samples of the instant do not count yet. */
  pending = false
  /** Wall time at which the first of them came. */
  pendingSince = Number.NaN

  /** @param size places in all */
  constructor(definition: Definition, size: number) {
    const { inputs, start } = definition
    this.definition = definition
    this.places = {
      time: new Float64Array(size).fill(Number.NEGATIVE_INFINITY),
      value: new Float64Array(size).fill(Number.NaN),
      status: new Uint32Array(size).fill(Status.BadWaitingForInitialData),
    }
    this.#known = new Uint8Array(inputs.length)
    if (start) this.learn(start)
  }

  /** Tells of the instant what {@link places} hold. */
  protected abstract tell(time: Micros, told: Told): void

  /** What is not known of inputs is as it was read. The newest of it stands, and is told; what was left out before it is late. */
  learn(start: readonly (InputSample | null)[]): void {
    const { inputs, every } = this.definition
    const stood = this.#newest
    start.forEach((sample, slot) => {
      if (this.#known[slot] === 1) return
      this.#known[slot] = 1
      this.pending ||= stood > Number.NEGATIVE_INFINITY
      if (sample === null || sample.time < this.places.time[slot]!) return
      this.#set(slot, sample.time, sample.value ?? Number.NaN, sample.status)
      if (inputs[slot]!.quiet) return
      this.#newest = Math.max(this.#newest, cellOf(sample.time, every))
      this.pending = true
    })
    // The instant that stood was not told, or not by all that was known of it.
    if (stood < this.#newest && stood > Number.NEGATIVE_INFINITY && Number.isNaN(this.#hole)) this.#hole = stood
  }

  /** A sample came, in whatever order. `value` is NaN where there is none. */
  put(slot: number, time: Micros, value: number | string, status: number, told: Told): void {
    const { time: times, value: values, status: statuses } = this.places
    const { number, inputs, every } = this.definition
    const { series, quiet = false } = inputs[slot]!
    const at = cellOf(time, every)
    if (at > this.#newest) {
      this.settle(told)
      if (!quiet) this.#newest = at
    }
    const [before, beforeStatus] = [values[slot]!, statuses[slot]!]
    const isNewest = time >= times[slot]!
    const again = time === times[slot]
    if (isNewest) this.#set(slot, time, value, status)
    // The same once more changes nothing.
    if (quiet || (again && Object.is(before, values[slot]!) && beforeStatus === statuses[slot])) return
    if (isNewest) this.pending = true
    if (at < this.#newest) told.late(number, series, at, this.#newest)
  }

  /** Others of the instant were waited for long enough. `now`: wall. */
  isDue(now: Micros): boolean {
    const since = Number.isNaN(this.pendingSince) ? Number.NEGATIVE_INFINITY : this.pendingSince
    return now - (this.definition.every === undefined ? since : Math.max(since, this.#newest)) >= SETTLE
  }

  /** What came of the instant counts. */
  settle(told: Told): void {
    if (!this.pending) return
    this.pending = false
    this.pendingSince = Number.NaN
    const { number } = this.definition
    const isKnown = !this.#known.includes(0)
    if (isKnown && this.#hole < this.#newest) told.late(number, ALL_INPUTS, this.#hole, this.#newest)
    if (isKnown) this.#hole = Number.NaN
    if (this.#asked === this.#newest || !isKnown) {
      this.#asked = this.#newest
      told.late(number, ALL_INPUTS, this.#newest, this.#newest + 1)
      return
    }
    this.tell(this.#newest, told)
  }

  /** Samples were left out: what inputs had last is not known until it is read, and what was between is told from the history then. */
  skipped(): void {
    this.#known.fill(0)
    if (Number.isNaN(this.#hole)) this.#hole = this.#newest
  }

  #set(slot: number, time: Micros, value: number | string, status: number): void {
    const { time: times, value: values, status: statuses } = this.places
    const isText = this.definition.inputs[slot]!.type === 'text'
    const fits = typeof value === 'string' ? isText : !isText || Number.isNaN(value)
    const number = !fits ? Number.NaN : typeof value === 'string' ? hashText(value) : value
    times[slot] = time
    const why = fits ? Status.BadNoData : Status.BadTypeMismatch
    statuses[slot] = isBad(status) ? status : Number.isNaN(number) ? why : status
    values[slot] = isBad(statuses[slot]!) ? Number.NaN : number
  }

  /** How many numbers {@link save} writes. */
  get size(): number {
    return OWN + PER_INPUT * this.#known.length
  }

  save(into: Float64Array, at: number): void {
    into[at] = this.#newest
    into[at + 1] = this.#asked
    into[at + 2] = this.#hole
    into[at + 3] = Number(this.pending)
    this.#known.forEach((known, slot) => {
      const of = at + OWN + PER_INPUT * slot
      into[of] = this.places.time[slot]!
      into[of + 1] = this.places.value[slot]!
      into[of + 2] = this.places.status[slot]!
      into[of + 3] = known
    })
  }

  load(from: Float64Array, at: number): void {
    this.#newest = from[at]!
    this.#asked = from[at + 1]!
    this.#hole = from[at + 2]!
    this.pending = from[at + 3] === 1
    this.pendingSince = Number.NaN
    this.#known.forEach((_, slot) => {
      const of = at + OWN + PER_INPUT * slot
      this.places.time[slot] = from[of]!
      this.places.value[slot] = from[of + 1]!
      this.places.status[slot] = from[of + 2]!
      this.#known[slot] = from[of + 3]!
    })
  }
}
