import { Status, type Value } from '@millrace/core'
import type { DataType } from '../kit/driver.ts'
import { fits } from '../kit/requests.ts'
import { malformed, shown, viewOf } from './codec.ts'

/** CIP elementary data types (Vol. 1 C-6.1) that hold one value, and the tag types that they are. */
const elementary = {
  BOOL: { code: 0xc1, bytes: 1, type: 'bool' },
  SINT: { code: 0xc2, bytes: 1, type: 'int8' },
  INT: { code: 0xc3, bytes: 2, type: 'int16' },
  DINT: { code: 0xc4, bytes: 4, type: 'int32' },
  LINT: { code: 0xc5, bytes: 8, type: 'int64' },
  USINT: { code: 0xc6, bytes: 1, type: 'uint8' },
  UINT: { code: 0xc7, bytes: 2, type: 'uint16' },
  UDINT: { code: 0xc8, bytes: 4, type: 'uint32' },
  ULINT: { code: 0xc9, bytes: 8, type: 'uint64' },
  REAL: { code: 0xca, bytes: 4, type: 'float32' },
  LREAL: { code: 0xcb, bytes: 8, type: 'float64' },
  BYTE: { code: 0xd1, bytes: 1, type: 'uint8' },
  WORD: { code: 0xd2, bytes: 2, type: 'uint16' },
  DWORD: { code: 0xd3, bytes: 4, type: 'uint32' },
  LWORD: { code: 0xd4, bytes: 8, type: 'uint64' },
} as const satisfies Record<string, { code: number; bytes: number; type: DataType }>

export type CipType = keyof typeof elementary
export const cipTypes: Readonly<Record<CipType, { code: number; bytes: number; type: DataType }>> = elementary

const byCode = new Map<number, CipType>(Object.entries(elementary).map(([name, { code }]) => [code, name as CipType]))
/** The name of an elementary type, undefined for others. */
export const cipTypeName = (code: number): CipType | undefined => byCode.get(code)

/** 16-bit length, then characters. */
const STRING = 0xd0
/** 8-bit length, then characters; what Micro800 has. */
const SHORT_STRING = 0xda
/** A structure; its handle follows (1756-PM020F p. 58). */
export const STRUCTURE = 0x02a0
/** The handle of Logix' own STRING: LEN as DINT, DATA as SINT[82], two bytes to fill up. */
export const STRING_HANDLE = 0x0fce
const STRING_CHARACTERS = 82

/** The type parameter in front of a tag's data. */
export interface TypeParameter {
  readonly code: number
  /** Of structures. */
  readonly handle?: number
  /** As it came: a write gives it back. */
  readonly bytes: Uint8Array
}

export interface TagData {
  readonly type: TypeParameter
  readonly data: Uint8Array
}

/** The data of a Read Tag answer: type parameter and value. Throws `driver.reply_malformed`. */
export function splitTagData(data: Uint8Array): TagData {
  const code = data.length < 2 ? 0 : viewOf(data).getUint16(0, true)
  const bytes = code === STRUCTURE ? 4 : 2
  if (data.length < bytes) throw malformed('a type', shown(data))
  const type = {
    code,
    bytes: data.slice(0, bytes),
    ...(code === STRUCTURE ? { handle: viewOf(data).getUint16(2, true) } : {}),
  }
  return { type, data: data.subarray(bytes) }
}

/** What is wanted of a tag's data. */
export interface Wanted {
  readonly type: DataType
  readonly bit?: number
  /** Characters of a string type of one's own. */
  readonly characters?: number
}

export interface Decoded {
  readonly value: Value
  readonly status: number
}

const none = (status: number): Decoded => ({ value: null, status })

/** Whether a type that the controller told is the one that is wanted. */
export function holds({ code, handle }: TypeParameter, { type, bit, characters }: Wanted): boolean {
  if (type === 'string') {
    if (code === STRUCTURE) return characters !== undefined || handle === STRING_HANDLE
    return (code === STRING || code === SHORT_STRING) && characters === undefined
  }
  const name = byCode.get(code)
  if (name === undefined) return false
  const { bytes, type: own } = cipTypes[name]
  if (bit === undefined) return own === type
  return own !== 'bool' && own !== 'float32' && own !== 'float64' && bit < bytes * 8
}

