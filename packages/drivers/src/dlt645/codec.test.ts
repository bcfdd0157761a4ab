import { type Fault, Status } from '@millrace/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { answerTo, Control, encodeFrame, encodeIdentifier, errorOf, type Frame, FrameDecoder, meant } from './codec.ts'
import { decodeItem, parseFormat } from './format.ts'

const bytes = (text: string): Buffer => Buffer.from(text.replaceAll(' ', ''), 'hex')
const hex = (frame: Uint8Array): string => Buffer.from(frame).toString('hex')
const code = (run: () => unknown): string => {
  try {
    run()
  } catch (fault) {
    return (fault as Fault).code
  }
  return 'none'
}
const decode = (...chunks: Uint8Array[]): { frames: Frame[]; malformed: string[] } => {
  const seen = { frames: [] as Frame[], malformed: [] as string[] }
  const decoder = new FrameDecoder({
    frame: (frame) => seen.frames.push(frame),
    malformed: (why) => seen.malformed.push(why),
  })
  for (const chunk of chunks) decoder.push(chunk)
  return seen
}

// Published exchanges with a meter of the address 000000000161: hwhale.com/article/138066 (a copy of "DLT645-2007 规约,
// 常见报文解析", Baidu Wenku cc10838283d049649b66580d); with the 1997 edition: kaledl.com/down/1493168.html and the manual
// of the Heyuan ASDU-LS, screen 9-17.
const published = [
  [0x0001_0000, '33 33 34 33 14', '91 08 33 33 34 33 59 33 33 33 8A', 'XXXXXX.XX', 0.26],
  [0x0002_0000, '33 33 35 33 15', '91 08 33 33 35 33 59 34 33 33 8C', 'XXXXXX.XX', 1.26],
  [0x0003_0000, '33 33 36 33 16', '91 08 33 33 36 33 59 33 34 33 8D', 'XXXXXX.XX', 100.26],
  [0x0004_0000, '33 33 37 33 17', '91 08 33 33 37 33 56 33 34 33 8B', 'XXXXXX.XX', 100.23],
  [0x0201_0100, '33 34 34 35 17', '91 06 33 34 34 35 34 43 10', 'XXX.X', 100.1],
] as const

describe('frames are the published ones', () => {
  test.each(published)('identifier %i of the 2007 edition', (identifier, asked, answered, format, value) => {
    const echo = encodeIdentifier(identifier, 4)
    const request = { address: '000000000161', control: Control.read, data: echo }
    expect(hex(encodeFrame(request))).toBe(hex(bytes(`FEFEFEFE 68 610100000000 68 11 04 ${asked} 16`)))
    const { frames } = decode(bytes(`68 610100000000 68 ${answered} 16`))
    const answer = answerTo(request, frames[0]!, echo)
    expect(answer).toMatchObject({ more: false })
    expect(decodeItem((answer as { data: Uint8Array }).data, parseFormat(format)!).value).toBe(value)
  })

  test.each([
    [
      '138000130754',
      '68 540713008013 68 01 02 43 C3 DA 16',
      '68 540713008013 68 81 06 43 C3 34 33 33 33 2B 16',
      0x9010,
      '01000000',
    ],
    [
      '000000000003',
      '68 030000000000 68 01 02 44 E9 03 16',
      '68 030000000000 68 81 04 44 E9 33 34 EC 16',
      0xb611,
      '0001',
    ],
  ])('of meter %s, 1997 edition', (address, asked, answered, identifier, data) => {
    const echo = encodeIdentifier(identifier, 2)
    const request = { address, control: Control.read97, data: echo }
    expect(hex(encodeFrame(request, 0))).toBe(hex(bytes(asked)))
    const answer = answerTo(request, decode(bytes(answered)).frames[0]!, echo)
    expect(hex((answer as { data: Uint8Array }).data)).toBe(data)
  })
})

