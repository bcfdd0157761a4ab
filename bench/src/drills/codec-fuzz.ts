import { fuzz } from '@millrace/drivers'
import { allFuzzers } from '@millrace/drivers/fuzzers'
import type { Drill } from '../run.ts'

/** No case may keep a reader busy for longer, ms: what does would hang it for other inputs. */
const HUNG_MS = 1_000

/** Everything that reads bytes from the field, fed a million broken inputs each: a fault or a value, and an end. */
export const codecFuzz: Drill = async ({ quick, progress }) => {
  const cases = quick ? 5_000 : 1_000_000
  let slowest = 0
  let refused = 0
  for (const fuzzed of allFuzzers) {
    // Throws with the input in hex if a codec breaks: that input is the test for it.
    const result = fuzz(fuzzed, cases, Date.now() >>> 0)
    slowest = Math.max(slowest, result.slowestMs)
    refused += result.refused
    progress(`${fuzzed.name}: ${cases} cases, ${result.refused} refused, slowest ${result.slowestMs.toFixed(1)} ms`)
  }
  const figures = { codecs: allFuzzers.length, cases: cases * allFuzzers.length, refused, slowest_ms: slowest }
  return { pass: slowest < HUNG_MS, figures }
}
