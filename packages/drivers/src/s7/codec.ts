import { Fault, Status } from '@millrace/core'
import type { Area } from './address.ts'
import '../kit/faults.ts'

/**
 * S7 communication in bytes: jobs and their acknowledgements. No socket, no tags. Siemens has published no standard of
 * it; numbers and layouts are those of the Wireshark dissector packet-s7comm.c (T. Wiens), named beside each.
 * A PDU is a header (0x32, kind, 0 0, reference u16, parameter length u16, data length u16, in acknowledgements error
 * class and code), parameters and data. Numbers are big-endian.
 */
const PROTOCOL = 0x32
export const Kind = { job: 1, ack: 2, ackData: 3, userdata: 7 } as const
export const FunctionCode = { readVar: 0x04, writeVar: 0x05, setup: 0xf0 } as const
const HEADER_BYTES = 10
export const ACK_HEADER_BYTES = 12

/** Item data: `Transport sizes in item data`. */
export const ItemSize = { bit: 0x01, byte: 0x02, counter: 0x1c, timer: 0x1d } as const
/** Item data in answers and writes: `Transport sizes in data`; up to 5 lengths are in bits, above in bytes. */
export const DataSize = { bit: 0x03, byte: 0x04, octets: 0x09 } as const
const LAST_SIZE_IN_BITS = 0x05
export const ITEM_OK = 0xff

/** `Area names`. */
export const areaCodes: Readonly<Record<Area, number>> = {
  PI: 0x80,
  PQ: 0x80,
  I: 0x81,
  Q: 0x82,
  M: 0x83,
  DB: 0x84,
  C: 0x1c,
  T: 0x1d,
}

/** A run of bytes, of timers or counters, or one bit. */
export interface Item {
  readonly size: number
  readonly count: number
  readonly db: number
  readonly area: number
  /** In bits; of timers and counters their number. */
  readonly address: number
}

/** Bytes of the answer's data for one item. */
export function itemBytes({ size, count }: Item): number {
  return size === ItemSize.counter || size === ItemSize.timer ? 2 * count : count
}

/** What a read of these items takes of a PDU, as a request and as an answer, beside the first item and with it. */
export const READ_REQUEST_BYTES = HEADER_BYTES + 2
export const READ_ANSWER_BYTES = ACK_HEADER_BYTES + 2
export const ITEM_REQUEST_BYTES = 12
export const ITEM_ANSWER_BYTES = 4
/** What a write of one item takes beside its data. */
export const WRITE_BYTES = HEADER_BYTES + 2 + ITEM_REQUEST_BYTES + ITEM_ANSWER_BYTES

/** A PDU of any kind; the data begins with `parameter.length` bytes after the header. */
export function encodePdu(kind: number, reference: number, parameter: Uint8Array, data: Uint8Array): Buffer {
  const pdu = Buffer.allocUnsafe(HEADER_BYTES + parameter.length + data.length)
  pdu[0] = PROTOCOL
  pdu[1] = kind
  pdu.writeUInt16BE(0, 2)
  pdu.writeUInt16BE(reference, 4)
  pdu.writeUInt16BE(parameter.length, 6)
  pdu.writeUInt16BE(data.length, 8)
  pdu.set(parameter, HEADER_BYTES)
  pdu.set(data, HEADER_BYTES + parameter.length)
  return pdu
}

const NOTHING = new Uint8Array()

/** What a connection allows: jobs on their way in either direction and bytes of a PDU. */
export interface Setup {
  readonly jobs: number
  readonly pduSize: number
}

/** Function 0xf0: what we would like. */
export function encodeSetup(reference: number, { jobs, pduSize }: Setup): Buffer {
  const parameter = Buffer.from([FunctionCode.setup, 0, 0, 0, 0, 0, 0, 0])
  parameter.writeUInt16BE(jobs, 2)
  parameter.writeUInt16BE(jobs, 4)
  parameter.writeUInt16BE(pduSize, 6)
  return encodePdu(Kind.job, reference, parameter, NOTHING)
}

