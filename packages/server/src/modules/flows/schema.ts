import { type Static, Type } from 'typebox'
import { Id, pageOf, pageQuery, searchText, Time } from '../../http/schema.ts'

const text = Type.String({ minLength: 1, maxLength: 200 })
export const Words = Type.Object({ en: text, zh: text }, { additionalProperties: false })
export type Words = Static<typeof Words>
export const Person = Type.Object({ kind: Type.String(), id: Type.String(), name: Type.String() })
export type Person = Static<typeof Person>

/** A flow as it is drawn: `checkFlow` of the engine says what is wrong with it, not the door. */
export const Document = Type.Record(Type.String(), Type.Unknown(), {
  title: 'FlowDocument',
  description: 'millrace-flow/1: nodes, wires, parameters, tests; POST /flows/check tells every mistake',
})
export type Document = Static<typeof Document>
/** Of JSON. */
export const MOST_DOCUMENT = 1_048_576

export const Catalogue = Type.Object(
  { items: Type.Array(Type.Record(Type.String(), Type.Unknown())) },
  { title: 'FlowNodeList', description: 'Each kind of node: ports, settings, help' },
)

export const Problem = Type.Object(
  {
    node: Type.Optional(Type.String()),
    port: Type.Optional(Type.String()),
    wire: Type.Optional(Type.Integer()),
    setting: Type.Optional(Type.String()),
    code: Type.String({ description: 'Of the error table' }),
    facts: Type.Record(Type.String(), Type.String()),
    says: Type.String(),
    remedy: Type.String(),
  },
  { title: 'FlowProblem' },
)
export const CheckRequest = Type.Object(
  {
    document: Document,
    asset: Type.Optional(Type.String({ ...Id, description: 'Names of points are looked for below it' })),
  },
  { title: 'FlowCheckRequest', additionalProperties: false },
)
export const Check = Type.Object(
  {
    problems: Type.Array(Problem),
    ports: Type.Record(Type.String(), Type.Record(Type.String(), Type.Record(Type.String(), Type.Unknown())), {
      description: 'By node and port: type, unit and dimension',
    }),
    order: Type.Array(Type.String()),
  },
  { title: 'FlowCheck' },
)
export type Check = Static<typeof Check>

export const TestResult = Type.Object(
  {
    name: Type.String(),
    passed: Type.Boolean(),
    says: Type.Array(Type.String(), { description: 'What was expected and what was seen' }),
  },
  { title: 'FlowTestResult' },
)
export type TestResult = Static<typeof TestResult>
export const TestRequest = Type.Object(
  { document: Document },
  { title: 'FlowTestRequest', additionalProperties: false },
)
export const TestAnswer = Type.Object(
  { passed: Type.Boolean(), results: Type.Array(TestResult) },
  { title: 'FlowTestAnswer' },
)
export type TestAnswer = Static<typeof TestAnswer>

const VersionStage = Type.Enum(['waiting', 'published', 'rejected'], {
  description: 'waiting: for a second person',
})
export type VersionStage = Static<typeof VersionStage>

export const FlowVersionListed = Type.Object(
  {
    number: Type.Integer(),
    stage: VersionStage,
    digest: Type.String(),
    tests: Type.Array(TestResult),
    comment: Type.Optional(Type.String()),
    by: Person,
    at: Time,
    reviewedBy: Type.Optional(Person),
    reviewedAt: Type.Optional(Time),
    reviewComment: Type.Optional(Type.String()),
    mayReview: Type.Boolean({ description: 'By who asks: not who wrote it' }),
  },
  { title: 'FlowVersionListed' },
)
export type FlowVersionListed = Static<typeof FlowVersionListed>
export const FlowVersion = Type.Object(
  { ...FlowVersionListed.properties, document: Document },
  { title: 'FlowVersion' },
)
export type FlowVersion = Static<typeof FlowVersion>

const listed = {
  id: Id,
  title: Words,
  published: Type.Optional(Type.Integer({ description: 'The newest version that is published' })),
  waiting: Type.Boolean({ description: 'A version waits for a second person' }),
  deployments: Type.Integer(),
  broken: Type.Integer({ description: 'Runs that do not go on' }),
  changedBy: Person,
  changedAt: Time,
}
export const FlowListed = Type.Object(listed, { title: 'FlowListed' })
export type FlowListed = Static<typeof FlowListed>
export const FlowPage = pageOf(FlowListed, 'FlowPage')
export const FlowQuery = Type.Object({ search: searchText, ...pageQuery })
export type FlowQuery = Static<typeof FlowQuery>

