import {
  type Clock,
  type Closable,
  decodeBatch,
  Fault,
  type Log,
  type Micros,
  sayFault,
  type TenantId,
} from '@millrace/core'
import type { HistoryStore } from '@millrace/history'
import type { TenantDb } from '../../database/index.ts'
import type { HistoryProgress } from '../../history-progress.ts'
import type { FlowDefinition } from '../../live/needs.ts'
import type { Bring, FlowBook } from './book.ts'
import './faults.ts'
import type { Leases } from './leases.ts'
import { runReplay } from './replay-run.ts'
import * as store from './work-store.ts'

/** What waits is looked at so often, as it may have been left by another platform. */
const LOOK_MS = 15_000
/** How far it has come is kept so often. */
const KEEP_MS = 1_000
const MOST_MS = 12 * 3_600_000

interface Needs {
  readonly tenants: TenantDb
  readonly history: Pick<HistoryStore, 'raw' | 'latest'>
  readonly progress: Pick<HistoryProgress, 'reached'>
  readonly leases: Pick<Leases, 'holds'>
  readonly book: FlowBook
  readonly bring: Bring
  readonly clock: Clock
  readonly log: Log
}

/**
 * Points given anew out of the history, one run after the other, each in a thread of its own. What is given is last write wins; nothing
 * is done. A run ends where live computing stands, so that the two never give the same instant.
 */
export class Recomputes implements Closable {
  readonly #needs: Needs
  readonly #tenants = new Set<TenantId>()
  readonly #closing = new AbortController()
  readonly #timer
  #turn: Promise<void> | undefined
  #isAsked = false

  constructor(needs: Needs) {
    this.#needs = needs
    this.#timer = needs.clock.every(LOOK_MS, () => this.wake())
  }

  begin(tenant: TenantId): void {
    this.#tenants.add(tenant)
  }

  /** Something may wait. */
  wake(): void {
    this.#isAsked = true
    if (this.#closing.signal.aborted) return
    this.#turn ??= this.#serve().finally(() => {
      this.#turn = undefined
    })
  }

  async close(): Promise<void> {
    this.#timer.cancel()
    this.#closing.abort()
    await this.#turn
  }

  async #serve(): Promise<void> {
    const { tenants, leases, log } = this.#needs
    while (this.#isAsked && !this.#closing.signal.aborted) {
      this.#isAsked = false
      for (const tenant of this.#tenants) {
        if (!leases.holds(tenant)) continue
        try {
          const [row] = await tenants.within(tenant, store.openWork)
          if (!row) continue
          // One run of an organisation, and the others have their turn.
          this.#isAsked = true
          await this.#run(tenant, row)
        } catch (thrown) {
          if (this.#closing.signal.aborted) return
          this.#isAsked = false
          log.warn('points of flows that are given anew wait', { tenant, fault: sayFault(thrown) })
        }
      }
    }
  }

  async #run(tenant: TenantId, row: store.WorkRow): Promise<void> {
    const { tenants, book } = this.#needs
    const definition = book.definitionOf(tenant, row.run)
    const until = book.reachedOf(tenant, row.run)
    const say = (broken: { code: string; says: string }) => tenants.within(tenant, (tx) => store.stuck(tx, row, broken))
    if (!definition) {
      const fault = new Fault('flows.recompute_broken', { seen: 'a run that is paused or does not go on' })
      return say({ code: fault.code, says: fault.message })
    }
    try {
      if (until !== undefined && until > row.begun) await this.#replay(tenant, row, definition, until)
      await tenants.within(tenant, (tx) => store.done(tx, row))
    } catch (thrown) {
      if (this.#closing.signal.aborted || !(thrown instanceof Fault) || passing.has(thrown.code)) throw thrown
      await say({ code: thrown.code, says: thrown.message })
    }
  }

  async #replay(tenant: TenantId, row: store.WorkRow, definition: FlowDefinition, until: Micros): Promise<void> {
    const { tenants, history, progress, book, bring, clock } = this.#needs
    const stopped = new AbortController()
    const signal = AbortSignal.any([this.#closing.signal, stopped.signal])
    await this.#reached(progress.reached(book.positionOf(tenant)))
    let keptAt = clock.monotonic()
    await runReplay(
      {
        history,
        clock,
        tenant,
        signal,
        mostMs: MOST_MS,
        given: (bytes) => bring(tenant, decodeBatch(bytes), signal),
        progress: (reached) => {
          if (clock.monotonic() - keptAt < KEEP_MS) return
          keptAt = clock.monotonic()
          tenants
            .within(tenant, (tx) => store.moveOn(tx, row, reached))
            .then(
              (isWanted) => {
                if (!isWanted) stopped.abort(new Fault('flows.recompute_over'))
              },
              () => undefined,
            )
        },
      },
      {
        document: definition.document,
        parameters: definition.parameters,
        ...(definition.models ? { models: definition.models } : {}),
        inputs: definition.inputs,
        outputs: definition.outputs,
        from: row.begun,
        until,
        watch: [],
        breakpoints: [],
        most: 0,
        mostActions: 0,
      },
    )
  }

  /** Throws when the platform closes before. */
  async #reached(work: Promise<void>): Promise<void> {
    const { signal } = this.#closing
    const closed = Promise.withResolvers<void>()
    signal.addEventListener('abort', () => closed.resolve(), { once: true })
    await Promise.race([work, closed.promise])
    signal.throwIfAborted()
  }
}

/** May be otherwise soon. */
const passing = new Set(['flows.held_up', 'flows.recompute_over', 'ingest.refused'])
