import { isBad, type Micros, Status, worst } from '@millrace/core'
import type { Frame, Kernel } from '../expression/face.ts'
import { hashText } from './hash.ts'

/** What a condition on several series sees: their newest values, and when the newest of them came. */
export class Joint {
  readonly slot: number
  readonly frame: Frame
  /** Of an expression; without one the first input is held against the second. */
  readonly kernel: Kernel | undefined
  /** Source time of what it sees; NaN before the first sample. */
  time: Micros = Number.NaN
  /** Wall time when it came. */
  heard: Micros = Number.NaN
  /** Newest value of the first input as a number, NaN if it is none: what an edge tells. */
  first = Number.NaN
  /** An input has changed since it was evaluated. */
  isDirty = false
  /** Of the last {@link Joint.result}. */
  status = 0
  /** Mean time of an evaluation, ms, over those that were timed. */
  mean = 0
  timed = 0
  evaluations = 0

  constructor(slot: number, inputs: number, kernel: Kernel | undefined) {
    this.slot = slot
    this.kernel = kernel
    this.frame = {
      value: new Float64Array(inputs).fill(Number.NaN),
      status: new Uint32Array(inputs).fill(Status.BadWaitingForInitialData),
    }
  }

  /** A text is its hash where there is an expression; else it is no value. */
  set(input: number, value: number, text: string | undefined, status: number): void {
    if (input === 0) this.first = value
    if (text !== undefined && this.kernel) value = hashText(text)
    const isUsable = !isBad(status) && !Number.isNaN(value)
    this.frame.value[input] = isUsable ? value : Number.NaN
    this.frame.status[input] = isUsable || isBad(status) ? status : Status.BadNoData
  }

  /** An input has had no sample yet. */
  waitsFor(input: number): boolean {
    return this.frame.status[input] === Status.BadWaitingForInitialData
  }

  /** The deviation, or 1 or 0 of an expression; NaN if the inputs tell none. */
  result(): number {
    const { value, status } = this.frame
    if (this.kernel) {
      const told = this.kernel.evaluate(this.frame)
      this.status = this.kernel.status
      return isBad(this.status) ? Number.NaN : told
    }
    this.status = worst(status[0] as number, status[1] as number)
    return (value[0] as number) - (value[1] as number)
  }
}
