import { isBad, isGood, Status, worst } from '@millrace/core'
import type { Frame } from './face.ts'

/** A part of an expression, ready to run: its value, NaN where it has none. */
export type Step = (frame: Frame) => number

/** The quality of what was evaluated so far: the worst of what counted. */
export class Gauge {
  // A typed array of one: a field would make an object of every status that is bad.
  readonly #status = new Uint32Array(1)

  get status(): number {
    return this.#status[0]!
  }

  get isGood(): boolean {
    return isGood(this.#status[0]!)
  }

  get isBad(): boolean {
    return isBad(this.#status[0]!)
  }

  clear(): void {
    this.#status[0] = Status.Good
  }

  /** What an input gives that is not plainly good; one that is bad has no number, whatever stands there. */
  input(value: number, status: number): number {
    const counted = value - value === 0 || isBad(status) ? status : Status.BadOutOfRange
    this.#status[0] = worst(this.#status[0]!, counted)
    return isBad(counted) ? Number.NaN : value
  }

  /** A result; one that is no finite number becomes NaN, and is out of range unless what it was made of was bad before. */
  finite(value: number): number {
    if (value - value === 0) return value
    this.#status[0] = worst(this.#status[0]!, Status.BadOutOfRange)
    return Number.NaN
  }

  /** Begins to look at a part by itself; gives what was before, for {@link end} or {@link drop}. */
  begin(): number {
    const before = this.#status[0]!
    this.#status[0] = Status.Good
    return before
  }

  /** The part counts, after what was before. */
  end(before: number, value: number): number {
    this.#status[0] = worst(before, this.#status[0]!)
    return value
  }

  /** What was looked at does not count. */
  drop(before: number): void {
    this.#status[0] = before
  }
}