describe('the frame decoder', () => {
  const answer = bytes('FEFEFEFE 68 610100000000 68 91 08 33 33 34 33 59 33 33 33 8A 16')
  const two = Buffer.concat([answer, answer])

  test('finds frames wherever the stream is cut, and among noise', () => {
    for (let cut = 0; cut <= two.length; cut++) {
      expect(decode(two.subarray(0, cut), two.subarray(cut)).frames).toHaveLength(2)
    }
    expect(decode(...[...two].map((byte) => Uint8Array.of(byte))).frames).toHaveLength(2)
    expect(decode(bytes('00 68 12 68 68'), answer).frames).toHaveLength(1)
  })

  test('takes no frame whose sum or end is wrong', () => {
    for (const at of [answer.length - 2, answer.length - 1, 8, 14]) {
      const broken = Buffer.from(answer)
      broken[at]! ^= 1
      const { frames, malformed } = decode(broken)
      expect([frames.length, malformed.length]).toEqual([0, 1])
    }
  })

  test('gives back what was encoded', () => {
    const digits = fc.stringMatching(/^[0-9]{12}$/)
    fc.assert(
      fc.property(
        digits,
        fc.integer({ min: 0, max: 255 }),
        fc.uint8Array({ maxLength: 200 }),
        (address, control, data) => {
          const { frames } = decode(encodeFrame({ address, control, data }))
          expect(frames).toEqual([{ address, control, data: Uint8Array.from(data) }])
        },
      ),
    )
  })
})

describe('an answer is held against its request', () => {
  const echo = encodeIdentifier(0x0001_0000, 4)
  const request = { address: '000000000161', control: Control.read, data: echo }
  const answer = (change: Partial<Frame>): Frame => ({
    ...request,
    control: 0x91,
    data: Uint8Array.of(...echo, 1, 2, 3, 4),
    ...change,
  })

  test.each([
    ['another meter', { address: '000000000162' }],
    ['an echo of the request', { control: 0x11 }],
    ['another function', { control: 0x94 }],
    ['another item', { data: Uint8Array.of(0, 1, 1, 2, 1, 2) }],
  ])('%s is none', (_, change) => expect(answerTo(request, answer(change), echo)).toBeUndefined())

  test('an error word is told; one of no byte, or data shorter than the identifier, is malformed', () => {
    expect(answerTo(request, answer({ control: 0xd1, data: Uint8Array.of(2) }), echo)).toEqual({ error: 2 })
    expect(code(() => answerTo(request, answer({ control: 0xd1, data: new Uint8Array() }), echo))).toBe(
      'driver.reply_malformed',
    )
    expect(code(() => answerTo(request, answer({ data: new Uint8Array(3) }), echo))).toBe('driver.reply_malformed')
  })

  test('a further frame must carry the number that was asked for', () => {
    const further = { ...request, control: Control.readOn }
    const frame = answer({ control: 0x92, data: Uint8Array.of(...echo, 9, 1) })
    expect(answerTo(further, frame, echo, 1)).toEqual({ data: Uint8Array.of(9), more: false })
    expect(answerTo(further, frame, echo, 2)).toBeUndefined()
  })

  test('wildcards stand for any pair of digits, in requests alone', () => {
    expect(meant('AAAAAAAAAAAA', '000000000161')).toBe(true)
    expect(meant('AAAAAAAA0161', '123456780161')).toBe(true)
    expect(meant('AAAAAAAA0161', '123456780162')).toBe(false)
    expect(meant('AAAAAAAAAAAA', 'AAAAAAAAAAAA')).toBe(false)
  })
})

describe('an error word', () => {
  test.each([
    [0x01, '2007', Status.BadUnexpectedError],
    [0x02, '2007', Status.BadNodeIdUnknown],
    [0x03, '2007', Status.BadNodeIdUnknown],
    [0x04, '2007', Status.BadNotWritable],
    [0x08, '2007', Status.BadNotSupported],
    [0x40, '2007', Status.BadOutOfRange],
    [0x00, '2007', Status.BadUnexpectedError],
    [0x01, '1997', Status.BadOutOfRange],
    [0x02, '1997', Status.BadNodeIdUnknown],
  ] as const)('%i of the edition %s has its status', (word, edition, status) => {
    expect(errorOf(word, edition).status).toBe(status)
  })
})
