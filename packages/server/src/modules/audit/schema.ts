import { type Static, Type } from 'typebox'
import { Moment, pageOf, pageQuery, searchText, Time } from '../../http/schema.ts'

export const AuditRecord = Type.Object(
  {
    seq: Type.Integer({ minimum: 1, description: 'Number in the chain of the organisation' }),
    at: Time,
    actor: Type.Object({
      kind: Type.String(),
      id: Type.String(),
      name: Type.String(),
      beside: Type.Optional(
        Type.Object(
          { kind: Type.String(), id: Type.String(), name: Type.String() },
          { description: 'Who had an app do it' },
        ),
      ),
      remote: Type.Optional(Type.String()),
    }),
    action: Type.String(),
    outcome: Type.String(),
    target: Type.Optional(Type.Object({ kind: Type.String(), id: Type.String(), name: Type.Optional(Type.String()) })),
    detail: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
    prev: Type.String({ description: 'Hash of the record before, hex; zeros before the first' }),
    hash: Type.String({ description: 'SHA-256 over the record before and this one, hex' }),
  },
  { title: 'AuditRecord' },
)
export type AuditRecord = Static<typeof AuditRecord>
export const AuditPage = pageOf(AuditRecord, 'AuditPage')

export const AuditQuery = Type.Object({
  seq: Type.Optional(Type.Integer({ minimum: 1, description: 'The record of this number alone' })),
  action: Type.Optional(
    Type.String({
      maxLength: 1_000,
      description: 'Begins with this, such as member., or with one of several, after commas',
    }),
  ),
  actor: Type.Optional(Type.String({ maxLength: 200, description: 'Id of who did it' })),
  target: Type.Optional(Type.String({ maxLength: 200, description: 'Id of what it was done to' })),
  outcome: Type.Optional(Type.Union([Type.Literal('done'), Type.Literal('refused'), Type.Literal('failed')])),
  from: Type.Optional(Moment),
  to: Type.Optional(Moment),
  search: searchText,
  ...pageQuery,
})
export type AuditQuery = Static<typeof AuditQuery>

export const Verification = Type.Object(
  {
    records: Type.Integer(),
    checkpoints: Type.Integer({ description: 'Signatures that were checked' }),
    intact: Type.Boolean(),
    firstFault: Type.Optional(Type.Object({ seq: Type.Integer(), why: Type.String() })),
    key: Type.String({
      description: 'Fingerprint of the signing key: SHA-256, hex; compare it with the one noted at the start',
    }),
  },
  { title: 'Verification' },
)
export type Verification = Static<typeof Verification>

export const Retention = Type.Object(
  {
    days: Type.Union([Type.Integer({ minimum: 183, maximum: 36_500 }), Type.Null()], {
      description: 'Records are kept so long; null: for ever. No less than six months (网络安全法 §21)',
    }),
  },
  { title: 'Retention' },
)
export type Retention = Static<typeof Retention>
