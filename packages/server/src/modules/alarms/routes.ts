import { EventStream } from '../../http/reply.ts'
import { type Route, route } from '../../http/route.ts'
import { ById } from '../../http/schema.ts'
import { definitionRoutes } from './definition-routes.ts'
import { Performance, PerformanceQuery } from './performance-schema.ts'
import {
  ActReply,
  ActRequest,
  Alarm,
  AlarmPage,
  AlarmQuery,
  EventPage,
  EventQuery,
  NoteRequest,
  OwnEventQuery,
  RemoveRequest,
  ShelveRequest,
  SuppressRequest,
} from './schema.ts'
import type { AlarmService } from './service.ts'

const permission = 'alarm:read'
const many = 'Many at a time. What is so already, or cannot be, is told with each alarm; the others are done.'

export const routes = (alarms: AlarmService): Route[] => [
  ...definitionRoutes(alarms),
  route.get(
    '/alarms',
    {
      permission,
      summary: 'Alarms, the most urgent first, then the newest',
      description: 'Those that operators are to see, unless states are named.',
      query: AlarmQuery,
      reply: AlarmPage,
    },
    ({ reach, query }) => alarms.alarms(reach, query),
  ),
  route.get(
    '/alarms/live',
    {
      permission,
      summary: 'When to look at the alarms again',
      description:
        'Server-sent events: `alarms` when something changed that the caller may see, twice a second at most.',
      also: { 'text/event-stream': 'event alarms, data: {}; a comment every 15 s' },
    },
    ({ reach }) => {
      const open = alarms.live(reach)
      return new EventStream(({ send }) => open(() => send('alarms', {})))
    },
  ),
  route.get(
    '/alarms/performance',
    {
      permission,
      summary: 'How the alarm system performs: the metrics of ISA-18.2 clause 16',
      description: 'Of the last 24 h unless said. An asset stands for what one operator watches.',
      query: PerformanceQuery,
      reply: Performance,
    },
    ({ reach, query }) => alarms.performance(reach, query),
  ),
  route.get('/alarms/:id', { permission, summary: 'One alarm', params: ById, reply: Alarm }, ({ reach, params }) =>
    alarms.alarm(reach, params.id),
  ),
  route.get(
    '/alarms/:id/events',
    {
      permission,
      summary: 'What happened to an alarm, newest first',
      params: ById,
      query: OwnEventQuery,
      reply: EventPage,
    },
    ({ reach, params, query }) => alarms.events(reach, { ...query, alarm: params.id }),
  ),
  route.post(
    '/alarms/:id/notes',
    { permission: 'alarm:acknowledge', summary: 'Leave a note at an alarm', params: ById, body: NoteRequest },
    async ({ reach, params, body, actor }) => {
      await alarms.note(reach, params.id, body.note, actor)
      return undefined
    },
  ),
  route.post(
    '/alarms/acknowledgement',
    {
      permission: 'alarm:acknowledge',
      summary: 'Acknowledge alarms',
      description: many,
      body: ActRequest,
      reply: ActReply,
    },
    ({ reach, body, actor }) => alarms.acknowledge(reach, body, actor),
  ),
  route.post(
    '/alarms/reset',
    {
      permission: 'alarm:acknowledge',
      summary: 'Reset latched alarms whose condition has gone',
      description: many,
      body: ActRequest,
      reply: ActReply,
    },
    ({ reach, body, actor }) => alarms.reset(reach, body, actor),
  ),
  route.post(
    '/alarms/shelving',
    {
      permission: 'alarm:shelve',
      summary: 'Shelve alarms, with a reason and an end',
      description: `${many} They return by themselves; shelving again sets another end.`,
      body: ShelveRequest,
      reply: ActReply,
    },
    ({ reach, body, actor }) => alarms.shelve(reach, body, actor),
  ),
  route.post(
    '/alarms/unshelving',
    {
      permission: 'alarm:shelve',
      summary: 'Take alarms from the shelf',
      description: many,
      body: ActRequest,
      reply: ActReply,
    },
    ({ reach, body, actor }) => alarms.unshelve(reach, body, actor),
  ),
  route.post(
    '/alarms/suppression',
    {
      permission: 'alarm:remove',
      summary: 'Suppress alarms, with a reason and an end',
      description: `${many} Beside the condition that suppresses an alarm by design: it stands suppressed while either does.`,
      body: SuppressRequest,
      reply: ActReply,
    },
    ({ reach, body, actor }) => alarms.suppress(reach, body, actor),
  ),
  route.post(
    '/alarms/unsuppression',
    {
      permission: 'alarm:remove',
      summary: 'End what somebody suppressed',
      description: many,
      body: ActRequest,
      reply: ActReply,
    },
    ({ reach, body, actor }) => alarms.unsuppress(reach, body, actor),
  ),
  route.post(
    '/alarms/removal',
    {
      permission: 'alarm:remove',
      summary: 'Take alarms out of service, with a reason and perhaps an end',
      description: many,
      body: RemoveRequest,
      reply: ActReply,
    },
    ({ reach, body, actor }) => alarms.remove(reach, body, actor),
  ),
  route.post(
    '/alarms/return',
    {
      permission: 'alarm:remove',
      summary: 'Put alarms back into service',
      description: many,
      body: ActRequest,
      reply: ActReply,
    },
    ({ reach, body, actor }) => alarms.return(reach, body, actor),
  ),
  route.get(
    '/alarm-events',
    { permission, summary: 'The journal of alarms, newest first', query: EventQuery, reply: EventPage },
    ({ reach, query }) => alarms.events(reach, query),
  ),
]
