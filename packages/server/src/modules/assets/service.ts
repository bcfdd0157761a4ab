import {
  type AssetId,
  type Clock,
  type DeviceId,
  Fault,
  isId,
  newId,
  type PointId,
  type SeriesId,
  type TenantId,
} from '@millrace/core'
import type { Page, Reach, TenantDb, TenantTx } from '../../database/index.ts'
import type { PointDescription } from '../../ingest/needs.ts'
import type { LatestValues } from '../../live/latest.ts'
import './faults.ts'
import { PointMemory } from './memory.ts'
import {
  dropOwn,
  type KeptPoint,
  keepOwn,
  type OwnPoint,
  type PointUse,
  PointUses,
  type Speaker,
  Speakers,
  type SpokenPoints,
  type UsesOf,
} from './own-points.ts'
import * as inReach from './reach-store.ts'
import { sampleAt } from './sample.ts'
import type { Asset, AssetQuery, Point, PointQuery } from './schema.ts'
import * as store from './store.ts'
import { levelBelow } from './tree.ts'

/** What is to stand in the tree: points of one device at one place. */
export interface Placed {
  readonly device: DeviceId
  /** Names from the top down. */
  readonly path: readonly string[]
  readonly points: readonly PointDescription[]
}

interface PlacedPoints {
  /** Of each point, in the order asked. */
  readonly series: SeriesId[]
  readonly added: number
  /** Points that speak in another type, unit or series than before. */
  readonly changed: PointId[]
}

export interface AssetService {
  assets(reach: Reach, query: AssetQuery): Promise<Page<Asset>>
  /** Throws `assets.asset_unknown`. */
  asset(reach: Reach, id: string): Promise<Asset>
  points(reach: Reach, query: PointQuery): Promise<Page<Point>>
  /** Throws `assets.point_unknown`. */
  point(reach: Reach, id: string): Promise<Point>
  /** In the order asked, with the series of new samples. Throws `assets.point_unknown` at the first that is none. */
  numbered(reach: Reach, ids: readonly string[]): Promise<inReach.NumberedPoint[]>
  /** By id or by full path (names from the top down, the point's last, as `pathText` writes them); those that are none are left out. */
  find(reach: Reach, references: readonly string[]): Promise<ReadonlyMap<string, inReach.NumberedPoint | 'several'>>
  /** The same within a transaction of another module. */
  findIn(tx: TenantTx, references: readonly string[]): Promise<ReadonlyMap<string, inReach.NumberedPoint | 'several'>>
  /** Every series a point ever had, oldest first. Throws `assets.point_unknown`. */
  seriesOf(reach: Reach, id: string): Promise<{ point: Point; series: readonly SeriesId[] }>
  /** In the order asked, each once, with every series. Throws `assets.point_unknown` at the first that is none. */
  withSeries(reach: Reach, ids: readonly string[]): Promise<inReach.SeriesPoint[]>
  /** Every asset in reach, by name, page after page. */
  everyAsset(reach: Reach): AsyncGenerator<readonly Asset[]>
  /** Every point in reach, or of an asset and below, by name, page after page; what is in reach is asked anew with each. */
  everyWithSeries(reach: Reach, asset: string | undefined): AsyncGenerator<inReach.SeriesPoint[]>
  currentSeries(tenant: TenantId): Promise<readonly SeriesId[]>
  /** From the top down to the asset. Throws `assets.asset_unknown`. */
  lineage(reach: Reach, id: AssetId): Promise<AssetId[]>
  countPoints(reach: Reach): Promise<number>
  /** Who changes what speaks in a tenant comes one after the other; to be taken first in a transaction that places. */
  takeTurn(tx: TenantTx): Promise<void>
  /** An asset by its id, within a transaction of another module. Throws `assets.asset_unknown`. */
  assetIn(tx: TenantTx, id: string): Promise<Asset>
  /** Assets with every point of them and below, by id, within a transaction of another module; unknown and retired ones are left out. */
  withPointsBelow(tx: TenantTx, ids: readonly string[]): Promise<ReadonlyMap<string, inReach.AssetWithPoints>>
  /** Makes what is new, changes what differs; one series per point, in the order asked. Idempotent. */
  place(tx: TenantTx, placed: Placed): Promise<PlacedPoints>
  /** A point that no device speaks for; see {@link keepOwn}. */
  keepOwn(tx: TenantTx, own: OwnPoint): Promise<KeptPoint>
  /** They go for good; see {@link dropOwn}. */
  dropOwn(tx: TenantTx, ids: readonly string[]): Promise<void>
  /** What of a module stands on points; said once, as it starts. */
  leans(usesOf: UsesOf): void
  /** What stands on any of these points. */
  usesOf(tx: TenantTx, ids: readonly string[]): Promise<PointUse[]>
  /** Points that modules of that kind give values, though no device speaks for them, are to be known by this from now on. */
  speaks(kind: Speaker, pointsOf: SpokenPoints): void
  /** Points that somebody gives values though no device speaks for them, but for those of one kind; see {@link OwnPoint.spoken}. */
  spoken(tx: TenantTx, but?: Speaker): Promise<ReadonlySet<string>>
  /** What is remembered no longer counts: points were placed, or somebody's rights changed. */
  forget(): void
}

