import type { AssetId, DeviceId, PointId, SeriesId } from '@millrace/core'
import { and, arrayContains, arrayOverlaps, count, eq, inArray, isNull, like, or, type SQL, sql } from 'drizzle-orm'
import { keysOf, type Page, pageOf, patternsOf, type Reach, type TenantTx } from '../../database/index.ts'
import { namesOf } from './path-text.ts'
import type { Asset, AssetQuery, Point, PointQuery } from './schema.ts'
import { assets, points, series } from './tables.ts'
import type { Standing } from './tree.ts'

/** A point with the number under which its new samples are kept. */
export interface NumberedPoint {
  readonly point: Point
  readonly series: SeriesId
}

/** A point with all that is kept of it. */
export interface SeriesPoint {
  readonly point: Point
  /** Oldest first; new samples go to the last. */
  readonly series: readonly SeriesId[]
  /** Of each series. */
  readonly types: readonly string[]
}

/** A guest sees the tree from what is shared down: what is above it is not theirs to know. */
function shownPath({ below = [], grant }: Reach, row: { lineage: string[]; path: string[] }): string[] {
  if (!grant) return row.path
  return row.path.slice(row.lineage.findIndex((id) => below.includes(id as AssetId)))
}

export type AssetRow = typeof assets.$inferSelect

export const assetOf = (reach: Reach, row: AssetRow): Asset => ({
  id: row.id,
  parent: reach.below?.includes(row.id as AssetId) ? null : row.parent,
  name: row.name,
  level: row.level,
  levelGiven: row.levelGiven,
  ...(row.kind === null ? {} : { kind: row.kind }),
  path: shownPath(reach, row),
  childCount: row.childCount,
  pointCount: row.pointCount,
  ...(row.description === null ? {} : { description: row.description }),
  tags: row.tags,
  ...(row.latitude === null || row.longitude === null
    ? {}
    : { position: { latitude: row.latitude, longitude: row.longitude } }),
  ...(row.retiredAt === null ? {} : { retiredAt: row.retiredAt.toISOString() }),
})

/** Assets of the tenant that the caller may see; the database holds the same by its policies. */
export const assetsInReach = ({ tenant, reach }: TenantTx): SQL | undefined =>
  and(
    eq(assets.tenant, tenant),
    reach.below && (reach.below.length > 0 ? arrayOverlaps(assets.lineage, [...reach.below]) : sql`false`),
  )

async function pointsInReach(tx: TenantTx): Promise<SQL | undefined> {
  const { below, points: shown = [] } = tx.reach
  const own = eq(points.tenant, tx.tenant)
  if (!below) return own
  const seen = await tx.select({ id: assets.id }).from(assets).where(assetsInReach(tx))
  const ids = seen.map(({ id }) => id)
  return and(own, or(inArray(points.asset, ids), inArray(points.id, [...shown])))
}

const searched = (tx: TenantTx, search: SQL | typeof assets.search | typeof points.search, own: SQL, words?: string) =>
  patternsOf(words).map((pattern) => like(tx.reach.grant ? own : search, pattern))

type PointRow = Pick<
  typeof points.$inferSelect,
  'id' | 'name' | 'asset' | 'device' | 'type' | 'unit' | 'description' | 'low' | 'high' | 'writable' | 'series'
>

const pointColumns = {
  id: points.id,
  name: points.name,
  asset: points.asset,
  device: points.device,
  type: points.type,
  unit: points.unit,
  description: points.description,
  low: points.low,
  high: points.high,
  writable: points.writable,
  series: points.series,
}

const numberedOf = (row: PointRow, path: string[]): NumberedPoint => ({
  series: row.series as SeriesId,
  point: {
    id: row.id,
    name: row.name,
    assetId: row.asset,
    path,
    deviceId: row.device,
    type: row.type,
    ...(row.unit === null ? {} : { unit: row.unit }),
    ...(row.description === null ? {} : { description: row.description }),
    ...(row.low === null ? {} : { low: row.low }),
    ...(row.high === null ? {} : { high: row.high }),
    writable: row.writable,
  },
})