export const Flow = Type.Object(
  {
    ...listed,
    draft: Document,
    revision: Type.Integer({ description: 'Of the draft; sent back with the next' }),
    versions: Type.Array(FlowVersionListed, { description: 'Newest first' }),
    madeBy: Person,
    madeAt: Time,
  },
  { title: 'Flow' },
)
export type Flow = Static<typeof Flow>

export const FlowRequest = Type.Object(
  { document: Document },
  { title: 'FlowRequest', additionalProperties: false, description: 'Its title is that of the document' },
)
export const DraftRequest = Type.Object(
  { document: Document, revision: Type.Integer({ description: 'That one started from' }) },
  { title: 'FlowDraftRequest', additionalProperties: false },
)
export type DraftRequest = Static<typeof DraftRequest>
const comment = Type.Optional(Type.String({ maxLength: 500 }))
export const PublishRequest = Type.Object(
  { revision: Type.Integer({ description: 'Of the draft that is meant' }), comment },
  { title: 'FlowPublishRequest', additionalProperties: false },
)
export type PublishRequest = Static<typeof PublishRequest>
export const ReviewRequest = Type.Object(
  { agrees: Type.Boolean(), comment },
  { title: 'FlowReviewRequest', additionalProperties: false },
)
export type ReviewRequest = Static<typeof ReviewRequest>

export const ByVersion = Type.Object({ id: Id, version: Type.Integer({ minimum: 1, maximum: 1_000_000 }) })
export const DifferenceQuery = Type.Object({
  a: Type.Integer({ minimum: 1, description: 'A version' }),
  b: Type.Optional(Type.Integer({ minimum: 1, description: 'Another; without it the draft' })),
})
const change = Type.Enum(['added', 'removed', 'changed'])
export const Differences = Type.Object(
  {
    a: Document,
    b: Document,
    nodes: Type.Array(
      Type.Object({
        node: Type.String(),
        is: change,
        fields: Type.Array(
          Type.Object({
            field: Type.String(),
            before: Type.Optional(Type.Unknown()),
            after: Type.Optional(Type.Unknown()),
          }),
        ),
        moved: Type.Boolean(),
      }),
    ),
    wires: Type.Array(Type.Object({ is: Type.Enum(['added', 'removed']), from: Type.String(), to: Type.String() })),
    others: Type.Array(Type.String(), { description: 'Other parts of the document that differ' }),
  },
  { title: 'FlowDifferences' },
)
export type Differences = Static<typeof Differences>

export const FlowSettings = Type.Object(
  { secondPerson: Type.Boolean({ description: 'A version is published when a second person agrees' }) },
  { title: 'FlowSettings', additionalProperties: false },
)
export type FlowSettings = Static<typeof FlowSettings>

export const BySecret = Type.Object({ name: Type.String({ pattern: '^[a-z][a-z0-9_-]{0,39}$' }) })
export const FlowSecretRequest = Type.Object(
  {
    origin: Type.String({
      maxLength: 300,
      description: 'Scheme, host and port, such as https://erp.example:8443: it goes nowhere else',
    }),
    header: Type.String({ pattern: '^[A-Za-z0-9-]{1,64}$', description: 'Such as Authorization' }),
    value: Type.String({ pattern: '^[\\x20-\\x7e]{1,4000}$', description: 'Kept in the vault, and told to nobody' }),
  },
  { title: 'FlowSecretRequest', additionalProperties: false },
)
export type FlowSecretRequest = Static<typeof FlowSecretRequest>
export const FlowSecret = Type.Object(
  {
    name: Type.String(),
    origin: Type.String(),
    header: Type.String(),
    changedBy: Person,
    changedAt: Time,
    usedBy: Type.Array(Type.Object({ id: Id, title: Words }), {
      description: 'Flows whose draft, or one of whose versions, names it',
    }),
  },
  { title: 'FlowSecret' },
)
export type FlowSecret = Static<typeof FlowSecret>
export const FlowSecretList = Type.Object({ items: Type.Array(FlowSecret) }, { title: 'FlowSecretList' })

export const Target = Type.Object(
  {
    assets: Type.Optional(Type.Array(Id, { minItems: 1, maxItems: 1_000, uniqueItems: true })),
    thingModel: Type.Optional(Id),
    equipmentClass: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
  },
  { additionalProperties: false, description: 'One of them, or none: the flow runs once, with points by their ids' },
)
export type Target = Static<typeof Target>

