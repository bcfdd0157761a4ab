import type { TenantId } from '@millrace/core'
import type { Works } from './works.ts'

/** Who changes something waits for whoever does so before, here and in other platforms. */
export class Turns {
  readonly #works: Works
  readonly #turns = new Map<string, Promise<unknown>>()

  constructor(works: Works) {
    this.#works = works
  }

  /** Throws `apps.worked_on`. */
  take<T>(tenant: TenantId, id: string, run: () => Promise<T>): Promise<T> {
    return this.#take(id, () => this.#works.take(tenant, id, run))
  }

  /** Nothing is done where another platform works on it: it has it whole. */
  takeIfFree(tenant: TenantId, id: string, run: () => Promise<unknown>): Promise<void> {
    return this.#take(id, () => this.#works.takeIfFree(tenant, id, run))
  }

  async #take<T>(id: string, run: () => Promise<T>): Promise<T> {
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
