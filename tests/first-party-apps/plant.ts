import { createHash } from 'node:crypto'
import type { AppManifest, ServiceHost } from '@millrace/apps'

export type Value = number | boolean | string | null
/** What a point says at a moment (ms); null: it is bad. */
export type Signal = (ms: number) => Value
type Row = Record<string, unknown>

/** A plant that an app is looked at with: what is bound to it, how it is set, and what its tables hold. */
export interface Plant {
  readonly settings?: Readonly<Record<string, number | boolean | string>>
  readonly assets: Readonly<
    Record<string, readonly { readonly name: string; readonly points: Readonly<Record<string, Signal>> }[]>
  >
  /** Rows of its tables; `id` gives the id of an asset by its name. */
  readonly tables?: (id: (asset: string) => string) => Readonly<Record<string, readonly Row[]>>
  readonly kpis?: (asset: string) => readonly Row[]
  readonly alarms?: (id: (asset: string) => string) => readonly Row[]
  /** ms between samples of a span below two minutes. */
  readonly fast?: number
  readonly views: readonly View[]
}

/** A page to look at; what `press` finds on it is pressed before. */
export interface View {
  readonly page: string
  readonly name: string
  readonly press?: readonly string[]
  /** Kept as a picture of one width alone. */
  readonly only?: 'desk' | 'phone'
}

/** Friday, 27 November 2026, 13:20 in Shanghai. */
export const now = Date.UTC(2026, 10, 27, 5, 20)

