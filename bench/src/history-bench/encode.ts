import { decimals, type Load, numberAt, POINTS, Point, scaledAt, seriesNumber } from './workload.ts'

/** Rows of beats [from, to) of a load in the form that an engine takes in fastest. */
export type Encode = (load: Load, from: number, to: number) => Uint8Array

/** InfluxDB line protocol, a line a device and beat, times in ms: what VictoriaMetrics and InfluxDB take alike. */
export const encodeLines: Encode = (load, from, to) => {
  const bytes = new Uint8Array((to - from) * load.devices * 192)
  let at = 0
  const text = (letters: string): void => {
    for (let i = 0; i < letters.length; i++) bytes[at++] = letters.charCodeAt(i)
  }
  const digits = new Uint8Array(20)
  const whole = (value: number, least: number): void => {
    let n = 0
    for (let rest = value; rest > 0 || n < least; rest = Math.floor(rest / 10)) digits[n++] = 48 + (rest % 10)
    while (n > 0) bytes[at++] = digits[--n] as number
  }
  const scaled = (value: number, places: number): void => {
    const unit = 10 ** places
    whole(Math.floor(value / unit), 1)
    if (places === 0) return
    bytes[at++] = 46
    whole(value % unit, places)
  }
  for (let beat = from; beat < to; beat++) {
    const ms = (load.start + beat * load.period) / 1_000
    for (let i = 0; i < load.devices; i++) {
      const device = load.firstDevice + i
      text('m,device=d')
      whole(device, 1)
      for (let point = 0; point < POINTS; point++) {
        text(point === 0 ? ' p0=' : `,p${point}=`)
        scaled(scaledAt(device, point, beat), decimals[point] as number)
        if (point === Point.pieces || point === Point.running) bytes[at++] = 105
      }
      bytes[at++] = 32
      whole(ms, 1)
      bytes[at++] = 10
    }
  }
  return bytes.subarray(0, at)
}

/** ClickHouse RowBinary: series UInt32, time Int64 (µs), value Float64. */
export const encodeRowBinary: Encode = (load, from, to) => {
  const bytes = new Uint8Array((to - from) * load.devices * POINTS * 20)
  const view = new DataView(bytes.buffer)
  let at = 0
  eachRow(load, from, to, (device, point, beat) => {
    view.setUint32(at, seriesNumber(device, point), true)
    view.setBigInt64(at + 4, BigInt(load.start + beat * load.period), true)
    view.setFloat64(at + 12, numberAt(device, point, beat), true)
    at += 20
  })
  return bytes
}

/** PostgreSQL binary COPY of (time bigint, value float8, series int4). */
export const encodeCopy: Encode = (load, from, to) => {
  const bytes = Buffer.alloc(19 + (to - from) * load.devices * POINTS * 34 + 2)
  bytes.write('PGCOPY\n\xff\r\n\0', 'latin1')
  let at = 19
  eachRow(load, from, to, (device, point, beat) => {
    bytes.writeInt16BE(3, at)
    bytes.writeInt32BE(8, at + 2)
    bytes.writeBigInt64BE(BigInt(load.start + beat * load.period), at + 6)
    bytes.writeInt32BE(8, at + 14)
    bytes.writeDoubleBE(numberAt(device, point, beat), at + 18)
    bytes.writeInt32BE(4, at + 26)
    bytes.writeInt32BE(seriesNumber(device, point), at + 30)
    at += 34
  })
  bytes.writeInt16BE(-1, at)
  return bytes
}

/** Bytes before the value slots of {@link encodeSlots}. */
export const SLOTS_HEADER = 24

/**
 * What a decoder of ours hands on: the eight bytes of each value; before them first device and devices (u32), time of the
 * first beat and period (f64, µs).
 */
export const encodeSlots: Encode = (load, from, to) => {
  const rows = (to - from) * load.devices * POINTS
  const bytes = new Uint8Array(SLOTS_HEADER + rows * 8)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, load.firstDevice, true)
  view.setUint32(4, load.devices, true)
  view.setFloat64(8, load.start + from * load.period, true)
  view.setFloat64(16, load.period, true)
  const doubles = new Float64Array(bytes.buffer, SLOTS_HEADER)
  const integers = new BigInt64Array(bytes.buffer, SLOTS_HEADER)
  let row = 0
  eachRow(load, from, to, (device, point, beat) => {
    if (point === Point.pieces) integers[row++] = BigInt(scaledAt(device, point, beat))
    else doubles[row++] = numberAt(device, point, beat)
  })
  return bytes
}

function eachRow(
  load: Load,
  from: number,
  to: number,
  take: (device: number, point: number, beat: number) => void,
): void {
  for (let beat = from; beat < to; beat++)
    for (let i = 0; i < load.devices; i++)
      for (let point = 0; point < POINTS; point++) take(load.firstDevice + i, point, beat)
}
