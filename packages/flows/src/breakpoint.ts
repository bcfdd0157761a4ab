import {
  checkExpression,
  compileColumns,
  newFrame,
  parseExpression,
  TextNumbers,
  type ValueType,
} from '@millrace/compute'
import { Fault, isBad } from '@millrace/core'
import type { FlowSamples } from './engine/run.ts'
import './faults.ts'

/** Place of the first row at which a condition holds; −1 without one. */
export type FirstRow = (samples: FlowSamples) => number

/**
 * A condition of `value` as it goes by on a port: a number in the unit of the port, yes or no, or a text. Without one every row holds; a
 * row that is bad holds none. Throws what is wrong with it.
 */
export function conditionOf(when: string | undefined, { type }: Pick<ValueType, 'type'>): FirstRow {
  if (when === undefined) return ({ length }) => (length > 0 ? 0 : -1)
  const checked = checkExpression(parseExpression(when), new Map([['value', { type }]]))
  if (checked.type.type !== 'boolean') throw new Fault('flow.breakpoint_malformed', { seen: when })
  const texts = new TextNumbers()
  const kernel = compileColumns(checked, () => 0, texts)
  const own = texts.count
  let [given, result] = [newFrame(0), newFrame(0)]
  return ({ length, value, status, text }) => {
    if (given.value.length < length) [given, result] = [newFrame(length * 2), newFrame(length * 2)]
    given.status.set(status.subarray(0, length))
    if (text) for (let i = 0; i < length; i++) given.value[i] = texts.numberOf(text[value[i]!] ?? '')
    else given.value.set(value.subarray(0, length))
    kernel.evaluate([given], length, result)
    texts.forgetAfter(own)
    for (let i = 0; i < length; i++) if (!isBad(result.status[i]!) && result.value[i] === 1) return i
    return -1
  }
}
