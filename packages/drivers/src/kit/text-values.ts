import type { Value } from '@millrace/core'
import type { DataType } from './driver.ts'

const decimal = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,4})?$/
const whole = /^[+-]?\d{1,40}$/
const truths: Readonly<Record<string, boolean>> = { true: true, false: false, 1: true, 0: false }

/**
 * A text as the tag's type wants it: a decimal number, for a bool true, false, 1 or 0 in any case. Undefined if it is
 * none; hexadecimal, thousands separators and infinities are none.
 */
export function valueOfText(text: string, type: DataType): Value | undefined {
  if (type === 'string') return text
  const trimmed = text.trim()
  if (type === 'bool') return truths[trimmed.toLowerCase()]
  if (type !== 'float32' && type !== 'float64' && whole.test(trimmed)) return BigInt(trimmed.replace('+', ''))
  return decimal.test(trimmed) ? Number(trimmed) : undefined
}
