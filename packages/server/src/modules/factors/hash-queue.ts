import { Fault } from '@millrace/core'
import './faults.ts'

/** Hashes that run at once. Each takes 19 MiB and one of the four threads that Node.js has for such work. */
const RUNNING = 4
const WAITING = 64

/** Lets few hashes run at once, the others in order behind them: a flood of sign-ins must not eat memory. */
export class HashQueue {
  #running = 0
  readonly #waiting: (() => void)[] = []

  /** Throws `factors.busy` if too many wait already. */
  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.#running < RUNNING) this.#running++
    else {
      if (this.#waiting.length >= WAITING) throw new Fault('factors.busy', { waiting: this.#waiting.length })
      // Whoever ends hands over their place, so that nobody who comes later slips in between.
      await new Promise<void>((resolve) => this.#waiting.push(resolve))
    }
    try {
      return await work()
    } finally {
      const next = this.#waiting.shift()
      if (next) next()
      else this.#running--
    }
  }
}
