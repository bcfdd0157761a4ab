/** So many at a time; others wait in the order in which they came. */
export class Turns {
  readonly #most: number
  #running = 0
  readonly #waiting: (() => void)[] = []

  constructor(most: number) {
    this.#most = most
  }

  /** Runs it in its turn. Throws the signal's reason if that comes first. */
  async take<T>(signal: AbortSignal, run: () => Promise<T>): Promise<T> {
    // Whoever ends hands their place on, so that nobody slips in between.
    if (this.#running >= this.#most) await this.#wait(signal)
    else this.#running++
    try {
      signal.throwIfAborted()
      return await run()
    } finally {
      const next = this.#waiting.shift()
      if (next) next()
      else this.#running--
    }
  }

  #wait(signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const go = (): void => {
        signal.removeEventListener('abort', leave)
        resolve()
      }
      const leave = (): void => {
        const at = this.#waiting.indexOf(go)
        if (at >= 0) this.#waiting.splice(at, 1)
        reject(signal.reason)
      }
      signal.addEventListener('abort', leave, { once: true })
      this.#waiting.push(go)
    })
  }
}
