import { type Clock, type Closable, Fault, type Log, sayFault, type TenantId } from '@millrace/core'
import type { TenantDb } from '../../database/index.ts'
import type { Tell, Told } from '../events/index.ts'
import type { StudyResult } from './schema.ts'
import * as store from './store.ts'
import './faults.ts'

/** Studies at a time; of one organisation one. */
const MOST_AT_ONCE = 2

/** What came of a study; of learning with the package that it made. */
export interface Outcome {
  readonly result: StudyResult
  readonly archive?: Uint8Array
}

/** Does one study. `progress`: 0 … 1. */
export type Work = (
  tenant: TenantId,
  row: store.ShownRow,
  told: { readonly progress: (share: number) => void; readonly signal: AbortSignal },
) => Promise<Outcome>

interface Needs {
  readonly tenants: TenantDb
  readonly work: Work
  readonly events: Tell
  readonly clock: Clock
  readonly log: Log
}

interface Running {
  id: string
  readonly stop: AbortController
  progress: number
}

/** Works through what waits, the oldest first; what ran when the platform ended begins anew. */
export class StudyRunner implements Closable {
  readonly #needs: Needs
  readonly #waiting = new Set<TenantId>()
  readonly #running = new Map<TenantId, Running>()
  readonly #turns = new Set<Promise<void>>()
  #closed = false

  constructor(needs: Needs) {
    this.#needs = needs
  }

  async begin(tenant: TenantId): Promise<void> {
    await this.#needs.tenants.within(tenant, store.takeUp)
    this.waits(tenant)
  }

  /** Something may wait. */
  waits(tenant: TenantId): void {
    this.#waiting.add(tenant)
    this.#serve()
  }

  /** Of one that runs; undefined for others. */
  progressOf(tenant: TenantId, id: string): number | undefined {
    const running = this.#running.get(tenant)
    return running?.id === id ? running.progress : undefined
  }

  cancel(tenant: TenantId, id: string): void {
    const running = this.#running.get(tenant)
    if (running?.id === id) running.stop.abort()
  }

  async close(): Promise<void> {
    this.#closed = true
    for (const { stop } of this.#running.values()) stop.abort()
    await Promise.all(this.#turns)
  }

  #serve(): void {
    for (const tenant of this.#waiting) {
      if (this.#closed || this.#running.size >= MOST_AT_ONCE) return
      if (this.#running.has(tenant)) continue
      this.#waiting.delete(tenant)
      const running = { id: '', stop: new AbortController(), progress: 0 }
      this.#running.set(tenant, running)
      const turn = this.#run(tenant, running)
        .catch((thrown: unknown) =>
          this.#needs.log.error('a study could not be taken up', { tenant, fault: sayFault(thrown) }),
        )
        .finally(() => {
          this.#running.delete(tenant)
          this.#turns.delete(turn)
          this.#serve()
        })
      this.#turns.add(turn)
    }
  }

  async #run(tenant: TenantId, running: Running): Promise<void> {
    const { tenants, work, events, clock } = this.#needs
    const row = await tenants.within(tenant, store.takeNext)
    if (!row) return
    // There may be more of it, once this one has ended.
    this.#waiting.add(tenant)
    running.id = row.id
    const set = await work(tenant, row, {
      progress: (share) => {
        running.progress = Math.min(1, Math.max(running.progress, share))
      },
      signal: running.stop.signal,
    }).then(
      ({ result, archive }) => ({
        state: 'done' as const,
        progress: 1,
        result,
        archive: archive ? Buffer.from(archive) : null,
      }),
      (thrown: unknown) => ({ state: 'failed' as const, fault: this.#told(tenant, row.id, thrown) }),
    )
    // What was cancelled says so already; what the end of the platform cut off begins anew with the next.
    if (running.stop.signal.aborted) return
    const endedAt = new Date(Math.floor(clock.now() / 1_000))
    await tenants.within(tenant, async (tx) => {
      if (await store.moveRow(tx, row.id, 'runs', { ...set, endedAt })) events.tell(tx, [toldOf(row, set)])
    })
  }

  #told(tenant: TenantId, id: string, thrown: unknown): { code: string; says: string } {
    const isOurs = thrown instanceof Fault
    const fault = isOurs ? thrown : new Fault('studies.interrupted', { seen: sayFault(thrown) }, thrown)
    if (!isOurs) this.#needs.log.error('a study ended before its time', { tenant, id, fault: sayFault(thrown) })
    return { code: fault.code, says: fault.message }
  }
}

function toldOf(
  { id, by, request: { title, kind } }: store.ShownRow,
  ended: { readonly state: 'done' } | { readonly state: 'failed'; readonly fault: { code: string; says: string } },
): Told {
  const data = { title, kind, by: { kind: by.kind, id: by.id, name: by.name } }
  return ended.state === 'done'
    ? { type: 'study.finished', subject: id, data }
    : { type: 'study.failed', subject: id, data: { ...data, fault: ended.fault } }
}
