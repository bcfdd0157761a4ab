import { BatchBuilder, type SampleBatch, ValueKind } from '@millrace/core'
import { BLOCK, type HotPart } from './part.ts'

/** The series a query asks for, numbered in the order asked, each once. */
export class SeriesSet {
  readonly list: readonly number[]
  readonly #index = new Map<number, number>()
  readonly #hint = new Uint8Array(65_536)

  constructor(series: readonly number[]) {
    this.list = [...new Set(series)]
    this.list.forEach((one, i) => {
      this.#index.set(one, i)
      this.#hint[one & 0xffff] = 1
    })
  }

  get size(): number {
    return this.list.length
  }

  /** Calls `take` with each row of [from, to) of a column whose series is asked for, and the number of the series. */
  each(column: Uint32Array, from: number, to: number, take: (row: number, i: number) => void): void {
    const hint = this.#hint
    for (let row = from; row < to; row++) {
      const series = column[row] as number
      if (hint[series & 0xffff] === 0) continue
      const i = this.#index.get(series)
      if (i !== undefined) take(row, i)
    }
  }

  /** Its number, or -1. */
  indexOf(series: number): number {
    return this.#hint[series & 0xffff] === 0 ? -1 : (this.#index.get(series) ?? -1)
  }
}

/** A part and how many of its rows a query sees. */
export interface HotView {
  readonly part: HotPart
  readonly rows: number
}

/** Samples by series number of the query, then time, each key once; series `i` holds rows `starts[i]` to `starts[i + 1]`. */
export interface Run {
  readonly batch: SampleBatch
  readonly starts: Uint32Array
}

/** One row of a part into a batch. */
export function copyRow(into: BatchBuilder, part: HotPart, row: number): void {
  const series = part.series[row] as number
  const time = part.time[row] as number
  const status = part.status[row] as number
  if (part.kind[row] === ValueKind.double) into.addDouble(series, time, part.double[row] as number, status)
  else into.add(series, time, part.valueAt(row), status)
}

/** Rows of the parts (oldest first) in [from, to). Runs in one go: the parts may be gone after the next await. */
export function collectHot(
  views: readonly HotView[],
  tenant: number,
  wanted: SeriesSet,
  from: number,
  to: number,
): Run {
  // A reference is part × 2³² + row, so that references grow in the order the rows came.
  const found: number[][] = wanted.list.map(() => [])
  views.forEach(({ part, rows }, p) => {
    for (let start = 0; start < rows; start += BLOCK) {
      const block = start / BLOCK
      if ((part.blockTimes[block * 2] as number) >= to || (part.blockTimes[block * 2 + 1] as number) < from) continue
      const end = Math.min(rows, start + BLOCK)
      wanted.each(part.series, start, end, (row, i) => {
        if (part.tenant[row] !== tenant) return
        const time = part.time[row] as number
        if (time >= from && time < to) found[i]!.push(p * 2 ** 32 + row)
      })
    }
  })
  const builder = new BatchBuilder()
  const starts = new Uint32Array(wanted.size + 1)
  const timeOf = (reference: number): number =>
    views[Math.floor(reference / 2 ** 32)]!.part.time[reference % 2 ** 32] as number
  found.forEach((references, i) => {
    starts[i] = builder.length
    const sorted = references.every(
      (reference, k) => k === 0 || timeOf(references[k - 1] as number) <= timeOf(reference),
    )
    if (!sorted) references.sort((a, b) => timeOf(a) - timeOf(b) || a - b)
    references.forEach((reference, k) => {
      if (k + 1 < references.length && timeOf(references[k + 1] as number) === timeOf(reference)) return
      copyRow(builder, views[Math.floor(reference / 2 ** 32)]!.part, reference % 2 ** 32)
    })
  })
  starts[wanted.size] = builder.length
  return { batch: builder.take(), starts }
}

/**
 * The newest row not later than `at` of each series that has one. Walks back from the end and stops when no earlier
 * block can hold anything newer, so that it mostly reads one block.
 */
export function newestHot(views: readonly HotView[], tenant: number, wanted: SeriesSet, at: number): Run {
  const best = new Float64Array(wanted.size).fill(Number.NEGATIVE_INFINITY)
  const places = new Array<{ part: HotPart; row: number } | undefined>(wanted.size)
  for (const { part, rows } of views.toReversed()) {
    for (let block = Math.ceil(rows / BLOCK) - 1; block >= 0; block--) {
      const greatest = part.blockTimes[block * 2 + 1] as number
      if ((part.blockTimes[block * 2] as number) > at || best.every((time) => time >= greatest)) continue
      // Of equal times the later row counts, but one of a later block or part before it.
      const before = best.slice()
      wanted.each(part.series, block * BLOCK, Math.min(rows, (block + 1) * BLOCK), (row, i) => {
        if (part.tenant[row] !== tenant) return
        const time = part.time[row] as number
        if (time <= at && time > (before[i] as number) && time >= (best[i] as number)) {
          best[i] = time
          places[i] = { part, row }
        }
      })
    }
  }
  const builder = new BatchBuilder()
  const starts = new Uint32Array(wanted.size + 1)
  for (let i = 0; i < wanted.size; i++) {
    starts[i] = builder.length
    const place = places[i]
    if (place) copyRow(builder, place.part, place.row)
  }
  starts[wanted.size] = builder.length
  return { batch: builder.take(), starts }
}
