import { batchOf, ManualClock, type SampleBatch, Status, valueAt } from '@millrace/core'
import { expect, test } from 'vitest'
import { createLatestValues } from './latest.ts'

const rows = (batch: SampleBatch): unknown[] =>
  Array.from({ length: batch.length }, (_, i) => [batch.series[i], batch.time[i], valueAt(batch, i), batch.status[i]])

test('the newest sample wins, whatever the order of arrival', () => {
  const latest = createLatestValues(new ManualClock())
  latest.update(
    'a',
    batchOf([
      [7, 20, 2],
      [7, 10, 1],
      [3, 5, 'on'],
      [4, 5, 9007199254740993n],
      [5, 5, true],
      [6, 5, null, Status.Bad],
    ]),
  )
  expect(rows(latest.read('a', [3, 7, 4, 5, 6, 99]))).toEqual([
    [3, 5, 'on', 0],
    [7, 20, 2, 0],
    [4, 5, 9007199254740993n, 0],
    [5, 5, true, 0],
    [6, 5, null, Status.Bad],
  ])
  expect(latest.taken('a')).toBe(6)
})

test('another tenant sees nothing', async () => {
  const clock = new ManualClock()
  const latest = createLatestValues(clock)
  latest.update('a', batchOf([[1, 1, 'secret']]))
  const seen: SampleBatch[] = []
  latest.subscribe('b', [1], (batch) => void seen.push(batch))
  latest.update('a', batchOf([[1, 2, 'more']]))
  await clock.advance(1000)
  expect(latest.read('b', [1]).length).toBe(0)
  expect(seen.filter((batch) => batch.length > 0)).toEqual([])
})

test('a subscriber gets what is held at once and then changes at most every 250 ms, the newest only', async () => {
  const clock = new ManualClock()
  const latest = createLatestValues(clock)
  latest.update('a', batchOf([[1, 1, 10]]))
  const seen: unknown[] = []
  const subscription = latest.subscribe('a', [1, 2], (batch) => void seen.push(rows(batch)))
  expect(seen).toEqual([[[1, 1, 10, 0]]])
  for (let i = 2; i <= 11; i++) latest.update('a', batchOf([[1, i, i]]))
  await clock.advance(249)
  expect(seen.length).toBe(1)
  await clock.advance(1)
  expect(seen[1]).toEqual([[1, 11, 11, 0]])
  expect(subscription.conflated).toBe(9)
  await clock.advance(1000)
  expect(seen.length).toBe(2)
})

test('a slow listener merges changes instead of queueing them', async () => {
  const clock = new ManualClock()
  const latest = createLatestValues(clock)
  const seen: unknown[] = []
  const gate = Promise.withResolvers<void>()
  latest.subscribe('a', [1], (batch) => {
    seen.push(rows(batch))
    return gate.promise
  })
  for (let i = 1; i <= 40; i++) {
    latest.update('a', batchOf([[1, i, i]]))
    await clock.advance(250)
  }
  expect(seen).toEqual([[[1, 1, 1, 0]]])
  gate.resolve()
  await clock.advance(500)
  expect(seen[1]).toEqual([[1, 40, 40, 0]])
})

test('a closed subscription is not called again', async () => {
  const clock = new ManualClock()
  const latest = createLatestValues(clock)
  let calls = 0
  const subscription = latest.subscribe('a', [1], () => void calls++)
  await subscription.close()
  latest.update('a', batchOf([[1, 1, 1]]))
  await clock.advance(1000)
  expect(calls).toBe(0)
})

test('a dead node makes its values uncertain, keeps value and time, and never improves a bad one', async () => {
  const clock = new ManualClock()
  const latest = createLatestValues(clock)
  latest.update(
    'a',
    batchOf([
      [1, 5, 21.5],
      [2, 5, null, Status.BadSensorFailure],
    ]),
  )
  latest.degrade('a', [1, 2, 3], Status.UncertainNoCommunicationLastUsableValue)
  latest.degrade('b', [1], Status.Bad)
  expect(rows(latest.read('a', [1, 2]))).toEqual([
    [1, 5, 21.5, Status.UncertainNoCommunicationLastUsableValue],
    [2, 5, null, Status.BadSensorFailure],
  ])
  latest.restore('b', [1])
  expect(latest.read('a', [1]).status[0]).toBe(Status.UncertainNoCommunicationLastUsableValue)
  latest.restore('a', [1, 2, 3])
  expect(rows(latest.read('a', [1, 2]))).toEqual([
    [1, 5, 21.5, Status.Good],
    [2, 5, null, Status.BadSensorFailure],
  ])
  latest.degrade('a', [1], Status.UncertainNoCommunicationLastUsableValue)
  latest.update('a', batchOf([[1, 5, 21.5]]))
  expect(latest.read('a', [1]).status[0]).toBe(Status.Good)
})
