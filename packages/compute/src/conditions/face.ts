import type { Micros } from '@millrace/core'

/**
 * A condition became true or false. The edges of one condition alternate and their times rise, so that one that comes twice (after
 * a crash, from the journal) is known by its time alone.
 */
export interface ConditionEdge {
  /** Number of the condition, given by whoever defined it; dense over all tenants. */
  readonly condition: number
  readonly active: boolean
  /** When it came to hold, or no longer did, delays included; by the times of the samples. */
  readonly at: Micros
  /** What was seen then, in the unit of the input; NaN where it is no number. */
  readonly value: number
  /** OPC UA StatusCode of what was seen. */
  readonly status: number
}
