import { type Micros, type SampleBatch, ValueKind } from '@millrace/core'
import { cellsOf, type Measure, type MeasureSpec } from './measure.ts'
import type { Window, WindowKind, Windows } from './windows.ts'

/** One asset with the values that are looked at over its windows. */
export interface SubjectSpec {
  readonly id: string
  /** Changes when anything of this changes: what was saved under another one is not taken up again. */
  readonly fingerprint: string
  readonly windows: Windows
  /** `order` is told from history alone: an order's end is known when it is there. */
  readonly kinds: readonly Exclude<WindowKind, 'order'>[]
  readonly measures: readonly MeasureSpec[]
}

/** What is known of one window, with the cells of every measure one after the other. */
export interface Page {
  readonly window: Window
  readonly cells: Float64Array
}

/** A window that has to be told from the history. */
export interface StaleWindow {
  readonly subject: string
  readonly window: Window
  /** The newest sample of each input that came late in it; none where the window alone is to be told. */
  readonly late: readonly LateInput[]
}

/** A sample that came late. Every window up to the next one that supersedes it is changed as well. */
export interface LateInput {
  readonly measure: string
  /** Which of the measure's series. */
  readonly slot: number
  readonly time: Micros
}

/** Where each measure's cells begin, and how many there are in all. */
export function layoutOf(measures: readonly MeasureSpec[]): {
  readonly begins: readonly number[]
  readonly size: number
} {
  let size = 0
  const begins = measures.map((spec) => {
    const begin = size
    size += cellsOf(spec)
    return begin
  })
  return { begins, size }
}

/** Puts a row into every input that it is of: one point may be bound to several. */
export function putRow(measure: Measure, batch: SampleBatch, row: number): void {
  const { series } = measure.spec
  for (let slot = 0; slot < series.length; slot++)
    if (series[slot] === batch.series[row])
      measure.put(slot, batch.time[row]!, readingOf(batch, row), batch.status[row]!)
}

/** The number or text of a row; NaN where it has none. A truth value is 0 or 1, an int64 its nearest double. */
export function readingOf(batch: SampleBatch, i: number): number | string {
  const kind = batch.kind[i]
  if (kind === ValueKind.string) return batch.text[Number(batch.int64[i])]!
  if (kind === ValueKind.int64) return Number(batch.int64[i])
  return kind === ValueKind.none ? Number.NaN : batch.double[i]!
}

/** Rows in the order of their times; of one time as they stand. */
export function inOrder(samples: SampleBatch): Uint32Array {
  const rows = Uint32Array.from({ length: samples.length }, (_, i) => i)
  return rows.sort((a, b) => samples.time[a]! - samples.time[b]! || a - b)
}
