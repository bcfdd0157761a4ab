import { region1, region2, region2Ideal, region5, region5Ideal } from './water-coefficients.ts'

/** kJ/(kg·K), R7-97(2012) equation 1. */
export const GAS_CONSTANT = 0.461526

/** A region whose basic equation is a Gibbs energy of pressure and temperature: 1 (liquid), 2 (steam), 5 (hot steam). */
export type GibbsRegion = 1 | 2 | 5

/** Which derivative of the dimensionless Gibbs energy: orders by π and by τ. */
type Order = 0 | 1 | 2

/** Value of d^order/dx^order of x^power. */
function powerOf(x: number, power: number, order: Order): number {
  if (order === 0) return x ** power
  if (order === 1) return power === 0 ? 0 : power * x ** (power - 1)
  return power === 0 || power === 1 ? 0 : power * (power - 1) * x ** (power - 2)
}

function terms(table: Float64Array, x: number, byX: Order, y: number, byY: Order): number {
  let sum = 0
  for (let at = 0; at < table.length; at += 3)
    sum += table[at + 2]! * powerOf(x, table[at]!, byX) * powerOf(y, table[at + 1]!, byY)
  return sum
}

/** Equation 16 and table 13, and equation 33 and table 40: the ideal-gas part, of which d/dπ is 1/π and needs no table. */
function ideal(table: Float64Array, pi: number, byPi: Order, tau: number, byTau: Order): number {
  if (byPi > 0) return byTau > 0 ? 0 : byPi === 1 ? 1 / pi : -1 / (pi * pi)
  let sum = byTau === 0 ? Math.log(pi) : 0
  for (let at = 0; at < table.length; at += 2) sum += table[at + 1]! * powerOf(tau, table[at]!, byTau)
  return sum
}

/** T* of each region in K: equations 7, 15 and 32. */
const temperatureScale = (region: GibbsRegion): number => (region === 1 ? 1386 : region === 2 ? 540 : 1000)
/** p* in MPa. */
const pressureScale = (region: GibbsRegion): number => (region === 1 ? 16.53 : 1)

function gamma(region: GibbsRegion, pressure: number, temperature: number, byPi: Order, byTau: Order): number {
  const pi = pressure / pressureScale(region)
  const tau = temperatureScale(region) / temperature
  if (region === 1) return terms(region1, 7.1 - pi, byPi, tau - 1.222, byTau) * (byPi === 1 ? -1 : 1)
  if (region === 2) return ideal(region2Ideal, pi, byPi, tau, byTau) + terms(region2, pi, byPi, tau - 0.5, byTau)
  return ideal(region5Ideal, pi, byPi, tau, byTau) + terms(region5, pi, byPi, tau, byTau)
}

// Tables 3, 12 and 39 of the release: MPa and K in, m³/kg, kJ/kg and kJ/(kg·K) out.

export const gibbsVolume = (region: GibbsRegion, p: number, t: number): number =>
  ((p / pressureScale(region)) * gamma(region, p, t, 1, 0) * GAS_CONSTANT * t) / p / 1000

export const gibbsEnthalpy = (region: GibbsRegion, p: number, t: number): number =>
  temperatureScale(region) * gamma(region, p, t, 0, 1) * GAS_CONSTANT

export const gibbsEntropy = (region: GibbsRegion, p: number, t: number): number =>
  GAS_CONSTANT * ((temperatureScale(region) / t) * gamma(region, p, t, 0, 1) - gamma(region, p, t, 0, 0))

export const gibbsHeatCapacity = (region: GibbsRegion, p: number, t: number): number =>
  -GAS_CONSTANT * (temperatureScale(region) / t) ** 2 * gamma(region, p, t, 0, 2)

/** m/s. */
export function gibbsSpeedOfSound(region: GibbsRegion, p: number, t: number): number {
  const tau = temperatureScale(region) / t
  const byPi = gamma(region, p, t, 1, 0)
  const mixed = byPi - tau * gamma(region, p, t, 1, 1)
  const divisor = (mixed * mixed) / (tau * tau * gamma(region, p, t, 0, 2)) - gamma(region, p, t, 2, 0)
  return Math.sqrt((1000 * GAS_CONSTANT * t * byPi * byPi) / divisor)
}
