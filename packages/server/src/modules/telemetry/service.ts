import { type Clock, type Closable, Fault, type Micros, type SampleBatch, type TenantId } from '@millrace/core'
import type { HistoryStore } from '@millrace/history'
import type { Sender } from '../../ingest/needs.ts'
import type { LatestValues } from '../../live/latest.ts'
import { type AssetService, sampleAt } from '../assets/index.ts'
import type { DeviceService } from '../devices/index.ts'
import { csvHead, csvOf } from './csv.ts'
import './faults.ts'
import { bucketWidth, idsOf, rangeOf } from './range.ts'
import { Rate } from './rate.ts'
import type { BucketQuery, Buckets, HistoryQuery, Overview, PointSample, SampleList } from './schema.ts'

/** Streams open at a time, over all tenants: each holds a socket and a copy of its newest values. */
const MOST_STREAMS = 500
/** Rows read at a time for a CSV, so that any range fits in memory. */
const CSV_ROWS = 20_000

/** Which point, and when to give up. */
export interface OfPoint {
  readonly point: string
  readonly signal: AbortSignal
}

export interface TelemetryService extends Closable {
  overview(tenant: TenantId): Promise<Overview>
  latest(tenant: TenantId, ids: string): Promise<{ items: PointSample[] }>
  history(tenant: TenantId, query: HistoryQuery & OfPoint): Promise<SampleList>
  csv(tenant: TenantId, query: HistoryQuery & OfPoint): Promise<{ pieces: AsyncIterable<string>; fileName: string }>
  buckets(tenant: TenantId, query: BucketQuery & OfPoint): Promise<Buckets>
  /** Checks the points, then gives what opens the stream. Throws `assets.point_unknown`, `telemetry.live_full`. */
  live(tenant: TenantId, ids: string): Promise<(listener: (samples: PointSample[]) => Promise<void>) => Closable>
  /** Resolves when the values are durable. Throws the faults of ingest. */
  receive(sender: Sender, body: Uint8Array): Promise<void>
}

interface Needs {
  readonly assets: AssetService
  readonly devices: DeviceService
  readonly history: HistoryStore
  readonly latest: LatestValues
  readonly clock: Clock
  /** The ingest door for JSON, the same as MQTT's. */
  readonly receive: (sender: Sender, body: Uint8Array) => Promise<void>
  /** Values taken in since the start. */
  readonly taken: () => number
}

export function createTelemetry({ assets, devices, history, latest, clock, receive, taken }: Needs): TelemetryService {
  const started = clock.monotonic()
  const rate = new Rate(clock, taken)
  let streams = 0

  return {
    receive,
    async overview(tenant) {
      const { states, worst } = await devices.health(tenant)
      const { segments, bytes } = history.health()
      return {
        points: await assets.countPoints(tenant),
        devices: {
          online: states.online,
          offline: states.offline + states.stale,
          total: states.online + states.offline + states.stale + states.never,
        },
        valuesPerSecond: rate.perSecond(),
        storedBytes: bytes,
        storedSegments: segments,
        uptimeSeconds: Math.floor((clock.monotonic() - started) / 1_000),
        worst,
      }
    },

    async latest(tenant, text) {
      const points = await assets.numbered(tenant, idsOf(text))
      const idOf = new Map(points.map(({ point, series }) => [series as number, point.id]))
      return { items: samplesOf(latest.read(tenant, [...idOf.keys()]), idOf) }
    },

    async history(tenant, query) {
      const range = rangeOf(query, clock.now())
      const limit = query.limit ?? 10_000
      const order = query.order === 'desc' ? 'descending' : 'ascending'
      const { series } = await assets.seriesOf(tenant, query.point)
      // One more than asked tells whether the limit cut.
      const batch = await history.raw({ tenant, series, ...range, limit: limit + 1, order, signal: query.signal })
      const rows = inTimeOrder(batch, order)
      return { items: rows.slice(0, limit).map((row) => sampleAt(batch, row)), truncated: rows.length > limit }
    },

    async csv(tenant, query) {
      const range = rangeOf(query, clock.now())
      const { point, series } = await assets.seriesOf(tenant, query.point)
      const pieces = async function* (): AsyncGenerator<string> {
        yield csvHead
        for (const one of series) {
          let from = range.from
          for (;;) {
            const batch = await history.raw({
              tenant,
              series: [one],
              from,
              to: range.to,
              limit: CSV_ROWS,
              order: 'ascending',
              signal: query.signal,
            })
            if (batch.length > 0) yield csvOf(batch, point)
            if (batch.length < CSV_ROWS) break
            from = (batch.time[batch.length - 1] as Micros) + 1
          }
        }
      }
      return { pieces: pieces(), fileName: `${point.name.replace(/[^\w.-]+/g, '-').slice(0, 80)}.csv` }
    },

    async buckets(tenant, query) {
      const range = rangeOf(query, clock.now())
      const width = bucketWidth(range, query)
      const { series } = await assets.seriesOf(tenant, query.point)
      const found = await history.buckets({ tenant, series, ...range, width, signal: query.signal })
      // A changed type begins a new series; in the bucket of the change the newer one counts.
      const newest = new Map<number, number>()
      for (let i = 0; i < found.length; i++) newest.set(found.start[i] as number, i)
      const rows = [...newest].sort(([a], [b]) => a - b).map(([, row]) => row)
      const column = (values: Float64Array): (number | null)[] => rows.map((row) => finite(values[row] as number))
      return {
        width,
        start: rows.map((row) => found.start[row] as number),
        min: column(found.min),
        max: column(found.max),
        mean: column(found.mean),
        first: column(found.first),
        last: column(found.last),
        count: rows.map((row) => found.count[row] as number),
        good: rows.map((row) => found.good[row] as number),
      }
    },

    async live(tenant, text) {
      const points = await assets.numbered(tenant, idsOf(text))
      if (streams >= MOST_STREAMS) throw new Fault('telemetry.live_full', { most: MOST_STREAMS })
      const idOf = new Map(points.map(({ point, series }) => [series as number, point.id]))
      return (listener) => {
        streams++
        const subscription = latest.subscribe(tenant, [...idOf.keys()], (batch) => listener(samplesOf(batch, idOf)))
        let open = true
        return {
          close: () => {
            if (open) streams--
            open = false
            return subscription.close()
          },
        }
      }
    },

    close: () => rate.close(),
  }
}

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null)

function samplesOf(batch: SampleBatch, idOf: ReadonlyMap<number, string>): PointSample[] {
  const samples: PointSample[] = []
  for (let i = 0; i < batch.length; i++) {
    const point = idOf.get(batch.series[i] as number)
    if (point !== undefined) samples.push({ point, ...sampleAt(batch, i) })
  }
  return samples
}

/** The history answers series by series; a point with more than one is put in order here. */
function inTimeOrder(batch: SampleBatch, order: 'ascending' | 'descending'): number[] {
  const rows = Array.from({ length: batch.length }, (_, i) => i)
  const sign = order === 'ascending' ? 1 : -1
  return rows.sort((a, b) => sign * ((batch.time[a] as number) - (batch.time[b] as number)))
}
