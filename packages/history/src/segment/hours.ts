import { POWERS, placesOf } from './decimal.ts'
import { putVarint } from './delta.ts'

/** Width of what is summed up beforehand, µs. */
export const HOUR = 3_600_000_000

const whole = ['series', 'start', 'count', 'good'] as const
const doubles = ['sum', 'min', 'max', 'first', 'last'] as const
const times = ['min_time', 'max_time', 'first_time', 'last_time'] as const
const names = [...whole, ...doubles, ...times] as const
type Name = (typeof names)[number]

/** Rows of one series and hour each; times in µs. Where `good` is 0 the values say nothing. */
export type HourRows = { readonly [name in Name]: Float64Array | Uint32Array } & { readonly length: number }

/** Sums up samples that come sorted by series and time. */
export class Hours implements Record<Name, Float64Array> {
  length = 0
  series!: Float64Array
  start!: Float64Array
  count!: Float64Array
  good!: Float64Array
  sum!: Float64Array
  min!: Float64Array
  max!: Float64Array
  first!: Float64Array
  last!: Float64Array
  min_time!: Float64Array
  max_time!: Float64Array
  first_time!: Float64Array
  last_time!: Float64Array
  #room = 0

  constructor(room = 256) {
    this.reserve(room)
  }

  reserve(room: number): void {
    if (room <= this.#room) return
    this.#room = Math.max(room, this.#room * 2)
    // One piece of memory: this many small ones cost more than what is put into them.
    const memory = new ArrayBuffer(this.#room * 8 * names.length)
    names.forEach((name, i) => {
      const grown = new Float64Array(memory, i * this.#room * 8, this.#room)
      if (this.length > 0) grown.set(this[name].subarray(0, this.length))
      this[name] = grown
    })
  }

  /** Rows `from` to `to` of one series; a number that is not good is NaN. */
  add(series: number, time: Float64Array, value: Float64Array, from: number, to: number): void {
    for (let row = from; row < to; ) {
      const start = Math.floor((time[row] as number) / HOUR) * HOUR
      let end = row
      while (end < to && (time[end] as number) < start + HOUR) end++
      this.#addHour(series, start, time, value, row, end)
      row = end
    }
  }

  #addHour(series: number, start: number, time: Float64Array, value: Float64Array, from: number, to: number): void {
    this.reserve(this.length + 1)
    const at = this.length++
    let good = 0
    let sum = 0
    let carry = 0
    let [min, max, first, last] = [0, 0, 0, 0]
    let [minRow, maxRow, firstRow, lastRow] = [from, from, from, from]
    for (let row = from; row < to; row++) {
      const one = value[row] as number
      if (Number.isNaN(one)) continue
      lastRow = row
      last = one
      if (good++ === 0) {
        sum = min = max = first = one
        minRow = maxRow = firstRow = row
        continue
      }
      // Neumaier's summation, as rows are summed.
      const next = sum + one
      if (Number.isFinite(next)) carry += Math.abs(sum) >= Math.abs(one) ? sum - next + one : one - next + sum
      sum = next
      if (one < min) {
        min = one
        minRow = row
      }
      if (one > max) {
        max = one
        maxRow = row
      }
    }
    this.series[at] = series
    this.start[at] = start
    this.count[at] = to - from
    this.good[at] = good
    this.sum[at] = sum + carry
    this.min[at] = min
    this.max[at] = max
    this.first[at] = first
    this.last[at] = last
    this.min_time[at] = time[minRow] as number
    this.max_time[at] = time[maxRow] as number
    this.first_time[at] = time[firstRow] as number
    this.last_time[at] = time[lastRow] as number
  }
}

const RAW = 255
const UNITS = [1e6, 1e3, 1] as const
const work = { whole: new Float64Array(64), steps: new Float64Array(64) }

function room(count: number): typeof work {
  if (work.whole.length < count) {
    work.whole = new Float64Array(count * 2)
    work.steps = new Float64Array(count * 2)
  }
  return work
}

const zigzag = (value: number): number => (value >= 0 ? value * 2 : -value * 2 - 1)
const bitsOf = (value: number): number =>
  value < 4_294_967_296 ? 32 - Math.clz32(value) : 64 - Math.clz32(Math.floor(value / 4_294_967_296))

/** Whole numbers as what they are above the least, or their steps above the least step, whichever takes fewer bits. */
function putWhole(out: Uint8Array, start: number, values: Float64Array, count: number): number {
  const { steps } = work
  let [least, most, leastStep, mostStep] = [values[0] as number, values[0] as number, 0, 0]
  for (let i = 1; i < count; i++) {
    const value = values[i] as number
    const step = value - (values[i - 1] as number)
    if (value < least) least = value
    if (value > most) most = value
    if (i === 1 || step < leastStep) leastStep = step
    if (i === 1 || step > mostStep) mostStep = step
  }
  const [plain, stepped] = [bitsOf(most - least), bitsOf(mostStep - leastStep)]
  const asSteps = stepped < plain
  const width = asSteps ? stepped : plain
  out[start] = width | (asSteps ? 0x80 : 0)
  let at = putVarint(out, start + 1, zigzag(asSteps ? (values[0] as number) : least))
  if (asSteps) at = putVarint(out, at, zigzag(leastStep))
  for (let i = 0; i < count; i++)
    steps[i] = asSteps
      ? i === 0
        ? 0
        : (values[i] as number) - (values[i - 1] as number) - leastStep
      : (values[i] as number) - least
  let bits = 0
  let held = 0
  if (width > 0)
    for (let i = asSteps ? 1 : 0; i < count; i++) {
      let rest = steps[i] as number
      for (let left = width; left > 0; left -= 16) {
        held |= (rest % 65_536) << bits
        bits += Math.min(left, 16)
        while (bits >= 8) {
          out[at++] = held
          held >>>= 8
          bits -= 8
        }
        rest = Math.floor(rest / 65_536)
      }
    }
  if (bits > 0) out[at++] = held
  return at
}

class Reader {
  readonly bytes: Uint8Array
  at: number

  constructor(bytes: Uint8Array, at: number) {
    this.bytes = bytes
    this.at = at
  }

  varint(): number {
    let value = 0
    for (let scale = 1; ; scale *= 128) {
      const byte = this.bytes[this.at++] as number
      value += (byte & 0x7f) * scale
      if (byte < 0x80) return value
    }
  }

  signed(): number {
    const value = this.varint()
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2
  }

  whole(out: Float64Array, from: number, count: number): void {
    const head = this.bytes[this.at++] as number
    const width = head & 0x7f
    const asSteps = head >= 0x80
    let value = this.signed()
    const base = asSteps ? this.signed() : value
    let bits = 0
    let held = 0
    let i = 0
    if (asSteps) out[from + i++] = value
    for (; i < count; i++) {
      let step = 0
      let scale = 1
      for (let left = width; left > 0; left -= 16) {
        const take = Math.min(left, 16)
        while (bits < take) {
          held |= (this.bytes[this.at++] as number) << bits
          bits += 8
        }
        step += (held & ((1 << take) - 1)) * scale
        held >>>= take
        bits -= take
        scale *= 65_536
      }
      if (asSteps) out[from + i] = value += base + step
      else out[from + i] = base + step
    }
  }
}

/** Bytes that so many rows take at most. */
const roomOf = (rows: number): number => names.length * (rows * 8 + 32)

/** Hours as bytes that {@link decodeHours} reads: some ten bytes a row. */
export function encodeHours(hours: Hours): Uint8Array {
  const { length } = hours
  const out = new Uint8Array(16 + roomOf(length))
  const { whole: buffer } = room(length)
  let at = putVarint(out, 0, length)
  for (const name of whole) {
    const unit = name === 'start' ? HOUR : 1
    for (let i = 0; i < length; i++) buffer[i] = (hours[name][i] as number) / unit
    at = putWhole(out, at, buffer, length)
  }
  for (const name of doubles) {
    const places = placesOf(hours[name], 0, length, buffer, 0)
    out[at++] = places < 0 ? RAW : places
    if (places < 0) {
      out.set(new Uint8Array(hours[name].buffer, hours[name].byteOffset, length * 8), at)
      at += length * 8
    } else at = putWhole(out, at, buffer, length)
  }
  for (const name of times) {
    const column = hours[name]
    for (let i = 0; i < length; i++) buffer[i] = (column[i] as number) - (hours.start[i] as number)
    const unit = UNITS.findIndex((one) => buffer.subarray(0, length).every((offset) => offset % one === 0))
    out[at++] = unit
    for (let i = 0; i < length; i++) buffer[i]! /= UNITS[unit] as number
    at = putWhole(out, at, buffer, length)
  }
  return out.slice(0, at)
}

/** Adds the rows of {@link encodeHours} to `hours`. */
export function decodeHours(bytes: Uint8Array, from: number, hours: Hours): void {
  const reader = new Reader(bytes, from)
  const count = reader.varint()
  const first = hours.length
  hours.reserve(first + count)
  hours.length += count
  for (const name of whole) reader.whole(hours[name], first, count)
  for (let i = first; i < first + count; i++) hours.start[i]! *= HOUR
  for (const name of doubles) {
    const places = bytes[reader.at++] as number
    const column = hours[name]
    if (places === RAW) {
      new Uint8Array(column.buffer, column.byteOffset + first * 8, count * 8).set(
        bytes.subarray(reader.at, reader.at + count * 8),
      )
      reader.at += count * 8
    } else {
      const power = POWERS[places] as number
      reader.whole(column, first, count)
      for (let i = first; i < first + count; i++) column[i]! /= power
    }
  }
  for (const name of times) {
    const unit = UNITS[bytes[reader.at++] as number] as number
    const column = hours[name]
    reader.whole(column, first, count)
    for (let i = first; i < first + count; i++) column[i] = (column[i] as number) * unit + (hours.start[i] as number)
  }
}
