import { and, asc, count, desc, eq, gt, isNull, lt, ne, or, type SQL, sql } from 'drizzle-orm'
import type { PgTable } from 'drizzle-orm/pg-core'
import type { TenantTx } from '../../database/index.ts'
import { calendars, changes, downtimes, orders, products, reasons, workUnits } from './tables.ts'

export type CalendarRow = typeof calendars.$inferSelect
export type ProductRow = typeof products.$inferSelect
export type ReasonRow = typeof reasons.$inferSelect
export type WorkUnitRow = typeof workUnits.$inferSelect
export type OrderRow = typeof orders.$inferSelect
export type DowntimeRow = typeof downtimes.$inferSelect
export type ChangeRow = typeof changes.$inferSelect

/** Tables whose rows have an id of their own. */
const byKind = { calendar: calendars, product: products, reason: reasons, order: orders, downtime: downtimes } as const
export type Kind = keyof typeof byKind
export interface RowOf {
  calendar: CalendarRow
  product: ProductRow
  reason: ReasonRow
  order: OrderRow
  downtime: DowntimeRow
}

const own = (tx: TenantTx, kind: Kind, id: string): SQL | undefined =>
  and(eq(byKind[kind].tenant, tx.tenant), eq(byKind[kind].id, id))

export async function find<K extends Kind>(tx: TenantTx, kind: K, id: string): Promise<RowOf[K] | undefined> {
  const table: PgTable = byKind[kind]
  return (
    await tx
      .select()
      .from(table)
      .where(own(tx, kind, id))
  )[0] as RowOf[K] | undefined
}

/** One row that is to be changed, held until the end of the transaction. */
export async function lock<K extends Kind>(tx: TenantTx, kind: K, id: string): Promise<RowOf[K] | undefined> {
  const table: PgTable = byKind[kind]
  return (
    await tx
      .select()
      .from(table)
      .where(own(tx, kind, id))
      .for('update')
  )[0] as RowOf[K] | undefined
}

export async function add<K extends Kind>(tx: TenantTx, kind: K, row: RowOf[K]): Promise<void> {
  await tx.insert(byKind[kind] as PgTable).values(row)
}

export async function change<K extends Kind>(tx: TenantTx, kind: K, row: RowOf[K]): Promise<void> {
  await tx
    .update(byKind[kind] as PgTable)
    .set(row)
    .where(own(tx, kind, row.id))
}

export async function remove(tx: TenantTx, kind: Kind, id: string): Promise<void> {
  await tx.delete(byKind[kind]).where(own(tx, kind, id))
}

export const listCalendars = (tx: TenantTx): Promise<CalendarRow[]> =>
  tx.select().from(calendars).where(eq(calendars.tenant, tx.tenant)).orderBy(asc(calendars.name))

export const listProducts = (tx: TenantTx): Promise<ProductRow[]> =>
  tx.select().from(products).where(eq(products.tenant, tx.tenant)).orderBy(asc(products.code))

export const listReasons = (tx: TenantTx): Promise<ReasonRow[]> =>
  tx.select().from(reasons).where(eq(reasons.tenant, tx.tenant)).orderBy(asc(reasons.id))

export const listUnits = (tx: TenantTx): Promise<WorkUnitRow[]> =>
  tx.select().from(workUnits).where(eq(workUnits.tenant, tx.tenant)).orderBy(asc(workUnits.asset))

export async function unitById(tx: TenantTx, asset: string): Promise<WorkUnitRow | undefined> {
  const wanted = and(eq(workUnits.tenant, tx.tenant), eq(workUnits.asset, asset))
  return (await tx.select().from(workUnits).where(wanted))[0]
}

/** Held until the end of the transaction, so that what is entered of one work unit comes one after the other. */
export async function lockUnit(tx: TenantTx, asset: string): Promise<WorkUnitRow | undefined> {
  const wanted = and(eq(workUnits.tenant, tx.tenant), eq(workUnits.asset, asset))
  return (await tx.select().from(workUnits).where(wanted).for('update'))[0]
}

