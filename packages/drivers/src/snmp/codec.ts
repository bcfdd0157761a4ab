import { isIPv4 } from 'node:net'
import { Status, type Value } from '@millrace/core'
import type { Varbind } from 'net-snmp'
import type { DataType, TagSpec } from '../kit/driver.ts'
import type { ItemReading } from '../kit/item-driver.ts'
import { fits, type Refusal, unfit } from '../kit/requests.ts'

/** RFC 2578 §7.1 and RFC 3416 §3: types of values, by their BER tags. */
export const Asn = {
  integer: 0x02,
  octets: 0x04,
  oid: 0x06,
  ipAddress: 0x40,
  counter32: 0x41,
  gauge32: 0x42,
  timeTicks: 0x43,
  opaque: 0x44,
  counter64: 0x46,
  noSuchObject: 0x80,
  noSuchInstance: 0x81,
  endOfMibView: 0x82,
} as const

const strict = new TextDecoder('utf-8', { fatal: true })
const none = (status: number): ItemReading => ({ value: null, status })
const good = (value: Value): ItemReading => ({ value, status: Status.Good })

interface Shape {
  readonly type: DataType
  readonly form: 'text' | 'hex'
}

/** False for what an agent says of objects that it does not have. */
export function exists({ type }: Varbind): boolean {
  return type < Asn.noSuchObject
}

/** What an object holds, as the tag wants it. */
export function readVarbind({ type: asn, value }: Varbind, { type, form }: Shape): ItemReading {
  switch (asn) {
    case Asn.noSuchObject:
    case Asn.noSuchInstance:
    case Asn.endOfMibView:
      return none(Status.BadNodeIdUnknown)
    case Asn.integer:
      return type === 'bool' ? truth(value as number) : number(value as number, type)
    case Asn.counter32:
    case Asn.gauge32:
    case Asn.timeTicks:
      return number(value as number, type)
    case Asn.counter64: {
      const whole = counter64(value as Uint8Array)
      return whole === undefined ? none(Status.BadDecodingError) : number(whole, type)
    }
    case Asn.octets:
      return octets(value as Uint8Array, type, form)
    case Asn.oid:
    case Asn.ipAddress:
      return type === 'string' ? good(value as string) : none(Status.BadTypeMismatch)
    case Asn.opaque:
      return opaque(value as Uint8Array, type, form)
    default:
      return none(Status.BadTypeMismatch)
  }
}

/** RFC 2579, TruthValue: true(1), false(2). Agents that count from 0 mean false by it. */
function truth(value: number): ItemReading {
  return value < 0 || value > 2 ? none(Status.BadOutOfRange) : good(value === 1)
}

function number(value: number | bigint, type: DataType): ItemReading {
  if (type === 'string' || type === 'bool') return none(Status.BadTypeMismatch)
  const status = type === 'float32' || type === 'float64' ? Status.Good : fits(value, type)
  return status === Status.Good ? good(value) : none(status)
}

/** Up to 64 bits, unsigned; a ninth byte in front is 0, to keep the sign away (X.690 §8.3). */
function counter64(bytes: Uint8Array): bigint | undefined {
  if (bytes.length === 0 || bytes.length > 9 || (bytes.length === 9 && bytes[0] !== 0)) return undefined
  return bytes.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n)
}

function octets(bytes: Uint8Array, type: DataType, form: 'text' | 'hex'): ItemReading {
  if (form === 'hex') return good(hexOf(bytes))
  if (type === 'bool') return none(Status.BadTypeMismatch)
  const text = textOf(bytes)
  if (type === 'string') return text === undefined ? none(Status.BadDecodingError) : good(text)
  const digits = text?.trim() ?? ''
  // Agents have no type for fractions and write them as text.
  if (/^[+-]?\d{1,20}$/.test(digits)) return number(BigInt(digits), type)
  if (/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(digits)) return number(Number(digits), type)
  return none(Status.BadTypeMismatch)
}

/** Floats of net-snmp (its NET-SNMP-TC): 9f 78 and 4 bytes, 9f 79 and 8 bytes. */
function opaque(bytes: Uint8Array, type: DataType, form: 'text' | 'hex'): ItemReading {
  if (form === 'hex') return good(hexOf(bytes))
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes[0] === 0x9f && bytes[1] === 0x78 && bytes[2] === 4 && bytes.length === 7)
    return number(view.getFloat32(3), type)
  if (bytes[0] === 0x9f && bytes[1] === 0x79 && bytes[2] === 8 && bytes.length === 11)
    return number(view.getFloat64(3), type)
  return none(Status.BadTypeMismatch)
}

/** UTF-8 up to the first NUL, or undefined. */
function textOf(bytes: Uint8Array): string | undefined {
  const end = bytes.indexOf(0)
  try {
    return strict.decode(end < 0 ? bytes : bytes.subarray(0, end))
  } catch {
    return undefined
  }
}

const hexOf = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(':')

