import { type Clock, Fault, MICROS_PER_MS, microsOf, newId } from '@millrace/core'
import type { Page, Reach, TenantDb } from '../../database/index.ts'
import type { AssetService } from '../assets/index.ts'
import type { Actor, AuditTrail, Json } from '../audit/index.ts'
import { nextTurn } from './calendar.ts'
import './faults.ts'
import type { Plan, PlanRequest, Trigger } from './schema.ts'
import * as store from './store.ts'
import { planView } from './view.ts'

/** Of an organisation. */
const MOST_PLANS = 2_000

/** What makes work orders by itself. */
export interface Plans {
  plans(reach: Reach): Promise<Page<Plan>>
  /** Throws `assets.asset_unknown`, `assets.point_unknown`, `maintenance.trigger_malformed`, `name_taken`, `too_many`. */
  addPlan(reach: Reach, request: PlanRequest, actor: Actor): Promise<Plan>
  /** What was counted stays as long as its counter does. Throws the same, and `maintenance.plan_unknown`. */
  changePlan(reach: Reach, id: string, request: PlanRequest, actor: Actor): Promise<Plan>
  /** Its orders stay. Throws `maintenance.plan_unknown`. */
  dropPlan(reach: Reach, id: string, actor: Actor): Promise<void>
}

interface Needs {
  readonly tenants: TenantDb
  readonly assets: Pick<AssetService, 'asset' | 'point'>
  readonly audit: AuditTrail
  readonly clock: Clock
}

const targetOf = ({ id, name }: store.PlanRow) => ({ kind: 'maintenance_plan', id, name })
const detailOf = ({ asset, trigger, enabled, priority }: store.PlanRow): Record<string, Json> => ({
  asset,
  trigger: { ...trigger } as Json,
  enabled,
  priority,
})
const pointOf = (trigger: Trigger | undefined): string | undefined =>
  trigger?.is === 'counter' ? trigger.point : undefined

export function createPlans({ tenants, assets, audit, clock }: Needs): Plans {
  const nowMs = (): number => Math.floor(clock.now() / MICROS_PER_MS)

  const mustFit = async (reach: Reach, { asset, trigger }: PlanRequest): Promise<void> => {
    await assets.asset(reach, asset)
    if (trigger.is === 'counter') {
      const { type } = await assets.point(reach, trigger.point)
      if (type !== 'double' && type !== 'int64')
        throw new Fault('maintenance.trigger_malformed', { expected: 'a point that is a number', seen: type })
    }
    if (trigger.is === 'months' && microsOf(trigger.from) === undefined)
      throw new Fault('maintenance.trigger_malformed', { expected: 'a moment in ISO 8601', seen: trigger.from })
  }

  const rowOf = (
    request: PlanRequest,
    id: string,
    tenant: string,
    before: store.PlanRow | undefined,
  ): store.PlanRow => {
    const { name, asset, instructions, checklist, priority, trigger, enabled = true } = request
    const sameCounter = before !== undefined && pointOf(before.trigger) === pointOf(trigger)
    const first = trigger.is === 'months' ? (microsOf(trigger.from) ?? 0) / MICROS_PER_MS : undefined
    const at = new Date(nowMs())
    return {
      id,
      tenant,
      asset,
      name,
      instructions,
      checklist,
      priority,
      trigger,
      enabled,
      counterLast: sameCounter ? before.counterLast : null,
      counted: sameCounter ? before.counted : 0,
      nextAt:
        first === undefined || trigger.is !== 'months' ? null : new Date(nextTurn(first, trigger.every, nowMs() - 1)),
      createdAt: before?.createdAt ?? at,
      changedAt: at,
    }
  }

  const found = (row: store.PlanRow | undefined, id: string): store.PlanRow => {
    if (!row) throw new Fault('maintenance.plan_unknown', { id })
    return row
  }

  return {
    plans: (reach) =>
      tenants.within(reach, async (tx) => {
        const items = (await store.allPlans(tx)).map(planView)
        return { items, total: items.length }
      }),

    async addPlan(reach, request, actor) {
      await mustFit(reach, request)
      return tenants.within(reach, async (tx) => {
        if ((await store.allPlans(tx)).length >= MOST_PLANS)
          throw new Fault('maintenance.too_many', { most: MOST_PLANS, what: 'plans of an organisation' })
        const row = rowOf(request, newId(nowMs()), reach.tenant, undefined)
        if (!(await store.savePlan(tx, row, true))) throw new Fault('maintenance.name_taken', { name: row.name })
        await audit.record(tx, { actor, action: 'maintenance_plan.made', target: targetOf(row), detail: detailOf(row) })
        return planView(row)
      })
    },

    async changePlan(reach, id, request, actor) {
      await mustFit(reach, request)
      return tenants.within(reach, async (tx) => {
        const before = found(await store.lockPlan(tx, id), id)
        const row = rowOf(request, id, reach.tenant, before)
        if (!(await store.savePlan(tx, row, false))) throw new Fault('maintenance.name_taken', { name: row.name })
        const detail = { before: detailOf(before), after: detailOf(row) }
        await audit.record(tx, { actor, action: 'maintenance_plan.changed', target: targetOf(row), detail })
        return planView(row)
      })
    },

    dropPlan: (reach, id, actor) =>
      tenants.within(reach, async (tx) => {
        const row = found(await store.dropPlan(tx, id), id)
        await audit.record(tx, {
          actor,
          action: 'maintenance_plan.removed',
          target: targetOf(row),
          detail: detailOf(row),
        })
      }),
  }
}
