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

test('it can be asked beforehand whether a value will be told as one of now', () => {
  const values = new LastValues()
  values.setTags(tags)
  values.waiting(1_000)
  expect([values.restates(1, 1_000), values.restates(1, 1_001), values.restates(99, 500)]).toEqual([true, false, false])
  values.accept(batchOf([[1, 500, 7]]), 2_000)
  expect(values.restates(1, 400)).toBe(false)
  values.lost(5_000, new Set())
  expect([values.restates(1, 5_000), values.restates(1, 5_001)]).toEqual([true, false])
})

test('times of the device stay as they are when we said nothing in between', () => {
  const values = new LastValues()
  values.setTags(tags)
  values.accept(batchOf([[1, 1_000, 1]]), 1_100)
  const late = batchOf([[1, 900, 2, Status.UncertainSubNormal]])
  expect(values.accept(late, 1_200)).toBe(late)
})

test('records keep their own time, even if it is long past; a deadband holds back newer ones alone', () => {
  const values = new LastValues(true)
  values.setTags(tags.map((tag) => ({ ...tag, deadband: 2 })))
  values.waiting(1_000)
  expect(rows(values.accept(batchOf([[1, 500, 7]]), 2_000))).toEqual([[1, 500, 7, 0]])
  expect(rows(values.accept(batchOf([[1, 550, 8]]), 2_050))).toEqual([])
  expect(rows(values.accept(batchOf([[1, 600, 10]]), 2_100))).toEqual([[1, 600, 10, 0]])
  // Sent again from before: passed on, but the last value is the newest.
  expect(rows(values.accept(batchOf([[1, 100, 9]]), 2_200))).toEqual([[1, 100, 9, 0]])
  expect(rows(values.lost(5_000, new Set()))[0]).toEqual([1, 5_000, 10, Status.UncertainNoCommunicationLastUsableValue])
})