/** Points read at a time where all of them are wanted. */
const PAGE = 500

interface Needs {
  readonly tenants: TenantDb
  readonly clock: Clock
  readonly latest: LatestValues
}

export function createAssets({ tenants, clock, latest }: Needs): AssetService {
  const memory = new PointMemory(clock)
  const speakers = new Speakers()
  const uses = new PointUses()

  const withLatest = ({ tenant }: Reach, numbered: readonly inReach.NumberedPoint[]): Point[] => {
    const batch = latest.read(
      tenant,
      numbered.map(({ series }) => series),
    )
    const rows = new Map<number, number>()
    for (let i = 0; i < batch.length; i++) rows.set(batch.series[i] as number, i)
    return numbered.map(({ point, series }) => {
      const row = rows.get(series)
      return row === undefined ? point : { ...point, latest: sampleAt(batch, row) }
    })
  }

  const numbered = async (reach: Reach, ids: readonly string[]): Promise<inReach.NumberedPoint[]> => {
    const byId = new Map<string, inReach.NumberedPoint>()
    const unknown = memory.take(reach, ids, byId)
    if (unknown.length > 0) {
      const found = await tenants.within(reach, (tx) => inReach.pointsById(tx, unknown))
      memory.keep(reach, found)
      for (const entry of found) byId.set(entry.point.id, entry)
    }
    return ids.map((id) => {
      const entry = byId.get(id)
      if (!entry) throw new Fault('assets.point_unknown', { id })
      return entry
    })
  }

  const assetIn = async (tx: TenantTx, id: string): Promise<Asset> => {
    const asset = await inReach.assetById(tx, id)
    if (!asset) throw new Fault('assets.asset_unknown', { id })
    return asset
  }

  const findIn: AssetService['findIn'] = async (tx, references) => {
    const idsOf = await inReach.idsByPath(
      tx,
      references.filter((text) => !isId(text)),
    )
    const ids = [...references.filter(isId), ...[...idsOf.values()].flat()]
    const byId = new Map((await inReach.pointsById(tx, [...new Set(ids)])).map((entry) => [entry.point.id, entry]))
    const found = new Map<string, inReach.NumberedPoint | 'several'>()
    for (const text of references) {
      const seen = (isId(text) ? [text] : (idsOf.get(text) ?? [])).filter((id) => byId.has(id))
      if (seen.length > 0)
        found.set(text, seen.length > 1 ? 'several' : (byId.get(seen[0] as string) as inReach.NumberedPoint))
    }
    return found
  }

  return {
    assets: (reach, query) => tenants.within(reach, (tx) => inReach.findAssets(tx, query)),
    assetIn,
    withPointsBelow: inReach.withPointsBelow,
    asset: (reach, id) => tenants.within(reach, (tx) => assetIn(tx, id)),
    async points(reach, query) {
      const page = await tenants.within(reach, (tx) => inReach.findPoints(tx, query))
      return { ...page, items: withLatest(reach, page.items) }
    },
    point: async (reach, id) => withLatest(reach, await numbered(reach, [id]))[0] as Point,
    numbered,
    find: (reach, references) => tenants.within(reach, (tx) => findIn(tx, references)),
    findIn,
    async seriesOf(reach, id) {
      const [entry] = await numbered(reach, [id])
      return {
        point: (entry as inReach.NumberedPoint).point,
        series: await tenants.within(reach, (tx) => inReach.seriesOfPoint(tx, id)),
      }
    },
    async withSeries(reach, ids) {
      const points = (await numbered(reach, [...new Set(ids)])).map(({ point }) => point)
      return tenants.within(reach, (tx) => inReach.withSeries(tx, points))
    },
    async *everyAsset(reach) {
      for (let cursor: string | undefined; ; ) {
        const query = { limit: PAGE, ...(cursor === undefined ? {} : { cursor }) }
        const { items, next } = await tenants.within(reach, (tx) => inReach.findAssets(tx, query))
        yield items
        if (next === undefined) return
        cursor = next
      }
    },
    async *everyWithSeries(reach, asset) {
      for (let cursor: string | undefined; ; ) {
        const query = {
          limit: PAGE,
          ...(asset === undefined ? {} : { asset }),
          ...(cursor === undefined ? {} : { cursor }),
        }
        const { points, next } = await tenants.within(reach, async (tx) => {
          const page = await inReach.findPoints(tx, query)
          const found = page.items.map(({ point }) => point)
          return { points: await inReach.withSeries(tx, found), next: page.next }
        })
        if (points.length > 0) yield points
        if (next === undefined) return
        cursor = next
      }
    },
    currentSeries: (tenant) => tenants.within(tenant, inReach.currentSeries),
    async lineage(reach, id) {
      const lineage = await tenants.within(reach, (tx) => store.lineageOf(tx, id))
      if (lineage.length === 0) throw new Fault('assets.asset_unknown', { id })
      return lineage
    },
    countPoints: (reach) => tenants.within(reach, inReach.countPoints),
    takeTurn: store.takeTurn,
    forget: () => memory.forget(),
    place,
    keepOwn,
    dropOwn,
    leans: (usesOf) => uses.add(usesOf),
    usesOf: (tx, ids) => uses.of(tx, ids),
    speaks: (kind, pointsOf) => speakers.add(kind, pointsOf),
    spoken: (tx, but) => speakers.spoken(tx, but),
  }
}

