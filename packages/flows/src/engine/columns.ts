import type { Micros } from '@millrace/core'

/** Samples of one wire in columns; the first `length` rows count. Times rise. A text is its number in the run's table. */
export interface Columns {
  readonly length: number
  readonly time: Float64Array
  /** NaN where the status is bad. */
  readonly value: Float64Array
  /** OPC UA StatusCode. */
  readonly status: Uint32Array
}

/** Columns that grow, and are used again and again. */
export class Buffer implements Columns {
  length = 0
  time: Float64Array
  value: Float64Array
  status: Uint32Array

  constructor(room = 64) {
    this.time = new Float64Array(room)
    this.value = new Float64Array(room)
    this.status = new Uint32Array(room)
  }

  /** A sample behind the last; at the last one's own time it takes its place. */
  put(at: Micros, value: number, status: number): void {
    let i = this.length
    if (i > 0 && this.time[i - 1] === at) i--
    else {
      if (i === this.time.length) this.reserve(i + 1)
      this.length++
    }
    this.time[i] = at
    this.value[i] = value
    this.status[i] = status
  }

  /** Puts a sample in its place by time; one of the same time takes the other's. From the end, as most come in order. */
  insert(at: Micros, value: number, status: number): void {
    let i = this.length
    while (i > 0 && this.time[i - 1]! > at) i--
    if (i === this.length || this.time[i - 1] === at) {
      if (i > 0 && this.time[i - 1] === at) {
        this.value[i - 1] = value
        this.status[i - 1] = status
      } else this.put(at, value, status)
      return
    }
    if (this.length === this.time.length) this.reserve(this.length + 1)
    for (const column of [this.time, this.value, this.status]) column.copyWithin(i + 1, i, this.length)
    this.length++
    this.time[i] = at
    this.value[i] = value
    this.status[i] = status
  }

  /** Rows that have room. */
  reserve(rows: number): void {
    if (rows <= this.time.length) return
    const room = Math.max(rows, this.time.length * 2)
    this.time = grown(this.time, new Float64Array(room))
    this.value = grown(this.value, new Float64Array(room))
    this.status = grown(this.status, new Uint32Array(room))
  }

  /** The first rows go. */
  drop(rows: number): void {
    for (const column of [this.time, this.value, this.status]) column.copyWithin(0, rows, this.length)
    this.length -= rows
  }

  clear(): void {
    this.length = 0
  }
}

function grown<Column extends Float64Array | Uint32Array>(old: Column, room: Column): Column {
  room.set(old)
  return room
}

/** How many of the first rows are not later than a time. */
export function upTo({ length, time }: Columns, at: Micros): number {
  let low = 0
  let high = length
  while (low < high) {
    const middle = (low + high) >> 1
    if (time[middle]! <= at) low = middle + 1
    else high = middle
  }
  return low
}
