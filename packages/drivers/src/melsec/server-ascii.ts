import { Fault } from '@millrace/core'
import type { LengthHeader } from '../kit/length-framing.ts'
import '../kit/faults.ts'
import { asciiBase, asciiName, hexOf, routeOf, wordChars, wordsOf } from './ascii.ts'
import { Command, type Frame } from './codec.ts'
import { devices } from './devices.ts'
import type { ServedRequest } from './server-codec.ts'

/** The other side of {@link ./ascii.ts}: requests in ASCII code as a controller reads them, and its answers. */
const routeAt: Readonly<Record<Frame, number>> = { '3E': 4, '4E': 12 }
const MOST_CHARS = 4_096

export function asciiRequestHeader(frame: Frame): LengthHeader {
  const at = routeAt[frame]
  return {
    headerBytes: at + 14,
    mostBytes: MOST_CHARS,
    lengthOf: (head) => {
      const text = Buffer.from(head.subarray(0, at + 14)).toString('latin1')
      const length = Number.parseInt(text.slice(-4), 16)
      if (!/^5[04]00[\dA-F]+$/.test(text) || length < 12) throw malformed(text)
      return at + 14 + length
    },
  }
}

/** Reads a whole frame; its data become those of binary code. */
export function readAsciiRequest(frame: Frame, bytes: Uint8Array): ServedRequest {
  const text = Buffer.from(bytes).toString('latin1')
  const at = routeAt[frame]
  const body = text.slice(at + 14)
  if (!/^[\dA-F]{12}/.test(body)) throw malformed(text)
  const command = Number.parseInt(body.slice(4, 8), 16)
  const subcommand = Number.parseInt(body.slice(8, 12), 16)
  return {
    frame,
    serial: frame === '4E' ? Number.parseInt(text.slice(4, 8), 16) : 0,
    route: routeOf(text.slice(at, at + 10)),
    command,
    subcommand,
    data: binaryData(command, subcommand, body.slice(12)),
  }
}

function binaryData(command: number, subcommand: number, text: string): Buffer {
  if (command === Command.selfTest) {
    return Buffer.concat([wordsOf(text.slice(0, 4)), Buffer.from(text.slice(4), 'latin1')])
  }
  const wide = subcommand >= 2
  const nameChars = wide ? 4 : 2
  const digits = text.slice(nameChars, nameChars + (wide ? 8 : 6))
  const device = devices.find((known) => asciiName(known, wide) === text.slice(0, nameChars))
  const number = Number.parseInt(digits, device ? asciiBase(device) : 10)
  if (!/^[\dA-F]+$/.test(text.slice(nameChars)) || Number.isNaN(number)) throw malformed(text)
  const head = Buffer.alloc(wide ? 8 : 6)
  if (wide) head.writeUInt32LE(number)
  else head.writeUIntLE(number, 0, 3)
  // A device that is not there has code 0, which none has.
  head[wide ? 4 : 3] = device?.code ?? 0
  const rest = text.slice(nameChars + digits.length)
  if (rest.length < 4) throw malformed(text)
  wordsOf(rest.slice(0, 4)).copy(head, head.length - 2)
  const values = rest.slice(4)
  const bits = (subcommand & 1) === 1
  return Buffer.concat([head, bits ? Buffer.from(values + (values.length % 2 ? '0' : ''), 'hex') : wordsOf(values)])
}

/** `bits` of a read in bit units are that many characters. */
export function encodeAsciiReply(request: ServedRequest, data: Uint8Array, endCode = 0): Buffer {
  const { frame, serial, route, command, subcommand } = request
  const [network, pc, low, high, station] = route
  const subheader = frame === '3E' ? 'D000' : `D400${hexOf(serial, 4)}0000`
  const from = [network!, pc!, high!, low!, station!].map((byte) => hexOf(byte, 2)).join('')
  const body = endCode === 0 ? good(request, data) : from + hexOf(command, 4) + hexOf(subcommand, 4)
  return Buffer.from(subheader + from + hexOf(body.length + 4, 4) + hexOf(endCode, 4) + body, 'latin1')
}

function good({ command, subcommand, data: asked }: ServedRequest, data: Uint8Array): string {
  if (command === Command.selfTest)
    return wordChars(data.subarray(0, 2)) + Buffer.from(data.subarray(2)).toString('latin1')
  if ((subcommand & 1) === 0) return wordChars(data)
  const count = asked[subcommand >= 2 ? 6 : 4]! | (asked[subcommand >= 2 ? 7 : 5]! << 8)
  return Buffer.from(data).toString('hex').slice(0, count)
}

function malformed(text: string): Fault {
  return new Fault('driver.frame_malformed', { expected: 'an ASCII request', seen: JSON.stringify(text.slice(0, 40)) })
}
