import { type AssetId, Fault, newId, type PointId, type SeriesId } from '@millrace/core'
import { and, eq, inArray, type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import type { TenantTx } from '../../database/index.ts'
import { nameOf } from './drawing.ts'
import { rowById } from './drawn-store.ts'
import './faults.ts'
import type { Point } from './schema.ts'
import * as store from './store.ts'
import { points } from './tables.ts'

/** A point that no device speaks for. */
export interface OwnPoint {
  /** Absent: a new one, or the one of that name at the asset that nobody speaks for any more. */
  readonly id?: string
  /** Points that somebody speaks for: without an id none of them is taken over. */
  readonly spoken?: ReadonlySet<string>
  readonly asset: string
  readonly name: string
  readonly type: Point['type']
  readonly unit: string | undefined
  readonly description: string
}

/** What gives values to points that no device speaks for. */
export type Speaker = 'derived' | 'bindings' | 'flows'
/** Ids of the points that it gives values in an organisation. */
export type SpokenPoints = (tx: TenantTx) => Promise<readonly string[]>

/** Who gives values to points that no device speaks for, so that no two give one. */
export class Speakers {
  readonly #pointsOf = new Map<Speaker, SpokenPoints>()

  add(kind: Speaker, pointsOf: SpokenPoints): void {
    this.#pointsOf.set(kind, pointsOf)
  }

  async spoken(tx: TenantTx, but?: Speaker): Promise<ReadonlySet<string>> {
    const spoken = new Set<string>()
    for (const [kind, pointsOf] of this.#pointsOf)
      if (kind !== but) for (const point of await pointsOf(tx)) spoken.add(point)
    return spoken
  }
}

/** What stands on points: a formula, an alarm, a screen. */
export interface PointUse {
  readonly kind: 'thing' | 'alarm' | 'kpi' | 'derived' | 'binding' | 'flow' | 'screen'
  readonly id: string
  readonly name: string
}
/** What of a module stands on points; `names` is true of a column of JSON that names one of them. */
export type UsesOf = (tx: TenantTx, names: (column: SQLWrapper) => SQL) => Promise<readonly PointUse[]>

/** What stands on points, whichever module has it. */
export class PointUses {
  readonly #all: UsesOf[] = []

  add(usesOf: UsesOf): void {
    this.#all.push(usesOf)
  }

  async of(tx: TenantTx, ids: readonly string[]): Promise<PointUse[]> {
    if (ids.length === 0) return []
    const names = (column: SQLWrapper): SQL =>
      sql`exists (select from jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb) as one(id)
        where strpos(${column}::text, one.id) > 0)`
    const uses: PointUse[] = []
    for (const usesOf of this.#all) uses.push(...(await usesOf(tx, names)))
    return uses
  }
}

export interface KeptPoint {
  readonly id: PointId
  readonly series: SeriesId
  readonly isNew: boolean
  /** It speaks in another type or unit than before. */
  readonly isOther: boolean
}

/**
 * Makes it, or makes it so; another type begins a new series. Whoever may do so was looked at before; the turn is taken.
 * Throws `assets.asset_unknown`, `assets.retired`, `assets.name_taken`, `assets.name_empty`.
 */
export async function keepOwn(tx: TenantTx, own: OwnPoint): Promise<KeptPoint> {
  const place = await rowById(tx, own.asset)
  if (!place) throw new Fault('assets.asset_unknown', { id: own.asset })
  if (place.retiredAt) throw new Fault('assets.retired', { name: place.name })
  const name = nameOf(own.name)
  const held = await tx
    .select()
    .from(points)
    .where(and(eq(points.tenant, tx.tenant), eq(points.asset, own.asset)))
  const before = held.find((row) =>
    own.id === undefined ? row.name === name && row.device === null && !own.spoken?.has(row.id) : row.id === own.id,
  )
  if (held.some((row) => row.name === name && row.id !== before?.id)) throw new Fault('assets.name_taken', { name })
  const { type, unit = null, description } = own
  const series = before?.type === type ? before.series : (await store.nextSeries(tx, 1))[0]!
  const row: store.SavedPoint = {
    id: (before?.id ?? newId<PointId>()) as PointId,
    asset: own.asset as AssetId,
    device: null,
    name,
    type,
    unit,
    description,
    low: null,
    high: null,
    writable: false,
    series: series as SeriesId,
    placed: true,
    search: [...place.path, name, description].join(' ').toLowerCase(),
  }
  if (before) await store.changePoints(tx, [row])
  else {
    await store.addPoints(tx, [row])
    await store.countAtAssets(tx, place.lineage as AssetId[], 1)
  }
  const isOther = before !== undefined && (before.type !== type || before.unit !== unit)
  return { id: row.id, series: row.series, isNew: !before, isOther }
}

/** Points that no device speaks for go for good. The turn is taken, and nothing stands on them. */
export async function dropOwn(tx: TenantTx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  const gone = await tx
    .delete(points)
    .where(and(eq(points.tenant, tx.tenant), inArray(points.id, [...ids]), sql`${points.device} is null`))
    .returning({ asset: points.asset })
  for (const [asset, own] of Map.groupBy(gone, (row) => row.asset))
    if (asset) await store.countAtAssets(tx, await store.lineageOf(tx, asset as AssetId), -own.length)
}
