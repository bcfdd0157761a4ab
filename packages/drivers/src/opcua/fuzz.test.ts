import { expect, test } from 'vitest'
import { fuzz } from '../kit/fuzz.ts'
import { fuzzers } from './fuzzed.ts'

test.each(fuzzers)('$name: 20,000 broken inputs are values, statuses or faults', (fuzzed) => {
  expect(fuzz(fuzzed, 20_000).cases).toBe(20_000)
})
