import { Fault } from '@millrace/core'
import './faults.ts'
import { type Driver, type FitOptions, fitLinear, type LinearFit } from './regression.ts'

/**
 * Models of energy against outdoor temperature of ASHRAE's Inverse Model Toolkit (RP-1050; Kissock, Haberl and Claridge,
 * ASHRAE Transactions 109(2), 2003). 3PC: flat, then rising above a temperature (cooling); 3PH: falling until a temperature,
 * then flat (heating); 4P: another slope on each side; 5P: heating below one temperature, flat, cooling above another.
 */
export const changePointShapes = ['3PC', '3PH', '4P', '5P'] as const
export type ChangePointShape = (typeof changePointShapes)[number]

export interface ChangePointFit {
  readonly shape: ChangePointShape
  /** Temperatures at which it turns, ascending: one, or two of 5P. */
  readonly changePoints: readonly number[]
  /** Over what the temperature became (see {@link branchesOf}), then the other drivers. */
  readonly fit: LinearFit
}

/** Steps over the whole range, then over what lies beside the best one, again and again: the two-stage search of RP-1050. */
const FIRST_STEPS = 40
const NEXT_STEPS = 10
const ROUNDS = 5

const below = (temperature: Float64Array, point: number): Float64Array =>
  temperature.map((value) => Math.max(0, point - value))
const above = (temperature: Float64Array, point: number): Float64Array =>
  temperature.map((value) => Math.max(0, value - point))

/** What a temperature becomes: degrees below a change point (heating), above it (cooling), or both. */
export function branchesOf(shape: ChangePointShape, points: readonly number[], temperature: Float64Array): Driver[] {
  const [first = Number.NaN, second = first] = points
  const heating = { name: 'heating', values: below(temperature, first) }
  const cooling = { name: 'cooling', values: above(temperature, second) }
  switch (shape) {
    case '3PC':
      return [cooling]
    case '3PH':
      return [heating]
    case '4P':
    case '5P':
      return [heating, cooling]
  }
}

interface Candidate {
  readonly points: readonly number[]
  readonly fit: LinearFit
}

/**
 * The change points with the least rest, and the line over them. Each change point costs a degree of freedom. At least
 * three periods lie on each side, so that no single one makes a slope. Throws `statistics.no_change_point`, and as
 * {@link fitLinear} does.
 */
export function fitChangePoint(
  y: Float64Array,
  temperature: Float64Array,
  shape: ChangePointShape,
  others: readonly Driver[] = [],
): ChangePointFit {
  if (temperature.length !== y.length)
    throw new Fault('statistics.lengths_differ', { name: 'temperature', expected: y.length, seen: temperature.length })
  const place = temperature.findIndex((value) => !Number.isFinite(value))
  if (place >= 0)
    throw new Fault('statistics.not_finite', { name: 'temperature', place, seen: String(temperature[place]) })
  const sorted = Float64Array.from(temperature).sort()
  if (sorted.length < 8) throw new Fault('statistics.too_few', { expected: 8, seen: sorted.length })
  const [least, most] = [sorted[2] as number, sorted[sorted.length - 3] as number]
  if (!(most > least)) throw new Fault('statistics.constant', { name: 'temperature' })

  const options: FitOptions = { spent: shape === '5P' ? 2 : 1 }
  let best: Candidate | undefined
  const consider = (points: readonly number[]): void => {
    const fit = attempt(y, [...branchesOf(shape, points, temperature), ...others], options)
    if (fit && (!best || fit.rss < best.fit.rss)) best = { points, fit }
  }
  const narrow = (most - least) / 1_000
  const grid = (low: number, high: number, steps: number): number[] =>
    Array.from({ length: steps + 1 }, (_, k) => Math.min(most, Math.max(least, low + ((high - low) * k) / steps)))
  const search = (axes: readonly (readonly number[])[]): void => {
    const [firsts = [], seconds] = axes
    for (const first of firsts)
      if (!seconds) consider([first])
      else for (const second of seconds) if (second > first + narrow) consider([first, second])
  }
  const whole = grid(least, most, shape === '5P' ? FIRST_STEPS / 2 : FIRST_STEPS)
  search(shape === '5P' ? [whole, whole] : [whole])
  let width = (whole[1] as number) - (whole[0] as number)
  for (let round = 0; round < ROUNDS && best; round++) {
    search(best.points.map((point) => grid(point - width, point + width, NEXT_STEPS)))
    width /= NEXT_STEPS / 2
  }
  if (!best) throw new Fault('statistics.no_change_point', { expected: `a model ${shape} could be made of` })
  return { shape, changePoints: best.points, fit: best.fit }
}

/** undefined where the branches say nothing at these change points. */
function attempt(y: Float64Array, drivers: readonly Driver[], options: FitOptions): LinearFit | undefined {
  try {
    return fitLinear(y, drivers, options)
  } catch (thrown) {
    if (thrown instanceof Fault && ['statistics.constant', 'statistics.dependent'].includes(thrown.code))
      return undefined
    throw thrown
  }
}

/** One row of {@link branchesOf}, for a prediction. */
export const branchesAt = (shape: ChangePointShape, points: readonly number[], temperature: number): number[] =>
  branchesOf(shape, points, Float64Array.of(temperature)).map(({ values }) => values[0] as number)
