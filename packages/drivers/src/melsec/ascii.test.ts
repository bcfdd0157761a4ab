import type { Fault } from '@millrace/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { LengthFraming } from '../kit/length-framing.ts'
import { asciiAnswerHeader, binaryAnswer, encodeAsciiRequest } from './ascii.ts'
import {
  type Frame,
  type FrameSettings,
  readAnswer,
  readWords,
  selfTest,
  serialOf,
  writeBit,
  writeWords,
} from './codec.ts'
import { devices } from './devices.ts'
import { planTag } from './plan.ts'
import { encodeAsciiReply, readAsciiRequest } from './server-ascii.ts'

const own = (frame: Frame): FrameSettings => ({
  frame,
  code: 'ascii',
  route: { network: 0, pc: 0xff, io: 0x3ff, station: 0 },
  timer: 16,
})
const chars = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1')
const bytes = (text: string): Buffer => Buffer.from(text, 'latin1')
const point = (name: string, number: number, wide = false): { code: number; number: number; wide: boolean } => ({
  code: devices.find((device) => device.name === name)!.code,
  number,
  wide,
})

describe('requests in ASCII code are the examples of SH(NA)-080008-AB §8.2', () => {
  test.each([
    ['read TN100 to TN102', readWords(point('TN', 100), 3), '04010000TN0001000003'],
    [
      'write D100 to D102',
      writeWords(point('D', 100), Buffer.from('951902123011', 'hex')),
      '14010000D*0001000003199512021130',
    ],
    ['one bit', writeBit(point('M', 100), true), '14010001M*00010000011'],
    ['a hexadecimal number', readWords(point('X', 0x1f0), 1), '04010000X*0001F00001'],
    ['ZR, which the protocol counts in hex', readWords(point('ZR', 32_768), 1), '04010000ZR0080000001'],
    ['a name of three letters', readWords(point('STN', 5), 1), '04010000SN0000050001'],
    ['the wide form', readWords(point('D', 100, true), 3), '04010002D***000001000003'],
    ['the wide form of three letters', readWords(point('STN', 5, true), 1), '04010002STN*000000050001'],
    ['the self test', selfTest(), '061900000004ABCD'],
  ])('%s', (_, request, expected) => {
    const length = (expected.length + 4).toString(16).toUpperCase().padStart(4, '0')
    expect(chars(encodeAsciiRequest(own('3E'), 0, request))).toBe(`500000FF03FF00${length}0010${expected}`)
    expect(chars(encodeAsciiRequest(own('4E'), 0x1234, request))).toBe(`54001234000000FF03FF00${length}0010${expected}`)
  })
})

describe('answers in ASCII code', () => {
  const request = readWords(point('D', 100), 3)
  const read = (text: string): unknown => readAnswer(own('3E'), request, binaryAnswer('3E', bytes(text)))
  const code = (run: () => unknown): string => {
    try {
      run()
    } catch (fault) {
      return (fault as Fault).code
    }
    return 'none'
  }

  test('become those of binary code', () => {
    expect(read('D00000FF03FF0000100000199512021130')).toEqual({ endCode: 0, data: Buffer.from('951902123011', 'hex') })
    expect(serialOf('4E', binaryAnswer('4E', bytes('D4001234000000FF03FF0000040000')))).toBe(0x1234)
  })
  test('tell the end code', () => {
    expect(read('D00000FF03FF000016C05100FF03FF0004010000')).toMatchObject({ endCode: 0xc051 })
    expect(read('D00000FF03FF000004C051')).toMatchObject({ endCode: 0xc051 })
  })
  test.each([
    ['too few words', 'D00000FF03FF00000C000019951202', 'driver.reply_malformed'],
    ['another network', 'D00001FF03FF0000100000199512021130', 'driver.reply_malformed'],
    ['half a word', 'D00000FF03FF000006000019', 'driver.frame_malformed'],
    ['what is no digit', 'D00000FF03FF00001000001995120211G0', 'driver.frame_malformed'],
  ])('with %s are refused', (_, text, expected) => expect(code(() => read(text))).toBe(expected))

  test('are found wherever the packet is cut', () => {
    const answers = ['D00000FF03FF0000100000199512021130', 'D00000FF03FF000004C051']
    const stream = bytes(answers.join(''))
    for (let cut = 0; cut <= stream.length; cut++) {
      const seen: string[] = []
      const framing = new LengthFraming(asciiAnswerHeader('3E'), (answer) => seen.push(chars(answer)))
      framing.push(stream.subarray(0, cut))
      framing.push(stream.subarray(cut))
      expect(seen).toEqual(answers)
    }
  })
  test('of binary code are refused', () => {
    const framing = new LengthFraming(asciiAnswerHeader('3E'), () => {})
    expect(code(() => framing.push(Buffer.from('d00000ffff030008000000951902123011d00000', 'hex')))).toBe(
      'driver.frame_malformed',
    )
  })
})

test('a number of seven digits is refused before it is asked for', () => {
  const spec = { id: 1, address: 'D1000000', type: 'uint16', access: 'r', periodMs: 1_000 } as const
  const settings = { series: 'Q', wordOrder: 'CDAB' } as const
  expect(() => planTag(spec, { ...settings, ascii: true })).toThrow('999999')
  expect(planTag(spec, settings).start).toBe(1_000_000)
  expect(planTag(spec, { ...settings, series: 'iQ-R', ascii: true }).start).toBe(1_000_000)
})

test('what is sent is what is read', () => {
  const octet = fc.nat(0xff)
  fc.assert(
    fc.property(
      fc.constantFrom<Frame>('3E', '4E'),
      fc.record({ network: octet, pc: octet, io: fc.nat(0xffff), station: octet }),
      fc.nat(0xffff),
      fc.record({ device: fc.constantFrom(...devices), number: fc.nat(999_999), wide: fc.boolean() }),
      fc.uint8Array({ minLength: 2, maxLength: 1_920 }),
      (frame, route, serial, { device, number, wide }, random) => {
        const words = random.subarray(0, random.length & ~1)
        const settings: FrameSettings = { frame, code: 'ascii', route, timer: 4 }
        const request = writeWords({ code: device.code, number, wide }, words)
        const served = readAsciiRequest(frame, encodeAsciiRequest(settings, serial, request))
        expect(Buffer.from(served.data).equals(request.data)).toBe(true)
        const asked = readWords({ code: device.code, number, wide }, words.length / 2)
        const answer = binaryAnswer(
          frame,
          encodeAsciiReply({ ...served, command: asked.command, subcommand: asked.subcommand }, words),
        )
        expect(serialOf(frame, answer)).toBe(frame === '4E' ? serial : 0)
        expect(Buffer.from(readAnswer(settings, asked, answer).data).equals(words)).toBe(true)
      },
    ),
  )
})
