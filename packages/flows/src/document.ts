import { type Static, Type } from 'typebox'

/** What a flow is written as. A version of a flow holds one, and so does a file of an app package. */
export const FLOW_FORMAT = 'millrace-flow/1'

/** Of one document. */
export const flowBounds = { nodes: 500, wires: 1_000, bytes: 1024 * 1024, tests: 100, rows: 10_000 } as const

const closed = { additionalProperties: false }
const ID = '^[a-z][a-z0-9_-]{0,39}$'
const NAME = '^[A-Za-z][A-Za-z0-9_]{0,39}$'
const Id = Type.String({ pattern: ID })
const Port = Type.String({ pattern: '^[A-Za-z][A-Za-z0-9_-]{0,59}$' })

export const FlowWordsSchema = Type.Object(
  { en: Type.String({ maxLength: 4_000 }), zh: Type.Optional(Type.String({ maxLength: 4_000 })) },
  closed,
)

export const FlowParameterSchema = Type.Object(
  {
    name: Type.String({ pattern: NAME }),
    title: Type.Optional(FlowWordsSchema),
    unit: Type.Optional(Type.String({ maxLength: 40, description: 'UCUM' })),
    default: Type.Number(),
    low: Type.Optional(Type.Number()),
    high: Type.Optional(Type.Number()),
  },
  closed,
)

const Place = Type.Object({ x: Type.Number(), y: Type.Number() }, closed)

export const FlowNodeSchema = Type.Object(
  {
    id: Id,
    type: Type.String({ maxLength: 60 }),
    title: Type.Optional(FlowWordsSchema),
    settings: Type.Optional(
      Type.Record(Type.String({ maxLength: 40 }), Type.Unknown(), {
        description: 'By name; a number may stand as {"parameter": name}',
      }),
    ),
    at: Type.Optional(Place),
    note: Type.Optional(Type.String({ maxLength: 4_000 })),
  },
  closed,
)

const End = Type.Object({ node: Id, port: Port }, closed)
export const FlowWireSchema = Type.Object({ from: End, to: End }, closed)

const drawn = {
  nodes: Type.Array(FlowNodeSchema, { maxItems: flowBounds.nodes }),
  wires: Type.Array(FlowWireSchema, { maxItems: flowBounds.wires }),
}

export const FlowFrameSchema = Type.Object(
  {
    title: Type.Optional(Type.String({ maxLength: 200 })),
    text: Type.Optional(Type.String({ maxLength: 4_000 })),
    colour: Type.Optional(Type.String({ maxLength: 20 })),
    at: Place,
    size: Type.Object({ width: Type.Number(), height: Type.Number() }, closed),
  },
  closed,
)

export const SubflowSchema = Type.Object(
  {
    title: Type.Optional(FlowWordsSchema),
    description: Type.Optional(FlowWordsSchema),
    ...drawn,
    frames: Type.Optional(Type.Array(FlowFrameSchema, { maxItems: 100 })),
  },
  closed,
)

/** What comes into a component, and what it gives: in this unit inside, whatever is wired. A number without one takes any. */
export const ComponentPortSchema = Type.Object(
  {
    side: Type.Enum(['in', 'out']),
    name: Port,
    title: Type.Optional(FlowWordsSchema),
    type: Type.Enum(['number', 'boolean', 'text']),
    unit: Type.Optional(Type.String({ maxLength: 40, description: 'UCUM' })),
    optional: Type.Optional(Type.Boolean({ description: 'An input that works without a wire' })),
  },
  closed,
)

/** A subflow with a contract of its own, so that it can stand in any flow. It reads its own parameters, and no others. */
export const FlowComponentSchema = Type.Object(
  {
    ports: Type.Array(ComponentPortSchema, { minItems: 1, maxItems: 60 }),
    parameters: Type.Optional(Type.Array(FlowParameterSchema, { maxItems: 100 })),
    ...drawn,
    frames: Type.Optional(Type.Array(FlowFrameSchema, { maxItems: 100 })),
    subflows: Type.Optional(Type.Record(Type.String({ maxLength: 40 }), SubflowSchema)),
  },
  { ...closed, title: 'FlowComponent' },
)

const Value = Type.Union([Type.Number(), Type.Boolean(), Type.String({ maxLength: 10_000 }), Type.Null()])
/** Seconds since the test began, value, and `good` (unless told), `uncertain`, `bad`, or an OPC UA StatusCode. */
export const FlowRowSchema = Type.Union([
  Type.Tuple([Type.Number(), Value]),
  Type.Tuple([Type.Number(), Value, Type.Union([Type.String({ maxLength: 20 }), Type.Integer({ minimum: 0 })])]),
])

export const FlowTestSchema = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 200 }),
    parameters: Type.Optional(Type.Record(Type.String({ maxLength: 40 }), Type.Number())),
    begin: Type.Optional(
      Type.String({ maxLength: 40, description: 'When second 0 is, ISO 8601; 2026-01-01T00:00:00Z unless told' }),
    ),
    inputs: Type.Record(Type.String({ maxLength: 100 }), Type.Array(FlowRowSchema, { maxItems: flowBounds.rows })),
    until: Type.Optional(Type.Number({ minimum: 0, description: 'Seconds; the last input unless told' })),
    expect: Type.Array(
      Type.Object(
        {
          node: Type.String({ maxLength: 100 }),
          port: Port,
          rows: Type.Array(FlowRowSchema, { maxItems: flowBounds.rows }),
          tolerance: Type.Optional(Type.Number({ minimum: 0 })),
        },
        closed,
      ),
      { maxItems: 100 },
    ),
  },
  closed,
)

export const FlowDocumentSchema = Type.Object(
  {
    format: Type.Literal(FLOW_FORMAT),
    title: FlowWordsSchema,
    description: Type.Optional(FlowWordsSchema),
    parameters: Type.Optional(Type.Array(FlowParameterSchema, { maxItems: 100 })),
    lateness: Type.Optional(
      Type.Number({ minimum: 0, maximum: 86_400, description: 's that flow time waits for samples out of order' }),
    ),
    ...drawn,
    subflows: Type.Optional(Type.Record(Type.String({ maxLength: 40 }), SubflowSchema)),
    components: Type.Optional(
      Type.Record(Type.String({ maxLength: 60 }), FlowComponentSchema, {
        description: 'Copies of the components that nodes name, by name@version',
      }),
    ),
    tests: Type.Optional(Type.Array(FlowTestSchema, { maxItems: flowBounds.tests })),
    frames: Type.Optional(Type.Array(FlowFrameSchema, { maxItems: 100 })),
  },
  { ...closed, title: 'FlowDocument' },
)

export type FlowWords = Static<typeof FlowWordsSchema>
export type FlowParameter = Static<typeof FlowParameterSchema>
export type FlowNode = Static<typeof FlowNodeSchema>
export type FlowWire = Static<typeof FlowWireSchema>
export type FlowFrame = Static<typeof FlowFrameSchema>
export type Subflow = Static<typeof SubflowSchema>
export type ComponentPort = Static<typeof ComponentPortSchema>
export type FlowComponent = Static<typeof FlowComponentSchema>
export type FlowRow = Static<typeof FlowRowSchema>
export type FlowTest = Static<typeof FlowTestSchema>
export type FlowDocument = Static<typeof FlowDocumentSchema>
