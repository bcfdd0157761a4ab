import { type BaselineModel, coefficientIntervals, expectedEnergy, fitBaseline } from '@millrace/compute'
import { Fault } from '@millrace/core'
import './faults.ts'
import type { BaselineDefinition, Figures, Finding, Rows } from './schema.ts'

/** Limits by which a fit is judged; each says where it is from. */
const LIMITS = {
  /** IPMVP: R² above 0.75 for a model that predicts. */
  rSquared: 0.75,
  /** ASHRAE Guideline 14: CV(RMSE) of hourly data, and of monthly; days and weeks stand between. */
  cvHourly: 0.3,
  cvDaily: 0.25,
  cvMonthly: 0.15,
  /** The usual level of significance. */
  p: 0.05,
  /** Durbin and Watson. */
  durbinWatson: 1.5,
  inflation: 10,
  cook: 1,
  /** A year of months, and as many of anything else. */
  periods: 12,
} as const
const DAY = 86_400_000_000

export interface Known {
  readonly start: readonly number[]
  readonly energy: Float64Array
  /** In the order of the definition. */
  readonly drivers: readonly Float64Array[]
}

export interface Fitted {
  readonly model: BaselineModel
  readonly figures: Figures
  readonly rows: Rows
}

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null)

/** Throws `energy.drivers_malformed`, `energy.periods_missing`, and what a fit does. */
export function fitOf(
  { shape, drivers, width }: Pick<BaselineDefinition, 'shape' | 'drivers' | 'width'>,
  known: Known,
): Fitted {
  if (shape === 'mean' ? drivers.length > 0 : drivers.length === 0)
    throw new Fault('energy.drivers_malformed', {
      expected: shape === 'mean' ? 'no variable with the shape "mean"' : `a variable with the shape "${shape}"`,
      seen: drivers.length,
    })
  const names = new Set(drivers.map(({ name }) => name))
  if (names.size < drivers.length)
    throw new Fault('energy.drivers_malformed', { expected: 'variables of different names', seen: 'two of one name' })
  const all = known.start.length
  const whole = known.start.flatMap((_, i) =>
    [known.energy, ...known.drivers].some((values) => Number.isNaN(values[i])) ? [] : [i],
  )
  const least = drivers.length + 4
  if (whole.length < least)
    throw new Fault('energy.periods_missing', { expected: least, seen: whole.length, asked: all })
  const of = (values: Float64Array): Float64Array => Float64Array.from(whole, (i) => values[i] as number)
  const { model, fit, tests } = fitBaseline(
    of(known.energy),
    known.drivers.map((values, j) => ({ name: drivers[j]?.name ?? '', values: of(values) })),
    shape,
  )
  const gaps = all - whole.length
  const intervals = coefficientIntervals(fit, 0.95)
  const findings: Finding[] = []
  const find = (code: Finding['code'], more: Omit<Finding, 'code'> = {}): void => void findings.push({ code, ...more })
  if (whole.length < LIMITS.periods) find('few_periods', { value: whole.length, limit: LIMITS.periods })
  if (gaps > 0) find('gaps', { value: gaps })
  if (shape !== 'mean' && !(fit.rSquared >= LIMITS.rSquared))
    find('weak_fit', { ...(Number.isFinite(fit.rSquared) && { value: fit.rSquared }), limit: LIMITS.rSquared })
  const most = width < DAY ? LIMITS.cvHourly : width < 28 * DAY ? LIMITS.cvDaily : LIMITS.cvMonthly
  if (!(fit.cvRmse <= most))
    find('scatter_high', { ...(Number.isFinite(fit.cvRmse) && { value: fit.cvRmse }), limit: most })
  if (fit.fP > LIMITS.p) find('not_better_than_none', { value: fit.fP, limit: LIMITS.p })
  for (const { name, p } of fit.coefficients)
    if (name !== undefined && !(p <= LIMITS.p))
      find('driver_irrelevant', { driver: name, ...(Number.isFinite(p) && { value: p }), limit: LIMITS.p })
  const inflated = tests.inflation.findIndex((one) => one > LIMITS.inflation)
  if (inflated >= 0) find('drivers_alike', { driver: namesOf(model)[inflated] ?? '', limit: LIMITS.inflation })
  if (tests.durbinWatson < LIMITS.durbinWatson)
    find('rest_in_waves', { value: tests.durbinWatson, limit: LIMITS.durbinWatson })
  if (tests.evenScatterP < LIMITS.p) find('uneven_scatter', { value: tests.evenScatterP, limit: LIMITS.p })
  const decides = tests.cook.findIndex((one) => one > LIMITS.cook)
  if (decides >= 0) find('one_period_decides', { value: known.start[whole[decides] as number] as number })
  return {
    model,
    figures: {
      n: whole.length,
      gaps,
      coefficients: fit.coefficients.map(({ name, estimate, standardError, t, p }, j) => ({
        ...(name === undefined ? {} : { name }),
        estimate,
        standardError,
        t: finite(t),
        p: finite(p),
        low: intervals[j]?.low ?? estimate,
        high: intervals[j]?.high ?? estimate,
      })),
      changePoints: [...model.changePoints],
      rSquared: shape === 'mean' ? null : finite(fit.rSquared),
      adjustedRSquared: shape === 'mean' ? null : finite(fit.adjustedRSquared),
      fP: finite(fit.fP),
      cvRmse: finite(fit.cvRmse),
      residualDeviation: fit.residualDeviation,
      durbinWatson: finite(tests.durbinWatson),
      autocorrelation: finite(tests.autocorrelation),
      findings,
    },
    rows: {
      start: [...known.start],
      energy: Array.from(known.energy, finite),
      drivers: known.drivers.map((values) => Array.from(values, finite)),
      expected: known.start.map((_, i) => {
        const x = known.drivers.map((values) => values[i] as number)
        return x.some(Number.isNaN) ? null : finite(expectedEnergy(model, x).value)
      }),
    },
  }
}

/** Of the coefficients but the intercept: a temperature with a change point became heating and cooling. */
const namesOf = ({ shape, drivers }: BaselineModel): string[] => {
  const names = drivers.map(({ name }) => name)
  if (shape === 'mean' || shape === 'linear') return names
  const branches = shape === '3PC' ? ['cooling'] : shape === '3PH' ? ['heating'] : ['heating', 'cooling']
  return [...branches, ...names.slice(1)]
}
