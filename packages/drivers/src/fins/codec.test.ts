import { type Fault, Status } from '@millrace/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { LengthFraming } from '../kit/length-framing.ts'
import { fromBcd, toBcd } from './bcd.ts'
import {
  controllerData,
  encodeClientNode,
  encodeFrame,
  encodeTcp,
  isAnswer,
  type Route,
  readAnswer,
  readMemory,
  readServerNode,
  readTcp,
  sidOf,
  TcpCommand,
  tcpHeader,
  writeMemory,
} from './codec.ts'
import { endCodeOf } from './end-codes.ts'

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
const route: Route = { to: { network: 0, node: 1, unit: 0 }, from: { network: 0, node: 0x22, unit: 0 } }

describe('requests, computed by hand from W342-E1-15 §5 and W420-E1 §7-2', () => {
  test.each([
    ['read D100 to D101', readMemory({ code: 0x82, address: 100 }, 2), '01 01 82 00 64 00 00 02'],
    ['read the flag of T5', readMemory({ code: 0x09, address: 5 }, 1, true), '01 01 09 00 05 00 00 01'],
    ['read the present value of C0', readMemory({ code: 0x89, address: 0x8000 }, 1), '01 01 89 80 00 00 00 01'],
    ['write D100', writeMemory({ code: 0x82, address: 100 }, 1, bytes('12 34')), '01 02 82 00 64 00 00 01 12 34'],
    [
      'write CIO10.03',
      writeMemory({ code: 0x30, address: 10, bit: 3 }, 1, Uint8Array.of(1)),
      '01 02 30 00 0A 03 00 01 01',
    ],
    ['read the model', controllerData(), '05 01'],
  ])('%s', (_, request, expected) => {
    expect(hex(encodeFrame(route, 0x2a, request))).toBe(plain(`80 00 02 00 01 00 00 22 00 2A ${expected}`))
  })
})

describe('FINS/TCP, computed by hand from W420-E1 §7-4', () => {
  test('the client asks for node numbers', () => {
    expect(hex(encodeClientNode(0))).toBe(plain('46494E53 0000000C 00000000 00000000 00000000'))
    expect(hex(encodeClientNode(0x22))).toBe(plain('46494E53 0000000C 00000000 00000000 00000022'))
  })
  test('the server gives them', () => {
    const frame = readTcp(bytes('46494E53 00000010 00000001 00000000 00000022 00000001'))
    expect(readServerNode(frame)).toEqual({ client: 0x22, server: 1 })
  })
  test('or says why it does not', () => {
    const frame = readTcp(bytes('46494E53 00000010 00000001 00000020 00000000 00000000'))
    expect(() => readServerNode(frame)).toThrow('all connections are in use')
    expect(code(() => readServerNode(frame))).toBe('fins.refused')
  })
  test.each([
    ['no node', '46494E53 00000010 00000001 00000000 00000000 00000001'],
    ['a node beyond 254', '46494E53 00000010 00000001 00000000 00000022 000000FF'],
    ['too few bytes', '46494E53 0000000C 00000001 00000000 00000022'],
  ])('%s is refused', (_, text) =>
    expect(code(() => readServerNode(readTcp(bytes(text))))).toBe('driver.frame_malformed'),
  )
  test('a frame is sent with its length', () => {
    const frame = encodeFrame(route, 1, readMemory({ code: 0x82, address: 0 }, 1))
    expect(hex(encodeTcp(TcpCommand.frame, frame))).toBe(
      plain('46494E53 0000001A 00000002 00000000 80 00 02 00 01 00 00 22 00 01 01 01 82 00 00 00 00 01'),
    )
  })
})

