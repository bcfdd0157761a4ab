import type { Micros, SampleBatch } from '@millrace/core'

/** What is asked of samples in the order of their times, and how a value between two samples is told. */
interface AnalysisQuery {
  readonly tenant: string
  readonly series: readonly number[]
  /** Inclusive, µs; finite. */
  readonly from: Micros
  /** Exclusive, µs; finite. */
  readonly to: Micros
  /**
   * `good` (default): uncertain values are treated as bad ones; `uncertain`: they are used too. OPC UA Part 13 §4.2.1.2,
   * TreatUncertainAsBad.
   */
  readonly quality?: 'good' | 'uncertain'
  readonly signal?: AbortSignal
}

interface StandingQuery extends AnalysisQuery {
  /** How long a value stands at most when no other sample follows, µs. Default Infinity. */
  readonly gap?: Micros
  /**
   * What a sample does that is no usable value: `ends` (default) the one before it, so that nothing is known until the next
   * usable one (simple bounding values, OPC UA Part 13 §3.1.9); or it is `skipped` (interpolated bounding values, §3.1.8).
   */
  readonly notGood?: 'ends' | 'skipped'
}

interface CurveQuery extends StandingQuery {
  /**
   * `step` (default): a value stands until the next sample (Part 13 §3.1.6). `linear`: a line goes to the next usable sample
   * (§3.1.5) if it is not farther than `gap`; otherwise, before a bad sample and after the last one, the value stands as with
   * `step` (§5.4.3.7).
   */
  readonly interpolation?: 'step' | 'linear'
}

export interface WeightedQuery extends CurveQuery {
  /** Width of a window, µs; windows start at multiples of it since 1970. Absent: the range is one window. */
  readonly width?: Micros
}

/**
 * Time-weighted means, OPC UA Part 13 §5.4.3.7 (TimeAverage2): the value that stands at the start of a window counts, time in
 * which nothing is known does not. One window per row, series in the order asked for, then by time; a window in which nothing
 * is known is absent.
 */
export interface Weighted {
  readonly length: number
  readonly series: Uint32Array
  /** Start of the window, µs; of the first one it may lie before `from`. */
  readonly start: Float64Array
  /** The area under the curve divided by `covered`. */
  readonly mean: Float64Array
  /** For how long the value is known within window and range, µs. */
  readonly covered: Float64Array
}

export interface AtQuery extends Omit<CurveQuery, 'from' | 'to' | 'interpolation'> {
  /** Instants in any order, whole µs, each answered once. */
  readonly times: readonly Micros[]
  /**
   * `before`: the newest sample not later, as it is, whatever its status. `step`: the usable value that stands then. `linear`:
   * the point of the line, a double; the sample itself where there is one at that very instant.
   */
  readonly mode: 'before' | 'step' | 'linear'
}

/**
 * Values at instants, OPC UA Part 11 §6.5.5 (ReadAtTime). A row has the instant as its `time`; series in the order asked for,
 * then by time; an instant at which nothing is known is absent. Where samples were skipped or, with `linear`, one of the two
 * is not good or there is none after it, the status is UncertainSubNormal.
 */
export interface ValuesAt extends SampleBatch {
  /** Time of the sample the value is of, with `linear` of the earlier one, µs. */
  readonly sampleTime: Float64Array
}

export interface M4Query extends AnalysisQuery {
  /** Pixel columns over the whole range: column `k` begins at `from + k · (to − from) / columns`. */
  readonly columns: number
}

/**
 * What a line chart of so many pixel columns needs to look as if all samples were drawn (Jugel et al., M4, VLDB 2014): the
 * first, last, least and greatest good number of each column. Series in the order asked for, then by column; a column without
 * samples is absent, one without a good number holds NaN.
 */
export interface M4 {
  readonly length: number
  readonly series: Uint32Array
  readonly column: Uint32Array
  /** Samples of any kind and quality. */
  readonly count: Uint32Array
  /** Usable numbers. */
  readonly good: Uint32Array
  readonly firstTime: Float64Array
  readonly first: Float64Array
  /** Of equal least or greatest values the earliest. */
  readonly minTime: Float64Array
  readonly min: Float64Array
  readonly maxTime: Float64Array
  readonly max: Float64Array
  readonly lastTime: Float64Array
  readonly last: Float64Array
}

export interface StateQuery extends StandingQuery {
  /** Width of a window, µs; windows start at multiples of it since 1970. Absent: the range is one window. */
  readonly width?: Micros
}

/**
 * How long a series was in each state, by window: OPC UA Part 13 §5.4.3.22 for any value. A state is a value: a truth value, a
 * whole number, a text, a double other than NaN. A row has the window's start as its `time` and the state as its value; series
 * in the order asked for, then by time, then as they came. Time in which nothing is known is in no state.
 */
export interface StateDurations extends SampleBatch {
  /** Within window and range, µs. */
  readonly duration: Float64Array
  /**
   * How often it was entered from another state within the window. Unlike NumberOfTransitions (§5.4.3.24) the first known value
   * and one after unknown time are no change, so that a count does not depend on where the range begins.
   */
  readonly entered: Uint32Array
}

export interface HistogramQuery extends StandingQuery {
  /** Two or more, finite, ascending: bin `k` holds values from `edges[k]` on and below `edges[k + 1]`. */
  readonly edges: readonly number[]
  /** `samples` (default): each usable number counts once. `time`: for as long as it stands, µs. */
  readonly weight?: 'samples' | 'time'
}

/** One series per row, in the order asked for; one without a usable number is absent. */
export interface Histogram {
  readonly length: number
  readonly series: Uint32Array
  /** Row by row, `edges.length - 1` bins each. */
  readonly bins: Float64Array
  /** Below the first edge. */
  readonly below: Float64Array
  /** From the last edge on. */
  readonly above: Float64Array
}

/** Kinds of queries for which samples are walked in the order of their times. */
export interface HistoryAnalysis {
  /** Throws `history.query_malformed`, `history.query_too_large`. */
  weighted(query: WeightedQuery): Promise<Weighted>
  /** Throws as above. */
  at(query: AtQuery): Promise<ValuesAt>
  /** Throws as above. */
  m4(query: M4Query): Promise<M4>
  /** Throws as above. */
  states(query: StateQuery): Promise<StateDurations>
  /** Throws as above. */
  histogram(query: HistogramQuery): Promise<Histogram>
}
