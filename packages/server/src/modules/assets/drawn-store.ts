import type { AssetId, DeviceId, PointId } from '@millrace/core'
import { and, arrayContains, arrayOverlaps, eq, inArray, isNull, ne, type SQL, sql } from 'drizzle-orm'
import type { TenantTx } from '../../database/index.ts'
import { type AssetRow, searchOf } from './store.ts'
import { assets, points } from './tables.ts'
import type { Drawn, Standing } from './tree.ts'

const own = (tx: TenantTx) => eq(assets.tenant, tx.tenant)

export const drawnOf = ({ id, parent, name, level, levelGiven }: AssetRow): Drawn => ({
  id: id as AssetId,
  parent: parent as AssetId | null,
  name,
  given: levelGiven ? level : undefined,
})

export async function rowById(tx: TenantTx, id: string): Promise<AssetRow | undefined> {
  return (
    await tx
      .select()
      .from(assets)
      .where(and(own(tx), eq(assets.id, id)))
  )[0]
}

/** An asset and everything below it; without one everything. */
export async function rowsBelow(tx: TenantTx, id?: string): Promise<AssetRow[]> {
  return tx
    .select()
    .from(assets)
    .where(and(own(tx), id === undefined ? undefined : arrayContains(assets.lineage, [id])))
}

/** Those that a condition finds, by path. */
export async function rowsOf(tx: TenantTx, wanted: SQL | undefined): Promise<AssetRow[]> {
  return tx
    .select()
    .from(assets)
    .where(and(own(tx), wanted))
    .orderBy(assets.path)
}

/** Writes rows as they are from now on, those that differ from `before` in where they stand; points below follow in what is searched. */
export async function save(
  tx: TenantTx,
  rows: readonly AssetRow[],
  before: ReadonlyMap<string, AssetRow>,
): Promise<void> {
  if (rows.length === 0) return
  const told = rows.map((row) => ({
    ...row,
    search: searchOf(row),
    retiredAt: row.retiredAt?.toISOString() ?? null,
    old: searchedPath(before.get(row.id)?.path ?? []),
    now: searchedPath(row.path),
  }))
  await tx.execute(sql`
    with saved as (select * from jsonb_to_recordset(${JSON.stringify(told)}::jsonb) as saved(
      id uuid, parent uuid, name text, lineage uuid[], path text[], search text, level text, "levelGiven" boolean,
      kind text, description text, tags text[], latitude double precision, longitude double precision,
      "retiredAt" timestamptz, old text, now text)),
    searched as (
      update points set search = saved.now || substr(points.search, char_length(saved.old) + 1)
      from saved where points.tenant_id = ${tx.tenant} and points.asset_id = saved.id and saved.old <> saved.now)
    update assets set parent_id = saved.parent, name = saved.name, lineage = saved.lineage, path = saved.path,
      search = saved.search, level = saved.level, level_given = saved."levelGiven", kind = saved.kind,
      description = saved.description, tags = saved.tags, latitude = saved.latitude, longitude = saved.longitude,
      retired_at = saved."retiredAt"
    from saved where assets.tenant_id = ${tx.tenant} and assets.id = saved.id`)
}

/** What a search of points begins with. */
const searchedPath = (path: readonly string[]): string => path.join(' ').toLowerCase()

export async function remove(tx: TenantTx, id: string): Promise<void> {
  await tx.delete(assets).where(and(own(tx), eq(assets.id, id)))
}

/** Counts anew what stands here and below, for these places and all above them, where that differs. */
export async function recount(tx: TenantTx, standings: readonly Standing[]): Promise<void> {
  const ids = [...new Set(standings.flatMap(({ lineage }) => lineage))]
  if (ids.length === 0) return
  const wanted = sql`array(select jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb)::uuid)`
  await tx.execute(sql`
    with here as (select asset_id, count(*)::integer as n from points where tenant_id = ${tx.tenant} group by asset_id),
    below as (
      select above.id, sum(here.n)::integer as points from assets
      join here on here.asset_id = assets.id cross join unnest(assets.lineage) as above(id)
      where assets.tenant_id = ${tx.tenant} and assets.lineage && ${wanted} group by above.id),
    children as (
      select parent_id as id, count(*)::integer as n from assets
      where tenant_id = ${tx.tenant} and parent_id = any(${wanted}) group by parent_id),
    counted as (
      select asset.id, coalesce(below.points, 0) as points, coalesce(children.n, 0) as children
      from unnest(${wanted}) as asset(id)
      left join below on below.id = asset.id left join children on children.id = asset.id)
    update assets set point_count = counted.points, child_count = counted.children from counted
    where assets.tenant_id = ${tx.tenant} and assets.id = counted.id
      and (assets.point_count, assets.child_count) is distinct from (counted.points, counted.children)`)
}

