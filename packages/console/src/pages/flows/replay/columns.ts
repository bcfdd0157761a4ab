import { valueText } from '../../../parts/value-text.ts'
import { qualityOf } from '../../mechanisms/words.ts'
import type { Shown } from '../desk.ts'

/** Samples of a wire: µs since 1970, values, OPC UA statuses. */
export interface Columns {
  readonly time: readonly number[]
  readonly value: readonly (number | boolean | string | null)[]
  readonly status: readonly number[]
}

/** Place of the newest sample that is not after a moment; −1 before the first. */
export function placeAt(time: readonly number[], at: number): number {
  let [low, high] = [0, time.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (time[middle]! <= at) low = middle + 1
    else high = middle
  }
  return low - 1
}

/** What stood on a wire at a moment. */
export function shownAt({ time, value, status }: Columns, at: number): Shown | undefined {
  const place = placeAt(time, at)
  if (place < 0) return undefined
  return { value: valueText(value[place] ?? null), quality: qualityOf(status[place] ?? 0) }
}

/** So many of the newest samples of a wire are told as they were, whatever goes before them is thinned. */
const exactTail = 256

/** From when on every sample of all wires is told. `rows`: how many went by. */
export function exactFrom(wires: Readonly<Record<string, Columns>>, rows: Readonly<Record<string, number>>): number {
  const thinned = Object.entries(wires).filter(([wire, { time }]) => (rows[wire] ?? 0) > time.length)
  return Math.max(Number.NEGATIVE_INFINITY, ...thinned.map(([, { time }]) => time.at(-exactTail) ?? 0))
}

/** Every instant at which a wire carried something new. */
export function instantsOf(wires: readonly Columns[]): number[] {
  const all = new Set<number>()
  for (const { time } of wires) for (const at of time) all.add(at)
  return [...all].sort((a, b) => a - b)
}

/** A wire as a plot draws it, over the instants of all that are drawn: what stood holds until something new came. */
export const courseOf = (columns: Columns, instants: readonly number[]): (number | null)[] =>
  instants.map((at) => {
    const value = columns.value[placeAt(columns.time, at)]
    return typeof value === 'number' ? value : typeof value === 'boolean' ? Number(value) : null
  })

/** At most so many, evenly. */
export function thinned<Of>(list: readonly Of[], most: number): Of[] {
  if (list.length <= most) return [...list]
  const step = (list.length - 1) / (most - 1)
  return Array.from({ length: most }, (_, k) => list[Math.round(k * step)] as Of)
}
