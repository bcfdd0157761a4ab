import type { Fault } from '@millrace/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodeAsdu, eachObject, encodeAsdu, type FieldSizes, roomFor } from './asdu.ts'
import {
  ApduDecoder,
  decodeControl,
  encodeInformation,
  encodeSupervisory,
  encodeUnnumbered,
  MOST_ASDU,
} from './codec.ts'

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')
const bytes = (text: string): Buffer => Buffer.from(text.replaceAll(' ', ''), 'hex')
const sizes: FieldSizes = { cause: 2, common: 2, object: 3 }
const code = (run: () => unknown): string => {
  try {
    run()
  } catch (fault) {
    return (fault as Fault).code
  }
  return 'none'
}
const apdus = (...chunks: Uint8Array[]): string[] => {
  const seen: string[] = []
  const decoder = new ApduDecoder((apdu) => seen.push(hex(apdu)))
  for (const chunk of chunks) decoder.push(chunk)
  expect(decoder.partial).toBe(false)
  return seen
}

describe('frames are as IEC 60870-5-104 §5.1 draws them', () => {
  test.each([
    ['STARTDT act', encodeUnnumbered(0x07), '680407000000'],
    ['STARTDT con', encodeUnnumbered(0x0b), '68040b000000'],
    ['TESTFR act', encodeUnnumbered(0x43), '680443000000'],
    ['TESTFR con', encodeUnnumbered(0x83), '680483000000'],
    ['an acknowledgement of all before frame 8', encodeSupervisory(8), '680401001000'],
    ['an acknowledgement of all before frame 200', encodeSupervisory(200), '680401009001'],
    // N(S) = 2599 and N(R) = 62 of a counter interrogation, as a published sample has them.
    [
      'frame 2599',
      encodeInformation(2_599, 62, bytes('65010a000c00 000000 05')),
      '680e4e147c00 65010a000c00 000000 05',
    ],
  ])('%s', (_, frame, expected) => expect(hex(frame)).toBe(expected.replaceAll(' ', '')))

  test('the last number is 32767', () => {
    const frame = encodeInformation(32_767, 32_767, bytes('00'))
    expect(hex(frame)).toBe('6805fefffeff00')
    expect(decodeControl(frame.subarray(2))).toEqual({ format: 'I', send: 32_767, receive: 32_767 })
  })

  test.each([
    ['no 68', '69 04 43 00 00 00'],
    ['a length of 3', '68 03 43 00 00'],
    ['a length of 254', '68 fe 00'],
  ])('the stream is refused with %s', (_, text) =>
    expect(code(() => apdus(bytes(text)))).toBe('driver.frame_malformed'),
  )

  test.each([
    ['two functions at once', '4b 00 00 00'],
    ['a function with a number', '43 00 02 00'],
    ['a supervisory frame with a send number', '01 02 00 00'],
    ['an ASDU behind a supervisory frame', '01 00 00 00 01'],
    ['a receive number with its lowest bit set', '00 00 01 00'],
  ])('a control field is refused with %s', (_, text) =>
    expect(code(() => decodeControl(bytes(text)))).toBe('driver.frame_malformed'),
  )

  test('frames are found wherever the stream is cut, and byte by byte', () => {
    const stream = Buffer.concat([
      encodeUnnumbered(0x0b),
      encodeInformation(0, 0, bytes('0102030405')),
      encodeSupervisory(1),
    ])
    const whole = apdus(stream)
    expect(whole).toEqual(['0b000000', '000000000102030405', '01000200'])
    for (let cut = 0; cut <= stream.length; cut++)
      expect(apdus(stream.subarray(0, cut), stream.subarray(cut))).toEqual(whole)
    expect(apdus(...[...stream].map((byte) => Uint8Array.of(byte)))).toEqual(whole)
  })

  test('what was encoded is decoded again', () => {
    const number = fc.integer({ min: 0, max: 32_767 })
    const asdu = fc.uint8Array({ minLength: 1, maxLength: MOST_ASDU })
    fc.assert(
      fc.property(number, number, asdu, (send, receive, body) => {
        const [apdu] = apdus(encodeInformation(send, receive, body))
        expect(decodeControl(bytes(apdu!))).toEqual({ format: 'I', send, receive })
        expect(apdu!.slice(8)).toBe(hex(body))
      }),
    )
  })
})