/** What the CPU grants. Throws `driver.reply_malformed`. */
export function readSetup(pdu: Uint8Array): Setup {
  const { parameter } = readAck(pdu, FunctionCode.setup)
  if (parameter.length !== 8) throw malformed('8 bytes of setup', `${parameter.length}`)
  const u16 = (at: number): number => (parameter[at]! << 8) | parameter[at + 1]!
  return { jobs: Math.max(1, Math.min(u16(2), u16(4))), pduSize: u16(6) }
}

/** `S7COMM_SYNTAXID_S7ANY`. */
function putItem(into: Buffer, at: number, { size, count, db, area, address }: Item): void {
  into[at] = 0x12
  into[at + 1] = 0x0a
  into[at + 2] = 0x10
  into[at + 3] = size
  into.writeUInt16BE(count, at + 4)
  into.writeUInt16BE(db, at + 6)
  into[at + 8] = area
  into.writeUIntBE(address, at + 9, 3)
}

/** Function 4. */
export function encodeRead(reference: number, items: readonly Item[]): Buffer {
  const parameter = Buffer.allocUnsafe(2 + ITEM_REQUEST_BYTES * items.length)
  parameter[0] = FunctionCode.readVar
  parameter[1] = items.length
  for (const [i, item] of items.entries()) putItem(parameter, 2 + ITEM_REQUEST_BYTES * i, item)
  return encodePdu(Kind.job, reference, parameter, NOTHING)
}

/** Function 5, one item. */
export function encodeWrite(reference: number, item: Item, bytes: Uint8Array): Buffer {
  const parameter = Buffer.allocUnsafe(2 + ITEM_REQUEST_BYTES)
  parameter[0] = FunctionCode.writeVar
  parameter[1] = 1
  putItem(parameter, 2, item)
  const data = Buffer.allocUnsafe(ITEM_ANSWER_BYTES + bytes.length)
  const size = item.size === ItemSize.bit ? DataSize.bit : item.size === ItemSize.byte ? DataSize.byte : DataSize.octets
  data[0] = 0
  data[1] = size
  data.writeUInt16BE(size === DataSize.bit ? 1 : size === DataSize.byte ? bytes.length * 8 : bytes.length, 2)
  data.set(bytes, ITEM_ANSWER_BYTES)
  return encodePdu(Kind.job, reference, parameter, data)
}

interface Ack {
  /** Error class and code; 0 if the job was done. */
  readonly error: number
  readonly parameter: Uint8Array
  readonly data: Uint8Array
}

/** Throws `driver.reply_malformed` if the PDU cannot be the acknowledgement of this function. */
export function readAck(pdu: Uint8Array, code: number): Ack {
  if (pdu[0] !== PROTOCOL || (pdu[1] !== Kind.ackData && pdu[1] !== Kind.ack) || pdu.length < ACK_HEADER_BYTES)
    throw malformed('the acknowledgement of a job', `${pdu.length} bytes of kind ${pdu[1]}`)
  const error = (pdu[10]! << 8) | pdu[11]!
  const { parameter, data } = parts(pdu, ACK_HEADER_BYTES)
  if (error === 0 && parameter[0] !== code) throw malformed(`function ${code}`, `function ${parameter[0] ?? 'none'}`)
  return { error, parameter, data }
}

/** Parameters and data of a PDU. Throws `driver.reply_malformed` if they are not as long as the header says. */
export function parts(
  pdu: Uint8Array,
  header = HEADER_BYTES,
): { readonly parameter: Uint8Array; readonly data: Uint8Array } {
  const parameterEnd = header + ((pdu[6]! << 8) | pdu[7]!)
  const end = parameterEnd + ((pdu[8]! << 8) | pdu[9]!)
  if (end !== pdu.length) throw malformed(`a PDU of ${end} bytes`, `${pdu.length}`)
  return { parameter: pdu.subarray(header, parameterEnd), data: pdu.subarray(parameterEnd, end) }
}

/** What a CPU said of one item of a read. */
export interface ItemAnswer {
  /** `Returnvalues of an item response`; 0xff is good. */
  readonly code: number
  /** Empty unless good. */
  readonly bytes: Uint8Array
}

/**
 * Holds the answer to a read against its items: their number and the length of each must be what was asked for.
 * Throws `driver.reply_malformed`; the error of the whole job, if any, comes back as a number.
 */
