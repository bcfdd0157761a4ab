import { type SampleBatch, ValueKind } from '@millrace/core'

/** Columns of samples that can be read: those of a batch, of a part, of a stripe. */
export interface SampleColumns {
  readonly series: Uint32Array
  readonly time: Float64Array
  readonly kind: Uint8Array
  readonly double: Float64Array
  /** The value slots as pairs of words: the way to copy a slot with all its bits, whatever it holds. */
  readonly words: Int32Array
  readonly status: Uint32Array
  textAt(row: number): string
}

export function columnsOf(batch: SampleBatch): SampleColumns & SampleBatch {
  const { double, text, int64 } = batch
  const words = new Int32Array(double.buffer, double.byteOffset, double.length * 2)
  return { ...batch, words, textAt: (row) => text[Number(int64[row])] as string }
}

/** Rows in columns that grow. */
export class Samples implements SampleColumns {
  length = 0
  series!: Uint32Array
  time!: Float64Array
  kind!: Uint8Array
  double!: Float64Array
  int64!: BigInt64Array
  words!: Int32Array
  status!: Uint32Array
  text: string[] = []
  #room = 0

  constructor(room = 0) {
    this.#allocate(room)
  }

  textAt(row: number): string {
    return this.text[this.words[row * 2] as number] as string
  }

  /** Makes room for so many rows in all. */
  reserve(rows: number): void {
    const { length } = this
    if (rows > this.#room) this.extend(rows - length)
    this.length = length
  }

  clear(): void {
    this.length = 0
    if (this.text.length > 0) this.text = []
  }

  /** Rows `from` to `to` of others. */
  append(other: SampleColumns, from: number, to: number): void {
    const at = this.extend(to - from)
    this.series.set(other.series.subarray(from, to), at)
    this.time.set(other.time.subarray(from, to), at)
    this.kind.set(other.kind.subarray(from, to), at)
    this.words.set(other.words.subarray(from * 2, to * 2), at * 2)
    this.status.set(other.status.subarray(from, to), at)
    for (let row = from; row < to; row++)
      if (other.kind[row] === ValueKind.string) this.#addText(at + row - from, other, row)
  }

  /** Rows `from` to `to` of a list of row numbers. */
  gather(other: SampleColumns, rows: Uint32Array, from: number, to: number): void {
    let at = this.extend(to - from)
    const { series, time, kind, words, status } = this
    for (let i = from; i < to; i++, at++) {
      const row = rows[i] as number
      series[at] = other.series[row] as number
      time[at] = other.time[row] as number
      status[at] = other.status[row] as number
      words[at * 2] = other.words[row * 2] as number
      words[at * 2 + 1] = other.words[row * 2 + 1] as number
      kind[at] = other.kind[row] as number
      if (kind[at] === ValueKind.string) this.#addText(at, other, row)
    }
  }

  addRow(other: SampleColumns, row: number): void {
    const at = this.extend(1)
    this.series[at] = other.series[row] as number
    this.time[at] = other.time[row] as number
    this.kind[at] = other.kind[row] as number
    this.words[at * 2] = other.words[row * 2] as number
    this.words[at * 2 + 1] = other.words[row * 2 + 1] as number
    this.status[at] = other.status[row] as number
    if (this.kind[at] === ValueKind.string) this.#addText(at, other, row)
  }

  /** The rows as a batch, without a copy: the columns are no longer one's own. */
  take(): SampleBatch {
    const { length, series, time, kind, double, int64, status, text } = this
    this.#allocate(0)
    this.length = 0
    this.text = []
    return { length, series, time, kind, double, int64, status, text }
  }

  #addText(at: number, other: SampleColumns, row: number): void {
    this.words[at * 2] = this.text.length
    this.words[at * 2 + 1] = 0
    this.text.push(other.textAt(row))
  }

  /** Room for so many rows more, for whoever fills them; returns where they begin. */
  extend(rows: number): number {
    const at = this.length
    this.length += rows
    if (this.length > this.#room) {
      const { series, time, kind, words, status } = this
      this.#allocate(at === 0 ? this.length : Math.max(this.length, this.#room * 2))
      this.series.set(series.subarray(0, at))
      this.time.set(time.subarray(0, at))
      this.kind.set(kind.subarray(0, at))
      this.words.set(words.subarray(0, at * 2))
      this.status.set(status.subarray(0, at))
    }
    return at
  }

  #allocate(room: number): void {
    const slots = new ArrayBuffer(room * 8)
    this.#room = room
    this.series = new Uint32Array(room)
    this.time = new Float64Array(room)
    this.kind = new Uint8Array(room)
    this.double = new Float64Array(slots)
    this.int64 = new BigInt64Array(slots)
    this.words = new Int32Array(slots)
    this.status = new Uint32Array(room)
  }
}
