import { type Static, Type } from 'typebox'
import { Id, pageOf, pageQuery, searchText, Time } from '../../http/schema.ts'

export const Words = Type.Object({ en: Type.String(), zh: Type.String() })
export const Person = Type.Object({ kind: Type.String(), id: Type.String(), name: Type.String() })
export type Person = Static<typeof Person>

export const stages = ['draft', 'tested', 'reviewed', 'published', 'deprecated'] as const
export const Stage = Type.Enum([...stages], {
  title: 'MechanismStage',
  description: 'tested: its cases pass here; reviewed: a second person agreed; deprecated: nothing new is bound to it',
})
export type Stage = Static<typeof Stage>
const Origin = Type.Enum(['library', 'studio', 'import', 'learned', 'app'])
export type Origin = Static<typeof Origin>
const RuntimeKind = Type.Enum(['formula', 'script', 'python', 'onnx', 'wasm', 'fmu'])
const ValueType = Type.Enum(['number', 'boolean', 'text'])
export const PlainValue = Type.Union([Type.Number(), Type.Boolean(), Type.String({ maxLength: 4_096 })])
export type PlainValue = Static<typeof PlainValue>
export const Version = Type.String({
  pattern: '^[0-9]+\\.[0-9]+\\.[0-9]+[0-9A-Za-z.+-]{0,60}$',
  description: 'SemVer 2.0',
})

const quantity = { name: Type.String(), en: Type.String(), zh: Type.String() }
const unit = Type.Optional(Type.String({ description: 'UCUM' }))
const range = { low: Type.Optional(Type.Number()), high: Type.Optional(Type.Number()) }

/** model.yaml, as library/models/schema/model.json tells it. */
export const Manifest = Type.Object(
  {
    id: Type.String({ description: 'publisher/name' }),
    version: Type.String(),
    title: Words,
    description: Words,
    owner: Type.String(),
    licence: Type.String({ description: 'SPDX' }),
    sources: Type.Array(
      Type.Object({
        id: Type.String(),
        kind: Type.String(),
        title: Type.String(),
        publisher: Type.Optional(Type.String()),
        address: Type.Optional(Type.String()),
        seen: Type.Boolean(),
      }),
    ),
    taxonomy: Type.Object({
      domain: Type.String(),
      equipment: Type.Optional(Type.Array(Type.String())),
      tags: Type.Optional(Type.Array(Type.String())),
    }),
    inputs: Type.Array(
      Type.Object({
        ...quantity,
        type: ValueType,
        unit,
        ...range,
        quality: Type.Optional(Type.Enum(['good', 'uncertain'])),
        default: Type.Optional(PlainValue),
      }),
    ),
    outputs: Type.Array(Type.Object({ ...quantity, type: ValueType, unit, ...range })),
    parameters: Type.Optional(Type.Array(Type.Object({ ...quantity, unit, ...range, default: Type.Number() }))),
    validity: Type.Optional(Type.Array(Type.Object({ en: Type.String(), zh: Type.String(), holds: Type.String() }))),
    stateful: Type.Optional(Type.Boolean()),
    runtime: Type.Object(
      {
        kind: RuntimeKind,
        file: Type.Optional(Type.String()),
        steps: Type.Optional(Type.Array(Type.Object({ name: Type.String(), unit, formula: Type.String() }))),
        outputs: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
      },
      { additionalProperties: true },
    ),
    limits: Type.Optional(Type.Object({}, { additionalProperties: true })),
    cases: Type.Array(
      Type.Object({
        name: Type.String(),
        source: Type.String(),
        parameters: Type.Optional(Type.Record(Type.String(), Type.Number())),
        everyMs: Type.Optional(Type.Number()),
        rows: Type.Array(
          Type.Object({
            inputs: Type.Record(Type.String(), PlainValue),
            outputs: Type.Record(
              Type.String(),
              Type.Object({
                value: PlainValue,
                relative: Type.Optional(Type.Number()),
                absolute: Type.Optional(Type.Number()),
              }),
            ),
          }),
        ),
      }),
    ),
  },
  { title: 'MechanismManifest' },
)
export type Manifest = Static<typeof Manifest>

