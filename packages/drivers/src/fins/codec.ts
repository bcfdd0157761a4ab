import { Fault } from '@millrace/core'
import type { LengthHeader } from '../kit/length-framing.ts'
import './faults.ts'
import '../kit/faults.ts'

/**
 * FINS in bytes (SYSMAC CS/CJ/CP Communications Commands Reference Manual W342-E1-15 §5; Ethernet Units, Construction of
 * Networks W420-E1 §7-2 to §7-4). No socket, no tags. All numbers go high byte first. A frame: ICF, RSV, GCT,
 * destination network, node, unit, source network, node, unit, SID; command code u16, and in an answer end code u16;
 * data. Over UDP a packet is one frame; over TCP each has a header: `FINS`, length u32 of what follows, command u32,
 * error code u32.
 */
export interface Node {
  readonly network: number
  readonly node: number
  readonly unit: number
}

export const Command = { read: 0x0101, write: 0x0102, multipleRead: 0x0104, controllerData: 0x0501 } as const

/** W342 §5-3-2: most words of one read or write over a network. */
export const MOST_WORDS = 999
export const HEADER_BYTES = 10
/** Command and end code. */
const CODES_BYTES = 4
/** W420 §7-2: the longest frame. */
export const MOST_FRAME_BYTES = 2_012

/** What an answer may be about: one request, as it is held against it. */
export interface Request {
  readonly command: number
  readonly data: Uint8Array
  /** Bytes of data in a good answer; undefined where any number will do. */
  readonly expects: number | undefined
}

export interface Route {
  readonly to: Node
  readonly from: Node
}

const ICF_COMMAND = 0x80
const ICF_RESPONSE_BIT = 0x40
/** W420 §7-2: gateways a frame may pass. 7 reaches further, and old units do not take it. */
const GATEWAYS = 2

export function encodeFrame({ to, from }: Route, sid: number, { command, data }: Request): Buffer {
  const frame = Buffer.alloc(HEADER_BYTES + 2 + data.length)
  frame.set([ICF_COMMAND, 0, GATEWAYS, to.network, to.node, to.unit, from.network, from.node, from.unit, sid])
  frame.writeUInt16BE(command, HEADER_BYTES)
  frame.set(data, HEADER_BYTES + 2)
  return frame
}

/** An area code with the address of a word and, in areas of bits, the bit. */
export interface Place {
  readonly code: number
  readonly address: number
  readonly bit?: number
}

function encodePlace({ code, address, bit = 0 }: Place, count: number, dataBytes: number): Buffer {
  const bytes = Buffer.alloc(6 + dataBytes)
  bytes[0] = code
  bytes.writeUInt16BE(address, 1)
  bytes[3] = bit
  bytes.writeUInt16BE(count, 4)
  return bytes
}

/** 0101 MEMORY AREA READ (W342 §5-3-2): `count` words of two bytes, or flags of one. */
export function readMemory(place: Place, count: number, flags = false): Request {
  return { command: Command.read, data: encodePlace(place, count, 0), expects: flags ? count : count * 2 }
}

/** 0102 MEMORY AREA WRITE (W342 §5-3-3): `count` words of two bytes, or bits of one. */
export function writeMemory(place: Place, count: number, data: Uint8Array): Request {
  const bytes = encodePlace(place, count, data.length)
  bytes.set(data, 6)
  return { command: Command.write, data: bytes, expects: 0 }
}

/** 0501 CONTROLLER DATA READ: asks whether somebody is there. */
export function controllerData(): Request {
  return { command: Command.controllerData, data: new Uint8Array(), expects: undefined }
}

export interface Answer {
  /** 0 if the device did as it was asked; without the flags of the CPU's own errors. */
  readonly endCode: number
  readonly data: Uint8Array
}

/** True for answers; what a device asks of us is none. Throws `driver.frame_malformed` if it is no frame at all. */
export function isAnswer(frame: Uint8Array): boolean {
  const least = HEADER_BYTES + CODES_BYTES
  if (frame.length < least || frame.length > MOST_FRAME_BYTES) {
    throw new Fault('driver.frame_malformed', {
      expected: `a FINS frame of ${least} to ${MOST_FRAME_BYTES} bytes`,
      seen: `one of ${frame.length}`,
    })
  }
  return (frame[0]! & ICF_RESPONSE_BIT) !== 0
}

export function sidOf(frame: Uint8Array): number {
  return frame[9]!
}

