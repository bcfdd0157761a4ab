import { Fault } from '@millrace/core'
import type { LengthHeader } from '../kit/length-framing.ts'
import '../kit/faults.ts'
import type { Frame } from './codec.ts'

/** The other side of {@link ./codec.ts}: requests as a controller reads them, and its answers. */
export interface ServedRequest {
  readonly frame: Frame
  readonly serial: number
  /** The five bytes of the access route, as they came. */
  readonly route: Uint8Array
  readonly command: number
  readonly subcommand: number
  readonly data: Uint8Array
}

const routeAt: Readonly<Record<Frame, number>> = { '3E': 2, '4E': 6 }
/** The longest write: 960 words and what is before them. */
const MOST_REQUEST_BYTES = 2_048

export function requestHeader(frame: Frame): LengthHeader {
  const first = frame === '3E' ? 0x50 : 0x54
  const at = routeAt[frame]
  return {
    headerBytes: at + 7,
    mostBytes: MOST_REQUEST_BYTES,
    lengthOf: (head) => {
      const length = (head[at + 6]! << 8) | head[at + 5]!
      if (head[0] !== first || head[1] !== 0 || length < 6) {
        throw new Fault('driver.frame_malformed', {
          expected: `a ${frame} request`,
          seen: Buffer.from(head.subarray(0, at + 7)).toString('hex'),
        })
      }
      return at + 7 + length
    },
  }
}

/** Reads a whole frame. */
export function readRequest(frame: Frame, bytes: Uint8Array): ServedRequest {
  const at = routeAt[frame]
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return {
    frame,
    serial: frame === '4E' ? view.getUint16(2, true) : 0,
    route: bytes.subarray(at, at + 5),
    command: view.getUint16(at + 9, true),
    subcommand: view.getUint16(at + 11, true),
    data: bytes.subarray(at + 13),
  }
}

export function encodeReply(request: ServedRequest, data: Uint8Array, endCode = 0): Buffer {
  const { frame, serial, route } = request
  const at = routeAt[frame]
  const bytes = Buffer.alloc(at + 9 + data.length)
  bytes[0] = frame === '3E' ? 0xd0 : 0xd4
  if (frame === '4E') bytes.writeUInt16LE(serial, 2)
  bytes.set(route, at)
  bytes.writeUInt16LE(2 + data.length, at + 5)
  bytes.writeUInt16LE(endCode, at + 7)
  bytes.set(data, at + 9)
  return bytes
}

/** A refusal repeats route, command and subcommand. */
export function encodeRefusal(request: ServedRequest, endCode: number): Buffer {
  const information = Buffer.alloc(9)
  information.set(request.route, 0)
  information.writeUInt16LE(request.command, 5)
  information.writeUInt16LE(request.subcommand, 7)
  return encodeReply(request, information, endCode)
}
