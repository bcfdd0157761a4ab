import { TextNumbers } from '@millrace/compute'
import { Buffer, type Columns } from './engine/columns.ts'
import type { FlowSamples } from './engine/run.ts'
import { type KeptColumns, keep, noColumns } from './samples.ts'

/** The newest rows stay as they were, whatever goes before them. */
const TAIL = 256
/** Of a stretch: its first and last row, its least and greatest value, and its worst status. */
const OF_STRETCH = 5

/**
 * What went by on a wire, in no more rows than told and a tail: of each stretch of time the first and the last row, the least and the
 * greatest value and the first of the worst status. So no peak, no gap and no end of it is lost, however long the wire is.
 */
export class Thinned {
  /** All that went by. */
  rows = 0
  readonly #type: string
  readonly #most: number
  readonly #kept = new Buffer()
  /** Of a text wire. */
  #texts = new TextNumbers()

  constructor(type: string, most: number) {
    this.#type = type
    this.#most = Math.max(most, TAIL * 2)
  }

  add({ length, time, value, status, text }: FlowSamples): void {
    this.rows += length
    this.#kept.reserve(this.#kept.length + length)
    for (let i = 0; i < length; i++)
      this.#kept.put(time[i]!, text ? this.#texts.numberOf(text[value[i]!] ?? '') : value[i]!, status[i]!)
  }

  /** Makes room, when nothing of what was added may have to go again. */
  settle(): void {
    if (this.#kept.length > 2 * this.#most) this.#thin()
  }

  /** What is kept, up to a time. */
  columns(until = Number.POSITIVE_INFINITY): KeptColumns {
    if (this.#kept.length > this.#most + TAIL) this.#thin()
    const { length, time, value, status } = this.#kept
    let rows = length
    while (rows > 0 && time[rows - 1]! > until) rows--
    const into = noColumns()
    const text = Array.from({ length: this.#texts.count }, (_, i) => this.#texts.textOf(i)!)
    keep(into, { length: rows, time, value, status, ...(this.#type === 'text' ? { text } : {}) }, this.#type, rows)
    return into
  }

  #thin(): void {
    const { time, value, status, length } = this.#kept
    const end = length - TAIL
    const first = time[0]!
    const width = (time[end - 1]! - first) / Math.floor(this.#most / OF_STRETCH)
    let to = 0
    for (let from = 0; from < end; ) {
      const stretch = Math.floor((time[from]! - first) / width)
      const last = lastOf(this.#kept, from, end, (at) => Math.floor((at - first) / width) === stretch)
      for (const row of tellingRows(this.#kept, from, last)) {
        time[to] = time[row]!
        value[to] = value[row]!
        status[to] = status[row]!
        to++
      }
      from = last + 1
    }
    for (const column of [time, value, status]) column.copyWithin(to, end, length)
    this.#kept.length = to + TAIL
    if (this.#type === 'text') this.#forgetTexts()
  }

  /** Those of rows that went. */
  #forgetTexts(): void {
    const before = this.#texts
    this.#texts = new TextNumbers()
    const { value, length } = this.#kept
    for (let i = 0; i < length; i++) {
      const text = before.textOf(value[i]!)
      if (text !== undefined) value[i] = this.#texts.numberOf(text)
    }
  }
}

function lastOf({ time }: Columns, from: number, end: number, isWithin: (at: number) => boolean): number {
  let last = from
  while (last + 1 < end && isWithin(time[last + 1]!)) last++
  return last
}

/** Places in the order of time. */
function tellingRows({ value, status }: Columns, from: number, last: number): Iterable<number> {
  let [least, greatest, worst] = [from, from, from]
  for (let i = from + 1; i <= last; i++) {
    if (value[i]! < value[least]! || Number.isNaN(value[least]!)) least = i
    if (value[i]! > value[greatest]! || Number.isNaN(value[greatest]!)) greatest = i
    // Severity stands in the two highest bits (OPC UA Part 4 §7.39).
    if (status[i]! >>> 30 > status[worst]! >>> 30) worst = i
  }
  return new Set([from, least, greatest, worst, last].sort((a, b) => a - b))
}
