import { AppField } from '@millrace/apps'
import { FlowComponentSchema, type FlowTestSchema } from '@millrace/flows'
import { type Static, Type } from 'typebox'
import { Id, pageOf, pageQuery, searchText, Time } from '../../http/schema.ts'

const closed = { additionalProperties: false }
const text = Type.String({ minLength: 1, maxLength: 200 })
export const Words = Type.Object({ en: text, zh: text }, closed)
export type Words = Static<typeof Words>
const long = Type.String({ maxLength: 4_000 })
const Description = Type.Object({ en: long, zh: long }, closed)
export const Person = Type.Object({ kind: Type.String(), id: Type.String(), name: Type.String() })
export type Person = Static<typeof Person>

const Name = Type.String({ pattern: '^[a-z][a-z0-9_-]{0,39}$' })
const VersionNumber = Type.Integer({ minimum: 1, maximum: 1_000_000 })
const kinds = ['subflow', 'script', 'service'] as const
const Kind = Type.Enum([...kinds])
export type ComponentKind = (typeof kinds)[number]
const Stage = Type.Enum(['waiting', 'published', 'rejected'], { description: 'waiting: for a second person' })
export type Stage = Static<typeof Stage>
export type ConsumerKind = 'flow' | 'app' | 'person' | 'program'

/** What it is made of; the engine of flows says what is wrong with it. */
export const Body = Type.Object(FlowComponentSchema.properties, { title: 'ComponentBody' })
export type Body = Static<typeof Body>
const Fields = Type.Array(AppField, { maxItems: 60 })
export type Fields = Static<typeof Fields>
const service = Type.String({ pattern: '^[a-z][a-z0-9_]{0,39}$', description: 'As the manifest of the app names it' })
const form = {
  takes: Type.Optional({
    ...Fields,
    description: 'Members of the object that it is called with; any JSON unless told',
  }),
  gives: Type.Optional({ ...Fields, description: 'Members of the object that it answers with; any JSON unless told' }),
}
/** A service of an app, which is called and never placed. */
export const ServiceBody = Type.Object(
  { app: Type.String({ description: 'publisher/name' }), installation: Id, service, ...form },
  { title: 'ComponentService' },
)
export type ServiceBody = Static<typeof ServiceBody>
const Ports = FlowComponentSchema.properties.ports
const serviceOnly = { service: Type.Optional(ServiceBody) }
const Parameters = FlowComponentSchema.properties.parameters

const deprecation = {
  reason: Type.String({ minLength: 1, maxLength: 500 }),
  successor: Type.Optional(Type.String({ maxLength: 60, description: 'name@version' })),
}
export const Deprecation = Type.Object({ ...deprecation, by: Person, at: Time })
export type Deprecation = Static<typeof Deprecation>
export const DeprecateRequest = Type.Object(deprecation, { ...closed, title: 'ComponentDeprecateRequest' })
export type DeprecateRequest = Static<typeof DeprecateRequest>

const version = {
  number: Type.Integer(),
  stage: Stage,
  title: Words,
  description: Description,
  ports: Ports,
  parameters: Parameters,
  ...serviceOnly,
  digest: Type.String(),
  comment: Type.Optional(Type.String()),
  by: Person,
  at: Time,
  reviewedBy: Type.Optional(Person),
  reviewedAt: Type.Optional(Time),
  reviewComment: Type.Optional(Type.String()),
  mayReview: Type.Boolean({ description: 'By who asks: not who wrote it' }),
  deprecated: Type.Optional(Deprecation),
}
export const ComponentVersion = Type.Object(version, { title: 'ComponentVersion' })
export type ComponentVersion = Static<typeof ComponentVersion>
export const ComponentWhole = Type.Object(
  { ...version, body: Type.Optional({ ...Body, description: 'What is inside; of a service nothing is told' }) },
  { title: 'ComponentVersionWhole' },
)
export type ComponentWhole = Static<typeof ComponentWhole>

const listed = {
  name: Type.String(),
  kind: Kind,
  title: Words,
  description: Description,
  ports: Ports,
  ...serviceOnly,
  newest: Type.Optional(Type.Integer({ description: 'The newest version that is published' })),
  waiting: Type.Boolean({ description: 'A version waits for a second person' }),
  deprecated: Type.Boolean({ description: 'The newest version is' }),
  flows: Type.Integer({ description: 'That name it, as they are drawn or in a version of theirs' }),
  calls: Type.Integer({ description: 'Of the last 30 days' }),
}
export const ComponentListed = Type.Object(listed, { title: 'ComponentListed' })
export type ComponentListed = Static<typeof ComponentListed>
export const ComponentPage = pageOf(ComponentListed, 'ComponentPage')
export const ComponentQuery = Type.Object({ search: searchText, kind: Type.Optional(Kind), ...pageQuery })
export type ComponentQuery = Static<typeof ComponentQuery>

const User = Type.Object(
  {
    id: Type.String(),
    title: Words,
    drawn: Type.Array(Type.Integer(), { description: 'Versions of the component in its draft' }),
    published: Type.Array(Type.Integer(), { description: 'In versions of the flow' }),
  },
  { title: 'ComponentUser' },
)
export type User = Static<typeof User>
export const Component = Type.Object(
  {
    ...listed,
    versions: Type.Array(ComponentVersion, { description: 'Newest first' }),
    users: Type.Array(User, { description: 'Flows that name it' }),
  },
  { title: 'Component' },
)
export type Component = Static<typeof Component>

