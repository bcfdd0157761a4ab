import { expect, test } from 'vitest'
import { fuzz } from '../kit/fuzz.ts'
import { fuzzers } from './fuzzed.ts'

test.each(fuzzers.map((one) => [one.name, one] as const))(
  '%s: whatever comes is read or refused with a fault',
  (_, one) => {
    const { cases, refused, slowestMs } = fuzz(one, 20_000)
    expect(refused).toBeLessThan(cases)
    expect(slowestMs).toBeLessThan(500)
  },
)
