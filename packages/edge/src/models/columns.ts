import { type BatchBuilder, isBad, type Micros, Status, unitConversion, type Value } from '@millrace/core'
import type { GuardedResults, GuardedRows, ModelManifest } from '@millrace/runtime'
import type { Image } from '../acquire/image.ts'
import type { InputBinding } from './binding.ts'

/** An input and the tag that it is read from. */
export interface BoundInput {
  readonly name: string
  readonly isText: boolean
  /** Undefined: what it is bound to is not there. */
  readonly tag: number | undefined
  readonly convert: (value: number) => number
}

export function boundInput({ name, type, from, to }: InputBinding, tag: number | undefined): BoundInput {
  // An input without a unit takes numbers as they are.
  const convert = to === undefined || from === to ? Number : unitConversion(from ?? '1', to).convert
  return { name, isText: type === 'text', tag, convert }
}

/** What the tags hold now, as one row of the model. */
export function rowOf(inputs: readonly BoundInput[], image: Image, time: Micros): GuardedRows {
  const columns = inputs.map(({ name, isText, tag, convert }) => {
    const value = tag === undefined ? null : image.value(tag)
    const status = Uint32Array.of(tag === undefined ? Status.BadConfigurationError : image.status(tag))
    const values = isText ? [typeof value === 'string' ? value : ''] : Float64Array.of(numberOf(value, convert))
    return [name, { values, status }] as const
  })
  return { length: 1, time: Float64Array.of(time), inputs: Object.fromEntries(columns) }
}

function numberOf(value: Value, convert: (value: number) => number): number {
  if (typeof value === 'boolean') return value ? 1 : 0
  return typeof value === 'number' || typeof value === 'bigint' ? convert(Number(value)) : Number.NaN
}

/** Outputs of one row as samples. What is bad has no value. */
export function addOutputs(
  builder: BatchBuilder,
  outputs: ModelManifest['outputs'],
  results: GuardedResults,
  tags: ReadonlyMap<string, number>,
  time: Micros,
): void {
  for (const { name, type } of outputs) {
    const tag = tags.get(name)
    const { values, status } = results.outputs[name]!
    const [value] = values
    if (tag === undefined) continue
    if (isBad(status[0]!)) builder.addNone(tag, time, status[0]!)
    else if (type === 'text') builder.addString(tag, time, String(value), status[0]!)
    else if (type === 'boolean') builder.addBoolean(tag, time, value === 1, status[0]!)
    else builder.addDouble(tag, time, Number(value), status[0]!)
  }
}
