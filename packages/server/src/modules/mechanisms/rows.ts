import { Fault, isBad, Status } from '@millrace/core'
import {
  type Column,
  type GivenInput,
  type GuardedOutput,
  type GuardedResults,
  type GuardedRows,
  type ModelManifest,
  sayReason,
} from '@millrace/runtime'
import './faults.ts'
import type { GivenRows, PlainValue, Results } from './schema.ts'

export const MOST_ROWS = 10_000
/** When the first row is, where nobody says. */
const BEGIN = 1.7e15
const SECOND = 1e6
/** Reasons that a reply tells with the value that was seen. */
const MOST_REASONS = 1_000

const unfit = (expected: string, seen: string): Fault => new Fault('mechanisms.rows_unfit', { expected, seen })

/** When rows are: as told, or a second apart. Throws `mechanisms.rows_unfit`. */
export function timesOf(told: ArrayLike<number> | undefined, length: number): Float64Array {
  if (length < 1 || length > MOST_ROWS) throw unfit(`1 to ${MOST_ROWS} rows`, String(length))
  if (!told) return Float64Array.from({ length }, (_, i) => BEGIN + i * SECOND)
  if (told.length !== length) throw unfit(`${length} moments in time`, String(told.length))
  const times = Float64Array.from(told)
  for (let row = 0; row < length; row++)
    if (!(times[row]! >= 0 && times[row]! <= Number.MAX_SAFE_INTEGER))
      throw unfit('moments in time', `none in row ${row + 1}`)
    else if (row > 0 && times[row]! <= times[row - 1]!)
      throw unfit('rows in the order of time', `row ${row + 1} not after the one before`)
  return times
}

/** Throws `mechanisms.rows_unfit` for a column that is no input. */
export function inputNamed(manifest: ModelManifest, name: string): ModelManifest['inputs'][number] {
  const input = manifest.inputs.find((one) => one.name === name)
  if (!input) throw unfit(`inputs of ${manifest.id}: ${manifest.inputs.map((one) => one.name).join(', ')}`, name)
  return input
}

type Given = (PlainValue | null)[]

/** A column of an input as the guard takes it. Throws `mechanisms.rows_unfit`. */
export function columnOf(
  { name, type }: ModelManifest['inputs'][number],
  values: Readonly<Given>,
  told?: ArrayLike<number>,
): GivenInput {
  if (told && told.length !== values.length)
    throw unfit(`a status for each of ${values.length} values of ${name}`, String(told.length))
  const status = Uint32Array.from(
    values,
    (value, row) => told?.[row] ?? (value === null ? Status.BadNoData : Status.Good),
  )
  const wrong = values.findIndex((value) => value !== null && (typeof value === 'string') !== (type === 'text'))
  if (wrong >= 0) throw unfit(`a ${type} in row ${wrong + 1} of ${name}`, `a ${typeof values[wrong]}`)
  if (type !== 'text')
    return { values: Float64Array.from(values, (value) => (value === null ? Number.NaN : Number(value))), status }
  // A text has no NaN: what is not there is bad.
  values.forEach((value, row) => {
    if (value === null && !isBad(status[row]!)) status[row] = Status.BadNoData
  })
  return { values: values.map((value) => String(value ?? '')), status }
}

/** Rows of a request. Throws `mechanisms.rows_unfit`. */
export function rowsOf(manifest: ModelManifest, { time, inputs }: GivenRows): GuardedRows {
  const columns = Object.entries(inputs)
  const length = time?.length ?? columns[0]?.[1].values.length ?? 0
  for (const [name, { values }] of columns)
    if (values.length !== length) throw unfit(`${length} values of ${name}, as of the others`, String(values.length))
  return {
    length,
    time: timesOf(time, length),
    inputs: Object.fromEntries(
      columns.map(([name, { values, status }]) => [name, columnOf(inputNamed(manifest, name), values, status)]),
    ),
  }
}

/** Throws `mechanisms.rows_unfit` for one that the model does not have. */
export function mustBeParameters(
  { id, parameters = [] }: ModelManifest,
  given: Readonly<Record<string, number>>,
): void {
  const names = parameters.map(({ name }) => name)
  const other = Object.keys(given).find((name) => !names.includes(name))
  if (other !== undefined) throw unfit(`parameters of ${id}: ${names.join(', ') || 'none'}`, other)
}

/** Reasons in words, each once. */
export class Said {
  readonly words: string[] = []
  readonly #places = new Map<string, number>()
  readonly #results: GuardedResults

  constructor(results: GuardedResults) {
    this.#results = results
  }

  /** The place of the reason of a row; −1 where it is good. */
  place({ reason, seen }: GuardedOutput, row: number): number {
    const why = this.#results.reasons[reason[row]! - 1]
    if (!why) return -1
    const text = sayReason(why, this.words.length < MOST_REASONS ? seen?.[row] : undefined)
    const known = this.#places.get(text)
    if (known !== undefined) return known
    const place = this.words.push(text) - 1
    this.#places.set(text, place)
    return place
  }
}

const plainAt = (type: string, values: Column, status: Uint32Array, row: number): PlainValue | null => {
  const value = values[row]!
  if (isBad(status[row]!) || (typeof value === 'number' && !Number.isFinite(value))) return null
  return type === 'boolean' ? value === 1 : value
}

/** What came out, as JSON has it: what is no number is null. */
export function resultsView({ outputs }: ModelManifest, told: GuardedResults): Results {
  const said = new Said(told)
  const { length, fault } = told
  const views = outputs.map(({ name, type, unit }) => {
    const output = told.outputs[name]!
    const view: Results['outputs'][string] = {
      type,
      ...(unit === undefined ? {} : { unit }),
      values: Array.from({ length }, (_, row) => plainAt(type, output.values, output.status, row)),
      status: [...output.status],
      reason: Array.from({ length }, (_, row) => said.place(output, row)),
    }
    return [name, view] as const
  })
  return {
    outputs: Object.fromEntries(views),
    reasons: said.words,
    ...(fault ? { fault: { code: fault.code, says: fault.message } } : {}),
  }
}
