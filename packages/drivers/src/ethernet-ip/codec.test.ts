import type { Fault } from '@millrace/core'
import { Status } from '@millrace/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  Command,
  decodeConnected,
  decodeIdentity,
  decodeUnconnected,
  encodeConnected,
  encodeFrame,
  encodeIdentity,
  encodeUnconnected,
  FrameDecoder,
  openFrame,
  REGISTRATION,
} from './codec.ts'
import {
  decodeReply,
  encodeMultiple,
  encodeRead,
  encodeReadFragment,
  encodeReply,
  encodeRouted,
  encodeWrite,
  encodeWriteBit,
  objectPath,
  packMultiple,
  parseRoute,
  tagPath,
  unpackMultiple,
} from './message.ts'
import { cipStatus, cipStatusName } from './status.ts'
import { decodeSymbols, decodeSymbolType, encodeListSymbols, encodeSymbolType } from './symbols.ts'

const hex = (bytes: ArrayLike<number>): string => Buffer.from(Uint8Array.from(bytes)).toString('hex')
const bytes = (text: string): Buffer => Buffer.from(text.replaceAll(' ', ''), 'hex')
const code = (run: () => unknown): string => {
  try {
    run()
  } catch (fault) {
    return (fault as Fault).code
  }
  return 'none'
}

describe('requests are the examples of Rockwell 1756-PM020F', () => {
  test.each([
    [
      'p. 22: the second piece of TotalCount',
      encodeReadFragment(tagPath(['TotalCount']), 490).toString(),
      bytes('52 06 91 0A 54 6F 74 61 6C 43 6F 75 6E 74 01 00 EA 01 00 00').join(),
    ],
    [
      'p. 28: 14 into CartonSize',
      encodeWrite(tagPath(['CartonSize']), Uint8Array.of(0xc4, 0), Uint8Array.of(14, 0, 0, 0)).toString(),
      bytes('4D 06 91 0A 43 61 72 74 6F 6E 53 69 7A 65 C4 00 01 00 0E 00 00 00').join(),
    ],
    [
      'p. 58: MachineSummary',
      encodeRead(tagPath(['MachineSummary'])).toString(),
      bytes('4C 08 91 0E 4D 61 63 68 69 6E 65 53 75 6D 6D 61 72 79 01 00').join(),
    ],
    [
      // The example's "set bit 2" and "reset bit 5", one at a time.
      'p. 34: bit 2 of ControlWord set',
      encodeWriteBit(tagPath(['ControlWord']), 4, 2, true).toString(),
      bytes('4E 07 91 0B 43 6F 6E 74 72 6F 6C 57 6F 72 64 00 04 00 04 00 00 00 FF FF FF FF').join(),
    ],
    [
      'p. 34: bit 5 of ControlWord reset',
      encodeWriteBit(tagPath(['ControlWord']), 4, 5, false).toString(),
      bytes('4E 07 91 0B 43 6F 6E 74 72 6F 6C 57 6F 72 64 00 04 00 00 00 00 00 DF FF FF FF').join(),
    ],
  ])('%s', (_, request, expected) => expect(request).toBe(expected))

  test('p. 48: symbols from instance 0x5D35 on, and the first of the answer', () => {
    expect(hex(encodeListSymbols(undefined, 0x5d35))).toBe(
      hex(bytes('55 03 20 6B 25 00 35 5D 03 00 01 00 02 00 08 00')),
    )
    const [symbol] = decodeSymbols(
      bytes(`43 63 00 00  0C 00 43 69 70 52 65 61 64 44 61 74 61 33  FF 8F ${'00'.repeat(12)}`),
    )
    expect(symbol).toEqual({
      instance: 0x6343,
      name: 'CipReadData3',
      type: { code: 0xfff, structure: true, dimensions: 0, system: false },
      sizes: [],
    })
  })

  test('p. 48: a program is a symbol of the system', () => {
    expect(decodeSymbolType(0x1068)).toMatchObject({ system: true, structure: false })
  })
})

describe('paths', () => {
  test.each([
    ['an even name', tagPath(['Main']), '91044d61696e'],
    ['an odd name is filled up', tagPath(['Oil']), '91034f696c00'],
    ['members and subscripts', tagPath(['Ab', 3, 'Cd']), '9102416228039102' + '4364'],
    ['subscripts of one, two and four bytes', tagPath(['Ab', 255, 256, 65_536]), '9102416228ff290000012a0000000100'],
    ['an instance of one byte', objectPath(0x6b, 5), '206b2405'],
    ['an instance of two bytes', objectPath(0x6b, 0x1234), '206b25003412'],
    ['an instance of four bytes', objectPath(0x6b, 0x12345), '206b260045230100'],
    ['slot 3 of the backplane', parseRoute('1,3'), '0103'],
    ['a second chassis', parseRoute('1,3,2,10.0.0.7,1,0'), '0103' + '120831302e302e302e37' + '0100'],
  ])('%s', (_, path, expected) => expect(hex(path)).toBe(expected))

  test.each(['', '1', '1,256', '0,1', '15,1', '1,a', '1,0,2', '1, 0', '2,10.0.0', '2,10.0.0.256'])(
    'a route "%s" is refused',
    (text) => expect(code(() => parseRoute(text))).toBe('ethernet-ip.path_malformed'),
  )
})

