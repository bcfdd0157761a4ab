import { Fault } from '@millrace/core'
import './faults.ts'

export interface TurnLimits {
  /** Queries that run at once. */
  readonly running: number
  /** Of one tenant: fewer than all, so that others find room beside one that asks for much. */
  readonly runningEach: number
  /** Of one tenant that wait. */
  readonly waitingEach: number
}

interface Waiting {
  readonly go: () => void
}

/**
 * Whose query runs next: each tenant that waits gets one turn after the other, however many another one has waiting.
 * A query of many series takes a turn for each part of them.
 */
export class FairTurns {
  readonly #limits: TurnLimits
  readonly #running = new Map<string, number>()
  /** Who waits, with the one whose turn is next first. */
  readonly #waiting = new Map<string, Waiting[]>()
  #busy = 0

  constructor(limits: TurnLimits) {
    this.#limits = limits
  }

  /** Throws `history.query_queue_full`, the signal's reason, or what `run` throws. */
  async take<T>(tenant: string, signal: AbortSignal | undefined, run: () => Promise<T>): Promise<T> {
    signal?.throwIfAborted()
    if (this.#isFree(tenant) && !this.#waiting.has(tenant)) this.#begin(tenant)
    else await this.#wait(tenant, signal)
    try {
      return await run()
    } finally {
      this.#end(tenant)
    }
  }

  #isFree(tenant: string): boolean {
    return this.#busy < this.#limits.running && (this.#running.get(tenant) ?? 0) < this.#limits.runningEach
  }

  #wait(tenant: string, signal: AbortSignal | undefined): Promise<void> {
    const own = this.#waiting.get(tenant) ?? []
    const { waitingEach } = this.#limits
    if (own.length >= waitingEach) throw new Fault('history.query_queue_full', { limit: waitingEach })
    this.#waiting.set(tenant, own)
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        own.splice(own.indexOf(waiting), 1)
        if (own.length === 0) this.#waiting.delete(tenant)
        reject(signal?.reason)
      }
      const waiting: Waiting = {
        go: () => {
          signal?.removeEventListener('abort', leave)
          resolve()
        },
      }
      signal?.addEventListener('abort', leave, { once: true })
      own.push(waiting)
    })
  }

  #begin(tenant: string): void {
    this.#busy++
    this.#running.set(tenant, (this.#running.get(tenant) ?? 0) + 1)
  }

  #end(tenant: string): void {
    this.#busy--
    const left = (this.#running.get(tenant) ?? 1) - 1
    if (left === 0) this.#running.delete(tenant)
    else this.#running.set(tenant, left)
    for (const [next, own] of this.#waiting) {
      if (!this.#isFree(next)) continue
      this.#waiting.delete(next)
      const first = own.shift() as Waiting
      if (own.length > 0) this.#waiting.set(next, own)
      // Counted here, so that nobody slips in before it goes on.
      this.#begin(next)
      first.go()
      return
    }
  }
}
