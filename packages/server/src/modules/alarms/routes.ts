import { Content, EventStream } from '../../http/reply.ts'
import { type Route, route } from '../../http/route.ts'
import { ById } from '../../http/schema.ts'
import { allOf, csvLines } from './csv.ts'
import { Settings } from './definition.ts'
import {
  ActReply,
  ActRequest,
  Alarm,
  AlarmPage,
  AlarmQuery,
  ApproveRequest,
  Change,
  ChangePage,
  ChangeQuery,
  ChangeRequest,
  DecisionRequest,
  DefinitionPage,
  DefinitionQuery,
  DefinitionView,
  EventPage,
  EventQuery,
  ImportReply,
  ImportRequest,
  NoteRequest,
  OwnEventQuery,
  Performance,
  PerformanceQuery,
  RejectionRequest,
  RemoveRequest,
  RowList,
  ShelveRequest,
} from './schema.ts'
import type { AlarmService } from './service.ts'

const CSV = 'text/csv'
const permission = 'alarm:read'
const many = 'Many at a time. What is so already, or cannot be, is told with each alarm; the others are done.'
const second = 'By a second person: nobody who had a hand in the proposal, and no program.'

export const routes = (alarms: AlarmService): Route[] => [
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
    '/alarms/removal',
    {
      permission: 'alarm:remove',
      summary: 'Take alarms out of service, with a reason',
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
  route.get(
    '/alarm-definitions',
    {
      permission,
      summary: 'The master alarm database: what is in force',
      query: DefinitionQuery,
      reply: DefinitionPage,
    },
    ({ reach, query }) => alarms.definitions(reach, query),
  ),
  route.get(
    '/alarm-definitions/export',
    {
      permission,
      summary: 'The master alarm database as rows of a spreadsheet',
      description: 'Fields with dots, lists as JSON; POST /alarm-definitions/import reads them back.',
      reply: RowList,
      also: { [CSV]: 'The same, UTF-8 with a byte order mark; RFC 4180' },
    },
    async ({ reach, prefers }) => {
      if (prefers(CSV)) return new Content(CSV, csvLines(alarms.rows(reach)), { fileName: 'alarms.csv' })
      return { items: await allOf(alarms.rows(reach)) }
    },
  ),
  route.post(
    '/alarm-definitions/import',
    {
      permission: 'alarm:propose',
      summary: 'Propose what differs in rows of a spreadsheet',
      description:
        'Nothing comes into force before it is approved. A row with an id changes that alarm, one without is a new one.',
      body: ImportRequest,
      reply: ImportReply,
    },
    ({ reach, body, actor }) => alarms.bring(reach, body.rows, body.reason, actor),
  ),
  route.get(
    '/alarm-definitions/:id',
    { permission, summary: 'One alarm of the master alarm database', params: ById, reply: DefinitionView },
    ({ reach, params }) => alarms.definition(reach, params.id),
  ),
  route.get(
    '/alarm-changes',
    {
      permission,
      summary: 'Changes of the master alarm database, newest first',
      query: ChangeQuery,
      reply: ChangePage,
    },
    ({ reach, query }) => alarms.changes(reach, query),
  ),
  route.post(
    '/alarm-changes',
    {
      permission: 'alarm:propose',
      summary: 'Propose a new alarm, a change of one, or its end',
      body: ChangeRequest,
      reply: Change,
      status: 201,
    },
    ({ reach, body, actor }) => alarms.propose(reach, body, actor),
  ),
  route.post(
    '/alarm-changes/approval',
    {
      permission: 'alarm:approve',
      summary: 'Approve changes; they come into force',
      description: `${second} All of them or none.`,
      body: ApproveRequest,
      reply: ChangePage,
    },
    async ({ who, reach, body, actor }) => ({ items: await alarms.approve(who, reach, body.ids, body.note, actor) }),
  ),
  route.get(
    '/alarm-changes/:id',
    { permission, summary: 'One change, with what differs', params: ById, reply: Change },
    ({ reach, params }) => alarms.change(reach, params.id),
  ),
  route.post(
    '/alarm-changes/:id/approval',
    {
      permission: 'alarm:approve',
      summary: 'Approve a change; it comes into force',
      description: second,
      params: ById,
      body: DecisionRequest,
      reply: Change,
    },
    async ({ who, reach, params, body, actor }) => {
      const [change] = await alarms.approve(who, reach, [params.id], body.note, actor)
      return change as Change
    },
  ),
  route.post(
    '/alarm-changes/:id/rejection',
    {
      permission: 'alarm:approve',
      summary: 'Reject a change, with the reason',
      params: ById,
      body: RejectionRequest,
      reply: Change,
    },
    ({ reach, params, body, actor }) => alarms.reject(reach, params.id, body.note, actor),
  ),
  route.delete(
    '/alarm-changes/:id',
    { permission: 'alarm:propose', summary: 'Withdraw a change of yours that waits', params: ById },
    async ({ reach, params, actor }) => {
      await alarms.withdraw(reach, params.id, actor)
      return undefined
    },
  ),
  route.get(
    '/alarm-settings',
    { permission, summary: 'What the organisation has decided about its alarms', reply: Settings },
    ({ reach }) => alarms.settings(reach),
  ),
  route.put(
    '/alarm-settings',
    {
      permission: 'organisation:manage',
      summary: 'Decide about alarms: the matrix of priorities, who must acknowledge, the longest shelving',
      body: Settings,
      reply: Settings,
    },
    ({ reach, body, actor }) => alarms.setSettings(reach, body, actor),
  ),
]
