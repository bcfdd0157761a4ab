import { type Static, Type } from 'typebox'
import { Id, pageOf, pageQuery, Time } from '../../http/schema.ts'
import { Person, Version } from '../mechanisms/index.ts'

const name = Type.String({ maxLength: 60 })
const words = Type.String({ minLength: 1, maxLength: 200 })
const GivenWords = Type.Object({ en: words, zh: words }, { additionalProperties: false })

const period = {
  from: Time,
  to: Time,
  every: Type.Optional(Type.Number({ minimum: 0.1, maximum: 86_400, description: 's; without it at each change' })),
}
const Points = Type.Record(name, Id)

/** A version over the history of an asset, beside what is measured. */
const BacktestRequest = Type.Object(
  {
    kind: Type.Literal('backtest'),
    title: words,
    mechanism: Id,
    version: Version,
    asset: Type.Optional(
      Type.String({ ...Id, description: 'At which the points lie; of a binding, one of its assets' }),
    ),
    binding: Type.Optional(Type.String({ ...Id, description: 'Whose inputs and parameters hold unless told' })),
    inputs: Type.Optional(Points),
    parameters: Type.Optional(Type.Record(name, Type.Number())),
    measured: Type.Optional(Points),
    ...period,
  },
  { additionalProperties: false },
)
const CalibrationRequest = Type.Object(
  {
    kind: Type.Literal('calibration'),
    title: words,
    binding: Id,
    asset: Id,
    measured: Points,
    free: Type.Array(
      Type.Object(
        { name, low: Type.Number(), high: Type.Number(), start: Type.Optional(Type.Number()) },
        { additionalProperties: false },
      ),
      { minItems: 1, maxItems: 20 },
    ),
    ...period,
  },
  { additionalProperties: false },
)
const LearningRequest = Type.Object(
  {
    kind: Type.Literal('learning'),
    title: words,
    learn: Type.Enum(['regression', 'forecast', 'anomaly']),
    name: Type.String({
      pattern: '^[a-z0-9-]{1,40}/[a-z0-9-]{1,60}$',
      description: 'Of the model that comes of it: publisher/name',
    }),
    version: Version,
    called: GivenWords,
    inputs: Type.Array(
      Type.Object(
        { name: Type.String({ pattern: '^[A-Za-z][A-Za-z0-9_]{0,59}$' }), point: Id, ...GivenWords.properties },
        { additionalProperties: false },
      ),
      { minItems: 1, maxItems: 50 },
    ),
    target: Type.Optional(Type.String({ maxLength: 60, description: 'Of the inputs; not for anomaly' })),
    options: Type.Optional(
      Type.Object(
        {
          holdback: Type.Optional(
            Type.Number({
              minimum: 0.1,
              maximum: 0.5,
              description: 'Share of the rows, the last by time, that nothing is learnt from',
            }),
          ),
          uncertain: Type.Optional(Type.Boolean({ description: 'Uncertain values are learnt from, too' })),
          seed: Type.Optional(Type.Integer({ minimum: 0, maximum: 4_294_967_295 })),
          contamination: Type.Optional(
            Type.Number({
              exclusiveMinimum: 0,
              maximum: 0.2,
              description: 'Of anomaly: share that is taken to be unusual',
            }),
          ),
          step: Type.Optional(Type.Number({ minimum: 60, maximum: 86_400, description: 'Of forecast, s' })),
          horizons: Type.Optional(
            Type.Array(Type.Integer({ minimum: 1, maximum: 10_000 }), {
              minItems: 1,
              maxItems: 10,
              description: 'Of forecast, in steps',
            }),
          ),
        },
        { additionalProperties: false },
      ),
    ),
    ...period,
  },
  { additionalProperties: false },
)
export const StudyRequest = Type.Union([BacktestRequest, CalibrationRequest, LearningRequest], {
  title: 'StudyRequest',
})
export type StudyRequest = Static<typeof StudyRequest>

const Series = Type.Object(
  {
    time: Type.Array(Type.Integer({ description: 'µs since 1970-01-01 UTC' })),
    columns: Type.Record(Type.String(), Type.Array(Type.Union([Type.Number(), Type.Null()]))),
  },
  { title: 'StudySeries', description: 'Thinned, for a plot' },
)
const Metrics = Type.Record(Type.String(), Type.Union([Type.Number(), Type.Null()]), {
  description: 'rows, rmse, mae, r2, cv_rmse, nmbe, mase …',
})
export const StudyResult = Type.Object(
  {
    metrics: Type.Record(Type.String(), Metrics, {
      description: 'By output and part: all, fitted, held_back, yardstick',
    }),
    series: Type.Record(Type.String(), Series, { description: 'By output: measured, given, low, high' }),
    parameters: Type.Optional(
      Type.Array(
        Type.Object({
          name: Type.String(),
          unit: Type.Optional(Type.String()),
          before: Type.Number(),
          fitted: Type.Number(),
          low: Type.Optional(Type.Number({ description: 'Of the 95 % confidence interval' })),
          high: Type.Optional(Type.Number()),
          problem: Type.Optional(Type.Enum(['at_bound', 'not_identifiable'])),
        }),
      ),
    ),
    quality: Type.Object({
      rows: Type.Integer(),
      good: Type.Integer(),
      uncertain: Type.Integer(),
      bad: Type.Integer(),
    }),
    reasons: Type.Array(Type.Object({ says: Type.String(), rows: Type.Integer() })),
    leftOut: Type.Array(Type.Object({ why: Type.String(), rows: Type.Integer() })),
    warnings: Type.Array(Type.String({ description: 'Kinds; docs/models.md tells them' })),
    verdict: Type.Optional(Type.String()),
  },
  { title: 'StudyResult' },
)
export type StudyResult = Static<typeof StudyResult>

export const Study = Type.Object(
  {
    id: Id,
    request: StudyRequest,
    state: Type.Enum(['waits', 'runs', 'done', 'failed', 'cancelled']),
    progress: Type.Number({ minimum: 0, maximum: 1 }),
    by: Person,
    at: Time,
    endedAt: Type.Optional(Time),
    fault: Type.Optional(Type.Object({ code: Type.String(), says: Type.String() })),
    result: Type.Optional(StudyResult),
    applied: Type.Optional(
      Type.Object(
        {
          at: Time,
          by: Person,
          mechanism: Type.Optional(Id),
          version: Type.Optional(Type.String()),
          calibration: Type.Optional(Type.Integer()),
        },
        { description: 'What became of it' },
      ),
    ),
  },
  { title: 'Study' },
)
export type Study = Static<typeof Study>
export const StudyPage = pageOf(Study, 'StudyPage')
export const StudyQuery = Type.Object({
  mechanism: Type.Optional(Id),
  binding: Type.Optional(Id),
  ...pageQuery,
})
export type StudyQuery = Static<typeof StudyQuery>
