import { isBad, isGood } from '@millrace/core'
import { causeOf, MOST_COMPARED } from '../calibration/observations.ts'
import type { Column } from '../face.ts'
import type { GuardedResults, GuardedRows } from '../guard/guarded.ts'
import type { GivenInput } from '../guard/inputs.ts'
import { type Bins, binsOf } from './bins.ts'

/** How a model behaved in a time in which it was believed: when it was bound, or calibrated. The same after JSON. */
export interface WatchReference {
  readonly rows: number
  /** µs since 1970-01-01 UTC, of the first row and the last one. */
  readonly from: number
  readonly to: number
  /** By name; of inputs with fewer than 50 usable values nothing. */
  readonly inputs: Readonly<Record<string, Bins>>
  /** By name; of outputs with fewer than 30 rows to compare nothing. */
  readonly outputs: Readonly<Record<string, ResidualReference>>
}

export interface ResidualReference {
  /** Of measured less modelled, in the output's unit. */
  readonly mean: number
  readonly deviation: number
  /** Rows whose mean counts as one value of the CUSUM: as many as make neighbours independent. */
  readonly every: number
  /** Standard deviation of such means beside {@link deviation}. */
  readonly meansDeviation: number
}

const LEAST_VALUES = 50
const LEAST_RESIDUALS = 30
/** Lag-one autocorrelation that is taken as none. */
const INDEPENDENT = 0.2
/** Of the largest that was measured: what is left where a model is all but exact is taken as no less. */
const LEAST_DEVIATION = 1e-9

interface Observed {
  readonly rows: GuardedRows
  readonly results: GuardedResults
  readonly measured?: Readonly<Record<string, GivenInput>>
}

/** What is compared with later, of rows that a model was run over in that time. */
export function referenceOf({ rows, results, measured = {} }: Observed): WatchReference {
  const inputs = Object.entries(rows.inputs).flatMap(([name, given]) => {
    const values = usableOf(given)
    return values.length < LEAST_VALUES ? [] : [[name, binsOf(values)] as const]
  })
  const outputs = Object.entries(measured).flatMap(([name, given]) => {
    const residual = results.outputs[name] && residualsOf(given, results, name)
    return residual ? [[name, residual] as const] : []
  })
  return {
    rows: rows.length,
    from: rows.time[0] ?? 0,
    to: rows.time.at(-1) ?? 0,
    inputs: Object.fromEntries(inputs),
    outputs: Object.fromEntries(outputs),
  }
}

/** Whether a value of an input is one: a sensor that is broken says nothing of how values are spread. */
export const isUsable = (value: number | string | undefined, status: number): boolean =>
  !isBad(status) && (typeof value === 'string' || Number.isFinite(value))

function usableOf({ values, status }: GivenInput): Column {
  return values instanceof Float64Array
    ? values.filter((value, row) => isUsable(value, status[row]!))
    : values.filter((value, row) => isUsable(value, status[row]!))
}

/** Measured less modelled of a row in which both are good; NaN of others. */
export function residualOf(measured: GivenInput, results: GuardedResults, name: string, row: number): number {
  const output = results.outputs[name]
  if (!output || !isGood(output.status[row]!) || causeOf(measured, row) !== undefined) return Number.NaN
  return (measured.values[row] as number) - (output.values[row] as number)
}

function residualsOf(measured: GivenInput, results: GuardedResults, name: string): ResidualReference | undefined {
  const all = Float64Array.from({ length: results.length }, (_, row) => residualOf(measured, results, name, row))
  const residuals = all.filter((residual) => Math.abs(residual) <= MOST_COMPARED)
  if (residuals.length < LEAST_RESIDUALS) return undefined
  const { mean, deviation: seen } = momentsOf(residuals)
  const largest = all.reduce(
    (most, residual, row) =>
      Number.isFinite(residual) ? Math.max(most, Math.abs(measured.values[row] as number)) : most,
    0,
  )
  const deviation = Math.max(seen, LEAST_DEVIATION * largest)
  return deviation > 0 ? { mean, deviation, ...independentMeans(residuals, deviation) } : undefined
}

function momentsOf(values: Float64Array): { readonly mean: number; readonly deviation: number; readonly next: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  let [square, neighbours] = [0, 0]
  for (let i = 0; i < values.length; i++) {
    square += (values[i]! - mean) ** 2
    if (i > 0) neighbours += (values[i]! - mean) * (values[i - 1]! - mean)
  }
  return { mean, deviation: Math.sqrt(square / (values.length - 1)), next: neighbours / square }
}

/** Means of ever more neighbours until they do not hang together (Runger and Willemain, 1996), or too few of them are left. */
function independentMeans(
  residuals: Float64Array,
  deviation: number,
): Pick<ResidualReference, 'every' | 'meansDeviation'> {
  for (let every = 1; ; every *= 2) {
    const means = Float64Array.from(
      { length: Math.floor(residuals.length / every) },
      (_, i) => residuals.subarray(i * every, (i + 1) * every).reduce((sum, value) => sum + value, 0) / every,
    )
    const own = momentsOf(means)
    const isLast = Math.floor(residuals.length / (2 * every)) < LEAST_RESIDUALS
    if (!(own.next > INDEPENDENT) || isLast)
      return { every, meansDeviation: own.deviation > 0 ? own.deviation / deviation : 1 }
  }
}
