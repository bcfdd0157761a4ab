import { Content, EventStream } from '../../http/reply.ts'
import { type Route, route } from '../../http/route.ts'
import { ById } from '../../http/schema.ts'
import {
  BucketQuery,
  Buckets,
  HistoryQuery,
  LatestList,
  LatestQuery,
  LiveQuery,
  Overview,
  SampleList,
  TelemetryBody,
} from './schema.ts'
import type { TelemetryService } from './service.ts'

const CSV = 'text/csv'

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
      also: { [CSV]: 'time, value, unit, status, quality; RFC 4180; needs history:export' },
    },
    async ({ reach, reachFor, actor, params, query, prefers, signal }) => {
      const asked = { ...query, point: params.id, signal }
      if (!prefers(CSV)) return telemetry.history(reach, asked)
      const { pieces, fileName } = await telemetry.csv(await reachFor('history:export'), asked, actor)
      return new Content(CSV, pieces, fileName)
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
