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
    summedBytes: Type.Optional(
      Type.Integer({ minimum: 0, description: 'Of bytes what is summed up beside the samples' }),
    ),
    months: Type.Array(
      Type.Object({
        month: Type.String({ description: 'UTC, such as 2026-03' }),
        samples: Type.Integer({ minimum: 0 }),
        bytes: Type.Integer({ minimum: 0 }),
      }),
      { description: 'By source time, oldest first' },
    ),
    kept: Type.Array(
      Type.Object({
        days: Type.Union([Type.Integer(), Type.Null()], { description: 'null: for ever' }),
        points: Type.Integer({ minimum: 0 }),
      }),
      { description: 'How many points are kept for how long, the shortest first' },
    ),
    slowest: Type.Array(
      Type.Object({
        at: Type.String({ ...Time, description: 'When it was asked' }),
        kind: Type.Enum(['raw', 'buckets', 'latest', 'weighted', 'at', 'm4', 'states', 'histogram']),
        points: Type.Integer({ minimum: 0, description: 'Series asked for: a point may have several' }),
        from: Type.Optional(Time),
        to: Type.Optional(Time),
        ms: Type.Number({ minimum: 0, description: 'Until it was answered, waiting for a turn included' }),
      }),
      { description: 'Queries of the last day that took longest, 20 at most, the slowest first; gone with a restart' },
    ),
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

/** What a removal, or a rule, would take away. */
export const HistoryShare = Type.Object(
  {
    points: Type.Integer({ minimum: 0, description: 'Concerned, whether they have samples or not' }),
    samples: Type.Optional(
      Type.Integer({ minimum: 0, description: 'That would go at this moment; missing for more than 1,000 points' }),
    ),
    before: Type.Optional(Type.String({ ...Time, description: 'What is older would go' })),
  },
  { title: 'HistoryShare' },
)
export type HistoryShare = Static<typeof HistoryShare>

export const RemovalPreview = Type.Object(
  {
    asset: RemovalRequest.properties.asset,
    points: RemovalRequest.properties.points,
    from: RemovalRequest.properties.from,
    to: RemovalRequest.properties.to,
  },
  { title: 'RemovalPreview' },
)
export type RemovalPreview = Static<typeof RemovalPreview>

export const Removal = Type.Object(
  {
    id: Type.String(),
    state: Type.Enum(['running', 'done', 'failed', 'unknown'], {
      description: 'unknown: the platform ended meanwhile; asking for it once more does no harm',
    }),
    kind: Type.Enum(['asked', 'rule'], { description: 'Somebody asked for it, or a retention rule' }),
    name: Type.Optional(Type.String({ description: 'Of the asset, or how many points' })),
    points: Type.Integer({ minimum: 0 }),
    from: Type.Optional(Time),
    to: Type.Optional(Time),
    reason: Type.Optional(Type.String()),
    days: Type.Optional(Type.Integer({ description: 'Of the rule' })),
    samples: Type.Optional(Type.Integer({ minimum: 0, description: 'Removed' })),
    by: Type.String(),
    askedAt: Time,
    endedAt: Type.Optional(Time),
  },
  { title: 'Removal' },
)
export type Removal = Static<typeof Removal>
export const RemovalList = Type.Object({ items: Type.Array(Removal) }, { title: 'RemovalList' })

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

export const RuleEffectQuery = Type.Object({
  asset: Type.Optional(Type.String({ ...Id, description: 'Missing: the whole organisation' })),
  days: RetentionRuleRequest.properties.days,
})
export type RuleEffectQuery = Static<typeof RuleEffectQuery>