describe('ASDUs are as IEC 60870-5-101 §7.2 draws them', () => {
  const general = { type: 100, cause: 6, negative: false, test: false, originator: 0, common: 1 }

  test('a general interrogation of station 1', () => {
    const asdu = encodeAsdu(general, [{ object: 0, element: Uint8Array.of(20) }], sizes)
    expect(hex(asdu)).toBe('64010600010000000014')
  })

  test('a refusal with an originator of station 300', () => {
    const asdu = decodeAsdu(bytes('2d 01 47 05 2c01 711700 01'), sizes)
    expect(asdu).toMatchObject({
      type: 45,
      count: 1,
      cause: 7,
      negative: true,
      test: false,
      originator: 5,
      common: 300,
    })
  })

  test('addresses follow each other in a sequence, and stand alone otherwise', () => {
    const seen: [number, number][] = []
    const look = (text: string): void =>
      eachObject(decodeAsdu(bytes(text), sizes), 1, sizes, (object, at) => seen.push([object, at]))
    look('01 83 14 00 0100 e90300 00 01 00')
    look('01 02 14 00 0100 e90300 00 a10f00 01')
    expect(seen).toEqual([
      [1_001, 3],
      [1_002, 4],
      [1_003, 5],
      [1_001, 3],
      [4_001, 7],
    ])
  })

  test.each([
    ['no identifier', '01 01 14 00 01'],
    ['an octet less than its objects', '01 02 14 00 0100 e90300 00 a10f00'],
    ['an octet more', '01 01 14 00 0100 e90300 00 00'],
    ['a sequence beyond the last address', '01 82 14 00 0100 ffffff 00 01'],
    ['a sequence that is too short', '01 83 14 00 0100 e90300 00 01'],
  ])('an ASDU is refused with %s', (_, text) =>
    expect(code(() => eachObject(decodeAsdu(bytes(text), sizes), 1, sizes, () => undefined))).toBe(
      'driver.reply_malformed',
    ),
  )

  test('what was encoded is decoded again, in every size of its fields', () => {
    const size = fc.record({
      cause: fc.constantFrom(1, 2) as fc.Arbitrary<1 | 2>,
      common: fc.constantFrom(1, 2) as fc.Arbitrary<1 | 2>,
      object: fc.constantFrom(1, 2, 3) as fc.Arbitrary<1 | 2 | 3>,
    })
    const objects = fc.array(fc.tuple(fc.nat(0xff_ffff), fc.uint8Array({ minLength: 4, maxLength: 4 })), {
      maxLength: 20,
    })
    fc.assert(
      fc.property(size, objects, fc.nat(65_535), fc.nat(255), fc.boolean(), (given, list, common, originator, flag) => {
        const head = {
          type: 13,
          cause: 20,
          negative: flag,
          test: !flag,
          originator,
          common: common % 256 ** given.common,
        }
        const told = list.map(([object, element]) => ({ object: object % 256 ** given.object, element }))
        const asdu = decodeAsdu(encodeAsdu(head, told, given), given)
        expect(asdu).toMatchObject({ ...head, originator: given.cause === 2 ? originator : 0, count: told.length })
        const seen: { object: number; element: Uint8Array }[] = []
        eachObject(asdu, 4, given, (object, at) => seen.push({ object, element: asdu.body.slice(at, at + 4) }))
        expect(seen).toEqual(told)
      }),
    )
  })

  test('as many objects go into one ASDU as 249 octets hold', () => {
    expect([roomFor(1, sizes), roomFor(12, sizes)]).toEqual([60, 16])
  })
})
