import { Fault } from '@millrace/core'
import './faults.ts'

/** The value itself if it lies within both ends; NaN never does. Throws `physics.out_of_range`. */
export function within(what: string, value: number, low: number, high: number, unit: string): number {
  if (value >= low && value <= high) return value
  throw new Fault('physics.out_of_range', { what, range: `${low} to ${high} ${unit}`, seen: value })
}