describe('frames of the encapsulation', () => {
  test('Register Session (Vol. 2 §2-4.4) carries version 1 and the request number in its sender context', () => {
    expect(hex(encodeFrame(Command.registerSession, 0, 7, REGISTRATION))).toBe(
      hex(bytes('65 00 04 00 00000000 00000000 07000000 00000000 00000000 01 00 00 00')),
    )
  })

  test('Send RR Data (§2-4.7) has a null address and an unconnected message', () => {
    const data = encodeUnconnected(bytes('4c 01'))
    expect(hex(data)).toBe(hex(bytes('00000000 0000 0200 0000 0000 b200 0200 4c01')))
    expect(hex(decodeUnconnected(data))).toBe('4c01')
  })

  test('Send Unit Data (§2-4.8) has the connection and a sequence number', () => {
    const data = encodeConnected(0x11223344, 9, bytes('4c 01'))
    expect(hex(data)).toBe(hex(bytes('00000000 0000 0200 a100 0400 44332211 b100 0400 0900 4c01')))
    expect(decodeConnected(data)).toMatchObject({ connection: 0x11223344, sequence: 9 })
  })

  test('Unconnected Send fills an odd message up and holds the time in 255 ticks at most', () => {
    expect(hex(encodeRouted(bytes('4c 02 03'), [1, 0], 2_000))).toBe(
      hex(bytes('52 02 20 06 24 01  03 fa  03 00 4c0203 00  01 00 01 00')),
    )
  })

  test('an identity comes back as it was', () => {
    const identity = {
      vendor: 1,
      deviceType: 14,
      product: 166,
      revision: '20.19',
      serial: 0xc0ffee,
      name: '1756-L73/B',
    }
    expect(decodeIdentity(encodeIdentity(identity))).toEqual(identity)
  })

  test.each([
    ['another item', '00000000 0000 0200 0000 0000 b100 0200 4c01'],
    ['an item that is cut', '00000000 0000 0200 0000 0000 b200 0300 4c01'],
    ['bytes after the last item', '00000000 0000 0200 0000 0000 b200 0200 4c01 00'],
    ['no item', '00000000 0000 0000'],
    ['nothing', ''],
  ])('a message is refused with %s', (_, data) =>
    expect(code(() => decodeUnconnected(bytes(data)))).toBe('driver.reply_malformed'),
  )

  test('a status is a refusal, options are not believed', () => {
    const frame = encodeFrame(Command.sendRrData, 1, 1, new Uint8Array())
    frame.writeUInt32LE(0x64, 8)
    expect(code(() => openFrame(frame))).toBe('ethernet-ip.encapsulation_refused')
    frame.writeUInt32LE(0, 8)
    frame.writeUInt32LE(1, 20)
    expect(code(() => openFrame(frame))).toBe('driver.reply_malformed')
  })
})

describe('the frame decoder', () => {
  const frames = Buffer.concat([
    encodeFrame(Command.sendRrData, 5, 1, bytes('0102')),
    encodeFrame(Command.listIdentity, 5, 2, new Uint8Array()),
    encodeFrame(Command.sendRrData, 5, 3, bytes('03')),
  ])
  const decode = (...chunks: Uint8Array[]): string[] => {
    const seen: string[] = []
    const decoder = new FrameDecoder((id, frame) => seen.push(`${id}/${hex(frame.subarray(24))}`))
    for (const chunk of chunks) decoder.push(chunk)
    expect(decoder.partial).toBe(false)
    return seen
  }
  const expected = ['1/0102', '2/', '3/03']

  test('finds three frames in one packet', () => expect(decode(frames)).toEqual(expected))
  test('finds them one byte a packet', () =>
    expect(decode(...[...frames].map((byte) => Uint8Array.of(byte)))).toEqual(expected))
  test('finds them wherever the packet is cut', () => {
    for (let cut = 0; cut <= frames.length; cut++)
      expect(decode(frames.subarray(0, cut), frames.subarray(cut))).toEqual(expected)
  })
  test('takes a frame whose sender context is not ours for nobody’s', () => {
    const frame = encodeFrame(Command.sendRrData, 5, 1, new Uint8Array())
    frame[19] = 1
    expect(decode(frame)).toEqual(['-1/'])
  })
  test.each([
    ['another command', (frame: Buffer) => frame.writeUInt16LE(0x1234, 0)],
    ['a length of 60,000', (frame: Buffer) => frame.writeUInt16LE(60_000, 2)],
  ])('refuses %s', (_, spoil) => {
    const frame = encodeFrame(Command.sendRrData, 5, 1, new Uint8Array())
    spoil(frame)
    expect(code(() => decode(frame))).toBe('driver.frame_malformed')
  })
})

