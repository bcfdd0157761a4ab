import { MICROS_PER_MS } from '@millrace/core'
import type { Column, Results, Rows } from '../face.ts'
import type { Done } from './messages.ts'
import type { Program } from './program.ts'

/** Times in ms and what is no text in one buffer, texts as JSON. */
export function columnsOf(
  { inputs }: Program,
  { length, time, values }: Rows,
): { readonly numbers: Float64Array<ArrayBuffer>; readonly texts: string } {
  const ofNumbers = inputs.filter(({ type }) => type !== 'text').map(({ name }) => values[name] ?? [])
  const ofTexts = inputs.filter(({ type }) => type === 'text').map(({ name }) => values[name] ?? [])
  // The engine takes no empty buffer.
  const numbers = new Float64Array(Math.max(1, length * (1 + ofNumbers.length)))
  for (let i = 0; i < length; i++) numbers[i] = (time[i] as number) / MICROS_PER_MS
  for (const [i, column] of ofNumbers.entries()) numbers.set(column as Float64Array, length * (i + 1))
  return { numbers, texts: JSON.stringify(ofTexts) }
}

/** By name. */
export function resultsOf({ outputs }: Program, length: number, { numbers, texts }: Done): Results {
  const values: Record<string, Column> = {}
  let ofNumbers = 0
  let ofTexts = 0
  for (const { name, type } of outputs) {
    if (type === 'text') values[name] = texts[ofTexts++] as readonly string[]
    else values[name] = numbers.slice(length * ofNumbers, length * ++ofNumbers)
  }
  return { length, values }
}
