import type { Micros } from '@millrace/core'

/** Samples in a row: in at the end, out at the front. */
export class Queue {
  /** µs, value, status: three to a sample. */
  #cells = new Float64Array(24)
  #from = 0
  #length = 0
  readonly #full: () => void
  readonly #most: number

  /** @param full called when more than `most` would stand in it; throws */
  constructor(most: number, full: () => void) {
    this.#most = most
    this.#full = full
  }

  get length(): number {
    return this.#length
  }

  push(at: Micros, value: number, status: number): void {
    if (this.#length >= this.#most) this.#full()
    let i = (this.#from + this.#length) * 3
    if (i === this.#cells.length) {
      this.#make()
      i = (this.#from + this.#length) * 3
    }
    this.#cells[i] = at
    this.#cells[i + 1] = value
    this.#cells[i + 2] = status
    this.#length++
  }

  shift(): void {
    this.#from++
    this.#length--
    if (this.#length === 0) this.#from = 0
  }

  pop(): void {
    this.#length--
  }

  clear(): void {
    this.#from = 0
    this.#length = 0
  }

  time(i: number): Micros {
    return this.#cells[(this.#from + i) * 3]!
  }

  value(i: number): number {
    return this.#cells[(this.#from + i) * 3 + 1]!
  }

  status(i: number): number {
    return this.#cells[(this.#from + i) * 3 + 2]!
  }

  /** All cells, to be saved. */
  saved(): Float64Array {
    return this.#cells.subarray(this.#from * 3, (this.#from + this.#length) * 3)
  }

  load(cells: Float64Array): void {
    this.#from = 0
    this.#length = cells.length / 3
    this.#cells = new Float64Array(Math.max(24, cells.length * 2))
    this.#cells.set(cells)
  }

  /** Room at the end: what has gone at the front is taken first. */
  #make(): void {
    const live = this.saved()
    if (this.#from > this.#length) {
      this.#cells.copyWithin(0, this.#from * 3, (this.#from + this.#length) * 3)
    } else {
      const more = new Float64Array(this.#cells.length * 2)
      more.set(live)
      this.#cells = more
    }
    this.#from = 0
  }
}
