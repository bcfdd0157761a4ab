import { alarmStates, priorities } from '@millrace/compute'
import { type Static, Type } from 'typebox'
import { Id, Moment, pageOf, pageQuery, searchText, Time } from '../../http/schema.ts'
import { Definition, Words } from './definition.ts'

/** Alarms that one request acts on, at most: what a page shows. */
export const MOST_AT_ONCE = 500

export const Person = Type.Object({ kind: Type.String(), id: Type.String(), name: Type.String() })
export type Person = Static<typeof Person>

const State = Type.Enum([...alarmStates], {
  description: 'ANSI/ISA-18.2 clause 5.4; the last three keep it from being annunciated',
})
const Priority = Type.Enum([...priorities])

export const Alarm = Type.Object(
  {
    id: Type.String(),
    asset: Type.String(),
    path: Type.Array(Type.String(), { description: 'Names from the top of the tree down to the asset' }),
    name: Words,
    priority: Priority,
    state: State,
    active: Type.Boolean({ description: 'Its condition holds' }),
    annunciated: Type.Boolean({ description: 'Operators are to see it' }),
    since: Type.String({ description: 'When it came to be shown as it is; ISO 8601' }),
    raisedAt: Type.Optional(Time),
    value: Type.Optional(Type.Number({ description: 'What was seen then' })),
    status: Type.Optional(Type.Integer({ description: 'OPC UA StatusCode of what was seen' })),
    point: Type.Optional(Type.String({ description: 'Of its condition, the first one' })),
    class: Type.String(),
    acknowledgedBy: Type.Optional(Person),
    acknowledgedAt: Type.Optional(Time),
    heldBy: Type.Optional(Person),
    reason: Type.Optional(Type.String({ description: 'Why it is shelved or out of service' })),
    heldAt: Type.Optional(Time),
    shelvedUntil: Type.Optional(Time),
    broken: Type.Optional(
      Type.Object(
        { code: Type.String(), says: Type.String() },
        { description: 'Its condition is not evaluated: why. Nothing would be raised now' },
      ),
    ),
    note: Type.Optional(Type.String()),
  },
  { title: 'Alarm' },
)
export type Alarm = Static<typeof Alarm>

export const Counts = Type.Object(
  {
    low: Type.Integer(),
    medium: Type.Integer(),
    high: Type.Integer(),
    critical: Type.Integer(),
    unacknowledged: Type.Integer({ description: 'That wait for an acknowledgement' }),
    shelved: Type.Integer(),
    suppressed: Type.Integer(),
    outOfService: Type.Integer(),
  },
  { title: 'AlarmCounts', description: 'low to critical: annunciated ones; told with the first page' },
)
export type Counts = Static<typeof Counts>

export const AlarmPage = Type.Object(
  { ...pageOf(Alarm, 'AlarmPage').properties, counts: Type.Optional(Counts) },
  { title: 'AlarmPage' },
)
export type AlarmPage = Static<typeof AlarmPage>

const listOf = (what: string) =>
  Type.Optional(Type.String({ maxLength: 400, description: `${what}, with commas between` }))

export const AlarmQuery = Type.Object({
  state: listOf('States; without any: all that are annunciated'),
  priority: listOf('Priorities'),
  asset: Type.Optional(Type.String({ ...Id, description: 'At this asset and below' })),
  search: searchText,
  ...pageQuery,
})
export type AlarmQuery = Static<typeof AlarmQuery>

export const eventKinds = [
  'raised',
  'cleared',
  'acknowledged',
  'reset',
  'shelved',
  'unshelved',
  'suppressed',
  'unsuppressed',
  'removed',
  'returned',
  'noted',
  'broken',
  'mended',
  'changed',
] as const
export type EventKind = (typeof eventKinds)[number]

export const AlarmEventView = Type.Object(
  {
    seq: Type.Integer(),
    alarm: Type.String(),
    asset: Type.String(),
    name: Words,
    at: Time,
    kind: Type.Enum([...eventKinds]),
    state: State,
    annunciated: Type.Boolean({ description: 'It was put before operators by this' }),
    priority: Priority,
    value: Type.Optional(Type.Number()),
    status: Type.Optional(Type.Integer()),
    by: Type.Optional(Person),
    note: Type.Optional(Type.String()),
    until: Type.Optional(Time),
  },
  { title: 'AlarmEvent' },
)
export type AlarmEventView = Static<typeof AlarmEventView>
export const EventPage = pageOf(AlarmEventView, 'AlarmEventPage')

