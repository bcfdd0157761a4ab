import { Fault } from '@millrace/core'
import './faults.ts'
import { within } from './range.ts'
import { CRITICAL_PRESSURE, CRITICAL_TEMPERATURE } from './water-region3.ts'
import {
  boilingTemperature,
  enthalpyAt,
  entropyAt,
  heatCapacityAt,
  LEAST_PRESSURE,
  LEAST_TEMPERATURE,
  saturatedEnthalpy,
  saturatedEntropy,
  saturatedVolume,
  saturationLine,
  volumeAt,
} from './water-state.ts'

/**
 * Water and steam after IAPWS-IF97, release R7-97(2012). Pressures are absolute, in MPa; temperatures in K.
 * Valid from 273.15 K to 1073.15 K up to 100 MPa, and to 2273.15 K up to 50 MPa. Elsewhere every function throws
 * `physics.out_of_range`: none extrapolates.
 */

const saturationPressureAsked = (p: number): number =>
  within('a pressure of saturated water', p, LEAST_PRESSURE, CRITICAL_PRESSURE, 'MPa')

function known(value: number, p: number, t: number): number {
  if (!Number.isNaN(value)) return value
  throw new Fault('physics.out_of_range', {
    what: 'water or steam',
    range: '273.15 to 1073.15 K at most 100 MPa, or to 2273.15 K at most 50 MPa',
    seen: `${t} K at ${p} MPa`,
  })
}

/** MPa from K: 273.15 K to 647.096 K (equation 30). */
export const saturationPressure = (t: number): number =>
  saturationLine(within('a temperature of saturated water', t, LEAST_TEMPERATURE, CRITICAL_TEMPERATURE, 'K'))

/** K from MPa: 611.213 Pa to 22.064 MPa (equation 31). */
export const saturationTemperature = (p: number): number => boilingTemperature(saturationPressureAsked(p))

/** m³/kg. */
export const waterVolume = (p: number, t: number): number => known(volumeAt(p, t), p, t)
/** kg/m³. */
export const waterDensity = (p: number, t: number): number => 1 / waterVolume(p, t)
/** kJ/kg; the inner energy of the boiling liquid at the triple point is 0. */
export const waterEnthalpy = (p: number, t: number): number => known(enthalpyAt(p, t), p, t)
/** kJ/(kg·K). */
export const waterEntropy = (p: number, t: number): number => known(entropyAt(p, t), p, t)
/** kJ/(kg·K), at constant pressure. */
export const waterHeatCapacity = (p: number, t: number): number => known(heatCapacityAt(p, t), p, t)

// On the saturation line, up to the critical point.

/** kJ/kg of the boiling liquid at MPa. */
export const boilingEnthalpy = (p: number): number => saturatedEnthalpy(saturationPressureAsked(p), true)
/** kJ/kg of dry saturated steam at MPa. */
export const steamEnthalpy = (p: number): number => saturatedEnthalpy(saturationPressureAsked(p), false)
/** kg/m³ of the boiling liquid at MPa. */
export const boilingDensity = (p: number): number => 1 / saturatedVolume(saturationPressureAsked(p), true)
/** kg/m³ of dry saturated steam at MPa. */
export const steamDensity = (p: number): number => 1 / saturatedVolume(saturationPressureAsked(p), false)
/** kJ/(kg·K) of the boiling liquid at MPa. */
export const boilingEntropy = (p: number): number => saturatedEntropy(saturationPressureAsked(p), true)
/** kJ/(kg·K) of dry saturated steam at MPa. */
export const steamEntropy = (p: number): number => saturatedEntropy(saturationPressureAsked(p), false)

/** kJ/kg of wet steam at MPa whose share of dry steam by mass is `dryness`, 0 to 1. */
export function wetSteamEnthalpy(p: number, dryness: number): number {
  within('the dryness of steam', dryness, 0, 1, '(share by mass)')
  const liquid = boilingEnthalpy(p)
  return liquid + dryness * (steamEnthalpy(p) - liquid)
}
