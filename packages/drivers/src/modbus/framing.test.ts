import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ascii, encodeAscii, lrc } from './ascii.ts'
import { encodeEcho, encodeRead, encodeWriteRegisters } from './codec.ts'
import type { SerialFraming } from './framing.ts'
import { crc16, encodeRtu, rtu } from './rtu.ts'

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')
const bytes = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text.replaceAll(' ', ''), 'hex'))

/** The frames that are found in some pieces, in hex, and the noise that is left. */
function found(
  framing: SerialFraming,
  pieces: readonly Uint8Array[],
  {
    side = 'replies',
    wants = () => false,
  }: { side?: 'replies' | 'requests'; wants?: (frame: Uint8Array) => boolean } = {},
): { frames: string[]; noise: number } {
  const frames: string[] = []
  const reader = framing[side]({ frame: (frame) => frames.push(hex(frame)), wants })
  for (const piece of pieces) reader.push(piece)
  return { frames, noise: reader.noise }
}

describe('the CRC of an RTU frame', () => {
  test('is that of the example in MODBUS over Serial Line V1.02 §6.2.2: 02 07 gives 41 12', () => {
    expect(hex(encodeRtu(2, Uint8Array.of(7)))).toBe('02074112')
    expect(crc16(bytes('02 07 41 12'))).toBe(0)
  })

  test('is 0x4B37 of the digits 1 to 9, the check value of CRC-16/MODBUS', () => {
    expect(crc16(Buffer.from('123456789', 'latin1'))).toBe(0x4b37)
  })

  test('shows every burst of up to 16 bits and every odd number of flipped bits', () => {
    const frame = encodeRtu(1, Uint8Array.of(3, 8, 0, 1, 2, 3, 4, 5, 6, 7))
    fc.assert(
      fc.property(fc.nat(frame.length * 8 - 17), fc.integer({ min: 1, max: 0xffff }), (at, burst) => {
        const broken = frame.slice()
        for (let bit = 0; bit < 16; bit++) if ((burst >> bit) & 1) broken[(at + bit) >> 3]! ^= 1 << ((at + bit) & 7)
        expect(crc16(broken)).not.toBe(0)
      }),
    )
  })
})

describe('the LRC of an ASCII frame', () => {
  test('makes the sum of all bytes zero', () => {
    expect(lrc(bytes('11 03 00 6b 00 03'))).toBe(0x7e)
    expect(Buffer.from(encodeAscii(0x11, encodeRead(3, 0x6b, 3))).toString('latin1')).toBe(':1103006B00037E\r\n')
  })
})

describe.each([
  ['RTU', rtu],
  ['ASCII', ascii],
] as const)('a reader of %s', (_, framing) => {
  const reply = Uint8Array.of(3, 4, 0xde, 0xad, 0xbe, 0xef)

  test('finds every frame again, however it is cut', () => {
    const unit = fc.integer({ min: 1, max: 247 })
    const data = fc.uint8Array({ minLength: 1, maxLength: 125 }).map((half) => Uint8Array.of(...half, ...half))
    const pdu = data.map((registers) => Uint8Array.of(3, registers.length, ...registers))
    const frame = fc.tuple(unit, pdu)
    fc.assert(
      fc.property(fc.array(frame, { minLength: 1, maxLength: 4 }), fc.integer({ min: 1, max: 300 }), (all, chop) => {
        const stream = Buffer.concat(all.map(([to, what]) => framing.encode(to, what)))
        const pieces = Array.from({ length: Math.ceil(stream.length / chop) }, (_unused, i) =>
          stream.subarray(i * chop, (i + 1) * chop),
        )
        const expected = all.map(([to, what]) => hex(Uint8Array.of(to, ...what)))
        expect(found(framing, pieces)).toEqual({ frames: expected, noise: 0 })
      }),
    )
  })

  test('finds requests the same way', () => {
    const requests = [encodeRead(3, 7, 2), encodeWriteRegisters(9, Uint8Array.of(1, 2, 3, 4)), encodeEcho(0xabcd)]
    const stream = Buffer.concat(requests.map((pdu) => framing.encode(5, pdu)))
    expect(found(framing, [stream], { side: 'requests' }).frames).toEqual(requests.map((pdu) => `05${hex(pdu)}`))
  })

  test('counts what is no frame as noise, and finds the frame behind it', () => {
    const noise = bytes('00 ff')
    const whole = framing.encode(1, reply)
    expect(found(framing, [noise, whole])).toEqual({ frames: [`01${hex(reply)}`], noise: 2 })
  })

  test('takes no frame with a wrong checksum', () => {
    const whole = framing.encode(1, reply)
    for (let at = 0; at < whole.length; at++) {
      const broken = whole.slice()
      broken[at]! ^= 1
      expect(found(framing, [broken]).frames).toEqual([])
    }
  })

  test('says how long a frame is on the wire', () => {
    expect(framing.encode(1, reply).length).toBe(framing.wireBytes(reply.length))
  })
})

describe('a reader of RTU', () => {
  const answer = encodeRtu(1, Uint8Array.of(3, 2, 0x12, 0x34))
  const begun = bytes('01 03 fa')

  test('takes a whole frame behind one that has only begun if it is wanted, else when it is known that the first is none', () => {
    expect(found(rtu, [begun, answer]).frames).toEqual([])
    expect(found(rtu, [begun, answer], { wants: () => true }).frames).toEqual(['0103021234'])
    expect(found(rtu, [begun, answer, new Uint8Array(300)]).frames).toEqual(['0103021234'])
  })

  test('waits for no unit 0 and none above 247', () => {
    expect(found(rtu, [bytes('00 03 fa f8 03 fa'), answer]).frames).toEqual(['0103021234'])
  })
})

describe('a reader of ASCII', () => {
  const text = (line: string): Uint8Array => Buffer.from(line, 'latin1')

  test('begins anew with each colon', () => {
    expect(found(ascii, [text(':0103:0103021234B4\r\n')]).frames).toEqual(['0103021234'])
  })

  test.each([':0103021234b4\r\n', ':0103021234B4\n', ':0103021234B\r\n', ':0103021234B4\r ', ':01\r\n'])(
    'takes no %j',
    (line) => {
      expect(found(ascii, [text(line)]).frames).toEqual([])
    },
  )
})
