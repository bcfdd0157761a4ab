import { isBad, isGood, Status } from '@millrace/core'
import type { Column } from '../face.ts'
import type { ModelInput } from '../manifest/manifest.ts'
import type { Reason, ReasonTable, Verdict } from './reasons.ts'

/** Values of one input as they come, each with its OPC UA status. */
export interface GivenInput {
  /** Where there is no value NaN, or any text with a bad status. */
  readonly values: Column
  readonly status: Uint32Array
}

/** That nothing has come is told by these, or by a number that is none. */
const isAbsent = (status: number): boolean => {
  const code = (status & 0xffff0000) >>> 0
  return code === Status.BadWaitingForInitialData || code === Status.BadNoData
}

/** Looks at the values of one input: says in the verdict which rows it spoils, and gives what may reach the model. */
export class InputGate {
  readonly #input: ModelInput
  readonly #verdict: Verdict
  readonly #reasons: ReasonTable
  readonly #length: number

  constructor(input: ModelInput, verdict: Verdict, reasons: ReasonTable) {
    this.#input = input
    this.#verdict = verdict
    this.#reasons = reasons
    this.#length = verdict.length
  }

  /** @param given absent: nothing is bound to it */
  admit(given: GivenInput | undefined): Column {
    const { type, default: stand } = this.#input
    if (!given) {
      if (stand === undefined) this.#verdict.putAll(Status.BadNoData, this.#number('input_missing'))
      return this.#constant(stand)
    }
    const { values, status } = given
    if (values instanceof Float64Array && type !== 'text') return this.#numbers(values, status)
    if (!(values instanceof Float64Array) && type === 'text') return this.#texts(values, status)
    this.#verdict.putAll(Status.BadTypeMismatch, this.#number('input_type'))
    return this.#constant(undefined)
  }

  #number(kind: Reason['kind'], more: Pick<Reason, 'status' | 'bound'> = {}): number {
    const { name, unit } = this.#input
    return this.#reasons.numberOf({ kind, name, ...more, ...(unit === undefined ? {} : { unit }) })
  }

  #constant(value: ModelInput['default']): Column {
    if (this.#input.type === 'text') return new Array<string>(this.#length).fill(String(value ?? ''))
    return new Float64Array(this.#length).fill(value === undefined ? Number.NaN : Number(value))
  }

  #numbers(values: Float64Array, status: Uint32Array): Float64Array {
    const { type, low = -Infinity, high = Infinity } = this.#input
    const isCondition = type === 'boolean'
    let column = values
    for (let row = 0; row < this.#length; row++) {
      const value = values[row]!
      const told = status[row]!
      if (told === Status.Good && value >= low && value <= high && value - value === 0 && !isCondition) continue
      if (this.#looksAt(row, told, Number.isNaN(value))) this.#weigh(row, value)
      else if (this.#stands(told, Number.isNaN(value))) {
        if (column === values) column = values.slice()
        column[row] = Number(this.#input.default)
      }
    }
    return column
  }

  /** Whether a number is one that the model was made for. */
  #weigh(row: number, value: number): void {
    const { type, low = -Infinity, high = Infinity } = this.#input
    const outside = Status.UncertainEngineeringUnitsExceeded
    if (type === 'boolean') {
      if (value !== 0 && value !== 1) this.#verdict.put(row, Status.BadTypeMismatch, this.#number('input_type'))
    } else if (value - value !== 0) this.#verdict.put(row, Status.BadOutOfRange, this.#number('input_infinite'))
    else if (value < low) this.#verdict.put(row, outside, this.#number('input_low', { bound: low }), value)
    else if (value > high) this.#verdict.put(row, outside, this.#number('input_high', { bound: high }), value)
  }

  #texts(values: readonly string[], status: Uint32Array): readonly string[] {
    let column: string[] | undefined
    for (let row = 0; row < this.#length; row++) {
      const told = status[row]!
      if (told === Status.Good || this.#looksAt(row, told, false) || !this.#stands(told, false)) continue
      column ??= [...values]
      column[row] = String(this.#input.default)
    }
    return column ?? values
  }

  #stands(status: number, isNone: boolean): boolean {
    return this.#input.default !== undefined && (isAbsent(status) || (isNone && !isBad(status)))
  }

  /** Whether there is a value to look at; says what its quality makes of the row. */
  #looksAt(row: number, status: number, isNone: boolean): boolean {
    const verdict = this.#verdict
    if (this.#stands(status, isNone)) verdict.put(row, Status.UncertainInitialValue, this.#number('input_default'))
    else if (isAbsent(status)) verdict.put(row, status, this.#number('input_missing', { status }))
    else if (isBad(status)) verdict.put(row, status, this.#number('input_bad', { status }))
    else if (isNone) verdict.put(row, Status.BadNoData, this.#number('input_missing', { status: Status.BadNoData }))
    else if (isGood(status)) return true
    else if (this.#input.quality === 'good') verdict.put(row, Status.Bad, this.#number('input_not_good', { status }))
    else {
      verdict.put(row, status, this.#number('input_uncertain', { status }))
      return true
    }
    return false
  }
}
