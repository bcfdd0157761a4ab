import { ruleSets, runRules, SUBGROUP } from '@millrace/compute'
import { type Static, Type } from 'typebox'
import { Id, Moment } from '../../http/schema.ts'
import { MOST_BUCKETS, PointIds } from '../telemetry/index.ts'
import { Interpolation, Numbers, Points, Range, Standing, Width } from './schema.ts'

/** Curves beside each other in one answer. */
export const MOST_CURVES = 50
export const MOST_STARTS = 20
/** Points that are correlated with each other. */
export const MOST_CORRELATED = 20
export const MOST_EVENTS = 5_000
export const MOST_BATCHES = 50

const PointTold = {
  point: Type.String({ description: 'Id of the point' }),
  name: Type.String(),
  path: Type.Array(Type.String()),
  unit: Type.Optional(Type.String()),
}
const Starts = Type.Array(Type.Integer(), { description: 'Start of each window, µs since 1970 UTC' })
const Share = Type.Number({ minimum: 0, maximum: 1 })
const Maybe = Type.Union([Type.Number(), Type.Null()])

export const CompareQuery = Type.Object({
  ...Points,
  starts: Type.String({
    minLength: 1,
    maxLength: MOST_STARTS * 41,
    description: `Where each period begins, up to ${MOST_STARTS} instants, parted by commas`,
    examples: ['2026-11-16T00:00:00Z,2026-11-23T00:00:00Z'],
  }),
  length: Type.Integer({ minimum: 1, description: 'Of each period, µs', examples: [86_400_000_000] }),
  ...Width,
  ...Interpolation,
  ...Standing,
})
export type CompareQuery = Static<typeof CompareQuery>
export const Comparison = Type.Object(
  {
    width: Type.Integer({ description: 'µs' }),
    offset: Type.Array(Type.Integer(), { description: 'Of each window from the start of its period, µs' }),
    items: Type.Array(
      Type.Object({
        ...PointTold,
        start: Type.Integer({ description: 'Of the period, µs since 1970 UTC' }),
        mean: Numbers,
        coverage: Type.Array(Share),
        whole: Type.Object({
          mean: Maybe,
          least: Maybe,
          greatest: Maybe,
          coverage: Share,
        }),
      }),
      { description: 'Points in their order, of each the periods in theirs' },
    ),
  },
  { title: 'Comparison' },
)
export type Comparison = Static<typeof Comparison>

export const CorrelationQuery = Type.Object({
  ...Points,
  ...Range,
  ...Width,
  method: Type.Optional(
    Type.Enum(['pearson', 'spearman'], {
      description: 'pearson (default): along a line; spearman: of ranks, whatever rises or falls with the other',
    }),
  ),
  lag: Type.Optional(
    Type.Integer({
      minimum: 0,
      maximum: 1_000,
      default: 0,
      description: 'Windows by which one may come before or after the other; the strongest is told',
    }),
  ),
  ...Interpolation,
  ...Standing,
})
export type CorrelationQuery = Static<typeof CorrelationQuery>
const Correlated = { r: Maybe, p: Maybe, n: Type.Integer({ description: 'Windows in which both are known' }) }
export const CorrelationList = Type.Object(
  {
    width: Type.Integer({ description: 'µs' }),
    points: Type.Array(Type.Object(PointTold)),
    pairs: Type.Array(
      Type.Object({
        a: Type.Integer({ description: 'Place in points' }),
        b: Type.Integer(),
        ...Correlated,
        strongest: Type.Object(
          { lag: Type.Integer({ description: 'Windows by which b comes after a; below 0: before' }), ...Correlated },
          { description: 'Of all lags up to the one asked for' },
        ),
      }),
    ),
  },
  { title: 'CorrelationList' },
)
export type CorrelationList = Static<typeof CorrelationList>

export const ControlQuery = Type.Object({
  ...Range,
  width: Type.Optional(
    Type.Integer({ minimum: 1, description: 'Means over windows of so many µs; without it every good sample' }),
  ),
  subgroup: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: SUBGROUP.most,
      default: 1,
      description: '1: individuals and moving range; more: means and ranges of so many in a row',
    }),
  ),
  rules: Type.Optional(
    Type.Enum(Object.keys(ruleSets) as (keyof typeof ruleSets)[], { description: 'Default nelson: all eight' }),
  ),
  referenceFrom: Type.Optional(
    Type.String({
      ...Moment,
      description: 'Limits come from this time (inclusive), when the process was as it should be',
    }),
  ),
  referenceTo: Type.Optional(
    Type.String({ ...Moment, description: 'Exclusive; both or none; none: from the range itself' }),
  ),
  lower: Type.Optional(Type.Number({ description: 'Lower specification limit' })),
  upper: Type.Optional(Type.Number({ description: 'Upper specification limit' })),
})
export type ControlQuery = Static<typeof ControlQuery>
const Limits = Type.Object({ lower: Type.Number(), centre: Type.Number(), upper: Type.Number() }, { title: 'Limits' })
export const ControlChartTold = Type.Object(
  {
    start: Type.Array(Type.Integer(), { description: 'Of each sample, window or subgroup, µs since 1970 UTC' }),
    value: Type.Array(Type.Number()),
    limits: Limits,
    range: Numbers,
    rangeLimits: Limits,
    sigma: Type.Number({ description: 'Of single values, from what lies between neighbours' }),
    signals: Type.Array(
      Type.Object({
        rule: Type.Enum(Object.keys(runRules) as (keyof typeof runRules)[]),
        says: Type.String(),
        at: Type.Integer({ description: 'Place of the point that completed it' }),
      }),
    ),
    capability: Type.Optional(
      Type.Object(
        {
          cp: Maybe,
          cpk: Type.Number(),
          pp: Maybe,
          ppk: Type.Number(),
          mean: Type.Number(),
          sigmaWithin: Type.Number(),
          sigmaOverall: Type.Number(),
        },
        { description: 'Where a specification limit is given' },
      ),
    ),
  },
  { title: 'ControlChart' },
)
export type ControlChartTold = Static<typeof ControlChartTold>

