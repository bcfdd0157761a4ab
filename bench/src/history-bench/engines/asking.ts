import { endOf, type Load, type SeriesKey, seriesNumber } from '../workload.ts'
import type { Range } from './engine.ts'

const HOUR = 3_600_000_000

/** Where last values are looked for: without a bound some peers read everything. */
export function lastHour(fleet: Load): Range {
  const to = endOf(fleet)
  return { from: to - HOUR, to }
}

/** Rows of a range and of a series in the narrow table of an SQL engine. */
export const within = ({ from, to }: Range): string => `time >= ${from} AND time < ${to}`
export const is = ({ device, point }: SeriesKey): string => `series = ${seriesNumber(device, point)}`
