import { type Static, Type } from 'typebox'
import { Id, Moment, pageQuery, Time } from '../../http/schema.ts'

const Words = Type.Object({ en: Type.String(), zh: Type.String() })

export const Sequence = Type.String({
  pattern: '^\\d{1,20}$',
  description: 'Place in the order of the organisation: digits, none is left out, those after it come later',
})

/** An envelope as CloudEvents 1.0.2 has it, with two extension attributes: `sequence` and `asset`. */
export const PlatformEvent = Type.Object(
  {
    specversion: Type.Literal('1.0'),
    id: Type.String({ description: 'Of this event and no other; the same wherever and how often it is told' }),
    source: Type.String({ description: 'URN of the organisation it happened in' }),
    type: Type.String({ description: 'Of the catalogue, such as alarm.raised' }),
    subject: Type.Optional(Type.String({ description: 'Id of what it happened to' })),
    time: Time,
    datacontenttype: Type.Literal('application/json'),
    dataschema: Type.String({ description: 'Where the JSON Schema of `data` is' }),
    sequence: Sequence,
    asset: Type.Optional(Type.String({ description: 'Id of the asset at which it happened' })),
    data: Type.Record(Type.String(), Type.Unknown()),
  },
  { title: 'PlatformEvent' },
)
export type PlatformEvent = Static<typeof PlatformEvent>

const wanted = {
  types: Type.Optional(
    Type.String({
      maxLength: 2_000,
      description: 'Of these types alone, after commas; alarm.* stands for all that begin so',
    }),
  ),
  asset: Type.Optional(Type.String({ ...Id, description: 'At this asset and below' })),
  subject: Type.Optional(Type.String({ maxLength: 200, description: 'About this alone' })),
}

export const EventQuery = Type.Object({
  ...wanted,
  after: Type.Optional(Type.String({ ...Sequence, description: 'Those after this sequence, the oldest first' })),
  since: Type.Optional(Moment),
  order: Type.Optional(
    Type.Union([Type.Literal('oldest'), Type.Literal('newest')], {
      default: 'oldest',
      description: 'Which come first',
    }),
  ),
  ...pageQuery,
})
export type EventQuery = Static<typeof EventQuery>

export const StreamQuery = Type.Object({
  ...wanted,
  after: Type.Optional(
    Type.String({
      ...Sequence,
      description: 'Begin after this one; Last-Event-ID goes before it. Without: from now on',
    }),
  ),
})
export type StreamQuery = Static<typeof StreamQuery>

export const PlatformEventPage = Type.Object(
  {
    items: Type.Array(PlatformEvent),
    next: Type.Optional(Type.String({ description: 'Cursor of the next page; missing on the last' })),
    last: Type.String({
      ...Sequence,
      description: 'So far was looked, also where nothing was found: `after` of the next question',
    }),
  },
  { title: 'PlatformEventPage' },
)
export type PlatformEventPage = Static<typeof PlatformEventPage>

export const EventType = Type.Object(
  {
    type: Type.String(),
    version: Type.Integer({
      minimum: 1,
      description: 'Of the data: rises when something is left out or means another thing',
    }),
    module: Type.String({ description: 'Who tells it' }),
    permission: Type.String({ description: 'Without it nobody sees these events' }),
    perAsset: Type.Boolean({
      description: 'Told with the asset: who holds the permission for a part of the plant sees those of that part',
    }),
    title: Words,
    says: Words,
    dataschema: Type.String(),
    schema: Type.Record(Type.String(), Type.Unknown(), { description: 'JSON Schema 2020-12 of `data`' }),
    example: PlatformEvent,
  },
  { title: 'EventType' },
)
export type EventType = Static<typeof EventType>

export const EventTypeList = Type.Object({ items: Type.Array(EventType) }, { title: 'EventTypeList' })
export type EventTypeList = Static<typeof EventTypeList>

export const ByType = Type.Object({ type: Type.String({ pattern: '^[a-z_]{1,40}\\.[a-z_]{1,40}$' }) })

export const DataSchema = Type.Record(Type.String(), Type.Unknown(), { title: 'EventDataSchema' })

export const EventKeeping = Type.Object(
  {
    days: Type.Integer({ minimum: 2, maximum: 366, description: 'Events are kept so long; 30 unless set' }),
    most: Type.Integer({
      minimum: 10_000,
      maximum: 5_000_000,
      description: 'Of more than so many the oldest go; 200,000 unless set',
    }),
  },
  { title: 'EventKeeping' },
)
export type EventKeeping = Static<typeof EventKeeping>