describe('an answer is held against its request', () => {
  const request = readMemory({ code: 0x82, address: 100 }, 2)
  const head = 'C0 00 02 00 22 00 00 01 00 2A'
  const read = (text: string): unknown => readAnswer(route, request, bytes(text))
  test('is accepted when sender, command and length fit', () => {
    expect(read(`${head} 01 01 00 00 12 34 AB CD`)).toEqual({ endCode: 0, data: bytes('12 34 AB CD') })
    expect(sidOf(bytes(`${head} 01 01 00 00`))).toBe(0x2a)
  })
  test('tells the end code', () => expect(read(`${head} 01 01 11 03`)).toMatchObject({ endCode: 0x1103 }))
  test('an error of the CPU itself leaves the data good (§5-1-3)', () => {
    expect(read(`${head} 01 01 00 40 12 34 AB CD`)).toMatchObject({ endCode: 0 })
    expect(read(`${head} 01 01 00 C0 12 34 AB CD`)).toMatchObject({ endCode: 0 })
    expect(read(`${head} 01 01 82 41`)).toMatchObject({ endCode: 0x0201 })
  })
  test.each([
    ['fewer words than were asked for', `${head} 01 01 00 00 12 34`],
    ['more words than were asked for', `${head} 01 01 00 00 12 34 AB CD 00 00`],
    ['another command', `${head} 01 02 00 00`],
    ['another node', 'C0 00 02 00 22 00 00 02 00 2A 01 01 00 00 12 34 AB CD'],
    ['another unit', 'C0 00 02 00 22 00 00 01 10 2A 01 01 00 00 12 34 AB CD'],
  ])('is refused with %s', (_, text) => expect(code(() => read(text))).toBe('driver.reply_malformed'))

  test('a command of the device is no answer', () => {
    expect(isAnswer(bytes('80 00 02 00 22 00 00 01 00 2A 01 01 82 00 64 00 00 01'))).toBe(false)
    expect(isAnswer(bytes(`${head} 01 01 00 00`))).toBe(true)
    expect(code(() => isAnswer(bytes(head)))).toBe('driver.frame_malformed')
  })

  test.each([
    [0x0001, Status.BadResourceUnavailable, false],
    [0x0205, Status.BadNoCommunication, false],
    [0x0402, Status.BadNotSupported, false],
    [0x1101, Status.BadNodeIdUnknown, false],
    [0x1103, Status.BadNodeIdUnknown, true],
    [0x1104, Status.BadNodeIdUnknown, true],
    [0x110b, Status.BadOutOfRange, true],
    [0x2101, Status.BadNotWritable, false],
    [0x2203, Status.BadInvalidState, false],
    [0x3001, Status.BadResourceUnavailable, false],
    [0x7f01, Status.BadUnexpectedError, false],
  ])('end code %d has its OPC UA status', (endCode, status, perhapsInPart) =>
    expect(endCodeOf(endCode)).toMatchObject({ status, perhapsInPart }),
  )
})

describe('the framing', () => {
  const decode = (...chunks: Uint8Array[]): string[] => {
    const seen: string[] = []
    const framing = new LengthFraming(tcpHeader, (frame) => seen.push(hex(frame)))
    for (const chunk of chunks) framing.push(chunk)
    expect(framing.partial).toBe(false)
    return seen
  }
  const frames = [encodeClientNode(0), encodeTcp(TcpCommand.frame, bytes('C0 00 02 00 22 00 00 01 00 2A 01 01 11 03'))]
  const stream = Buffer.concat(frames)
  test('finds frames wherever the packet is cut', () => {
    for (let cut = 0; cut <= stream.length; cut++)
      expect(decode(stream.subarray(0, cut), stream.subarray(cut))).toEqual(frames.map(hex))
  })
  test.each([
    ['another header', '46494E54 0000000C 00000000 00000000 00000000'],
    ['a length of 7', '46494E53 00000007 00000000 00000000'],
    ['a length beyond the longest frame', '46494E53 00001000 00000002 00000000'],
  ])('refuses %s', (_, text) => expect(code(() => decode(bytes(text)))).toBe('driver.frame_malformed'))
})

describe('binary coded decimals', () => {
  test('have four bits a digit', () => {
    expect(toBcd(1_234n, 1)).toBe(0x1234n)
    expect(fromBcd(0x9999n)).toBe(9_999n)
  })
  test('what is no digit is no number, and what has too many digits does not fit', () => {
    expect(fromBcd(0x12a4n)).toBeUndefined()
    expect(toBcd(10_000n, 1)).toBeUndefined()
  })
  test('come back as they went', () => {
    fc.assert(fc.property(fc.bigInt(0n, 9_999_999_999_999_999n), (n) => fromBcd(toBcd(n, 4)!) === n))
  })
})

test('what is sent is what is read', () => {
  const node = fc.record({ network: fc.nat(127), node: fc.integer({ min: 1, max: 254 }), unit: fc.nat(255) })
  fc.assert(
    fc.property(node, node, fc.nat(255), fc.uint8Array({ minLength: 2, maxLength: 1_998 }), (to, from, sid, random) => {
      const data = random.subarray(0, random.length & ~1)
      const request = readMemory({ code: 0x82, address: 0 }, data.length / 2)
      const sent = encodeFrame({ to, from }, sid, request)
      const back = [0xc0, 0, 2, ...sent.subarray(6, 9), ...sent.subarray(3, 6), sid, 1, 1, 0, 0, ...data]
      const answer = Uint8Array.from(back)
      expect(isAnswer(answer)).toBe(true)
      expect(sidOf(answer)).toBe(sid)
      expect(hex(readAnswer({ to, from }, request, answer).data)).toBe(hex(data))
    }),
  )
})
