import { describe, expect, test } from 'vitest'
import { fuzz } from '../kit/fuzz.ts'
import { fuzzers } from './fuzzed.ts'

describe('what an HJ 212 line may carry', () => {
  test.each(fuzzers.map((fuzzed) => [fuzzed.name, fuzzed] as const))('%s: nothing but faults', (_, fuzzed) => {
    expect(fuzz(fuzzed, 20_000).cases).toBe(20_000)
  })
})
