import { type Static, Type } from 'typebox'
import { Moment, pageOf, pageQuery, Time } from '../../http/schema.ts'
import { type Action, vocabulary } from '../access/index.ts'

const Kind = Type.Union([Type.Literal('key'), Type.Literal('client')], {
  description: 'key: sends an API key with every request; client: gets short-lived tokens from POST /oauth/token',
})

const ActionName = Type.Enum(Object.keys(vocabulary) as Action[], { description: 'An action of the vocabulary' })

export const ProgramView = Type.Object(
  {
    id: Type.String({ description: 'The client_id of a client' }),
    kind: Kind,
    name: Type.String(),
    description: Type.String(),
    scopes: Type.Union([Type.Array(Type.String()), Type.Null()], {
      description: 'Actions it may do at most; null: all that its roles give',
    }),
    state: Type.Union([Type.Literal('active'), Type.Literal('suspended'), Type.Literal('expired')]),
    createdBy: Type.Object({ kind: Type.String(), id: Type.String(), name: Type.String() }),
    createdAt: Time,
    rotatedAt: Type.Optional(Time),
    previousUntil: Type.Optional(
      Type.String({ format: 'date-time', description: 'Until then the secret before the last rotation counts, too' }),
    ),
    expiresAt: Time,
    lastUsedAt: Type.Optional(Time),
    lastRemote: Type.Optional(Type.String({ description: 'Address of the last use' })),
  },
  { title: 'Program' },
)
export type ProgramView = Static<typeof ProgramView>
export const ProgramPage = pageOf(ProgramView, 'ProgramPage')

export const ProgramQuery = Type.Object(pageQuery)
export type ProgramQuery = Static<typeof ProgramQuery>

export const ProgramRequest = Type.Object(
  {
    kind: Kind,
    name: Type.String({ minLength: 1, maxLength: 100 }),
    description: Type.Optional(Type.String({ maxLength: 500 })),
    scopes: Type.Optional(Type.Array(ActionName, { minItems: 1, maxItems: 100, uniqueItems: true })),
    expiresAt: Type.Optional({ ...Moment, description: 'Within a year; 90 days from now if not said' }),
  },
  { title: 'ProgramRequest' },
)
export type ProgramRequest = Static<typeof ProgramRequest>

export const ProgramMade = Type.Object(
  {
    program: ProgramView,
    secret: Type.String({ description: 'The API key, or the client_secret: shown this once and kept nowhere' }),
  },
  { title: 'ProgramMade' },
)
export type ProgramMade = Static<typeof ProgramMade>

export const Rotation = Type.Object(
  {
    overlapHours: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: 72,
        default: 24,
        description: 'The old secret counts for so long; 0 ends it, and all access tokens, at once',
      }),
    ),
    expiresAt: Type.Optional({ ...Moment, description: 'A new end, within a year; else it stays as it was' }),
  },
  { title: 'ProgramRotation' },
)
export type Rotation = Static<typeof Rotation>

/** Every field optional and unchecked: what is wrong is told in the form of RFC 6749 §5.2, not in the house's. */
export const TokenForm = Type.Object(
  {
    grant_type: Type.Optional(Type.String({ description: 'client_credentials' })),
    scope: Type.Optional(
      Type.String({ description: 'Actions, separated by spaces; all the client was given if missing' }),
    ),
    client_id: Type.Optional(Type.String({ description: 'Unless sent by HTTP Basic' })),
    client_secret: Type.Optional(Type.String({ description: 'Unless sent by HTTP Basic' })),
  },
  { title: 'TokenForm' },
)
export type TokenForm = Static<typeof TokenForm>

/** RFC 6749 §5.1. */
export const TokenReply = Type.Object(
  {
    access_token: Type.String(),
    token_type: Type.Literal('Bearer'),
    expires_in: Type.Integer({ description: 's' }),
    scope: Type.Optional(Type.String({ description: 'Missing: all that the roles of the client give' })),
  },
  { title: 'TokenReply' },
)
export type TokenReply = Static<typeof TokenReply>
