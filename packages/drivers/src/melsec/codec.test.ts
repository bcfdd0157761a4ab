import { type Fault, Status } from '@millrace/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { LengthFraming } from '../kit/length-framing.ts'
import {
  answerHeader,
  encodeRequest,
  type Frame,
  type FrameSettings,
  readAnswer,
  readWords,
  selfTest,
  serialOf,
  writeBit,
  writeWords,
} from './codec.ts'
import { endCodeOf } from './end-codes.ts'
import { encodeRefusal, encodeReply, readRequest } from './server-codec.ts'

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')
const bytes = (text: string): Buffer => Buffer.from(text.replaceAll(' ', ''), 'hex')
const plain = (text: string): string => text.replaceAll(' ', '').toLowerCase()
const code = (run: () => unknown): string => {
  try {
    run()
  } catch (fault) {
    return (fault as Fault).code
  }
  return 'none'
}
const own = (frame: Frame): FrameSettings => ({
  frame,
  code: 'binary',
  route: { network: 0, pc: 0xff, io: 0x3ff, station: 0 },
  timer: 16,
})
const M100 = { code: 0x90, number: 100, wide: false }
const D100 = { code: 0xa8, number: 100, wide: false }
const TN100 = { code: 0xc2, number: 100, wide: false }

describe('request data are the examples of SH(NA)-080008-AB §8.2', () => {
  const text = ({ command, subcommand, data }: { command: number; subcommand: number; data: Uint8Array }): string => {
    const head = Buffer.alloc(4)
    head.writeUInt16LE(command, 0)
    head.writeUInt16LE(subcommand, 2)
    return hex(head) + hex(data)
  }
  test.each([
    ['read two words from M100', readWords(M100, 2), '01 04 00 00 64 00 00 90 02 00'],
    ['read TN100 to TN102', readWords(TN100, 3), '01 04 00 00 64 00 00 C2 03 00'],
    ['write two words from M100', writeWords(M100, bytes('47 23 96 AB')), '01 14 00 00 64 00 00 90 02 00 47 23 96 AB'],
    [
      'write D100 to D102',
      writeWords(D100, bytes('95 19 02 12 30 11')),
      '01 14 00 00 64 00 00 A8 03 00 95 19 02 12 30 11',
    ],
  ])('%s', (_, request, expected) => expect(text(request)).toBe(plain(expected)))

  test('one bit is written in the upper half of its byte', () => {
    expect(text(writeBit(M100, true))).toBe(plain('01 14 01 00 64 00 00 90 01 00 10'))
    expect(text(writeBit(M100, false))).toBe(plain('01 14 01 00 64 00 00 90 01 00 00'))
  })

  test('the wide form has four bytes for the number and two for the code (§8.1)', () => {
    expect(text(readWords({ ...D100, wide: true }, 3))).toBe(plain('01 04 02 00 64 00 00 00 A8 00 03 00'))
    expect(text(writeBit({ ...M100, wide: true }, true))).toBe(plain('01 14 03 00 64 00 00 00 90 00 01 00 10'))
  })
})

describe('frames are those of SH(NA)-080008-AB §5.3', () => {
  const data = '01 04 00 00 64 00 00 A8 03 00'
  test('3E: subheader, access route, length, monitoring timer', () => {
    expect(hex(encodeRequest(own('3E'), 7, readWords(D100, 3)))).toBe(plain(`50 00 00 FF FF 03 00 0C 00 10 00 ${data}`))
  })
  test('4E has the serial number before the route', () => {
    expect(hex(encodeRequest(own('4E'), 0x1234, readWords(D100, 3)))).toBe(
      plain(`54 00 34 12 00 00 00 FF FF 03 00 0C 00 10 00 ${data}`),
    )
  })
  test('the route names network, PC, module and station', () => {
    const route = { network: 2, pc: 3, io: 0x3e1, station: 5 }
    expect(hex(encodeRequest({ frame: '3E', code: 'binary', route, timer: 0 }, 0, readWords(D100, 3)))).toBe(
      plain(`50 00 02 03 E1 03 05 0C 00 00 00 ${data}`),
    )
  })
  test('the self test carries what is to come back', () => {
    expect(hex(encodeRequest(own('3E'), 0, selfTest()))).toBe(
      plain('50 00 00 FF FF 03 00 0C 00 10 00 19 06 00 00 04 00 41 42 43 44'),
    )
  })
})