/** The data type and form that show an object whole, for a browser. */
export function shapeOf({ type: asn, value }: Varbind): Shape {
  switch (asn) {
    case Asn.integer:
      return { type: 'int32', form: 'text' }
    case Asn.counter32:
    case Asn.gauge32:
    case Asn.timeTicks:
      return { type: 'uint32', form: 'text' }
    case Asn.counter64:
      return { type: 'uint64', form: 'text' }
    case Asn.octets: {
      const bytes = value as Uint8Array
      const plain = bytes.every((byte) => byte >= 0x20 || (byte >= 9 && byte <= 13)) && textOf(bytes) !== undefined
      return { type: 'string', form: plain ? 'text' : 'hex' }
    }
    case Asn.opaque:
      return readVarbind({ oid: '', type: asn, value }, { type: 'float64', form: 'text' }).status === Status.Good
        ? { type: 'float64', form: 'text' }
        : { type: 'string', form: 'hex' }
    default:
      return { type: 'string', form: 'text' }
  }
}

/** A value to be set, in the type that the object has; or why it cannot be. */
export function writeVarbind(
  raw: Value,
  oid: string,
  asn: number,
  spec: TagSpec,
  form: 'text' | 'hex',
): Varbind | Refusal {
  const status = fits(raw, spec.type)
  if (status !== Status.Good) return unfit(spec, raw, status)
  const mismatch = unfit(spec, raw, Status.BadTypeMismatch)
  switch (asn) {
    case Asn.integer:
    case Asn.gauge32:
    case Asn.timeTicks: {
      if (typeof raw === 'string' || raw === null) return mismatch
      if (typeof raw === 'boolean') return asn === Asn.integer ? { oid, type: asn, value: raw ? 1 : 2 } : mismatch
      const unfitting = fits(raw, asn === Asn.integer ? 'int32' : 'uint32')
      return unfitting === Status.Good ? { oid, type: asn, value: Number(raw) } : unfit(spec, raw, unfitting)
    }
    case Asn.octets: {
      if (raw === null || typeof raw === 'boolean') return mismatch
      if (form === 'text') return { oid, type: asn, value: bytesOf(Buffer.from(String(raw))) }
      const digits = String(raw).replaceAll(/[:\s-]/g, '')
      return /^([0-9a-fA-F]{2})*$/.test(digits)
        ? { oid, type: asn, value: bytesOf(Buffer.from(digits, 'hex')) }
        : mismatch
    }
    case Asn.oid:
      return typeof raw === 'string' && /^[0-2](\.\d{1,10}){1,127}$/.test(raw)
        ? { oid, type: asn, value: raw }
        : mismatch
    case Asn.ipAddress:
      return typeof raw === 'string' && isIPv4(raw) ? { oid, type: asn, value: raw } : mismatch
    case Asn.counter32:
    case Asn.counter64:
      return { status: Status.BadNotWritable, message: 'A counter cannot be written (RFC 2578 §7.1.6, §7.1.10).' }
    default:
      return { status: Status.BadNotSupported, message: 'Objects of this type cannot be written.' }
  }
}

/** The library cannot write a buffer without bytes. */
const bytesOf = (bytes: Buffer): Buffer | string => (bytes.length === 0 ? '' : bytes)

/** RFC 3416 §3: what an agent says of a request as a whole. */
const errors: Readonly<Record<number, readonly [name: string, read: number, write: number]>> = {
  2: ['noSuchName', Status.BadNodeIdUnknown, Status.BadNodeIdUnknown],
  3: ['badValue', Status.BadUnexpectedError, Status.BadOutOfRange],
  4: ['readOnly', Status.BadUnexpectedError, Status.BadNotWritable],
  5: ['genErr', Status.BadDeviceFailure, Status.BadDeviceFailure],
  6: ['noAccess', Status.BadNotReadable, Status.BadNotWritable],
  7: ['wrongType', Status.BadUnexpectedError, Status.BadTypeMismatch],
  8: ['wrongLength', Status.BadUnexpectedError, Status.BadOutOfRange],
  9: ['wrongEncoding', Status.BadUnexpectedError, Status.BadTypeMismatch],
  10: ['wrongValue', Status.BadUnexpectedError, Status.BadOutOfRange],
  11: ['noCreation', Status.BadNodeIdUnknown, Status.BadNodeIdUnknown],
  12: ['inconsistentValue', Status.BadUnexpectedError, Status.BadInvalidState],
  13: ['resourceUnavailable', Status.BadResourceUnavailable, Status.BadResourceUnavailable],
  14: ['commitFailed', Status.BadUnexpectedError, Status.BadDeviceFailure],
  15: ['undoFailed', Status.BadUnexpectedError, Status.BadDeviceFailure],
  16: ['authorizationError', Status.BadNotReadable, Status.BadNotWritable],
  17: ['notWritable', Status.BadUnexpectedError, Status.BadNotWritable],
  18: ['inconsistentName', Status.BadNodeIdUnknown, Status.BadNodeIdUnknown],
}

/** The status of objects whose request was refused. */
export function readStatus(errorStatus: number): number {
  return errors[errorStatus]?.[1] ?? Status.BadUnexpectedError
}

/** Why a value was not taken. */
export function writeRefusal(errorStatus: number): Refusal {
  const [name, , status] = errors[errorStatus] ?? [`error ${errorStatus}`, 0, Status.BadUnexpectedError]
  return { status, message: `The agent refused the value: ${name}.` }
}
