import { isBad, Status } from '@millrace/core'
import type { Column } from '../face.ts'
import type { ModelOutput } from '../manifest/manifest.ts'
import { type Reason, type ReasonTable, Verdict } from './reasons.ts'

/** What a model says of one output, row by row. */
export interface GuardedOutput {
  /** NaN, or the empty text, where the status is bad. */
  readonly values: Column
  /** OPC UA StatusCode. */
  readonly status: Uint32Array
  /** 0, or the number of a reason from 1. */
  readonly reason: Uint32Array
  /** The value that passed the bound of the reason, by row; absent where none did. */
  readonly seen?: Float64Array
}

/** Gathers the values of one output, and believes none that its manifest does not allow. */
export class OutputGate {
  readonly #output: ModelOutput
  readonly #verdict: Verdict
  readonly #reasons: ReasonTable
  readonly #values: Float64Array | string[]

  /** @param rows what the inputs made of the rows */
  constructor(output: ModelOutput, rows: Verdict, reasons: ReasonTable) {
    this.#output = output
    this.#verdict = new Verdict(rows.status.length, rows)
    this.#reasons = reasons
    const { length } = rows.status
    this.#values =
      output.type === 'text' ? new Array<string>(length).fill('') : new Float64Array(length).fill(Number.NaN)
  }

  /** @param places row of the call by row of the column; absent: from `from` on, in order */
  take(column: Column | undefined, rows: Stretch): void {
    const { from, length, places } = rows
    const row = (at: number): number => (places ? places[from + at]! : from + at)
    const fits =
      column !== undefined &&
      column.length === length &&
      column instanceof Float64Array === (this.#output.type !== 'text')
    for (let at = 0; at < length; at++)
      if (!fits) this.#refuse(row(at), Status.BadTypeMismatch, 'output_type')
      else if (column instanceof Float64Array) this.#number(row(at), column[at]!)
      else this.#text(row(at), column[at])
  }

  /** What became of rows whose call failed. */
  fail(rows: Stretch, status: number, reason: number): void {
    const { from, length, places } = rows
    for (let at = from; at < from + length; at++) this.#verdict.put(places ? places[at]! : at, status, reason)
  }

  #number(row: number, value: number): void {
    const { type, low = -Infinity, high = Infinity } = this.#output
    if (value >= low && value <= high && value - value === 0 && (type === 'number' || value === 0 || value === 1))
      (this.#values as Float64Array)[row] = value
    else if (Number.isNaN(value)) this.#refuse(row, Status.BadNoData, 'output_none')
    else if (type === 'boolean') this.#refuse(row, Status.BadTypeMismatch, 'output_type')
    else if (value - value !== 0) this.#refuse(row, Status.BadOutOfRange, 'output_infinite')
    else this.#refuse(row, Status.BadOutOfRange, value < low ? 'output_low' : 'output_high', value)
  }

  #text(row: number, value: unknown): void {
    if (typeof value !== 'string') this.#refuse(row, Status.BadTypeMismatch, 'output_type')
    else if (value === '') this.#refuse(row, Status.BadNoData, 'output_none')
    else (this.#values as string[])[row] = value
  }

  #refuse(row: number, status: number, kind: Reason['kind'], seen?: number): void {
    const { name, unit, low, high } = this.#output
    const bound = kind === 'output_low' ? low : kind === 'output_high' ? high : undefined
    const reason = {
      kind,
      name,
      ...(bound === undefined ? {} : { bound }),
      ...(unit === undefined ? {} : { unit }),
    }
    this.#verdict.put(row, status, this.#reasons.numberOf(reason), seen)
  }

  done(): GuardedOutput {
    const { status, reason, seen } = this.#verdict
    return { values: this.#values, status, reason, ...(seen ? { seen } : {}) }
  }
}

/** Rows of a call, one after the other among those that may reach the model. */
export interface Stretch {
  readonly from: number
  readonly length: number
  /** Rows of the whole by their place among these; absent where all are. */
  readonly places?: Uint32Array
}

/** Rows that may reach the model, or undefined where all may. */
export function usable({ status }: Verdict): Uint32Array | undefined {
  let bad = 0
  for (const one of status) if (isBad(one)) bad++
  if (bad === 0) return undefined
  const places = new Uint32Array(status.length - bad)
  let at = 0
  status.forEach((one, row) => {
    if (!isBad(one)) places[at++] = row
  })
  return places
}

export function picked(column: Column, places: Uint32Array): Column {
  if (!(column instanceof Float64Array)) return Array.from(places, (row) => column[row]!)
  const out = new Float64Array(places.length)
  for (let at = 0; at < places.length; at++) out[at] = column[places[at]!]!
  return out
}