export const Finding = Type.Object(
  {
    file: Type.String(),
    line: Type.Optional(Type.Integer()),
    column: Type.Optional(Type.Integer()),
    path: Type.Optional(Type.String({ description: 'JSON pointer into model.yaml' })),
    says: Type.String(),
  },
  { title: 'MechanismFinding' },
)

export type Finding = Static<typeof Finding>

export const CaseResult = Type.Object(
  {
    name: Type.String(),
    source: Type.String(),
    holds: Type.Boolean(),
    figures: Type.Array(
      Type.Object({
        row: Type.Integer(),
        output: Type.String(),
        unit,
        expected: PlainValue,
        seen: Type.Optional(PlainValue),
        difference: Type.Optional(Type.Number()),
        tolerance: Type.Optional(Type.Number()),
        status: Type.Integer({ description: 'OPC UA StatusCode' }),
        reason: Type.Optional(Type.String()),
        holds: Type.Boolean(),
      }),
    ),
  },
  { title: 'MechanismCaseResult' },
)
export type CaseResult = Static<typeof CaseResult>

const listed = {
  id: Id,
  name: Type.String({ description: 'publisher/name' }),
  title: Words,
  description: Words,
  domain: Type.String(),
  equipment: Type.Array(Type.String()),
  tags: Type.Array(Type.String()),
  kind: RuntimeKind,
  stateful: Type.Boolean(),
  origin: Origin,
  newest: Type.Object({ version: Type.String(), stage: Stage }),
  published: Type.Optional(Type.String({ description: 'The newest version that is published' })),
  bindings: Type.Integer({ description: 'That run it' }),
  changedAt: Time,
}
export const MechanismListed = Type.Object(listed, { title: 'MechanismListed' })
export type MechanismListed = Static<typeof MechanismListed>
export const MechanismPage = pageOf(MechanismListed, 'MechanismPage')
export const MechanismQuery = Type.Object({
  search: searchText,
  domain: Type.Optional(Type.String({ maxLength: 40 })),
  stage: Type.Optional(Stage),
  equipment: Type.Optional(Type.String({ maxLength: 60 })),
  ...pageQuery,
})
export type MechanismQuery = Static<typeof MechanismQuery>

const Step = Type.Object({
  stage: Stage,
  by: Person,
  at: Time,
  comment: Type.Optional(Type.String()),
})
export type KeptStep = Static<typeof Step>

/** What a list shows of a version. */
export type About = Pick<
  MechanismListed,
  'title' | 'description' | 'domain' | 'equipment' | 'tags' | 'kind' | 'stateful'
>

/** Reference cases as they were last run here. */
export interface KeptCases {
  /** Of the package that they were run with. */
  digest: string
  at: string
  by: Person
  holds: boolean
  results: CaseResult[]
}

const versioned = {
  version: Type.String(),
  stage: Stage,
  digest: Type.String({ description: 'sha256:… of digests.json' }),
  bytes: Type.Integer({ description: 'Of the archive' }),
  origin: Origin,
  by: Person,
  at: Time,
  signature: Type.Optional(
    Type.Object(
      {
        fingerprint: Type.String({ description: 'sha256:… of the key' }),
        trusted: Type.Boolean({ description: 'The key is one that this organisation trusts' }),
      },
      { description: 'It holds; one that does not is refused at import' },
    ),
  ),
}

export const Mechanism = Type.Object(
  { ...listed, versions: Type.Array(Type.Object({ ...versioned, bindings: Type.Integer() })) },
  { title: 'Mechanism' },
)
export type Mechanism = Static<typeof Mechanism>

export const MechanismVersion = Type.Object(
  {
    mechanism: Id,
    name: Type.String(),
    ...versioned,
    manifest: Manifest,
    files: Type.Array(
      Type.Object({
        path: Type.String(),
        bytes: Type.Integer(),
        text: Type.Optional(Type.String({ description: 'Of texts up to 64 KiB' })),
      }),
    ),
    cases: Type.Optional(
      Type.Object(
        { at: Time, by: Person, holds: Type.Boolean(), results: Type.Array(CaseResult) },
        { description: 'As they were last run here' },
      ),
    ),
    steps: Type.Array(Step, { description: 'How it came to be where it is, oldest first' }),
    deprecated: Type.Optional(Type.Object({ why: Type.String(), successor: Type.Optional(Type.String()) })),
    may: Type.Array(Type.Enum(['change', 'test', 'review', 'publish', 'deprecate', 'bind', 'remove']), {
      description: 'What the caller can do with it now',
    }),
  },
  { title: 'MechanismVersion' },
)
export type MechanismVersion = Static<typeof MechanismVersion>

