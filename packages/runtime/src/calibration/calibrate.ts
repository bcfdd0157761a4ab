import { Fault } from '@millrace/core'
import type { GuardedResults } from '../guard/guarded.ts'
import { squares } from './agreement.ts'
import type { Calibration } from './calibration.ts'
import './faults.ts'
import { type Solution, solve } from './levenberg-marquardt.ts'
import { modelled, type Selection, select } from './observations.ts'
import { parametersOf, tellOutputs, warningsOf } from './report.ts'
import { type CalibrationRequest, type Settled, settle } from './request.ts'
import { FittedRows, Runs } from './runs.ts'

/** Rounds in which rows are chosen, and outputs weighed, anew by what was found. */
const MOST_ROUNDS = 3
/** An output that fits all but exactly does not push the others aside. */
const LEAST_LEFT = 1e-3

/**
 * Fits free parameters of a model to measured values by bounded least squares. Rejects with the fault of a model that fails with
 * the parameters from before, with the reason of `signal`, with `calibration.parameter_unfit`, `output_unfit`, `lengths_differ`,
 * `share_unfit`, `too_few_rows`, `unsteady`, `nothing_told`.
 */
export async function calibrate(request: CalibrationRequest): Promise<Calibration> {
  const settled = settle(request)
  const runs = new Runs(request, settled)
  const chosen = (results: GuardedResults) =>
    settled.outputs.map((name) => select(request.measured[name]!, results, name))
  let x: Float64Array = Float64Array.from(settled.sought, ({ start }) => start)
  const before = await runs.mustRun(request.rows, x)
  let selections = chosen(before)
  const split = splitOf(selections, settled.heldBack)
  let weights = settled.outputs.map((name, i) => scatterOf(request, name, { selection: selections[i]!, split }))
  for (let round = 1; ; round++) {
    const fitted = new FittedRows(request, settled.outputs, { selections, split })
    mustBeEnough(fitted.length, settled, selections)
    const solution = await search(request, settled, { runs, x, residuals: (at) => fitted.residuals(runs, at, weights) })
    x = solution.x
    const after = await runs.mustRun(request.rows, x)
    const next = chosen(after)
    // Whether a rule of validity holds may depend on what is sought; what an output counts, on what is left of it.
    const isSettled = next.every(({ isUsed }, i) => isUsed.every((used, row) => used === selections[i]!.isUsed[row]))
    const isWeighed = settled.outputs.length === 1 || round > 1
    if ((isSettled && isWeighed) || round === MOST_ROUNDS) {
      const { parameters, degreesOfFreedom } = parametersOf(settled, solution)
      const told = parameters.filter(({ isTold }) => isTold).length
      const outputs = tellOutputs(request, settled, { selections, split, before, after, told })
      const { rounds, converged } = solution
      const facts = { parameters, outputs, degreesOfFreedom, rounds, runs: runs.count, converged }
      return { ...facts, warnings: warningsOf(facts) }
    }
    if (!isWeighed)
      weights = settled.outputs.map((name, i) => {
        const left = leftOf(request, name, { selection: selections[i]!, split, results: after })
        return Math.max(left, LEAST_LEFT * weights[i]!)
      })
    selections = next
  }
}

/** The row from which rows are held back: the last ones of those that are compared at all. */
function splitOf(selections: readonly Selection[], heldBack: number): number {
  const length = selections[0]!.isUsed.length
  const used = Array.from({ length }, (_, row) => row).filter((row) => selections.some(({ isUsed }) => isUsed[row]))
  const kept = used.length - Math.floor(used.length * heldBack)
  return kept < used.length ? used[kept]! : length
}

function mustBeEnough(seen: number, { sought }: Settled, selections: readonly Selection[]): void {
  if (seen > sought.length) return
  const causes = selections.flatMap(({ leftOut }) => Object.entries(leftOut).map(([cause, rows]) => `${rows} ${cause}`))
  throw new Fault('calibration.too_few_rows', {
    expected: sought.length + 1,
    seen,
    causes: causes.join(', ') || 'none',
  })
}

interface Part {
  readonly selection: Selection
  readonly split: number
}

const fittedOf = ({ selection: { isUsed }, split }: Part, values: (row: number) => number): Float64Array =>
  Float64Array.from(
    Array.from({ length: split }, (_, row) => row).filter((row) => isUsed[row]),
    values,
  )

/** Standard deviation of what was measured of the rows that are fitted; 1 where it does not change. */
function scatterOf({ measured }: CalibrationRequest, name: string, part: Part): number {
  const values = fittedOf(part, (row) => measured[name]!.values[row] as number)
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  return Math.sqrt(squares(values.map((value) => value - mean)) / values.length) || 1
}

/** Root of the mean of the squares that are left of an output. */
function leftOf({ measured }: CalibrationRequest, name: string, part: Part & { results: GuardedResults }): number {
  const values = measured[name]!.values
  const left = fittedOf(part, (row) => (values[row] as number) - modelled(part.results, name, row)).filter(
    Number.isFinite,
  )
  return Math.sqrt(squares(left) / left.length)
}

async function search(
  { progress }: CalibrationRequest,
  { sought, noise, mostRuns }: Settled,
  {
    runs,
    x,
    residuals,
  }: {
    readonly runs: Runs
    readonly x: Float64Array
    readonly residuals: (x: Float64Array) => Promise<Float64Array | undefined>
  },
): Promise<Solution> {
  let many = 0
  const solution = await solve({
    residualsAt: async (at) => {
      const found = await residuals(at)
      many = found?.length ?? many
      return found
    },
    start: x,
    low: Float64Array.from(sought, ({ low }) => low),
    high: Float64Array.from(sought, ({ high }) => high),
    sizes: Float64Array.from(sought, sizeOf),
    noise,
    mostRuns: mostRuns - runs.count,
    told: ({ sumOfSquares }) => progress?.({ runs: runs.count, mostRuns, left: Math.sqrt(sumOfSquares / many) }),
  })
  if (!solution) throw new Fault('calibration.unsteady')
  if (solution.jacobian.every((column) => squares(column) === 0)) throw new Fault('calibration.nothing_told')
  return solution
}

/** Of a parameter that begins at nought a hundredth of what its bounds leave. */
function sizeOf({ start, low, high }: Settled['sought'][number]): number {
  const range = high - low
  return Math.abs(start) || (Number.isFinite(range) ? range / 100 : 1)
}
