const CALLS = 64
/** Calls before which nothing is said of their time. */
const LEAST_CALLS = 16
const SLOW_SHARE = 0.05

/** The same after JSON. */
export interface CallState {
  /** ms of the last calls, the oldest first; null where it was not told. */
  readonly ms: readonly (number | null)[]
  readonly failed: readonly boolean[]
}

/** The last calls of a model: how long they took, and which failed. */
export class Calls {
  readonly #ms: (number | null)[]
  readonly #failed: boolean[]

  constructor(state?: CallState) {
    this.#ms = [...(state?.ms ?? [])]
    this.#failed = [...(state?.failed ?? [])]
  }

  add(ms: number | undefined, hasFailed: boolean): void {
    this.#ms.push(ms !== undefined && Number.isFinite(ms) && ms >= 0 ? ms : null)
    this.#failed.push(hasFailed)
    if (this.#ms.length <= CALLS) return
    this.#ms.shift()
    this.#failed.shift()
  }

  get failed(): number {
    return this.#failed.filter(Boolean).length
  }

  /** What one call in twenty takes, or more. Undefined of few calls. */
  get slow(): number | undefined {
    const told = this.#ms.filter((ms) => ms !== null).sort((a, b) => b - a)
    return told.length < LEAST_CALLS ? undefined : told[Math.ceil(SLOW_SHARE * told.length) - 1]
  }

  save(): CallState {
    return { ms: [...this.#ms], failed: [...this.#failed] }
  }
}
