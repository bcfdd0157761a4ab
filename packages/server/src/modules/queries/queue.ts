import { type Clock, Fault } from '@millrace/core'
import './faults.ts'

interface Turn {
  readonly tenant: string
  readonly go: () => void
}

export interface QueueLimits {
  /** That run at once. */
  readonly running: number
  /** Of one organisation that wait. */
  readonly waitingEach: number
  /** Longest wait, ms. */
  readonly waitMs: number
}

/** Whose turn it is, and whom to give up for. */
export interface Asker {
  readonly tenant: string
  /** Whoever it is has one query at a time, waiting or running. */
  readonly account: string
  readonly signal: AbortSignal
}

/**
 * Few at a time, and fair: the next turn goes to the organisation that has the fewest running, and of those to the one that
 * was served longest ago, however many of another wait.
 */
export class FairQueue {
  readonly #limits: QueueLimits
  readonly #clock: Clock
  readonly #accounts = new Set<string>()
  readonly #running = new Map<string, number>()
  readonly #waiting: Turn[] = []
  /** When each organisation was last served, as a count of turns. */
  readonly #served = new Map<string, number>()
  #turns = 0
  #busy = 0

  constructor(limits: QueueLimits, clock: Clock) {
    this.#limits = limits
    this.#clock = clock
  }

  /** Throws `queries.one_at_a_time`, `queries.queue_full`, `queries.waited_too_long`, or the signal's reason. */
  async run<T>({ tenant, account, signal }: Asker, work: () => Promise<T>): Promise<T> {
    signal.throwIfAborted()
    if (this.#accounts.has(account)) throw new Fault('queries.one_at_a_time')
    this.#accounts.add(account)
    try {
      if (this.#busy >= this.#limits.running) await this.#wait(tenant, signal)
      else this.#begin(tenant)
      try {
        return await work()
      } finally {
        this.#end(tenant)
      }
    } finally {
      this.#accounts.delete(account)
    }
  }

  #wait(tenant: string, signal: AbortSignal): Promise<void> {
    const { waitingEach, waitMs } = this.#limits
    if (this.#waiting.filter((turn) => turn.tenant === tenant).length >= waitingEach)
      throw new Fault('queries.queue_full', { most: waitingEach })
    return new Promise((resolve, reject) => {
      const stop = (): void => {
        timer.cancel()
        signal.removeEventListener('abort', leave)
      }
      const turn: Turn = {
        tenant,
        go: () => {
          stop()
          this.#begin(tenant)
          resolve()
        },
      }
      const drop = (reason: unknown): void => {
        stop()
        this.#waiting.splice(this.#waiting.indexOf(turn), 1)
        reject(reason)
      }
      const leave = (): void => drop(signal.reason)
      const timer = this.#clock.after(waitMs, () =>
        drop(new Fault('queries.waited_too_long', { seconds: waitMs / 1_000 })),
      )
      signal.addEventListener('abort', leave, { once: true })
      this.#waiting.push(turn)
    })
  }

  #begin(tenant: string): void {
    this.#busy++
    this.#running.set(tenant, (this.#running.get(tenant) ?? 0) + 1)
    this.#served.delete(tenant)
    this.#served.set(tenant, ++this.#turns)
  }

  #end(tenant: string): void {
    this.#busy--
    const left = (this.#running.get(tenant) ?? 1) - 1
    if (left === 0) this.#running.delete(tenant)
    else this.#running.set(tenant, left)
    if (this.#waiting.length === 0) {
      // Nobody waits, so nobody has to be told apart.
      if (this.#busy === 0) this.#served.clear()
      return
    }
    const next = this.#waiting.reduce((best, turn) => (this.#isBefore(turn, best) ? turn : best))
    this.#waiting.splice(this.#waiting.indexOf(next), 1)
    next.go()
  }

  #isBefore(one: Turn, other: Turn): boolean {
    const running = (turn: Turn): number => this.#running.get(turn.tenant) ?? 0
    const served = (turn: Turn): number => this.#served.get(turn.tenant) ?? 0
    return running(one) - running(other) < 0 || (running(one) === running(other) && served(one) < served(other))
  }
}
