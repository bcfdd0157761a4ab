import { type Static, Type } from 'typebox'
import { pageOf, pageQuery, searchText, Time } from '../../http/schema.ts'

export const DeviceKind = Type.Union([Type.Literal('edge_node'), Type.Literal('device')])
export const DeviceState = Type.Union(
  [Type.Literal('online'), Type.Literal('offline'), Type.Literal('stale'), Type.Literal('never')],
  {
    description:
      'stale: it was online when the platform stopped and has not spoken since; never: it was enrolled alone',
  },
)

export const Device = Type.Object(
  {
    id: Type.String(),
    name: Type.String(),
    kind: DeviceKind,
    parentId: Type.Optional(Type.String({ description: 'The edge node it sits behind' })),
    machine: Type.String({
      description: "Name by which it proves itself; what sits behind an edge node goes by that one's",
    }),
    protocol: Type.Optional(Type.String()),
    state: DeviceState,
    lastSeen: Type.Optional(Time),
    lastError: Type.Optional(Type.String()),
    pointCount: Type.Integer({ minimum: 0 }),
    health: Type.Optional(
      Type.Record(Type.String(), Type.Union([Type.Number(), Type.String()]), {
        description: 'Figures the device tells of itself: buffer depth, late cycles …',
      }),
    ),
  },
  { title: 'Device' },
)
export type Device = Static<typeof Device>
export const DevicePage = pageOf(Device, 'DevicePage')

export const DeviceQuery = Type.Object({
  kind: Type.Optional(DeviceKind),
  state: Type.Optional(DeviceState),
  search: searchText,
  ...pageQuery,
})
export type DeviceQuery = Static<typeof DeviceQuery>

/** A Sparkplug id (3.0 §5.2: no /, + or #); the colon parts name and secret in an Authorization header. */
const NamePart = (description: string) =>
  Type.String({ minLength: 1, maxLength: 64, pattern: '^[^/+#:\\u0000-\\u001f]+$', description })

const replace = Type.Optional(
  Type.Boolean({ default: false, description: 'Give an existing credential a new secret; the old one ends at once' }),
)

export const CredentialRequest = Type.Union(
  [
    Type.Object({
      as: Type.Literal('edge'),
      group: NamePart('Sparkplug group id'),
      node: NamePart('Sparkplug edge node id'),
      replace,
    }),
    Type.Object({ as: Type.Literal('device'), name: NamePart('Name of the device'), replace }),
  ],
  { title: 'CredentialRequest' },
)
export type CredentialRequest = Static<typeof CredentialRequest>

export const Credential = Type.Object(
  {
    name: Type.String({ description: 'MQTT username; with the secret, the bearer token name:secret of HTTP' }),
    secret: Type.String({ description: 'Shown this once' }),
  },
  { title: 'Credential' },
)
export type Credential = Static<typeof Credential>

const count = Type.Integer({ minimum: 0 })
const ms = Type.Number({ minimum: 0 })
const Times = Type.Object({ lastMs: ms, p50Ms: ms, p95Ms: ms, mostMs: ms })

export const DeviceDiagnosis = Type.Object(
  {
    time: Time,
    link: Type.Object({
      state: Type.Union(
        [
          Type.Literal('idle'),
          Type.Literal('connecting'),
          Type.Literal('online'),
          Type.Literal('backoff'),
          Type.Literal('closed'),
        ],
        { description: 'backoff: the last attempt failed, the next one is in nextMs' },
      ),
      since: Time,
      lastError: Type.Optional(Type.String()),
      attempt: count,
      nextMs: Type.Optional(ms),
      connections: count,
    }),
    counters: Type.Object(
      {
        reads: count,
        writes: count,
        timeouts: count,
        errors: count,
        bytesIn: count,
        bytesOut: count,
        lateReplies: count,
        lateCycles: count,
      },
      { description: 'Since the edge took the device into its configuration' },
    ),
    roundTrip: Type.Optional(Times),
    failures: Type.Array(
      Type.Object({ code: Type.String(), detail: Type.String(), count, last: Time }, { title: 'DeviceFailure' }),
      { description: 'By kind, most first; detail is the code of the device itself' },
    ),
    cycles: Type.Array(
      Type.Object(
        {
          periodMs: ms,
          tags: count,
          blocks: Type.Optional(Type.Integer({ minimum: 0, description: 'Requests of one cycle' })),
          holes: Type.Optional(
            Type.Integer({ minimum: 0, description: 'Borders that are not read across, for the device refused it' }),
          ),
          refused: Type.Optional(Type.Integer({ minimum: 0, description: 'Tags that the device refuses' })),
          takes: Type.Optional(Times),
          late: Type.Integer({ minimum: 0, description: 'Cycles that were skipped' }),
        },
        { title: 'DeviceCycle' },
      ),
    ),
    tags: Type.Object({
      total: count,
      notGood: count,
      named: Type.Array(
        Type.Object(
          {
            point: Type.String(),
            status: Type.Integer({ description: 'OPC UA status' }),
            statusName: Type.String(),
            message: Type.Optional(Type.String()),
          },
          { title: 'TagInTrouble' },
        ),
      ),
    }),
    frames: Type.Array(
      Type.Object(
        {
          time: Time,
          direction: Type.Union([Type.Literal('in'), Type.Literal('out')]),
          length: Type.Integer({ minimum: 0, description: 'Bytes on the line; 0 where a library speaks the protocol' }),
          hex: Type.String({ description: 'Pairs of digits, at most 512; •• for what is secret' }),
          summary: Type.String(),
          fields: Type.Array(
            Type.Object({
              field: Type.String(),
              value: Type.String(),
              from: Type.Integer({ minimum: 0, description: 'Its first byte' }),
              to: Type.Integer({ minimum: 0, description: 'The byte behind its last' }),
              secret: Type.Optional(Type.Boolean()),
            }),
          ),
        },
        { title: 'DeviceFrame' },
      ),
      { description: 'The last frames, oldest first, decoded' },
    ),
    marks: Type.Array(
      Type.Object({
        time: Time,
        requests: Type.Number({ minimum: 0, description: 'In a second' }),
        bytes: Type.Number({ minimum: 0, description: 'In a second' }),
        failures: count,
        roundTripMs: Type.Optional(ms),
      }),
      { description: 'How it did in the last ten minutes, one mark in ten seconds' },
    ),
  },
  { title: 'DeviceDiagnosis' },
)
export type DeviceDiagnosis = Static<typeof DeviceDiagnosis>