/** A place below that is still in use. */
export async function usedBelow(tx: TenantTx, id: string): Promise<AssetRow | undefined> {
  return (
    await tx
      .select()
      .from(assets)
      .where(and(own(tx), arrayContains(assets.lineage, [id]), ne(assets.id, id), isNull(assets.retiredAt)))
      .orderBy(assets.name)
      .limit(1)
  )[0]
}

/** What hangs on an asset and would be lost, or left behind, with it: what there is, and how many. */
export async function heldBy(tx: TenantTx, id: string): Promise<Record<string, number>> {
  const { rows } = await tx.execute<Record<string, number>>(sql`select
    (select count(*)::integer from assets where tenant_id = ${tx.tenant} and parent_id = ${id}) as places,
    (select count(*)::integer from points where tenant_id = ${tx.tenant} and asset_id = ${id}) as points,
    (select count(*)::integer from device_places where tenant_id = ${tx.tenant} and asset_id = ${id}) as devices,
    (select count(*)::integer from role_fillings where tenant_id = ${tx.tenant} and asset_id = ${id}) as fillings,
    (select count(*)::integer from assignments where tenant_id = ${tx.tenant} and below = ${id}) as roles,
    (select count(*)::integer from grants where tenant_id = ${tx.tenant} and asset_id = ${id}) as grants`)
  return rows[0] ?? {}
}

export interface MovedPoint {
  readonly id: PointId
  readonly asset: AssetId
  readonly placed: boolean
}

export async function pointsOf(
  tx: TenantTx,
  of: { readonly device: string } | { readonly points: readonly string[] },
): Promise<MovedPoint[]> {
  const wanted = 'device' in of ? eq(points.device, of.device) : inArray(points.id, [...of.points])
  const rows = await tx
    .select({ id: points.id, asset: points.asset, placed: points.placed })
    .from(points)
    .where(and(eq(points.tenant, tx.tenant), wanted))
  return rows as MovedPoint[]
}

/** Points at another place, with what a search finds them by. `standings`: of both places; `placed`: by hand, each by itself. */
export async function movePoints(
  tx: TenantTx,
  moved: readonly { readonly id: PointId; readonly to: AssetId }[],
  { standings, placed }: { readonly standings: ReadonlyMap<AssetId, Standing>; readonly placed: boolean },
): Promise<void> {
  if (moved.length === 0) return
  const searched = [...standings].map(([id, { path }]) => ({ id, text: searchedPath(path) }))
  await tx.execute(sql`
    with moved as (select * from jsonb_to_recordset(${JSON.stringify(moved)}::jsonb) as moved(id uuid, "to" uuid)),
    place as (select * from jsonb_to_recordset(${JSON.stringify(searched)}::jsonb) as place(id uuid, text text))
    update points set asset_id = moved."to", placed = ${placed},
      search = after.text || substr(points.search, char_length(before.text) + 1)
    from moved join place after on after.id = moved."to", place before
    where points.tenant_id = ${tx.tenant} and points.id = moved.id and before.id = points.asset_id`)
}

/** Points that follow their device again. */
export async function letGo(tx: TenantTx, ids: readonly PointId[]): Promise<void> {
  await tx
    .update(points)
    .set({ placed: false })
    .where(and(eq(points.tenant, tx.tenant), inArray(points.id, [...ids])))
}

export async function placeDevice(tx: TenantTx, device: DeviceId, asset: AssetId | null): Promise<void> {
  await tx.execute(sql`delete from device_places where tenant_id = ${tx.tenant} and device_id = ${device}`)
  if (asset)
    await tx.execute(
      sql`insert into device_places (tenant_id, device_id, asset_id) values (${tx.tenant}, ${device}, ${asset})`,
    )
}

/** True if all of these are in reach. */
export const reaches = async (tx: TenantTx, ids: readonly string[]): Promise<boolean> => {
  const { below } = tx.reach
  if (!below) return true
  const seen = await tx
    .select({ id: assets.id })
    .from(assets)
    .where(and(own(tx), inArray(assets.id, [...ids]), arrayOverlaps(assets.lineage, [...below])))
  return seen.length === new Set(ids).size
}
