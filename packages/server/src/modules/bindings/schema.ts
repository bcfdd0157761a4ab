import { type Static, Type } from 'typebox'
import { Id, Time } from '../../http/schema.ts'
import { Person, PlainValue, Version, Words } from '../mechanisms/index.ts'

const name = Type.String({ maxLength: 60 })
const words = Type.String({ minLength: 1, maxLength: 200, pattern: '^[^\\u0000-\\u001f]*$' })
const GivenWords = Type.Object({ en: words, zh: words }, { additionalProperties: false })

/** Where the values of an input come from. */
const Source = Type.Object(
  {
    property: Type.Optional(
      Type.String({
        maxLength: 300,
        description: 'Of the thing model; without one, the name of a point below the asset',
      }),
    ),
    point: Type.Optional(Type.String({ ...Id, description: 'For one asset alone' })),
    constant: Type.Optional(PlainValue),
  },
  { additionalProperties: false, description: 'One of the three' },
)

/** Which assets run it. */
const Target = Type.Object(
  {
    thingModel: Type.Optional(
      Type.String({ maxLength: 63, description: 'Key: every asset that is of it, also of those to come' }),
    ),
    equipmentClass: Type.Optional(
      Type.String({ maxLength: 60, description: 'Likewise, every asset that a class is applied to' }),
    ),
    assets: Type.Optional(Type.Array(Id, { minItems: 1, maxItems: 1_000, uniqueItems: true })),
  },
  { additionalProperties: false, description: 'One of the three' },
)

const told = {
  name: GivenWords,
  target: Target,
  inputs: Type.Record(name, Source, { description: 'By input of the model; what is left out is not bound' }),
  parameters: Type.Record(name, Type.Number(), {
    description: 'For all assets; what is left out is as the model has it',
  }),
  outputs: Type.Record(name, Type.Object({ name: GivenWords }, { additionalProperties: false }), {
    description: 'Outputs that become points of the asset, and how they are called',
  }),
  measured: Type.Record(name, Source, { description: 'By output: what it is compared with, where it is measured too' }),
  every: Type.Optional(
    Type.Number({
      minimum: 0.1,
      maximum: 86_400,
      description: 's: one row for each step of a grid in UTC in which something came. Without it one at each change',
    }),
  ),
  gap: Type.Optional(
    Type.Number({ exclusiveMinimum: 0, maximum: 31_536_000, description: 's that a value of an input stands at most' }),
  ),
}
const kept = {
  ...told,
  parameters: Type.Optional(told.parameters),
  measured: Type.Optional(told.measured),
}

export const BindingRequest = Type.Object(
  {
    mechanism: Id,
    version: Version,
    ...kept,
    from: Type.Optional(Type.String({ ...Time, description: 'Worked out from then on, out of the history' })),
  },
  { title: 'BindingRequest', additionalProperties: false },
)
export type BindingRequest = Static<typeof BindingRequest>
export const BindingChange = Type.Object(kept, { title: 'BindingChange', additionalProperties: false })
export type BindingChange = Static<typeof BindingChange>

const Model = Type.Object({
  mechanism: Id,
  name: Type.String(),
  title: Words,
  version: Type.String(),
})

export const Binding = Type.Object(
  {
    id: Id,
    model: Model,
    ...told,
    paused: Type.Boolean(),
    canary: Type.Optional(
      Type.Object(
        { version: Type.String(), since: Time, by: Person },
        {
          description:
            'A version that runs in the shadow of this one: what it gives goes nowhere but into the comparison',
        },
      ),
    ),
    before: Type.Optional(Type.String({ description: 'The version that a rollback goes back to' })),
    assets: Type.Integer({ description: 'That run it' }),
    broken: Type.Integer({ description: 'Assets of these where it does not run' }),
    conditions: Type.Integer({ description: 'That stand: drift, ranges, latency' }),
    changedBy: Person,
    changedAt: Time,
  },
  { title: 'Binding' },
)
export type Binding = Static<typeof Binding>
export const BindingList = Type.Object({ items: Type.Array(Binding) }, { title: 'BindingList' })
export const BindingQuery = Type.Object({
  mechanism: Type.Optional(Id),
  asset: Type.Optional(Type.String({ ...Id, description: 'Those that run at this asset' })),
})
export type BindingQuery = Static<typeof BindingQuery>

const BoundInput = Type.Object({
  name: Type.String(),
  point: Type.Optional(Id),
  pointPath: Type.Optional(Type.Array(Type.String())),
  pointUnit: Type.Optional(Type.String()),
  unit: Type.Optional(Type.String()),
  constant: Type.Optional(PlainValue),
  problem: Type.Optional(
    Type.Enum(['missing', 'several', 'type', 'unit', 'not_bound'], {
      description: 'not_bound: nothing stands for it, and it has no default',
    }),
  ),
  says: Type.Optional(Type.String()),
})

export type BoundInput = Static<typeof BoundInput>

/** What stands at one asset. */
export const Condition = Type.Object(
  {
    kind: Type.String({
      description: 'As the runtime names it: residual, drift_cusum, drift_psi, out_of_range, slow, fault …',
    }),
    of: Type.Optional(Type.String({ description: 'The input or output that it is of' })),
    since: Time,
    value: Type.Optional(Type.Number()),
    limit: Type.Optional(Type.Number()),
    says: Type.String(),
  },
  { title: 'BindingCondition' },
)
export type Condition = Static<typeof Condition>

