import { setImmediate } from 'node:timers/promises'
import type { Column } from '../face.ts'
import type { GuardedResults, GuardedRows } from './guarded.ts'
import type { GivenInput } from './inputs.ts'
import type { GuardedOutput } from './outputs.ts'

/** What is done of a call before others have their turn, ms. */
const AT_ONCE_MS = 8
const FEWEST = 256
const MOST = 65_536
/** Rows that are tried first of a formula that nobody has seen. */
const FIRST = 2_048

/** How many rows are worked on at once: of what runs elsewhere a number, of formulas as many as take {@link AT_ONCE_MS}. */
export class StretchLength {
  readonly #isMeasured: boolean
  length: number

  /** @param most rows that the model takes at once; of a formula undefined */
  constructor(most: number | undefined) {
    this.#isMeasured = most === undefined
    this.length = most === undefined ? FIRST : Math.max(1, Math.floor(MOST / most)) * Math.min(most, MOST)
  }

  took(rows: number, ms: number): void {
    // Of a few rows it is not the rows that took the time.
    if (!this.#isMeasured || rows < FEWEST) return
    const fits = (rows / Math.max(ms, 0.01)) * AT_ONCE_MS
    this.length = Math.round(Math.min(MOST, 2 * this.length, Math.max(FEWEST, fits)))
  }
}

let last: Promise<unknown> = Promise.resolve()

/** A turn of the loop that no other call has: of many calls with many rows one goes on at a time. */
export function turnOfLoop(): Promise<unknown> {
  last = last.then(() => setImmediate())
  return last
}

export function partOf(rows: GuardedRows, from: number, until: number): GuardedRows {
  if (from === 0 && until === rows.length) return rows
  const part = ({ values, status }: GivenInput): GivenInput => ({
    values: values instanceof Float64Array ? values.subarray(from, until) : values.slice(from, until),
    status: status.subarray(from, until),
  })
  return {
    length: until - from,
    time: rows.time.subarray(from, until),
    inputs: Object.fromEntries(Object.entries(rows.inputs).map(([name, input]) => [name, part(input)])),
  }
}

/** Stretches one after the other as one; they share their reasons. */
export function joined(parts: readonly GuardedResults[], reasons: GuardedResults['reasons']): GuardedResults {
  const [first] = parts
  if (parts.length === 1) return { ...first!, reasons }
  const length = parts.reduce((sum, part) => sum + part.length, 0)
  const fault = parts.find((part) => part.fault)?.fault
  const outputs = Object.keys(first!.outputs).map((name): [string, GuardedOutput] => {
    const of = parts.map((part) => part.outputs[name]!)
    const passed = of.map((one) => one.seen ?? { length: one.status.length })
    const seen = new Float64Array(length).fill(Number.NaN)
    const whole = {
      values: columnOf(length, of),
      status: put(
        new Uint32Array(length),
        of.map(({ status }) => status),
      ),
      reason: put(
        new Uint32Array(length),
        of.map(({ reason }) => reason),
      ),
    }
    return [name, of.some((one) => one.seen) ? { ...whole, seen: put(seen, passed) } : whole]
  })
  return { length, outputs: Object.fromEntries(outputs), reasons, ...(fault ? { fault } : {}) }
}

function columnOf(length: number, of: readonly GuardedOutput[]): Column {
  const columns = of.map(({ values }) => values)
  const numbers = columns.filter((column) => column instanceof Float64Array)
  return numbers.length === columns.length ? put(new Float64Array(length), numbers) : (columns.flat() as string[])
}

/** One after the other; where a part is but so long, nothing is written. */
function put<Whole extends Float64Array | Uint32Array>(
  whole: Whole,
  parts: readonly { readonly length: number }[],
): Whole {
  let at = 0
  for (const part of parts) {
    if (ArrayBuffer.isView(part)) whole.set(part as Float64Array | Uint32Array, at)
    at += part.length
  }
  return whole
}
