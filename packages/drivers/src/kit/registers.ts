import { Status, type Value } from '@millrace/core'
import type { DataType } from './driver.ts'
import { fits } from './requests.ts'

/**
 * The order in which a device sends the bytes of a 32-bit value whose bytes are A (highest) to D (lowest); 64-bit values
 * follow the same rule: ABCD highest first, CDAB words reversed, BADC bytes of each word swapped, DCBA both.
 */
export type WordOrder = 'ABCD' | 'CDAB' | 'BADC' | 'DCBA'

/** How many 16-bit registers a value needs; a string says so itself. */
export const REGISTERS: Readonly<Record<DataType, number>> = {
  bool: 1,
  int8: 1,
  uint8: 1,
  int16: 1,
  uint16: 1,
  int32: 2,
  uint32: 2,
  float32: 2,
  int64: 4,
  uint64: 4,
  float64: 4,
  string: 0,
}

const scratch = new DataView(new ArrayBuffer(8))
const utf8 = new TextDecoder('utf-8', { fatal: true })

/**
 * Copies a value of `registers` words from the wire into the scratch view, highest byte first.
 * The order of the bytes is the device's ({@link WordOrder}).
 */
function straighten(from: Uint8Array, at: number, registers: number, order: WordOrder): void {
  const words = order === 'CDAB' || order === 'DCBA'
  const swap = order === 'BADC' || order === 'DCBA' ? 1 : 0
  for (let word = 0; word < registers; word++) {
    const source = at + (words ? registers - 1 - word : word) * 2
    scratch.setUint8(word * 2, from[source + swap]!)
    scratch.setUint8(word * 2 + 1, from[source + 1 - swap]!)
  }
}

/** A number of up to 32 bits, or a float, from the wire. 64-bit integers: {@link readInt64}. */
export function readNumber(from: Uint8Array, at: number, type: DataType, order: WordOrder): number {
  const registers = REGISTERS[type]
  if (registers === 1) {
    const swap = order === 'BADC' || order === 'DCBA' ? 1 : 0
    const raw = (from[at + swap]! << 8) | from[at + 1 - swap]!
    if (type === 'uint16' || type === 'bool') return raw
    if (type === 'int16') return (raw << 16) >> 16
    return type === 'uint8' ? raw & 0xff : (raw << 24) >> 24
  }
  straighten(from, at, registers, order)
  switch (type) {
    case 'int32':
      return scratch.getInt32(0)
    case 'uint32':
      return scratch.getUint32(0)
    case 'float32':
      return scratch.getFloat32(0)
    default:
      return scratch.getFloat64(0)
  }
}

/** A 64-bit integer from the wire; unsigned for `uint64`. */
export function readInt64(from: Uint8Array, at: number, type: 'int64' | 'uint64', order: WordOrder): bigint {
  straighten(from, at, 4, order)
  return type === 'int64' ? scratch.getBigInt64(0) : scratch.getBigUint64(0)
}

/**
 * A string of `bytes` bytes: UTF-8 up to the first NUL, without spaces at its end. BADC and DCBA mean that the second
 * byte of each register comes first. Undefined if it is no UTF-8.
 */
export function readString(from: Uint8Array, at: number, bytes: number, order: WordOrder): string | undefined {
  const swap = order === 'BADC' || order === 'DCBA' ? 1 : 0
  const text = new Uint8Array(bytes)
  let length = bytes
  for (let i = 0; i < bytes; i++) {
    text[i] = from[at + (i ^ swap)]!
    if (text[i] === 0) {
      length = i
      break
    }
  }
  try {
    return utf8.decode(text.subarray(0, length)).trimEnd()
  } catch (failure) {
    if (failure instanceof TypeError) return undefined
    throw failure
  }
}

export interface Shape {
  readonly type: DataType
  readonly order: WordOrder
  /** Bytes of a string. */
  readonly bytes?: number
}

/** The bytes of a value for the wire, or the OPC UA status that says why it has none in this type. */
export function encodeValue(value: Value, { type, order, bytes }: Shape): Uint8Array | number {
  const status = fits(value, type)
  if (status !== Status.Good) return status
  if (type === 'string') return encodeString(value as string, bytes!, order)
  if (type === 'bool') return encodeBytes(1, order, () => scratch.setUint16(0, value ? 1 : 0))
  if (type === 'float32') return encodeBytes(2, order, () => scratch.setFloat32(0, Number(value)))
  if (type === 'float64') return encodeBytes(4, order, () => scratch.setFloat64(0, Number(value)))
  const whole = BigInt(value as number | bigint)
  const registers = REGISTERS[type]
  return encodeBytes(registers, order, () => {
    if (registers === 1) scratch.setUint16(0, Number(BigInt.asUintN(16, whole)))
    else if (registers === 2) scratch.setUint32(0, Number(BigInt.asUintN(32, whole)))
    else scratch.setBigUint64(0, BigInt.asUintN(64, whole))
  })
}

function encodeBytes(registers: number, order: WordOrder, put: () => void): Uint8Array {
  put()
  const wire = new Uint8Array(registers * 2)
  const straight = new Uint8Array(scratch.buffer, 0, registers * 2).slice()
  // Reversing words and swapping bytes are their own inverse: the way back is the way there.
  straighten(straight, 0, registers, order)
  wire.set(new Uint8Array(scratch.buffer, 0, registers * 2))
  return wire
}

function encodeString(value: string, bytes: number, order: WordOrder): Uint8Array | number {
  const text = Buffer.from(value, 'utf8')
  if (text.length > bytes) return Status.BadOutOfRange
  const swap = order === 'BADC' || order === 'DCBA' ? 1 : 0
  const wire = new Uint8Array(Math.ceil(bytes / 2) * 2)
  for (const [i, byte] of text.entries()) wire[i ^ swap] = byte
  return wire
}
