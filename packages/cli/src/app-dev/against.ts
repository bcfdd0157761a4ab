import { type AppNeed, type AppPackage, type BoundAsset, matchNeed, type OfferedPoint } from '@millrace/apps'
import { listOf, type Plain, type PlantFace, type PointValue, spanOf, type Write } from '@millrace/apps/testing'
import { Fault, isoOf, MICROS_PER_MS, microsOf, unitConversion } from '@millrace/core'
import type { MillraceClient, Point } from '@millrace/sdk'
import '../faults.ts'
import { parseBindings } from '../app-platform/bindings.ts'
import { clientOf } from '../platform-client.ts'
import type { Plant } from './workshop.ts'

/** Assets of a need that are looked at, and taken where nobody told which. */
const MOST_LOOKED = 500
const MOST_TAKEN = 10

export interface AgainstOptions {
  readonly against: string
  readonly 'token-file'?: string | undefined
  /** `need=asset,…`: names, paths with / between, or ids. */
  readonly bind: readonly string[]
}

interface PlatformPoint {
  readonly id: string
  readonly asset: string
  readonly property: string
  readonly writes: boolean
  /** Into the unit that the app has it in. */
  readonly into: (value: number) => number
  readonly from: (value: number) => number
}

type Names = Readonly<Record<string, readonly string[]>>

/** The plant of a running platform, as far as the key may see it. */
export function against(options: AgainstOptions): (app: AppPackage) => Promise<Plant> {
  let client: Promise<MillraceClient> | undefined
  return async ({ manifest }) => {
    client ??= clientOf({ platform: options.against, tokenFile: options['token-file'] })
    const platform = await client
    const named = parseBindings(options.bind, manifest)
    const assets: Record<string, BoundAsset[]> = {}
    const points = new Map<string, PlatformPoint>()
    for (const need of manifest.needs ?? []) assets[need.name] = await boundTo(platform, need, named, points)
    const count = Object.values(assets).reduce((sum, each) => sum + each.length, 0)
    return {
      face: new PlatformPlant(manifest.id, platform, assets, points),
      says: `${count} assets of ${options.against}`,
    }
  }
}

async function boundTo(
  client: MillraceClient,
  need: AppNeed,
  named: Names,
  placed: Map<string, PlatformPoint>,
): Promise<BoundAsset[]> {
  const wanted = named[need.name]
  const bound: BoundAsset[] = []
  let looked = 0
  for await (const asset of client.assets.all()) {
    const path = asset.path.join('/')
    const isNamed = wanted?.some((one) => one === asset.id || one === asset.name || one === path) ?? false
    if (wanted ? !isNamed : asset.pointCount === 0 || looked++ >= MOST_LOOKED) continue
    const points = new Map<string, Point>()
    for await (const point of client.points.all({ asset: asset.id })) points.set(point.id, point)
    const { proposed } = matchNeed(need.properties, [...points.values()].map(offered))
    const found = need.properties.flatMap((property) => {
      const point = points.get(proposed[property.name] ?? '')
      return point ? [{ property, point }] : []
    })
    const lacking = need.properties.filter((each) => !each.optional && !found.some(({ property }) => property === each))
    if (lacking.length > 0) {
      if (!isNamed) continue
      const properties = lacking.map(({ name, unit }) => `${name}${unit ? ` [${unit}]` : ''}`).join(', ')
      throw new Fault('cli.asset_unfit', { asset: path, need: need.name, seen: properties })
    }
    for (const { property, point } of found)
      placed.set(point.id, {
        id: point.id,
        asset: asset.name,
        property: property.name,
        writes: property.writes ?? false,
        into: converted(point.unit, property.unit),
        from: converted(property.unit, point.unit),
      })
    bound.push({
      id: asset.id,
      name: asset.name,
      points: Object.fromEntries(found.map(({ property, point }) => [property.name, point.id])),
    })
    if (!wanted && bound.length >= Math.min(need.most ?? MOST_TAKEN, MOST_TAKEN)) break
  }
  const missing = wanted?.find(
    (one) => !bound.some(({ id, name }) => id === one || name === one || one.endsWith(`/${name}`)),
  )
  if (missing !== undefined) throw new Fault('cli.asset_unknown', { seen: missing })
  return bound
}

