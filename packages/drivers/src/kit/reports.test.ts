import { ManualClock, type SampleBatch, Status } from '@millrace/core'
import { describe, expect, test } from 'vitest'
import { Reports } from './reports.ts'

const spec = { id: 1, address: 'a', type: 'float64', access: 'r', periodMs: 1_000 } as const

describe('reports', () => {
  test('are not called taken while the batch that holds them is still being taken', async () => {
    const batches: { readonly batch: SampleBatch; readonly taken: () => void }[] = []
    const reports = new Reports(
      new ManualClock(),
      (batch) => new Promise<void>((resolve) => void batches.push({ batch, taken: resolve })),
    )
    const ended: number[] = []
    reports.add(spec, 1, Status.Good, 1)
    const first = reports.flush().then(() => ended.push(1))
    reports.add(spec, 2, Status.Good, 2)
    const second = reports.flush().then(() => ended.push(2))
    const third = reports.flush().then(() => ended.push(3))
    await new Promise((resolve) => setImmediate(resolve))
    expect([batches.length, ended]).toEqual([1, []])
    batches[0]!.taken()
    await first
    await new Promise((resolve) => setImmediate(resolve))
    expect([batches.length, ended]).toEqual([2, [1]])
    batches[1]!.taken()
    await Promise.all([second, third])
    expect(batches.map(({ batch }) => batch.double[0])).toEqual([1, 2])
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
})