const actionStates = ['waiting', 'doing', 'done', 'refused', 'failed', 'unknown'] as const
export type ActionState = (typeof actionStates)[number]
export const Action = Type.Object(
  {
    id: Id,
    asset: Type.Optional(Id),
    node: Type.String(),
    kind: Type.String(),
    at: Type.String({ ...Time, description: 'Source time at which the flow asked for it' }),
    body: Type.Record(Type.String(), Type.Unknown()),
    state: Type.Enum([...actionStates], { description: 'unknown: it went out, and nobody knows what became of it' }),
    tries: Type.Integer(),
    answer: Type.Optional(Type.String()),
    madeAt: Time,
    endedAt: Type.Optional(Time),
  },
  { title: 'FlowAction' },
)
export type Action = Static<typeof Action>
export const ActionPage = pageOf(Action, 'FlowActionPage')
export const ActionQuery = Type.Object({ state: Type.Optional(Type.Enum([...actionStates])), ...pageQuery })
export type ActionQuery = Static<typeof ActionQuery>

export const DeploymentRequest = Type.Object(
  {
    version: Type.Integer({ minimum: 1 }),
    name: Words,
    target: Target,
    inputs: Type.Optional(
      Type.Record(Type.String({ pattern: '^[a-z][a-z0-9_-]{0,39}$' }), Type.Object({ point: Id }), {
        description: 'By node: the point that takes the place of what the node names',
      }),
    ),
    parameters: Type.Optional(Type.Record(Type.String({ pattern: '^[A-Za-z_][A-Za-z0-9_]{0,59}$' }), Type.Number())),
    edge: Type.Optional(
      Type.Object(
        { node: Id },
        { additionalProperties: false, description: 'At this edge node; without it, on the platform' },
      ),
    ),
  },
  { title: 'FlowDeploymentRequest', additionalProperties: false },
)
export type DeploymentRequest = Static<typeof DeploymentRequest>

export const Run = Type.Object(
  {
    asset: Type.Optional(Id),
    path: Type.Array(Type.String()),
    inputs: Type.Array(
      Type.Object({
        node: Type.String(),
        point: Type.Optional(Id),
        problem: Type.Optional(Type.String({ description: 'missing, several' })),
      }),
    ),
    outputs: Type.Array(Type.Object({ node: Type.String(), point: Id })),
    state: Type.Enum(['runs', 'paused', 'broken', 'elsewhere', 'waiting'], {
      description:
        'elsewhere: another platform on the same database runs it; waiting: its edge node has not said that it runs it',
    }),
    broken: Type.Optional(Type.Object({ code: Type.String(), says: Type.String() })),
    digest: Type.Optional(Type.String({ description: 'Of the package that its edge node runs, or is to run' })),
    time: Type.Optional(Type.String({ ...Time, description: 'Flow time: everything up to it is worked out' })),
    samples: Type.Integer({ description: 'Taken since the platform began' }),
    late: Type.Integer({ description: 'That came after flow time had passed them, and are not used' }),
    troubles: Type.Integer({
      description: 'Calls of scripts, and other steps of nodes, that failed; the flow went on',
    }),
    trouble: Type.Optional(
      Type.Object({ node: Type.String(), says: Type.String() }, { description: 'The last of them' }),
    ),
    values: Type.Integer({ description: 'Given to points' }),
    actions: Type.Integer({ description: 'Asked for' }),
  },
  { title: 'FlowRun' },
)
export type Run = Static<typeof Run>
export const RunList = Type.Object({ items: Type.Array(Run) }, { title: 'FlowRunList' })

export const Deployment = Type.Object(
  {
    id: Id,
    flow: Id,
    flowTitle: Words,
    version: Type.Integer(),
    before: Type.Optional(Type.Integer()),
    name: Words,
    target: Target,
    inputs: Type.Record(Type.String(), Type.Object({ point: Id })),
    parameters: Type.Record(Type.String(), Type.Number()),
    paused: Type.Boolean(),
    edge: Type.Optional(
      Type.Object({ id: Id, group: Type.String(), node: Type.String() }, { description: 'The edge node that runs it' }),
    ),
    runs: Type.Integer(),
    broken: Type.Integer(),
    open: Type.Integer({ description: 'Actions that wait or are under way' }),
    back: Type.Optional(
      Type.Object(
        {
          from: Time,
          at: Time,
          end: Time,
          broken: Type.Optional(Type.Object({ code: Type.String(), says: Type.String() })),
        },
        {
          description:
            'Its points are given anew: of what stretch, up to where that is done, and why it does not go on',
        },
      ),
    ),
    by: Person,
    at: Time,
  },
  { title: 'FlowDeployment' },
)
export type Deployment = Static<typeof Deployment>
export const DeploymentList = Type.Object({ items: Type.Array(Deployment) }, { title: 'FlowDeploymentList' })
export const FlowInbox = Type.Object(
  {
    items: Type.Array(
      Type.Object({
        asset: Type.Optional(Id),
        node: Type.String(),
        address: Type.String({ description: 'Whoever knows it may send there' }),
      }),
    ),
  },
  { title: 'FlowInbox' },
)
export type FlowInbox = Static<typeof FlowInbox>
export const ByDigest = Type.Object({
  digest: Type.String({ pattern: '^[0-9a-f]{64}$', description: 'SHA-256 of the package, without its prefix' }),
})
export const ByToken = Type.Object({ token: Type.String({ minLength: 1, maxLength: 200 }) })
export const InboxBody = Type.Unknown({ title: 'FlowInboxBody', description: 'Any JSON; the flow has its text' })
export const DeploymentQuery = Type.Object({ flow: Type.Optional(Id) })
export const UpgradeRequest = Type.Object(
  { version: Type.Integer({ minimum: 1 }) },
  { title: 'FlowUpgradeRequest', additionalProperties: false },
)
export const RecomputeRequest = Type.Object(
  { from: Type.String({ ...Time, description: 'From then on, out of the history' }) },
  { title: 'FlowRecomputeRequest', additionalProperties: false },
)

