import { Status } from '@millrace/core'
import type { BlockTag } from '../kit/block-protocol.ts'
import type { TagSpec } from '../kit/driver.ts'
import { readInt64, readNumber, type WordOrder } from '../kit/registers.ts'
import type { ScanColumns, TagRows } from '../kit/rows.ts'
import { decodeWords, type WordShape } from '../kit/word-values.ts'
import { parseAddress } from './address.ts'
import { areas } from './areas.ts'
import { fromBcd } from './bcd.ts'

/** A tag with its address read: one flat object, for an edge may hold a hundred thousand. */
export interface FinsTag extends BlockTag, WordShape {
  readonly bcd?: true
}

/** An area is one address space of the block planner, its units are words, or flags. */
export function planTag(spec: TagSpec, wordOrder: WordOrder): FinsTag {
  const { area, word, length, bit, bytes, order, bcd } = parseAddress(spec.address, spec.type)
  const { type } = spec
  return {
    spec,
    space: area,
    start: word,
    length,
    type,
    // Strings lie high byte first; the device's order is about numbers of several words.
    order: order ?? (type !== 'string' && length > 1 ? wordOrder : 'ABCD'),
    ...(bit === undefined ? {} : { bit }),
    ...(bytes === undefined ? {} : { bytes }),
    ...(bcd ? { bcd } : {}),
  }
}

/** Takes one tag's value out of the data of a read; `offset` counts words, or flags. */
export function decodeTag(
  tag: FinsTag,
  { bytes, offset, row }: { readonly bytes: Uint8Array; readonly offset: number; readonly row: number },
  rows: TagRows,
  into: ScanColumns,
): void {
  if (areas[tag.space]!.flags) {
    rows.number(row, bytes[offset]! & 1, into)
    return
  }
  const at = offset * 2
  if (!tag.bcd) {
    decodeWords(tag, { bytes, at, row }, rows, into)
    return
  }
  const { type, order } = tag
  const raw = type === 'uint64' ? readInt64(bytes, at, type, order) : BigInt(readNumber(bytes, at, type, order))
  const value = fromBcd(raw)
  if (value === undefined) rows.none(row, Status.BadDecodingError, into.time[row]!, into)
  else rows.whole(row, value, into)
}
