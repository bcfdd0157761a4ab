import { isGood } from '@millrace/core'
import { HOUR, lowerBound, numberAt, type SampleColumns, Samples } from '../segment/index.ts'
import type { Aggregation } from './aggregation.ts'
import type { Breath } from './breath.ts'
import { isStripe, type Piece, type Pieces, type StripePiece } from './pieces.ts'
import type { Scan } from './scan.ts'

/** Good numbers of rows that are not in a stripe. */
let numbers = new Float64Array(1_024)

function numbersOf(rows: SampleColumns, from: number, to: number): Float64Array {
  if (numbers.length < to) numbers = new Float64Array(to * 2)
  for (let row = from; row < to; row++)
    numbers[row] = isGood(rows.status[row] as number) ? numberAt(rows, row) : Number.NaN
  return numbers
}

/** A span of time, end exclusive. */
type Range = Pick<Scan, 'from' | 'to'>

/**
 * Sums up samples series by series. Where one stripe alone tells of a time, its summed-up hours stand for whole hours of wide
 * buckets, and its rows are read only at the edges of the range; where keys may be shared, rows are read and compared.
 */
export async function readBuckets(
  pieces: Pieces,
  series: readonly number[],
  { range, width }: { readonly range: Range; readonly width: number },
  aggregation: Aggregation,
  breath: Breath,
): Promise<void> {
  const ofHours = width % HOUR === 0
  const shared = new Samples()
  for (const one of series) {
    for (const group of pieces.groups(one)) {
      const [piece] = group as [Piece]
      if (group.length > 1) {
        shared.clear()
        pieces.load(one, group, shared)
        aggregation.addRun(one, shared.time, numbersOf(shared, 0, shared.length), 0, shared.length)
      } else if (!isStripe(piece)) {
        const { columns, from, to } = piece
        aggregation.addRun(one, columns.time, numbersOf(columns, from, to), from, to)
      } else if (!(ofHours && addHours(pieces, one, piece, range, aggregation))) {
        addRows(pieces, one, piece, range, aggregation)
      }
      if (breath.isDue) await breath.take()
    }
  }
}

function addRows(pieces: Pieces, series: number, piece: StripePiece, { from, to }: Range, into: Aggregation): void {
  const view = pieces.files.view(piece.segment, piece.stripe)
  const found = view.find(series, from, to)
  if (found.from < found.to) into.addRun(series, view.time, view.loadNumbers(), found.from, found.to)
}

/** False where hours were not summed up. */
function addHours(pieces: Pieces, series: number, piece: StripePiece, range: Range, into: Aggregation): boolean {
  const { files } = pieces
  if (!files.reader(piece.segment).hasHours(piece.stripe)) return false
  const hours = files.hours(piece.segment, piece.stripe)
  const first = lowerBound(hours.series, 0, hours.length, series)
  const edges: Range[] = []
  for (let row = first; row < hours.length && hours.series[row] === series; row++) {
    const start = hours.start[row] as number
    const end = start + HOUR
    if (end <= range.from || start >= range.to) continue
    if (start >= range.from && end <= range.to) into.addSummary(hours, row)
    else edges.push({ from: Math.max(start, range.from), to: Math.min(end, range.to) })
  }
  for (const edge of edges) addRows(pieces, series, piece, edge, into)
  return true
}
