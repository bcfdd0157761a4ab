import { type Connection, segment } from './connection.ts'
import type { components, paths } from './generated/api.ts'
import { type History, type HistoryQuery, historyOf } from './history.ts'
import { listOf } from './list.ts'
import { type Live, type LiveListener, type LiveQuery, openLive, type PointSample, watchPoints } from './live.ts'

type Schemas = components['schemas']
export type Asset = Schemas['Asset']
export type Buckets = Schemas['Buckets']
export type Point = Schemas['Point']
export type Sample = Schemas['Sample']
export type SampleList = Schemas['SampleList']
export type WeightedMeans = Schemas['WeightedMeans']
export type PixelColumns = Schemas['PixelColumns']
export type StateList = Schemas['StateList']
export type HistogramBins = Schemas['HistogramBins']
export type GroupList = Schemas['GroupList']
export type TopList = Schemas['TopList']
export type PointSampleAt = Schemas['PointSampleAt']

export type QueryOf<Path extends keyof paths> = paths[Path] extends { get: { parameters: { query?: infer Q } } }
  ? NonNullable<Q>
  : never
export type AssetQuery = QueryOf<'/api/v1/assets'>
export type PointQuery = QueryOf<'/api/v1/points'>
/** `points`: ids, parted by commas. */
export type ExportQuery = QueryOf<'/api/v1/history/export'>
export type BucketQuery = QueryOf<'/api/v1/points/{id}/buckets'>
export type WeightedQuery = QueryOf<'/api/v1/points/{id}/time-weighted'>
export type AtQuery = QueryOf<'/api/v1/points/at'>
export type M4Query = QueryOf<'/api/v1/points/{id}/m4'>
export type StateQuery = QueryOf<'/api/v1/points/{id}/states'>
export type HistogramQuery = QueryOf<'/api/v1/points/{id}/histogram'>
/** `points`: ids, parted by commas. */
export type GroupQuery = QueryOf<'/api/v1/history/groups'>
export type TopQuery = QueryOf<'/api/v1/history/top'>

/** Assets, points and their values: of the own plant, or what a grant of another organisation shows of theirs. */
export class PlantApi {
  readonly #connection: Connection
  readonly #through: { readonly grant?: string }

  constructor(connection: Connection, grant?: string) {
    this.#connection = connection
    this.#through = grant === undefined ? {} : { grant }
  }

  readonly assets = listOf<AssetQuery, Asset>((query, signal) => this.#read('/assets', query, signal))

  asset(id: string, signal?: AbortSignal): Promise<Asset> {
    return this.#read(`/assets/${segment(id)}`, {}, signal)
  }

  readonly points = listOf<PointQuery, Point>((query, signal) => this.#read('/points', query, signal))

  point(id: string, signal?: AbortSignal): Promise<Point> {
    return this.#read(`/points/${segment(id)}`, {}, signal)
  }

  /** Latest samples, in the order asked; points without a value are left out. */
  async latest(points: readonly string[], signal?: AbortSignal): Promise<PointSample[]> {
    const query = { ids: points.join(',') }
    return (await this.#read<{ items: PointSample[] }>('/points/latest', query, signal)).items
  }

  /** Samples of a point, as they were measured. */
  readonly history: History = historyOf((point, query, signal) =>
    this.#read(`/points/${segment(point)}/history`, query, signal),
  )

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

  /** Time-weighted means in windows, with the share of time in which the value is known. */
  timeWeighted(point: string, query: WeightedQuery = {}, signal?: AbortSignal): Promise<WeightedMeans> {
    return this.#read(`/points/${segment(point)}/time-weighted`, query, signal)
  }

  /** Values at instants (ISO 8601 or µs), in the order of points and then of time; what is not known is left out. */
  async at(
    points: readonly string[],
    times: readonly (string | number)[],
    query: Omit<AtQuery, 'ids' | 'times'> = {},
    signal?: AbortSignal,
  ): Promise<PointSampleAt[]> {
    const asked = { ...query, ids: points.join(','), times: times.join(',') }
    return (await this.#read<{ items: PointSampleAt[] }>('/points/at', asked, signal)).items
  }

  /** First, last, least and greatest of each column of pixels: enough to draw a line as if of all samples. */
  m4(point: string, query: M4Query, signal?: AbortSignal): Promise<PixelColumns> {
    return this.#read(`/points/${segment(point)}/m4`, query, signal)
  }

  /** Time in each state, and how often it was entered. */
  async states(point: string, query: StateQuery = {}, signal?: AbortSignal): Promise<StateList['items']> {
    return (await this.#read<StateList>(`/points/${segment(point)}/states`, query, signal)).items
  }

  histogram(point: string, query: HistogramQuery = {}, signal?: AbortSignal): Promise<HistogramBins> {
    return this.#read(`/points/${segment(point)}/histogram`, query, signal)
  }

  /** Many points put together, by asset, device, name, unit, or all. */
  groups(query: GroupQuery = {}, signal?: AbortSignal): Promise<GroupList> {
    return this.#read('/history/groups', query, signal)
  }

  /** The points with the greatest or least values, the best first. */
  async top(query: TopQuery = {}, signal?: AbortSignal): Promise<TopList['items']> {
    return (await this.#read<TopList>('/history/top', query, signal)).items
  }

  /** New values as they come; a cut stream is opened again by itself and begins with what is newest. */
  live(points: readonly string[], listener: LiveListener, query: LiveQuery = {}): Live {
    return openLive(this.#connection, points, listener, { ...query, ...this.#through })
  }

  /**
   * The same as values to be walked: the newest of each point first, then each as it comes; a cut stream goes on by itself.
   * Whoever takes them slowly gets the newest, not all. Ends with the signal; throws a `PlatformFault` when refused.
   */
  watch(points: readonly string[], signal?: AbortSignal): AsyncGenerator<PointSample> {
    return watchPoints(this.#connection, points, this.#through, signal)
  }

  #read<T>(path: string, query: object, signal: AbortSignal | undefined): Promise<T> {
    return this.#connection.json('GET', path, { query: { ...query, ...this.#through }, signal })
  }
}
