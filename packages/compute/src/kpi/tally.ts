/**
 * What is known of one value in one window, as numbers in a row of cells: so that windows are kept, saved and loaded as one
 * column. The value is a step: it stands until the next sample, as docs/history.md has it.
 */
const Cell = {
  /** Σ value · µs for which it stood. */
  area: 0,
  /** µs in which it was known. */
  known: 1,
  /** Σ of the samples. */
  sum: 2,
  min: 3,
  max: 4,
  /** What stood at the window's beginning, else the first that came. */
  first: 5,
  last: 6,
  /** How often a condition came to hold; from unknown is no coming. */
  rises: 7,
  /** How far a counter went on. */
  delta: 8,
  /** Σ increment · weight, and the increments for which there was no weight. */
  weighed: 9,
  unweighed: 10,
  /** Usable samples, and samples that were not. */
  usable: 11,
  unusable: 12,
} as const
export const TALLY_CELLS = 13

/** What a window of a value can be asked for; names and meanings are those of the expression language. */
export type TallyFigure =
  | 'delta'
  | 'avg'
  | 'integral'
  | 'duration'
  | 'count'
  | 'sum'
  | 'min_of'
  | 'max_of'
  | 'first'
  | 'last'
  | 'weighed'

export function clearTally(cells: Float64Array, at: number): void {
  cells.fill(0, at, at + TALLY_CELLS)
  cells[at + Cell.min] = Number.POSITIVE_INFINITY
  cells[at + Cell.max] = Number.NEGATIVE_INFINITY
  cells[at + Cell.first] = Number.NaN
  cells[at + Cell.last] = Number.NaN
}

/** A value stood in the window, or of a condition as 0 or 1: for so long. */
export function stood(cells: Float64Array, at: number, value: number, micros: number): void {
  cells[at + Cell.area]! += value * micros
  cells[at + Cell.known]! += micros
  if (value < cells[at + Cell.min]!) cells[at + Cell.min] = value
  if (value > cells[at + Cell.max]!) cells[at + Cell.max] = value
  if (Number.isNaN(cells[at + Cell.first]!)) cells[at + Cell.first] = value
  cells[at + Cell.last] = value
}

export function sampled(cells: Float64Array, at: number, value: number): void {
  cells[at + Cell.sum]! += value
  cells[at + Cell.usable]! += 1
}

export function notUsable(cells: Float64Array, at: number): void {
  cells[at + Cell.unusable]! += 1
}

export function rose(cells: Float64Array, at: number): void {
  cells[at + Cell.rises]! += 1
}

/** A counter went on by so much. `weight` is of one unit of it, NaN where there is none. */
export function wentOn(cells: Float64Array, at: number, by: number, weight: number): void {
  cells[at + Cell.delta]! += by
  if (Number.isNaN(weight)) cells[at + Cell.unweighed]! += by
  else cells[at + Cell.weighed]! += by * weight
}

/**
 * By how much a counter went on from one reading to the next. Where it fell it began again: at its greatest reading, if it was
 * near that and is now near its beginning, else at 0 by a reset, and then the new reading is all that is known.
 */
export function increment(before: number, now: number, rollover: number): number {
  if (now >= before) return now - before
  return before > rollover / 2 && now < rollover / 2 && before < rollover ? rollover - before + now : now
}

/**
 * One figure of the window; NaN where nothing is known of it. Areas and durations are in seconds. `weighed` is NaN too where
 * part of the increments had no weight.
 */
export function figure(cells: Float64Array, at: number, what: TallyFigure): number {
  const known = cells[at + Cell.known]!
  const nothing = known === 0 && cells[at + Cell.usable] === 0
  if (nothing) return Number.NaN
  switch (what) {
    case 'delta':
      return cells[at + Cell.delta]!
    case 'avg':
      return known === 0 ? Number.NaN : cells[at + Cell.area]! / known
    case 'integral':
    case 'duration':
      return cells[at + Cell.area]! / 1_000_000
    case 'count':
      return cells[at + Cell.rises]!
    case 'sum':
      return cells[at + Cell.sum]!
    case 'min_of':
      return cells[at + Cell.min]!
    case 'max_of':
      return cells[at + Cell.max]!
    case 'first':
      return cells[at + Cell.first]!
    case 'last':
      return cells[at + Cell.last]!
    case 'weighed':
      return cells[at + Cell.unweighed] === 0 ? cells[at + Cell.weighed]! : Number.NaN
  }
}

/** µs of the window in which the value was known. */
export function knownMicros(cells: Float64Array, at: number): number {
  return cells[at + Cell.known]!
}

/** Of which figures the sum over several work units, or several windows, is the figure of the whole. */
export const addsUp: ReadonlySet<TallyFigure> = new Set<TallyFigure>([
  'delta',
  'integral',
  'duration',
  'count',
  'sum',
  'weighed',
])
