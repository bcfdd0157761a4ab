import { columnsOf, lowerBound, type SampleColumns, Samples, Word } from '../segment/index.ts'
import type { Run } from './hot.ts'
import { type OldRows, rowsOfSeries } from './old-segments.ts'
import { isStriped, type OpenFiles, type Striped } from './open-files.ts'
import type { Scan } from './scan.ts'

/** A run of one series in one place: sorted by time, each key once. */
interface Place {
  /** Bounds of its times; those of a stripe may be wider. */
  readonly min: number
  readonly max: number
  /** Of two rows with one key, the one of the greater order counts. */
  readonly order: number
}

export interface StripePiece extends Place {
  readonly segment: Striped
  readonly stripe: number
}

export interface RowsPiece extends Place {
  readonly columns: SampleColumns
  readonly from: number
  readonly to: number
}

export type Piece = StripePiece | RowsPiece

export const isStripe = (piece: Piece): piece is StripePiece => 'stripe' in piece

/** Everything that is known of the series of a scan: sealed in stripes, sealed before there were any, and hot. */
export class Pieces {
  readonly files: OpenFiles
  readonly #scan: Scan
  readonly #old: ReadonlyMap<string, OldRows>
  readonly #hot: Run
  readonly #hotColumns: SampleColumns

  constructor(files: OpenFiles, scan: Scan, old: ReadonlyMap<string, OldRows>, hot: Run) {
    this.files = files
    this.#scan = scan
    this.#old = old
    this.#hot = hot
    this.#hotColumns = columnsOf(hot.batch)
  }

  /** Pieces of a series by time; those of a group may share keys, those of different groups do not. */
  groups(series: number): Piece[][] {
    const pieces = this.#of(series).sort((a, b) => a.min - b.min)
    const groups: Piece[][] = []
    let reach = Number.NEGATIVE_INFINITY
    for (const piece of pieces) {
      if (piece.min > reach || groups.length === 0) groups.push([piece])
      else (groups.at(-1) as Piece[]).push(piece)
      reach = Math.max(reach, piece.max)
    }
    return groups
  }

  /** Appends the rows of a group, each key once, by time. */
  load(series: number, group: readonly Piece[], out: Samples): void {
    const begun = out.length
    for (const piece of group.length === 1 ? group : group.toSorted((a, b) => a.order - b.order)) {
      if (isStripe(piece)) {
        const view = this.files.view(piece.segment, piece.stripe)
        if (view.appendPlain(out, this.#scan.from, this.#scan.to)) continue
        const { from, to } = view.find(series, this.#scan.from, this.#scan.to)
        if (from === to) continue
        view.loadRows()
        out.append(view, from, to)
      } else out.append(piece.columns, piece.from, piece.to)
    }
    if (group.length > 1) onceByTime(out, begun)
  }

  #of(series: number): Piece[] {
    const { segments, from, to, wanted } = this.#scan
    const pieces: Piece[] = []
    segments.forEach((segment, order) => {
      if (segment.minSeries > series || segment.maxSeries < series) return
      if (isStriped(segment)) this.#addStripes(segment, series, order, pieces)
      else {
        const rows = this.#old.get(segment.file)
        if (rows) addRows(pieces, rows.columns, { ...rowsOfSeries(rows, series), order })
      }
    })
    const i = wanted.indexOf(series)
    const [first, end] = [this.#hot.starts[i] as number, this.#hot.starts[i + 1] as number]
    const { time } = this.#hot.batch
    const within = { from: lowerBound(time, first, end, from), to: lowerBound(time, first, end, to) }
    addRows(pieces, this.#hotColumns, { ...within, order: segments.length })
    return pieces.filter(({ min, max }) => min < to && max >= from)
  }

  #addStripes(segment: Striped, series: number, order: number, pieces: Piece[]): void {
    const reader = this.files.reader(segment)
    const { from, to } = this.#scan
    for (let stripe = reader.firstOf(series); stripe < reader.stripes.length; stripe++) {
      if (reader.word(stripe, Word.firstSeries) > series) break
      const [min, max] = [reader.minTime(stripe), reader.maxTime(stripe)]
      if (min < to && max >= from) pieces.push({ segment, stripe, min, max, order })
    }
  }
}

function addRows(
  pieces: Piece[],
  columns: SampleColumns,
  { from, to, order }: { from: number; to: number; order: number },
): void {
  if (from === to) return
  pieces.push({
    columns,
    from,
    to,
    order,
    min: columns.time[from] as number,
    max: columns.time[to - 1] as number,
  })
}

/** Sorts rows of one series from `begun` on by time; of equal times the last row stays. */
export function onceByTime(rows: Samples, begun: number): void {
  const { time, length } = rows
  let ascending = true
  for (let row = begun + 1; row < length && ascending; row++)
    ascending = (time[row] as number) > (time[row - 1] as number)
  if (ascending) return
  const order = Uint32Array.from({ length: length - begun }, (_, i) => begun + i)
  order.sort((a, b) => (time[a] as number) - (time[b] as number) || a - b)
  let kept = 0
  for (let i = 0; i < order.length; i++) {
    const row = order[i] as number
    if (i + 1 < order.length && time[order[i + 1] as number] === time[row]) continue
    order[kept++] = row
  }
  const sorted = new Samples(kept)
  sorted.gather(rows, order, 0, kept)
  rows.length = begun
  rows.append(sorted, 0, kept)
}

/** The last row of [from, to) that is not later than `at`; -1 if there is none. */
export const lastNotAfter = (time: Float64Array, from: number, to: number, at: number): number => {
  const end = at === Number.POSITIVE_INFINITY ? to : lowerBound(time, from, to, at + 1)
  return end > from ? end - 1 : -1
}
