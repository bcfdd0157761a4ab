import type { WindowKind } from '@millrace/compute'
import { and, asc, count, eq, gt, gte, inArray, lt, max, min, type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import type { TenantTx } from '../../database/index.ts'
import type { PointUse } from '../assets/index.ts'
import { definitions, queue, results, told } from './tables.ts'

export type DefinitionRow = typeof definitions.$inferSelect
export type ResultRow = typeof results.$inferSelect
export type QueueRow = typeof queue.$inferSelect
export type ToldRow = typeof told.$inferSelect

/** All versions, by key, the first first. */
export const allDefinitions = (tx: TenantTx): Promise<DefinitionRow[]> =>
  tx
    .select()
    .from(definitions)
    .where(eq(definitions.tenant, tx.tenant))
    .orderBy(asc(definitions.key), asc(definitions.version))

/** Until the end of the transaction nobody else makes a version of it. */
export async function takeKey(tx: TenantTx, key: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`${tx.tenant} kpi ${key}`}, 0))`)
}

/** Two that are made at once get one version each: the second waits for the first. */
export async function nextVersion(tx: TenantTx, key: string): Promise<number> {
  await takeKey(tx, key)
  const [row] = await tx
    .select({ last: max(definitions.version) })
    .from(definitions)
    .where(and(eq(definitions.tenant, tx.tenant), eq(definitions.key, key)))
  return (row?.last ?? 0) + 1
}

export async function addDefinition(tx: TenantTx, row: DefinitionRow): Promise<void> {
  await tx.insert(definitions).values(row)
}

/** All after a version go, or all; what they told is told by that version, or not at all. */
export async function dropVersions(tx: TenantTx, key: string, last = 0): Promise<void> {
  const own = [eq(definitions.tenant, tx.tenant), eq(definitions.key, key)]
  await tx.delete(definitions).where(and(...own, gt(definitions.version, last)))
  const told = and(eq(results.tenant, tx.tenant), eq(results.key, key), gt(results.version, last))
  if (last > 0) await tx.update(results).set({ version: last }).where(told)
  else await tx.delete(results).where(told)
}

export async function toldOf(tx: TenantTx, asset: string): Promise<ToldRow | undefined> {
  return (
    await tx
      .select()
      .from(told)
      .where(and(eq(told.tenant, tx.tenant), eq(told.asset, asset)))
  )[0]
}

export async function keepTold(tx: TenantTx, row: ToldRow): Promise<void> {
  await tx.insert(told).values(row).onConflictDoUpdate({ target: told.asset, set: row })
}

const AT_ONCE = 1_000

/** Windows to be told; one that waits already keeps its place. */
export async function enqueue(tx: TenantTx, rows: readonly QueueRow[]): Promise<void> {
  for (let at = 0; at < rows.length; at += AT_ONCE)
    await tx
      .insert(queue)
      .values([...rows.slice(at, at + AT_ONCE)])
      .onConflictDoUpdate({
        target: [queue.tenant, queue.asset, queue.kind, queue.begin],
        set: { end: sql`excluded.ends_at`, askedAt: sql`excluded.asked_at`, why: sql`excluded.why` },
      })
}

/** Of some work units those that wait longest; shorter windows first among those of one moment. */
export const waiting = (tx: TenantTx, assets: readonly string[], limit: number): Promise<QueueRow[]> =>
  tx
    .select()
    .from(queue)
    .where(and(eq(queue.tenant, tx.tenant), inArray(queue.asset, [...assets])))
    .orderBy(asc(queue.askedAt), asc(queue.asset), asc(queue.begin))
    .limit(limit)

/** It was told; it stays if it was asked for anew meanwhile. */
export async function done(tx: TenantTx, row: QueueRow): Promise<void> {
  await tx.delete(queue).where(and(sameWindow(queue, row), eq(queue.tenant, tx.tenant), eq(queue.askedAt, row.askedAt)))
}

export async function progress(
  tx: TenantTx,
): Promise<{ why: QueueRow['why']; waiting: number; oldest: Date | null }[]> {
  return tx
    .select({ why: queue.why, waiting: count(), oldest: min(queue.askedAt) })
    .from(queue)
    .where(eq(queue.tenant, tx.tenant))
    .groupBy(queue.why)
}

interface OfWindow {
  readonly asset: string
  readonly kind: WindowKind
  readonly begin: Date
}

const sameWindow = (table: typeof queue | typeof results, { asset, kind, begin }: OfWindow): SQL | undefined =>
  and(eq(table.asset, asset), eq(table.kind, kind), eq(table.begin, begin))

/** Replaces all results of some windows of one work unit. */
export async function putResults(
  tx: TenantTx,
  asset: string,
  told: readonly { readonly row: Pick<QueueRow, 'kind' | 'begin'>; readonly results: readonly ResultRow[] }[],
): Promise<void> {
  for (const [kind, some] of Map.groupBy(told, ({ row }) => row.kind)) {
    const begins = some.map(({ row }) => row.begin)
    const wanted = and(eq(results.asset, asset), eq(results.kind, kind), inArray(results.begin, begins))
    await tx.delete(results).where(and(eq(results.tenant, tx.tenant), wanted))
  }
  const rows = told.flatMap((one) => one.results)
  for (let at = 0; at < rows.length; at += AT_ONCE) await tx.insert(results).values(rows.slice(at, at + AT_ONCE))
}

/** Windows of a work unit of which there are results, or that wait. */
export async function windowsOf(tx: TenantTx, asset: string): Promise<(OfWindow & { end: Date })[]> {
  const { rows } = await tx.execute<{ kind: WindowKind; begin: string; end: string }>(sql`
    select distinct kind, begins_at as begin, ends_at as end from (
      select kind, begins_at, ends_at from kpi_results where tenant_id = ${tx.tenant} and asset_id = ${asset}
      union all select kind, begins_at, ends_at from kpi_queue where tenant_id = ${tx.tenant} and asset_id = ${asset}
    ) known`)
  return rows.map(({ kind, begin, end }) => ({ asset, kind, begin: new Date(begin), end: new Date(end) }))
}

/** A window that there is no more. */
export async function dropWindow(tx: TenantTx, window: OfWindow): Promise<void> {
  await tx.delete(results).where(and(eq(results.tenant, tx.tenant), sameWindow(results, window)))
  await tx.delete(queue).where(and(eq(queue.tenant, tx.tenant), sameWindow(queue, window)))
}

export interface Asked {
  readonly assets: readonly string[]
  readonly key: string
  readonly kind: WindowKind
  readonly from: Date
  readonly to: Date
}

/** Results of windows that begin in the range, by begin; whether each waits to be told anew. */
export async function read(tx: TenantTx, asked: Asked, limit: number): Promise<(ResultRow & { waits: boolean })[]> {
  const { assets, key, kind, from, to } = asked
  const rows = await tx
    .select({
      row: results,
      waits: sql<boolean>`exists (select 1 from kpi_queue q where q.tenant_id = ${tx.tenant} and q.asset_id = kpi_results.asset_id
        and q.kind = kpi_results.kind and q.begins_at = kpi_results.begins_at)`,
    })
    .from(results)
    .where(
      and(
        eq(results.tenant, tx.tenant),
        inArray(results.asset, [...assets]),
        eq(results.key, key),
        eq(results.kind, kind),
        gte(results.begin, from),
        lt(results.begin, to),
      ),
    )
    .orderBy(asc(results.begin), asc(results.asset))
    .limit(limit)
  return rows.map(({ row, waits }) => ({ ...row, waits }))
}

/** Work units here and below that the caller may see. */
export async function unitsBelow(tx: TenantTx, asset: string): Promise<string[]> {
  const { rows } = await tx.execute<{ id: string }>(sql`
    select asset_id as id from work_units join assets on assets.id = work_units.asset_id
    where work_units.tenant_id = ${tx.tenant} and ${asset}::uuid = any(assets.lineage) order by asset_id`)
  return rows.map(({ id }) => id)
}

/** The work unit that an asset belongs to: the nearest above it. */
export async function unitAbove(tx: TenantTx, asset: string): Promise<string | undefined> {
  const { rows } = await tx.execute<{ id: string }>(sql`
    select work_units.asset_id as id from assets join work_units on work_units.asset_id = any(assets.lineage)
    where assets.tenant_id = ${tx.tenant} and assets.id = ${asset}
    order by array_position(assets.lineage, work_units.asset_id) desc limit 1`)
  return rows[0]?.id
}

/** KPIs whose newest version takes points in. */
export async function usesOf(tx: TenantTx, names: (column: SQLWrapper) => SQL): Promise<PointUse[]> {
  const { rows } = await tx.execute<{ id: string; name: string }>(sql`
    select newest.id, coalesce(newest.content->'name'->>'en', newest.key) as name
    from (select distinct on (key) * from kpi_definitions where tenant_id = ${tx.tenant} order by key, version desc) newest
    where ${names(sql`newest.bindings`)}`)
  return rows.map(({ id, name }) => ({ kind: 'kpi', id, name }))
}
