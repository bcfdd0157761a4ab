import { type Clock, type Closable, type Log, sayFault, type TenantId } from '@millrace/core'
import type { TenantDb } from '../../database/index.ts'
import * as store from './action-store.ts'
import { deploymentOfRun } from './deployment-store.ts'
import type { Errand, Outcome } from './doing.ts'
import type { Leases } from './leases.ts'

const LOOK_MS = 2_000
/** Of one organisation at a time: one whose other side does not answer holds up none of the rest. */
const AT_ONCE = 20
const MOST_TRIES = 8
const FIRST_WAIT_MS = 2_000
const LONGEST_WAIT_MS = 300_000
/** What is over is kept so long, and of each run so many. */
const KEEP_DAYS = 30
const KEEP_OF_RUN = 1_000
const PRUNE_MS = 600_000

interface Needs {
  readonly tenants: TenantDb
  readonly leases: Pick<Leases, 'holds' | 'fence'>
  readonly act: (errand: Errand) => Promise<Outcome>
  readonly clock: Clock
  readonly log: Log
}

/** Does what flows asked for, one organisation beside the other, and says what became of it. */
export class ActionWorker implements Closable {
  readonly #needs: Needs
  readonly #tenants = new Set<TenantId>()
  readonly #turns = new Map<TenantId, Promise<void>>()
  readonly #asked = new Set<TenantId>()
  /** Being done here, by id. */
  readonly #doing = new Map<TenantId, Map<string, Promise<void>>>()
  /** Those where more was due than there was room for, and where it could not be said what became of one. */
  readonly #full = new Set<TenantId>()
  readonly #unsaid = new Set<TenantId>()
  readonly #timers
  #closed = false

  constructor(needs: Needs) {
    this.#needs = needs
    this.#timers = [
      needs.clock.every(LOOK_MS, () => {
        for (const tenant of this.#tenants) this.wake(tenant)
      }),
      needs.clock.every(PRUNE_MS, () => void this.#prune()),
    ]
  }

  begin(tenant: TenantId): void {
    this.#tenants.add(tenant)
  }

  /** Something may be due. */
  wake(tenant: TenantId): void {
    if (this.#closed) return
    this.#asked.add(tenant)
    if (this.#turns.has(tenant)) return
    const turn = this.#serve(tenant)
      .catch((thrown: unknown) => this.#needs.log.error('actions of flows wait', { tenant, fault: sayFault(thrown) }))
      .finally(() => this.#turns.delete(tenant))
    this.#turns.set(tenant, turn)
  }

  /** The lease is held from now on: what was under way when its holder ended is taken up. Each is known by its id where it goes. */
  takeUp(tenant: TenantId): void {
    this.#unsaid.add(tenant)
    this.wake(tenant)
  }

  async close(): Promise<void> {
    this.#closed = true
    for (const timer of this.#timers) timer.cancel()
    await Promise.all(this.#turns.values())
    for (const doing of this.#doing.values()) await Promise.all(doing.values())
  }

  async #serve(tenant: TenantId): Promise<void> {
    const { tenants, leases, clock } = this.#needs
    const doing = this.#doing.get(tenant) ?? new Map<string, Promise<void>>()
    this.#doing.set(tenant, doing)
    while (this.#asked.delete(tenant) && !this.#closed && leases.holds(tenant)) {
      const room = AT_ONCE - doing.size
      const now = new Date(Math.floor(clock.now() / 1_000))
      const isUnsaid = this.#unsaid.delete(tenant)
      let due: store.ActionRow[] | undefined
      try {
        due = await tenants.within(tenant, async (tx) => {
          if (!(await leases.fence(tx))) return undefined
          if (isUnsaid) await store.takeUp(tx, [...doing.keys()])
          return room > 0 ? store.takeDue(tx, now, room) : []
        })
      } finally {
        if (isUnsaid && !due) this.#unsaid.add(tenant)
      }
      if (!due) return
      if (due.length === room) this.#full.add(tenant)
      for (const action of due) doing.set(action.id, this.#begin(tenant, action, doing))
    }
  }

  async #begin(tenant: TenantId, action: store.ActionRow, doing: Map<string, Promise<void>>): Promise<void> {
    try {
      await this.#do(tenant, action)
    } catch (thrown) {
      this.#needs.log.error('what became of an action of a flow is not said yet', { tenant, fault: sayFault(thrown) })
      this.#unsaid.add(tenant)
    }
    doing.delete(action.id)
    if (this.#full.delete(tenant)) this.wake(tenant)
  }

  async #do(tenant: TenantId, action: store.ActionRow): Promise<void> {
    const { tenants, leases, act, clock } = this.#needs
    const found = await tenants.within(tenant, (tx) => deploymentOfRun(tx, action.run))
    if (!found) return
    const { state, answer = null, within } = await act({ action, ...found })
    const now = new Date(Math.floor(clock.now() / 1_000))
    const isAgain = state === 'again' && action.tries < MOST_TRIES
    const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (action.tries - 1))
    await tenants.within(tenant, async (tx) => {
      if (!(await leases.fence(tx))) {
        this.#unsaid.add(tenant)
        return
      }
      const said = isAgain
        ? { state: 'waiting' as const, answer, dueAt: new Date(now.getTime() + wait) }
        : { state: state === 'again' ? ('failed' as const) : state, answer, endedAt: now }
      if (await store.endTry(tx, action, said)) await within?.(tx)
    })
  }

  async #prune(): Promise<void> {
    for (const tenant of this.#tenants)
      await this.#needs.tenants
        .within(tenant, (tx) => store.prune(tx, { days: KEEP_DAYS, ofRun: KEEP_OF_RUN }))
        .catch((thrown: unknown) =>
          this.#needs.log.warn('old actions of flows stay for now', { tenant, fault: sayFault(thrown) }),
        )
  }
}
