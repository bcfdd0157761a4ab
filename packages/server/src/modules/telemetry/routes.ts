import { Content, EventStream } from '../../http/reply.ts'
import { type Route, route } from '../../http/route.ts'
import { ById } from '../../http/schema.ts'
import type { Export } from './export.ts'
import { type Format, formats, mediaTypes } from './export-format.ts'
import {
  BucketQuery,
  Buckets,
  ExportQuery,
  HistoryQuery,
  LatestList,
  LatestQuery,
  LiveQuery,
  Overview,
  SampleList,
  TelemetryBody,
} from './schema.ts'
import type { TelemetryService } from './service.ts'

const columnar = {
  [mediaTypes.ndjson]: 'a line a sample: time, point, path, name, type, value, unit, status, quality',
  [mediaTypes.arrow]:
    'Arrow IPC stream: time, point, path, name, a column for each type of value, unit, status, quality',
  [mediaTypes.parquet]: 'The same columns as Parquet',
}
const mediaTypesList = formats.map((format) => mediaTypes[format])
const formatOf = (type: string | undefined): Format | undefined => formats.find((format) => mediaTypes[format] === type)
const contentOf = ({ type, pieces, fileName }: Export): Content => new Content(type, pieces, { fileName })

export const routes = (telemetry: TelemetryService): Route[] => [
  route.get(
    '/overview',
    { permission: 'device:read', summary: 'The plant at a glance', reply: Overview },
    ({ reach }) => telemetry.overview(reach),
  ),
  route.get(
    '/points/latest',
    { permission: 'point:read', summary: 'Latest values of points', query: LatestQuery, reply: LatestList },
    ({ reach, query }) => telemetry.latest(reach, query.ids),
  ),
  route.get(
    '/points/:id/history',
    {
      permission: 'point:read',
      summary: 'Samples of a point, as they were measured',
      params: ById,
      query: HistoryQuery,
      reply: SampleList,
      also: {
        ...columnar,
        [mediaTypes.csv]: 'time, value, unit, status, quality; RFC 4180; needs history:export',
      },
    },
    async ({ reach, reachFor, actor, params, query, preferred, signal }) => {
      const format = query.format ?? formatOf(preferred(mediaTypesList))
      const asked = { ...query, point: params.id, signal }
      if (format === undefined || format === 'json') return telemetry.history(reach, asked)
      const own = await reachFor('history:export')
      return contentOf(await telemetry.exportPoint(own, asked, { format, actor, signal }))
    },
  ),
  route.get(
    '/history/export',
    {
      permission: 'history:export',
      summary: 'Every sample of points, of an asset, or of all',
      description: 'By point, then by time; any range, sent as fast as it is taken.',
      query: ExportQuery,
      also: {
        ...columnar,
        [mediaTypes.csv]: 'time, point, path, name, a column for each type of value, unit, status, quality; RFC 4180',
      },
    },
    async ({ reach, actor, query, preferred, signal }) => {
      const format = query.format ?? formatOf(preferred(mediaTypesList)) ?? 'ndjson'
      return contentOf(await telemetry.export(reach, query, { format, actor, signal }))
    },
  ),
  route.get(
    '/points/:id/buckets',
    {
      permission: 'point:read',
      summary: 'A point in buckets of time',
      params: ById,
      query: BucketQuery,
      reply: Buckets,
    },
    ({ reach, params, query, signal }) => telemetry.buckets(reach, { ...query, point: params.id, signal }),
  ),
  route.get(
    '/live',
    {
      permission: 'point:read',
      summary: 'New values as they come',
      description: 'Server-sent events: `samples` with an array of PointSample. The first brings what is held.',
      query: LiveQuery,
      also: { 'text/event-stream': 'event samples, data: array of PointSample; a comment every 15 s' },
    },
    async ({ reach, query }) => {
      const open = await telemetry.live(reach, query.points)
      return new EventStream(({ send }) => open((samples) => send('samples', samples)))
    },
  ),
  route.post(
    '/telemetry',
    {
      permission: 'device',
      summary: 'Values of a device, by its own credential',
      description: 'Answers when the values are durable.',
      body: TelemetryBody,
      rawBody: true,
    },
    async ({ who, body }) => {
      await telemetry.receive(who.sender, body)
      return undefined
    },
  ),
]
