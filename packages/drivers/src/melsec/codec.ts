import { Fault } from '@millrace/core'
import type { LengthHeader } from '../kit/length-framing.ts'
import '../kit/faults.ts'

/**
 * MELSEC communication protocol / SLMP in bytes, binary code (SH(NA)-080008-AB "MELSEC Communication Protocol Reference
 * Manual" §5.3, §6.1, §8; SH(NA)-080956ENG "SLMP Reference Manual" §5.2). No socket, no tags. All numbers go low byte first.
 * A request: subheader (50 00; 4E: 54 00, serial number u16, 00 00), access route (network u8, PC u8, module I/O u16,
 * station u8), length u16 of what follows, monitoring timer u16, command u16, subcommand u16, data. An answer:
 * subheader D0 00 or D4 00, the same route, length, end code u16, data.
 */
export type Frame = '3E' | '4E'

/** Which station of which network, and which module in it, is spoken to. */
export interface Route {
  readonly network: number
  readonly pc: number
  readonly io: number
  readonly station: number
}

export interface FrameSettings {
  readonly frame: Frame
  /** How numbers are written. */
  readonly code: 'binary' | 'ascii'
  readonly route: Route
  /** How long the station that is connected to waits for the one that is asked, in 250 ms; 0 for ever. */
  readonly timer: number
}

export const Command = { read: 0x0401, write: 0x1401, selfTest: 0x0619 } as const

/** What an answer may be about: one request, as it is held against it. */
export interface Request {
  readonly command: number
  readonly subcommand: number
  readonly data: Uint8Array
  /** Bytes of data in a good answer; undefined where any number will do. */
  readonly expects: number | undefined
}

/** SH-080008 §8.2: most points of one batch read or write in word units. */
export const MOST_WORDS = 960
const ROUTE_BYTES = 5
const subheaderBytes: Readonly<Record<Frame, number>> = { '3E': 2, '4E': 6 }
/** Before the end code: subheader, route, length. */
const headBytes = (frame: Frame): number => subheaderBytes[frame] + ROUTE_BYTES + 2
/** Some modules answer more than the words of one read, such as the type name; nothing is longer than this. */
const MOST_FRAME_BYTES = 15 + 2_048

export function encodeRequest(settings: FrameSettings, serial: number, request: Request): Buffer {
  const { frame, timer } = settings
  const at = subheaderBytes[frame]
  const bytes = Buffer.alloc(headBytes(frame) + 6 + request.data.length)
  bytes[0] = frame === '3E' ? 0x50 : 0x54
  if (frame === '4E') bytes.writeUInt16LE(serial, 2)
  bytes.set(encodeRoute(settings.route), at)
  bytes.writeUInt16LE(6 + request.data.length, at + 5)
  bytes.writeUInt16LE(timer, at + 7)
  bytes.writeUInt16LE(request.command, at + 9)
  bytes.writeUInt16LE(request.subcommand, at + 11)
  bytes.set(request.data, at + 13)
  return bytes
}

export function encodeRoute({ network, pc, io, station }: Route): Uint8Array {
  return Uint8Array.of(network, pc, io & 0xff, io >> 8, station)
}

/** A device's code and first number, with 3 + 1 bytes, or 4 + 2 (subcommands of iQ-R; SH-080008 §8.1). */
export interface DevicePoint {
  readonly code: number
  readonly number: number
  readonly wide: boolean
}

function encodePoint({ code, number, wide }: DevicePoint, points: number, dataBytes: number): Buffer {
  const bytes = Buffer.alloc((wide ? 8 : 6) + dataBytes)
  if (wide) {
    bytes.writeUInt32LE(number, 0)
    bytes.writeUInt16LE(code, 4)
  } else {
    bytes.writeUIntLE(number, 0, 3)
    bytes[3] = code
  }
  bytes.writeUInt16LE(points, wide ? 6 : 4)
  return bytes
}

/** 0401, subcommand 0000 (0002): words from a device; of bit devices 16 a word, the first in the lowest bit. */
export function readWords(point: DevicePoint, count: number): Request {
  const data = encodePoint(point, count, 0)
  return { command: Command.read, subcommand: point.wide ? 2 : 0, data, expects: count * 2 }
}

