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