export const BoundAsset = Type.Object(
  {
    asset: Id,
    path: Type.Array(Type.String()),
    inputs: Type.Array(BoundInput),
    outputs: Type.Array(
      Type.Object({ name: Type.String(), point: Type.Optional(Id), unit: Type.Optional(Type.String()) }),
    ),
    parameters: Type.Record(Type.String(), Type.Number(), { description: 'As they hold here' }),
    calibration: Type.Optional(Type.Object({ number: Type.Integer(), study: Type.Optional(Id), by: Person, at: Time })),
    since: Type.Optional(Type.String({ ...Time, description: 'What comes late is worked in from then on' })),
    last: Type.Optional(
      Type.Object({
        time: Time,
        version: Type.String(),
        status: Type.Integer({ description: 'The worst of its outputs' }),
        reason: Type.Optional(Type.String()),
      }),
    ),
    back: Type.Optional(Type.Object({ from: Time, at: Time, end: Time })),
    broken: Type.Optional(Type.Object({ code: Type.String(), says: Type.String() })),
    conditions: Type.Array(Condition),
  },
  { title: 'BoundAsset' },
)
export type BoundAsset = Static<typeof BoundAsset>
export const BoundAssetList = Type.Object({ items: Type.Array(BoundAsset) }, { title: 'BoundAssetList' })

export const BindingPreview = Type.Object(
  {
    assets: Type.Array(BoundAsset),
    fit: Type.Integer({ description: 'Assets where it can run' }),
    problems: Type.Integer({ description: 'Assets where something is missing' }),
    more: Type.Integer({ description: 'Assets that are not shown' }),
  },
  { title: 'BindingPreview' },
)
export type BindingPreview = Static<typeof BindingPreview>

export const VersionRequest = Type.Object(
  { version: Version },
  { title: 'BindingVersionRequest', additionalProperties: false },
)

const Side = Type.Object({
  good: Type.Integer(),
  uncertain: Type.Integer(),
  bad: Type.Integer(),
  residual: Type.Optional(Type.Number({ description: 'RMSE against what is measured' })),
  bias: Type.Optional(Type.Number({ description: 'Mean of given − measured' })),
  msPerRow: Type.Optional(Type.Number()),
  faults: Type.Integer(),
})
export const Comparison = Type.Object(
  {
    version: Type.String(),
    canary: Type.String(),
    since: Time,
    rows: Type.Integer(),
    outputs: Type.Array(
      Type.Object({
        name: Type.String(),
        unit: Type.Optional(Type.String()),
        now: Side,
        canary: Side,
        meanDifference: Type.Optional(Type.Number({ description: 'Canary − now' })),
        largestDifference: Type.Optional(Type.Number()),
      }),
    ),
    verdict: Type.Enum(['better', 'alike', 'worse', 'too_little'], {
      description: 'By residual where it is measured; else worse where it gives less that is good',
    }),
    why: Type.Array(Type.String()),
  },
  { title: 'BindingComparison' },
)
export type Comparison = Static<typeof Comparison>

export const ByAsset = Type.Object({ id: Id, asset: Id })
/** Parameters of one asset: a version of the binding there. */
export const CalibrationRequest = Type.Object(
  {
    parameters: Type.Record(name, Type.Number()),
    study: Type.Optional(Id),
    comment: Type.Optional(Type.String({ maxLength: 500 })),
  },
  { title: 'BindingCalibrationRequest', additionalProperties: false },
)
export type CalibrationRequest = Static<typeof CalibrationRequest>
export const CalibrationList = Type.Object(
  {
    items: Type.Array(
      Type.Object({
        number: Type.Integer(),
        parameters: Type.Record(Type.String(), Type.Number()),
        study: Type.Optional(Id),
        comment: Type.Optional(Type.String()),
        by: Person,
        at: Time,
        inForce: Type.Boolean(),
      }),
    ),
  },
  { title: 'BindingCalibrationList' },
)
export type CalibrationList = Static<typeof CalibrationList>

/** Where an output came from. */
export const LineageQuery = Type.Object({ point: Id, time: Type.Optional(Time) })
export const Lineage = Type.Object(
  {
    binding: Id,
    mechanism: Id,
    name: Type.String(),
    version: Type.String({ description: 'That gave it' }),
    digest: Type.String(),
    output: Type.String(),
    time: Time,
    value: Type.Optional(PlainValue),
    status: Type.Integer(),
    reason: Type.Optional(Type.String()),
    inputs: Type.Array(
      Type.Object({
        name: Type.String(),
        point: Type.Optional(Id),
        constant: Type.Optional(PlainValue),
        time: Type.Optional(Time),
        value: Type.Optional(PlainValue),
        status: Type.Integer(),
        unit: Type.Optional(Type.String()),
      }),
    ),
    parameters: Type.Record(Type.String(), Type.Number()),
  },
  { title: 'MechanismLineage' },
)
export type Lineage = Static<typeof Lineage>
