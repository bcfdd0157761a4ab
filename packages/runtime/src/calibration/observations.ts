import { isBad, isGood, Status } from '@millrace/core'
import type { GuardedResults } from '../guard/guarded.ts'
import type { GivenInput } from '../guard/inputs.ts'
import type { Reason } from '../guard/reasons.ts'

/** What lies beyond has no finite square: it counts as nothing, whoever says it. */
export const MOST_COMPARED = 1e150

/** Why a row is not compared: of what was measured, or of what the guard says of the output. */
export type LeftOut = 'measured_missing' | 'measured_bad' | 'measured_uncertain' | Reason['kind']

/** Which rows of one output are compared with what was measured. */
export interface Selection {
  readonly isUsed: Uint8Array
  readonly leftOut: Readonly<Partial<Record<LeftOut, number>>>
}

/**
 * A row counts where what was measured is good and the guard believes the output. What passes the bounds of an output is taken as
 * it is: it may be the parameters that made it impossible, and they are what is sought.
 */
export function select(measured: GivenInput, results: GuardedResults, output: string): Selection {
  const isUsed = new Uint8Array(results.length)
  const leftOut: Partial<Record<LeftOut, number>> = {}
  for (let row = 0; row < results.length; row++) {
    const cause = causeOf(measured, row) ?? doubtOf(results, output, row)
    if (cause === undefined) isUsed[row] = 1
    else leftOut[cause] = (leftOut[cause] ?? 0) + 1
  }
  return { isUsed, leftOut }
}

/** What keeps a measured value from being compared. */
export function causeOf({ values, status }: GivenInput, row: number): LeftOut | undefined {
  const told = status[row]!
  const code = (told & 0xffff0000) >>> 0
  if (code === Status.BadNoData || code === Status.BadWaitingForInitialData) return 'measured_missing'
  if (isBad(told)) return 'measured_bad'
  if (!isGood(told)) return 'measured_uncertain'
  return isCompared(values[row]) ? undefined : 'measured_missing'
}

function doubtOf(results: GuardedResults, output: string, row: number): LeftOut | undefined {
  const { status, reason } = results.outputs[output]!
  if (isGood(status[row]!) || Number.isFinite(passed(results, output, row))) return undefined
  return results.reasons[reason[row]! - 1]!.kind
}

/** The value of an output that cannot be, NaN of others. */
function passed({ outputs, reasons }: GuardedResults, output: string, row: number): number {
  const { reason, seen } = outputs[output]!
  const kind = reasons[reason[row]! - 1]?.kind
  return kind === 'output_low' || kind === 'output_high' ? (seen?.[row] ?? Number.NaN) : Number.NaN
}

/** What the model says of a row, whether it is believed or not. NaN where it says nothing. */
export function modelled(results: GuardedResults, output: string, row: number): number {
  const value = results.outputs[output]!.values[row]
  const told = Number.isFinite(value) ? (value as number) : passed(results, output, row)
  return isCompared(told) ? told : Number.NaN
}

const isCompared = (value: unknown): boolean => typeof value === 'number' && Math.abs(value) <= MOST_COMPARED