export const EventQuery = Type.Object({
  from: Type.Optional(Moment),
  to: Type.Optional(Moment),
  asset: Type.Optional(Type.String({ ...Id, description: 'At this asset and below' })),
  kind: listOf('Kinds'),
  ...pageQuery,
})
export type EventQuery = Static<typeof EventQuery>
export const OwnEventQuery = Type.Object({ ...pageQuery })

const ids = Type.Array(Id, { minItems: 1, maxItems: MOST_AT_ONCE, uniqueItems: true })
const reason = Type.String({ minLength: 1, maxLength: 500 })
const note = Type.Optional(Type.String({ maxLength: 500 }))

export const ActRequest = Type.Object({ ids, note }, { title: 'AlarmActRequest' })
export const ShelveRequest = Type.Object(
  { ids, reason, until: Type.String({ ...Moment, description: 'When it returns by itself; ISO 8601 or µs' }) },
  { title: 'AlarmShelveRequest' },
)
export const RemoveRequest = Type.Object({ ids, reason }, { title: 'AlarmRemoveRequest' })
export const NoteRequest = Type.Object(
  { note: Type.String({ minLength: 1, maxLength: 500 }) },
  { title: 'AlarmNoteRequest' },
)

export const ActReply = Type.Object(
  {
    changed: Type.Integer({ minimum: 0 }),
    items: Type.Array(
      Type.Object({
        id: Type.String(),
        state: Type.Optional(State),
        refused: Type.Optional(
          Type.String({ description: 'Why nothing happened: acknowledged_already, still_active, unknown …' }),
        ),
      }),
    ),
  },
  { title: 'AlarmActReply' },
)
export type ActReply = Static<typeof ActReply>

const ChangeState = Type.Enum(['proposed', 'approved', 'rejected', 'withdrawn'])

export const Difference = Type.Object({
  field: Type.String({ description: 'With dots: condition.limit' }),
  before: Type.Optional(Type.Unknown()),
  after: Type.Optional(Type.Unknown()),
})
export type Difference = Static<typeof Difference>

export const Change = Type.Object(
  {
    id: Type.String(),
    alarm: Type.String(),
    asset: Type.String(),
    name: Words,
    kind: Type.Enum(['add', 'change', 'retire']),
    state: ChangeState,
    before: Type.Optional(Definition),
    after: Type.Optional(Definition),
    difference: Type.Array(Difference, { description: 'What changes, field by field' }),
    reason: Type.String(),
    by: Person,
    at: Time,
    decidedBy: Type.Optional(Person),
    decidedAt: Type.Optional(Time),
    note: Type.Optional(Type.String()),
    version: Type.Optional(Type.Integer({ description: 'That the alarm came to by it' })),
  },
  { title: 'AlarmChange' },
)
export type Change = Static<typeof Change>
export const ChangePage = pageOf(Change, 'AlarmChangePage')

export const ChangeQuery = Type.Object({
  state: Type.Optional(ChangeState),
  alarm: Type.Optional(Id),
  ...pageQuery,
})
export type ChangeQuery = Static<typeof ChangeQuery>

export const ChangeRequest = Type.Object(
  {
    alarm: Type.Optional(Type.String({ ...Id, description: 'That is to change; a new one without it' })),
    definition: Type.Optional(Definition),
    retire: Type.Optional(Type.Boolean({ description: 'Take the alarm out of the database' })),
    reason,
  },
  { title: 'AlarmChangeRequest' },
)
export type ChangeRequest = Static<typeof ChangeRequest>
export const DecisionRequest = Type.Object({ note }, { title: 'AlarmDecisionRequest' })
export const RejectionRequest = Type.Object({ note: reason }, { title: 'AlarmRejectionRequest' })
export const ApproveRequest = Type.Object({ ids, note }, { title: 'AlarmApproveRequest' })

