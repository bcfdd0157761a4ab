import { region4 } from './water-coefficients.ts'
import { gibbsEnthalpy, gibbsEntropy, gibbsHeatCapacity, gibbsSpeedOfSound, gibbsVolume } from './water-gibbs.ts'
import {
  CRITICAL_PRESSURE,
  CRITICAL_TEMPERATURE,
  helmholtzEnthalpy,
  helmholtzEntropy,
  helmholtzHeatCapacity,
  helmholtzSpeedOfSound,
  region3Density,
} from './water-region3.ts'

/**
 * What R7-97(2012) gives of water and steam, in MPa absolute, K, kJ/kg, kJ/(kg·K) and m³/kg. NaN outside of it: kernels of
 * expressions run these for every sample; water.ts throws in place of NaN.
 */

export const LEAST_TEMPERATURE = 273.15
/** MPa, of the saturation line at 273.15 K. */
export const LEAST_PRESSURE = 611.212677e-6
const REGION_3_FROM = 623.15
const REGION_2_TO = 1073.15
const REGION_5_TO = 2273.15

/** 1 liquid, 2 steam, 3 about the critical point, 5 hot steam (figure 1 of the release). */
export type WaterRegion = 1 | 2 | 3 | 5

/** 0 where the formulation has no equation. */
export function waterRegion(pressure: number, temperature: number): WaterRegion | 0 {
  const [p, t] = [pressure, temperature]
  if (!(p > 0 && p <= 100 && t >= LEAST_TEMPERATURE && t <= REGION_5_TO)) return 0
  if (t > REGION_2_TO) return p <= 50 ? 5 : 0
  if (t <= REGION_3_FROM) return p > saturationLine(t) ? 1 : 2
  return p > boundary23(t) ? 3 : 2
}

/** Equation 5 with table 1: MPa on the boundary of regions 2 and 3. */
function boundary23(t: number): number {
  return 0.34805185628969e3 - 0.11671859879975e1 * t + 0.10192970039326e-2 * t * t
}

/** Equation 30: MPa from K. */
export function saturationLine(t: number): number {
  if (!(t >= LEAST_TEMPERATURE && t <= CRITICAL_TEMPERATURE)) return Number.NaN
  const n = region4
  const theta = t + n[8]! / (t - n[9]!)
  const a = theta * theta + n[0]! * theta + n[1]!
  const b = n[2]! * theta * theta + n[3]! * theta + n[4]!
  const c = n[5]! * theta * theta + n[6]! * theta + n[7]!
  return ((2 * c) / (-b + Math.sqrt(b * b - 4 * a * c))) ** 4
}

/** Equation 31: K from MPa. */
export function boilingTemperature(p: number): number {
  if (!(p >= LEAST_PRESSURE && p <= CRITICAL_PRESSURE)) return Number.NaN
  const n = region4
  const beta = p ** 0.25
  const e = beta * beta + n[2]! * beta + n[5]!
  const f = n[0]! * beta * beta + n[3]! * beta + n[6]!
  const g = n[1]! * beta * beta + n[4]! * beta + n[7]!
  const d = (2 * g) / (-f - Math.sqrt(f * f - 4 * e * g))
  return (n[9]! + d - Math.sqrt((n[9]! + d) ** 2 - 4 * (n[8]! + n[9]! * d))) / 2
}

type Property = (region: 1 | 2 | 5, p: number, t: number) => number
type DenseProperty = (density: number, t: number) => number

function stateOf(p: number, t: number, gibbs: Property, helmholtz: DenseProperty): number {
  const region = waterRegion(p, t)
  if (region === 0) return Number.NaN
  if (region !== 3) return gibbs(region, p, t)
  const liquid = t < CRITICAL_TEMPERATURE && p > saturationLine(t)
  return helmholtz(region3Density(p, t, liquid), t)
}

function saturated(p: number, liquid: boolean, gibbs: Property, helmholtz: DenseProperty): number {
  const t = boilingTemperature(p)
  if (Number.isNaN(t)) return t
  if (t <= REGION_3_FROM) return gibbs(liquid ? 1 : 2, p, t)
  return helmholtz(region3Density(p, t, liquid), t)
}

const volumeOf: DenseProperty = (density) => 1 / density

export const volumeAt = (p: number, t: number): number => stateOf(p, t, gibbsVolume, volumeOf)
export const enthalpyAt = (p: number, t: number): number => stateOf(p, t, gibbsEnthalpy, helmholtzEnthalpy)
export const entropyAt = (p: number, t: number): number => stateOf(p, t, gibbsEntropy, helmholtzEntropy)
export const heatCapacityAt = (p: number, t: number): number => stateOf(p, t, gibbsHeatCapacity, helmholtzHeatCapacity)
export const soundSpeedAt = (p: number, t: number): number => stateOf(p, t, gibbsSpeedOfSound, helmholtzSpeedOfSound)

export const saturatedVolume = (p: number, liquid: boolean): number => saturated(p, liquid, gibbsVolume, volumeOf)
export const saturatedEnthalpy = (p: number, liquid: boolean): number =>
  saturated(p, liquid, gibbsEnthalpy, helmholtzEnthalpy)
export const saturatedEntropy = (p: number, liquid: boolean): number =>
  saturated(p, liquid, gibbsEntropy, helmholtzEntropy)
