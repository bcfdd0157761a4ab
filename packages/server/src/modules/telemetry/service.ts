import { type Clock, type Closable, Fault, type SampleBatch } from '@millrace/core'
import { type HistoryStore, rawPage } from '@millrace/history'
import type { Reach } from '../../database/index.ts'
import type { Sender } from '../../ingest/needs.ts'
import type { LatestValues } from '../../live/latest.ts'
import { type AssetService, sampleAt } from '../assets/index.ts'
import type { Actor, AuditTrail } from '../audit/index.ts'
import type { DeviceService } from '../devices/index.ts'
import type { QuotaService } from '../quotas/index.ts'
import { createExports, type Export } from './export.ts'
import type { Format } from './export-format.ts'
import './faults.ts'
import { bucketWidth, idsOf, rangeOf, saidOf } from './range.ts'
import type { BucketQuery, Buckets, ExportQuery, HistoryQuery, Overview, PointSample, SampleList } from './schema.ts'

/** Streams open at a time, over all tenants: each holds a socket and a copy of its newest values. */
const MOST_STREAMS = 500

type RangeQuery = Pick<HistoryQuery, 'from' | 'to'>

/** Who takes an export, in which form. */
interface Taker {
  readonly format: Format
  readonly actor: Actor
  /** Ends when they leave. */
  readonly signal: AbortSignal
}

/** Which point, and when to give up. */
export interface OfPoint {
  readonly point: string
  readonly signal: AbortSignal
}

export interface TelemetryService {
  overview(reach: Reach): Promise<Overview>
  latest(reach: Reach, ids: string): Promise<{ items: PointSample[] }>
  history(reach: Reach, query: HistoryQuery & OfPoint): Promise<SampleList>
  /** Every sample of a point. Told to the audit of the organisation whose data leave, and of the one that takes them through a grant. */
  exportPoint(reach: Reach, query: RangeQuery & { readonly point: string }, taker: Taker): Promise<Export>
  /** The same of many points. Throws `telemetry.export_of_two`, `assets.point_unknown`, `assets.asset_unknown`. */
  export(reach: Reach, query: ExportQuery, taker: Taker): Promise<Export>
  buckets(reach: Reach, query: BucketQuery & OfPoint): Promise<Buckets>
  /** Checks the points, then gives what opens the stream. Throws `assets.point_unknown`, `telemetry.live_full`. */
  live(reach: Reach, ids: string): Promise<(listener: (samples: PointSample[]) => Promise<void>) => Closable>
  /** Resolves when the values are durable. Throws the faults of ingest. */
  receive(sender: Sender, body: Uint8Array): Promise<void>
}

interface Needs {
  readonly assets: AssetService
  readonly devices: DeviceService
  readonly history: HistoryStore
  readonly latest: LatestValues
  readonly audit: AuditTrail
  readonly quotas: QuotaService
  readonly clock: Clock
  /** The ingest door for JSON, the same as MQTT's. */
  readonly receive: (sender: Sender, body: Uint8Array) => Promise<void>
}

export function createTelemetry({
  assets,
  devices,
  history,
  latest,
  audit,
  clock,
  receive,
  quotas,
}: Needs): TelemetryService {
  const started = clock.monotonic()
  const openExport = createExports({ assets, history, audit, quotas, clock })
  let streams = 0

  return {
    receive,
    async overview(reach) {
      const { states, worst } = await devices.health(reach)
      return {
        points: await assets.countPoints(reach),
        devices: {
          online: states.online,
          offline: states.offline + states.stale,
          total: states.online + states.offline + states.stale + states.never,
        },
        valuesPerSecond: quotas.valuesPerSecond(reach.tenant),
        storedBytes: history.storedBytes(reach.tenant),
        uptimeSeconds: Math.floor((clock.monotonic() - started) / 1_000),
        worst,
      }
    },

    async latest(reach, text) {
      const points = await assets.numbered(reach, idsOf(text))
      const idOf = new Map(points.map(({ point, series }) => [series as number, point.id]))
      return { items: samplesOf(latest.read(reach.tenant, [...idOf.keys()]), idOf) }
    },

    async history(reach, { cursor, limit = 10_000, ...query }) {
      // A cursor keeps the range of its first page; what is said beside it must be that one.
      const said = cursor === undefined ? rangeOf(query, clock.now()) : saidOf(query)
      const { point, series } = await assets.seriesOf(reach, query.point)
      const { batch, next } = await quotas.query(reach.tenant, () =>
        rawPage(history, {
          tenant: reach.tenant,
          of: point.id,
          series,
          ...said,
          limit,
          order: query.order === 'desc' ? 'descending' : 'ascending',
          ...(cursor === undefined ? {} : { cursor }),
          signal: query.signal,
        }),
      )
      return {
        items: Array.from({ length: batch.length }, (_, row) => sampleAt(batch, row)),
        truncated: next !== undefined,
        ...(next === undefined ? {} : { next }),
      }
    },

    exportPoint: (reach, query, { format, ...taker }) =>
      openExport(
        reach,
        { points: [query.point], range: rangeOf(query, clock.now()), format, short: format === 'csv' },
        taker,
      ),

    async export(reach, { points, asset, ...query }, { format, ...taker }) {
      if (points !== undefined && asset !== undefined) throw new Fault('telemetry.export_of_two')
      const chosen = points === undefined ? {} : { points: idsOf(points) }
      return openExport(reach, { ...chosen, asset, range: rangeOf(query, clock.now()), format }, taker)
    },

    async buckets(reach, query) {
      const range = rangeOf(query, clock.now())
      const width = bucketWidth(range, query)
      const { series } = await assets.seriesOf(reach, query.point)
      const found = await quotas.query(reach.tenant, () =>
        history.buckets({ tenant: reach.tenant, series, ...range, width, signal: query.signal }),
      )
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

    async live(reach, text) {
      const points = await assets.numbered(reach, idsOf(text))
      if (streams >= MOST_STREAMS) throw new Fault('telemetry.live_full', { most: MOST_STREAMS })
      const idOf = new Map(points.map(({ point, series }) => [series as number, point.id]))
      return (listener) => {
        streams++
        const subscription = latest.subscribe(reach.tenant, [...idOf.keys()], (batch) =>
          listener(samplesOf(batch, idOf)),
        )
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
