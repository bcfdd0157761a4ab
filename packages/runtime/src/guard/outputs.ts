import { isBad, Status } from '@millrace/core'
import type { Column } from '../face.ts'
import type { ModelOutput } from '../manifest/manifest.ts'
import { type Reason, type ReasonTable, Verdict } from './reasons.ts'

/** What a model says of one output, row by row. */
export interface GuardedOutput {
  /** NaN, or the empty text, where the status is bad. */
  readonly values: Column
  /** OPC UA StatusCode. Outputs may share it, and the reason: not to be written. */
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
    this.#verdict = new Verdict(rows.length, rows)
    this.#reasons = reasons
    const { length } = rows
    this.#values =
      output.type === 'text' ? new Array<string>(length).fill('') : new Float64Array(length).fill(Number.NaN)
  }

  /** @param column what the model gave for these rows */
  take(column: Column | undefined, rows: Stretch): void {
    const { from, length, places } = rows
    const isText = this.#output.type === 'text'
    if (column === undefined || column.length !== length || column instanceof Float64Array === isText) {
      for (let at = from; at < from + length; at++)
        this.#refuse(places ? places[at]! : at, Status.BadTypeMismatch, 'output_type')
    } else if (column instanceof Float64Array) this.#numbers(column, rows)
    else for (let at = 0; at < length; at++) this.#text(places ? places[from + at]! : from + at, column[at])
  }

  /** What became of rows whose call failed. */
  fail(rows: Stretch, status: number, reason: number): void {
    const { from, length, places } = rows
    for (let at = from; at < from + length; at++) this.#verdict.put(places ? places[at]! : at, status, reason)
  }

  #numbers(column: Float64Array, { from, length, places }: Stretch): void {
    const values = this.#values as Float64Array
    const { type, low = -Infinity, high = Infinity } = this.#output
    const isCondition = type === 'boolean'
    for (let at = 0; at < length; at++) {
      const value = column[at]!
      const row = places ? places[from + at]! : from + at
      const isFine = value >= low && value <= high && value - value === 0
      if (isFine && (!isCondition || value === 0 || value === 1)) values[row] = value
      else this.#refuseNumber(row, value)
    }
  }

  #refuseNumber(row: number, value: number): void {
    const { type, low = -Infinity } = this.#output
    if (Number.isNaN(value)) this.#refuse(row, Status.BadNoData, 'output_none')
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
    const { rows, seen, length } = this.#verdict
    const good = { status: new Uint32Array(length), reason: new Uint32Array(length) }
    return { values: this.#values, ...(rows ?? good), ...(seen ? { seen } : {}) }
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
export function usable({ rows }: Verdict): Uint32Array | undefined {
  if (!rows) return undefined
  const { status } = rows
  const places = new Uint32Array(status.length)
  let many = 0
  for (let row = 0; row < status.length; row++) if (!isBad(status[row]!)) places[many++] = row
  return many === status.length ? undefined : places.subarray(0, many)
}

export function picked(column: Column, places: Uint32Array): Column {
  if (!(column instanceof Float64Array)) return Array.from(places, (row) => column[row]!)
  const out = new Float64Array(places.length)
  for (let at = 0; at < places.length; at++) out[at] = column[places[at]!]!
  return out
}
