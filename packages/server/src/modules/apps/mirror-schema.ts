import { type Static, Type } from 'typebox'
import { Id, Time } from '../../http/schema.ts'
import { Person, Why } from './schema.ts'

const closed = { additionalProperties: false } as const
const app = Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,59}/[a-z0-9][a-z0-9-]{0,59}$', description: 'publisher/name' })
const version = Type.String({ pattern: '^[0-9]+\\.[0-9]+\\.[0-9]+[0-9A-Za-z.-]{0,60}$', maxLength: 80 })
const key = Type.String({
  minLength: 10,
  maxLength: 300,
  pattern: '^[\\u0021-\\u007e]+$',
  description: 'API key of the platform there, with the right app:read; kept sealed, and told to nobody again',
})
const follows = Type.Boolean({ description: 'What is new there from now on is taken by itself' })
const everyMinutes = Type.Integer({
  minimum: 15,
  maximum: 10_080,
  description: 'How often it is looked at; 360 unless told',
})

export const MirrorResult = Type.Object(
  {
    app,
    version: Type.String(),
    is: Type.Enum(['taken', 'there', 'refused']),
    at: Time,
    why: Type.Optional(Why),
  },
  { title: 'AppMirrorResult' },
)
export type MirrorResult = Static<typeof MirrorResult>

export const Mirror = Type.Object(
  {
    id: Id,
    address: Type.String({ description: 'Of the other platform' }),
    follows,
    everyMinutes,
    state: Type.Enum(['idle', 'waiting', 'working']),
    wanted: Type.Integer({ description: 'Versions that are still to be taken' }),
    now: Type.Optional(
      Type.Object(
        { app, version: Type.String(), at: Type.Integer(), bytes: Type.Integer() },
        { description: 'What comes now, and how far' },
      ),
    ),
    results: Type.Array(MirrorResult, { description: 'The last first' }),
    why: Type.Optional(Why),
    lookedAt: Type.Optional(Time),
    nextAt: Type.Optional(Time),
    by: Person,
    at: Time,
  },
  { title: 'AppMirror', description: 'Another Millrace, from which apps are taken' },
)
export type Mirror = Static<typeof Mirror>
export const MirrorList = Type.Object({ items: Type.Array(Mirror) }, { title: 'AppMirrorList' })

export const MirrorRequest = Type.Object(
  {
    address: Type.String({ minLength: 1, maxLength: 300, description: 'Such as https://millrace.example' }),
    key,
    follows: Type.Optional(follows),
    everyMinutes: Type.Optional(everyMinutes),
  },
  { title: 'AppMirrorRequest', ...closed },
)
export type MirrorRequest = Static<typeof MirrorRequest>
export const MirrorChange = Type.Object(
  { key: Type.Optional(key), follows: Type.Optional(follows), everyMinutes: Type.Optional(everyMinutes) },
  { title: 'AppMirrorChange', ...closed },
)
export type MirrorChange = Static<typeof MirrorChange>

export const MirrorApps = Type.Object(
  {
    items: Type.Array(
      Type.Object({
        app,
        title: Type.Object({ en: Type.String(), zh: Type.String() }),
        owner: Type.String(),
        versions: Type.Array(
          Type.Object({
            version: Type.String(),
            digest: Type.String(),
            bytes: Type.Integer(),
            here: Type.Enum(['no', 'same', 'other'], {
              description: 'Whether it is on the shelf; other: with other content, so that it cannot be taken',
            }),
          }),
        ),
      }),
    ),
  },
  { title: 'AppMirrorApps', description: 'What the other platform has now' },
)
export type MirrorApps = Static<typeof MirrorApps>
export const MirrorTake = Type.Object(
  { versions: Type.Array(Type.Object({ app, version }, closed), { minItems: 1, maxItems: 500 }) },
  { title: 'AppMirrorTake', ...closed },
)
export type MirrorTake = Static<typeof MirrorTake>
