import { statusName } from '@millrace/core'

/** Why an output is not good. */
export interface Reason {
  readonly kind: /** Nothing is bound to the input, or nothing has come, and it has no default. */
    | 'input_missing'
    | 'input_bad'
    | 'input_uncertain'
    /** Uncertain, and the model takes good values of this input alone. */
    | 'input_not_good'
    | 'input_type'
    | 'input_infinite'
    /** Nothing has come, and the default stands in. */
    | 'input_default'
    | 'input_low'
    | 'input_high'
    | 'parameter_none'
    | 'parameter_low'
    | 'parameter_high'
    /** A rule of validity does not hold, or nobody can say whether it does. */
    | 'rule'
    /** The model gave nothing for the row. */
    | 'output_none'
    | 'output_infinite'
    | 'output_type'
    | 'output_low'
    | 'output_high'
    /** The call failed as a whole. */
    | 'fault'
  /** Of the input, parameter or output; of a rule what should hold; of a fault its code. */
  readonly name: string
  /** The status that the input came with. */
  readonly status?: number
  /** Which is passed. */
  readonly bound?: number
  readonly unit?: string
  /** What a fault says. */
  readonly says?: string
}

const value = (number: number | undefined, unit: string | undefined): string =>
  `${number ?? 'a value'}${unit === undefined || unit === '1' ? '' : ` ${unit}`}`

const sentences: Readonly<Record<Reason['kind'], (reason: Reason, seen?: number) => string>> = {
  input_missing: ({ name, status }) =>
    `${name} has no value${status === undefined ? ': nothing is bound to it' : ` (${statusName(status)})`}`,
  input_bad: ({ name, status = 0 }) => `${name} is bad (${statusName(status)})`,
  input_uncertain: ({ name, status = 0 }) => `${name} is uncertain (${statusName(status)})`,
  input_not_good: ({ name, status = 0 }) =>
    `${name} is uncertain (${statusName(status)}), and the model takes good values alone`,
  input_type: ({ name }) => `${name} is of another type`,
  input_infinite: ({ name }) => `${name} is infinite`,
  input_default: ({ name }) => `${name} has no value, and its default stands in`,
  input_low: ({ name, bound, unit }, seen) => `${name} is ${value(seen, unit)}, below ${value(bound, unit)}`,
  input_high: ({ name, bound, unit }, seen) => `${name} is ${value(seen, unit)}, above ${value(bound, unit)}`,
  parameter_none: ({ name }) => `the parameter ${name} is no number`,
  parameter_low: ({ name, bound, unit }, seen) =>
    `the parameter ${name} is ${value(seen, unit)}, below ${value(bound, unit)}`,
  parameter_high: ({ name, bound, unit }, seen) =>
    `the parameter ${name} is ${value(seen, unit)}, above ${value(bound, unit)}`,
  rule: ({ name }) => `it does not hold that ${name}`,
  output_none: ({ name }) => `the model gave no ${name}`,
  output_infinite: ({ name }) => `the model gave an infinite ${name}`,
  output_type: ({ name }) => `the model gave something else than ${name} should be`,
  output_low: ({ name, bound, unit }, seen) =>
    `the model gave ${name} as ${value(seen, unit)}, which cannot be below ${value(bound, unit)}`,
  output_high: ({ name, bound, unit }, seen) =>
    `the model gave ${name} as ${value(seen, unit)}, which cannot be above ${value(bound, unit)}`,
  fault: ({ says = '' }) => says,
}

/** A reason in words. @param seen the value that passed the bound */
export const sayReason = (reason: Reason, seen?: number): string => sentences[reason.kind](reason, seen)

/** Every reason of a call once. */
export class ReasonTable {
  readonly #numbers = new Map<string, number>()
  readonly rows: Reason[] = []

  /** From 1: 0 is none. */
  numberOf(reason: Reason): number {
    const key = `${reason.kind} ${reason.name} ${reason.status ?? ''} ${reason.says ?? ''}`
    const known = this.#numbers.get(key)
    if (known !== undefined) return known
    const number = this.rows.push(reason)
    this.#numbers.set(key, number)
    return number
  }
}

/** Status and reason of every row: the worst, and of equals the first. Takes no room until something is said. */
export class Verdict {
  readonly length: number
  readonly #base: Verdict | undefined
  #rows: { readonly status: Uint32Array; readonly reason: Uint32Array } | undefined
  #seen: Float64Array | undefined

  /** @param base what was said before of all of it; it is not changed */
  constructor(length: number, base?: Verdict) {
    this.length = length
    this.#base = base
  }

  /** Undefined while every row is good. */
  get rows(): { readonly status: Uint32Array; readonly reason: Uint32Array } | undefined {
    return this.#rows ?? this.#base?.rows
  }

  /** What passed a bound, by row; absent where nothing did. */
  get seen(): Float64Array | undefined {
    return this.#rows ? this.#seen : this.#base?.seen
  }

  put(row: number, status: number, reason: number, seen?: number): void {
    this.#rows ??= this.#own()
    const rows = this.#rows
    if (status >>> 30 <= rows.status[row]! >>> 30) return
    rows.status[row] = status
    rows.reason[row] = reason
    if (seen !== undefined) this.#seen ??= new Float64Array(this.length).fill(Number.NaN)
    if (this.#seen) this.#seen[row] = seen ?? Number.NaN
  }

  #own() {
    const before = this.#base?.rows
    this.#seen = this.#base?.seen?.slice()
    return before
      ? { status: before.status.slice(), reason: before.reason.slice() }
      : { status: new Uint32Array(this.length), reason: new Uint32Array(this.length) }
  }

  putAll(status: number, reason: number, seen?: number): void {
    for (let row = 0; row < this.length; row++) this.put(row, status, reason, seen)
  }
}
