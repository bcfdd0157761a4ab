import type { DataType } from './driver.ts'
import { readInt64, readNumber, readString, type WordOrder } from './registers.ts'
import type { ScanColumns, TagRows } from './rows.ts'

/** How a value lies in 16-bit words of a controller's memory. */
export interface WordShape {
  readonly type: DataType
  /** Of the bytes as they come on the wire. */
  readonly order: WordOrder
  /** One bit of a word; 0 is the lowest. */
  readonly bit?: number
  /** Bytes of a string. */
  readonly bytes?: number
}

const swapped: Readonly<Record<WordOrder, WordOrder>> = { ABCD: 'BADC', BADC: 'ABCD', CDAB: 'DCBA', DCBA: 'CDAB' }

/** The order of the same value on a wire that carries the low byte of each word first. */
export function lowByteFirst(order: WordOrder): WordOrder {
  return swapped[order]
}

/** Takes one value out of the words that begin at byte `at` and puts it into its row. */
export function decodeWords(
  { type, order, bit, bytes }: WordShape,
  place: { readonly bytes: Uint8Array; readonly at: number; readonly row: number },
  rows: TagRows,
  into: ScanColumns,
): void {
  const { bytes: from, at, row } = place
  if (bit !== undefined) rows.number(row, (readNumber(from, at, 'uint16', order) >> bit) & 1, into)
  else if (type === 'string') rows.text(row, readString(from, at, bytes!, order), into)
  else if (type === 'int64' || type === 'uint64') rows.whole(row, readInt64(from, at, type, order), into)
  else rows.number(row, readNumber(from, at, type, order), into)
}
