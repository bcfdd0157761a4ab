import type { Clock } from '@millrace/core'
import { backoffMs } from './attempts.ts'

/** Answers missed in a row before a station counts as silent: one may be lost to noise. */
const PATIENCE = 2

interface Silent {
  readonly misses: number
  readonly askAgainAt: number
}

/**
 * Which stations behind one link do not answer. A silent station is not asked again before its wait is over (0.5 s,
 * doubling to 60 s), and then by one request alone, so that it costs its neighbours next to nothing.
 */
export class Stations {
  readonly #clock: Clock
  readonly #silent = new Map<number, Silent>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** `ask` as usual, `probe` with one request, or `skip` for now. */
  mood(station: number): 'ask' | 'probe' | 'skip' {
    const silent = this.#silent.get(station)
    if (!silent || silent.misses < PATIENCE) return 'ask'
    return this.#clock.monotonic() < silent.askAgainAt ? 'skip' : 'probe'
  }

  answered(station: number): void {
    this.#silent.delete(station)
  }

  missed(station: number): void {
    const misses = (this.#silent.get(station)?.misses ?? 0) + 1
    this.#silent.set(station, { misses, askAgainAt: this.#clock.monotonic() + backoffMs(misses - PATIENCE, () => 1) })
  }
}
