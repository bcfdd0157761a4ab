import { type BatchBuilder, isBad, type Micros, type SampleBatch, Status, valueAt } from '@millrace/core'
import type { FlowSamples } from './engine/run.ts'

type SampleType = 'number' | 'boolean' | 'text'

/** Samples of one input as they gather, row by row. */
export class FlowColumns {
  readonly #type: SampleType
  readonly #time: number[] = []
  readonly #value: number[] = []
  readonly #status: number[] = []
  readonly #text: string[] = []
  newest: Micros = Number.NEGATIVE_INFINITY

  constructor(type: SampleType) {
    this.#type = type
  }

  get length(): number {
    return this.#time.length
  }

  add(batch: SampleBatch, row: number): void {
    const time = batch.time[row]!
    const value = valueAt(batch, row)
    const isText = typeof value === 'string'
    // What is of another type than the point says has no value here.
    const fits = value !== null && isText === (this.#type === 'text')
    const given = batch.status[row]!
    this.#time.push(time)
    this.#status.push(fits || isBad(given) ? given : Status.BadNoData)
    if (this.#type === 'text') {
      this.#value.push(this.#text.length)
      this.#text.push(isText ? value : '')
    } else this.#value.push(fits ? Number(value) : Number.NaN)
    if (time > this.newest) this.newest = time
  }

  samples(): FlowSamples {
    return {
      length: this.#time.length,
      time: Float64Array.from(this.#time),
      value: Float64Array.from(this.#value),
      status: Uint32Array.from(this.#status),
      ...(this.#type === 'text' ? { text: this.#text } : {}),
    }
  }
}

/** What a flow gives, as samples of a series. */
export function addFlowSamples(
  into: BatchBuilder,
  { series, type }: { readonly series: number; readonly type: SampleType },
  columns: FlowSamples,
): void {
  for (let i = 0; i < columns.length; i++) {
    const [time, value, status] = [columns.time[i]!, columns.value[i]!, columns.status[i]!]
    if (isBad(status)) into.addNone(series, time, status)
    else if (type === 'boolean') into.addBoolean(series, time, value === 1, status)
    else if (type === 'text') into.addString(series, time, columns.text?.[value] ?? '', status)
    else into.addDouble(series, time, value, status)
  }
}
