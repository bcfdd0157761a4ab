/** Work that is done one after the other, whatever became of the one before. */
export class Turns {
  #last: Promise<unknown> = Promise.resolve()

  /** Resolves or rejects as the work does. */
  take<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(work)
    // Whoever asked has the failure; the next in line only waits for its end.
    this.#last = turn.catch(() => undefined)
    return turn
  }
}
