import { FlowTestSchema } from '@millrace/flows'
import { type Static, Type } from 'typebox'

const closed = { additionalProperties: false } as const
const Name = Type.String({ pattern: '^[a-z][a-z0-9_]{0,39}$' })
const Moment = Type.String({ maxLength: 40, pattern: '^\\d{4}-\\d{2}-\\d{2}T.*(Z|[+-]\\d{2}:\\d{2})$' })
const Value = Type.Union([Type.Number(), Type.Boolean(), Type.String({ maxLength: 10_000 }), Type.Null()])
const Rows = Type.Array(
  Type.Union([
    Type.Tuple([Type.Number(), Value]),
    Type.Tuple([Type.Number(), Value, Type.Enum(['good', 'uncertain', 'bad'])]),
  ]),
  { maxItems: 100_000, description: '[[s, value, quality]]: seconds since `begin`, in the order of time' },
)

const Asset = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 200, description: 'Its id, too, unless told' }),
    id: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
    points: Type.Optional(
      Type.Record(Name, Type.Union([Value, Rows]), {
        description: 'By property: one value at all times, or rows. The id of a point is <id of the asset>/<property>',
      }),
    ),
    recording: Type.Optional(
      Type.String({ maxLength: 200, description: 'A CSV file of the app: time, a column a property, quality' }),
    ),
  },
  { ...closed, title: 'AppTestAsset' },
)
export type TestAsset = Static<typeof Asset>

const Answer = Type.Object(
  {
    url: Type.String({
      minLength: 1,
      maxLength: 2_000,
      description: 'The whole address, or its beginning with a * at the end',
    }),
    method: Type.Optional(Type.String({ maxLength: 10, description: 'GET unless told' })),
    status: Type.Optional(Type.Integer({ minimum: 100, maximum: 599, description: '200 unless told' })),
    headers: Type.Optional(Type.Record(Type.String(), Type.String())),
    body: Type.Optional(Type.Unknown({ description: 'A text; anything else is sent as JSON' })),
  },
  { ...closed, title: 'AppTestAnswer' },
)

const Written = Type.Object(
  {
    asset: Type.String({ description: 'Its name' }),
    property: Name,
    value: Type.Union([Type.Number(), Type.Boolean(), Type.String()]),
    reason: Type.Optional(Type.String()),
  },
  { ...closed, title: 'AppTestWrite' },
)

const Event = Type.Object({ type: Type.String(), data: Type.Optional(Type.Unknown()) }, { title: 'AppTestEvent' })
const TableRows = Type.Record(Name, Type.Array(Type.Record(Type.String(), Type.Unknown()), { maxItems: 10_000 }))

const ServiceTest = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 200 }),
    service: Name,
    settings: Type.Optional(
      Type.Record(Name, Type.Union([Type.Number(), Type.Boolean(), Type.String()]), {
        description: 'The defaults of the manifest unless told',
      }),
    ),
    secrets: Type.Optional(Type.Record(Name, Type.String())),
    now: Type.Optional(Type.Unsafe<string>({ ...Moment, description: 'The clock; when the last row is, unless told' })),
    begin: Type.Optional(
      Type.Unsafe<string>({
        ...Moment,
        description: 'When second 0 of rows is; unless told so that the last of them is now',
      }),
    ),
    person: Type.Optional(Type.String({ maxLength: 200, description: 'Who asks, of http' })),
    assets: Type.Optional(Type.Record(Name, Type.Array(Asset, { maxItems: 200 }), { description: 'By need' })),
    tables: Type.Optional(
      Type.Unsafe<Static<typeof TableRows>>({ ...TableRows, description: 'Rows that are there before' }),
    ),
    kpis: Type.Optional(
      Type.Record(Type.String(), Type.Array(Type.Record(Type.String(), Type.Unknown())), { description: 'By asset' }),
    ),
    alarms: Type.Optional(Type.Array(Type.Record(Type.String(), Type.Unknown()), { description: 'Active ones' })),
    answers: Type.Optional(Type.Array(Answer, { maxItems: 100, description: 'What hosts outside say' })),
    call: Type.Optional(Type.Unknown({ description: 'The input of http' })),
    event: Type.Optional(Event),
    every: Type.Optional(Type.Literal(true)),
    gives: Type.Optional(
      Type.Unknown({
        description: 'What comes of it; of objects what is named, so that more may be there; null is nothing, too',
      }),
    ),
    log: Type.Optional(
      Type.Array(Type.String(), { description: 'Parts of lines, in this order; others may lie between' }),
    ),
    tables_after: Type.Optional(
      Type.Unsafe<Static<typeof TableRows>>({
        ...TableRows,
        description: 'All rows of these tables in the order of their keys; of each what is named',
      }),
    ),
    writes: Type.Optional(Type.Array(Written, { description: 'All that it writes, in this order' })),
    emits: Type.Optional(Type.Array(Event, { description: 'All events that it tells, in this order' })),
    tolerance: Type.Optional(Type.Number({ minimum: 0, description: 'Of numbers; a billionth of them unless told' })),
    refused: Type.Optional(Type.String({ maxLength: 100, description: 'The code with which it must fail' })),
  },
  { ...closed, title: 'AppServiceTest' },
)
export type ServiceTest = Static<typeof ServiceTest>

const FlowCase = Type.Object(
  {
    ...FlowTestSchema.properties,
    flow: Name,
    settings: Type.Optional(Type.Record(Name, Type.Number(), { description: 'Which its parameters take' })),
  },
  { ...closed, title: 'AppFlowTest' },
)
export type FlowCase = Static<typeof FlowCase>

/** A file of an app's `tests`: what services and flows make of what they are given. */
export const AppTests = Type.Array(Type.Union([ServiceTest, FlowCase]), {
  $id: 'https://millrace.dev/schema/app-tests.json',
  title: 'Tests of an industrial app',
  maxItems: 500,
})
export { FlowCase, ServiceTest }