/** The calendar of the work units with which an asset has most of the places above it in common. */
export async function calendarNear(tx: TenantTx, asset: string): Promise<string | undefined> {
  const { rows } = await tx.execute<{ id: string }>(sql`
    select work_units.calendar_id as id from assets as here
    join assets as there on there.tenant_id = here.tenant_id and there.id <> here.id and there.lineage && here.lineage
    join work_units on work_units.asset_id = there.id
    where here.tenant_id = ${tx.tenant} and here.id = ${asset} group by work_units.calendar_id
    order by max((select count(*) from unnest(here.lineage) as above(id) where above.id = any(there.lineage))) desc,
      count(*) desc, work_units.calendar_id limit 1`)
  return rows[0]?.id
}

export async function putUnit(tx: TenantTx, row: WorkUnitRow): Promise<void> {
  await tx.insert(workUnits).values(row).onConflictDoUpdate({ target: workUnits.asset, set: row })
}

export async function removeUnit(tx: TenantTx, asset: string): Promise<void> {
  await tx.delete(workUnits).where(and(eq(workUnits.tenant, tx.tenant), eq(workUnits.asset, asset)))
}

interface Span {
  readonly begin: Date
  readonly end: Date | null
}

const shares = (table: typeof orders | typeof downtimes, { begin, end }: Span): SQL | undefined =>
  and(or(isNull(table.end), gt(table.end, begin)), end ? lt(table.begin, end) : undefined)

/** Of one work unit those that share time with a span, in order. */
export const ordersIn = (tx: TenantTx, asset: string, span: Span, but?: string): Promise<OrderRow[]> =>
  tx
    .select()
    .from(orders)
    .where(
      and(
        eq(orders.tenant, tx.tenant),
        eq(orders.asset, asset),
        shares(orders, span),
        but === undefined ? undefined : ne(orders.id, but),
      ),
    )
    .orderBy(asc(orders.begin))

export const downtimesIn = (tx: TenantTx, asset: string, span: Span): Promise<DowntimeRow[]> =>
  tx
    .select()
    .from(downtimes)
    .where(and(eq(downtimes.tenant, tx.tenant), eq(downtimes.asset, asset), shares(downtimes, span)))
    .orderBy(asc(downtimes.begin))

/** The newest first. */
export const newestOrders = (tx: TenantTx, asset: string, limit: number): Promise<OrderRow[]> =>
  tx
    .select()
    .from(orders)
    .where(and(eq(orders.tenant, tx.tenant), eq(orders.asset, asset)))
    .orderBy(desc(orders.begin))
    .limit(limit)

export const newestDowntimes = (tx: TenantTx, asset: string, limit: number): Promise<DowntimeRow[]> =>
  tx
    .select()
    .from(downtimes)
    .where(and(eq(downtimes.tenant, tx.tenant), eq(downtimes.asset, asset)))
    .orderBy(desc(downtimes.begin))
    .limit(limit)

/** How often each reason was entered at a work unit since then. */
export async function usesOf(tx: TenantTx, asset: string, since: Date): Promise<Map<string, number>> {
  const { rows } = await tx.execute<{ reason: string; uses: number }>(sql`
    select reason_id as reason, count(*)::int as uses from downtimes
    where tenant_id = ${tx.tenant} and asset_id = ${asset} and begins_at >= ${since} group by reason_id`)
  return new Map(rows.map(({ reason, uses }) => [reason, uses]))
}

export async function noteChange(tx: TenantTx, row: Omit<ChangeRow, 'id'>): Promise<void> {
  await tx.insert(changes).values(row)
}

/** What was changed after a change, of one work unit or of what several use, the first first. */
export const changesSince = (tx: TenantTx, asset: string, after: number): Promise<ChangeRow[]> =>
  tx
    .select()
    .from(changes)
    .where(
      and(eq(changes.tenant, tx.tenant), gt(changes.id, after), or(isNull(changes.asset), eq(changes.asset, asset))),
    )
    .orderBy(asc(changes.id))

export async function countChanges(tx: TenantTx): Promise<number> {
  const [row] = await tx.select({ changes: count() }).from(changes).where(eq(changes.tenant, tx.tenant))
  return row?.changes ?? 0
}

/** What became of one thing, the first first. */
export const changesOf = (tx: TenantTx, subject: string): Promise<ChangeRow[]> =>
  tx
    .select()
    .from(changes)
    .where(and(eq(changes.tenant, tx.tenant), eq(changes.subject, subject)))
    .orderBy(asc(changes.id))
