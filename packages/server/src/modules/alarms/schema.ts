import { alarmStates, priorities } from '@millrace/compute'
import { type Static, Type } from 'typebox'
import { Id, Moment, pageOf, pageQuery, searchText, Time } from '../../http/schema.ts'
import { Words } from './definition.ts'

/** Alarms that one request acts on, at most: what a page shows. */
export const MOST_AT_ONCE = 500

export const Person = Type.Object({ kind: Type.String(), id: Type.String(), name: Type.String() })
export type Person = Static<typeof Person>

const State = Type.Enum([...alarmStates], {
  description: 'ANSI/ISA-18.2 clause 5.4; the last three keep it from being annunciated',
})
export const Priority = Type.Enum([...priorities])

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
    unit: Type.Optional(Type.String({ description: 'UCUM; of the value' })),
    status: Type.Optional(Type.Integer({ description: 'OPC UA StatusCode of what was seen' })),
    point: Type.Optional(Type.String({ description: 'Of its condition, the first one' })),
    class: Type.String(),
    acknowledgedBy: Type.Optional(Person),
    acknowledgedAt: Type.Optional(Time),
    heldBy: Type.Optional(Person),
    reason: Type.Optional(Type.String({ description: 'Why it is shelved, out of service or suppressed by somebody' })),
    heldAt: Type.Optional(Time),
    shelvedUntil: Type.Optional(Time),
    outUntil: Type.Optional(Type.String({ description: 'When it returns into service by itself; ISO 8601' })),
    suppressedUntil: Type.Optional(Type.String({ description: 'When what somebody suppressed ends; ISO 8601' })),
    againAt: Type.Optional(Type.String({ description: 'When it is put before operators again; ISO 8601' })),
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
  'again',
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

export const ids = Type.Array(Id, { minItems: 1, maxItems: MOST_AT_ONCE, uniqueItems: true })
export const reason = Type.String({ minLength: 1, maxLength: 500 })
export const note = Type.Optional(Type.String({ maxLength: 500 }))

export const ActRequest = Type.Object({ ids, note }, { title: 'AlarmActRequest' })
export const ShelveRequest = Type.Object(
  { ids, reason, until: Type.String({ ...Moment, description: 'When it returns by itself; ISO 8601 or µs' }) },
  { title: 'AlarmShelveRequest' },
)
export const RemoveRequest = Type.Object(
  {
    ids,
    reason,
    until: Type.Optional(
      Type.String({ ...Moment, description: 'When it returns by itself; without one somebody puts it back' }),
    ),
  },
  { title: 'AlarmRemoveRequest' },
)
export const SuppressRequest = Type.Object(
  { ids, reason, until: Type.String({ ...Moment, description: 'When it ends by itself; ISO 8601 or µs' }) },
  { title: 'AlarmSuppressRequest' },
)
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
