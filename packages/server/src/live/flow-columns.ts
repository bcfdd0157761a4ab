import { isBad, type SampleBatch, ValueKind } from '@millrace/core'
import { FlowColumns, type FlowSamples } from '@millrace/flows'
import type { FlowGlance, FlowSeries } from './needs.ts'

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
