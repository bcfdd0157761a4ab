import { isBad, isGood } from '@millrace/core'
import type { GuardedResults } from '@millrace/runtime'
import type { Item } from './columns.ts'
import type { Comparison } from './schema.ts'
import type { Side, Tallied, Version } from './tallied.ts'

/** Rows that are too few to judge by. */
const FEW = 30
/** Residuals within this of each other are alike. */
const ALIKE = 0.1
/** So much less that is good is worse. */
const LESS_GOOD = 0.01

const newSide = (): Side => ({ good: 0, uncertain: 0, bad: 0, residuals: 0, sum: 0, squares: 0 })

export const newTally = (): Tallied => ({
  rows: 0,
  now: { ms: 0, faults: 0 },
  canary: { ms: 0, faults: 0 },
  outputs: {},
})

export interface Run {
  readonly results: GuardedResults
  readonly ms: number
}

/** Counts what both made of the same rows. */
export function tally(into: Tallied, items: readonly Item[], { now, canary }: { now: Run; canary: Run }): void {
  into.rows += items.length
  into.now.ms += now.ms
  into.canary.ms += canary.ms
  if (now.results.fault) into.now.faults++
  if (canary.results.fault) into.canary.faults++
  for (const [name, one] of Object.entries(now.results.outputs)) {
    const other = canary.results.outputs[name]
    if (!other) continue
    into.outputs[name] ??= { now: newSide(), canary: newSide(), differences: 0, sum: 0, largest: 0 }
    const output = into.outputs[name]
    items.forEach((item, row) => {
      const measured = measuredOf(item, name)
      const given = [
        { side: output.now, value: one.values[row], status: one.status[row]! },
        { side: output.canary, value: other.values[row], status: other.status[row]! },
      ] as const
      for (const { side, value, status } of given) count(side, { value, status, measured })
      const [{ value: before }, { value: after }] = given
      if (typeof before !== 'number' || typeof after !== 'number' || Number.isNaN(after - before)) return
      output.differences++
      output.sum += after - before
      output.largest = Math.max(output.largest, Math.abs(after - before))
    })
  }
}

/** What an output is compared with, in its unit; NaN where there is nothing good. */
export function measuredOf({ program, values, status }: Item, output: string): number {
  const measured = program.measured.get(output)
  if (!measured || isBad(status[measured.slot]!)) return Number.NaN
  return measured.convert(values[measured.slot]!)
}

function count(
  side: Side,
  { value, status, measured }: { value: number | string | undefined; status: number; measured: number },
): void {
  if (isGood(status)) side.good++
  else if (isBad(status)) side.bad++
  else side.uncertain++
  if (typeof value !== 'number' || Number.isNaN(value - measured)) return
  side.residuals++
  side.sum += value - measured
  side.squares += (value - measured) ** 2
}

const rmse = ({ squares, residuals }: Side): number => Math.sqrt(squares / residuals)

function sideOf(side: Side, { ms, faults }: Version, rows: number): Comparison['outputs'][number]['now'] {
  const { good, uncertain, bad, residuals, sum } = side
  return {
    good,
    uncertain,
    bad,
    ...(residuals > 0 ? { residual: rmse(side), bias: sum / residuals } : {}),
    ...(rows > 0 ? { msPerRow: ms / rows } : {}),
    faults,
  }
}

const told = (value: number): string => value.toPrecision(3)

function judged({ rows, outputs, now, canary }: Tallied): Pick<Comparison, 'verdict' | 'why'> {
  if (rows < FEW) return { verdict: 'too_little', why: [`${rows} rows of ${FEW}`] }
  const why: string[] = []
  let [isWorse, isBetter] = [false, false]
  for (const [name, output] of Object.entries(outputs)) {
    const most = output.now.good + output.now.uncertain + output.now.bad
    const less = (output.now.good - output.canary.good) / most
    if (Math.abs(less) > LESS_GOOD) {
      if (less > 0) isWorse = true
      else isBetter = true
      why.push(`${name}: ${output.canary.good} good values, now ${output.now.good}`)
    }
    if (output.now.residuals < FEW || output.canary.residuals < FEW) continue
    const [before, after] = [rmse(output.now), rmse(output.canary)]
    if (after > before * (1 + ALIKE)) isWorse = true
    else if (after < before * (1 - ALIKE)) isBetter = true
    else continue
    why.push(`${name}: residual ${told(after)}, now ${told(before)}`)
  }
  if (canary.faults > now.faults) {
    isWorse = true
    why.push(`${canary.faults} calls that failed, now ${now.faults}`)
  }
  return { verdict: isWorse ? 'worse' : isBetter ? 'better' : 'alike', why }
}

/** What is told of it. */
export function comparisonOf(
  tallied: Tallied,
  {
    unitOf,
    ...about
  }: Pick<Comparison, 'version' | 'canary' | 'since'> & {
    readonly unitOf: (output: string) => string | undefined
  },
): Comparison {
  const { rows, now, canary } = tallied
  return {
    ...about,
    rows,
    outputs: Object.entries(tallied.outputs).map(([name, output]) => {
      const unit = unitOf(name)
      const { differences, sum, largest } = output
      return {
        name,
        ...(unit === undefined ? {} : { unit }),
        now: sideOf(output.now, now, rows),
        canary: sideOf(output.canary, canary, rows),
        ...(differences > 0 ? { meanDifference: sum / differences, largestDifference: largest } : {}),
      }
    }),
    ...judged(tallied),
  }
}