export const AnomalyQuery = Type.Object({
  ...Range,
  width: Type.Optional(
    Type.Integer({ minimum: 60_000_000, maximum: 3_600_000_000, description: 'Of a window, µs; default an hour' }),
  ),
  weeks: Type.Optional(
    Type.Integer({ minimum: 2, maximum: 52, default: 8, description: 'Before `from`, of which the band is made' }),
  ),
  k: Type.Optional(
    Type.Number({ exclusiveMinimum: 0, maximum: 100, default: 4, description: 'Half the band, in deviations' }),
  ),
  offset: Type.Optional(
    Type.Integer({
      minimum: -840,
      maximum: 840,
      default: 0,
      description: 'Of local time from UTC, minutes: 480 in China',
    }),
  ),
})
export type AnomalyQuery = Static<typeof AnomalyQuery>
export const AnomalyBand = Type.Object(
  {
    width: Type.Integer({ description: 'µs' }),
    start: Starts,
    value: Numbers,
    median: Numbers,
    low: Numbers,
    high: Numbers,
    score: Type.Array(Maybe, { description: 'Deviations off the median; null where nothing can be said' }),
    outside: Type.Integer({ description: 'Windows outside of the band' }),
    trained: Type.Integer({ description: 'Windows with a value of which the band was made' }),
  },
  { title: 'AnomalyBand' },
)
export type AnomalyBand = Static<typeof AnomalyBand>

const Batch = Type.Object({
  phases: Type.Array(
    Type.Object({
      name: Type.String({ minLength: 1, maxLength: 100 }),
      from: Type.String({ ...Moment }),
      to: Type.String({ ...Moment }),
    }),
    { minItems: 1, maxItems: 20 },
  ),
})
export const EnvelopeRequest = Type.Object(
  {
    point: Id,
    good: Type.Array(Batch, {
      minItems: 2,
      maxItems: MOST_BATCHES,
      description: 'Batches that were as they should be',
    }),
    batch: Type.Optional(Batch),
    parts: Type.Optional(Type.Integer({ minimum: 2, maximum: 200, default: 50, description: 'Of each phase' })),
    k: Type.Optional(
      Type.Number({ exclusiveMinimum: 0, maximum: 100, default: 3, description: 'Standard deviations' }),
    ),
    interpolation: Type.Optional(Type.Enum(['step', 'linear'], { description: 'Default linear' })),
  },
  { title: 'EnvelopeRequest' },
)
export type EnvelopeRequest = Static<typeof EnvelopeRequest>
export const EnvelopeTold = Type.Object(
  {
    batches: Type.Integer(),
    phases: Type.Array(
      Type.Object({
        name: Type.String(),
        mean: Numbers,
        low: Numbers,
        high: Numbers,
        batch: Type.Optional(
          Type.Object({
            value: Numbers,
            outside: Type.Union([Share, Type.Null()], { description: 'Of the parts that are known' }),
            worst: Type.Union([Type.Number(), Type.Null()], { description: 'Standard deviations, with their sign' }),
            worstAt: Type.Integer({ description: 'Place of it; -1 where none is known' }),
          }),
        ),
      }),
    ),
  },
  { title: 'Envelope' },
)
export type EnvelopeTold = Static<typeof EnvelopeTold>

export const ParetoQuery = Type.Object({
  ...Range,
  except: Type.Optional(
    Type.String({
      maxLength: 2_000,
      description: 'States that are no loss, parted by commas',
      examples: ['running,planned'],
    }),
  ),
  ...Standing,
})
export type ParetoQuery = Static<typeof ParetoQuery>
export const ParetoList = Type.Object(
  {
    items: Type.Array(
      Type.Object({
        reason: Type.String(),
        count: Type.Integer({ description: 'How often it was entered from another state' }),
        total: Type.Number({ description: 'µs' }),
        share: Share,
        cumulative: Type.Number(),
        isVital: Type.Boolean({ description: 'One of the few that make up the first 80 %' }),
      }),
      { description: 'The longest first' },
    ),
  },
  { title: 'ParetoList' },
)
export type ParetoList = Static<typeof ParetoList>

export const EventQuery = Type.Object({
  points: Type.Optional(PointIds),
  asset: Points.asset,
  ...Range,
  kinds: Type.Optional(
    Type.String({ maxLength: 200, description: 'Only of these kinds, parted by commas', examples: ['state'] }),
  ),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: MOST_EVENTS, default: 1_000 })),
})
export type EventQuery = Static<typeof EventQuery>
export const EventList = Type.Object(
  {
    items: Type.Array(
      Type.Object({
        kind: Type.String({
          description: 'state: a point that is no measured value changed; others by who offers them',
        }),
        at: Type.Integer({ description: 'µs since 1970 UTC' }),
        until: Type.Optional(Type.Integer({ description: 'Absent while it lasts, and of what has no length' })),
        point: Type.Optional(Type.String({ description: 'Id' })),
        asset: Type.Optional(Type.String({ description: 'Id' })),
        text: Type.String(),
      }),
      { description: 'The oldest first' },
    ),
    truncated: Type.Boolean({ description: 'There are more: ask for a shorter time' }),
  },
  { title: 'EventList' },
)
export type EventList = Static<typeof EventList>

/** A window is a sample beside others: as many as other answers have at most. */
export const MOST_POINTS_OF_CHART = MOST_BUCKETS