export const ByVersion = Type.Object({ id: Id, version: Version })

/** Files of a package as they are written. */
export const Files = Type.Array(
  Type.Object(
    {
      path: Type.String({ maxLength: 200 }),
      text: Type.Optional(Type.String({ maxLength: 1_048_576 })),
      base64: Type.Optional(Type.String({ maxLength: 12_000_000 })),
    },
    { additionalProperties: false },
  ),
  { minItems: 1, maxItems: 200 },
)
export const DraftRequest = Type.Object(
  { files: Files },
  { title: 'MechanismDraftRequest', additionalProperties: false },
)
export type DraftRequest = Static<typeof DraftRequest>

export const Check = Type.Object(
  {
    findings: Type.Array(Finding, { description: 'Every mistake; none: it can be kept and tested' }),
    manifest: Type.Optional(Manifest),
  },
  { title: 'MechanismCheck' },
)
export type Check = Static<typeof Check>

const Comment = Type.Optional(Type.String({ maxLength: 2_000 }))
export const StepRequest = Type.Object(
  { comment: Comment },
  { title: 'MechanismStepRequest', additionalProperties: false },
)
export const DeprecateRequest = Type.Object(
  { why: Type.String({ minLength: 1, maxLength: 500 }), successor: Type.Optional(Version) },
  { title: 'MechanismDeprecateRequest', additionalProperties: false },
)
export type DeprecateRequest = Static<typeof DeprecateRequest>

/** Rows in columns. */
const Micros = Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER, description: 'µs since 1970-01-01 UTC' })
const GivenColumn = Type.Object(
  {
    values: Type.Array(Type.Union([PlainValue, Type.Null()]), { maxItems: 10_000 }),
    status: Type.Optional(
      Type.Array(Type.Integer({ minimum: 0, maximum: 4_294_967_295 }), {
        maxItems: 10_000,
        description: 'OPC UA StatusCode of each; without it good, and a null has nothing',
      }),
    ),
  },
  { additionalProperties: false },
)
export const GivenRows = Type.Object(
  {
    time: Type.Optional(Type.Array(Micros, { maxItems: 10_000, description: 'Without it a second apart' })),
    inputs: Type.Record(Type.String({ maxLength: 60 }), GivenColumn),
  },
  { title: 'MechanismRows', additionalProperties: false },
)
export type GivenRows = Static<typeof GivenRows>
const Parameters = Type.Record(Type.String({ maxLength: 60 }), Type.Number())

export const CallRequest = Type.Object(
  {
    rows: GivenRows,
    parameters: Type.Optional(Parameters),
    state: Type.Optional(Type.String({ maxLength: 1_400_000, description: 'base64, of an answer before' })),
  },
  { title: 'MechanismCallRequest', additionalProperties: false },
)
export type CallRequest = Static<typeof CallRequest>

export const Results = Type.Object(
  {
    outputs: Type.Record(
      Type.String(),
      Type.Object({
        type: ValueType,
        unit,
        values: Type.Array(Type.Union([PlainValue, Type.Null()])),
        status: Type.Array(Type.Integer({ description: 'OPC UA StatusCode' })),
        reason: Type.Array(Type.Integer({ description: 'Place in `reasons`; −1: it is good' })),
      }),
    ),
    reasons: Type.Array(Type.String(), { description: 'Why an output is not good' }),
    fault: Type.Optional(
      Type.Object({ code: Type.String(), says: Type.String() }, { description: 'The model was stopped, or failed' }),
    ),
  },
  { title: 'MechanismResults' },
)
export type Results = Static<typeof Results>

export const CallAnswer = Type.Object(
  {
    name: Type.String(),
    version: Type.String(),
    digest: Type.String(),
    results: Results,
    state: Type.Optional(Type.String({ description: 'base64; of a stateful model, to go on from' })),
  },
  { title: 'MechanismCallAnswer' },
)
export type CallAnswer = Static<typeof CallAnswer>

