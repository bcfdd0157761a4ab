import { and, asc, desc, eq, isNotNull, lt, lte, sql } from 'drizzle-orm'
import { databaseCode, type TenantTx } from '../../database/index.ts'
import type { OrderState } from './steps.ts'
import { orderSteps, orders, photos, plans } from './tables.ts'

export type PlanRow = typeof plans.$inferSelect
export type OrderRow = typeof orders.$inferSelect
export type StepRow = Omit<typeof orderSteps.$inferSelect, 'seq'>
export type PhotoRow = typeof photos.$inferSelect
export type PhotoListed = Omit<PhotoRow, 'bytes' | 'sha256'>

export async function allPlans(tx: TenantTx): Promise<PlanRow[]> {
  return tx.select().from(plans).where(eq(plans.tenant, tx.tenant)).orderBy(asc(plans.name))
}

export async function lockPlan(tx: TenantTx, id: string): Promise<PlanRow | undefined> {
  const [row] = await tx
    .select()
    .from(plans)
    .where(and(eq(plans.tenant, tx.tenant), eq(plans.id, id)))
    .for('update')
  return row
}

/** False when the name is taken. */
export async function savePlan(tx: TenantTx, row: PlanRow, isNew: boolean): Promise<boolean> {
  const { id, tenant: _, ...change } = row
  try {
    await tx.transaction(async (inner) => {
      if (isNew) await inner.insert(plans).values(row)
      else
        await inner
          .update(plans)
          .set(change)
          .where(and(eq(plans.tenant, tx.tenant), eq(plans.id, id)))
    })
    return true
  } catch (thrown) {
    if (databaseCode(thrown) === '23505') return false
    throw thrown
  }
}

export async function movePlan(
  tx: TenantTx,
  id: string,
  change: Partial<Pick<PlanRow, 'counterLast' | 'counted' | 'nextAt'>>,
): Promise<void> {
  await tx
    .update(plans)
    .set(change)
    .where(and(eq(plans.tenant, tx.tenant), eq(plans.id, id)))
}

export async function dropPlan(tx: TenantTx, id: string): Promise<PlanRow | undefined> {
  const [row] = await tx
    .delete(plans)
    .where(and(eq(plans.tenant, tx.tenant), eq(plans.id, id)))
    .returning()
  return row
}

/** Plans whose turn came by then. */
export async function duePlans(tx: TenantTx, by: Date): Promise<PlanRow[]> {
  return tx
    .select()
    .from(plans)
    .where(and(eq(plans.tenant, tx.tenant), eq(plans.enabled, true), isNotNull(plans.nextAt), lte(plans.nextAt, by)))
    .for('update', { skipLocked: true })
}

/** Of one kind of trigger, and enabled. */
export async function plansBy(tx: TenantTx, is: 'counter' | 'event'): Promise<PlanRow[]> {
  return tx
    .select()
    .from(plans)
    .where(and(eq(plans.tenant, tx.tenant), eq(plans.enabled, true), sql`${plans.trigger}->>'is' = ${is}`))
    .for('update')
}

/** The next number of the organisation; orders get theirs one after the other, until the end of the transaction. */
export async function nextNumber(tx: TenantTx): Promise<number> {
  const { rows } = await tx.execute<{ last: number }>(sql`
    insert into work_order_numbers (tenant_id, last) values (${tx.tenant}, 1)
    on conflict (tenant_id) do update set last = work_order_numbers.last + 1 returning last`)
  return rows[0]?.last ?? 1
}

/** False when an order of that cause is still open. */
export async function addOrder(tx: TenantTx, row: OrderRow): Promise<boolean> {
  const made = await tx.insert(orders).values(row).onConflictDoNothing().returning({ id: orders.id })
  return made.length > 0
}

export async function orderById(tx: TenantTx, id: string): Promise<OrderRow | undefined> {
  const [row] = await tx
    .select()
    .from(orders)
    .where(and(eq(orders.tenant, tx.tenant), eq(orders.id, id)))
  return row
}