export const DefinitionView = Type.Object(
  {
    id: Type.String(),
    path: Type.Array(Type.String()),
    priority: Priority,
    version: Type.Integer(),
    changedAt: Time,
    waiting: Type.Optional(Type.String({ description: 'Id of a change that waits' })),
    definition: Definition,
  },
  { title: 'AlarmDefinitionInForce' },
)
export type DefinitionView = Static<typeof DefinitionView>
export const DefinitionPage = pageOf(DefinitionView, 'AlarmDefinitionPage')

export const DefinitionQuery = Type.Object({
  asset: Type.Optional(Type.String({ ...Id, description: 'At this asset and below' })),
  search: searchText,
  rationalised: Type.Optional(Type.Boolean()),
  ...pageQuery,
})
export type DefinitionQuery = Static<typeof DefinitionQuery>

/** A row of a spreadsheet: fields with dots; lists as JSON. */
export const Row = Type.Record(
  Type.String({ maxLength: 100 }),
  Type.Union([Type.String({ maxLength: 4_000 }), Type.Number(), Type.Boolean(), Type.Null()]),
  { title: 'AlarmRow' },
)
export type Row = Static<typeof Row>
export const RowList = Type.Object({ items: Type.Array(Row) }, { title: 'AlarmRowList' })
export const ImportRequest = Type.Object(
  { rows: Type.Array(Row, { minItems: 1, maxItems: 1_000 }), reason },
  { title: 'AlarmImportRequest' },
)
export const ImportReply = Type.Object(
  {
    proposed: Type.Integer({ description: 'Changes that wait for an approval now' }),
    unchanged: Type.Integer(),
    refused: Type.Array(
      Type.Object({ row: Type.Integer({ description: 'From 1' }), code: Type.String(), says: Type.String() }),
    ),
  },
  { title: 'AlarmImportReply' },
)
export type ImportReply = Static<typeof ImportReply>

const Rated = Type.Object({
  value: Type.Number(),
  acceptable: Type.Number({ description: 'Up to this it is as the standard recommends' }),
  manageable: Type.Number({ description: 'Beyond this operators cannot keep up' }),
  clause: Type.String({ description: 'Of ANSI/ISA-18.2-2016' }),
  verdict: Type.Enum(['good', 'watch', 'bad']),
})
const Frequent = Type.Object({
  id: Type.String(),
  name: Words,
  path: Type.Array(Type.String()),
  annunciated: Type.Integer(),
})

export const PerformanceQuery = Type.Object({
  from: Type.Optional(Moment),
  to: Type.Optional(Moment),
  asset: Type.Optional(Type.String({ ...Id, description: 'What one operator watches: this asset and below' })),
})
export type PerformanceQuery = Static<typeof PerformanceQuery>

export const Performance = Type.Object(
  {
    from: Time,
    to: Time,
    annunciated: Type.Integer({ description: 'Alarms that were put before operators' }),
    cut: Type.Boolean({ description: 'There were more than could be counted; what follows is of the first part' }),
    metrics: Type.Object({
      averagePer10min: Rated,
      averagePerHour: Rated,
      averagePerDay: Rated,
      peakPer10min: Rated,
      busyShare: Rated,
      floodShare: Rated,
      frequentShare: Rated,
      chattering: Rated,
      fleeting: Rated,
      stale: Rated,
      unauthorised: Rated,
    }),
    per10min: Type.Array(Type.Integer(), { description: 'Annunciated alarms of each 10 min from the beginning' }),
    floods: Type.Array(
      Type.Object({
        from: Time,
        to: Time,
        annunciated: Type.Integer(),
        peak: Type.Integer({ description: 'Most in 10 min' }),
      }),
    ),
    frequent: Type.Array(Frequent, { description: 'The ten that came most often' }),
    chattering: Type.Array(Frequent),
    fleeting: Type.Array(Frequent),
    priorities: Type.Array(Type.Object({ priority: Priority, share: Type.Number(), wanted: Type.Number() }), {
      description: 'Shares of annunciated alarms beside those of clause 16.4.8',
    }),
    shelved: Type.Integer(),
    suppressed: Type.Integer(),
    outOfService: Type.Integer(),
    flooding: Type.Boolean({ description: 'More than ten came in the last ten minutes' }),
  },
  { title: 'AlarmPerformance' },
)
export type Performance = Static<typeof Performance>
