import { type BatchBuilder, isBad, type Micros, type SampleBatch, Status, ValueKind, valueAt } from '@millrace/core'
import type { FlowSamples } from '@millrace/flows'
import type { FlowGlance, FlowSeries } from './needs.ts'

/** Samples of one input as they gather, row by row. */
export class FlowColumns {
  readonly #type: FlowSeries['type']
  readonly #time: number[] = []
  readonly #value: number[] = []
  readonly #status: number[] = []
  readonly #text: string[] = []
  newest: Micros = Number.NEGATIVE_INFINITY

  constructor(type: FlowSeries['type']) {
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

/** Rows of one series of a batch, as samples of an input. */
export function flowSamplesOf(
  batch: SampleBatch,
  [from, to]: readonly [from: number, to: number],
  type: FlowSeries['type'],
): FlowSamples {
  const { time, kind, double, status } = batch
  const isPlain = type !== 'text' && kind.subarray(from, to).every((one) => one === ValueKind.double)
  if (!isPlain) {
    const columns = new FlowColumns(type)
    for (let row = from; row < to; row++) columns.add(batch, row)
    return columns.samples()
  }
  return {
    length: to - from,
    time: time.subarray(from, to),
    value: double.subarray(from, to),
    status: status.subarray(from, to),
  }
}

/** What a flow gives, as samples of a series. */
export function addFlowSamples(into: BatchBuilder, { series, type }: FlowSeries, columns: FlowSamples): void {
  for (let i = 0; i < columns.length; i++) {
    const [time, value, status] = [columns.time[i]!, columns.value[i]!, columns.status[i]!]
    if (isBad(status)) into.addNone(series, time, status)
    else if (type === 'boolean') into.addBoolean(series, time, value === 1, status)
    else if (type === 'text') into.addString(series, time, columns.text?.[value] ?? '', status)
    else into.addDouble(series, time, value, status)
  }
}

/** The last sample of a wire, for whoever looks on. */
export function lastOf(
  columns: FlowSamples,
  type: FlowSeries['type'] | undefined,
): Omit<FlowGlance, 'number' | 'wire'> {
  const last = columns.length - 1
  const [value, status] = [columns.value[last]!, columns.status[last]!]
  const said =
    type === 'text' || columns.text ? (columns.text?.[value] ?? '') : type === 'boolean' ? value === 1 : value
  return { time: columns.time[last]!, value: isBad(status) ? null : said, status }
}
