import { type Clock, Fault, type Log, sayFault, type TenantId } from '@millrace/core'
import { edgesOf } from './condition-evaluator.ts'
import './faults.ts'
import type { Results } from './messages.ts'
import type { ConditionBook } from './needs.ts'

const RETRY_MS = 1_000
/** Edges of one call. */
const MOST_EDGES = 5_000

interface Waiting {
  readonly results: readonly Results[]
  readonly taken: () => void
}

/** Gives results to whoever owns the definitions, in order and until they are taken. */
export class Telling {
  readonly #conditions: ConditionBook
  readonly #clock: Clock
  readonly #log: Log
  readonly #stopped = new AbortController()
  #queue: Waiting[] = []
  #telling: Promise<void> | undefined
  /** Results that wait. */
  waiting = 0
  /** Why they do, while the last try failed. */
  fault: Fault | undefined
  edges = 0

  constructor({ conditions, clock, log }: { conditions: ConditionBook; clock: Clock; log: Log }) {
    this.#conditions = conditions
    this.#clock = clock
    this.#log = log
  }

  /** `taken` is called when all of them were. */
  add(results: readonly Results[], taken: () => void): void {
    this.#queue.push({ results, taken })
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
        const tenants = new Map<string, Results[]>()
        for (const result of queue.flatMap(({ results }) => results)) {
          const ofTenant = tenants.get(result.tenant)
          if (ofTenant) ofTenant.push(result)
          else tenants.set(result.tenant, [result])
        }
        for (const [tenant, results] of tenants) {
          const edges = results.flatMap(({ rows }) => edgesOf(rows))
          for (let i = 0; i < edges.length; i += MOST_EDGES)
            if (!(await this.#until(() => this.#conditions.edges(tenant as TenantId, edges.slice(i, i + MOST_EDGES)))))
              return
          this.edges += edges.length
        }
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
        if (!this.fault) this.#log.error('results of live computing not taken', { fault: sayFault(failure) })
        this.fault = new Fault('live.untaken', { seen: sayFault(failure) }, failure)
        // It rejects when this is stopped, which is looked at next.
        await this.#clock.sleep(RETRY_MS, this.#stopped.signal).catch(() => undefined)
        if (this.#stopped.signal.aborted) return false
      }
    }
  }
}
