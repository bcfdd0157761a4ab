import { type Clock, type Closable, type Log, sayFault, type TenantId } from '@millrace/core'
import type { TenantDb } from '../../database/index.ts'
import type { Outgoing } from '../../outgoing/index.ts'
import type { EventService } from '../events/index.ts'
import type { Batch, Rounds } from './round.ts'
import { send } from './sending.ts'
import * as store from './store.ts'

const LOOK_MS = 250
/** Webhooks that are served at once: of one organisation, and of all. A subscriber that hangs holds its own alone. */
const LANES_EACH = 8
const LANES = 64
/** After so many rounds another webhook has its turn. */
const ROUNDS = 10
/** Attempts of a webhook that the log keeps. */
const MOST_LOGGED = 500

interface Needs {
  readonly tenants: TenantDb
  readonly events: Pick<EventService, 'listen'>
  readonly outgoing: Outgoing
  readonly rounds: Rounds
  readonly clock: Clock
  readonly log: Log
}

interface Known {
  isAsked: boolean
  /** When something is due, ms UTC. */
  dueAt: number | undefined
  serving: Promise<void> | undefined
  /** Those that had their turn last come last. */
  readonly turns: Map<string, number>
  readonly lanes: Map<string, Promise<void>>
  /** Of those that are served, these may have more. */
  readonly again: Set<string>
  stop: (() => void) | undefined
}

/** Serves every webhook in the order of its events, each by itself; a restart begins where the database says. */
export class Postman implements Closable {
  readonly #needs: Needs
  readonly #known = new Map<TenantId, Known>()
  readonly #timer: { cancel(): void }
  #turn = 0
  #lanes = 0
  readonly #end = new AbortController()

  constructor(needs: Needs) {
    this.#needs = needs
    this.#timer = needs.clock.every(LOOK_MS, () => this.#look())
  }

  /** The webhooks of an organisation are others than before, or may be. */
  async refresh(tenant: TenantId): Promise<void> {
    const rows = await this.#needs.tenants.within(tenant, store.all)
    const known = this.#known.get(tenant) ?? {
      isAsked: false,
      dueAt: undefined,
      serving: undefined,
      turns: new Map(),
      lanes: new Map(),
      again: new Set(),
      stop: undefined,
    }
    this.#known.set(tenant, known)
    known.isAsked = true
    const isNeeded = rows.some(({ state }) => state === 'enabled')
    // Nobody asks for new events where nobody is told of them.
    if (!isNeeded) {
      known.stop?.()
      known.stop = undefined
    } else
      known.stop ??= this.#needs.events.listen(tenant, () => {
        known.isAsked = true
      })
  }

  async close(): Promise<void> {
    this.#end.abort()
    this.#timer.cancel()
    for (const known of this.#known.values()) {
      known.stop?.()
      await known.serving
      await Promise.all(known.lanes.values())
    }
  }

  #look(): void {
    const { clock, log } = this.#needs
    for (const [tenant, known] of this.#known) {
      const isDue = known.dueAt !== undefined && known.dueAt <= clock.now() / 1_000
      if (known.serving || !(known.isAsked || isDue)) continue
      known.isAsked = false
      known.serving = this.#serve(tenant, known)
        .catch((thrown: unknown) => {
          known.isAsked = true
          log.error('webhooks wait: it is not known what is due', { fault: sayFault(thrown) })
        })
        .finally(() => {
          known.serving = undefined
        })
    }
  }

  async #serve(tenant: TenantId, known: Known): Promise<void> {
    const { tenants, rounds } = this.#needs
    const { ids, next } = await tenants.within(tenant, (tx) => store.due(tx, rounds.now()))
    known.dueAt = next?.getTime()
    for (const id of ids) if (known.lanes.has(id)) known.again.add(id)
    const waiting = ids
      .filter((id) => !known.lanes.has(id))
      .sort((a, b) => (known.turns.get(a) ?? 0) - (known.turns.get(b) ?? 0))
    for (const id of waiting) {
      if (this.#end.signal.aborted) return
      if (known.lanes.size >= LANES_EACH || this.#lanes >= LANES) {
        known.isAsked = true
        return
      }
      known.turns.set(id, ++this.#turn)
      this.#lanes++
      const lane = this.#lane(tenant, known, id)
        .catch((thrown: unknown) => {
          // What was on its way when the platform ends goes out again with the next start.
          if (this.#end.signal.aborted) return
          this.#needs.log.error('a webhook waits: it could not be served', { webhook: id, fault: sayFault(thrown) })
        })
        .finally(() => {
          this.#lanes--
          known.lanes.delete(id)
          if (known.again.delete(id)) known.isAsked = true
        })
      known.lanes.set(id, lane)
    }
  }

  async #lane(tenant: TenantId, known: Known, id: string): Promise<void> {
    const { rounds, tenants } = this.#needs
    let hasMore = true
    for (let round = 0; hasMore && round < ROUNDS && !this.#end.signal.aborted; round++) {
      const batches = await rounds.take(tenant, id)
      hasMore = batches.length > 0
      // What comes while it is served, and when it is due again, is looked for anew.
      if (hasMore) known.again.add(id)
      for (const batch of batches) await this.#deliver(tenant, batch)
    }
    await tenants.within(tenant, (tx) => store.trim(tx, id, MOST_LOGGED))
  }

  async #deliver(tenant: TenantId, batch: Batch): Promise<void> {
    for (const letter of batch.letters) {
      if (this.#end.signal.aborted) return
      const { outgoing, clock } = this.#needs
      const outcome = await send({ outgoing, clock, signal: this.#end.signal }, letter)
      if (!(await this.#needs.rounds.settle(tenant, batch, letter.event, outcome))) return
    }
  }
}
