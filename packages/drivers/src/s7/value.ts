import { Status, type Value } from '@millrace/core'
import { encodeValue, readInt64, readNumber } from '../kit/registers.ts'
import { fits } from '../kit/requests.ts'
import type { ScanColumns, TagRows } from '../kit/rows.ts'
import type { S7Tag } from './plan.ts'
import { encodeText, readText } from './text.ts'

/** S5TIME: three BCD digits, and in the bits above how many milliseconds one of them is. */
const TIME_BASES = [10, 100, 1_000, 10_000] as const

/** Takes one tag's value out of bytes as they lie in the CPU; `offset` counts bytes, of timers and counters their words. */
export function decodeTag(
  tag: S7Tag,
  { bytes, offset, row }: { readonly bytes: Uint8Array; readonly offset: number; readonly row: number },
  rows: TagRows,
  into: ScanColumns,
): void {
  const { spec, area, bit, text } = tag
  const { type } = spec
  if (area === 'T' || area === 'C') {
    const raw = elementValue(area, (bytes[2 * offset]! << 8) | bytes[2 * offset + 1]!)
    if (raw === undefined) rows.none(row, Status.BadDecodingError, into.time[row]!, into)
    else rows.number(row, raw, into)
  } else if (text) rows.text(row, readText(bytes.subarray(offset, offset + tag.length), text, tag.charset), into)
  else if (bit !== undefined) rows.number(row, (bytes[offset]! >> bit) & 1, into)
  else if (type === 'uint8') rows.number(row, bytes[offset]!, into)
  else if (type === 'int8') rows.number(row, (bytes[offset]! << 24) >> 24, into)
  else if (type === 'int64' || type === 'uint64') rows.whole(row, readInt64(bytes, offset, type, 'ABCD'), into)
  else rows.number(row, readNumber(bytes, offset, type, 'ABCD'), into)
}

/** Milliseconds of a timer, the count of a counter; undefined if its digits are none. */
function elementValue(area: 'T' | 'C', word: number): number | undefined {
  const digits = [(word >> 8) & 0xf, (word >> 4) & 0xf, word & 0xf] as const
  if (digits.some((digit) => digit > 9)) return undefined
  const count = digits[0] * 100 + digits[1] * 10 + digits[2]
  return area === 'C' ? count : count * TIME_BASES[((word >> 12) & 3) as 0 | 1 | 2 | 3]
}

/** The bytes of a value as they lie in the CPU, or the OPC UA status that says why it has none. */
export function encodeTag({ spec, area, text, charset }: S7Tag, raw: Value): Uint8Array | number {
  const status = fits(raw, spec.type)
  if (status !== Status.Good) return status
  if (area === 'T' || area === 'C') return encodeElement(area, Number(raw))
  if (text) return encodeText(raw as string, text, charset)
  if (spec.type === 'bool') return Uint8Array.of(raw ? 1 : 0)
  const bytes = encodeValue(raw, { type: spec.type, order: 'ABCD' })
  // The kit puts a byte into the lower half of a register.
  return typeof bytes !== 'number' && (spec.type === 'int8' || spec.type === 'uint8') ? bytes.subarray(1) : bytes
}

function encodeElement(area: 'T' | 'C', value: number): Uint8Array | number {
  if (area === 'C') return bcdWord(value, 0)
  const base = TIME_BASES.findIndex((ms) => value / ms <= 999)
  return base < 0 ? Status.BadOutOfRange : bcdWord(value / TIME_BASES[base]!, base)
}

function bcdWord(count: number, base: number): Uint8Array | number {
  if (!Number.isInteger(count) || count < 0 || count > 999) return Status.BadOutOfRange
  return Uint8Array.of((base << 4) | Math.floor(count / 100), ((Math.floor(count / 10) % 10) << 4) | (count % 10))
}