/** 1401, subcommand 0000 (0002): words to a device, as they go on the wire. */
export function writeWords(point: DevicePoint, words: Uint8Array): Request {
  const data = encodePoint(point, words.length / 2, words.length)
  data.set(words, point.wide ? 8 : 6)
  return { command: Command.write, subcommand: point.wide ? 2 : 0, data, expects: 0 }
}

/** 1401, subcommand 0001 (0003): one bit device on or off. Two share a byte, the first in its upper half. */
export function writeBit(point: DevicePoint, on: boolean): Request {
  const data = encodePoint(point, 1, 1)
  data[data.length - 1] = on ? 0x10 : 0x00
  return { command: Command.write, subcommand: point.wide ? 3 : 1, data, expects: 0 }
}

/**
 * 0619: the module sends the same back; the letters are hexadecimal digits (SH-080008, "Loopback test"). Asks whether
 * somebody is there, so that any answer will do.
 */
export function selfTest(): Request {
  return { command: Command.selfTest, subcommand: 0, data: Buffer.from('\x04\x00ABCD', 'latin1'), expects: undefined }
}

/** The head of an answer in this frame. */
export function answerHeader(frame: Frame): LengthHeader {
  const first = frame === '3E' ? 0xd0 : 0xd4
  const at = subheaderBytes[frame]
  return {
    headerBytes: headBytes(frame),
    mostBytes: MOST_FRAME_BYTES,
    lengthOf: (head) => {
      if (head[0] !== first || head[1] !== 0 || (frame === '4E' && (head[4] !== 0 || head[5] !== 0))) {
        throw new Fault('driver.frame_malformed', {
          expected: `a binary ${frame} answer (${first.toString(16).toUpperCase()} 00 …)`,
          seen: Buffer.from(head.subarray(0, 6)).toString('hex'),
        })
      }
      const length = (head[at + ROUTE_BYTES + 1]! << 8) | head[at + ROUTE_BYTES]!
      if (length < 2) {
        throw new Fault('driver.frame_malformed', { expected: 'an end code', seen: `a length of ${length}` })
      }
      return headBytes(frame) + length
    },
  }
}

/** The serial number of a 4E answer; 3E has none. */
export function serialOf(frame: Frame, answer: Uint8Array): number {
  return frame === '3E' ? 0 : (answer[3]! << 8) | answer[2]!
}

export interface Answer {
  /** 0 if the device did as it was asked. */
  readonly endCode: number
  readonly data: Uint8Array
}

/**
 * Holds a whole answer against its request: route and length must be what the request demands, and a refusal must name
 * the same command. Throws `driver.reply_malformed`.
 */
export function readAnswer({ frame, route }: FrameSettings, request: Request, answer: Uint8Array): Answer {
  const at = subheaderBytes[frame]
  const wanted = encodeRoute(route)
  if (!wanted.every((byte, i) => byte === answer[at + i])) {
    const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')
    throw malformed(`an answer of the route ${hex(wanted)}`, `one of ${hex(answer.subarray(at, at + ROUTE_BYTES))}`)
  }
  const head = headBytes(frame)
  const endCode = (answer[head + 1]! << 8) | answer[head]!
  const data = answer.subarray(head + 2)
  if (endCode === 0) {
    if (request.expects !== undefined && data.length !== request.expects)
      throw malformed(`${request.expects} bytes of data`, `${data.length} bytes`)
    return { endCode, data }
  }
  // SH-080008 §5.3: route, command and subcommand follow; some devices leave them out.
  if (data.length >= ROUTE_BYTES + 4) {
    const command = (data[ROUTE_BYTES + 1]! << 8) | data[ROUTE_BYTES]!
    if (command !== request.command)
      throw malformed(`a refusal of the command ${hex4(request.command)}`, `one of ${hex4(command)}`)
  }
  return { endCode, data: data.subarray(0, 0) }
}

function malformed(expected: string, seen: string): Fault {
  return new Fault('driver.reply_malformed', { expected, seen })
}

export function hex4(code: number): string {
  return code.toString(16).toUpperCase().padStart(4, '0')
}
