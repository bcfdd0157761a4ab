import type { AssetId, DeviceId, PointId, SeriesId } from '@millrace/core'
import { and, eq, inArray, isNull, type SQL, sql } from 'drizzle-orm'
import type { TenantTx } from '../../database/index.ts'
import { assets, points } from './tables.ts'
import type { Standing } from './tree.ts'

// What devices say of themselves as it is kept: places, points, series.

export type AssetRow = typeof assets.$inferSelect

export interface HeldPoint {
  readonly id: PointId
  readonly asset: AssetId
  readonly name: string
  readonly type: string
  readonly unit: string | null
  readonly description: string | null
  readonly low: number | null
  readonly high: number | null
  readonly writable: boolean
  readonly series: SeriesId
  /** Somebody moved it by hand. */
  readonly placed: boolean
}

export const heldColumns = {
  id: points.id,
  name: points.name,
  asset: points.asset,
  type: points.type,
  unit: points.unit,
  description: points.description,
  low: points.low,
  high: points.high,
  writable: points.writable,
  series: points.series,
}

export async function pointsOfDevice(tx: TenantTx, device: DeviceId): Promise<HeldPoint[]> {
  const columns = { ...heldColumns, placed: points.placed }
  const rows = await tx
    .select(columns)
    .from(points)
    .where(and(eq(points.tenant, tx.tenant), eq(points.device, device)))
  return rows as HeldPoint[]
}

export async function childByName(
  tx: TenantTx,
  parent: AssetId | undefined,
  name: string,
): Promise<AssetId | undefined> {
  const [row] = await tx
    .select({ id: assets.id })
    .from(assets)
    .where(
      and(
        eq(assets.tenant, tx.tenant),
        parent ? eq(assets.parent, parent) : isNull(assets.parent),
        eq(assets.name, name),
      ),
    )
  return row?.id as AssetId | undefined
}

export interface NewAsset extends Standing {
  readonly id: AssetId
  readonly parent: AssetId | null
  readonly name: string
}

/** What a search looks through, of an asset. */
export const searchOf = ({
  path,
  description,
  tags,
}: {
  readonly path: readonly string[]
  readonly description: string | null
  readonly tags: readonly string[]
}): string => [...path, description ?? '', ...tags].join(' ').trim().toLowerCase()

export type NewDrawn = NewAsset &
  Partial<Pick<AssetRow, 'levelGiven' | 'kind' | 'description' | 'tags' | 'latitude' | 'longitude' | 'retiredAt'>>

export async function addAsset(tx: TenantTx, asset: NewDrawn): Promise<void> {
  const { description = null, tags = [] } = asset
  await tx.insert(assets).values({
    ...asset,
    lineage: [...asset.lineage],
    path: [...asset.path],
    tenant: tx.tenant,
    search: searchOf({ path: asset.path, description, tags }),
  })
  if (asset.parent)
    await tx
      .update(assets)
      .set({ childCount: sql`${assets.childCount} + 1` })
      .where(and(eq(assets.tenant, tx.tenant), eq(assets.id, asset.parent)))
}

/** `change` points more (or less) at these assets, which are an asset and all above it. */
export async function countAtAssets(tx: TenantTx, lineage: readonly AssetId[], change: number): Promise<void> {
  await tx
    .update(assets)
    .set({ pointCount: sql`${assets.pointCount} + ${change}` })
    .where(and(eq(assets.tenant, tx.tenant), inArray(assets.id, [...lineage])))
}

export async function lineageOf(tx: TenantTx, asset: AssetId): Promise<AssetId[]> {
  return [...((await standingsOf(tx, [asset])).get(asset)?.lineage ?? [])]
}

/** Where places stand; unknown ids are left out. */
export async function standingsOf(tx: TenantTx, ids: readonly AssetId[]): Promise<Map<AssetId, Standing>> {
  if (ids.length === 0) return new Map()
  const rows = await tx
    .select({ id: assets.id, lineage: assets.lineage, path: assets.path, level: assets.level })
    .from(assets)
    .where(and(eq(assets.tenant, tx.tenant), inArray(assets.id, [...ids])))
  return new Map(rows.map(({ id, lineage, ...more }) => [id as AssetId, { lineage: lineage as AssetId[], ...more }]))
}

