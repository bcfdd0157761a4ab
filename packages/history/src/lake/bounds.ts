import { DAY } from './order.ts'
import { type Reading, type ValueRows, type VisitSample, walkSamples } from './walk.ts'

/** How far each look goes, µs; then twice as far each time. Most series spoke a moment ago. */
const LOOKS = [30_000_000, 600_000_000, 7_200_000_000, DAY]
const lookOf = (look: number): number => LOOKS[look] ?? DAY * 2 ** (look - LOOKS.length + 1)

/** One sample of each series that has one. */
export class Bounds {
  /** NaN where there is none. */
  readonly time: Float64Array
  /** NaN where it is no usable number. */
  readonly number: Float64Array
  readonly rows: (ValueRows | undefined)[]
  readonly row: Uint32Array
  /** 1 where samples that do not count lie between it and the time asked for. */
  readonly passed: Uint8Array

  constructor(size: number) {
    this.time = new Float64Array(size).fill(Number.NaN)
    this.number = new Float64Array(size).fill(Number.NaN)
    this.rows = new Array<ValueRows | undefined>(size)
    this.row = new Uint32Array(size)
    this.passed = new Uint8Array(size)
  }

  has(i: number): boolean {
    return this.rows[i] !== undefined
  }

  set(i: number, time: number, number: number, rows: ValueRows, row: number): void {
    this.time[i] = time
    this.number[i] = number
    this.rows[i] = rows
    this.row[i] = row
  }
}

export interface BoundQuery {
  readonly at: number
  /** How far from it, µs. */
  readonly within: number
  /** Tells which samples count; all by default. */
  readonly counts?: (number: number, rows: ValueRows, row: number) => boolean
}

/** Least and greatest time of all that a reading may find. */
function extentOf({ segments, hot }: Reading): { least: number; greatest: number } {
  let [least, greatest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const { minTime, maxTime } of segments) {
    least = Math.min(least, minTime)
    greatest = Math.max(greatest, maxTime)
  }
  for (let row = 0; row < hot.batch.length; row++) {
    least = Math.min(least, hot.batch.time[row] as number)
    greatest = Math.max(greatest, hot.batch.time[row] as number)
  }
  return { least, greatest }
}

const missing = ({ wanted }: Reading, found: Bounds): number[] => wanted.list.filter((_, i) => !found.has(i))

/** The newest sample before a time, in growing steps back. */
export async function lookBack(reading: Reading, { at, within, counts }: BoundQuery): Promise<Bounds> {
  const found = new Bounds(reading.wanted.size)
  const { least, greatest } = extentOf(reading)
  const floor = Math.max(least, at - within)
  const passed = new Uint8Array(reading.wanted.size)
  const visit: VisitSample = (i, time, number, rows, row) => {
    const isOne = !counts || counts(number, rows, row)
    passed[i] = isOne ? 0 : 1
    if (isOne) found.set(i, time, number, rows, row)
  }
  let to = Math.min(at, greatest + 1)
  for (let look = 0; to > floor; look++) {
    const series = missing(reading, found)
    if (series.length === 0) break
    const from = Math.max(floor, to - lookOf(look))
    await walkSamples(reading, { series, from, to }, visit)
    for (let i = 0; i < passed.length; i++) found.passed[i]! |= passed[i] as number
    passed.fill(0)
    to = from
  }
  return found
}

/** The first sample at a time or after it, in growing steps ahead. */
export async function lookAhead(reading: Reading, { at, within, counts }: BoundQuery): Promise<Bounds> {
  const found = new Bounds(reading.wanted.size)
  const { least, greatest } = extentOf(reading)
  const ceiling = Math.min(greatest, at + within) + 1
  const visit: VisitSample = (i, time, number, rows, row) => {
    if (found.has(i)) return
    if (!counts || counts(number, rows, row)) found.set(i, time, number, rows, row)
    else found.passed[i] = 1
  }
  let from = Math.max(at, least)
  for (let look = 0; from < ceiling; look++) {
    const series = missing(reading, found)
    if (series.length === 0) break
    const to = Math.min(ceiling, from + lookOf(look))
    await walkSamples(reading, { series, from, to }, visit)
    from = to
  }
  return found
}
