import { describe, expect, test } from 'vitest'
import { fuzz } from '../kit/fuzz.ts'
import { fuzzers } from './fuzzed.ts'

describe('whatever an agent sends', () => {
  test.each(fuzzers.map((one) => [one.name, one] as const))('%s end, and break nothing', (_name, one) => {
    for (const seed of one.seeds) one.read(seed)
    const { cases, refused } = fuzz(one, 20_000)
    expect(cases).toBe(20_000)
    expect(refused).toBeLessThan(cases)
  })
})
