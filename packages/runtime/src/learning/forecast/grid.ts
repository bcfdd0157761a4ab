import { Fault } from '@millrace/core'
import type { Gap } from '../face.ts'
import '../faults.ts'
import type { Table } from '../rows.ts'
import { quantileOf } from '../scores.ts'

const MINUTE = 60_000_000
export const DAY = 1_440 * MINUTE
const steps = [1, 2, 5, 10, 15, 20, 30, 60, 120, 180, 240, 360, 720, 1_440].map((minutes) => minutes * MINUTE)

const MOST_SLOTS = 200_000
const MOST_GAPS = 20

/** Means of even stretches of time. */
export interface Grid {
  /** µs. */
  readonly step: number
  /** Number of the first slot, from 1970-01-01 UTC. */
  readonly first: number
  /** NaN where there is none. */
  readonly values: Float64Array
}

/** The step that is asked for, or the least that holds most rows apart. Throws `learning.out_of_range`. */
export function stepOf({ time }: Table, asked: number | undefined): number {
  if (asked !== undefined) {
    if (!Number.isInteger(asked) || asked < MINUTE || asked > DAY || DAY % asked !== 0)
      throw new Fault('learning.out_of_range', {
        name: 'step',
        expected: 'a part of a day of 1 min or more, in µs',
        seen: asked,
      })
    return asked
  }
  const usual = quantileOf(
    time.subarray(1).map((value, i) => value - time[i]!),
    0.5,
  )
  return steps.find((step) => step >= 0.99 * usual) ?? DAY
}

/** Throws `learning.too_many`. @param table with one row or more, and one column */
export function gridOf({ time, columns }: Table, step: number): Grid {
  const first = Math.floor(time[0]! / step)
  const count = Math.floor(time.at(-1)! / step) - first + 1
  if (count > MOST_SLOTS) throw new Fault('learning.too_many', { what: 'steps', most: MOST_SLOTS, seen: count })
  const sums = new Float64Array(count)
  const counts = new Uint32Array(count)
  time.forEach((at, row) => {
    const slot = Math.floor(at / step) - first
    sums[slot]! += columns[0]![row]!
    counts[slot]!++
  })
  return { step, first, values: sums.map((sum, slot) => sum / counts[slot]!) }
}

/** Where slots have no value: how many such stretches, what share of all, and the longest. */
export function gapsOf({ step, first, values }: Grid) {
  const gaps: Gap[] = []
  let [begun, empty] = [-1, 0]
  values.forEach((value, slot) => {
    if (Number.isNaN(value)) {
      empty++
      if (begun < 0) begun = slot
    } else if (begun >= 0) {
      gaps.push({ from: (first + begun) * step, until: (first + slot) * step })
      begun = -1
    }
  })
  const longest = gaps.toSorted((a, b) => b.until - b.from - (a.until - a.from) || a.from - b.from).slice(0, MOST_GAPS)
  return { count: gaps.length, share: empty / values.length, longest }
}

export const presentIn = (values: Float64Array): number =>
  values.reduce((sum, value) => sum + (Number.isNaN(value) ? 0 : 1), 0)
