import { Fault } from '@millrace/core'
import { branchesAt, type ChangePointShape, changePointShapes, fitChangePoint } from './change-point.ts'
import { cusum } from './cusum.ts'
import { studentQuantile } from './distributions.ts'
import './faults.ts'
import { type Driver, errorOfSum, fitLinear, type LinearFit, type LinearModel, predict } from './regression.ts'
import { independentPeriods, type ResidualTests, testResiduals } from './residual-tests.ts'

/** `mean`: no variable is relevant; `linear`: one slope a driver; others: the first driver is an outdoor temperature. */
export const baselineShapes = ['mean', 'linear', ...changePointShapes] as const
export type BaselineShape = (typeof baselineShapes)[number]

/** What an energy baseline (EnB, ISO 50006; GB/T 36713 能源基准) computes with, whole in JSON: frozen, it gives the same for ever. */
export interface BaselineModel {
  readonly shape: BaselineShape
  readonly drivers: readonly {
    readonly name: string
    /** Seen in the baseline period: beyond them the model was never tried. */
    readonly least: number
    readonly most: number
  }[]
  /** Of the first driver, ascending; none of mean and linear. */
  readonly changePoints: readonly number[]
  readonly line: LinearModel
  /** Of the residuals in the baseline period. */
  readonly autocorrelation: number
}

export interface BaselineFit {
  readonly model: BaselineModel
  readonly fit: LinearFit
  readonly tests: ResidualTests
}

const isChangePoint = (shape: BaselineShape): shape is ChangePointShape => shape !== 'mean' && shape !== 'linear'

/** Throws what {@link fitLinear} and {@link fitChangePoint} do. */
export function fitBaseline(energy: Float64Array, drivers: readonly Driver[], shape: BaselineShape): BaselineFit {
  const used = shape === 'mean' ? [] : drivers
  const [first, ...others] = used
  if (shape !== 'mean' && !first)
    throw new Fault('statistics.out_of_range', { name: 'variables', expected: 'one at least', seen: 0 })
  const turned = isChangePoint(shape) && first ? fitChangePoint(energy, first.values, shape, others) : undefined
  const fit = turned?.fit ?? fitLinear(energy, used)
  const columns = turned && first ? columnsOf(turned.shape, turned.changePoints, used) : used
  const tests = testResiduals(fit, columns)
  const { intercept, slopes, means, inverse, n, hasIntercept, degreesOfFreedom, residualDeviation } = fit
  return {
    model: {
      shape,
      drivers: used.map(({ name, values }) => ({
        name,
        least: values.reduce((a, b) => Math.min(a, b)),
        most: values.reduce((a, b) => Math.max(a, b)),
      })),
      changePoints: turned?.changePoints ?? [],
      line: { intercept, slopes, means, inverse, n, hasIntercept, degreesOfFreedom, residualDeviation },
      autocorrelation: Number.isFinite(tests.autocorrelation) ? tests.autocorrelation : 0,
    },
    fit,
    tests,
  }
}

function columnsOf(
  shape: ChangePointShape,
  points: readonly number[],
  [first, ...others]: readonly Driver[],
): Driver[] {
  const rows = Array.from(first?.values ?? [], (value) => branchesAt(shape, points, value))
  const names = shape === '3PC' ? ['cooling'] : shape === '3PH' ? ['heating'] : ['heating', 'cooling']
  return [...names.map((name, j) => ({ name, values: Float64Array.from(rows, (row) => row[j] as number) })), ...others]
}

const rowOf = ({ shape, changePoints }: BaselineModel, x: readonly number[]): readonly number[] => {
  const [first, ...others] = x
  if (!isChangePoint(shape) || first === undefined) return x
  return [...branchesAt(shape, changePoints, first), ...others]
}

/** What the baseline expects of one period: ISO 50006's normalised reference. One number a driver. */
export const expectedEnergy = (model: BaselineModel, x: readonly number[]) => predict(model.line, rowOf(model, x))

/** A change that is no driver (a new line, another product): ISO 50006, 8.3; IPMVP calls it a non-routine adjustment. */
export interface Adjustment {
  /** Added to what the baseline expects of each period it is of, in the unit of energy. */
  readonly amount: number
  readonly reason: string
}

/** A time to report on; NaN where a meter or a driver is not known. */
export interface Reporting {
  readonly energy: Float64Array
  /** In the order of the model. */
  readonly drivers: readonly Float64Array[]
  /** Of the period at this place. */
  readonly adjustments?: (place: number) => readonly Adjustment[]
}

export interface Savings {
  /** Expected of the baseline, adjusted; NaN where it is not known. */
  readonly expected: Float64Array
  /** Expected less measured: above 0 is saved. */
  readonly saved: Float64Array
  readonly cumulative: Float64Array
  /** Periods of which all is known; the rest is in no sum. */
  readonly known: number
  /** Known periods of which a driver lies outside of what the baseline saw. */
  readonly outside: number
  readonly totalExpected: number
  readonly totalMeasured: number
  readonly total: number
  /** Of what was expected; NaN where that is 0. */
  readonly share: number
  /** Half the interval of the total at the confidence asked for, in the unit of energy. */
  readonly uncertainty: number
  /** Whether the total is further from 0 than it is uncertain. */
  readonly isSignificant: boolean
}

/**
 * Savings of a reporting time, with their uncertainty: t·s·√(m + dᵀ(XᵀX)⁻¹d + m²/n), the exact form for least squares of
 * what ASHRAE Guideline 14 tells in short; where residuals hang together, s² grows by n/n′ ({@link independentPeriods}) and t
 * is of n′. Adjustments are taken as exact. Throws `statistics.lengths_differ`, `statistics.out_of_range`.
 */
export function savingsOf(
  model: BaselineModel,
  { energy, drivers, adjustments }: Reporting,
  confidence = 0.95,
): Savings {
  if (drivers.length !== model.drivers.length)
    throw new Fault('statistics.lengths_differ', {
      name: 'drivers',
      expected: model.drivers.length,
      seen: drivers.length,
    })
  const n = energy.length
  const expected = new Float64Array(n).fill(Number.NaN)
  const rows: (readonly number[])[] = []
  let [outside, totalExpected, totalMeasured] = [0, 0, 0]
  for (let i = 0; i < n; i++) {
    const x = drivers.map((values) => values[i] ?? Number.NaN)
    if (x.some(Number.isNaN)) continue
    const added = (adjustments?.(i) ?? []).reduce((sum, { amount }) => sum + amount, 0)
    expected[i] = expectedEnergy(model, x).value + added
    const measured = energy[i] as number
    if (Number.isNaN(measured)) continue
    rows.push(rowOf(model, x))
    if (model.drivers.some(({ least, most }, j) => (x[j] as number) < least || (x[j] as number) > most)) outside++
    totalExpected += expected[i] as number
    totalMeasured += measured
  }
  const saved = expected.map((value, i) => value - (energy[i] as number))
  const total = totalExpected - totalMeasured
  const { n: base, degreesOfFreedom } = model.line
  const independent = independentPeriods(base, model.autocorrelation)
  const spent = base - degreesOfFreedom
  const t = studentQuantile(confidence, Math.max(1, independent - spent))
  const uncertainty = t * errorOfSum(model.line, rows) * Math.sqrt(base / independent)
  return {
    expected,
    saved,
    cumulative: cusum(saved),
    known: rows.length,
    outside,
    totalExpected,
    totalMeasured,
    total,
    share: totalExpected === 0 ? Number.NaN : total / totalExpected,
    uncertainty,
    isSignificant: Math.abs(total) > uncertainty,
  }
}
