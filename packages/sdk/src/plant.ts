import { type Connection, type Page, segment } from './connection.ts'
import type { components, paths } from './generated/api.ts'
import { type Live, type LiveListener, type LiveQuery, openLive, type PointSample } from './live.ts'

type Schemas = components['schemas']
export type Asset = Schemas['Asset']
export type Buckets = Schemas['Buckets']
export type Point = Schemas['Point']
export type Sample = Schemas['Sample']
export type SampleList = Schemas['SampleList']

export type QueryOf<Path extends keyof paths> = paths[Path] extends { get: { parameters: { query?: infer Q } } }
  ? NonNullable<Q>
  : never
export type AssetQuery = QueryOf<'/api/v1/assets'>
export type PointQuery = QueryOf<'/api/v1/points'>
/** `from` and `to`: ISO 8601 or µs since 1970 as digits. */
export type HistoryQuery = QueryOf<'/api/v1/points/{id}/history'>
/** `points`: ids, parted by commas. */
export type ExportQuery = QueryOf<'/api/v1/history/export'>
export type BucketQuery = QueryOf<'/api/v1/points/{id}/buckets'>

/** Assets, points and their values: of the own plant, or what a grant of another organisation shows of theirs. */
export class PlantApi {
  readonly #connection: Connection
  readonly #through: { readonly grant?: string }

  constructor(connection: Connection, grant?: string) {
    this.#connection = connection
    this.#through = grant === undefined ? {} : { grant }
  }

  assets(query: AssetQuery = {}, signal?: AbortSignal): Promise<Page<Asset>> {
    return this.#read('/assets', query, signal)
  }

  asset(id: string, signal?: AbortSignal): Promise<Asset> {
    return this.#read(`/assets/${segment(id)}`, {}, signal)
  }

  points(query: PointQuery = {}, signal?: AbortSignal): Promise<Page<Point>> {
    return this.#read('/points', query, signal)
  }

  point(id: string, signal?: AbortSignal): Promise<Point> {
    return this.#read(`/points/${segment(id)}`, {}, signal)
  }

  /** Every asset that matches, page after page. */
  allAssets(query: AssetQuery = {}): AsyncGenerator<Asset> {
    return everyItem(query, (page) => this.assets(page))
  }

  /** Every point that matches, page after page. */
  allPoints(query: PointQuery = {}): AsyncGenerator<Point> {
    return everyItem(query, (page) => this.points(page))
  }

  /** Latest samples, in the order asked; points without a value are left out. */
  async latest(points: readonly string[], signal?: AbortSignal): Promise<PointSample[]> {
    const query = { ids: points.join(',') }
    return (await this.#read<{ items: PointSample[] }>('/points/latest', query, signal)).items
  }

  history(point: string, query: HistoryQuery = {}, signal?: AbortSignal): Promise<SampleList> {
    return this.#read(`/points/${segment(point)}/history`, query, signal)
  }

  /** The same as CSV, every sample of the range; the body streams. */
  historyCsv(point: string, query: HistoryQuery = {}, signal?: AbortSignal): Promise<Response> {
    const ask = { query: { ...query, ...this.#through }, accept: 'text/csv', signal }
    return this.#connection.ask('GET', `/points/${segment(point)}/history`, ask)
  }

  /** Every sample of points, of an asset and below, or of all in reach; the body streams. Default NDJSON. */
  exportHistory(query: ExportQuery, signal?: AbortSignal): Promise<Response> {
    return this.#connection.ask('GET', '/history/export', { query: { ...query, ...this.#through }, signal })
  }

  buckets(point: string, query: BucketQuery, signal?: AbortSignal): Promise<Buckets> {
    return this.#read(`/points/${segment(point)}/buckets`, query, signal)
  }

  /** New values as they come; a cut stream is opened again by itself and begins with what is newest. */
  live(points: readonly string[], listener: LiveListener, query: LiveQuery = {}): Live {
    return openLive(this.#connection, points, listener, { ...query, ...this.#through })
  }

  #read<T>(path: string, query: object, signal: AbortSignal | undefined): Promise<T> {
    return this.#connection.json('GET', path, { query: { ...query, ...this.#through }, signal })
  }
}

export async function* everyItem<Item, Query extends { cursor?: string; limit?: number }>(
  query: Query,
  read: (query: Query) => Promise<Page<Item>>,
): AsyncGenerator<Item> {
  let cursor = query.cursor
  do {
    const page = await read({ limit: 500, ...query, ...(cursor === undefined ? {} : { cursor }) })
    yield* page.items
    cursor = page.next
  } while (cursor !== undefined)
}