/** Rows after the last of the page before, in the order (name, id). */
const after = (table: typeof assets | typeof points, cursor: string | undefined): SQL | undefined => {
  const keys = keysOf(cursor, 'text', 'uuid')
  return keys && sql`(${table.name}, ${table.id}) > (${keys[0]}, ${keys[1]}::uuid)`
}

const rootsOf = ({ below }: Reach): SQL => (below ? inArray(assets.id, [...below]) : isNull(assets.parent))

export async function findAssets(tx: TenantTx, query: AssetQuery): Promise<Page<Asset>> {
  const limit = query.limit ?? 100
  const wanted = wantedAssets(tx, query)
  const rows = await tx
    .select()
    .from(assets)
    .where(and(wanted, after(assets, query.cursor)))
    .orderBy(assets.name, assets.id)
    .limit(limit + 1)
  const page = pageOf(rows, limit, { item: (row) => assetOf(tx.reach, row), keys: (row) => [row.name, row.id] })
  if (query.cursor !== undefined) return page
  return { ...page, total: (await tx.select({ n: count() }).from(assets).where(wanted))[0]?.n ?? 0 }
}

/** Assets in reach that a query asks for, whatever the page. */
export function wantedAssets(tx: TenantTx, query: Omit<AssetQuery, 'cursor' | 'limit'>): SQL | undefined {
  const { parent } = query
  return and(
    assetsInReach(tx),
    parent === undefined ? undefined : parent === 'root' ? rootsOf(tx.reach) : eq(assets.parent, parent),
    query.below === undefined ? undefined : arrayContains(assets.lineage, [query.below]),
    query.level === undefined ? undefined : eq(assets.level, query.level),
    query.tag === undefined ? undefined : arrayContains(assets.tags, [query.tag]),
    // The stored text holds the names above, too; a guest searches what they see.
    ...searched(tx, assets.search, sql`lower(${assets.name})`, query.search),
  )
}

export async function assetById(tx: TenantTx, id: string): Promise<Asset | undefined> {
  const [row] = await tx
    .select()
    .from(assets)
    .where(and(assetsInReach(tx), eq(assets.id, id)))
  return row && assetOf(tx.reach, row)
}

export async function findPoints(tx: TenantTx, query: PointQuery): Promise<Page<NumberedPoint>> {
  const limit = query.limit ?? 100
  const below = query.asset === undefined ? undefined : await assetsBelow(tx, query.asset)
  const wanted = and(
    await pointsInReach(tx),
    below && inArray(points.asset, below),
    query.device === undefined ? undefined : eq(points.device, query.device),
    ...searched(
      tx,
      points.search,
      sql`lower(${points.name} || ' ' || coalesce(${points.description}, ''))`,
      query.search,
    ),
  )
  const rows = await tx
    .select(pointColumns)
    .from(points)
    .where(and(wanted, after(points, query.cursor)))
    .orderBy(points.name, points.id)
    .limit(limit + 1)
  const paths = await pathsOf(tx, rows)
  const item = (row: PointRow): NumberedPoint => numberedOf(row, paths.get(row.asset) ?? [])
  const page = pageOf(rows, limit, { item, keys: (row) => [row.name, row.id] })
  if (query.cursor !== undefined) return page
  return { ...page, total: (await tx.select({ n: count() }).from(points).where(wanted))[0]?.n ?? 0 }
}

/** An asset and everything under it; ids in number are few beside points (machines, not measurements). */
async function assetsBelow(tx: TenantTx, asset: string): Promise<string[]> {
  const rows = await tx
    .select({ id: assets.id })
    .from(assets)
    .where(and(assetsInReach(tx), arrayContains(assets.lineage, [asset])))
  return rows.map((row) => row.id)
}

