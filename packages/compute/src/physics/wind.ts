import { Fault } from '@millrace/core'
import './faults.ts'

/** Air density that power curves are stated for, kg/m³ (IEC 61400-12-1:2017: sea level of the ISO atmosphere). */
export const REFERENCE_DENSITY = 1.225

/** A curve as a maker states it: speeds in m/s, rising, and as many powers, in one unit. */
export interface PowerCurve {
  readonly speed: Float64Array
  readonly power: Float64Array
}

/** Throws `physics.curve_malformed`. */
export function powerCurve(speed: ArrayLike<number>, power: ArrayLike<number>): PowerCurve {
  if (speed.length < 2 || speed.length !== power.length)
    throw new Fault('physics.curve_malformed', {
      expected: 'of two points or more, each a speed with its power',
      seen: `${speed.length} speeds and ${power.length} powers`,
    })
  const curve = { speed: Float64Array.from(speed), power: Float64Array.from(power) }
  for (let i = 0; i < speed.length; i++) {
    const rises = i === 0 || curve.speed[i]! > curve.speed[i - 1]!
    if (!rises || !Number.isFinite(curve.speed[i]!) || !Number.isFinite(curve.power[i]!))
      throw new Fault('physics.curve_malformed', {
        expected: 'whose speeds rise and are numbers',
        seen: `point ${i + 1}`,
      })
  }
  return curve
}

/** Power at m/s by straight lines between the points, and 0 before the first and after the last; NaN for NaN. */
export function curvePower({ speed, power }: PowerCurve, at: number): number {
  if (Number.isNaN(at)) return at
  const last = speed.length - 1
  if (at < speed[0]! || at > speed[last]!) return 0
  let low = 0
  let high = last
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if (speed[middle]! <= at) low = middle
    else high = middle
  }
  const share = (at - speed[low]!) / (speed[high]! - speed[low]!)
  return power[low]! + share * (power[high]! - power[low]!)
}

/**
 * m/s that the reference density's air must have for the same power: v·(ρ/ρ₀)^⅓ (IEC 61400-12-1:2017, data normalisation of
 * machines with active power control). NaN unless ρ > 0 and v ≥ 0.
 */
export function normalisedWindSpeed(speed: number, density: number): number {
  return speed >= 0 && density > 0 ? speed * Math.cbrt(density / REFERENCE_DENSITY) : Number.NaN
}

/** Share of the wind's power through the rotor that becomes electricity: P/(½·ρ·A·v³), IEC 61400-12-1:2017, power coefficient; W, kg/m³, m², m/s. */
export function powerCoefficient(power: number, density: number, area: number, speed: number): number {
  return density > 0 && area > 0 && speed > 0 ? power / (0.5 * density * area * speed ** 3) : Number.NaN
}
