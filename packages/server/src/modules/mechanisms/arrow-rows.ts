import { Fault, isBad } from '@millrace/core'
import { ArrowWriter, type ColumnData, type ColumnSpec, type ReadTable } from '@millrace/history'
import type { GivenInput, GuardedOutput, GuardedResults, ModelManifest } from '@millrace/runtime'
import './faults.ts'
import { columnOf, MOST_ROWS, Said, timesOf } from './rows.ts'

/** Beside a column of that name, the OPC UA status of its values; of outputs, why they are not good. */
const STATUS = '.status'
const REASON = '.reason'
const TIME = 'time'

/** What of a table is read. */
export const wantedOf = ({ inputs }: ModelManifest) => ({
  names: [TIME, ...inputs.flatMap(({ name }) => [name, name + STATUS])],
  most: MOST_ROWS,
})

function parametersOf(text: string | undefined): Record<string, number> {
  if (text === undefined) return {}
  try {
    const told = JSON.parse(text) as Record<string, unknown>
    if (Object.values(told).every((value) => typeof value === 'number')) return told as Record<string, number>
  } catch {
    // Told below, as what is no number.
  }
  throw new Fault('mechanisms.arrow_unreadable', {
    seen: 'parameters in the metadata that are no JSON object of numbers',
  })
}

/**
 * Rows of a call as a table: columns named as the inputs, `time` (a timestamp, or µs since 1970-01-01 UTC), `<input>.status`; in the
 * metadata of the schema `parameters` (JSON) and `state` (base64). Throws `mechanisms.arrow_unreadable`, `mechanisms.rows_unfit`.
 */
export function askedOf(manifest: ModelManifest, { length, columns, metadata }: ReadTable) {
  const named = new Map(columns.map(({ name, values }) => [name, values]))
  const numbers = (name: string): number[] | undefined => named.get(name)?.map(Number)
  const inputs = manifest.inputs.flatMap((input): [string, GivenInput][] => {
    const values = named.get(input.name)
    return values ? [[input.name, columnOf(input, values, numbers(input.name + STATUS))]] : []
  })
  const isInput = manifest.inputs.some(({ name }) => name === TIME)
  const state = metadata.get('state')
  return {
    rows: { length, time: timesOf(isInput ? undefined : numbers(TIME), length), inputs: Object.fromEntries(inputs) },
    parameters: parametersOf(metadata.get('parameters')),
    ...(state === undefined ? {} : { state }),
  }
}

const types = { number: 'double', boolean: 'boolean', text: 'text' } as const

function dataOf({ values, status }: GuardedOutput): ColumnData {
  const valid = Uint8Array.from(status, (code, row) => {
    const value = values[row]!
    return isBad(code) || (typeof value === 'number' && !Number.isFinite(value)) ? 0 : 1
  })
  return { values, valid } as ColumnData
}

/** What came out as a table: `time`, and of each output its values, their status, and why they are not good. */
export async function tableOfResults(
  { outputs }: ModelManifest,
  { time, told, metadata }: { time: Float64Array; told: GuardedResults; metadata: ReadonlyMap<string, string> },
): Promise<Uint8Array> {
  const specs: ColumnSpec[] = [{ name: TIME, type: 'time', nullable: false }]
  const columns: ColumnData[] = [{ values: BigInt64Array.from(time, BigInt) }]
  const said = new Said(told)
  for (const { name, type } of outputs) {
    const output = told.outputs[name]!
    const { values, valid } = dataOf(output)
    specs.push({ name, type: types[type], nullable: true })
    columns.push({
      values: type === 'boolean' ? Uint8Array.from(values as Float64Array) : values,
      ...(valid ? { valid } : {}),
    })
    specs.push({ name: name + STATUS, type: 'uint32', nullable: false })
    columns.push({ values: output.status })
    const places = Array.from({ length: told.length }, (_, row) => said.place(output, row))
    specs.push({ name: name + REASON, type: 'text', nullable: true })
    columns.push({
      values: places.map((place) => said.words[place] ?? ''),
      valid: Uint8Array.from(places, (place) => (place < 0 ? 0 : 1)),
    })
  }
  const writer = new ArrowWriter(specs, metadata)
  const pieces = [...(await writer.write({ length: told.length, columns })), ...(await writer.finish())]
  return Buffer.concat(pieces)
}