/** Points by id, in no order; unknown ids are left out. */
export async function pointsById(tx: TenantTx, ids: readonly string[]): Promise<NumberedPoint[]> {
  const rows = await tx
    .select(pointColumns)
    .from(points)
    .where(and(await pointsInReach(tx), inArray(points.id, [...ids])))
  const paths = await pathsOf(tx, rows)
  return rows.map((row) => numberedOf(row, paths.get(row.asset) ?? []))
}

/** Points by full path, as {@link namesOf} reads it; one path may stand for several. */
export async function idsByPath(tx: TenantTx, paths: readonly string[]): Promise<Map<string, string[]>> {
  if (paths.length === 0) return new Map()
  const wanted = paths.map((key) => {
    const names = namesOf(key)
    return { key, path: names.slice(0, -1), name: names.at(-1) }
  })
  const { rows } = await tx.execute<{ key: string; id: string }>(sql`
    select wanted.key, points.id from jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) as wanted(key text, path text[], name text)
    join assets on assets.tenant_id = ${tx.tenant} and assets.path = wanted.path
    join points on points.tenant_id = ${tx.tenant} and points.asset_id = assets.id and points.name = wanted.name`)
  const found = new Map<string, string[]>()
  for (const { key, id } of rows) found.set(key, [...(found.get(key) ?? []), id])
  return found
}

/** Asked apart: joined, the planner sorts all points of the tenant where an index has the page ready. */
async function pathsOf(tx: TenantTx, rows: readonly PointRow[]): Promise<Map<string, string[]>> {
  const ids = [...new Set(rows.map((row) => row.asset))]
  if (ids.length === 0) return new Map()
  const found = await tx
    .select({ id: assets.id, lineage: assets.lineage, path: assets.path })
    .from(assets)
    .where(and(assetsInReach(tx), inArray(assets.id, ids)))
  return new Map(found.map((row) => [row.id, shownPath(tx.reach, row)]))
}

/** Every series a point ever had, oldest first: a changed type began a new one. */
export async function seriesOfPoint(tx: TenantTx, point: string): Promise<SeriesId[]> {
  const rows = await tx
    .select({ id: series.id })
    .from(series)
    .where(and(eq(series.tenant, tx.tenant), eq(series.point, point)))
    .orderBy(series.id)
  return rows.map((row) => row.id as SeriesId)
}

/** Points with every series they ever had, oldest first, and the types of those. */
export async function withSeries(tx: TenantTx, found: readonly Point[]): Promise<SeriesPoint[]> {
  const ids = found.map(({ id }) => id)
  const rows = await tx
    .select({ id: series.id, point: series.point, type: series.type })
    .from(series)
    .where(and(eq(series.tenant, tx.tenant), inArray(series.point, ids)))
    .orderBy(series.id)
  const byPoint = Map.groupBy(rows, (row) => row.point)
  return found.map((point) => {
    const own = byPoint.get(point.id) ?? []
    return { point, series: own.map(({ id }) => id as SeriesId), types: own.map(({ type }) => type) }
  })
}

/** The series that new samples go to, of every point of the tenant. */
export async function currentSeries(tx: TenantTx): Promise<SeriesId[]> {
  const rows = await tx
    .select({ series: points.series })
    .from(points)
    .where(eq(points.tenant, tx.tenant))
    .orderBy(points.series)
  return rows.map((row) => row.series as SeriesId)
}

export async function countPoints(tx: TenantTx): Promise<number> {
  return (
    (
      await tx
        .select({ n: count() })
        .from(points)
        .where(await pointsInReach(tx))
    )[0]?.n ?? 0
  )
}

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

export async function pointsOfDevice(tx: TenantTx, device: DeviceId): Promise<HeldPoint[]> {
  const { device: _, ...shown } = pointColumns
  const columns = { ...shown, placed: points.placed }
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

export type SavedPoint = HeldPoint & { readonly device: DeviceId; readonly search: string }

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
    update points set asset_id = saved.asset, type = saved.type, unit = saved.unit, description = saved.description,
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
