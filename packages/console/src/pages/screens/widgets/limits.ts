import type { Limits } from '../../../charts/plot-options.ts'
import type { Value } from '../../../platform.ts'

/** On which side of its limits a value is; undefined: within them, or nothing to compare. */
export function strayed(value: Value | undefined, { low, high }: Limits): 'low' | 'high' | undefined {
  if (typeof value !== 'number') return undefined
  if (low !== undefined && value < low) return 'low'
  return high !== undefined && value > high ? 'high' : undefined
}
