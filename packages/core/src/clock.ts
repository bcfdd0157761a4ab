import { MICROS_PER_MS, type Micros } from './time.ts'

/** A timer that was set; `cancel` is idempotent. */
export interface Timer {
  cancel(): void
}

/**
 * Time as the house sees it. Everything that waits, stamps or times out takes a clock, so that tests move time
 * instead of sleeping.
 */
export interface Clock {
  /** Wall time, µs UTC. May jump when the machine's clock is set. */
  now(): Micros
  /** Time that only goes forward, ms with fractions. For durations and schedules. */
  monotonic(): number
  /** Calls `run` once after `ms`. */
  after(ms: number, run: () => void): Timer
  /** Calls `run` every `ms` until cancelled. */
  every(ms: number, run: () => void): Timer
  /** Resolves after `ms`, or rejects with the signal's reason. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>
}

abstract class ClockBase implements Clock {
  abstract now(): Micros
  abstract monotonic(): number
  abstract after(ms: number, run: () => void): Timer
  abstract every(ms: number, run: () => void): Timer

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) {
        reject(signal.reason)
        return
      }
      const abort = (): void => {
        timer.cancel()
        reject(signal?.reason)
      }
      const timer = this.after(ms, () => {
        signal?.removeEventListener('abort', abort)
        resolve()
      })
      signal?.addEventListener('abort', abort, { once: true })
    })
  }
}

/** `Date.now()` is cut to whole ms; beyond this the two have drifted apart. */
const CLOCK_TOLERANCE_MS = 2

class SystemClock extends ClockBase {
  /** Wall time in ms at monotonic zero: gives `Date.now()` its microseconds, and follows it when the machine's clock is set. */
  #origin = performance.timeOrigin

  now(): Micros {
    const elapsed = performance.now()
    const wall = Date.now()
    if (Math.abs(this.#origin + elapsed - wall) > CLOCK_TOLERANCE_MS) this.#origin = wall - elapsed
    return Math.round((this.#origin + elapsed) * MICROS_PER_MS)
  }
  monotonic(): number {
    return performance.now()
  }
  after(ms: number, run: () => void): Timer {
    const handle = setTimeout(run, ms)
    return { cancel: () => clearTimeout(handle) }
  }
  every(ms: number, run: () => void): Timer {
    const handle = setInterval(run, ms)
    return { cancel: () => clearInterval(handle) }
  }
}

interface Due {
  at: number
  readonly serial: number
  readonly run: () => void
  readonly period?: number
}

/** A clock that stands still until it is told to move: for tests and simulated days. */
export class ManualClock extends ClockBase {
  #now: Micros
  #elapsed = 0
  #serial = 0
  #due: Due[] = []

  constructor(start: Micros = Date.UTC(2026, 0, 1) * MICROS_PER_MS) {
    super()
    this.#now = start
  }

  now(): Micros {
    return this.#now + Math.round(this.#elapsed * MICROS_PER_MS)
  }
  monotonic(): number {
    return this.#elapsed
  }
  after(ms: number, run: () => void): Timer {
    return this.#set({ at: this.#elapsed + Math.max(0, ms), serial: this.#serial++, run })
  }
  every(ms: number, run: () => void): Timer {
    return this.#set({ at: this.#elapsed + ms, serial: this.#serial++, run, period: Math.max(ms, 0.001) })
  }

  /** Moves time forward by `ms`, running what falls due in order and letting promises settle after each. */
  async advance(ms: number): Promise<void> {
    const end = this.#elapsed + ms
    for (;;) {
      const next = this.#due.reduce<Due | undefined>(
        (best, entry) =>
          entry.at <= end && (!best || entry.at < best.at || (entry.at === best.at && entry.serial < best.serial))
            ? entry
            : best,
        undefined,
      )
      if (!next) break
      this.#elapsed = Math.max(this.#elapsed, next.at)
      if (next.period) next.at += next.period
      else this.#due.splice(this.#due.indexOf(next), 1)
      next.run()
      await new Promise((resolve) => setImmediate(resolve))
    }
    this.#elapsed = end
    await new Promise((resolve) => setImmediate(resolve))
  }

  /** Sets wall time, as an operator or NTP would; monotonic time is untouched. */
  setWall(now: Micros): void {
    this.#now = now - Math.round(this.#elapsed * MICROS_PER_MS)
  }

  #set(entry: Due): Timer {
    this.#due.push(entry)
    return {
      cancel: () => {
        const at = this.#due.indexOf(entry)
        if (at >= 0) this.#due.splice(at, 1)
      },
    }
  }
}

export const systemClock: Clock = new SystemClock()
