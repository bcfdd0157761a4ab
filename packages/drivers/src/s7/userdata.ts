import { encodePdu, ITEM_OK, Kind, malformed, parts } from './codec.ts'

/**
 * S7 userdata in bytes: what a CPU tells of itself. Layouts as in packet-s7comm.c, `Names of Function groups in userdata
 * parameter part` and below.
 */
export interface Service {
  readonly group: number
  readonly sub: number
}

export const listBlocks: Service = { group: 3, sub: 2 }
export const blockInfo: Service = { group: 3, sub: 3 }
export const readStatusList: Service = { group: 4, sub: 1 }

const NOTHING = new Uint8Array()
/** `S7COMM_BLOCKTYPE_DB`, and `A`: blocks that are embedded and active. */
const DATA_BLOCK = '0A'
const ACTIVE = 'A'
const OCTETS = 9
const NO_DATA = 0x0a

/** Asks for the first part of an answer, or for the next after one with this sequence number. */
export function encodeUserdata(
  reference: number,
  { group, sub }: Service,
  data: Uint8Array,
  sequence?: number,
): Buffer {
  const first = sequence === undefined
  const parameter = first
    ? [0, 1, 0x12, 4, 0x11, 0x40 | group, sub, 0]
    : [0, 1, 0x12, 8, 0x12, 0x40 | group, sub, sequence, 0, 0, 0, 0]
  const head =
    first && data.length > 0 ? [ITEM_OK, OCTETS, data.length >> 8, data.length & 0xff, ...data] : [NO_DATA, 0, 0, 0]
  return encodePdu(Kind.userdata, reference, Uint8Array.from(parameter), Uint8Array.from(head))
}

export interface UserdataAnswer {
  /** 0 if the CPU did as it was asked. */
  readonly error: number
  readonly sequence: number
  readonly last: boolean
  readonly bytes: Uint8Array
}

/** Throws `driver.reply_malformed` if the PDU cannot be the answer of this service. */
export function readUserdata(pdu: Uint8Array, { group, sub }: Service): UserdataAnswer {
  if (pdu[1] !== Kind.userdata) throw malformed('userdata', `kind ${pdu[1]}`)
  const { parameter, data } = parts(pdu)
  if (parameter.length < 12 || parameter[4] !== 0x12 || (parameter[5]! & 0xf0) !== 0x80)
    throw malformed('the answer of a service', Buffer.from(parameter).toString('hex'))
  const error = (parameter[10]! << 8) | parameter[11]!
  const refused = { error, sequence: 0, last: true, bytes: NOTHING }
  if (error !== 0) return refused
  if (data.length < 4) throw malformed('the data of a service', `${data.length} bytes`)
  if (data[0] !== ITEM_OK) return { ...refused, error: data[0] === 0 ? 0xffff : data[0]! }
  if ((parameter[5]! & 0x0f) !== group || parameter[6] !== sub)
    throw malformed(`service ${group}.${sub}`, `${parameter[5]! & 0x0f}.${parameter[6]}`)
  const length = (data[2]! << 8) | data[3]!
  if (length !== data.length - 4) throw malformed(`${length} bytes of data`, `${data.length - 4}`)
  return { error, sequence: parameter[7]!, last: parameter[9] === 0, bytes: data.subarray(4) }
}

/** What {@link listBlocks} wants. */
export function dataBlocks(): Uint8Array {
  return Buffer.from(DATA_BLOCK, 'latin1')
}

/** Numbers of the blocks. Throws `driver.reply_malformed`. */
export function readBlocks(bytes: Uint8Array): number[] {
  if (bytes.length % 4 !== 0) throw malformed('4 bytes a block', `${bytes.length} bytes`)
  return Array.from({ length: bytes.length / 4 }, (_, i) => (bytes[4 * i]! << 8) | bytes[4 * i + 1]!)
}

/** What {@link blockInfo} wants. */
export function dataBlock(db: number): Uint8Array {
  return Buffer.from(`${DATA_BLOCK}${String(db).padStart(5, '0')}${ACTIVE}`, 'latin1')
}

/** Bytes that the block holds (`MC7 code length`). Throws `driver.reply_malformed`. */
export function readBlockLength(bytes: Uint8Array): number {
  if (bytes.length < 42) throw malformed('the description of a block', `${bytes.length} bytes`)
  return (bytes[40]! << 8) | bytes[41]!
}

/** What {@link readStatusList} wants (SIMATIC System Software for S7-300/400, system status lists). */
export function statusList(id: number, index: number): Uint8Array {
  return Uint8Array.of(id >> 8, id & 0xff, index >> 8, index & 0xff)
}

/** List 0x0424 tells the present operating mode. */
export const OPERATING_MODE = 0x0424

const modes: Readonly<Record<number, string>> = { 3: 'STOP', 4: 'STOP', 6: 'STARTUP', 8: 'RUN', 10: 'HOLD' }

/** Throws `driver.reply_malformed`. */
export function readMode(bytes: Uint8Array): string {
  if (bytes.length < 12) throw malformed('the operating mode', `${bytes.length} bytes`)
  return modes[bytes[11]! & 0x0f] ?? `mode ${bytes[11]! & 0x0f}`
}
