import { and, asc, desc, eq, inArray, lt, lte, sql } from 'drizzle-orm'
import type { TenantTx } from '../../database/index.ts'
import { deliveries, runs, webhooks } from './tables.ts'

export type WebhookRow = typeof webhooks.$inferSelect
export type RunRow = typeof runs.$inferSelect
export type DeliveryRow = typeof deliveries.$inferSelect

const own = (tx: TenantTx, id: string) => and(eq(webhooks.tenant, tx.tenant), eq(webhooks.id, id))

export const all = (tx: TenantTx): Promise<WebhookRow[]> =>
  tx.select().from(webhooks).where(eq(webhooks.tenant, tx.tenant)).orderBy(asc(webhooks.name), asc(webhooks.id))

export async function byId(tx: TenantTx, id: string): Promise<WebhookRow | undefined> {
  return (await tx.select().from(webhooks).where(own(tx, id)))[0]
}

/** Held until the end of the transaction, so that two changes come one after the other. */
export async function lock(tx: TenantTx, id: string): Promise<WebhookRow | undefined> {
  return (await tx.select().from(webhooks).where(own(tx, id)).for('update'))[0]
}

export async function add(tx: TenantTx, row: WebhookRow): Promise<void> {
  await tx.insert(webhooks).values(row)
}

export async function change(tx: TenantTx, id: string, set: Partial<WebhookRow>): Promise<void> {
  await tx.update(webhooks).set(set).where(own(tx, id))
}

export async function remove(tx: TenantTx, id: string): Promise<void> {
  await tx.delete(webhooks).where(own(tx, id))
}

export const runsOf = (tx: TenantTx, ids: readonly string[]): Promise<RunRow[]> =>
  ids.length === 0
    ? Promise.resolve([])
    : tx
        .select()
        .from(runs)
        .where(and(eq(runs.tenant, tx.tenant), inArray(runs.webhook, [...ids])))
        .orderBy(asc(runs.kind), asc(runs.id))

export async function addRun(tx: TenantTx, row: RunRow): Promise<void> {
  await tx.insert(runs).values(row)
}

const ownRun = (tx: TenantTx, id: string) => and(eq(runs.tenant, tx.tenant), eq(runs.id, id))

export async function runById(tx: TenantTx, id: string): Promise<RunRow | undefined> {
  return (await tx.select().from(runs).where(ownRun(tx, id)).for('update'))[0]
}

export async function changeRun(tx: TenantTx, id: string, set: Partial<RunRow>): Promise<void> {
  await tx.update(runs).set(set).where(ownRun(tx, id))
}

export async function removeRun(tx: TenantTx, id: string): Promise<void> {
  await tx.delete(runs).where(ownRun(tx, id))
}

/** Webhooks that are enabled and have something that is due, and when the next is. */
export async function due(tx: TenantTx, now: Date): Promise<{ ids: string[]; next: Date | undefined }> {
  const enabled = and(eq(runs.tenant, tx.tenant), eq(webhooks.state, 'enabled'))
  const joined = and(eq(webhooks.tenant, runs.tenant), eq(webhooks.id, runs.webhook))
  const rows = await tx
    .selectDistinct({ id: runs.webhook })
    .from(runs)
    .innerJoin(webhooks, joined)
    .where(and(enabled, lte(runs.dueAt, now)))
  const [later] = await tx
    .select({
      at: sql<string | null>`min(${runs.dueAt}) filter (where ${runs.dueAt} > ${now.toISOString()}::timestamptz)`,
    })
    .from(runs)
    .innerJoin(webhooks, joined)
    .where(enabled)
  return { ids: rows.map(({ id }) => id), next: later?.at ? new Date(later.at) : undefined }
}

export async function addDelivery(tx: TenantTx, row: Omit<DeliveryRow, 'n'>): Promise<DeliveryRow> {
  const [added] = await tx.insert(deliveries).values(row).returning()
  return added as DeliveryRow
}

export async function deliveryById(tx: TenantTx, webhook: string, id: string): Promise<DeliveryRow | undefined> {
  const [row] = await tx
    .select()
    .from(deliveries)
    .where(and(eq(deliveries.tenant, tx.tenant), eq(deliveries.webhook, webhook), eq(deliveries.id, id)))
  return row
}

export interface Wanted {
  readonly outcome?: DeliveryRow['outcome'] | undefined
  readonly event?: string | undefined
  readonly before?: number | undefined
  readonly limit: number
}

/** The newest first. */
export const findDeliveries = (tx: TenantTx, webhook: string, wanted: Wanted): Promise<DeliveryRow[]> =>
  tx
    .select()
    .from(deliveries)
    .where(
      and(
        eq(deliveries.tenant, tx.tenant),
        eq(deliveries.webhook, webhook),
        wanted.outcome && eq(deliveries.outcome, wanted.outcome),
        wanted.event === undefined ? undefined : eq(deliveries.event, wanted.event),
        wanted.before === undefined ? undefined : lt(deliveries.n, wanted.before),
      ),
    )
    .orderBy(desc(deliveries.n))
    .limit(wanted.limit)

/** Of each webhook the newest stay. */
export async function trim(tx: TenantTx, webhook: string, most: number): Promise<void> {
  await tx.execute(sql`
    delete from webhook_deliveries where tenant_id = ${tx.tenant} and webhook_id = ${webhook} and n <= (
      select n from webhook_deliveries where tenant_id = ${tx.tenant} and webhook_id = ${webhook}
      order by n desc offset ${most} limit 1)`)
}
