import { formulaRates } from './models-bench/formula.ts'
import { scriptRate } from './models-bench/script.ts'
import { streamLag } from './models-bench/stream.ts'
import type { Bench } from './run.ts'

/** What models cost, by the runtime that they are for. */
export const models: Bench = async ({ quick, progress }) => {
  const { figures, ratios } = await formulaRates(quick, progress)
  const script = await scriptRate(quick, progress)
  return { figures: { ...figures, ...script, ...(await streamLag(quick, progress)) }, ratios }
}