export function readItems(pdu: Uint8Array, items: readonly Item[]): readonly ItemAnswer[] | number {
  const { error, parameter, data } = readAck(pdu, FunctionCode.readVar)
  if (error !== 0) return error
  if (parameter.length !== 2 || parameter[1] !== items.length)
    throw malformed(`${items.length} items`, `${parameter[1] ?? 'none'}`)
  const answers: ItemAnswer[] = []
  let at = 0
  for (const item of items) {
    if (at + ITEM_ANSWER_BYTES > data.length) throw malformed(`item ${answers.length + 1}`, 'the end')
    const code = data[at]!
    const length = (data[at + 2]! << 8) | data[at + 3]!
    const inBits = data[at + 1]! >= DataSize.bit && data[at + 1]! <= LAST_SIZE_IN_BITS
    at += ITEM_ANSWER_BYTES
    if (code !== ITEM_OK) {
      answers.push({ code, bytes: NOTHING })
      continue
    }
    const bytes = inBits ? Math.ceil(length / 8) : length
    if (bytes !== itemBytes(item) || at + bytes > data.length)
      throw malformed(`${itemBytes(item)} bytes of data`, `a length of ${bytes} and ${data.length - at} bytes`)
    answers.push({ code, bytes: data.subarray(at, at + bytes) })
    // A fill byte makes the next item begin at an even place.
    at += bytes + (bytes & 1)
  }
  if (data.length > at) throw malformed(`${at} bytes of data`, `${data.length}`)
  return answers
}

/** What the CPU said to a write of one item: its return code, or the error of the job. Throws `driver.reply_malformed`. */
export function readWritten(pdu: Uint8Array): { readonly code: number } | { readonly error: number } {
  const { error, parameter, data } = readAck(pdu, FunctionCode.writeVar)
  if (error !== 0) return { error }
  if (parameter.length !== 2 || parameter[1] !== 1 || data.length < 1 || data.length > 2)
    throw malformed('the return code of one item', `${parameter[1] ?? 'no'} items and ${data.length} bytes`)
  return { code: data[0]! }
}

const itemErrors: Readonly<Record<number, readonly [says: string, read: number, write: number]>> = {
  1: ['hardware fault', Status.BadDeviceFailure, Status.BadDeviceFailure],
  3: [
    'access not allowed: the data block is optimised (its attribute "Optimized block access" must be off), PUT/GET communication from remote partners is off in the CPU, or its protection level forbids it',
    Status.BadNotReadable,
    Status.BadNotWritable,
  ],
  5: ['the address is out of range', Status.BadOutOfRange, Status.BadOutOfRange],
  6: ['the data type is not supported', Status.BadNotSupported, Status.BadNotSupported],
  7: ['the data type is inconsistent', Status.BadTypeMismatch, Status.BadTypeMismatch],
  10: ['the object does not exist', Status.BadNodeIdUnknown, Status.BadNodeIdUnknown],
}

/** Return codes after which a part of what was asked for might still be read. */
const inPart: readonly number[] = [0x01, 0x05, 0x0a]

export const ACCESS_DENIED = 0x03

export function itemStatus(code: number, kind: 'read' | 'write'): number {
  return itemErrors[code]?.[kind === 'read' ? 1 : 2] ?? Status.BadUnexpectedError
}

export function itemSays(code: number): string {
  return itemErrors[code]?.[0] ?? `return code ${code}`
}

export function perhapsInPart(code: number): boolean {
  return inPart.includes(code)
}

/** `Error classes in header`. */
const classes: Readonly<Record<number, readonly [says: string, status: number]>> = {
  129: ['application relationship', Status.BadNotSupported],
  130: ['object definition', Status.BadNodeIdUnknown],
  131: ['no resources available', Status.BadResourceUnavailable],
  132: ['error on service processing', Status.BadInvalidState],
  133: ['error on supplies', Status.BadUnexpectedError],
  135: ['access error', Status.BadNotReadable],
}

/** The OPC UA status of an error that concerns the whole job. */
export function jobStatus(error: number): number {
  return classes[error >> 8]?.[1] ?? Status.BadUnexpectedError
}

export function jobSays(error: number): string {
  return `${classes[error >> 8]?.[0] ?? 'error'} (0x${error.toString(16).padStart(4, '0')})`
}

export function malformed(expected: string, seen: string): Fault {
  return new Fault('driver.reply_malformed', { expected, seen })
}
