import { Fault } from '@millrace/core'
import './faults.ts'
import { within } from './range.ts'
import { region4 } from './water-coefficients.ts'
import { gibbsEnthalpy, gibbsEntropy, gibbsHeatCapacity, gibbsVolume } from './water-gibbs.ts'
import {
  CRITICAL_PRESSURE,
  CRITICAL_TEMPERATURE,
  helmholtzEnthalpy,
  helmholtzEntropy,
  helmholtzHeatCapacity,
  region3Density,
} from './water-region3.ts'

/**
 * Water and steam after IAPWS-IF97, release R7-97(2012). Pressures are absolute, in MPa; temperatures in K; kJ/kg, kJ/(kg·K), m³/kg.
 * Valid from 273.15 K to 1073.15 K up to 100 MPa, and to 2273.15 K up to 50 MPa. Elsewhere every function throws
 * `physics.out_of_range`: none extrapolates.
 */

const LEAST_TEMPERATURE = 273.15
/** Of the saturation line at 273.15 K. */
const LEAST_PRESSURE = 611.212677e-6
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

/** Equation 5 with table 1: MPa on the boundary of regions 2 and 3, from K. */
function boundary23(t: number): number {
  return 0.34805185628969e3 - 0.11671859879975e1 * t + 0.10192970039326e-2 * t * t
}

/** Equation 30. */
function saturationLine(t: number): number {
  const n = region4
  const theta = t + n[8]! / (t - n[9]!)
  const a = theta * theta + n[0]! * theta + n[1]!
  const b = n[2]! * theta * theta + n[3]! * theta + n[4]!
  const c = n[5]! * theta * theta + n[6]! * theta + n[7]!
  return ((2 * c) / (-b + Math.sqrt(b * b - 4 * a * c))) ** 4
}

/** MPa from K: 273.15 K to 647.096 K (equation 30). */
export function saturationPressure(temperature: number): number {
  return saturationLine(
    within('a temperature of saturated water', temperature, LEAST_TEMPERATURE, CRITICAL_TEMPERATURE, 'K'),
  )
}

/** K from MPa: 611.213 Pa to 22.064 MPa (equation 31). */
export function saturationTemperature(pressure: number): number {
  within('a pressure of saturated water', pressure, LEAST_PRESSURE, CRITICAL_PRESSURE, 'MPa')
  const n = region4
  const beta = pressure ** 0.25
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
  if (region === 0) throw outside(p, t)
  if (region !== 3) return gibbs(region, p, t)
  const liquid = t < CRITICAL_TEMPERATURE && p > saturationLine(t)
  return found(helmholtz(region3Density(p, t, liquid), t), p, t)
}

/** On the saturation line: of the liquid or of the steam. */
function saturated(p: number, liquid: boolean, gibbs: Property, helmholtz: DenseProperty): number {
  const t = saturationTemperature(p)
  if (t <= REGION_3_FROM) return gibbs(liquid ? 1 : 2, p, t)
  return found(helmholtz(region3Density(p, t, liquid), t), p, t)
}

function found(value: number, p: number, t: number): number {
  if (Number.isNaN(value)) throw outside(p, t)
  return value
}

const outside = (p: number, t: number): Fault =>
  new Fault('physics.out_of_range', {
    what: 'water or steam',
    range: '273.15 to 1073.15 K at most 100 MPa, or to 2273.15 K at most 50 MPa',
    seen: `${t} K at ${p} MPa`,
  })

const volumeOf: DenseProperty = (density) => 1 / density

/** m³/kg. */
export const waterVolume = (p: number, t: number): number => stateOf(p, t, gibbsVolume, volumeOf)
/** kg/m³. */
export const waterDensity = (p: number, t: number): number => 1 / waterVolume(p, t)
/** kJ/kg; 0 for the saturated liquid's inner energy at the triple point. */
export const waterEnthalpy = (p: number, t: number): number => stateOf(p, t, gibbsEnthalpy, helmholtzEnthalpy)
/** kJ/(kg·K). */
export const waterEntropy = (p: number, t: number): number => stateOf(p, t, gibbsEntropy, helmholtzEntropy)
/** kJ/(kg·K), at constant pressure. */
export const waterHeatCapacity = (p: number, t: number): number =>
  stateOf(p, t, gibbsHeatCapacity, helmholtzHeatCapacity)

/** kJ/kg of the boiling liquid at MPa, up to the critical point. */
export const boilingEnthalpy = (p: number): number => saturated(p, true, gibbsEnthalpy, helmholtzEnthalpy)
/** kJ/kg of dry saturated steam at MPa, up to the critical point. */
export const steamEnthalpy = (p: number): number => saturated(p, false, gibbsEnthalpy, helmholtzEnthalpy)
/** kg/m³ of the boiling liquid at MPa. */
export const boilingDensity = (p: number): number => 1 / saturated(p, true, gibbsVolume, volumeOf)
/** kg/m³ of dry saturated steam at MPa. */
export const steamDensity = (p: number): number => 1 / saturated(p, false, gibbsVolume, volumeOf)
/** kJ/(kg·K) of the boiling liquid, and of dry saturated steam, at MPa. */
export const boilingEntropy = (p: number): number => saturated(p, true, gibbsEntropy, helmholtzEntropy)
export const steamEntropy = (p: number): number => saturated(p, false, gibbsEntropy, helmholtzEntropy)

/** kJ/kg of wet steam at MPa whose share of dry steam by mass is `dryness`, 0 to 1. */
export function wetSteamEnthalpy(p: number, dryness: number): number {
  within('the dryness of steam', dryness, 0, 1, '(share by mass)')
  const liquid = boilingEnthalpy(p)
  return liquid + dryness * (steamEnthalpy(p) - liquid)
}
