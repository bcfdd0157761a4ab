import { ManualClock } from '@millrace/core'
import { expect, test } from 'vitest'
import { Slowest } from './slowest.ts'

test('the slowest twenty queries of a day are remembered, by tenant, failed ones are not', async () => {
  const clock = new ManualClock()
  const slowest = new Slowest(clock)
  const ask = (tenant: string, ms: number): Promise<number> =>
    slowest.watch('raw', { tenant, series: [1, 2], from: 5, to: Number.POSITIVE_INFINITY }, async () => {
      await clock.advance(ms)
      return ms
    })
  const first = clock.now()
  expect(await ask('a', 7)).toBe(7)
  await ask('b', 900)
  expect(slowest.of('a')).toEqual([{ at: first, kind: 'raw', series: 2, from: 5, ms: 7 }])
  await expect(
    slowest.watch('raw', { tenant: 'a', series: [] }, async () => {
      throw new Error('left')
    }),
  ).rejects.toThrow('left')
  for (let ms = 1; ms <= 30; ms++) await ask('a', ms)
  expect(slowest.of('a').map(({ ms }) => ms)).toEqual(Array.from({ length: 20 }, (_, i) => 30 - i))
  expect(slowest.of('b')).toHaveLength(1)
  await clock.advance(86_400_000 - 40)
  expect(slowest.of('a').map(({ ms }) => ms)).toEqual([30])
  await clock.advance(60)
  expect(slowest.of('a')).toEqual([])
  expect(slowest.of('nobody')).toEqual([])
})