const PortRef = Type.String({
  pattern: '^[a-z][a-z0-9_-]{0,39}(/[a-z][a-z0-9_-]{0,39})*\\.[a-z0-9_-]{1,40}$',
  description: 'node.port',
})
export const LiveQuery = Type.Object({
  asset: Type.Optional(Id),
  watch: Type.Optional(
    Type.String({ maxLength: 4_000, description: 'node.port, with commas between; without any, all' }),
  ),
})

/** Samples of a wire, column by column. */
export const WireColumns = Type.Object(
  {
    time: Type.Array(Type.Integer({ description: 'µs since 1970, of the source' })),
    value: Type.Array(Type.Union([Type.Number(), Type.Boolean(), Type.String(), Type.Null()])),
    status: Type.Array(Type.Integer({ description: 'OPC UA StatusCode' })),
  },
  { title: 'FlowWireColumns' },
)
export type WireColumns = Static<typeof WireColumns>

export const ReplayRequest = Type.Object(
  {
    document: Type.Optional(Document),
    flow: Type.Optional(Id),
    version: Type.Optional(Type.Integer({ minimum: 1, description: 'Without it, the draft of the flow' })),
    asset: Type.Optional(Id),
    inputs: Type.Optional(Type.Record(Type.String(), Type.Object({ point: Id }))),
    parameters: Type.Optional(Type.Record(Type.String(), Type.Number())),
    from: Time,
    to: Type.String({ ...Time, description: '366 days after from at most' }),
    watch: Type.Array(PortRef, { maxItems: 200 }),
    breakpoints: Type.Optional(
      Type.Array(
        Type.Object(
          {
            at: PortRef,
            when: Type.String({
              minLength: 1,
              maxLength: 500,
              description: 'Of `value`, such as value > 7.5 or !value',
            }),
          },
          { additionalProperties: false },
        ),
        { maxItems: 20 },
      ),
    ),
  },
  {
    title: 'FlowReplayRequest',
    additionalProperties: false,
    description: 'A document, or a version of a flow; it stops at the first breakpoint',
  },
)
export type ReplayRequest = Static<typeof ReplayRequest>
export const ReplayResult = Type.Object({
  from: Time,
  to: Type.String({ ...Time, description: 'How far it came' }),
  samples: Type.Integer(),
  wires: Type.Record(Type.String(), WireColumns),
  rows: Type.Record(Type.String(), Type.Integer(), {
    description:
      'Samples that went by on each wire; where more than are told, of each stretch the first, least, greatest, worst and last are',
  }),
  nodes: Type.Record(Type.String(), Type.Object({ in: Type.Integer(), out: Type.Integer() })),
  actions: Type.Array(
    Type.Object({
      node: Type.String(),
      kind: Type.String(),
      at: Time,
      body: Type.Record(Type.String(), Type.Unknown()),
    }),
    { description: 'What it would have done' },
  ),
  actionCount: Type.Integer(),
  troubles: Type.Array(Type.Object({ node: Type.String(), says: Type.String() }), {
    description: 'What scripts and other nodes could not do',
  }),
  stopped: Type.Optional(
    Type.Object({ at: Type.String(), when: Type.String(), time: Time, value: Type.Unknown(), status: Type.Integer() }),
  ),
})
export type ReplayResult = Static<typeof ReplayResult>
export const Replay = Type.Object(
  {
    id: Id,
    state: Type.Enum(['runs', 'done', 'failed']),
    progress: Type.Number({ minimum: 0, maximum: 1 }),
    fault: Type.Optional(Type.Object({ code: Type.String(), says: Type.String() })),
    result: Type.Optional(ReplayResult),
  },
  { title: 'FlowReplay' },
)
export type Replay = Static<typeof Replay>