/** The place that sources call by the longest beginning of these names, and how many names that takes. */
export async function describedPlace(
  tx: TenantTx,
  path: readonly string[],
): Promise<{ asset: AssetId; depth: number } | undefined> {
  const prefixes = path.map((_, depth) => path.slice(0, depth + 1))
  const { rows } = await tx.execute<{ asset: AssetId; depth: number }>(sql`
    select asset_id as asset, cardinality(described.path) as depth
    from jsonb_to_recordset(${JSON.stringify(prefixes.map((names) => ({ names })))}::jsonb) as wanted(names text[])
    join asset_described described on described.tenant_id = ${tx.tenant} and described.path = wanted.names
    order by depth desc limit 1`)
  return rows[0]
}

export async function addDescribed(tx: TenantTx, path: readonly string[], asset: AssetId): Promise<void> {
  await tx.execute(sql`
    insert into asset_described (tenant_id, path, asset_id)
    select ${tx.tenant}::uuid, array(select jsonb_array_elements_text(${JSON.stringify(path)}::jsonb)), ${asset}::uuid`)
}

/** Where somebody placed a device, whatever it says itself. */
export async function placeOfDevice(tx: TenantTx, device: DeviceId): Promise<AssetId | undefined> {
  const { rows } = await tx.execute<{ asset: AssetId }>(
    sql`select asset_id as asset from device_places where tenant_id = ${tx.tenant} and device_id = ${device}`,
  )
  return rows[0]?.asset
}

export async function nextSeries(tx: TenantTx, howMany: number): Promise<SeriesId[]> {
  const { rows } = await tx.execute<{ id: number }>(
    sql`select nextval('series_number')::integer as id from generate_series(1, ${howMany})`,
  )
  return rows.map((row) => row.id as SeriesId)
}

export type SavedPoint = HeldPoint & { readonly device: DeviceId | null; readonly search: string }

/** Rows as one JSON parameter: thousands of points take one statement, with no limit on the count of parameters. */
const asRows = (rows: readonly SavedPoint[]): SQL => sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as saved(
  id uuid, asset uuid, device uuid, name text, type text, unit text, description text,
  low double precision, high double precision, writable boolean, series integer, search text)`

export async function addPoints(tx: TenantTx, rows: readonly SavedPoint[]): Promise<void> {
  if (rows.length === 0) return
  await tx.execute(sql`
    insert into points (id, tenant_id, asset_id, device_id, name, type, unit, description, low, high, writable, series, search)
    select id, ${tx.tenant}::uuid, asset, device, name, type, unit, description, low, high, writable, series, search
    from ${asRows(rows)}`)
  await addSeries(tx, rows)
}

export async function changePoints(tx: TenantTx, rows: readonly SavedPoint[]): Promise<void> {
  if (rows.length === 0) return
  await tx.execute(sql`
    update points set asset_id = saved.asset, name = saved.name, type = saved.type, unit = saved.unit, description = saved.description,
      low = saved.low, high = saved.high, writable = saved.writable, series = saved.series, search = saved.search
    from ${asRows(rows)} where points.tenant_id = ${tx.tenant} and points.id = saved.id`)
  await addSeries(tx, rows)
}

async function addSeries(tx: TenantTx, rows: readonly SavedPoint[]): Promise<void> {
  await tx.execute(sql`
    insert into series (id, tenant_id, point_id, type)
    select series, ${tx.tenant}::uuid, id, type from ${asRows(rows)} on conflict (id) do nothing`)
}

/** Descriptions of one tenant are taken in one after the other, over all processes, so that none is made twice. */
export async function takeTurn(tx: TenantTx): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('assets ' || ${tx.tenant}, 0))`)
}
