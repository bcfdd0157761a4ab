import { EventStream } from '../../http/reply.ts'
import { type Route, route } from '../../http/route.ts'
import {
  ByType,
  DataSchema,
  EventKeeping,
  EventQuery,
  EventTypeList,
  PlatformEventPage,
  StreamQuery,
} from './schema.ts'
import type { EventService } from './service.ts'

const permission = 'event:read'

export const routes = (events: EventService): Route[] => [
  route.get(
    '/events',
    {
      permission,
      summary: 'What happened, in its order',
      description:
        'Of the types that the caller may see, at the assets they may see. `last` goes into `after` of the next question; nothing is left out between. Older events than are kept: 410.',
      query: EventQuery,
      reply: PlatformEventPage,
    },
    ({ reach, reachFor, query }) => events.events({ reach, reachFor }, query),
  ),
  route.get(
    '/events/stream',
    {
      permission,
      summary: 'What happens, as it happens',
      description:
        'Server-sent events. Who comes back with the last id as Last-Event-ID, as a browser does by itself, misses none.',
      query: StreamQuery,
      also: { 'text/event-stream': 'event: event, id: its sequence, data: PlatformEvent; a comment every 15 s' },
    },
    async ({ reach, reachFor, query, lastEventId }) => {
      const open = await events.follow(
        { reach, reachFor },
        lastEventId === undefined ? query : { ...query, after: lastEventId },
      )
      return new EventStream(({ send }) => open((event) => send('event', event, event.sequence)))
    },
  ),
  route.get(
    '/event-types',
    { permission, summary: 'The catalogue: what can happen, and what is told of it', reply: EventTypeList },
    () => events.types(),
  ),
  route.get(
    '/event-types/:type/schema',
    { permission, summary: 'JSON Schema of the data of a type', params: ByType, reply: DataSchema },
    ({ params }) => events.schema(params.type),
  ),
  route.get(
    '/event-keeping',
    { permission: 'organisation:read', summary: 'How long events are kept', reply: EventKeeping },
    ({ reach }) => events.keeping(reach),
  ),
  route.put(
    '/event-keeping',
    {
      permission: 'organisation:manage',
      summary: 'Keep events for so long, and so many',
      body: EventKeeping,
      reply: EventKeeping,
    },
    ({ reach, body, actor }) => events.setKeeping(reach, body, actor),
  ),
]
