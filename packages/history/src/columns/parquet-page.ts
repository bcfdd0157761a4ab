import type { ColumnData, ColumnSpec } from './columns.ts'

/** Runs of equal numbers, each a varint of twice its length and the number in whole bytes (Parquet Encodings.md, RLE). */
export function runs(values: Uint8Array | Uint32Array, count: number, bitWidth: number): Uint8Array {
  const width = Math.ceil(bitWidth / 8)
  const bytes: number[] = []
  for (let at = 0; at < count; ) {
    const value = values[at] as number
    let end = at + 1
    while (end < count && values[end] === value) end++
    let header = (end - at) * 2
    while (header >= 0x80) {
      bytes.push((header & 0x7f) | 0x80)
      header >>>= 7
    }
    bytes.push(header)
    for (let byte = 0; byte < width; byte++) bytes.push((value >>> (8 * byte)) & 0xff)
    at = end
  }
  return Uint8Array.from(bytes)
}

/** Texts with their lengths before them (PLAIN of BYTE_ARRAY). */
export function plainTexts(texts: readonly string[]): Uint8Array {
  const lengths = texts.map((text) => Buffer.byteLength(text))
  const bytes = Buffer.allocUnsafe(lengths.reduce((sum, length) => sum + 4 + length, 0))
  let at = 0
  texts.forEach((text, i) => {
    bytes.writeUInt32LE(lengths[i] as number, at)
    bytes.write(text, at + 4)
    at += 4 + (lengths[i] as number)
  })
  return bytes
}

const bytesOf = (array: BigInt64Array | Float64Array | Uint32Array): Uint8Array =>
  new Uint8Array(array.buffer, array.byteOffset, array.byteLength)

/** Only the values that are there, in the column's own type. */
function present<T extends BigInt64Array | Float64Array | Uint32Array | Uint8Array>(
  values: T,
  length: number,
  valid: Uint8Array | undefined,
): T {
  if (!valid) return values.subarray(0, length) as T
  const kept = values.slice(0, length) as T
  let count = 0
  for (let row = 0; row < length; row++) if (valid[row] === 1) kept[count++] = values[row] as T[number]
  return kept.subarray(0, count) as T
}

/** Eight to a byte, the first in the lowest bit. */
function packed(flags: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(Math.ceil(flags.length / 8))
  flags.forEach((flag, i) => {
    if (flag !== 0) (bytes[i >>> 3] as number) |= 1 << (i & 7)
  })
  return bytes
}

function plainValues({ type }: ColumnSpec, { values, valid }: ColumnData, length: number): Uint8Array {
  switch (type) {
    case 'boolean':
      return packed(present(values as Uint8Array, length, valid))
    case 'text':
      return plainTexts((values as readonly string[]).slice(0, length).filter((_, row) => valid?.[row] !== 0))
    default:
      return bytesOf(present(values as BigInt64Array | Float64Array | Uint32Array, length, valid))
  }
}

/** Words of a row group so far, with their numbers. */
export class Words {
  readonly #numbers = new Map<string, number>()

  get list(): readonly string[] {
    return [...this.#numbers.keys()]
  }

  numberOf(word: string): number {
    const held = this.#numbers.get(word)
    if (held !== undefined) return held
    this.#numbers.set(word, this.#numbers.size)
    return this.#numbers.size - 1
  }
}

function wordValues({ values, valid, words = [] }: ColumnData, length: number, known: Words): Uint8Array {
  // Only words that occur get a number.
  const numbers = new Int32Array(words.length).fill(-1)
  const places = present(values as Uint32Array, length, valid)
  const indexes = places.map((place) => {
    if (numbers[place] === -1) numbers[place] = known.numberOf(words[place] as string)
    return numbers[place] as number
  })
  const bitWidth = Math.max(1, 32 - Math.clz32(Math.max(0, known.list.length - 1)))
  return Buffer.concat([Uint8Array.of(bitWidth), runs(indexes, indexes.length, bitWidth)])
}

/** The body of a data page (version 1): definition levels where values may be missing, then the values. */
export function pageBody(spec: ColumnSpec, data: ColumnData, length: number, words: Words | undefined): Uint8Array {
  const values = words ? wordValues(data, length, words) : plainValues(spec, data, length)
  if (!spec.nullable) return values
  const levels = runs(data.valid ?? new Uint8Array(length).fill(1), length, 1)
  const size = Buffer.alloc(4)
  size.writeUInt32LE(levels.length)
  return Buffer.concat([size, levels, values])
}
