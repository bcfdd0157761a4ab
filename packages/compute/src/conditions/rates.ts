import { MICROS_PER_S, type Micros } from '@millrace/core'
import { moved } from './columns.ts'

/** Parts of a window; the change is taken since the value held at the last boundary of a part that is a whole window ago. */
const PARTS = 16
const ROOM = PARTS + 1

/**
 * How fast values change, each over a window of its own: a fixed room a place, however many samples come. The value held at
 * each boundary of a part is kept (a sample is held until the next one), so a rate spans one window to one and a sixteenth.
 */
export class Rates {
  /** µs a part. */
  #part = new Float64Array(0)
  /** Number of the part of the newest sample since the epoch; NaN before the first. */
  #newest = new Float64Array(0)
  /** Of the first sample since it began. */
  #first = new Float64Array(0)
  #last = new Float64Array(0)
  #held = new Float64Array(0)

  grow(size: number): void {
    this.#part = moved(this.#part, new Float64Array(size))
    this.#newest = moved(this.#newest, new Float64Array(size))
    this.#first = moved(this.#first, new Float64Array(size))
    this.#last = moved(this.#last, new Float64Array(size))
    this.#held = moved(this.#held, new Float64Array(size * ROOM))
  }

  begin(place: number, window: Micros): void {
    this.#part[place] = window / PARTS
    this.forget(place)
  }

  /** What came before says nothing of what comes. */
  forget(place: number): void {
    this.#newest[place] = Number.NaN
    this.#held.fill(0, place * ROOM, (place + 1) * ROOM)
  }

  /** A value came: the change per second up to it; NaN while there is no whole window. */
  add(place: number, time: Micros, value: number): number {
    const now = Math.floor(time / (this.#part[place] as number))
    const newest = this.#newest[place] as number
    if (Number.isNaN(newest)) this.#first[place] = now
    else
      for (let at = Math.max(newest, now - ROOM) + 1; at <= now; at++)
        this.#held[this.#at(place, at)] = this.#last[place] as number
    this.#newest[place] = now
    this.#last[place] = value
    return this.at(place, time)
  }

  /** The change per second up to a time not before the newest value, which is held until then. */
  at(place: number, time: Micros): number {
    const part = this.#part[place] as number
    const newest = this.#newest[place] as number
    const back = Math.floor(time / part) - PARTS
    if (!(back > (this.#first[place] as number)) || Number.isNaN(newest)) return Number.NaN
    const last = this.#last[place] as number
    const before = back > newest ? last : (this.#held[this.#at(place, back)] as number)
    return (last - before) / ((time - back * part) / MICROS_PER_S)
  }

  lastOf(place: number): number {
    return this.#last[place] as number
  }

  /** Numbers from which {@link Rates.load} makes it again. */
  save(place: number): readonly number[] {
    return [
      this.#newest[place] as number,
      this.#first[place] as number,
      this.#last[place] as number,
      ...this.#held.subarray(place * ROOM, (place + 1) * ROOM),
    ]
  }

  load(place: number, saved: Float64Array): void {
    this.#newest[place] = saved[0] as number
    this.#first[place] = saved[1] as number
    this.#last[place] = saved[2] as number
    this.#held.set(saved.subarray(3, 3 + ROOM), place * ROOM)
  }

  /** How many numbers {@link Rates.save} gives. */
  static readonly saved = ROOM + 3

  #at(place: number, boundary: number): number {
    return place * ROOM + (((boundary % ROOM) + ROOM) % ROOM)
  }
}
