import { GREATEST } from './delta.ts'

/** Digits after the point that are looked for. */
const PLACES = 9
export const POWERS: readonly number[] = Array.from({ length: PLACES + 1 }, (_, places) => 10 ** places)

/** Of so many values the places are tried first: what one does not hold, it tells at once. */
const PROBE = 8

function holds(
  values: Float64Array,
  from: number,
  to: number,
  power: number,
  out: Float64Array,
  into: number,
): boolean {
  for (let i = from; i < to; i++) {
    const value = values[i] as number
    const whole = Math.round(value * power)
    // 0 and -0 are equal here; that of a -0 is -0 as well, which no integer keeps.
    if (!(whole / power === value && whole < GREATEST && whole > -GREATEST) || (whole === 0 && 1 / value < 0))
      return false
    out[into + i - from] = whole
  }
  return true
}

/**
 * The fewest places with which every value is a whole number ÷ 10^places, to the bit; -1 if there are none. The whole numbers
 * are put into `out`, from `into` on.
 */
export function placesOf(values: Float64Array, from: number, to: number, out: Float64Array, into: number): number {
  const probe = Math.min(to, from + PROBE)
  for (let places = 0; places <= PLACES; places++) {
    const power = POWERS[places] as number
    if (holds(values, from, probe, power, out, into) && holds(values, from, to, power, out, into)) return places
  }
  return -1
}
