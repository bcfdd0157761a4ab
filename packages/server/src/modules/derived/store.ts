import { and, asc, eq, inArray, lte, type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import type { TenantTx } from '../../database/index.ts'
import type { PointUse } from '../assets/index.ts'
import { type Broken, derived, work } from './tables.ts'

export type DerivedRow = typeof derived.$inferSelect
export type WorkRow = typeof work.$inferSelect

export const everyRow = (tx: TenantTx): Promise<DerivedRow[]> =>
  tx.select().from(derived).where(eq(derived.tenant, tx.tenant)).orderBy(asc(derived.point))

export async function keepRow(tx: TenantTx, row: DerivedRow): Promise<void> {
  await tx.insert(derived).values(row).onConflictDoUpdate({ target: derived.point, set: row })
}

export async function removeRow(tx: TenantTx, point: string): Promise<void> {
  await tx.delete(derived).where(and(eq(derived.tenant, tx.tenant), eq(derived.point, point)))
}

/** Live computing has them to take up anew; `backTo`: and they are to be worked out from then on. What waited is of another formula. */
export async function restart(tx: TenantTx, points: readonly string[], backTo: number | undefined): Promise<void> {
  const set = { print: null, since: null, ...(backTo === undefined ? {} : { backTo }) }
  await tx
    .update(derived)
    .set(set)
    .where(and(eq(derived.tenant, tx.tenant), inArray(derived.point, [...points])))
  await tx.delete(work).where(and(eq(work.tenant, tx.tenant), inArray(work.point, [...points])))
}

export async function setBroken(tx: TenantTx, series: readonly number[], broken: Broken | null): Promise<void> {
  await tx
    .update(derived)
    .set({ broken })
    .where(and(eq(derived.tenant, tx.tenant), inArray(derived.series, [...series])))
}

export interface Begun {
  readonly point: string
  readonly print: number
  /** The newest sample of its inputs. */
  readonly newest: number
}

/** Live computing has them as they are now, from `newest` on; what is to be worked out back waits from then on. */
export async function begin(tx: TenantTx, begun: readonly Begun[]): Promise<void> {
  const rows = JSON.stringify(begun)
  await tx.execute(sql`
    with begun as (select * from jsonb_to_recordset(${rows}::jsonb) as begun(point uuid, print bigint, newest bigint)),
    back as (
      insert into derived_work (tenant_id, point_id, why, series, hour, begun_at, first_at, last_at, end_at, position)
      select held.tenant_id, held.point_id, 'back', -1, 0, held.back_to, held.back_to, begun.newest, begun.newest, 0
      from begun join derived_points held on held.point_id = begun.point
      where held.tenant_id = ${tx.tenant} and held.back_to is not null and held.back_to < begun.newest
      on conflict (tenant_id, point_id, why, series, hour) do update set
        begun_at = least(derived_work.begun_at, excluded.begun_at), first_at = least(derived_work.first_at, excluded.first_at),
        last_at = greatest(derived_work.last_at, excluded.last_at), end_at = greatest(derived_work.end_at, excluded.end_at))
    update derived_points held set print = begun.print, since = least(held.back_to, begun.newest), back_to = null
    from begun where held.tenant_id = ${tx.tenant} and held.point_id = begun.point`)
}

/** Works it out from `from` on, up to where live computing began. */
export async function askBack(tx: TenantTx, point: string, from: number): Promise<void> {
  await tx.execute(sql`
    insert into derived_work (tenant_id, point_id, why, series, hour, begun_at, first_at, last_at, end_at, position)
    select tenant_id, point_id, 'back', -1, 0, ${from}::bigint, ${from}::bigint, since, since, 0 from derived_points
    where tenant_id = ${tx.tenant} and point_id = ${point} and since > ${from}::bigint
    on conflict (tenant_id, point_id, why, series, hour) do update set
      begun_at = least(derived_work.begun_at, excluded.begun_at), first_at = least(derived_work.first_at, excluded.first_at)`)
  await tx.execute(sql`
    update derived_points set since = least(since, ${from}::bigint),
      back_to = case when since is null then least(back_to, ${from}::bigint) else back_to end
    where tenant_id = ${tx.tenant} and point_id = ${point}`)
}

/** A stretch that is to be worked out from the history. */
export interface Mark {
  readonly point: string
  readonly series: number
  readonly hour: number
  readonly from: number
  readonly last: number
  readonly end: number
}

/** Each grows by what came later. */
export async function keepMarks(tx: TenantTx, marks: readonly Mark[], position: number): Promise<void> {
  const rows = JSON.stringify(marks)
  await tx.execute(sql`
    insert into derived_work (tenant_id, point_id, why, series, hour, begun_at, first_at, last_at, end_at, position)
    select held.tenant_id, held.point_id, 'late', mark.series, mark.hour, min(mark."from"), min(mark."from"), max(mark.last),
      max(mark."end"), ${position}::bigint
    from jsonb_to_recordset(${rows}::jsonb) as mark(point uuid, series bigint, hour bigint, "from" bigint, last bigint, "end" bigint)
    join derived_points held on held.point_id = mark.point and held.tenant_id = ${tx.tenant}
    group by held.tenant_id, held.point_id, mark.series, mark.hour
    on conflict (tenant_id, point_id, why, series, hour) do update set
      begun_at = least(derived_work.begun_at, excluded.begun_at), first_at = least(derived_work.first_at, excluded.first_at),
      last_at = greatest(derived_work.last_at, excluded.last_at), end_at = greatest(derived_work.end_at, excluded.end_at),
      position = greatest(derived_work.position, excluded.position)`)
}

/** What of these points can be worked out, what came late before what is worked out back. */
export const workUpTo = (
  tx: TenantTx,
  position: number,
  { points, limit }: { readonly points: readonly string[]; readonly limit: number },
): Promise<WorkRow[]> =>
  tx
    .select()
    .from(work)
    .where(
      and(
        eq(work.tenant, tx.tenant),
        lte(work.position, position),
        sql`${work.point} in (select jsonb_array_elements_text(${JSON.stringify(points)}::jsonb)::uuid)`,
      ),
    )
    .orderBy(sql`${work.why} = 'back'`, asc(work.first), asc(work.point))
    .limit(limit)

export const backOf = (tx: TenantTx): Promise<WorkRow[]> =>
  tx
    .select()
    .from(work)
    .where(and(eq(work.tenant, tx.tenant), eq(work.why, 'back')))

const same = (tx: TenantTx, row: WorkRow) =>
  and(
    eq(work.tenant, tx.tenant),
    eq(work.point, row.point),
    eq(work.why, row.why),
    eq(work.series, row.series),
    eq(work.hour, row.hour),
    eq(work.first, row.first),
    eq(work.last, row.last),
    eq(work.end, row.end),
    eq(work.position, row.position),
  )

/** It is done up to `first`. False when it grew meanwhile, and is as it was. */
export async function moveOn(tx: TenantTx, row: WorkRow, first: number): Promise<boolean> {
  const moved = await tx.update(work).set({ first }).where(same(tx, row)).returning({ point: work.point })
  return moved.length > 0
}

/** One that grew meanwhile stays. */
export async function done(tx: TenantTx, row: WorkRow): Promise<void> {
  await tx.delete(work).where(same(tx, row))
}

/** Points that are worked out of points. */
export async function usesOf(tx: TenantTx, names: (column: SQLWrapper) => SQL): Promise<PointUse[]> {
  const rows = await tx
    .select({ id: derived.point, name: derived.name })
    .from(derived)
    .where(and(eq(derived.tenant, tx.tenant), names(derived.inputs)))
  return rows.map(({ id, name }) => ({ kind: 'derived', id, name: name.en }))
}
