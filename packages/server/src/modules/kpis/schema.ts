import { windowKinds } from '@millrace/compute'
import { type Static, Type } from 'typebox'
import { Id, Moment, Time } from '../../http/schema.ts'

export const Person = Type.Object({ kind: Type.String(), id: Type.String(), name: Type.String() })
export type Person = Static<typeof Person>

const words = Type.String({ minLength: 1, maxLength: 200 })
const Key = Type.String({ minLength: 1, maxLength: 63, description: 'Small letters, digits and _' })
const Kind = Type.Enum([...windowKinds])

const Input = Type.Object({
  kind: Type.Optional(Type.Enum(['point', 'constant'])),
  type: Type.Enum(['number', 'boolean', 'text']),
  unit: Type.Optional(Type.String({ maxLength: 60, description: 'UCUM' })),
  gap: Type.Optional(Type.Number({ exclusiveMinimum: 0, description: 's' })),
  uncertain: Type.Optional(Type.Boolean()),
  rollover: Type.Optional(Type.Number({ exclusiveMinimum: 0 })),
})

export const DefinitionContent = Type.Object(
  {
    id: Key,
    name: Type.Object({ en: words, zh: words }),
    unit: Type.String({ minLength: 1, maxLength: 60, description: 'UCUM' }),
    formula: Type.String({ minLength: 1, maxLength: 4_000 }),
    inputs: Type.Optional(Type.Record(Type.String({ maxLength: 100 }), Input)),
    windows: Type.Array(Kind, { minItems: 1, maxItems: windowKinds.length }),
    plausible: Type.Optional(Type.Object({ from: Type.Optional(Type.Number()), to: Type.Optional(Type.Number()) })),
    better: Type.Enum(['higher', 'lower', 'neither']),
    source: Type.Optional(words),
  },
  { title: 'KpiContent' },
)

export const Bindings = Type.Record(
  Type.String(),
  Type.Object({
    points: Type.Record(Type.String(), Id, { description: 'By input' }),
    constants: Type.Optional(Type.Record(Type.String(), Type.Number(), { description: 'In the unit of the input' })),
  }),
  { description: 'By asset: for which it is told, and where its inputs come from' },
)
export type Bindings = Static<typeof Bindings>

export const DefinitionRequest = Type.Object(
  {
    content: DefinitionContent,
    bindings: Bindings,
    validFrom: Type.String({ ...Time, description: 'Windows that begin from then on are told by this version' }),
  },
  { title: 'KpiDefinitionRequest' },
)
export type DefinitionRequest = Static<typeof DefinitionRequest>

export const CheckRequest = Type.Object({ content: DefinitionContent }, { title: 'KpiCheckRequest' })
export type CheckRequest = Static<typeof CheckRequest>
export const Checked = Type.Object(
  {
    reads: Type.Array(Type.String(), { description: 'Time elements and quantities in the formula' }),
    points: Type.Array(Type.String(), { description: 'Inputs that each asset needs a point for' }),
    constants: Type.Array(Type.String(), { description: 'Inputs that each asset needs a figure for' }),
    addsUp: Type.Boolean({ description: 'It can be told of several work units together' }),
  },
  { title: 'KpiChecked' },
)
export type Checked = Static<typeof Checked>

export const Definition = Type.Object(
  {
    key: Type.String(),
    version: Type.Integer({ minimum: 1 }),
    content: DefinitionContent,
    bindings: Type.Optional(Bindings),
    validFrom: Type.Optional(Time),
    by: Type.Optional(Person),
    at: Type.Optional(Time),
  },
  { title: 'KpiDefinition' },
)
export type Definition = Static<typeof Definition>
export const DefinitionList = Type.Object({ items: Type.Array(Definition) }, { title: 'KpiDefinitionList' })

const Result = {
  kind: Kind,
  begin: Time,
  end: Time,
  name: Type.Optional(
    Type.String({ description: 'Of the shift or the order; of a day, week or month its first date' }),
  ),
  value: Type.Optional(Type.Number({ description: 'In the unit of the KPI; missing: not available' })),
  unavailable: Type.Optional(
    Type.Object(
      {
        why: Type.Enum(['unknown', 'zero', 'undefined']),
        inputs: Type.Optional(Type.Array(Type.String(), { description: 'That are not known' })),
        divisor: Type.Optional(Type.String({ description: 'That is 0' })),
      },
      { description: 'Why there is no value' },
    ),
  ),
  coverage: Type.Number({ minimum: 0, maximum: 1, description: 'Share of the window in which what counts was known' }),
  implausible: Type.Boolean({ description: 'Outside of what the definition holds plausible' }),
  inputs: Type.Record(Type.String(), Type.Number(), { description: 'What went in, in base units: s, items' }),
}
export const KpiResult = Type.Object(
  {
    asset: Type.String(),
    ...Result,
    version: Type.Integer({ minimum: 1 }),
    toldAt: Time,
    waits: Type.Boolean({ description: 'It is to be told anew' }),
  },
  { title: 'KpiResult' },
)
export type KpiResult = Static<typeof KpiResult>
export const KpiResultList = Type.Object({ items: Type.Array(KpiResult) }, { title: 'KpiResultList' })

export const ResultQuery = Type.Object({
  asset: Id,
  key: Key,
  kind: Kind,
  from: Moment,
  to: Moment,
})
export type ResultQuery = Static<typeof ResultQuery>

export const TogetherQuery = Type.Object({
  below: Type.String({ ...Id, description: 'Of all work units here and below' }),
  key: Key,
  kind: Kind,
  from: Moment,
  to: Moment,
})
export type TogetherQuery = Static<typeof TogetherQuery>
export const Together = Type.Object(
  { ...Result, assets: Type.Array(Type.String(), { description: 'Whose sums it is' }) },
  { title: 'KpiTogether' },
)
export type Together = Static<typeof Together>
export const TogetherList = Type.Object({ items: Type.Array(Together) }, { title: 'KpiTogetherList' })

export const Progress = Type.Object(
  {
    waiting: Type.Integer({ minimum: 0, description: 'Windows that are to be told' }),
    why: Type.Record(Type.String(), Type.Integer({ minimum: 1 }), {
      description: 'ended, late (data), production (reasons, orders, calendars …), definition',
    }),
    oldest: Type.Optional(Type.String({ ...Time, description: 'Since when the first of them waits' })),
  },
  { title: 'KpiProgress' },
)
export type Progress = Static<typeof Progress>
