import { Fault } from '@millrace/core'
import './faults.ts'

/** Throws `learning.out_of_range` unless it lies within. */
export function mustBe(name: string, seen: number, low: number, high: number): void {
  if (!(seen >= low && seen <= high))
    throw new Fault('learning.out_of_range', { name, expected: `from ${low} to ${high}`, seen })
}
