/** What a device in software does later, unless it is switched off before. */
export class Delays {
  readonly #timers = new Set<NodeJS.Timeout>()

  after(ms: number, work: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer)
      work()
    }, ms)
    this.#timers.add(timer)
  }

  cancel(): void {
    for (const timer of this.#timers) clearTimeout(timer)
    this.#timers.clear()
  }
}
