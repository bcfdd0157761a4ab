import type { TenantId } from '@millrace/core'
import { and, desc, eq, inArray, isNull, lt, type SQL, sql } from 'drizzle-orm'
import type { TenantTx } from '../../database/index.ts'
import type { WriteState } from './schema.ts'
import { writeRules, writes } from './tables.ts'

export type WriteRow = typeof writes.$inferSelect
export type RuleRow = typeof writeRules.$inferSelect

/** Writes the caller may see; the database holds the same by its policies. */
function inReach({ tenant, reach }: TenantTx): SQL | undefined {
  const { below, points = [], grant } = reach
  const places = below && [...below]
  return and(
    eq(writes.tenant, tenant),
    grant && eq(writes.grant, grant.id),
    places &&
      sql`(${writes.point} = any(${sql.param([...points])}::uuid[]) or ${writes.point} in (
        select points.id from points join assets on assets.id = points.asset_id
        where points.tenant_id = ${tenant} and assets.lineage && ${sql.param(places)}::uuid[]))`,
  )
}

/** False if the id is taken. */
export async function addWrite(tx: TenantTx, row: WriteRow): Promise<boolean> {
  const made = await tx.insert(writes).values(row).onConflictDoNothing().returning({ id: writes.id })
  return made.length > 0
}

/** Where a page of writes ended. */
export interface PageEnd {
  readonly askedAt: Date
  readonly id: string
}

/** Newest first by the platform's clock: an id may come from the caller, whose clock is its own. */
export async function findWrites(
  tx: TenantTx,
  query: { state?: WriteState | undefined; point?: string | undefined; before: PageEnd | undefined; limit: number },
): Promise<WriteRow[]> {
  const { state, point, before, limit } = query
  return tx
    .select()
    .from(writes)
    .where(
      and(
        inReach(tx),
        state && eq(writes.state, state),
        point === undefined ? undefined : eq(writes.point, point),
        before &&
          sql`(${writes.askedAt}, ${writes.id}) < (${before.askedAt.toISOString()}::timestamptz, ${before.id}::uuid)`,
      ),
    )
    .orderBy(desc(writes.askedAt), desc(writes.id))
    .limit(limit)
}

export async function writeById(tx: TenantTx, id: string): Promise<WriteRow | undefined> {
  const [row] = await tx
    .select()
    .from(writes)
    .where(and(inReach(tx), eq(writes.id, id)))
  return row
}

/** Changes it if it is still in that state: of two who decide at once, one does. */
export async function changeWrite(
  tx: TenantTx,
  { id, state }: Pick<WriteRow, 'id' | 'state'>,
  change: Partial<Omit<WriteRow, 'id' | 'tenant' | 'point'>>,
): Promise<WriteRow | undefined> {
  const [row] = await tx
    .update(writes)
    .set(change)
    .where(and(inReach(tx), eq(writes.id, id), eq(writes.state, state)))
    .returning()
  return row
}

export async function countWaiting(tx: TenantTx): Promise<number> {
  return tx.$count(writes, and(eq(writes.tenant, tx.tenant), eq(writes.state, 'waiting')))
}

/** Writes in that state; of those that wait the ones whose time was over by then. */
export async function overdue(tx: TenantTx, state: 'waiting' | 'sending', by: Date | undefined): Promise<WriteRow[]> {
  return tx
    .select()
    .from(writes)
    .where(and(eq(writes.tenant, tx.tenant), eq(writes.state, state), by && lt(writes.expiresAt, by)))
}

/** True while this person or program is let in here. */
export async function isActive(tx: TenantTx, holder: string): Promise<boolean> {
  const { rows } = await tx.execute(sql`
    select from tenants where id = ${tx.tenant} and suspended_at is null and (
      exists (select from memberships where tenant_id = ${tx.tenant} and user_id = ${holder} and suspended_at is null)
      or exists (select from programs where tenant_id = ${tx.tenant} and id = ${holder} and suspended_at is null and expires_at > now()))`)
  return rows.length > 0
}

/** The organisation that looks through a grant; undefined for a link, or when it is gone. */
export async function guestOf(tx: TenantTx, grant: string): Promise<TenantId | undefined> {
  const { rows } = await tx.execute<{ guest: TenantId | null }>(
    sql`select guest_id as guest from grants where tenant_id = ${tx.tenant} and id = ${grant}`,
  )
  return rows[0]?.guest ?? undefined
}

export async function rules(tx: TenantTx): Promise<RuleRow[]> {
  return tx.select().from(writeRules).where(eq(writeRules.tenant, tx.tenant)).orderBy(writeRules.id)
}

/** The rules of these places and the one of the whole organisation. */
export async function rulesAt(tx: TenantTx, lineage: readonly string[]): Promise<RuleRow[]> {
  const own = eq(writeRules.tenant, tx.tenant)
  const whole = await tx
    .select()
    .from(writeRules)
    .where(and(own, isNull(writeRules.asset)))
  const placed = await tx
    .select()
    .from(writeRules)
    .where(and(own, inArray(writeRules.asset, [...lineage])))
  return [...whole, ...placed]
}

export async function setRule(tx: TenantTx, row: RuleRow): Promise<RuleRow> {
  const [saved] = await tx
    .insert(writeRules)
    .values(row)
    .onConflictDoUpdate({
      target: [writeRules.tenant, writeRules.asset],
      set: { confirm: row.confirm, minutes: row.minutes },
    })
    .returning()
  return saved as RuleRow
}

export async function dropRule(tx: TenantTx, id: string): Promise<RuleRow | undefined> {
  const [row] = await tx
    .delete(writeRules)
    .where(and(eq(writeRules.tenant, tx.tenant), eq(writeRules.id, id)))
    .returning()
  return row
}
