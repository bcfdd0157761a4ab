import { type Value, ValueKind } from '@millrace/core'
import { numberAt, type SampleColumns, Samples } from '../segment/index.ts'
import { Breath } from './breath.ts'
import { type Run, SeriesSet } from './hot.ts'
import type { Segment } from './manifest.ts'
import type { OldSegments } from './old-segments.ts'
import type { OpenFiles } from './open-files.ts'
import { isStripe, Pieces } from './pieces.ts'
import { chooseSegments, type Scan } from './scan.ts'

/** What one query reads from: taken in one go, so that all its walks see the same samples. */
export interface Reading {
  readonly files: OpenFiles
  readonly old: OldSegments
  /** Of the tenant, by ascending `seq`. */
  readonly segments: readonly Segment[]
  readonly wanted: SeriesSet
  /** Every hot row that a walk may meet. */
  readonly hot: Run
  /** A status below this one is usable. */
  readonly usableBelow: number
  readonly signal: AbortSignal | undefined
}

/** Part of a reading: some of its series, in [from, to). */
export interface Stretch {
  readonly series: readonly number[]
  readonly from: number
  readonly to: number
}

/** Rows whose values can be had as long as they are held on to. */
export interface ValueRows {
  valueAt(row: number): Value
  statusAt(row: number): number
}

/** `i` is the series' number in `wanted`; `number` is NaN where the sample is no usable number. */
export type VisitNumber = (i: number, time: number, number: number) => void
/** Numbers of a series by time, NaN likewise, in rows [from, to). */
export type VisitRun = (i: number, time: Float64Array, numbers: Float64Array, from: number, to: number) => void
export type VisitSample = (i: number, time: number, number: number, rows: ValueRows, row: number) => void

class HeldRows implements ValueRows {
  readonly #rows: SampleColumns

  constructor(rows: SampleColumns) {
    this.#rows = rows
  }

  valueAt(row: number): Value {
    const { kind, double, words } = this.#rows
    switch (kind[row]) {
      case ValueKind.double:
        return double[row] as number
      case ValueKind.boolean:
        return double[row] !== 0
      case ValueKind.int64:
        return (BigInt(words[row * 2 + 1] as number) << 32n) | BigInt((words[row * 2] as number) >>> 0)
      case ValueKind.string:
        return this.#rows.textAt(row)
      default:
        return null
    }
  }

  statusAt(row: number): number {
    return this.#rows.status[row] as number
  }
}

/** A status below this one is good. */
const UNCERTAIN = 0x40000000

/** Each sample of the stretch once, those of a series in the order of their times. */
export function walkSamples(reading: Reading, stretch: Stretch, visit: VisitSample): Promise<void> {
  return eachPiece(reading, stretch, (pieces, one, group) => {
    // A visitor may hold on to its rows.
    const rows = new Samples()
    pieces.load(one, group, rows)
    const held = new HeldRows(rows)
    const i = reading.wanted.indexOf(one)
    for (let row = 0; row < rows.length; row++)
      visit(i, rows.time[row] as number, usableAt(rows, row, reading.usableBelow), held, row)
  })
}

/** The same, quicker, for whoever needs numbers alone. */
export function walkNumbers(reading: Reading, stretch: Stretch, visit: VisitNumber): Promise<void> {
  return walkRuns(reading, stretch, (i, time, numbers, from, to) => {
    for (let row = from; row < to; row++) visit(i, time[row] as number, numbers[row] as number)
  })
}

/** The same in runs of one series: rows [from, to) of columns that are good during the call alone. */
export function walkRuns(reading: Reading, stretch: Stretch, visit: VisitRun): Promise<void> {
  const { wanted, files, usableBelow } = reading
  const shared = new Samples()
  let usable = new Float64Array(0)
  return eachPiece(reading, stretch, (pieces, one, group) => {
    const i = wanted.indexOf(one)
    const [piece] = group
    if (piece && group.length === 1 && isStripe(piece) && usableBelow === UNCERTAIN) {
      const view = files.view(piece.segment, piece.stripe)
      const { from, to } = view.find(one, stretch.from, stretch.to)
      if (from < to) visit(i, view.time, view.loadNumbers(), from, to)
      return
    }
    shared.clear()
    pieces.load(one, group, shared)
    if (usable.length < shared.length) usable = new Float64Array(shared.length)
    for (let row = 0; row < shared.length; row++) usable[row] = usableAt(shared, row, usableBelow)
    visit(i, shared.time, usable, 0, shared.length)
  })
}

const usableAt = (rows: SampleColumns, row: number, usableBelow: number): number =>
  (rows.status[row] as number) < usableBelow ? numberAt(rows, row) : Number.NaN

async function eachPiece(
  { files, old, segments, wanted, hot, signal }: Reading,
  { series, from, to }: Stretch,
  visit: (pieces: Pieces, series: number, group: ReturnType<Pieces['groups']>[number]) => void,
): Promise<void> {
  const breath = new Breath(signal)
  const met = segments[0] ? chooseSegments(segments, segments[0].tenant, new SeriesSet(series), from, to) : []
  const scan: Scan = { segments: met, wanted, from, to }
  for (const chunk of old.chunksOf(series, met)) {
    const pieces = new Pieces(files, scan, await old.read(met, chunk, scan, signal), hot)
    for (const one of chunk)
      for (const group of pieces.groups(one)) {
        visit(pieces, one, group)
        if (breath.isDue) await breath.take()
      }
  }
}