describe('an answer is held against its request', () => {
  const request = readWords(D100, 3)
  const read = (text: string): unknown => readAnswer(own('3E'), request, bytes(text))
  test('is accepted when route and length fit', () =>
    expect(read('D0 00 00 FF FF 03 00 08 00 00 00 95 19 02 12 30 11')).toEqual({
      endCode: 0,
      data: bytes('95 19 02 12 30 11'),
    }))
  test('tells the end code; the information with it may be left out', () => {
    expect(read('D0 00 00 FF FF 03 00 0B 00 51 C0 00 FF FF 03 00 01 04 00 00')).toMatchObject({ endCode: 0xc051 })
    expect(read('D0 00 00 FF FF 03 00 02 00 51 C0')).toMatchObject({ endCode: 0xc051 })
  })
  test.each([
    ['fewer words than were asked for', 'D0 00 00 FF FF 03 00 06 00 00 00 95 19 02 12'],
    ['more words than were asked for', 'D0 00 00 FF FF 03 00 0A 00 00 00 95 19 02 12 30 11 00 00'],
    ['another network', 'D0 00 01 FF FF 03 00 08 00 00 00 95 19 02 12 30 11'],
    ['another station', 'D0 00 00 FF FF 03 01 08 00 00 00 95 19 02 12 30 11'],
    ['a refusal of another command', 'D0 00 00 FF FF 03 00 0B 00 51 C0 00 FF FF 03 00 01 14 00 00'],
  ])('is refused with %s', (_, text) => expect(code(() => read(text))).toBe('driver.reply_malformed'))

  test('a 4E answer names its request', () => {
    expect(serialOf('4E', bytes('D4 00 34 12 00 00 00 FF FF 03 00 02 00 00 00'))).toBe(0x1234)
  })

  test.each([
    [0x4031, Status.BadNodeIdUnknown, true],
    [0xc051, Status.BadOutOfRange, true],
    [0xc056, Status.BadNodeIdUnknown, true],
    [0xc059, Status.BadNotSupported, false],
    [0xc05b, Status.BadNodeIdUnknown, true],
    [0xc05c, Status.BadNotSupported, false],
    [0xc05e, Status.BadNoCommunication, false],
    [0xc05f, Status.BadNotSupported, false],
    [0x0055, Status.BadNotWritable, false],
    [0x4fff, Status.BadDeviceFailure, false],
    [0xc1ff, Status.BadUnexpectedError, false],
  ])('end code %d has its OPC UA status', (endCode, status, perhapsInPart) =>
    expect(endCodeOf(endCode)).toMatchObject({ status, perhapsInPart }),
  )
})

describe('the framing', () => {
  const decode = (frame: Frame, ...chunks: Uint8Array[]): string[] => {
    const seen: string[] = []
    const framing = new LengthFraming(answerHeader(frame), (answer) => seen.push(hex(answer)))
    for (const chunk of chunks) framing.push(chunk)
    expect(framing.partial).toBe(false)
    return seen
  }
  const answers = ['D0 00 00 FF FF 03 00 08 00 00 00 95 19 02 12 30 11', 'D0 00 00 FF FF 03 00 02 00 51 C0'].map(plain)
  const stream = bytes(answers.join(''))

  test('finds answers wherever the packet is cut, and one byte a packet', () => {
    for (let cut = 0; cut <= stream.length; cut++)
      expect(decode('3E', stream.subarray(0, cut), stream.subarray(cut))).toEqual(answers)
    expect(decode('3E', ...[...stream].map((byte) => Uint8Array.of(byte)))).toEqual(answers)
  })
  test.each([
    ['a 4E answer', 'D4 00 34 12 00 00 00 FF FF 03 00 02 00 00 00'],
    ['ASCII', '44 30 30 30 30 30 46 46 30 33'],
    ['a length of 1', 'D0 00 00 FF FF 03 00 01 00 00'],
    ['a length of 65535', 'D0 00 00 FF FF 03 00 FF FF 00'],
  ])('refuses %s where 3E is expected', (_, text) =>
    expect(code(() => decode('3E', bytes(text)))).toBe('driver.frame_malformed'),
  )
})

describe('what is sent is what is read', () => {
  const frames = fc.constantFrom<Frame>('3E', '4E')
  const octet = fc.nat(0xff)
  const routes = fc.record({ network: octet, pc: octet, io: fc.nat(0xffff), station: octet })
  const points = fc.record({ code: octet, number: fc.nat(0xff_ffff), wide: fc.boolean() })

  test('requests, and the answers to them', () => {
    fc.assert(
      fc.property(
        fc.record({ frame: frames, code: fc.constant('binary' as const), route: routes, timer: fc.nat(0xffff) }),
        fc.nat(0xffff),
        points,
        fc.uint8Array({ minLength: 2, maxLength: 1_920 }),
        (settings, serial, point, random) => {
          const words = random.subarray(0, random.length & ~1)
          const request = readWords(point, words.length / 2)
          const served = readRequest(settings.frame, encodeRequest(settings, serial, request))
          expect(served).toMatchObject({ command: request.command, subcommand: request.subcommand })
          expect(hex(served.data)).toBe(hex(request.data))
          const answer = encodeReply(served, words)
          expect(serialOf(settings.frame, answer)).toBe(settings.frame === '4E' ? serial : 0)
          expect(hex(readAnswer(settings, request, answer).data)).toBe(hex(words))
          expect(readAnswer(settings, request, encodeRefusal(served, 0xc056)).endCode).toBe(0xc056)
        },
      ),
    )
  })
})
