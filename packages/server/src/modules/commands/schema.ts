import { type Static, Type } from 'typebox'
import { Id, pageOf, pageQuery, Time } from '../../http/schema.ts'
import { PointType, Sample } from '../assets/index.ts'

const PlainValue = Type.Union([Type.Number(), Type.Boolean(), Type.String({ maxLength: 1_000 })], {
  description: 'In the unit of the point; a whole number beyond 2^53 as a text of digits',
})

export const WriteState = Type.Union(
  [
    Type.Literal('waiting'),
    Type.Literal('sending'),
    Type.Literal('done'),
    Type.Literal('failed'),
    Type.Literal('unknown'),
    Type.Literal('refused'),
    Type.Literal('withdrawn'),
    Type.Literal('expired'),
  ],
  {
    description:
      'waiting: for a second person; sending: on its way; done: the machine took it, read back where it can be; failed: it did not; unknown: no answer came, so look at the machine; refused: by the second person; withdrawn: by who asked; expired: nobody confirmed in time',
  },
)
export type WriteState = Static<typeof WriteState>

const Somebody = Type.Object({ kind: Type.String(), id: Type.String(), name: Type.String() })

export const Write = Type.Object(
  {
    id: Type.String(),
    state: WriteState,
    point: Type.Object({
      id: Type.String(),
      name: Type.String(),
      path: Type.Array(Type.String()),
      type: PointType,
      unit: Type.Optional(Type.String({ description: 'UCUM code' })),
      low: Type.Optional(Type.Number({ description: 'Lower end of the engineering range, in `unit`' })),
      high: Type.Optional(Type.Number({ description: 'Upper end of the engineering range, in `unit`' })),
    }),
    value: PlainValue,
    reason: Type.String(),
    askedBy: Somebody,
    askedAt: Time,
    grant: Type.Optional(Type.String({ description: 'The grant through which it was asked' })),
    expiresAt: Type.Optional(Type.String({ ...Time, description: 'Until when it waits for a second person' })),
    decidedBy: Type.Optional(Somebody),
    decidedAt: Type.Optional(Time),
    note: Type.Optional(Type.String({ description: 'Of who confirmed or refused' })),
    sentAt: Type.Optional(Time),
    endedAt: Type.Optional(Time),
    before: Type.Optional(Type.Object(Sample.properties, { description: 'What was held when it was sent' })),
    after: Type.Optional(Type.Object(Sample.properties, { description: 'What was read back' })),
    status: Type.Optional(Type.Integer({ minimum: 0, maximum: 4294967295, description: 'OPC UA StatusCode' })),
    statusName: Type.Optional(Type.String()),
    message: Type.Optional(Type.String({ description: 'What the device or its edge said' })),
  },
  { title: 'Write' },
)
export type Write = Static<typeof Write>
export const WritePage = pageOf(Write, 'WritePage')

export const WriteRequest = Type.Object(
  {
    value: PlainValue,
    reason: Type.String({ minLength: 3, maxLength: 500, description: 'Why; it stands in the audit' }),
    id: Type.Optional(
      Type.String({
        ...Id,
        description: 'Made by the caller: the same write sent again with the same id is done once',
      }),
    ),
  },
  { title: 'WriteRequest' },
)
export type WriteRequest = Static<typeof WriteRequest>

export const WriteQuery = Type.Object({
  state: Type.Optional(WriteState),
  point: Type.Optional(Type.String({ ...Id, description: 'Writes of this point' })),
  ...pageQuery,
})
export type WriteQuery = Static<typeof WriteQuery>

export const WriteDecision = Type.Object(
  { note: Type.Optional(Type.String({ maxLength: 500, description: 'Why; it stands in the audit' })) },
  { title: 'WriteDecision' },
)

export const WriteRefusal = Type.Object(
  { note: Type.String({ minLength: 3, maxLength: 500, description: 'Why; it stands in the audit' }) },
  { title: 'WriteRefusal' },
)

export const WriteRule = Type.Object(
  {
    id: Type.String(),
    asset: Type.Union([Type.String(), Type.Null()], { description: 'null: the whole organisation' }),
    assetName: Type.Optional(Type.String()),
    confirm: Type.Boolean({ description: 'A second person confirms each write here and below' }),
    minutes: Type.Integer({ minimum: 1, maximum: 1440, description: 'How long a write waits for that, min' }),
  },
  { title: 'WriteRule' },
)
export type WriteRule = Static<typeof WriteRule>
export const WriteRuleList = Type.Object({ items: Type.Array(WriteRule) }, { title: 'WriteRuleList' })

export const WriteRuleRequest = Type.Object(
  {
    asset: Type.Union([Id, Type.Null()], { description: 'Here and below; null: the whole organisation' }),
    confirm: Type.Boolean({ description: 'A second person confirms' }),
    minutes: Type.Optional(Type.Integer({ minimum: 1, maximum: 1440, default: 30 })),
  },
  { title: 'WriteRuleRequest' },
)
export type WriteRuleRequest = Static<typeof WriteRuleRequest>