const kinds = { double: 'number', int64: 'number', boolean: 'boolean', string: 'text' } as const

const offered = ({ id, name, type, unit, description, low, high }: Point): OfferedPoint => ({
  id,
  name,
  type: kinds[type],
  ...(unit === undefined ? {} : { unit }),
  ...(description ? { description } : {}),
  ...(low === undefined ? {} : { low }),
  ...(high === undefined ? {} : { high }),
})

function converted(from: string | undefined, to: string | undefined): (value: number) => number {
  if (from === undefined || to === undefined || from === to) return (value) => value
  return unitConversion(from, to).convert
}

class PlatformPlant implements PlantFace {
  readonly #app: string
  readonly #client: MillraceClient
  readonly #assets: Record<string, BoundAsset[]>
  readonly #points: ReadonlyMap<string, PlatformPoint>

  constructor(
    app: string,
    client: MillraceClient,
    assets: Record<string, BoundAsset[]>,
    points: ReadonlyMap<string, PlatformPoint>,
  ) {
    this.#app = app
    this.#client = client
    this.#assets = assets
    this.#points = points
  }

  bound(): Record<string, BoundAsset[]> {
    return this.#assets
  }

  async latest(points: unknown): Promise<PointValue[]> {
    const asked = listOf(points).map((id) => this.#point(id))
    const samples = new Map(
      (await this.#client.latest(asked.map(({ id }) => id))).map((sample) => [sample.point, sample]),
    )
    return asked.map(({ id, into }): PointValue => {
      const sample = samples.get(id)
      if (!sample) return { point: id, value: null, quality: 'bad', time: null }
      const { value, quality, time } = sample
      return {
        point: id,
        quality,
        time,
        value: quality === 'bad' ? null : typeof value === 'number' ? into(value) : value,
      }
    })
  }

  async history(points: unknown, span: unknown): Promise<unknown> {
    const { from, to, buckets = 200 } = spanOf(span)
    const width = Math.max(1, Math.round((to - from) / buckets)) * MICROS_PER_MS
    return Promise.all(
      listOf(points).map(async (point) => {
        const { id, into } = this.#point(point)
        const range = { from: isoOf(from * MICROS_PER_MS), to: isoOf(to * MICROS_PER_MS), width }
        const { start, count, good, ...figures } = await this.#client.buckets(id, range)
        const column = (values: readonly (number | null)[]) =>
          values.map((value) => (value === null ? null : into(value)))
        const { mean, min, max, first, last } = figures
        const columns = {
          mean: column(mean),
          min: column(min),
          max: column(max),
          first: column(first),
          last: column(last),
        }
        return { point, columns: { time: start.map((micros) => micros / MICROS_PER_MS), count, good, ...columns } }
      }),
    )
  }

  async samples(point: unknown, span: unknown): Promise<unknown> {
    const { from, to, most = 100_000 } = spanOf(span)
    const { id, into } = this.#point(point)
    const page = await this.#client.history(id, {
      from: isoOf(from * MICROS_PER_MS),
      to: isoOf(to * MICROS_PER_MS),
      limit: Math.min(most, 100_000),
    })
    const quality = { good: 0, uncertain: 1, bad: 2 } as const
    return {
      time: page.items.map(({ time }) => Math.floor(microsOf(time)! / MICROS_PER_MS)),
      value: page.items.map(({ value }) => (typeof value === 'number' ? into(value) : value)),
      quality: page.items.map((sample) => quality[sample.quality]),
    }
  }

  /** A write to a machine, by the rights of the key. */
  async write(point: unknown, value: unknown, reason: unknown): Promise<Write> {
    const { id, asset, property, writes, from } = this.#point(point)
    if (!writes) throw new Fault('apps.not_agreed', { app: this.#app, seen: `write ${asset} ${property}` })
    const given = typeof value === 'number' ? from(value) : (value as Plain)
    await this.#client.commands.write(id, { value: given, reason: String(reason) })
    return { asset, property, value: value as Plain, reason: String(reason) }
  }

  #point(id: unknown): PlatformPoint {
    const point = typeof id === 'string' ? this.#points.get(id) : undefined
    if (!point) throw new Fault('offline.point_unknown', { seen: (JSON.stringify(id) ?? 'nothing').slice(0, 100) })
    return point
  }
}
