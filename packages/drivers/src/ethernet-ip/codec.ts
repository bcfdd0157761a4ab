import { Fault } from '@millrace/core'
import type { FrameSink, Framing } from '../kit/exchange.ts'
import '../kit/faults.ts'
import './faults.ts'

/**
 * EtherNet/IP encapsulation in bytes (The CIP Networks Library Vol. 2, chapter 2). No socket, no tags. A frame is a header
 * of 24 bytes (command u16, length u16, session u32, status u32, sender context of 8 bytes, options u32; all
 * little-endian) and `length` bytes of data. The sender context comes back as it was sent: it carries the request's number.
 */
export const HEADER_BYTES = 24
/** No answer that we ask for comes near; more is a stream that has lost its borders. */
const MOST_DATA_BYTES = 8_192

/** §2-3.2 */
export const Command = {
  listServices: 0x04,
  listIdentity: 0x63,
  registerSession: 0x65,
  unregisterSession: 0x66,
  sendRrData: 0x6f,
  sendUnitData: 0x70,
} as const

const commands: ReadonlySet<number> = new Set(Object.values(Command))

/** §2-3.5 */
const refusals: Readonly<Record<number, string>> = {
  1: 'the command is unknown or not allowed',
  2: 'the device has no memory left for it',
  3: 'the data is malformed',
  100: 'the session is unknown',
  101: 'the length is wrong',
  105: 'the protocol revision is not supported',
}

/** §2-6.3: items of the common packet format. */
const Item = { nullAddress: 0x00, identity: 0x0c, connectedAddress: 0xa1, connectedData: 0xb1, unconnectedData: 0xb2 }

export function encodeFrame(command: number, session: number, id: number, data: Uint8Array): Buffer {
  const frame = Buffer.alloc(HEADER_BYTES + data.length)
  frame.writeUInt16LE(command, 0)
  frame.writeUInt16LE(data.length, 2)
  frame.writeUInt32LE(session, 4)
  frame.writeUInt32LE(id, 12)
  frame.set(data, HEADER_BYTES)
  return frame
}

/** Register Session (§2-4.4): protocol version 1, no options. */
export const REGISTRATION = Uint8Array.of(1, 0, 0, 0)

/** Send RR Data (§2-4.7): interface CIP, an unconnected message. */
export function encodeUnconnected(message: Uint8Array): Uint8Array {
  const data = Buffer.alloc(16 + message.length)
  data.writeUInt16LE(2, 6)
  data.writeUInt16LE(Item.nullAddress, 8)
  data.writeUInt16LE(Item.unconnectedData, 12)
  data.writeUInt16LE(message.length, 14)
  data.set(message, 16)
  return data
}

/** The message of a Send RR Data frame's data. Throws `driver.reply_malformed`. */
export function decodeUnconnected(data: Uint8Array): Uint8Array {
  const [address, message] = items(data, 6)
  if (address?.type !== Item.nullAddress || address.data.length > 0 || message?.type !== Item.unconnectedData)
    throw malformed('an unconnected message', shown(data))
  return message.data
}

/** Send Unit Data (§2-4.8): a message of a connection, by the number that its receiver chose. */
export function encodeConnected(connection: number, sequence: number, message: Uint8Array): Uint8Array {
  const data = Buffer.alloc(22 + message.length)
  data.writeUInt16LE(2, 6)
  data.writeUInt16LE(Item.connectedAddress, 8)
  data.writeUInt16LE(4, 10)
  data.writeUInt32LE(connection, 12)
  data.writeUInt16LE(Item.connectedData, 16)
  data.writeUInt16LE(message.length + 2, 18)
  data.writeUInt16LE(sequence, 20)
  data.set(message, 22)
  return data
}

/** Throws `driver.reply_malformed`. */
export function decodeConnected(data: Uint8Array): { connection: number; sequence: number; message: Uint8Array } {
  const [address, message] = items(data, 6)
  if (
    address?.type !== Item.connectedAddress ||
    address.data.length !== 4 ||
    message?.type !== Item.connectedData ||
    message.data.length < 2
  )
    throw malformed('a message of a connection', shown(data))
  return {
    connection: viewOf(address.data).getUint32(0, true),
    sequence: viewOf(message.data).getUint16(0, true),
    message: message.data.subarray(2),
  }
}

/** What a device says of itself (§2-4.2). */
export interface Identity {
  readonly vendor: number
  readonly deviceType: number
  readonly product: number
  readonly revision: string
  readonly serial: number
  /** `1756-L83E/B`, `2080-LC50-24QWB`. */
  readonly name: string
}

/** Before the identity itself: protocol version u16 and a socket address of 16 bytes. */
const IDENTITY_AT = 18

