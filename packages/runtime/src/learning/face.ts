import type { GuardedRows } from '../guard/guarded.ts'
import type { ModelDomain, Words } from '../manifest/manifest.ts'

/** A column of history that is learnt from. */
export interface LearntQuantity extends Words {
  /** As in the rows and in the model: a letter, then letters, digits and `_`. */
  readonly name: string
  /** UCUM. */
  readonly unit?: string
}

interface Asked {
  /** `publisher/name` of the model that is made. */
  readonly id: string
  readonly version: string
  readonly title: Words
  /** Stands in front of what is told of the learning. */
  readonly description?: Words
  readonly owner: string
  /** SPDX expression. */
  readonly licence: string
  readonly domain: ModelDomain
  /** At most {@link MOST_ROWS}, by name of the quantities; more columns are not looked at. */
  readonly rows: GuardedRows
  /** Share of the rows, the last by time, that nothing is learnt from. 0.1 to 0.5; 0.25 unless told. */
  readonly holdback?: number
  /** Whether uncertain values are learnt from, too. */
  readonly uncertain?: boolean
}

/** How much is expected of one quantity beside others: a formula. */
export interface AskedRegression extends Asked {
  readonly kind: 'regression'
  /** At most {@link MOST_INPUTS}. */
  readonly inputs: readonly LearntQuantity[]
  readonly target: LearntQuantity
}

/** How a quantity goes on, from its own past: a script that remembers. */
export interface AskedForecast extends Asked {
  readonly kind: 'forecast'
  readonly target: LearntQuantity
  /** µs; a day is whole steps of it, of 1 min at least. Unless told the one that the rows nearly have. */
  readonly step?: number
  /** In steps, at most {@link MOST_HORIZONS}; unless told the next one and that after a season. */
  readonly horizons?: readonly number[]
}

/** How unlike the past a row is: a script with a forest. */
export interface AskedAnomaly extends Asked {
  readonly kind: 'anomaly'
  /** At most {@link MOST_INPUTS}. */
  readonly inputs: readonly LearntQuantity[]
  /** The share of the rows learnt from that is taken to be unusual. Above 0, to 0.2; 0.01 unless told. */
  readonly contamination?: number
  /** What is drawn by lot is the same for the same seed. */
  readonly seed?: number
}

export type LearningRequest = AskedRegression | AskedForecast | AskedAnomaly

export const MOST_ROWS = 200_000
export const MOST_INPUTS = 10
export const MOST_HORIZONS = 10
/** Of intervals: so many of ten values are to lie within. */
export const COVERAGE = 0.9

/** Why a row is not learnt from. */
export const leftOutCauses = ['bad', 'uncertain', 'missing', 'out_of_order'] as const
export type LeftOutCause = (typeof leftOutCauses)[number]

/** What a model, or a yardstick, is worth over rows. Null: cannot be told. */
export interface Score {
  readonly rows: number
  /** Root of the mean square and mean of the errors, in the unit of the target. */
  readonly rmse?: number | null
  readonly mae?: number | null
  /** Share of the scatter that is explained; below 0 where the mean of these rows would be nearer. */
  readonly r2?: number | null
  /** rmse by the mean; Σ(measured − predicted) by the sum. ASHRAE Guideline 14. */
  readonly cvRmse?: number | null
  readonly nmbe?: number | null
  /** mae by that of the seasonal naive forecast where the model was trained (Hyndman and Koehler, 2006). */
  readonly mase?: number | null
  /** Share of the values within low and high; {@link COVERAGE} is wanted. */
  readonly coverage?: number | null
  /** Of an anomaly model: share of the rows above the threshold. */
  readonly flagged?: number | null
  /** Chance that a row that was spoilt has a greater score than one that was not; 0.5 is none. */
  readonly auc?: number | null
}

/** `mean`: of the rows learnt from; `last`: the value now; `day`, `week`: that of a day, a week before; `limits`: of each input by itself. */
export type YardstickKind = 'mean' | 'last' | 'day' | 'week' | 'limits'

export interface Scored {
  /** Output of the model. */
  readonly output: string
  readonly training: Score
  readonly validation: Score
  /** What needs no learning, over the same rows as `validation`. */
  readonly yardsticks: readonly { readonly kind: YardstickKind; readonly validation: Score }[]
}

/**
 * What to know of a model, or why there is none. `season_unseen`: the training has no three days, nor weeks;
 * `changes_unrelated`: both wander, and from row to row the target does not go where the inputs do.
 */
export const warningKinds = [
  'few_rows',
  'season_unseen',
  'target_constant',
  'input_constant',
  'leakage',
  'validation_outside',
  'residuals_autocorrelated',
  'changes_unrelated',
  'gaps',
] as const
export interface LearningWarning {
  readonly kind: (typeof warningKinds)[number]
  /** Of the quantity that is meant. */
  readonly name?: string
  /** Rows, of the part that has too few; |r| of leakage; share outside; Durbin and Watson's figure; r of changes; share that is missing. */
  readonly value?: number
}

/** Of an interval of time without a value. µs. */
export interface Gap {
  readonly from: number
  readonly until: number
}

/** What was found, by kind. */
export type Found =
  | { readonly kind: 'regression'; readonly form: RegressionForm; readonly penalty: number; readonly terms: number }
  | {
      readonly kind: 'forecast'
      /** µs. */
      readonly step: number
      /** In steps, each. */
      readonly seasons: readonly number[]
      readonly gaps: { readonly count: number; readonly share: number; readonly longest: readonly Gap[] }
    }
  | { readonly kind: 'anomaly'; readonly trees: number; readonly sample: number; readonly threshold: number }

export const regressionForms = ['linear', 'squares', 'interactions'] as const
export type RegressionForm = (typeof regressionForms)[number]

/** The held-back period, thinned to {@link MOST_SHOWN} rows. Null: not known. Anomaly: predicted is the score, high the threshold. */
export interface ShownSeries {
  readonly output: string
  /** µs. */
  readonly time: readonly number[]
  readonly measured: readonly (number | null)[]
  readonly predicted: readonly (number | null)[]
  readonly low: readonly (number | null)[]
  readonly high: readonly (number | null)[]
}
export const MOST_SHOWN = 500

/** What came of it; whole in JSON. */
export interface LearningReport {
  readonly kind: LearningRequest['kind']
  /** `too_little`: nothing was made. `no_better`: than the best yardstick, by 5 % of its error (anomaly: by 0.02 of auc). */
  readonly verdict: 'better' | 'no_better' | 'too_little'
  readonly warnings: readonly LearningWarning[]
  /** A forecast counts in steps, all else in rows. */
  readonly rows: {
    readonly given: number
    readonly used: number
    readonly leftOut: Readonly<Record<LeftOutCause, number>>
    readonly training: number
    readonly validation: number
  }
  /** µs; what is held back begins at `split`. Absent where no row is left. */
  readonly period?: { readonly from: number; readonly split: number; readonly until: number }
  readonly scores: readonly Scored[]
  readonly found?: Found
  readonly series?: ShownSeries
}

export interface Learned {
  /** A whole package, by path. Absent where the verdict is `too_little`. */
  readonly files?: ReadonlyMap<string, Uint8Array>
  readonly report: LearningReport
}

/** Of the work that is done, 0 to 1. */
export type Progress = (share: number) => void
