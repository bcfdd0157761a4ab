import { type Static, Type } from 'typebox'
import { Id, Time } from '../../http/schema.ts'
import { PointType, Sample } from '../assets/index.ts'

export const Person = Type.Object({ kind: Type.String(), id: Type.String(), name: Type.String() })
export type Person = Static<typeof Person>

const words = Type.String({ minLength: 1, maxLength: 200, pattern: '^[^\\u0000-\\u001f]*$' })
export const Name = Type.Object({ en: words, zh: words }, { title: 'DerivedName', additionalProperties: false })
export type Name = Static<typeof Name>

export const Inputs = Type.Array(
  Type.Object(
    {
      name: Type.String({ pattern: '^[A-Za-z_][A-Za-z0-9_]{0,59}$', description: 'In the formula' }),
      point: Type.String({ ...Id, description: 'Id of the point' }),
    },
    { additionalProperties: false },
  ),
  { minItems: 1, maxItems: 20 },
)
export type Inputs = Static<typeof Inputs>

const formula = {
  formula: Type.String({ minLength: 1, maxLength: 2_000, description: 'docs/expressions.md' }),
  inputs: Inputs,
  unit: Type.Optional(
    Type.String({ minLength: 1, maxLength: 60, description: 'UCUM; what the formula gives is converted to it' }),
  ),
  gap: Type.Optional(
    Type.Number({
      exclusiveMinimum: 0,
      maximum: 31_536_000,
      description: 's that a value of an input stands at most; older, it counts as bad. Default: until its next one',
    }),
  ),
}
const from = Type.String({ ...Time, description: 'Worked out from then on, out of the history' })

export const DerivedChange = Type.Object(
  { name: Name, ...formula, from: Type.Optional(from) },
  { title: 'DerivedChange', additionalProperties: false },
)
export type DerivedChange = Static<typeof DerivedChange>

export const DerivedRequest = Type.Object(
  { asset: Id, name: Name, ...formula, from: Type.Optional(from) },
  { title: 'DerivedRequest', additionalProperties: false },
)
export type DerivedRequest = Static<typeof DerivedRequest>

export const BackRequest = Type.Object({ from }, { title: 'DerivedBackRequest', additionalProperties: false })

export const PreviewRequest = Type.Object(
  {
    point: Type.Optional(Type.String({ ...Id, description: 'The derived point that is to be so' })),
    ...formula,
    hours: Type.Optional(Type.Number({ exclusiveMinimum: 0, maximum: 24, default: 1 })),
  },
  { title: 'DerivedPreviewRequest', additionalProperties: false },
)
export type PreviewRequest = Static<typeof PreviewRequest>

export const Preview = Type.Object(
  {
    type: PointType,
    unit: Type.Optional(Type.String({ description: 'UCUM' })),
    from: Time,
    to: Time,
    cut: Type.Boolean({ description: 'There was more: only the newest is shown' }),
    samples: Type.Array(Sample),
  },
  { title: 'DerivedPreview' },
)
export type Preview = Static<typeof Preview>

export const Derived = Type.Object(
  {
    id: Type.String({ description: 'Of the point' }),
    asset: Type.String(),
    name: Name,
    type: PointType,
    unit: Type.Optional(Type.String({ description: 'UCUM' })),
    formula: Type.String(),
    inputs: Type.Array(
      Type.Object({
        name: Type.String(),
        point: Type.String(),
        pointName: Type.Optional(Type.String({ description: 'Missing where the caller may not see it' })),
        unit: Type.Optional(Type.String()),
      }),
    ),
    gap: Type.Optional(Type.Number()),
    changedBy: Person,
    changedAt: Time,
    since: Type.Optional(Type.String({ ...Time, description: 'What comes late is worked in from then on' })),
    broken: Type.Optional(
      Type.Object({ code: Type.String(), says: Type.String() }, { description: 'Why it is not worked out now' }),
    ),
    back: Type.Optional(
      Type.Object(
        { from: Time, at: Time, end: Time },
        { description: 'It is being worked out back: of what stretch, and up to where that is done' },
      ),
    ),
  },
  { title: 'Derived' },
)
export type Derived = Static<typeof Derived>
export const DerivedList = Type.Object({ items: Type.Array(Derived) }, { title: 'DerivedList' })

export const DerivedQuery = Type.Object({
  asset: Type.Optional(Type.String({ ...Id, description: 'Those of this asset and of everything below it' })),
})
export type DerivedQuery = Static<typeof DerivedQuery>
