import type { ValueType } from '@millrace/compute'
import { Fault, isBad, isGood, Status, worst } from '@millrace/core'
import '../faults.ts'
import type { Buffer, Columns } from '../engine/columns.ts'
import type { Moment } from '../engine/moment.ts'
import type { ColumnWork } from '../kind.ts'
import { Joined } from './joined.ts'

type Column = Float64Array | readonly string[]

export interface RowInput extends ValueType {
  readonly name: string
  readonly low?: number
  readonly high?: number
}
export type RowOutput = RowInput

/** Rows that may be worked on, and what came of them. */
export interface RowCall {
  readonly length: number
  readonly time: Float64Array
  readonly values: Readonly<Record<string, Column>>
}
export type RowAnswer =
  | { readonly is: 'done'; readonly values: Readonly<Record<string, Column>> }
  | { readonly is: 'failed' | 'stopped'; readonly seen: string }

/**
 * Rows through code that believes what it gets and is not believed itself: a row with a bad input never reaches it, an input out of
 * its range makes the outputs uncertain, an output out of its range is bad.
 */
export function rowsWork(
  path: string,
  { inputs, outputs }: { readonly inputs: readonly RowInput[]; readonly outputs: readonly RowOutput[] },
  run: (call: RowCall, moment: Moment) => RowAnswer,
): ColumnWork {
  const joined = new Joined(inputs.length)
  return {
    columns: (given, into, moment) => {
      const rows = inputs.length === 0 ? [] : joined.of(given, moment)
      const length = rows[0]?.length ?? 0
      if (length === 0) return
      const statuses = statusesOf(inputs, rows, length)
      const places = usable(statuses)
      const answer = places.length === 0 ? nothing : run(callOf(inputs, rows, places, moment), moment)
      if (answer.is === 'stopped') throw new Fault('flow.script_stopped', { node: path, seen: answer.seen })
      if (answer.is === 'failed') moment.trouble(answer.seen)
      const { time } = rows[0]!
      outputs.forEach((output, i) => {
        put(
          { output, into: into[i]!, time, statuses, moment },
          answer.is === 'done' ? answer.values[output.name] : undefined,
        )
      })
    },
  }
}

const nothing: RowAnswer = { is: 'done', values: {} }

function statusesOf(inputs: readonly RowInput[], rows: readonly Columns[], length: number): Uint32Array {
  const statuses = new Uint32Array(length)
  for (const [slot, { low = -Infinity, high = Infinity }] of inputs.entries()) {
    const { status, value } = rows[slot]!
    for (let i = 0; i < length; i++) {
      statuses[i] = worst(statuses[i]!, status[i]!)
      if (value[i]! < low || value[i]! > high)
        statuses[i] = worst(statuses[i]!, Status.UncertainEngineeringUnitsExceeded)
    }
  }
  return statuses
}

function usable(statuses: Uint32Array): Uint32Array {
  const places = new Uint32Array(statuses.length)
  let count = 0
  for (let i = 0; i < statuses.length; i++) if (!isBad(statuses[i]!)) places[count++] = i
  return places.subarray(0, count)
}

function callOf(inputs: readonly RowInput[], rows: readonly Columns[], places: Uint32Array, moment: Moment): RowCall {
  const values = inputs.map(({ name, type }, slot): [string, Column] => {
    const { value } = rows[slot]!
    return [
      name,
      type === 'text'
        ? Array.from(places, (place) => moment.texts.textOf(value[place]!) ?? '')
        : Float64Array.from(places, (place) => value[place]!),
    ]
  })
  return {
    length: places.length,
    time: Float64Array.from(places, (place) => rows[0]!.time[place]!),
    values: Object.fromEntries(values),
  }
}

interface Putting {
  readonly output: RowOutput
  readonly into: Buffer
  readonly time: Float64Array
  readonly statuses: Uint32Array
  readonly moment: Moment
}

function put({ output, into, time, statuses, moment }: Putting, column: Column | undefined): void {
  const { low = -Infinity, high = Infinity, type } = output
  let at = 0
  for (let i = 0; i < statuses.length; i++) {
    const status = statuses[i]!
    if (isBad(status)) {
      into.put(time[i]!, Number.NaN, status)
      continue
    }
    const given = column?.[at++]
    if (given === undefined) into.put(time[i]!, Number.NaN, Status.BadUnexpectedError)
    else if (typeof given === 'string') into.put(time[i]!, moment.texts.numberOf(given), status)
    else if (given - given !== 0) into.put(time[i]!, Number.NaN, Status.BadNoData)
    else if (type === 'number' && (given < low || given > high)) into.put(time[i]!, Number.NaN, Status.BadOutOfRange)
    else into.put(time[i]!, given, isGood(status) ? Status.Good : status)
  }
}
