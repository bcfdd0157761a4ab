import { type Clock, type Closable, type Log, sayFault, type TenantId } from '@millrace/core'
import type { TenantDb } from '../../database/index.ts'
import type { Posting } from './posting.ts'
import { type Deal, dateOf, escalate, route } from './routing.ts'
import * as store from './store.ts'

const LOOK_MS = 250
/** Looked at so often though nothing is known to be due. */
const SLEEP_MS = 30_000
/** After something was told: the transaction that told it may take so long to end. */
const AWAKE_MS = 10_000
const OLD_MS = 90 * 86_400_000
const SWEEP_MS = 3_600_000

interface Needs {
  readonly tenants: TenantDb
  readonly posting: Posting
  readonly clock: Clock
  readonly log: Log
}

/** What is known of one organisation's outbox; ms of the clock that only goes forward. */
interface Known {
  awakeUntil: number
  /** When something is due, ms UTC; undefined: look. */
  dueAt: number | undefined
  lookedAt: number
  sweptAt: number
  running: Promise<void> | undefined
}

/** Asks the rules, takes the levels that are due and sends: all that it knows stands in the database, so a restart changes nothing. */
export class Worker implements Closable {
  readonly #needs: Needs
  readonly #known = new Map<TenantId, Known>()
  readonly #timer: { cancel(): void }
  #closed = false

  constructor(needs: Needs) {
    this.#needs = needs
    this.#timer = needs.clock.every(LOOK_MS, () => this.#look())
  }

  /** Knows the organisation from now on. What was on its way when the platform died goes out again. */
  async begin(tenant: TenantId): Promise<void> {
    const { tenants, clock, log } = this.#needs
    const again = await tenants.within(tenant, (tx) => store.recover(tx, dateOf(clock.now())))
    if (again > 0) log.warn('messages that were on their way go out again', { messages: again })
    this.wake(tenant)
  }

  wake(tenant: TenantId): void {
    const known = this.#known.get(tenant) ?? {
      awakeUntil: 0,
      dueAt: undefined,
      lookedAt: Number.NEGATIVE_INFINITY,
      sweptAt: this.#needs.clock.monotonic(),
      running: undefined,
    }
    known.awakeUntil = this.#needs.clock.monotonic() + AWAKE_MS
    this.#known.set(tenant, known)
  }

  async close(): Promise<void> {
    this.#closed = true
    this.#timer.cancel()
    for (const { running } of this.#known.values()) await running
    await this.#needs.posting.close()
  }

  #look(): void {
    const { clock, log } = this.#needs
    for (const [tenant, known] of this.#known) {
      const now = clock.monotonic()
      const isDue = known.dueAt !== undefined && known.dueAt <= dateOf(clock.now()).getTime()
      if (known.running || !(isDue || now < known.awakeUntil || now - known.lookedAt >= SLEEP_MS)) continue
      known.lookedAt = now
      known.running = this.#work(tenant, known)
        .catch((thrown: unknown) =>
          log.error('notices wait: the outbox is not worked off', { fault: sayFault(thrown) }),
        )
        .finally(() => {
          known.running = undefined
        })
    }
  }

  async #work(tenant: TenantId, known: Known): Promise<void> {
    const { tenants, posting, clock } = this.#needs
    const within = (run: (deal: Deal) => Promise<boolean>): Promise<boolean> =>
      tenants.within(tenant, (tx) => run({ tx, now: dateOf(clock.now()) }))
    while (!this.#closed && (await within(route)));
    while (!this.#closed && (await within(escalate)));
    if (!this.#closed) await posting.start(tenant)
    if (clock.monotonic() - known.sweptAt >= SWEEP_MS) {
      known.sweptAt = clock.monotonic()
      await tenants.within(tenant, (tx) => store.dropOld(tx, new Date(dateOf(clock.now()).getTime() - OLD_MS)))
    }
    known.dueAt = (await tenants.within(tenant, store.nextDue))?.getTime()
  }
}