/**
 * Holds an answer against its request: sender, command code and length must be what the request demands. Throws
 * `driver.reply_malformed`. W342 §5-1-3: bit 7 of the first byte of the end code says that a relay failed, bits 6 and 7
 * of the second that the CPU has an error of its own; with those alone the data are good.
 */
export function readAnswer({ to }: Route, { command, expects }: Request, frame: Uint8Array): Answer {
  // Node 0 is the one that is connected to, whatever its number.
  if (to.node !== 0 && (frame[7] !== to.node || frame[8] !== to.unit)) {
    throw malformed(`an answer of node ${to.node}, unit ${to.unit}`, `one of node ${frame[7]}, unit ${frame[8]}`)
  }
  const answered = (frame[10]! << 8) | frame[11]!
  if (answered !== command) throw malformed(`the command ${hex4(command)}`, hex4(answered))
  const endCode = ((frame[12]! & 0x7f) << 8) | (frame[13]! & 0x3f)
  const data = frame.subarray(HEADER_BYTES + CODES_BYTES)
  if (endCode !== 0) return { endCode, data: data.subarray(0, 0) }
  if (expects !== undefined && data.length !== expects)
    throw malformed(`${expects} bytes of data`, `${data.length} bytes`)
  return { endCode, data }
}

function malformed(expected: string, seen: string): Fault {
  return new Fault('driver.reply_malformed', { expected, seen })
}

export function hex4(code: number): string {
  return code.toString(16).toUpperCase().padStart(4, '0')
}

/** Commands of the FINS/TCP header (W420 §7-4). */
export const TcpCommand = {
  clientNode: 0,
  serverNode: 1,
  frame: 2,
  error: 3,
  confirmation: 6,
} as const

export const TCP_HEADER_BYTES = 16
const MAGIC = 0x46494e53

export const tcpHeader: LengthHeader = {
  headerBytes: TCP_HEADER_BYTES,
  mostBytes: TCP_HEADER_BYTES + MOST_FRAME_BYTES,
  lengthOf: (head) => {
    const view = new DataView(head.buffer, head.byteOffset, head.byteLength)
    if (view.getUint32(0) !== MAGIC) {
      throw new Fault('driver.frame_malformed', {
        expected: 'a FINS/TCP header',
        seen: Buffer.from(head.subarray(0, 4)).toString('hex'),
      })
    }
    return view.getUint32(4) + 8
  },
}

export function encodeTcp(command: number, data: Uint8Array, error = 0): Buffer {
  const bytes = Buffer.alloc(TCP_HEADER_BYTES + data.length)
  bytes.writeUInt32BE(MAGIC, 0)
  bytes.writeUInt32BE(8 + data.length, 4)
  bytes.writeUInt32BE(command, 8)
  bytes.writeUInt32BE(error, 12)
  bytes.set(data, TCP_HEADER_BYTES)
  return bytes
}

export interface TcpFrame {
  readonly command: number
  readonly error: number
  readonly data: Uint8Array
}

export function readTcp(bytes: Uint8Array): TcpFrame {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return { command: view.getUint32(8), error: view.getUint32(12), data: bytes.subarray(TCP_HEADER_BYTES) }
}

/** FINS NODE ADDRESS DATA SEND, client to server; 0 asks for a number. */
export function encodeClientNode(node: number): Buffer {
  return encodeTcp(TcpCommand.clientNode, Uint8Array.of(0, 0, 0, node))
}

/** The server's answer to it. Throws `fins.refused` or `driver.frame_malformed`. */
export function readServerNode({ error, data }: TcpFrame): { readonly client: number; readonly server: number } {
  if (error !== 0) throw new Fault('fins.refused', { error, seen: tcpErrors[error] ?? 'unknown reason' })
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength)
  const client = data.length === 8 ? view.getUint32(0) : 0
  const server = data.length === 8 ? view.getUint32(4) : 0
  if (client < 1 || client > 254 || server < 1 || server > 254) {
    throw new Fault('driver.frame_malformed', {
      expected: 'two node numbers from 1 to 254',
      seen: Buffer.from(data.subarray(0, 16)).toString('hex'),
    })
  }
  return { client, server }
}

/** W420 §7-4. */
export const tcpErrors: Readonly<Record<number, string>> = {
  1: 'the header is not FINS',
  2: 'the data is too long',
  3: 'the command is not supported',
  32: 'all connections are in use',
  33: 'this node is connected already',
  34: 'the node is protected against this address',
  35: 'the node number of the client is out of range',
  36: 'client and server have the same node number',
  37: 'all node numbers are in use',
}