const Part = Type.Object(
  {
    subflow: Type.Optional(Type.String({ maxLength: 40, description: 'A subflow of the document' })),
    node: Type.Optional(Type.String({ maxLength: 40, description: 'A script of the document' })),
  },
  { ...closed, description: 'One of them; without any the whole flow, whose points become ports' },
)
const taken = {
  document: Type.Record(Type.String(), Type.Unknown(), { description: 'millrace-flow/1: what it is taken from' }),
  part: Part,
}
export const ProposalRequest = Type.Object(taken, { ...closed, title: 'ComponentProposalRequest' })
export type ProposalRequest = Static<typeof ProposalRequest>
export const Proposal = Type.Object(
  {
    kind: Kind,
    ports: Ports,
    parameters: Parameters,
    problems: Type.Array(
      Type.Object({
        node: Type.Optional(Type.String()),
        code: Type.String(),
        says: Type.String(),
        remedy: Type.String(),
      }),
    ),
  },
  { title: 'ComponentProposal' },
)
export type Proposal = Static<typeof Proposal>
export const PublishRequest = Type.Object(
  {
    ...taken,
    name: Name,
    title: Words,
    description: Description,
    ports: Type.Optional(
      Type.Array(Ports.items, { minItems: 1, maxItems: 60, description: 'With titles, types and units of your own' }),
    ),
    comment: Type.Optional(Type.String({ maxLength: 500 })),
  },
  { ...closed, title: 'ComponentPublishRequest', description: 'The next version of the name, or the first' },
)
export type PublishRequest = Static<typeof PublishRequest>
export const PublishServiceRequest = Type.Object(
  {
    name: Name,
    title: Words,
    description: Description,
    installation: Id,
    service,
    ...form,
    comment: Type.Optional(Type.String({ maxLength: 500 })),
  },
  {
    ...closed,
    title: 'ComponentServiceRequest',
    description: 'What it takes and gives is told here alone where the manifest of the app does not tell it',
  },
)
export type PublishServiceRequest = Static<typeof PublishServiceRequest>
export const CallRequest = Type.Object(
  {
    number: Type.Optional({ ...VersionNumber, description: 'The newest version that is published unless told' }),
    input: Type.Optional(Type.Unknown({ description: 'JSON that it is called with' })),
    id: Type.Optional({
      ...Id,
      description: 'Made by who calls: called again with it, what the service writes to machines is written once',
    }),
  },
  { ...closed, title: 'ComponentCallRequest' },
)
export type CallRequest = Static<typeof CallRequest>
export const CallAnswer = Type.Object(
  {
    number: Type.Integer({ description: 'The version that was called' }),
    output: Type.Unknown({ description: 'JSON that it gave' }),
  },
  { title: 'ComponentCallAnswer' },
)
export type CallAnswer = Static<typeof CallAnswer>
export const ReviewRequest = Type.Object(
  { agrees: Type.Boolean(), comment: Type.Optional(Type.String({ maxLength: 500 })) },
  { ...closed, title: 'ComponentReviewRequest' },
)
export type ReviewRequest = Static<typeof ReviewRequest>

export const ByName = Type.Object({ name: Name })
export const ByNumber = Type.Object({ name: Name, number: VersionNumber })

type Row = NonNullable<Static<typeof FlowTestSchema>['inputs'][string]>[number]
const Value = Type.Union([Type.Number(), Type.Boolean(), Type.String({ maxLength: 10_000 }), Type.Null()])
export const TrialRequest = Type.Object(
  {
    inputs: Type.Record(
      Type.String({ maxLength: 60 }),
      Type.Array(Type.Tuple([Type.Number({ minimum: 0 }), Value]), { maxItems: 1_000 }),
      { description: 'By port: seconds since the beginning, value' },
    ),
    parameters: Type.Optional(Type.Record(Type.String({ maxLength: 40 }), Type.Number())),
    until: Type.Optional(
      Type.Number({ minimum: 0, maximum: 86_400, description: 'Seconds; the last input unless told' }),
    ),
  },
  { ...closed, title: 'ComponentTrialRequest' },
)
export type TrialRequest = Static<typeof TrialRequest> & { readonly inputs: Readonly<Record<string, readonly Row[]>> }
export const Trial = Type.Object(
  {
    outputs: Type.Record(Type.String(), Type.Array(Type.Tuple([Type.Number(), Value, Type.Integer()])), {
      description: 'By port: seconds since the beginning, value, OPC UA StatusCode',
    }),
    says: Type.Array(Type.String(), { description: 'What scripts and other nodes could not do' }),
  },
  { title: 'ComponentTrial' },
)
export type Trial = Static<typeof Trial>

export const UseQuery = Type.Object({
  name: Type.Optional(Name),
  from: Type.Optional(Time),
  to: Type.Optional(Time),
  by: Type.Optional(Type.Enum(['hour', 'day'], { default: 'day', description: 'Days are those of UTC' })),
})
export type UseQuery = Static<typeof UseQuery>
const counted = {
  calls: Type.Integer({ description: 'Steps of the engine in which samples came in; of a service, calls' }),
  samples: Type.Integer({ description: 'That came into its inputs; of a service none' }),
  ms: Type.Number({ description: 'Time of all nodes inside; of a service, what it computed' }),
  errors: Type.Integer({ description: 'Steps of nodes inside that failed; of a service, calls without an answer' }),
}
export const UseRow = Type.Object(
  {
    at: Time,
    name: Type.String(),
    number: Type.Integer(),
    consumer: Type.Object({
      kind: Type.Enum(['flow', 'app', 'person', 'program']),
      id: Type.String(),
      name: Type.String(),
    }),
    ...counted,
  },
  { title: 'ComponentUseRow' },
)
export type UseRow = Static<typeof UseRow>
export const Use = Type.Object({ from: Time, to: Time, items: Type.Array(UseRow) }, { title: 'ComponentUse' })
export type Use = Static<typeof Use>