async function place(tx: TenantTx, { device, path, points }: Placed): Promise<PlacedPoints> {
  const asset = (await store.placeOfDevice(tx, device)) ?? (await ensurePath(tx, path))
  const held = new Map((await store.pointsOfDevice(tx, device)).map((point) => [point.name, point]))
  const wanted = new Map(points.map((point) => [point.name, point]))
  const fresh = [...wanted.values()].filter(({ name, type }) => held.get(name)?.type !== type)
  const numbers = await store.nextSeries(tx, fresh.length)
  const numberOf = new Map(fresh.map(({ name }, i) => [name, numbers[i] as SeriesId]))
  const standings = await store.standingsOf(tx, [asset, ...placedApart(held.values())])
  const added: store.SavedPoint[] = []
  const changed: store.SavedPoint[] = []
  const otherwise: PointId[] = []
  const movedFrom = new Map<AssetId, number>()
  for (const point of wanted.values()) {
    const before = held.get(point.name)
    const at = before?.placed ? before.asset : asset
    const { path: names = [] } = standings.get(at) ?? {}
    const saved = savedOf(point, { device, asset: at, path: names, before, series: numberOf.get(point.name) })
    if (!before) added.push(saved)
    else if (differs(before, saved)) changed.push(saved)
    if (before && (before.series !== saved.series || before.unit !== saved.unit)) otherwise.push(saved.id)
    if (before && before.asset !== at) movedFrom.set(before.asset, (movedFrom.get(before.asset) ?? 0) + 1)
  }
  await store.addPoints(tx, added)
  await store.changePoints(tx, changed)
  await recount(tx, standings.get(asset)?.lineage ?? [], added.length, movedFrom)
  const seriesOf = (name: string): SeriesId => numberOf.get(name) ?? (held.get(name) as store.HeldPoint).series
  return { series: points.map(({ name }) => seriesOf(name)), added: added.length, changed: otherwise }
}

const placedApart = (held: Iterable<store.HeldPoint>): AssetId[] =>
  [...held].flatMap(({ placed, asset }) => (placed ? [asset] : []))

/** The place that sources call by these names: found wherever it was moved to; what is missing is made below it. */
async function ensurePath(tx: TenantTx, path: readonly string[]): Promise<AssetId> {
  const known = await store.describedPlace(tx, path)
  if (known?.depth === path.length) return known.asset
  let at = known?.asset
  let above = at && (await store.standingsOf(tx, [at])).get(at)
  for (let depth = known?.depth ?? 0; depth < path.length; depth++) {
    const name = path[depth] as string
    const parent = at
    at = await store.childByName(tx, parent, name)
    if (at) above = (await store.standingsOf(tx, [at])).get(at)
    else {
      at = newId<AssetId>()
      above = {
        lineage: [...(above?.lineage ?? []), at],
        path: [...(above?.path ?? []), name],
        level: levelBelow(above?.level),
      }
      await store.addAsset(tx, { id: at, parent: parent ?? null, name, ...above })
    }
    await store.addDescribed(tx, path.slice(0, depth + 1), at)
  }
  return at as AssetId
}

interface Place {
  readonly device: DeviceId
  readonly asset: AssetId
  readonly path: readonly string[]
  readonly before: store.HeldPoint | undefined
  readonly series: SeriesId | undefined
}

const savedOf = (point: PointDescription, { device, asset, path, before, series }: Place): store.SavedPoint => ({
  id: before?.id ?? newId<PointId>(),
  asset,
  device,
  name: point.name,
  type: point.type,
  // A birth that leaves something out does not take it away: what is known stays.
  unit: point.unit ?? before?.unit ?? null,
  description: point.description ?? before?.description ?? null,
  low: point.low ?? before?.low ?? null,
  high: point.high ?? before?.high ?? null,
  writable: point.writable ?? before?.writable ?? false,
  series: series ?? (before as store.HeldPoint).series,
  placed: before?.placed ?? false,
  search: [...path, point.name, point.description ?? before?.description ?? ''].join(' ').toLowerCase(),
})

const differs = (before: store.HeldPoint, saved: store.SavedPoint): boolean =>
  (['asset', 'type', 'unit', 'description', 'low', 'high', 'writable', 'series'] as const).some(
    (key) => before[key] !== saved[key],
  )

async function recount(
  tx: TenantTx,
  lineage: readonly AssetId[],
  added: number,
  movedFrom: ReadonlyMap<AssetId, number>,
): Promise<void> {
  let moved = 0
  for (const [asset, points] of movedFrom) {
    await store.countAtAssets(tx, await store.lineageOf(tx, asset), -points)
    moved += points
  }
  if (added + moved > 0) await store.countAtAssets(tx, lineage, added + moved)
}
