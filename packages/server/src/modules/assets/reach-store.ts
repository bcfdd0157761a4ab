import type { AssetId, SeriesId } from '@millrace/core'
import { and, arrayContains, arrayOverlaps, count, eq, inArray, isNull, like, or, type SQL, sql } from 'drizzle-orm'
import { keysOf, type Page, pageOf, patternsOf, type Reach, type TenantTx } from '../../database/index.ts'
import { namesOf } from './path-text.ts'
import type { Asset, AssetQuery, Point, PointQuery } from './schema.ts'
import { type AssetRow, heldColumns } from './store.ts'
import { assets, points, series } from './tables.ts'

// What a caller may see of the plant: assets, points, and the series of these.

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
const assetsInReach = ({ tenant, reach }: TenantTx): SQL | undefined =>
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

const pointColumns = { ...heldColumns, device: points.device }

const numberedOf = (row: PointRow, path: string[]): NumberedPoint => ({
  series: row.series as SeriesId,
  point: {
    id: row.id,
    name: row.name,
    assetId: row.asset,
    path,
    ...(row.device === null ? {} : { deviceId: row.device }),
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

/** An asset with every point of it and of what is below it. */
export interface AssetWithPoints {
  readonly path: readonly string[]
  readonly points: readonly NumberedPoint[]
}

/** By id; unknown and retired ones are left out. */
export async function withPointsBelow(tx: TenantTx, ids: readonly string[]): Promise<Map<string, AssetWithPoints>> {
  if (ids.length === 0) return new Map()
  const wanted = new Set(ids)
  const below = await tx
    .select({ id: assets.id, path: assets.path, lineage: assets.lineage, retiredAt: assets.retiredAt })
    .from(assets)
    .where(and(assetsInReach(tx), arrayOverlaps(assets.lineage, [...ids] as AssetId[])))
  const found = new Map<string, { path: string[]; points: NumberedPoint[] }>()
  for (const { id, path, retiredAt } of below)
    if (wanted.has(id) && retiredAt === null) found.set(id, { path, points: [] })
  const places = new Map(below.map((one) => [one.id as string, one]))
  const rows = await tx
    .select(pointColumns)
    .from(points)
    .where(and(eq(points.tenant, tx.tenant), inArray(points.asset, [...places.keys()] as AssetId[])))
  for (const row of rows) {
    const place = places.get(row.asset)!
    for (const id of place.lineage) found.get(id)?.points.push(numberedOf(row, place.path))
  }
  return found
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
