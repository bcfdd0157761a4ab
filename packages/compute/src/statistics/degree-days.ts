import { Fault } from '@millrace/core'
import './faults.ts'

export interface DegreeDays {
  /** Σ max(0, base − temperature) over days, K·d. */
  readonly heating: number
  /** Σ max(0, temperature − base) over days, K·d. */
  readonly cooling: number
}

export interface DegreeDayBases {
  /** Outdoor temperature below which is heated, °C. China counts from 18 (GB 50176-2016, 2.1: HDD18). */
  readonly heating: number
  /** Above which is cooled, °C. China counts from 26 (CDD26). */
  readonly cooling: number
}

/**
 * Degree days of means of outdoor temperature, each over `hours` hours (24: daily means, the usual definition of ASHRAE
 * Handbook — Fundamentals, ch. 14; shorter ones sum the same way). Means that are NaN are not counted: ask first whether
 * there are any. Throws `statistics.out_of_range` unless hours is above 0.
 */
export function degreeDays(temperatures: Float64Array, bases: DegreeDayBases, hours = 24): DegreeDays {
  if (!(hours > 0)) throw new Fault('statistics.out_of_range', { name: 'hours', expected: 'above 0', seen: hours })
  let [heating, cooling] = [0, 0]
  for (const temperature of temperatures) {
    if (Number.isNaN(temperature)) continue
    heating += Math.max(0, bases.heating - temperature)
    cooling += Math.max(0, temperature - bases.cooling)
  }
  const days = hours / 24
  return { heating: heating * days, cooling: cooling * days }
}
