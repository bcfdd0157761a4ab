import type { HistoryStore } from '@millrace/history'

/** How far the history has come with what the journal has: whoever reads it for what came live waits for that. */
export class HistoryProgress {
  #position = -1
  #waiting: { readonly position: number; readonly resolve: () => void }[] = []

  get position(): number {
    return this.#position
  }

  /** Resolves when the history has everything up to a position of the journal. */
  reached(position: number): Promise<void> {
    if (position <= this.#position) return Promise.resolve()
    return new Promise((resolve) => this.#waiting.push({ position, resolve }))
  }

  /** The history has everything up to here. */
  moved(position: number): void {
    this.#position = Math.max(this.#position, position)
    const all = this.#waiting
    this.#waiting = all.filter((one) => one.position > this.#position)
    for (const one of all) if (one.position <= this.#position) one.resolve()
  }

  /** The history as whoever feeds it out of the journal sees it: what it takes is counted. */
  of(history: HistoryStore): HistoryStore {
    const append: HistoryStore['append'] = async (tenant, batch, position) => {
      await history.append(tenant, batch, position)
      this.moved(position)
    }
    return new Proxy(history, {
      get(target, name) {
        if (name === 'append') return append
        const value: unknown = Reflect.get(target, name)
        return typeof value === 'function' ? value.bind(target) : value
      },
    })
  }
}
