import { Fault } from '@millrace/core'
import type { LengthHeader } from '../kit/length-framing.ts'
import '../kit/faults.ts'
import { Command, type Frame, type FrameSettings, type Request } from './codec.ts'
import { type Device, devices, spaceOfCode } from './devices.ts'

/**
 * The same frames in ASCII code (SH(NA)-080008-AB §5.3, §8.1): each number as hexadecimal digits, the highest first;
 * devices by name, their numbers in the base they are written in. Answers are turned into those of binary code.
 */
const ROUTE_CHARS = 10
const LENGTH_CHARS = 4
const subheaderChars: Readonly<Record<Frame, number>> = { '3E': 4, '4E': 12 }
const headChars = (frame: Frame): number => subheaderChars[frame] + ROUTE_CHARS + LENGTH_CHARS
const MOST_CHARS = 26 + 4 + 4 * 960 + 32

/** Numbers with six digits; more than that cannot be asked for. */
export const MOST_DECIMAL = 999_999

export function hexOf(number: number, digits: number): string {
  return number.toString(16).toUpperCase().padStart(digits, '0')
}

/** Names of two letters in the short form, of four in the wide one; `*` fills up. */
const shortNames: Readonly<Record<string, string>> = { STS: 'SS', STC: 'SC', STN: 'SN' }

export function asciiName({ name }: Device, wide: boolean): string {
  return wide ? name.padEnd(4, '*') : (shortNames[name] ?? name).padEnd(2, '*')
}

/** §8.1 lists ZR in hex, whatever the programming software does. */
export function asciiBase({ name, base }: Device): number {
  return name === 'ZR' ? 16 : base
}

export function encodeAsciiRequest({ frame, route, timer }: FrameSettings, serial: number, request: Request): Buffer {
  const { network, pc, io, station } = route
  const subheader = frame === '3E' ? '5000' : `5400${hexOf(serial, 4)}0000`
  const to = hexOf(network, 2) + hexOf(pc, 2) + hexOf(io, 4) + hexOf(station, 2)
  const body = hexOf(timer, 4) + hexOf(request.command, 4) + hexOf(request.subcommand, 4) + asciiData(request)
  return Buffer.from(subheader + to + hexOf(body.length, 4) + body, 'latin1')
}

function asciiData({ command, subcommand, data }: Request): string {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength)
  if (command === Command.selfTest) {
    return hexOf(view.getUint16(0, true), 4) + Buffer.from(data.subarray(2)).toString('latin1')
  }
  const wide = subcommand >= 2
  const head = wide ? 8 : 6
  const device = devices[spaceOfCode(wide ? view.getUint16(4, true) : data[3]!)]!
  const number = wide ? view.getUint32(0, true) : view.getUint32(0, true) & 0xff_ffff
  const digits = number
    .toString(asciiBase(device))
    .toUpperCase()
    .padStart(wide ? 8 : 6, '0')
  const count = view.getUint16(head - 2, true)
  const rest = data.subarray(head)
  const values = (subcommand & 1) === 1 && command === Command.write ? bitChars(rest, count) : wordChars(rest)
  return asciiName(device, wide) + digits + hexOf(count, 4) + values
}

function bitChars(bytes: Uint8Array, count: number): string {
  return Buffer.from(bytes).toString('hex').slice(0, count)
}

/** Words that go low byte first in binary code. */
export function wordChars(bytes: Uint8Array): string {
  return Buffer.from(bytes).swap16().toString('hex').toUpperCase()
}

/** The head of an answer in this frame. */
export function asciiAnswerHeader(frame: Frame): LengthHeader {
  const first = frame === '3E' ? 'D000' : 'D400'
  return {
    headerBytes: headChars(frame),
    mostBytes: MOST_CHARS,
    lengthOf: (head) => {
      const text = Buffer.from(head.subarray(0, headChars(frame))).toString('latin1')
      const length = text.slice(-LENGTH_CHARS)
      if (!text.startsWith(first) || !/^[\dA-F]{4}$/i.test(length) || Number.parseInt(length, 16) < 4) {
        throw new Fault('driver.frame_malformed', {
          expected: `an ASCII ${frame} answer (${first} …)`,
          seen: JSON.stringify(text.slice(0, 12)),
        })
      }
      return headChars(frame) + Number.parseInt(length, 16)
    },
  }
}

/** A whole answer as it would be in binary code. Throws `driver.frame_malformed` if it is not hexadecimal throughout. */
export function binaryAnswer(frame: Frame, answer: Uint8Array): Buffer {
  const text = Buffer.from(answer).toString('latin1')
  const at = subheaderChars[frame]
  const rest = text.slice(headChars(frame) + 4)
  if (!/^[\dA-F]*$/i.test(text) || (frame === '4E' && text.slice(8, 12) !== '0000')) {
    throw new Fault('driver.frame_malformed', {
      expected: 'hexadecimal digits',
      seen: JSON.stringify(text.slice(0, 40)),
    })
  }
  const endCode = text.slice(headChars(frame), headChars(frame) + 4)
  const data = endCode === '0000' ? wordsOf(rest) : informationOf(rest)
  const head = frame === '3E' ? 'd000' : `d400${wordsOf(text.slice(4, 8)).toString('hex')}0000`
  const route = routeOf(text.slice(at, at + ROUTE_CHARS))
  const length = Buffer.alloc(2)
  length.writeUInt16LE(2 + data.length)
  return Buffer.concat([Buffer.from(head, 'hex'), route, length, wordsOf(endCode), data])
}

/** The network, PC, module and station of ten characters, as five bytes. */
export function routeOf(chars: string): Buffer {
  const bytes = Buffer.from(chars, 'hex')
  return Buffer.from([bytes[0]!, bytes[1]!, bytes[3]!, bytes[2]!, bytes[4]!])
}

/** Four characters a word, low byte first afterwards. */
export function wordsOf(chars: string): Buffer {
  if (!/^([\dA-F]{4})*$/i.test(chars)) {
    throw new Fault('driver.frame_malformed', {
      expected: 'four hexadecimal digits a word',
      seen: JSON.stringify(chars.slice(0, 40)),
    })
  }
  return Buffer.from(chars, 'hex').swap16()
}

/** Route, command and subcommand of a refusal; some devices leave them out. */
function informationOf(chars: string): Buffer {
  if (chars.length < ROUTE_CHARS + 8) return Buffer.alloc(0)
  return Buffer.concat([routeOf(chars.slice(0, ROUTE_CHARS)), wordsOf(chars.slice(ROUTE_CHARS, ROUTE_CHARS + 8))])
}
