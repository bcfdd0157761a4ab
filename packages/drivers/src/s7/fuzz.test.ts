import { describe, expect, test } from 'vitest'
import { fuzz } from '../kit/fuzz.ts'
import { fuzzers } from './fuzzed.ts'

describe('whatever comes, S7 refuses it with a Fault and ends', () => {
  test.each(fuzzers.map((one) => [one.name, one] as const))('%s', (_, one) => {
    const { cases, slowestMs } = fuzz(one, 20_000)
    expect(cases).toBe(20_000)
    expect(slowestMs).toBeLessThan(500)
  })

  test.each(fuzzers.map((one) => [one.name, one] as const))('%s: right ones are read', (_, { seeds, read }) => {
    for (const seed of seeds) expect(() => read(seed)).not.toThrow()
  })
})
