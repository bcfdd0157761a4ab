import { describe, expect, test } from 'vitest'
import { fuzz } from '../kit/fuzz.ts'
import { fuzzers } from './fuzzed.ts'

describe('bytes that are no EtherNet/IP are refused with a fault, and nothing else happens', () => {
  for (const fuzzed of fuzzers) {
    test(fuzzed.name, () => {
      const { refused, slowestMs } = fuzz(fuzzed, 20_000)
      expect(refused).toBeGreaterThanOrEqual(0)
      expect(slowestMs).toBeLessThan(1_000)
    })
  }
})
