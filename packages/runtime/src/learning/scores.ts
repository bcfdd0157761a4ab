import { meanBias } from '@millrace/compute'
import { type LearningReport, MOST_SHOWN, type Score, type ShownSeries } from './face.ts'

/** JSON says no NaN. */
export const known = (value: number): number | null => (Number.isFinite(value) ? value : null)

export const meanOf = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length

export const deviationOf = (values: Float64Array): number => {
  const mean = meanOf(values)
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length)
}

export const rmseOf = (measured: Float64Array, predicted: Float64Array): number =>
  Math.sqrt(measured.reduce((sum, value, i) => sum + (value - predicted[i]!) ** 2, 0) / measured.length)

/** Of values in any order; between two neighbours in between. NaN of none. */
export function quantileOf(values: Float64Array, share: number): number {
  const sorted = values.toSorted()
  const at = share * (sorted.length - 1)
  const low = sorted[Math.floor(at)] ?? Number.NaN
  return low + (at - Math.floor(at)) * ((sorted[Math.ceil(at)] ?? low) - low)
}

export interface Compared {
  readonly measured: Float64Array
  readonly predicted: Float64Array
  readonly low?: Float64Array
  readonly high?: Float64Array
  /** Mean absolute error by which mase is told. */
  readonly scale?: number
}

export function scoreOf({ measured, predicted, low, high, scale }: Compared): Score {
  const rows = measured.length
  if (rows === 0) return { rows }
  const mean = meanOf(measured)
  const rmse = rmseOf(measured, predicted)
  const mae = measured.reduce((sum, value, i) => sum + Math.abs(value - predicted[i]!), 0) / rows
  const scatter = measured.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  const within = low && high ? measured.filter((value, i) => value >= low[i]! && value <= high[i]!).length : undefined
  return {
    rows,
    rmse,
    mae,
    r2: known(1 - (rmse ** 2 * rows) / scatter),
    cvRmse: known(rmse / Math.abs(mean)),
    nmbe: known(meanBias(measured, predicted, 0)),
    ...(scale === undefined ? {} : { mase: known(mae / scale) }),
    ...(within === undefined ? {} : { coverage: within / rows }),
  }
}

/** So much less than the best yardstick's must the error be: less is chance, or not worth a model. */
const WORTH = 0.95

export const isBetter = (error: number, yardsticks: readonly number[]): boolean =>
  error < WORTH * Math.min(...yardsticks)

/** Thinned for a picture. */
export function shown(
  output: string,
  {
    time,
    ...columns
  }: { readonly time: Float64Array } & Readonly<Record<'measured' | 'predicted' | 'low' | 'high', Float64Array>>,
): ShownSeries {
  const count = Math.min(MOST_SHOWN, time.length)
  const place = (i: number): number => Math.floor((i * time.length) / count)
  const thin = (column: Float64Array) => Array.from({ length: count }, (_, i) => known(column[place(i)]!))
  return {
    output,
    time: Array.from({ length: count }, (_, i) => time[place(i)]!),
    measured: thin(columns.measured),
    predicted: thin(columns.predicted),
    low: thin(columns.low),
    high: thin(columns.high),
  }
}

/** A report of what was not enough to learn from. */
export const tooLittle = (report: Pick<LearningReport, 'kind' | 'rows' | 'warnings' | 'period'>): LearningReport => ({
  ...report,
  verdict: 'too_little',
  scores: [],
})
