import { Fault } from '@millrace/core'
import './faults.ts'

/** Queries that run at once; more wait. */
const AT_ONCE = 4
const WAITING = 256

/** Lets a few queries run at a time, in the order they came: each may need much memory. */
export class Gate {
  #running = 0
  readonly #waiting: (() => void)[] = []

  /** Throws `history.query_queue_full`. */
  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.#running >= AT_ONCE) {
      if (this.#waiting.length >= WAITING) throw new Fault('history.query_queue_full', { limit: WAITING })
      await new Promise<void>((resolve) => this.#waiting.push(resolve))
    } else this.#running++
    try {
      return await work()
    } finally {
      const next = this.#waiting.shift()
      if (next) next()
      else this.#running--
    }
  }
}