export const idOf = (name: string): string => {
  const hash = createHash('sha256').update(name).digest('hex')
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-4${hash.slice(13, 16)}-8${hash.slice(17, 20)}-${hash.slice(20, 32)}`
}

/** The same chance at every run: 0…1 by a name and a number. */
export function chance(name: string, n: number): number {
  let hash = 2_166_136_261 ^ n
  for (let i = 0; i < name.length; i++) hash = Math.imul(hash ^ name.charCodeAt(i), 16_777_619)
  hash = Math.imul(hash ^ (hash >>> 15), 2_246_822_507)
  hash = Math.imul(hash ^ (hash >>> 13), 3_266_489_909)
  return ((hash ^ (hash >>> 16)) >>> 0) / 4_294_967_296
}

/** A slow walk between -1 and 1 whose turns are about `period` ms apart. */
export function wander(name: string, ms: number, period: number): number {
  const at = Math.floor(ms / period)
  const part = ms / period - at
  const ease = part * part * (3 - 2 * part)
  return (1 - ease) * (2 * chance(name, at) - 1) + ease * (2 * chance(name, at + 1) - 1)
}

/** The calls that a service or a page may make, answered by a plant. */
export class PlantHost implements ServiceHost {
  readonly assets: Record<string, { id: string; name: string; points: Record<string, string> }[]> = {}
  readonly #signals = new Map<string, Signal>()
  readonly #tables = new Map<string, Row[]>()
  readonly #plant: Plant
  readonly #keys: ReadonlyMap<string, readonly string[]>

  /** @param tables those of its manifest */
  constructor(plant: Plant, tables: AppManifest['tables'] = []) {
    this.#plant = plant
    this.#keys = new Map(tables.map(({ name, key }) => [name, key]))
    for (const [need, list] of Object.entries(plant.assets))
      this.assets[need] = list.map(({ name, points }) => {
        const ids = Object.entries(points).map(([property, signal]) => {
          const id = idOf(`${name}/${property}`)
          this.#signals.set(id, signal)
          return [property, id] as const
        })
        return { id: idOf(name), name, points: Object.fromEntries(ids) }
      })
    for (const [table, rows] of Object.entries(plant.tables?.(idOf) ?? {})) this.#tables.set(table, [...rows])
  }

  log(): void {}

  async ask(call: string, args: readonly unknown[]): Promise<unknown> {
    switch (call) {
      case 'points.latest':
        return this.latest(args[0] as string[])
      case 'points.history':
        return this.history(args[0] as string[], args[1] as Span)
      case 'points.samples':
        return this.#samples(args[0] as string, args[1] as Span)
      case 'tables.rows':
        return this.rows(args[0] as string, args[1] as Query)
      case 'tables.put':
        return { count: (args[1] as Row[]).map((row) => this.put(args[0] as string, row)).length }
      case 'tables.remove':
        return this.remove(args[0] as string, args[1] as Row)
      case 'kpis.of':
        return this.#plant.kpis?.(args[0] as string) ?? []
      case 'alarms.active':
        return this.#plant.alarms?.(idOf) ?? []
      default:
        throw Object.assign(new Error(`the plant has no ${call}`), { code: 'plant.unable' })
    }
  }

  latest(points: readonly string[]): unknown[] {
    return points.map((point) => {
      const value = this.#signals.get(point)!(now)
      return { point, value, quality: value === null ? 'bad' : 'good', time: new Date(now).toISOString() }
    })
  }

  history(points: readonly string[], { from, to, buckets = 200 }: Span): unknown[] {
    const [a, b] = [Date.parse(from), Math.min(Date.parse(to), now)]
    const width = (Date.parse(to) - a) / buckets
    return points.map((point) => {
      const signal = this.#signals.get(point)!
      const columns: Record<string, (number | null)[]> = {
        time: [],
        count: [],
        good: [],
        mean: [],
        min: [],
        max: [],
        last: [],
      }
      for (let i = 0; a + i * width < b; i++) {
        const values = [0.1, 0.3, 0.5, 0.7, 0.9].map((part) => signal(a + (i + part) * width))
        const good = values.flatMap((value) =>
          typeof value === 'number' ? [value] : typeof value === 'boolean' ? [Number(value)] : [],
        )
        if (good.length === 0) continue
        columns.time!.push(Math.round(a + i * width))
        columns.count!.push(values.length)
        columns.good!.push(good.length)
        columns.mean!.push(good.reduce((sum, value) => sum + value, 0) / good.length)
        columns.min!.push(Math.min(...good))
        columns.max!.push(Math.max(...good))
        columns.last!.push(good.at(-1)!)
      }
      return { point, columns }
    })
  }

  #samples(point: string, { from, to }: Span): unknown {
    const signal = this.#signals.get(point)!
    const [a, b] = [Date.parse(from), Math.min(Date.parse(to), now)]
    const fast = this.#plant.fast !== undefined && b - a < 120_000
    const step = fast ? this.#plant.fast! : Math.max(10_000, (b - a) / 20_000)
    const [time, value, quality]: [number[], Value[], number[]] = [[], [], []]
    let last: Value | undefined
    for (let at = Math.ceil(a / step) * step; at < b; at += step) {
      const is = signal(at)
      if (is === last || (fast && is === null)) continue
      last = is
      time.push(at)
      value.push(is)
      quality.push(is === null ? 2 : 0)
    }
    return { time, value, quality }
  }

  rows(table: string, { where = {}, order, limit = 1_000 }: Query = {}): { items: Row[] } {
    const found = (this.#tables.get(table) ?? []).filter((row) =>
      Object.entries(where).every(([column, value]) => row[column] === value),
    )
    if (order) {
      const [column, sign] = order.startsWith('-') ? [order.slice(1), -1] : [order, 1]
      found.sort((a, b) => sign * (String(a[column]) < String(b[column]) ? -1 : 1))
    }
    return { items: found.slice(0, limit) }
  }

  put(table: string, row: Row): unknown {
    const key = this.#keys.get(table) ?? []
    const others = (this.#tables.get(table) ?? []).filter((each) => key.some((column) => each[column] !== row[column]))
    this.#tables.set(table, [...others, row])
    return {}
  }

  remove(table: string, where: Row): unknown {
    const kept = (this.#tables.get(table) ?? []).filter(
      (row) => !Object.entries(where).every(([column, value]) => row[column] === value),
    )
    this.#tables.set(table, kept)
    return {}
  }
}

interface Span {
  readonly from: string
  readonly to: string
  readonly buckets?: number
}
interface Query {
  readonly where?: Row
  readonly order?: string
  readonly limit?: number
}
