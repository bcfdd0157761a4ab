import { formulaRates } from './models-bench/formula.ts'
import type { Bench } from './run.ts'

/** What models cost, by the runtime that they are for. */
export const models: Bench = async ({ quick, progress }) => await formulaRates(quick, progress)
