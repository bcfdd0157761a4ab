/**
 * Motors, pumps, heat exchangers and what shakes. Every function gives NaN outside of its range: the kernels of expressions run
 * them.
 */

/**
 * Losses of an induction motor at rated speed: a part that stays and one that grows with the square of the load. Two efficiencies
 * of its plate or catalogue (at full and at half load, IEC 60034-2-1) fix both.
 */
function constantLoss(full: number, half: number): number {
  const atFull = 1 / full - 1
  const atHalf = 0.5 * (1 / half - 1)
  return (4 * atHalf - atFull) / 3
}

const isEfficiency = (value: number): boolean => value > 0 && value < 1

/** Efficiency at a share of the rated output (0.1 to 1.5), from those at full and half load, all as shares of 1. */
export function motorEfficiency(load: number, full: number, half: number): number {
  if (!(load >= 0.1 && load <= 1.5 && isEfficiency(full) && isEfficiency(half))) return Number.NaN
  const still = constantLoss(full, half)
  const variable = 1 / full - 1 - still
  if (!(still >= 0 && variable >= 0)) return Number.NaN
  return load / (load + still + variable * load * load)
}

/** Share of the rated output that a motor gives when it takes `input` of electric power (units as `rated`); to 1.5. */
export function motorLoad(input: number, rated: number, full: number, half: number): number {
  if (!(input >= 0 && rated > 0 && isEfficiency(full) && isEfficiency(half))) return Number.NaN
  const still = constantLoss(full, half)
  const variable = 1 / full - 1 - still
  if (!(still >= 0 && variable >= 0)) return Number.NaN
  const taken = input / rated - still
  if (taken <= 0) return 0
  const load = variable === 0 ? taken : (Math.sqrt(1 + 4 * variable * taken) - 1) / (2 * variable)
  return load <= 1.5 ? load : Number.NaN
}

/** Greatest deviation from the mean of three phases, as a share of the mean (NEMA MG 1 §14.36.2). */
export function unbalance(a: number, b: number, c: number): number {
  const mean = (a + b + c) / 3
  return mean > 0 ? Math.max(Math.abs(a - mean), Math.abs(b - mean), Math.abs(c - mean)) / mean : Number.NaN
}

/** Mean temperature difference of a heat exchanger from those at both ends, K: (Δ₁ − Δ₂)/ln(Δ₁/Δ₂); both of one sign. */
export function logMeanDifference(one: number, other: number): number {
  if (!(one > 0 && other > 0)) return Number.NaN
  const ratio = one / other
  // Where both ends are alike the quotient is 0/0; its limit is their mean.
  return Math.abs(ratio - 1) < 1e-6 ? (one + other) / 2 : (one - other) / Math.log(ratio)
}

/** Hydraulic power, kW: ρ·g·Q·H (ISO 9906:2012); kg/m³, m³/h, m. */
export function hydraulicPower(density: number, flow: number, head: number): number {
  return density > 0 && flow >= 0 && head >= 0 ? (density * 9.80665 * (flow / 3600) * head) / 1000 : Number.NaN
}

/**
 * Upper limits in mm/s r.m.s. of zones A, B and C for the velocity of non-rotating parts, ISO 20816-3:2022 annex A (as in
 * ISO 10816-3:2009): group 1 is large machines of 300 kW to 50 MW, group 2 medium ones of 15 kW to 300 kW.
 */
const zones: readonly (readonly [number, number, number])[] = [
  [2.3, 4.5, 7.1], // group 1, rigid
  [3.5, 7.1, 11.0], // group 1, flexible
  [1.4, 2.8, 4.5], // group 2, rigid
  [2.3, 4.5, 7.1], // group 2, flexible
]

/** 1 for zone A (new), 2 for B (long-term), 3 for C (for a limited time), 4 for D (damaging). `flexible`: 0 rigid, 1 flexible support. */
export function vibrationZone(velocity: number, group: number, flexible: number): number {
  const limits = zones[(group - 1) * 2 + flexible]
  if (!limits || !(velocity >= 0)) return Number.NaN
  return velocity <= limits[0] ? 1 : velocity <= limits[1] ? 2 : velocity <= limits[2] ? 3 : 4
}
