import { Status, worst } from '@millrace/core'

/** So many rows are worked on at a time: their columns stay in the cache of a core. */
export const BLOCK = 1_024

/** The values of a part of an expression in the rows of a block. */
export class Part {
  readonly value = new Float64Array(BLOCK)
  readonly #status = new Uint32Array(BLOCK)
  /** Every row is good; the statuses are then not written, but {@link statuses} makes them so. */
  clean = true

  /** Good for every row that is not written after. */
  soil(): Uint32Array {
    if (this.clean) this.#status.fill(Status.Good)
    this.clean = false
    return this.#status
  }

  /** The statuses of the rows, to read. */
  statuses(): Uint32Array {
    if (this.clean) this.#status.fill(Status.Good)
    return this.#status
  }

  /** The worst of what others have, in their order. */
  gather(parts: readonly Part[], rows: number): void {
    this.clean = true
    for (const part of parts) {
      if (part.clean) continue
      const status = this.soil()
      const more = part.statuses()
      for (let row = 0; row < rows; row++) status[row] = worst(status[row]!, more[row]!)
    }
  }

  /** What is no finite number becomes NaN, and is out of range unless what it was made of was bad before. */
  settle(rows: number): void {
    const { value } = this
    for (let row = 0; row < rows; row++) {
      const one = value[row]!
      if (one - one === 0) continue
      const status = this.soil()
      status[row] = worst(status[row]!, Status.BadOutOfRange)
      value[row] = Number.NaN
    }
  }
}
