import { describe, expect, test } from 'vitest'
import { fuzz } from '../kit/fuzz.ts'
import { fuzzers } from './fuzzed.ts'

describe('bytes that nobody meant', () => {
  test.each(fuzzers.map((fuzzed) => [fuzzed.name, fuzzed] as const))('%s are read or refused', (_, fuzzed) => {
    const { cases, refused } = fuzz(fuzzed, 20_000)
    expect(cases).toBe(20_000)
    expect(refused).toBeLessThan(cases)
  })
})
