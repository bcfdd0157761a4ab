import { batchOf, type SampleBatch, Status, valueAt } from '@millrace/core'
import { expect, test } from 'vitest'
import type { TagSpec } from './driver.ts'
import { LastValues } from './last-values.ts'

const tags: readonly TagSpec[] = [1, 2].map((id) => ({
  id,
  address: `a${id}`,
  type: 'float64',
  access: 'r',
  periodMs: 1_000,
}))
const rows = (batch: SampleBatch): unknown[] =>
  Array.from({ length: batch.length }, (_, i) => [batch.series[i], batch.time[i], valueAt(batch, i), batch.status[i]])

test('a value that the device has held since before the loss is told anew, with the time at which it was heard', () => {
  const values = new LastValues()
  values.setTags(tags)
  values.waiting(1_000)
  // OPC UA: the source time of a setpoint is when it was last set, which may be days ago.
  expect(
    rows(
      values.accept(
        batchOf([
          [1, 500, 7],
          [2, 1_500, 8],
        ]),
        2_000,
      ),
    ),
  ).toEqual([
    [1, 2_000, 7, 0],
    [2, 1_500, 8, 0],
  ])
  values.lost(5_000, new Set())
  values.gone(1_000, 8_000, new Set())
  expect(
    rows(
      values.accept(
        batchOf([
          [1, 500, 7],
          [2, 9_000, 9],
        ]),
        9_100,
      ),
    ),
  ).toEqual([
    [1, 9_100, 7, 0],
    [2, 9_000, 9, 0],
  ])
})

test('times of the device stay as they are when we said nothing in between', () => {
  const values = new LastValues()
  values.setTags(tags)
  values.accept(batchOf([[1, 1_000, 1]]), 1_100)
  const late = batchOf([[1, 900, 2, Status.UncertainSubNormal]])
  expect(values.accept(late, 1_200)).toBe(late)
})

test('a record from before the loss keeps its time: it is no statement about now', () => {
  const values = new LastValues(true)
  values.setTags(tags)
  values.waiting(1_000)
  expect(rows(values.accept(batchOf([[1, 500, 7]]), 2_000))).toEqual([[1, 500, 7, Status.Good]])
  values.lost(3_000, new Set())
  expect(rows(values.accept(batchOf([[1, 2_500, 8]]), 4_000))).toEqual([[1, 2_500, 8, Status.Good]])
})
