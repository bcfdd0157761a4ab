import { Fault, MICROS_PER_MS, microsOf } from '@millrace/core'
import './faults.ts'
import type { AppManifest } from '../manifest.ts'
import type { BoundAsset } from '../service/host.ts'
import { type Buckets, bucketsOf, type Plain, type Quality, type Series } from './series.ts'

/** An asset that an app is bound to, without a plant. */
export interface OfflineAsset {
  readonly id: string
  readonly name: string
  /** By property; of what is optional there may be none. */
  readonly points: ReadonlyMap<string, OfflinePoint>
}

export interface OfflinePoint {
  readonly id: string
  readonly series: Series
  readonly writes: boolean
}

/** Answers what an app may ask of points; what is asked is of a stranger, and of no shape that anyone has looked at. */
export interface PlantFace {
  /** As a service and a page are told of the assets, by need. */
  bound(): Record<string, BoundAsset[]>
  latest(points: unknown, now: number): PointValue[] | Promise<PointValue[]>
  history(points: unknown, span: unknown): unknown
  samples(point: unknown, span: unknown): unknown
  write(point: unknown, value: unknown, reason: unknown, now: number): Write | Promise<Write>
}

export interface PointValue {
  readonly point: string
  readonly value: Plain | null
  readonly quality: 'good' | 'uncertain' | 'bad'
  readonly time: string | null
}

export interface Write {
  readonly asset: string
  readonly property: string
  readonly value: Plain
  readonly reason: string
}

interface PlacedPoint extends OfflinePoint {
  readonly asset: OfflineAsset
  readonly property: string
}

const qualities = ['good', 'uncertain', 'bad'] as const
const MOST_SAMPLES = 100_000
const MOST_BUCKETS = 2_000

/** Assets by need with what their points have been: answers what an app may ask of points. */
export class OfflinePlant implements PlantFace {
  readonly assets: Readonly<Record<string, readonly OfflineAsset[]>>
  readonly #points: ReadonlyMap<string, PlacedPoint>
  readonly #written = new Map<string, { readonly time: number; readonly value: Plain }>()

  readonly #app: string

  constructor(app: string, assets: Readonly<Record<string, readonly OfflineAsset[]>>) {
    this.#app = app
    this.assets = assets
    this.#points = new Map(
      Object.values(assets)
        .flat()
        .flatMap((asset) => [...asset.points].map(([property, point]) => [point.id, { ...point, asset, property }])),
    )
  }

  bound(): Record<string, BoundAsset[]> {
    return Object.fromEntries(
      Object.entries(this.assets).map(([need, assets]) => [
        need,
        assets.map(({ id, name, points }) => ({
          id,
          name,
          points: Object.fromEntries([...points].map(([property, point]) => [property, point.id])),
        })),
      ]),
    )
  }

  /** Throws `offline.point_unknown`. */
  latest(points: unknown, now: number): PointValue[] {
    return listOf(points).map((id): PointValue => {
      const { series } = this.#point(id)
      const written = this.#written.get(id)
      const sample = series.at(now)
      // What was written holds until the app is begun anew: there is no machine that would follow it.
      if (written) return { point: id, value: written.value, quality: 'good', time: isoOfMs(now) }
      if (!sample) return { point: id, value: null, quality: 'bad', time: null }
      const quality = qualities[sample.quality]
      return { point: id, value: quality === 'bad' ? null : sample.value, quality, time: isoOfMs(sample.time) }
    })
  }

  /** Throws `offline.point_unknown`, `app_services.asked_unfit`. */
  history(points: unknown, span: unknown): { point: string; columns: Buckets }[] {
    const { from, to, buckets = 200 } = spanOf(span)
    const width = Math.max(1, Math.ceil(((to - from) * MICROS_PER_MS) / Math.min(Math.max(1, buckets), MOST_BUCKETS)))
    return listOf(points).map((id) => ({
      point: id,
      columns: bucketsOf(this.#point(id).series.between(from, to, MOST_SAMPLES), width / MICROS_PER_MS),
    }))
  }

  /** Throws `offline.point_unknown`, `app_services.asked_unfit`. */
  samples(point: unknown, span: unknown): { time: number[]; value: (Plain | null)[]; quality: Quality[] } {
    const { from, to, most = MOST_SAMPLES } = spanOf(span)
    const found = this.#point(point).series.between(from, to, Math.min(Math.max(1, most), MOST_SAMPLES))
    return {
      time: found.map(({ time }) => time),
      value: found.map(({ value }) => value),
      quality: found.map(({ quality }) => quality),
    }
  }

  /** Throws `offline.point_unknown`, `apps.not_agreed`. */
  write(point: unknown, value: unknown, reason: unknown, now: number): Write {
    const { id, asset, property, writes } = this.#point(point)
    if (!writes) throw new Fault('apps.not_agreed', { app: this.#app, seen: `write ${asset.name} ${property}` })
    if (typeof value !== 'number' && typeof value !== 'boolean' && typeof value !== 'string')
      throw unfit('points.write', 'a number, a condition or a text', value)
    if (typeof reason !== 'string' || reason.trim() === '') throw unfit('points.write', 'a reason', reason)
    this.#written.set(id, { time: now, value })
    return { asset: asset.name, property, value, reason }
  }

  #point(id: unknown): PlacedPoint {
    const point = typeof id === 'string' ? this.#points.get(id) : undefined
    if (!point) throw new Fault('offline.point_unknown', { seen: (JSON.stringify(id) ?? 'nothing').slice(0, 100) })
    return point
  }
}

export const isoOfMs = (ms: number): string => new Date(ms).toISOString()

/** Properties of a need that the manifest says the app writes. */
export const writtenBy = ({ needs = [] }: AppManifest, need: string): ReadonlySet<string> =>
  new Set(
    needs.find(({ name }) => name === need)?.properties.flatMap(({ name, writes }) => (writes ? [name] : [])) ?? [],
  )

export const listOf = (points: unknown): string[] => (Array.isArray(points) ? points : [points]) as string[]

const unfit = (call: string, expected: string, seen: unknown): Fault =>
  new Fault('app_services.asked_unfit', { call, expected, seen: (JSON.stringify(seen) ?? 'nothing').slice(0, 100) })

/** Moments in ISO 8601 or ms, as the platform takes them. */
export function spanOf(span: unknown): { from: number; to: number; buckets?: number; most?: number } {
  const { from, to, ...more } = (span ?? {}) as Record<string, unknown>
  const [begin, end] = [from, to].map((one) =>
    typeof one === 'number'
      ? one
      : typeof one === 'string'
        ? (microsOf(one) ?? Number.NaN) / MICROS_PER_MS
        : Number.NaN,
  ) as [number, number]
  if (!(begin < end)) throw unfit('points.history', '`from` before `to`, in ISO 8601 or ms since 1970', { from, to })
  return { ...more, from: begin, to: end }
}
