import { Content } from '../../http/reply.ts'
import { type Route, route } from '../../http/route.ts'
import { ById } from '../../http/schema.ts'
import {
  ApproveRequest,
  Change,
  ChangeCounts,
  ChangePage,
  ChangeQuery,
  ChangeRequest,
  ConditionCheck,
  DecisionRequest,
  DecisionsReply,
  DecisionsRequest,
  DefinitionPage,
  DefinitionQuery,
  DefinitionView,
  ImportReply,
  ImportRequest,
  RejectionRequest,
  RowList,
} from './change-schema.ts'
import { allOf, csvLines } from './csv.ts'
import { Settings } from './definition.ts'
import type { AlarmService } from './service.ts'

const CSV = 'text/csv'
const permission = 'alarm:read'
const second = 'By a second person: nobody who had a hand in the proposal, and no program.'

/** The master alarm database and what the organisation has decided about it. */
export const definitionRoutes = (alarms: AlarmService): Route[] => [
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
  route.post(
    '/alarm-definitions/check',
    {
      permission: 'alarm:propose',
      summary: 'See whether a condition can be evaluated, and what is wrong with it',
      description: 'Nothing is kept. The answer is empty, or the fault that a proposal would get.',
      body: ConditionCheck,
    },
    async ({ reach, body }) => {
      await alarms.check(reach, body.condition)
      return undefined
    },
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
  route.post(
    '/alarm-changes/decision',
    {
      permission: 'alarm:approve',
      summary: 'Approve or reject many changes at once, each with its result',
      description: `${second} In one transaction; what cannot be decided stays as it is, and says why.`,
      body: DecisionsRequest,
      reply: DecisionsReply,
    },
    ({ who, reach, body, actor }) => alarms.decide(who, reach, body, actor),
  ),
  route.get(
    '/alarm-changes/counts',
    { permission, summary: 'How many changes wait, and how many of them for you', reply: ChangeCounts },
    ({ who, reach }) => alarms.changeCounts(who, reach),
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
