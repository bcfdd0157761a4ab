import { type SampleBatch, type Value, ValueKind } from '@millrace/core'
import type { SampleColumns } from '../segment/index.ts'

/** Rows between two entries of the part's index of times. */
export const BLOCK = 16_384

export interface PartSize {
  readonly rows: number
  readonly textBytes: number
}

/** What is needed to see a part from another thread. */
export interface PartMemory {
  readonly id: number
  readonly size: PartSize
  readonly bytes: SharedArrayBuffer
}

const HEADER = 64
const WORD = { rows: 0, textBytes: 1 } as const

/**
 * A run of appended rows in shared memory, in the order they came: one thread writes, another reads. Rows count from
 * the moment the row count is published. Pages are touched only as rows arrive, so a quiet store stays small.
 *
 * 27 bytes a row: time f64, value 8 B, series u32, status u32, tenant u16, kind u8. The value slot of a string holds
 * length and offset in the text bytes (u32 each).
 */
export class HotPart implements SampleColumns {
  readonly memory: PartMemory
  readonly time: Float64Array
  readonly double: Float64Array
  readonly int64: BigInt64Array
  /** The value slots as pairs of words. */
  readonly words: Int32Array
  readonly series: Uint32Array
  readonly status: Uint32Array
  readonly tenant: Uint16Array
  readonly kind: Uint8Array
  /** Least and greatest time of each {@link BLOCK} of rows. */
  readonly blockTimes: Float64Array
  readonly #header: Int32Array
  readonly #text: Buffer

  constructor(memory: PartMemory) {
    const { bytes, size } = memory
    this.memory = memory
    let at = HEADER
    const next = (length: number): number => {
      const from = at
      at += Math.ceil(length / 8) * 8
      return from
    }
    this.#header = new Int32Array(bytes, 0, HEADER / 4)
    this.time = new Float64Array(bytes, next(size.rows * 8), size.rows)
    const slots = next(size.rows * 8)
    this.double = new Float64Array(bytes, slots, size.rows)
    this.int64 = new BigInt64Array(bytes, slots, size.rows)
    this.words = new Int32Array(bytes, slots, size.rows * 2)
    this.series = new Uint32Array(bytes, next(size.rows * 4), size.rows)
    this.status = new Uint32Array(bytes, next(size.rows * 4), size.rows)
    this.tenant = new Uint16Array(bytes, next(size.rows * 2), size.rows)
    this.kind = new Uint8Array(bytes, next(size.rows), size.rows)
    const blocks = Math.ceil(size.rows / BLOCK)
    this.blockTimes = new Float64Array(bytes, next(blocks * 16), blocks * 2)
    this.#text = Buffer.from(bytes, next(size.textBytes), size.textBytes)
  }

  static create(id: number, size: PartSize): HotPart {
    const blocks = Math.ceil(size.rows / BLOCK)
    const bytes = HEADER + size.rows * 27 + blocks * 16 + size.textBytes + 64
    return new HotPart({ id, size, bytes: new SharedArrayBuffer(Math.ceil(bytes / 8) * 8) })
  }

  get rows(): number {
    return Atomics.load(this.#header, WORD.rows)
  }

  valueAt(row: number): Value {
    switch (this.kind[row]) {
      case ValueKind.double:
        return this.double[row] as number
      case ValueKind.int64:
        return this.int64[row] as bigint
      case ValueKind.boolean:
        return this.double[row] !== 0
      case ValueKind.string:
        return this.textAt(row)
      default:
        return null
    }
  }

  /** The text of a row whose kind is string. */
  textAt(row: number): string {
    const offset = this.words[row * 2 + 1] as number
    return this.#text.toString('utf8', offset, offset + (this.words[row * 2] as number))
  }

  /** The same memory for another run of rows, under a new id. Only when nobody reads it any more. */
  reused(id: number): HotPart {
    Atomics.store(this.#header, WORD.rows, 0)
    this.#header[WORD.textBytes] = 0
    return new HotPart({ ...this.memory, id })
  }

  /** Appends rows of a batch from `from` on; returns how many fitted. */
  write(tenant: number, batch: SampleBatch, from: number): number {
    const at = this.rows
    const room = Math.min(this.memory.size.rows - at, batch.length - from)
    const fitted = this.#writeTexts(batch, from, at, room)
    if (fitted === 0) return 0
    const to = from + fitted
    this.time.set(from === 0 && to === batch.time.length ? batch.time : batch.time.subarray(from, to), at)
    this.series.set(batch.series.subarray(from, to), at)
    this.status.set(batch.status.subarray(from, to), at)
    this.kind.set(batch.kind.subarray(from, to), at)
    this.tenant.fill(tenant, at, at + fitted)
    this.#indexTimes(at, fitted)
    Atomics.store(this.#header, WORD.rows, at + fitted)
    return fitted
  }

  /** Value slots; strings go to the text bytes. Returns the rows that fitted. */
  #writeTexts(batch: SampleBatch, from: number, at: number, room: number): number {
    if (room <= 0) return 0
    this.double.set(batch.double.subarray(from, from + room), at)
    if (batch.text.length === 0) return room
    let used = this.#header[WORD.textBytes] as number
    for (let i = 0; i < room; i++) {
      if (batch.kind[from + i] !== ValueKind.string) continue
      const text = batch.text[Number(batch.int64[from + i])] as string
      const length = Buffer.byteLength(text)
      if (used + length > this.memory.size.textBytes) {
        this.#header[WORD.textBytes] = used
        return i
      }
      this.#text.write(text, used)
      this.words[(at + i) * 2] = length
      this.words[(at + i) * 2 + 1] = used
      used += length
    }
    this.#header[WORD.textBytes] = used
    return room
  }

  #indexTimes(at: number, count: number): void {
    let row = at
    while (row < at + count) {
      const block = Math.floor(row / BLOCK)
      const end = Math.min(at + count, (block + 1) * BLOCK)
      const fresh = row === block * BLOCK
      let least = fresh ? Number.POSITIVE_INFINITY : (this.blockTimes[block * 2] as number)
      let greatest = fresh ? Number.NEGATIVE_INFINITY : (this.blockTimes[block * 2 + 1] as number)
      for (; row < end; row++) {
        const time = this.time[row] as number
        if (time < least) least = time
        if (time > greatest) greatest = time
      }
      this.blockTimes[block * 2] = least
      this.blockTimes[block * 2 + 1] = greatest
    }
  }
}
