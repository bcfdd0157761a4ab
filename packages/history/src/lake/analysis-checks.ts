import { Fault } from '@millrace/core'
import type { Analysis } from './analyse.ts'
import './faults.ts'

const TIMES = 10_000
const COLUMNS = 100_000
const BINS = 10_000

function must(holds: boolean, expected: string, seen: unknown): void {
  if (!holds) throw new Fault('history.query_malformed', { expected, seen: String(seen) })
}

const isOneOf = (value: string | undefined, ...names: readonly string[]): boolean =>
  value === undefined || names.includes(value)

/** Throws `history.query_malformed`, `history.query_too_large`. Series are checked elsewhere. */
export function checkAnalysis({ kind, query }: Analysis): void {
  must(isOneOf(query.quality, 'good', 'uncertain'), 'a quality of good or uncertain', query.quality)
  if (kind !== 'm4') {
    must(query.gap === undefined || query.gap >= 0, 'a gap of 0 µs or more', query.gap)
    must(isOneOf(query.notGood, 'ends', 'skipped'), 'what is not good to end a value or be skipped', query.notGood)
  }
  if (kind === 'at') {
    const { times, mode } = query
    if (times.length > TIMES) throw new Fault('history.query_too_large', { limit: TIMES, unit: 'instants' })
    must(
      times.every(Number.isSafeInteger),
      'instants in whole µs',
      times.find((time) => !Number.isSafeInteger(time)),
    )
    must(isOneOf(mode, 'before', 'step', 'linear'), 'a mode of before, step or linear', mode)
    return
  }
  const { from, to } = query
  must(Number.isSafeInteger(from) && Number.isSafeInteger(to), 'a range in whole µs that ends', `${from} to ${to}`)
  if (kind === 'weighted' || kind === 'states') {
    const { width } = query
    must(width === undefined || (Number.isSafeInteger(width) && width > 0), 'a width of 1 µs or more, whole', width)
  }
  if (kind === 'weighted')
    must(isOneOf(query.interpolation, 'step', 'linear'), 'interpolation by step or linear', query.interpolation)
  if (kind === 'm4') {
    const { columns } = query
    must(Number.isSafeInteger(columns) && columns > 0, 'one column or more, whole', columns)
    if (columns > COLUMNS) throw new Fault('history.query_too_large', { limit: COLUMNS, unit: 'columns' })
  }
  if (kind === 'histogram') {
    const { edges, weight } = query
    must(
      edges.length >= 2 &&
        edges.every((edge, k) => Number.isFinite(edge) && (k === 0 || edge > (edges[k - 1] ?? edge))),
      'two or more edges, finite and ascending',
      edges.length > 20 ? `${edges.length} edges` : edges.join(', '),
    )
    if (edges.length > BINS) throw new Fault('history.query_too_large', { limit: BINS, unit: 'edges' })
    must(isOneOf(weight, 'samples', 'time'), 'a weight of samples or time', weight)
  }
}
