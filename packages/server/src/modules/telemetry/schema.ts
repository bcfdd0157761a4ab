import { type Static, Type } from 'typebox'
import { Id, Moment } from '../../http/schema.ts'
import { Sample } from '../assets/index.ts'
import { Device } from '../devices/index.ts'
import { formats } from './export-format.ts'

const Ids = (most: number) =>
  Type.String({ minLength: 1, maxLength: most * 37, description: `Ids of points, up to ${most}, parted by commas` })

export const MOST_POINTS = 500
export const PointIds = Ids(MOST_POINTS)

export const PointSample = Type.Object(
  { point: Type.String({ description: 'Id of the point' }), ...Sample.properties },
  { title: 'PointSample' },
)
export type PointSample = Static<typeof PointSample>

export const LatestQuery = Type.Object({ ids: PointIds })
export const LatestList = Type.Object(
  { items: Type.Array(PointSample, { description: 'In the order asked; points without a value are left out' }) },
  { title: 'LatestList' },
)

export const LiveQuery = Type.Object({ points: PointIds })

export const MOST_SAMPLES = 100_000
const range = {
  from: Type.Optional(Type.String({ ...Moment, description: 'Inclusive; default one hour before `to`' })),
  to: Type.Optional(Type.String({ ...Moment, description: 'Exclusive; default now' })),
}
export const HistoryQuery = Type.Object({
  ...range,
  limit: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: MOST_SAMPLES,
      default: 10_000,
      description: 'Samples at most; of JSON alone',
    }),
  ),
  order: Type.Optional(
    Type.Union([Type.Literal('asc'), Type.Literal('desc')], {
      default: 'asc',
      description: 'With desc the newest come first, and stay when the limit cuts; of JSON alone',
    }),
  ),
  cursor: Type.Optional(
    Type.String({ maxLength: 1024, description: 'The `next` of the page before, whose range it keeps; of JSON alone' }),
  ),
  format: Type.Optional(
    Type.Enum(['json', ...formats], { description: 'Goes before the Accept header; all but json need history:export' }),
  ),
})
export type HistoryQuery = Static<typeof HistoryQuery>

export const ExportQuery = Type.Object({
  points: Type.Optional(PointIds),
  asset: Type.Optional(
    Type.String({
      ...Id,
      description: 'All points of this asset and of everything below it; without it and points, all in reach',
    }),
  ),
  ...range,
  format: Type.Optional(Type.Enum([...formats], { description: 'Goes before the Accept header; default ndjson' })),
})
export type ExportQuery = Static<typeof ExportQuery>

export const SampleList = Type.Object(
  {
    items: Type.Array(Sample),
    truncated: Type.Boolean({ description: 'The limit cut; there are more' }),
    next: Type.Optional(Type.String({ description: 'Cursor of the samples after these; missing on the last page' })),
  },
  { title: 'SampleList' },
)
export type SampleList = Static<typeof SampleList>

export const MOST_BUCKETS = 10_000
export const BucketQuery = Type.Object({
  ...range,
  pixels: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: MOST_BUCKETS,
      description: 'Width of the chart; the bucket width follows from it',
    }),
  ),
  width: Type.Optional(Type.Integer({ minimum: 1, description: 'Width of a bucket, µs; goes before pixels' })),
})
export type BucketQuery = Static<typeof BucketQuery>

const Numbers = Type.Array(Type.Union([Type.Number(), Type.Null()]))
export const Buckets = Type.Object(
  {
    width: Type.Integer({ description: 'µs' }),
    start: Type.Array(Type.Integer(), {
      description: 'Start of each bucket, µs since 1970 UTC; empty buckets are left out',
    }),
    min: Numbers,
    max: Numbers,
    mean: Numbers,
    first: Numbers,
    last: Numbers,
    count: Type.Array(Type.Integer()),
    good: Type.Array(Type.Integer(), { description: 'Good samples in the bucket; null values where it is 0' }),
  },
  { title: 'Buckets' },
)
export type Buckets = Static<typeof Buckets>

export const Overview = Type.Object(
  {
    points: Type.Integer(),
    devices: Type.Object({ online: Type.Integer(), offline: Type.Integer(), total: Type.Integer() }),
    valuesPerSecond: Type.Number({ description: 'Over the last ten seconds' }),
    storedBytes: Type.Integer({ description: 'Size of its history on disk' }),
    uptimeSeconds: Type.Integer(),
    worst: Type.Array(Device, { description: 'Devices with a last error, the most recent first, ten at most' }),
  },
  { title: 'Overview' },
)
export type Overview = Static<typeof Overview>

/** Described for readers of the API; the ingest door checks it itself, the same way for MQTT and HTTP. */
export const TelemetryBody = Type.Union([Type.Array(Type.Unknown()), Type.Object({}, { additionalProperties: true })], {
  title: 'Telemetry',
  description:
    'An object of values {"key": 21.5} at the platform\'s time, or {"time": ISO 8601 or ms, "values": {…}}, or an array of the latter',
  examples: [
    { temperature: 21.5, running: true },
    { time: '2026-11-23T08:00:00Z', values: { temperature: 21.5 } },
  ],
})