export function encodeIdentity({ vendor, deviceType, product, revision, serial, name }: Identity): Uint8Array {
  const text = Buffer.from(name, 'latin1')
  const item = Buffer.alloc(IDENTITY_AT + 16 + text.length)
  const [major, minor] = revision.split('.')
  item.writeUInt16LE(1, 0)
  item.writeUInt16LE(vendor, IDENTITY_AT)
  item.writeUInt16LE(deviceType, IDENTITY_AT + 2)
  item.writeUInt16LE(product, IDENTITY_AT + 4)
  item[IDENTITY_AT + 6] = Number(major)
  item[IDENTITY_AT + 7] = Number(minor)
  item.writeUInt32LE(serial, IDENTITY_AT + 10)
  item[IDENTITY_AT + 14] = text.length
  item.set(text, IDENTITY_AT + 15)
  const data = Buffer.alloc(6 + item.length)
  data.writeUInt16LE(1, 0)
  data.writeUInt16LE(Item.identity, 2)
  data.writeUInt16LE(item.length, 4)
  data.set(item, 6)
  return data
}

/** Throws `driver.reply_malformed`. */
export function decodeIdentity(data: Uint8Array): Identity {
  const item = items(data, 0).find(({ type }) => type === Item.identity)?.data
  const length = item?.[IDENTITY_AT + 14]
  if (!item || length === undefined || item.length < IDENTITY_AT + 15 + length)
    throw malformed('an identity', shown(data))
  const view = viewOf(item)
  return {
    vendor: view.getUint16(IDENTITY_AT, true),
    deviceType: view.getUint16(IDENTITY_AT + 2, true),
    product: view.getUint16(IDENTITY_AT + 4, true),
    revision: `${item[IDENTITY_AT + 6]}.${item[IDENTITY_AT + 7]}`,
    serial: view.getUint32(IDENTITY_AT + 10, true),
    name: Buffer.from(item.subarray(IDENTITY_AT + 15, IDENTITY_AT + 15 + length)).toString('latin1'),
  }
}

/** A frame as the framing hands it over. */
export interface EncapsulatedFrame {
  readonly command: number
  readonly session: number
  readonly data: Uint8Array
}

/** Takes a whole frame apart. Throws `ethernet-ip.encapsulation_refused`, `driver.reply_malformed`. */
export function openFrame(frame: Uint8Array): EncapsulatedFrame {
  const view = viewOf(frame)
  const status = view.getUint32(8, true)
  if (status !== 0)
    throw new Fault('ethernet-ip.encapsulation_refused', { seen: refusals[status] ?? `status ${status}` })
  // §2-3.7: what has options set is to be thrown away.
  if (view.getUint32(20, true) !== 0) throw malformed('no options', shown(frame.subarray(20, 24)))
  return {
    command: view.getUint16(0, true),
    session: view.getUint32(4, true),
    data: frame.subarray(HEADER_BYTES),
  }
}

/** Cuts a byte stream into frames; the number of each is in the low half of its sender context. */
export class FrameDecoder implements Framing {
  readonly #sink: FrameSink
  #rest: Buffer = Buffer.alloc(0)

  constructor(sink: FrameSink) {
    this.#sink = sink
  }

  get partial(): boolean {
    return this.#rest.length > 0
  }

  push(chunk: Uint8Array): void {
    const bytes = this.#rest.length === 0 ? Buffer.from(chunk) : Buffer.concat([this.#rest, chunk])
    let at = 0
    while (bytes.length - at >= HEADER_BYTES) {
      const length = HEADER_BYTES + dataLength(bytes, at)
      if (bytes.length - at < length) break
      const frame = bytes.subarray(at, at + length)
      at += length
      // The high half is always 0 in what we send: anything else answers nobody.
      this.#sink(frame.readUInt32LE(16) === 0 ? frame.readUInt32LE(12) : -1, frame)
    }
    this.#rest = bytes.subarray(at)
  }
}

function dataLength(bytes: Buffer, at: number): number {
  const command = bytes.readUInt16LE(at)
  const length = bytes.readUInt16LE(at + 2)
  if (!commands.has(command)) throw notEncapsulated(`command 0x${command.toString(16)}`)
  if (length > MOST_DATA_BYTES) throw notEncapsulated(`a length of ${length}`)
  return length
}

function notEncapsulated(seen: string): Fault {
  return new Fault('driver.frame_malformed', { expected: 'an EtherNet/IP frame', seen })
}

interface PacketItem {
  readonly type: number
  readonly data: Uint8Array
}

/** The items of the common packet format from `at` on. */
function items(data: Uint8Array, at: number): PacketItem[] {
  if (data.length < at + 2) throw malformed('a list of items', shown(data))
  const view = viewOf(data)
  const found: PacketItem[] = []
  let from = at + 2
  for (let left = view.getUint16(at, true); left > 0; left--) {
    if (from + 4 > data.length) throw malformed('a whole item', shown(data))
    const end = from + 4 + view.getUint16(from + 2, true)
    if (end > data.length) throw malformed('a whole item', shown(data))
    found.push({ type: view.getUint16(from, true), data: data.subarray(from + 4, end) })
    from = end
  }
  if (from !== data.length) throw malformed('nothing after the last item', shown(data.subarray(from)))
  return found
}

export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

export function malformed(expected: string, seen: string): Fault {
  return new Fault('driver.reply_malformed', { expected, seen })
}

/** Bytes for a message, in hex. */
export function shown(bytes: Uint8Array): string {
  return bytes.length === 0 ? 'nothing' : Buffer.from(bytes.subarray(0, 40)).toString('hex')
}
