import { type BatchBuilder, isBad, type Micros, Status } from '@millrace/core'
import type { GivenInput, GuardedResults, GuardedRows } from '@millrace/runtime'
import type { Program } from './plan.ts'

/** A row of one asset, with what makes it the model's. */
export interface Item {
  readonly program: Program
  readonly time: Micros
  readonly values: Float64Array
  readonly status: Uint32Array
}

/** Rows of one asset or of several as the model takes them; all have the same inputs bound. In the order of their times. */
export function columnsOf(items: readonly Item[]): GuardedRows {
  const { length } = items
  const time = Float64Array.from(items, (item) => item.time)
  const inputs = (items[0]?.program.columns ?? []).map(({ name, constant: first }, at): [string, GivenInput] => {
    const status = new Uint32Array(length)
    if (typeof first === 'string') {
      const texts = items.map(({ program }) => String(program.columns[at]!.constant))
      return [name, { values: texts, status }]
    }
    const values = new Float64Array(length)
    items.forEach((item, row) => {
      const { slot, constant, convert } = item.program.columns[at]!
      if (slot === undefined) {
        values[row] = Number(constant)
        return
      }
      const told = item.status[slot]!
      status[row] = told
      values[row] = isBad(told) ? Number.NaN : convert(item.values[slot]!)
    })
    return [name, { values, status }]
  })
  return { length, time, inputs: Object.fromEntries(inputs) }
}

/** Which inputs are bound: rows of one call agree in it. */
export const signatureOf = ({ columns }: Program): string =>
  columns.map(({ name, constant }) => `${name}${typeof constant === 'string' ? '"' : ''}`).join(' ')

/** What each output has, as samples of its series; bad ones have no value. */
export function addSamples(into: BatchBuilder, items: readonly Item[], { outputs }: GuardedResults): void {
  items.forEach(({ program, time }, row) => {
    for (const { name, type, series } of program.outputs) {
      const output = outputs[name]
      const status = output?.status[row] ?? Status.BadUnexpectedError
      const value = output?.values[row]
      if (value === undefined || isBad(status)) into.addNone(series, time, status)
      else if (type === 'boolean') into.addBoolean(series, time, value !== 0, status)
      else into.add(series, time, value, status)
    }
  })
}

/** The worst of a row's outputs, and the number of its reason. */
export function worstOf({ outputs }: GuardedResults, row: number): { status: number; reason: number } {
  let worst = { status: 0, reason: 0 }
  for (const { status, reason } of Object.values(outputs))
    if (status[row]! >>> 30 > worst.status >>> 30) worst = { status: status[row]!, reason: reason[row]! }
  return worst
}

/** The results of some of the rows, by their places. */
export function pickResults(results: GuardedResults, rows: readonly number[]): GuardedResults {
  const pick = (column: Uint32Array): Uint32Array => Uint32Array.from(rows, (row) => column[row]!)
  const outputs = Object.entries(results.outputs).map(([name, { values, status, reason }]) => {
    const own =
      values instanceof Float64Array ? Float64Array.from(rows, (row) => values[row]!) : rows.map((row) => values[row]!)
    return [name, { values: own, status: pick(status), reason: pick(reason) }]
  })
  return { ...results, length: rows.length, outputs: Object.fromEntries(outputs) }
}
