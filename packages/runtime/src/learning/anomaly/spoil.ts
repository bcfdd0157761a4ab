import type { Table } from '../rows.ts'
import { quantileOf } from '../scores.ts'

/** What is usual of an input by itself. */
export interface Limits {
  readonly median: number
  /** Median distance from the median as a standard deviation; above 0. */
  readonly spread: number
}

const OF_NORMAL = 1.4826022185056018

export function limitsOf(values: Float64Array): Limits {
  const median = quantileOf(values, 0.5)
  const distances = values.map((value) => Math.abs(value - median))
  const most = distances.reduce((a, b) => Math.max(a, b), 0)
  const spread = OF_NORMAL * quantileOf(distances, 0.5)
  return { median, spread: spread > 0 ? spread : most / 3 || 1 }
}

/** The yardstick: how many spreads the farthest input lies off, each looked at by itself. */
export const farthest = (limits: readonly Limits[], row: readonly number[]): number =>
  limits.reduce((most, { median, spread }, i) => Math.max(most, Math.abs(row[i]! - median) / spread), 0)

/** Spreads by which a sensor is wrong. */
const SHIFT = 3

export const rowOf = ({ columns }: Table, row: number): number[] => columns.map((column) => column[row]!)

/**
 * Rows as faults make them: of one input, drawn by lot, the value is three spreads off; in every second row (of two inputs or
 * more) it is that of another moment instead, which is usual by itself and does not belong there.
 */
export function spoilt(table: Table, limits: readonly Limits[], uniform: () => number): number[][] {
  return Array.from({ length: table.length }, (_, at) => {
    const row = rowOf(table, at)
    const input = Math.floor(uniform() * row.length)
    const [one, other] = [uniform(), uniform()]
    const isMoved = row.length === 1 || at % 2 === 0
    const shift = (one < 0.5 ? -SHIFT : SHIFT) * limits[input]!.spread
    const elsewhere = table.columns[input]![Math.floor(other * table.length)]!
    return row.with(input, isMoved ? row[input]! + shift : elsewhere)
  })
}

/** Chance that one of the first is greater than one of the others: Mann and Whitney's U by all pairs; equals count a half. */
export function aucOf(spoiltScores: Float64Array, others: Float64Array): number {
  const all = [...spoiltScores].map((score) => ({ score, isSpoilt: true }))
  const ranked = all.concat([...others].map((score) => ({ score, isSpoilt: false }))).sort((a, b) => a.score - b.score)
  let ranks = 0
  for (let from = 0; from < ranked.length; ) {
    // Its own place, whatever it holds, so that it goes on.
    let until = from + 1
    while (until < ranked.length && ranked[until]!.score === ranked[from]!.score) until++
    const rank = (from + 1 + until) / 2
    for (let i = from; i < until; i++) if (ranked[i]!.isSpoilt) ranks += rank
    from = until
  }
  const n = spoiltScores.length
  return (ranks - (n * (n + 1)) / 2) / (n * others.length)
}
