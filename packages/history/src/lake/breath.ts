import { setImmediate } from 'node:timers/promises'

/** Work of one turn, ms: others wait no longer. */
const TURN_MS = 5

/** Lets others have a turn during long work. */
export class Breath {
  readonly #signal: AbortSignal | undefined
  #begun = performance.now()

  constructor(signal?: AbortSignal) {
    this.#signal = signal
  }

  get isDue(): boolean {
    return performance.now() - this.#begun > TURN_MS
  }

  /** To be awaited where `isDue`. Throws the signal's reason. */
  async take(): Promise<void> {
    await setImmediate()
    this.#signal?.throwIfAborted()
    this.#begun = performance.now()
  }
}
