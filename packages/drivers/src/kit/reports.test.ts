import { type SampleBatch, Status, systemClock } from '@millrace/core'
import { expect, test } from 'vitest'
import type { TagSpec } from './driver.ts'
import { Reports } from './reports.ts'

const tag: TagSpec = { id: 1, address: 'a', type: 'float64', access: 'r', periodMs: 100 }

test('a flush ends when what was added before it has been taken, however many flush at a time', async () => {
  const handed: { readonly batch: SampleBatch; readonly taken: () => void }[] = []
  const reports = new Reports(systemClock, (batch) => new Promise((taken) => handed.push({ batch, taken })))
  reports.add(tag, 1, Status.Good, 1)
  const first = reports.flush()
  await Promise.resolve()
  reports.add(tag, 2, Status.Good, 2)
  const ended: string[] = []
  const second = reports.flush().then(() => ended.push('second'))
  const third = reports.flush().then(() => ended.push('third'))
  handed[0]!.taken()
  await first
  await new Promise((resolve) => setImmediate(resolve))
  expect(handed.map(({ batch }) => batch.length)).toEqual([1, 1])
  expect(ended).toEqual([])
  handed[1]!.taken()
  await Promise.all([second, third])
  expect(ended).toEqual(['second', 'third'])
})
