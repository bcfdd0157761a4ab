import { type AssetId, type Clock, MICROS_PER_MS, newId } from '@millrace/core'
import type { TenantTx } from '../../database/index.ts'
import type { Actor, AuditTrail } from '../audit/index.ts'
import type { Notices } from '../notices/index.ts'
import type { Cause, Priority, Task } from './schema.ts'
import * as store from './store.ts'

export const platform: Actor = { kind: 'system', id: 'maintenance', name: 'Millrace' }
export const somebody = ({ kind, id, name }: Actor) => ({ kind, id, name })
/** What the notice of an order is called. */
export const noticeKey = (id: string): string => `work-order ${id}`
export const targetOf = ({ id, number }: Pick<store.OrderRow, 'id' | 'number'>) => ({
  kind: 'work_order',
  id,
  name: `#${number}`,
})

/** What a new order is to say. */
export interface Wanted {
  readonly asset: string
  readonly title: string
  readonly instructions: string
  readonly priority: Priority
  readonly checklist: readonly Task[]
  readonly cause: Cause
  /** While an order of it is open there is no second one. */
  readonly causeKey?: string
  readonly plan?: string
  readonly assigned?: readonly string[]
  readonly dueAt?: Date
}

export interface MakingNeeds {
  readonly audit: AuditTrail
  readonly notices: Pick<Notices, 'tell' | 'settled'>
  readonly clock: Clock
}

/** Makes an order with its number, its first step, its trace, and a notice of it. Undefined when one of its cause is open. */
export async function makeOrder(
  { audit, notices, clock }: MakingNeeds,
  tx: TenantTx,
  wanted: Wanted,
  actor: Actor,
): Promise<store.OrderRow | undefined> {
  const at = new Date(Math.floor(clock.now() / MICROS_PER_MS))
  const row: store.OrderRow = {
    id: newId(at.getTime()),
    tenant: tx.tenant,
    number: await store.nextNumber(tx),
    asset: wanted.asset,
    plan: wanted.plan ?? null,
    title: wanted.title,
    instructions: wanted.instructions,
    priority: wanted.priority,
    cause: wanted.cause,
    causeKey: wanted.causeKey ?? null,
    state: 'open',
    assigned: [...(wanted.assigned ?? [])],
    checklist: wanted.checklist.map((task) => ({ ...task, done: false })),
    parts: [],
    times: [],
    dueAt: wanted.dueAt ?? null,
    createdAt: at,
    changedAt: at,
    startedAt: null,
    doneAt: null,
    closedAt: null,
    effect: null,
  }
  if (!(await store.addOrder(tx, row))) return undefined
  await store.addStep(tx, {
    id: newId(at.getTime()),
    tenant: tx.tenant,
    order: row.id,
    step: 'made',
    by: somebody(actor),
    at,
    note: wanted.cause.says,
  })
  await audit.record(tx, {
    actor,
    action: 'work_order.made',
    target: targetOf(row),
    detail: { asset: row.asset, title: row.title, cause: row.cause.is },
  })
  const place = (await store.pathsOf(tx, [row.asset])).get(row.asset)?.join(' / ') ?? ''
  await notices.tell(tx, [
    {
      key: noticeKey(row.id),
      kind: 'work-order',
      priority: row.priority,
      asset: row.asset as AssetId,
      title: { en: `Work order #${row.number}: ${row.title}`, zh: `工单 #${row.number}：${row.title}` },
      text: {
        en: `${place}\n${row.cause.says}`,
        zh: `${place}\n${row.cause.says}`,
      },
      link: `/maintenance/${row.id}`,
      at: clock.now(),
    },
  ])
  return row
}
