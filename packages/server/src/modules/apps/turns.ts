/** Who changes something waits for whoever does so before. */
export class Turns {
  readonly #turns = new Map<string, Promise<unknown>>()

  async take<T>(id: string, run: () => Promise<T>): Promise<T> {
    const turn = (this.#turns.get(id) ?? Promise.resolve()).then(run)
    // Whoever asked has the failure; the next in line only waits for its end.
    const settled = turn.catch(() => undefined)
    this.#turns.set(id, settled)
    try {
      return await turn
    } finally {
      if (this.#turns.get(id) === settled) this.#turns.delete(id)
    }
  }
}
