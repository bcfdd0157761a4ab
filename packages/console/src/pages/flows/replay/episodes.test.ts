import { expect, test } from 'vitest'
import { episodesOf } from './episodes.ts'

const columns = (values: readonly (boolean | null)[]) => ({
  time: values.map((_, k) => k * 10),
  value: values,
  status: values.map(() => 0),
})

test('a condition that comes to hold is told once until it ends, a bad value between does not end it', () => {
  expect(episodesOf(columns([false, true, true, null, true, false, false, true]))).toEqual([
    { from: 10, to: 50 },
    { from: 70, to: undefined },
  ])
  expect(episodesOf(columns([false, null, false]))).toEqual([])
})
