import { ManualClock, type SampleBatch, Status, valueAt } from '@millrace/core'
import { expect, test } from 'vitest'
import type { TagSpec } from './driver.ts'
import { Reports } from './reports.ts'

const spec: TagSpec = { id: 1, address: 'x', type: 'int16', access: 'r', periodMs: 100 }

test('a flush resolves when every report before it has been taken, however many flushes wait', async () => {
  const taken: (() => void)[] = []
  const reports = new Reports(new ManualClock(), () => new Promise<void>((resolve) => taken.push(resolve)))
  const done: string[] = []
  const flush = (name: string): Promise<number> => reports.flush().then(() => done.push(name))
  reports.add(spec, 1, Status.Good, 1)
  const first = flush('first')
  await Promise.resolve()
  reports.add(spec, 2, Status.Good, 2)
  const others = [flush('second'), flush('third')]
  await Promise.resolve()
  taken[0]!()
  await first
  for (let turn = 0; turn < 10; turn++) await Promise.resolve()
  expect(done).toEqual(['first'])
  taken[1]!()
  await Promise.all(others)
  expect(done).toEqual(['first', 'second', 'third'])
})

test('a good status that says more than Good is kept', async () => {
  const batches: SampleBatch[] = []
  const reports = new Reports(new ManualClock(), (batch) => void batches.push(batch))
  reports.add(spec, 7, Status.GoodLocalOverride, 1)
  await reports.flush()
  expect([valueAt(batches[0]!, 0), batches[0]!.status[0]]).toEqual([7n, Status.GoodLocalOverride])
})

test('of a row of ten thousand are handed on by themselves, and flush waits for them', async () => {
  const taken = Promise.withResolvers<void>()
  const reports = new Reports(new ManualClock(), () => taken.promise)
  for (let i = 0; i < 10_000; i++) reports.add(spec, i, Status.Good, i)
  const ended: boolean[] = []
  const flushed = reports.flush().then(() => ended.push(true))
  await new Promise((resolve) => setImmediate(resolve))
  expect(ended).toEqual([])
  taken.resolve()
  await flushed
})
