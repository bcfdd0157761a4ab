import { type Static, Type } from 'typebox'
import { Id, Moment, Time } from '../../http/schema.ts'

export const StorageFigures = Type.Object(
  {
    samples: Type.Integer({
      minimum: 0,
      description: 'On disk; one that was written again may count twice for a while',
    }),
    bytes: Type.Integer({ minimum: 0, description: 'On disk, with what is summed up beside the samples' }),
    bytesPerSample: Type.Optional(Type.Number({ description: 'Missing while nothing is on disk' })),
    files: Type.Integer({ minimum: 0 }),
    oldest: Type.Optional(Time),
    newest: Type.Optional(Time),
    fault: Type.Optional(
      Type.String({
        description: 'Code of what fails at present, history.disk_full for one; values wait in the journal meanwhile',
      }),
    ),
  },
  { title: 'StorageFigures' },
)
export type StorageFigures = Static<typeof StorageFigures>

export const RemovalRequest = Type.Object(
  {
    asset: Type.Optional(Type.String({ ...Id, description: 'Of this asset and everything below it' })),
    points: Type.Optional(Type.Array(Id, { minItems: 1, maxItems: 1_000, description: 'or of these points' })),
    from: Type.Optional(Type.String({ ...Moment, description: 'Inclusive; default: from the beginning' })),
    to: Type.Optional(Type.String({ ...Moment, description: 'Exclusive; default: to the end' })),
    reason: Type.String({ minLength: 3, maxLength: 500, description: 'Why; it stands in the audit' }),
  },
  { title: 'RemovalRequest' },
)
export type RemovalRequest = Static<typeof RemovalRequest>

export const Removed = Type.Object(
  { samples: Type.Integer({ minimum: 0, description: 'Removed; one that was written twice counts twice' }) },
  { title: 'Removed' },
)

export const RetentionRule = Type.Object(
  {
    id: Type.String(),
    asset: Type.Union([Type.String(), Type.Null()], { description: 'null: the whole organisation' }),
    assetName: Type.Optional(Type.String()),
    days: Type.Integer({ minimum: 1, maximum: 36_500, description: 'How long history is kept, d' }),
  },
  { title: 'RetentionRule' },
)
export type RetentionRule = Static<typeof RetentionRule>
export const RetentionRuleList = Type.Object({ items: Type.Array(RetentionRule) }, { title: 'RetentionRuleList' })

export const RetentionRuleRequest = Type.Object(
  {
    asset: Type.Union([Id, Type.Null()], { description: 'Here and below; null: the whole organisation' }),
    days: Type.Integer({ minimum: 1, maximum: 36_500 }),
  },
  { title: 'RetentionRuleRequest' },
)
export type RetentionRuleRequest = Static<typeof RetentionRuleRequest>