/** What is written, over given rows or over the history of points; nothing is kept. */
export const TryRequest = Type.Object(
  {
    files: Files,
    parameters: Type.Optional(Parameters),
    rows: Type.Optional(GivenRows),
    points: Type.Optional(
      Type.Object(
        {
          inputs: Type.Record(Type.String({ maxLength: 60 }), Id),
          measured: Type.Optional(
            Type.Record(Type.String({ maxLength: 60 }), Id, {
              description: 'By output: the point that it is compared with',
            }),
          ),
          from: Time,
          to: Type.Optional(Time),
          every: Type.Optional(
            Type.Number({ minimum: 0.1, maximum: 86_400, description: 's; without it at each change' }),
          ),
        },
        { additionalProperties: false },
      ),
    ),
  },
  { title: 'MechanismTryRequest', additionalProperties: false },
)
export type TryRequest = Static<typeof TryRequest>

const Measured = Type.Object({
  values: Type.Array(Type.Union([Type.Number(), Type.Null()])),
  status: Type.Array(Type.Integer()),
})
export const TryAnswer = Type.Object(
  {
    findings: Type.Array(Finding),
    time: Type.Array(Type.Integer({ description: 'µs since 1970-01-01 UTC' })),
    inputs: Type.Record(Type.String(), Measured, { description: 'In the units of the model' }),
    measured: Type.Record(Type.String(), Measured, { description: 'In the unit of the output' }),
    results: Type.Optional(Results),
    cases: Type.Array(CaseResult),
    cut: Type.Boolean({ description: 'There was more: only the newest is shown' }),
  },
  { title: 'MechanismTryAnswer' },
)
export type TryAnswer = Static<typeof TryAnswer>

export const Differences = Type.Object(
  {
    from: Type.String(),
    to: Type.String(),
    items: Type.Array(
      Type.Object({
        part: Type.Enum([
          'inputs',
          'outputs',
          'parameters',
          'validity',
          'cases',
          'sources',
          'runtime',
          'about',
          'files',
        ]),
        name: Type.String(),
        is: Type.Enum(['added', 'removed', 'changed']),
        before: Type.Optional(Type.String()),
        after: Type.Optional(Type.String()),
      }),
    ),
    compatible: Type.Boolean({ description: 'Whoever is bound to the first can run the second as it is' }),
    breaks: Type.Array(Type.String(), { description: 'Why not' }),
  },
  { title: 'MechanismDifferences' },
)
export type Differences = Static<typeof Differences>
export const DifferencesQuery = Type.Object({ from: Version, to: Version })

export const LibraryList = Type.Object(
  {
    items: Type.Array(
      Type.Object({
        folder: Type.String({ description: 'Its folder in library/models' }),
        name: Type.String(),
        version: Type.String(),
        title: Words,
        description: Words,
        domain: Type.String(),
        equipment: Type.Array(Type.String()),
        kind: RuntimeKind,
        cases: Type.Integer(),
        taken: Type.Optional(Type.String({ description: 'The version that is in the registry' })),
      }),
    ),
  },
  { title: 'MechanismLibrary' },
)
export type LibraryList = Static<typeof LibraryList>
export const LibraryRequest = Type.Object(
  { folder: Type.String({ minLength: 1, maxLength: 80 }) },
  { title: 'MechanismLibraryRequest', additionalProperties: false },
)

export const KeyList = Type.Object(
  {
    items: Type.Array(Type.Object({ fingerprint: Type.String(), name: Type.String(), by: Person, at: Time })),
  },
  { title: 'MechanismKeyList' },
)
export type KeyList = Static<typeof KeyList>
export const KeyRequest = Type.Object(
  {
    fingerprint: Type.String({ pattern: '^sha256:[0-9a-f]{64}$' }),
    name: Type.String({ minLength: 1, maxLength: 120 }),
  },
  { title: 'MechanismKeyRequest', additionalProperties: false },
)
export type KeyRequest = Static<typeof KeyRequest>
export const ByFingerprint = Type.Object({ fingerprint: Type.String({ pattern: '^sha256:[0-9a-f]{64}$' }) })