describe('an answer is held against its service', () => {
  test('is accepted when the service fits', () =>
    expect(decodeReply(0x4c, bytes('cc 00 00 00 c400 01000000'))).toMatchObject({ status: 0, extended: 0 }))
  test('tells its general and extended status', () =>
    expect(decodeReply(0x4c, bytes('cc 00 ff 01 0521'))).toMatchObject({ status: 0xff, extended: 0x2105 }))
  test('may come from a router that could not deliver the request', () =>
    expect(decodeReply(0x4c, bytes('d2 00 01 01 0402'))).toMatchObject({ status: 1, extended: 0x0204 }))
  test.each([
    ['another service', 'cd 00 00 00'],
    ['a router that delivered', 'd2 00 00 00'],
    ['a request', '4c 00 00 00'],
    ['fewer words than it says', 'cc 00 ff 02 0521'],
    ['three bytes', 'cc 00 00'],
  ])('is refused with %s', (_, reply) =>
    expect(code(() => decodeReply(0x4c, bytes(reply)))).toBe('driver.reply_malformed'),
  )
})

describe('a multiple service packet', () => {
  test('counts its parts and says where they begin', () => {
    const packet = encodeMultiple([encodeRead(tagPath(['Ab'])), encodeRead(tagPath(['Cd']))])
    expect(hex(packet)).toBe(
      hex(bytes('0a 02 20 02 24 01  02 00  06 00 0e 00  4c 02 91 02 4162 01 00  4c 02 91 02 4364 01 00')),
    )
  })
  test('comes back as it was', () => {
    const parts = fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 20 })
    fc.assert(
      fc.property(parts, (some) => {
        expect(unpackMultiple(packMultiple(some), some.length).map(hex)).toEqual(some.map(hex))
      }),
    )
  })
  test.each([
    ['another count', '01 00 04 00 cc 00 00 00'],
    ['offsets beyond the end', '02 00 06 00 ff 00 cc 00 00 00'],
    ['offsets that go back', '02 00 0a 00 06 00 cc 00 00 00'],
    ['offsets into the head', '02 00 02 00 06 00 cc 00 00 00'],
    ['no offsets', '02 00 06'],
    ['nothing', ''],
  ])('is refused with %s', (_, data) =>
    expect(code(() => unpackMultiple(bytes(data), 2))).toBe('driver.reply_malformed'),
  )
})

describe('statuses', () => {
  test.each([
    [0x01, 0x0204, Status.BadNoCommunication],
    [0x02, 0, Status.BadResourceUnavailable],
    [0x04, 0, Status.BadNodeIdUnknown],
    [0x05, 0, Status.BadNodeIdUnknown],
    [0x06, 0, Status.BadResourceUnavailable],
    [0x08, 0, Status.BadNotSupported],
    [0x0c, 0, Status.BadInvalidState],
    [0x0f, 0, Status.BadNotReadable],
    [0x10, 0x2802, Status.BadInvalidState],
    [0x13, 0, Status.BadTypeMismatch],
    [0x15, 0, Status.BadTypeMismatch],
    [0x16, 0, Status.BadNodeIdUnknown],
    [0x26, 0, Status.BadNodeIdUnknown],
    [0xff, 0x2104, Status.BadOutOfRange],
    [0xff, 0x2105, Status.BadOutOfRange],
    [0xff, 0x2107, Status.BadTypeMismatch],
    [0xff, 0x1234, Status.BadUnexpectedError],
    [0x77, 0, Status.BadUnexpectedError],
  ])('0x%s/0x%s has its OPC UA status', (status, extended, expected) =>
    expect(cipStatus({ status, extended }, 'read')).toBe(expected),
  )
  test('a missing privilege is told of what was tried', () =>
    expect(cipStatus({ status: 0x0f, extended: 0 }, 'write')).toBe(Status.BadNotWritable))
  test('have names for people', () => {
    expect(cipStatusName({ status: 5, extended: 0 })).toBe('path destination unknown (0x05)')
    expect(cipStatusName({ status: 0xff, extended: 0x2107 })).toBe('the tag has another type (0xFF/0x2107)')
    expect(cipStatusName({ status: 0x77, extended: 0 })).toBe('status 0x77')
  })
})

test('answers and symbol types come back as they were', () => {
  const reply = fc.record({ status: fc.nat(255), extended: fc.nat(0xffff), data: fc.uint8Array({ maxLength: 50 }) })
  fc.assert(
    fc.property(reply, (one) => {
      expect(decodeReply(0x4c, encodeReply(0x4c, one))).toEqual(one)
    }),
  )
  const type = fc.record({ code: fc.nat(255), structure: fc.boolean(), dimensions: fc.nat(3), system: fc.boolean() })
  fc.assert(
    fc.property(type, (one) => {
      expect(decodeSymbolType(encodeSymbolType(one))).toEqual(one)
    }),
  )
})
