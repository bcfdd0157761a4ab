import { expect, test } from 'vitest'
import type { Sample } from '../../../platform.ts'
import { stretchesOf } from './stretches.ts'

const at = (second: number): string => new Date(second * 1_000).toISOString()
const sample = (second: number, value: Sample['value'], quality: Sample['quality'] = 'good'): Sample => ({
  time: at(second),
  value,
  quality,
  status: 0,
  statusName: quality,
})

test('a state lasts until another one, the last until now, and what was before the span fills its beginning', () => {
  const samples = [sample(5, false), sample(20, true), sample(30, true), sample(40, true, 'bad'), sample(50, false)]
  const told = stretchesOf(samples, 10e6, 60e6).map((part) => [
    part.from / 1e6,
    part.to / 1e6,
    part.value,
    part.quality,
    part.state,
  ])
  expect(told).toEqual([
    [10, 20, false, 'good', 0],
    [20, 40, true, 'good', 1],
    [40, 50, true, 'bad', 1],
    [50, 60, false, 'good', 0],
  ])
})
