import { type Clock, Fault, type Log, sayFault, type TenantId } from '@millrace/core'
import './faults.ts'
import type { Results } from './messages.ts'

const RETRY_MS = 1_000

export interface TellingNeeds {
  /**
   * Calls that give results of one tenant to whoever owns the definitions, each made again until it is taken. `position` of the
   * journal: what they are of lies up to there.
   */
  readonly callsOf: (
    tenant: TenantId,
    results: readonly Results[],
    position: number,
  ) => readonly (() => Promise<void>)[]
  readonly clock: Clock
  readonly log: Log
}

interface Waiting {
  readonly results: readonly Results[]
  readonly position: number
  readonly taken: () => void
}

/** Gives results of one kind to their owner, in order and until they are taken. */
export class Telling {
  readonly #needs: TellingNeeds
  readonly #stopped = new AbortController()
  #queue: Waiting[] = []
  #telling: Promise<void> | undefined
  /** Doubles of results that wait. */
  waiting = 0
  /** Why they do, while the last try failed. */
  fault: Fault | undefined

  constructor(needs: TellingNeeds) {
    this.#needs = needs
  }

  /** `taken` is called when all of them were. */
  add(results: readonly Results[], position: number, taken: () => void): void {
    this.#queue.push({ results, position, taken })
    for (const { rows } of results) this.waiting += rows.length
    this.#telling ??= this.#tell()
  }

  /** Resolves when nothing waits. */
  async drained(): Promise<void> {
    while (this.#telling) await this.#telling
  }

  /** Gives up what waits; the journal has what it came of. */
  stop(): void {
    this.#stopped.abort()
  }

  async #tell(): Promise<void> {
    try {
      while (this.#queue.length > 0 && !this.#stopped.signal.aborted) {
        const queue = this.#queue
        this.#queue = []
        const tenants = Map.groupBy(
          queue.flatMap(({ results }) => results),
          ({ tenant }) => tenant,
        )
        const position = Math.max(...queue.map((one) => one.position))
        for (const [tenant, results] of tenants)
          for (const call of this.#needs.callsOf(tenant as TenantId, results, position))
            if (!(await this.#until(call))) return
        for (const { results, taken } of queue) {
          for (const { rows } of results) this.waiting -= rows.length
          taken()
        }
      }
    } finally {
      this.#telling = undefined
    }
  }

  async #until(give: () => Promise<void>): Promise<boolean> {
    for (;;) {
      try {
        await give()
        this.fault = undefined
        return true
      } catch (failure) {
        if (!this.fault) this.#needs.log.error('results of live computing not taken', { fault: sayFault(failure) })
        this.fault = new Fault('live.untaken', { seen: sayFault(failure) }, failure)
        // It rejects when this is stopped, which is looked at next.
        await this.#needs.clock.sleep(RETRY_MS, this.#stopped.signal).catch(() => undefined)
        if (this.#stopped.signal.aborted) return false
      }
    }
  }
}
