import {
  type Clock,
  type Closable,
  isGood,
  type Log,
  MICROS_PER_MS,
  microsOf,
  sayFault,
  type TenantId,
  valueAt,
} from '@millrace/core'
import type { Reach, TenantDb, TenantTx } from '../../database/index.ts'
import type { LatestValues } from '../../live/latest.ts'
import type { AssetService } from '../assets/index.ts'
import { nextTurn } from './calendar.ts'
import { countOn, dueBy } from './counter.ts'
import { type MakingNeeds, makeOrder, platform, type Wanted } from './making.ts'
import type { Trigger } from './schema.ts'
import * as store from './store.ts'

/** How often counters and months are looked at. */
const LOOK_MS = 60_000

interface Needs extends MakingNeeds {
  readonly tenants: TenantDb
  readonly assets: Pick<AssetService, 'find'>
  readonly latest: LatestValues
  readonly log: Log
}

/** An order as its plan has it. */
export const wantedBy = (plan: store.PlanRow, says: string, more: Pick<Wanted, 'cause' | 'causeKey'>): Wanted => ({
  asset: plan.asset,
  title: plan.name,
  instructions: plan.instructions,
  priority: plan.priority,
  checklist: plan.checklist,
  plan: plan.id,
  ...more,
  cause: { ...more.cause, says },
})

/** Makes the orders of counters and months; what it counted stands in rows, so a restart loses nothing of it. */
export class PlanWatch implements Closable {
  readonly #needs: Needs
  readonly #clock: Clock
  readonly #tenants = new Set<TenantId>()
  readonly #timer: { cancel(): void }
  #running: Promise<void> | undefined

  constructor(needs: Needs) {
    this.#needs = needs
    this.#clock = needs.clock
    this.#timer = needs.clock.every(LOOK_MS, () => {
      this.#running ??= this.#look().finally(() => {
        this.#running = undefined
      })
    })
  }

  begin(tenant: TenantId): void {
    this.#tenants.add(tenant)
  }

  async close(): Promise<void> {
    this.#timer.cancel()
    await this.#running
  }

  async #look(): Promise<void> {
    for (const tenant of this.#tenants) {
      try {
        await this.#months(tenant)
        await this.#counters(tenant)
      } catch (thrown) {
        // The next look tries again, and the other organisations have theirs.
        this.#needs.log.error('maintenance plans were not looked at', { fault: sayFault(thrown) })
      }
    }
  }

  async #months(tenant: TenantId): Promise<void> {
    const now = this.#clock.now() / MICROS_PER_MS
    await this.#needs.tenants.within(tenant, async (tx) => {
      for (const plan of await store.duePlans(tx, new Date(now))) {
        const { trigger } = plan
        if (trigger.is !== 'months') continue
        await this.#make(tx, plan, `Every ${trigger.every} months`)
        const first = (microsOf(trigger.from) ?? 0) / MICROS_PER_MS
        await store.movePlan(tx, plan.id, { nextAt: new Date(nextTurn(first, trigger.every, now)) })
      }
    })
  }

  async #counters(tenant: TenantId): Promise<void> {
    const { tenants } = this.#needs
    const points = await tenants.within(tenant, async (tx) =>
      (await store.plansBy(tx, 'counter')).map(({ trigger }) => pointOf(trigger)),
    )
    if (points.length === 0) return
    const values = await this.#values({ tenant }, points)
    await tenants.within(tenant, async (tx) => {
      for (const plan of await store.plansBy(tx, 'counter')) {
        const { trigger } = plan
        const value = values.get(pointOf(trigger))
        if (trigger.is !== 'counter' || value === undefined || value === plan.counterLast) continue
        const { last, counted } = countOn({ last: plan.counterLast, counted: plan.counted }, value)
        const { due, left } = dueBy(counted, trigger.every)
        // While the order of the last turn is open, what runs on is kept for the next.
        const made = due && (await this.#make(tx, plan, `Counter at ${value}, every ${trigger.every}`))
        await store.movePlan(tx, plan.id, { counterLast: last, counted: made ? left : counted })
      }
    })
  }

  /** What the points show, where that is a good number: a counter that nobody trusts counts nothing. */
  async #values(reach: Reach, points: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const { assets, latest } = this.#needs
    const found = await assets.find(reach, points)
    const values = new Map<string, number>()
    for (const [id, entry] of found) {
      if (entry === 'several') continue
      const batch = latest.read(reach.tenant, [entry.series])
      const value = batch.length === 1 && isGood(batch.status[0] as number) ? valueAt(batch, 0) : null
      if (typeof value === 'number' || typeof value === 'bigint') values.set(id, Number(value))
    }
    return values
  }

  async #make(tx: TenantTx, plan: store.PlanRow, says: string): Promise<boolean> {
    const wanted = wantedBy(plan, says, { cause: { is: 'plan', says }, causeKey: `plan ${plan.id}` })
    return (await makeOrder(this.#needs, tx, wanted, platform)) !== undefined
  }
}

const pointOf = (trigger: Trigger): string => (trigger.is === 'counter' ? trigger.point : '')