export async function lockOrder(tx: TenantTx, id: string): Promise<OrderRow | undefined> {
  const [row] = await tx
    .select()
    .from(orders)
    .where(and(eq(orders.tenant, tx.tenant), eq(orders.id, id)))
    .for('update')
  return row
}

export async function changeOrder(
  tx: TenantTx,
  id: string,
  change: Partial<Omit<OrderRow, 'id' | 'tenant' | 'number'>>,
): Promise<OrderRow> {
  const [row] = await tx
    .update(orders)
    .set(change)
    .where(and(eq(orders.tenant, tx.tenant), eq(orders.id, id)))
    .returning()
  return row as OrderRow
}

export async function findOrders(
  tx: TenantTx,
  query: { state?: OrderState | undefined; asset?: string | undefined; before?: number | undefined; limit: number },
): Promise<OrderRow[]> {
  const { state, asset, before, limit } = query
  return tx
    .select()
    .from(orders)
    .where(
      and(
        eq(orders.tenant, tx.tenant),
        state && eq(orders.state, state),
        before === undefined ? undefined : lt(orders.number, before),
        asset === undefined
          ? undefined
          : sql`${orders.asset} in (select id from assets where tenant_id = ${tx.tenant} and ${asset}::uuid = any(lineage))`,
      ),
    )
    .orderBy(desc(orders.number))
    .limit(limit)
}

/** Names from the top down, by asset. */
export async function pathsOf(tx: TenantTx, assets: readonly string[]): Promise<ReadonlyMap<string, string[]>> {
  if (assets.length === 0) return new Map()
  const { rows } = await tx.execute<{ id: string; path: string[] }>(
    sql`select id, path from assets where tenant_id = ${tx.tenant} and id = any(${sql.param([...assets])}::uuid[])`,
  )
  return new Map(rows.map(({ id, path }) => [id, path]))
}

/** Ids from the top down to the asset; none for one that is none. */
export async function lineageOf(tx: TenantTx, asset: string): Promise<readonly string[]> {
  const { rows } = await tx.execute<{ lineage: string[] }>(
    sql`select lineage from assets where tenant_id = ${tx.tenant} and id = ${asset}`,
  )
  return rows[0]?.lineage ?? []
}

export async function addStep(tx: TenantTx, row: StepRow): Promise<void> {
  await tx.insert(orderSteps).values(row)
}

export async function stepsOf(tx: TenantTx, order: string): Promise<StepRow[]> {
  return tx
    .select()
    .from(orderSteps)
    .where(and(eq(orderSteps.tenant, tx.tenant), eq(orderSteps.order, order)))
    .orderBy(asc(orderSteps.seq))
}

const listed = {
  id: photos.id,
  tenant: photos.tenant,
  order: photos.order,
  type: photos.type,
  width: photos.width,
  height: photos.height,
  by: photos.by,
  at: photos.at,
}

export async function photosOf(tx: TenantTx, order: string): Promise<PhotoListed[]> {
  return tx
    .select(listed)
    .from(photos)
    .where(and(eq(photos.tenant, tx.tenant), eq(photos.order, order)))
    .orderBy(asc(photos.id))
}

/** The same photo twice is one. */
export async function addPhoto(tx: TenantTx, row: PhotoRow): Promise<void> {
  await tx.insert(photos).values(row).onConflictDoNothing()
}

export async function photoById(tx: TenantTx, order: string, id: string): Promise<PhotoRow | undefined> {
  const [row] = await tx
    .select()
    .from(photos)
    .where(and(eq(photos.tenant, tx.tenant), eq(photos.order, order), eq(photos.id, id)))
  return row
}

export async function dropPhoto(tx: TenantTx, order: string, id: string): Promise<boolean> {
  const rows = await tx
    .delete(photos)
    .where(and(eq(photos.tenant, tx.tenant), eq(photos.order, order), eq(photos.id, id)))
    .returning({ id: photos.id })
  return rows.length > 0
}