/** The value of a tag, or why there is none: another type than wanted is `BadTypeMismatch`, bytes that are none `BadDecodingError`. */
export function decodeValue({ type, data }: TagData, wanted: Wanted): Decoded {
  if (!holds(type, wanted)) return none(Status.BadTypeMismatch)
  if (wanted.type === 'string') return decodeString(type, data, wanted.characters)
  const name = byCode.get(type.code)!
  if (data.length !== cipTypes[name].bytes) return none(Status.BadDecodingError)
  if (wanted.bit !== undefined) return good((data[wanted.bit >> 3]! & (1 << (wanted.bit & 7))) !== 0)
  return good(decodeNumber(viewOf(data), cipTypes[name].type))
}

const good = (value: Value): Decoded => ({ value, status: Status.Good })

function decodeNumber(view: DataView, type: DataType): Value {
  switch (type) {
    case 'bool':
      return view.getUint8(0) !== 0
    case 'int8':
      return view.getInt8(0)
    case 'uint8':
      return view.getUint8(0)
    case 'int16':
      return view.getInt16(0, true)
    case 'uint16':
      return view.getUint16(0, true)
    case 'int32':
      return view.getInt32(0, true)
    case 'uint32':
      return view.getUint32(0, true)
    case 'int64':
      return view.getBigInt64(0, true)
    case 'uint64':
      return view.getBigUint64(0, true)
    case 'float32':
      return view.getFloat32(0, true)
    default:
      return view.getFloat64(0, true)
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true })

function decodeString({ code }: TypeParameter, data: Uint8Array, characters = STRING_CHARACTERS): Decoded {
  const head = code === STRUCTURE ? 4 : code === STRING ? 2 : 1
  if (data.length < head) return none(Status.BadDecodingError)
  const view = viewOf(data)
  const length = head === 4 ? view.getInt32(0, true) : head === 2 ? view.getUint16(0, true) : view.getUint8(0)
  const room = head === 4 ? characters : data.length - head
  // A structure of another size is another structure.
  if (head === 4 && data.length !== stringBytes(characters)) return none(Status.BadTypeMismatch)
  if (length < 0 || length > room) return none(Status.BadDecodingError)
  try {
    return good(utf8.decode(data.subarray(head, head + length)))
  } catch (failure) {
    if (failure instanceof TypeError) return none(Status.BadDecodingError)
    throw failure
  }
}

/** Bytes of a string structure: LEN, DATA, filled up to whole words of 32 bits. */
export function stringBytes(characters = STRING_CHARACTERS): number {
  return 4 + Math.ceil(characters / 4) * 4
}

/** The bytes of a value for a tag whose type the controller told, or the OPC UA status that says why there are none. */
export function encodeValue(value: Value, { code }: TypeParameter, { type, characters }: Wanted): Uint8Array | number {
  const status = fits(value, type)
  if (status !== Status.Good) return status
  if (type === 'string') return encodeString(value as string, code, characters)
  const bytes = new Uint8Array(cipTypes[byCode.get(code)!].bytes)
  const view = viewOf(bytes)
  if (type === 'bool') bytes[0] = value ? 1 : 0
  else if (type === 'float32') view.setFloat32(0, Number(value), true)
  else if (type === 'float64') view.setFloat64(0, Number(value), true)
  else {
    const whole = BigInt(value as number | bigint)
    for (let i = 0; i < bytes.length; i++) bytes[i] = Number((whole >> BigInt(8 * i)) & 0xffn)
  }
  return bytes
}

function encodeString(value: string, code: number, characters = STRING_CHARACTERS): Uint8Array | number {
  const text = Buffer.from(value, 'utf8')
  if (code === STRUCTURE) {
    if (text.length > characters) return Status.BadOutOfRange
    const bytes = new Uint8Array(stringBytes(characters))
    viewOf(bytes).setInt32(0, text.length, true)
    bytes.set(text, 4)
    return bytes
  }
  const head = code === STRING ? 2 : 1
  if (text.length >= 2 ** (8 * head)) return Status.BadOutOfRange
  const bytes = new Uint8Array(head + text.length)
  bytes[0] = text.length & 0xff
  if (head === 2) bytes[1] = text.length >> 8
  bytes.set(text, head)
  return bytes
}
