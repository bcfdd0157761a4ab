import { expect, test } from 'vitest'
import { FrameReader } from './mqtt-frames.ts'

function reader(hold?: (frame: number[]) => Promise<void> | undefined) {
  const frames: number[][] = []
  const refused: string[] = []
  const cut = new FrameReader({
    limit: () => 1000,
    takeFrame(bytes, at, body, end) {
      const frame = [bytes[at] as number, ...bytes.subarray(body, end)]
      frames.push(frame)
      return hold?.(frame)
    },
    violated: (_first, reason) => refused.push(reason),
  })
  return { cut, frames, refused }
}

const long = Buffer.concat([Buffer.from([0x30, 0xc8, 0x01]), Buffer.alloc(200, 7)])
const stream = Buffer.concat([Buffer.from([0xc0, 0]), long, Buffer.from([0x30, 2, 1, 2]), long])
const expected = [[0xc0], [0x30, ...Buffer.alloc(200, 7)], [0x30, 1, 2], [0x30, ...Buffer.alloc(200, 7)]]

test('frames come out the same however the bytes are cut', () => {
  for (let size = 1; size <= stream.length; size++) {
    const { cut, frames } = reader()
    for (let at = 0; at < stream.length; at += size) void cut.push(stream.subarray(at, at + size))
    expect(frames).toEqual(expected)
    expect(cut.partial).toBe(false)
  }
})

test('a frame that holds the rest back is followed by the rest, in order, once it is done', async () => {
  const gates = Array.from({ length: 4 }, () => Promise.withResolvers<void>())
  let taken = 0
  const { cut, frames } = reader(() => gates[taken++]?.promise)
  void cut.push(stream.subarray(0, 100))
  void cut.push(stream.subarray(100))
  expect(frames).toEqual(expected.slice(0, 1))
  for (const [i, gate] of gates.entries()) {
    gate.resolve()
    await expect.poll(() => frames.length).toBe(Math.min(4, i + 2))
  }
  await cut.settled()
  expect(frames).toEqual(expected)
})

test('a length beyond the limit is refused before a byte of it is kept', () => {
  const { cut, refused, frames } = reader()
  void cut.push(Buffer.from([0x30, 0xff, 0xff, 0xff]))
  void cut.push(stream)
  expect([refused, frames]).toEqual([['too_large'], []])
})

test('a length of five bytes is a violation', () => {
  const { cut, refused } = reader()
  void cut.push(Buffer.from([0x30, 0x80, 0x80, 0x80, 0x80, 0x01]))
  expect(refused).toEqual(['protocol_violation'])
})
