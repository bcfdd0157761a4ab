import { deflateSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { monthsAfter, nextTurn } from './calendar.ts'
import { countOn, dueBy } from './counter.ts'
import { pictureOf } from './picture.ts'
import { mayFrom, orderStates } from './steps.ts'

describe('a counter', () => {
  it('begins where it is first seen, and loses nothing when it is set back or exchanged', () => {
    const shown = [1_000, 1_100, 1_250, 0, 40, 5, 25]
    const counted = shown.reduce(countOn, { last: null, counted: 0 })
    expect(counted).toEqual({ last: 25, counted: 100 + 150 + 0 + 40 + 5 + 20 })
  })

  it('makes one order however far it ran over, and keeps what is beyond', () => {
    expect(dueBy(499.9, 500)).toEqual({ due: false, left: 499.9 })
    expect(dueBy(500, 500)).toEqual({ due: true, left: 0 })
    expect(dueBy(1_730, 500)).toEqual({ due: true, left: 230 })
  })
})

describe('months', () => {
  it('fall on the last day where a month lacks the day, and on the day again after it', () => {
    const first = Date.parse('2026-01-31T08:00:00Z')
    expect([1, 2, 3, 13].map((months) => new Date(monthsAfter(first, months)).toISOString().slice(0, 16))).toEqual([
      '2026-02-28T08:00',
      '2026-03-31T08:00',
      '2026-04-30T08:00',
      '2027-02-28T08:00',
    ])
  })

  it('that were missed make one turn', () => {
    const first = Date.parse('2026-01-15T08:00:00Z')
    expect(new Date(nextTurn(first, 3, Date.parse('2026-11-27T00:00:00Z'))).toISOString()).toBe(
      '2027-01-15T08:00:00.000Z',
    )
    expect(nextTurn(first, 3, first - 1)).toBe(first)
  })
})

it('from each state there is what people may do, and from closed nothing', () => {
  expect(Object.fromEntries(orderStates.map((state) => [state, mayFrom(state)]))).toEqual({
    open: ['start', 'wait', 'cancel'],
    in_work: ['wait', 'finish'],
    waiting: ['start', 'cancel'],
    done: ['reopen', 'close'],
    closed: [],
  })
})

/** Of ISO/IEC 15948: signature, header, one data chunk, end; checksums are not looked at. */
function png(width: number, height: number): Buffer {
  const chunk = (kind: string, data: Buffer): Buffer => {
    const length = Buffer.alloc(4)
    length.writeUInt32BE(data.length)
    return Buffer.concat([length, Buffer.from(kind, 'latin1'), data, Buffer.alloc(4)])
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head[8] = 8
  const rows = deflateSync(Buffer.alloc(2))
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', head),
    chunk('IDAT', rows),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

describe('a photo', () => {
  const jpeg = Buffer.from(
    'ffd8ffe000104a46494600010100000100010000ffc0000b080010002001011100ffda0008010100003f00d2cf20ffd9',
    'hex',
  )

  it('is what its bytes are', () => {
    expect(pictureOf(png(640, 480))).toEqual({ type: 'image/png', width: 640, height: 480 })
    expect(pictureOf(jpeg)).toEqual({ type: 'image/jpeg', width: 32, height: 16 })
    const webp = Buffer.alloc(30)
    webp.write('RIFF', 0, 'latin1')
    webp.writeUInt32LE(22, 4)
    webp.write('WEBPVP8X', 8, 'latin1')
    webp.writeUIntLE(799, 24, 3)
    webp.writeUIntLE(599, 27, 3)
    expect(pictureOf(webp)).toEqual({ type: 'image/webp', width: 800, height: 600 })
  })

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['one byte', Buffer.from([0xff])],
    ['HTML', Buffer.from('<!doctype html><script>alert(1)</script>')],
    ['SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')],
    ['a program', Buffer.from('MZ\x90\0', 'latin1')],
    ['a PNG with HTML behind it', Buffer.concat([png(4, 4), Buffer.from('<script>')])],
    ['a JPEG with a zip behind it', Buffer.concat([jpeg, Buffer.from('PK\x03\x04', 'latin1')])],
    ['a PNG that is cut', png(4, 4).subarray(0, 40)],
    ['a JPEG that is cut', jpeg.subarray(0, 20)],
    ['a PNG that opens to gigabytes', png(60_000, 60_000)],
    ['a PNG of no size', png(0, 4)],
  ])('is refused when it is none, or more than one: %s', (_, bytes) => {
    expect(() => pictureOf(bytes)).toThrow(/whole JPEG, PNG or WebP/)
  })
})
