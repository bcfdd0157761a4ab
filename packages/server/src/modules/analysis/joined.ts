import type { M4, StateDurations, Weighted } from '@millrace/history'
import { sampleAt } from '../assets/index.ts'
import type { PixelColumns, StateList } from './schema.ts'

/** Answers of the series of one point put together: it begins a new one when its type changes. Oldest first. */

interface Window {
  readonly start: number
  mean: number
  covered: number
}

/** Windows in the order of time; one in which the type changed is of both series. */
export function joinWindows(parts: readonly Weighted[]): readonly Window[] {
  const windows = new Map<number, Window>()
  for (const { length, start, mean, covered } of parts)
    for (let row = 0; row < length; row++) {
      const [from, value, time] = [start[row] as number, mean[row] as number, covered[row] as number]
      const held = windows.get(from)
      if (held) {
        held.mean = (held.mean * held.covered + value * time) / (held.covered + time)
        held.covered += time
      } else windows.set(from, { start: from, mean: value, covered: time })
    }
  return [...windows.values()]
}

/** `start` is that of the only window, where the range is one. */
export function joinStates(parts: readonly StateDurations[], start: number | undefined): StateList['items'] {
  const items: StateList['items'] = []
  for (const part of parts)
    for (let row = 0; row < part.length; row++) {
      const { value } = sampleAt(part, row)
      const from = start ?? (part.time[row] as number)
      const [duration, entered] = [part.duration[row] as number, part.entered[row] as number]
      const held = parts.length > 1 ? items.find((one) => one.start === from && one.value === value) : undefined
      if (held) {
        held.duration += duration
        held.entered += entered
      } else items.push({ start: from, value, duration, entered })
    }
  return items
}

type Told = Omit<PixelColumns, 'pixels'>

const finite = (value: number | undefined): number | null => (Number.isFinite(value) ? (value as number) : null)

/** Columns from left to right; one in which the type changed has the first, last, least and greatest of both series. */
export function joinColumns(found: M4): Told {
  const rows = new Map<number, number[]>()
  for (let row = 0; row < found.length; row++) {
    const column = found.column[row] as number
    rows.set(column, [...(rows.get(column) ?? []), row])
  }
  const order = [...rows].sort(([a], [b]) => a - b)
  const best = (values: Float64Array, isAhead: (a: number, b: number) => boolean): number[] =>
    order.map(([, own]) =>
      own.reduce((held, row) => {
        const [a, b] = [values[row] as number, values[held] as number]
        return isAhead(a, b) || (Number.isNaN(b) && !Number.isNaN(a)) ? row : held
      }),
    )
  const told = (picked: readonly number[], column: Float64Array): (number | null)[] =>
    picked.map((row) => finite(column[row]))
  const sums = (counts: Uint32Array): number[] =>
    order.map(([, own]) => own.reduce((sum, row) => sum + (counts[row] as number), 0))
  const first = best(found.firstTime, (a, b) => a < b)
  const last = best(found.lastTime, (a, b) => a > b)
  const min = best(found.min, (a, b) => a < b)
  const max = best(found.max, (a, b) => a > b)
  return {
    column: order.map(([column]) => column),
    firstTime: told(first, found.firstTime),
    first: told(first, found.first),
    minTime: told(min, found.minTime),
    min: told(min, found.min),
    maxTime: told(max, found.maxTime),
    max: told(max, found.max),
    lastTime: told(last, found.lastTime),
    last: told(last, found.last),
    count: sums(found.count),
    good: sums(found.good),
  }
}
