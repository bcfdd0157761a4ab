import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FrameReader, frameOf } from './frame.ts'

const bytesOf = (columns: readonly Float64Array[]): Buffer =>
  Buffer.concat(columns.map((of) => Buffer.from(of.buffer, of.byteOffset, of.byteLength)))

describe('frames', () => {
  it('come out as they went in, however a stream cuts them', () => {
    const frame = fc.record({
      header: fc.dictionary(fc.string(), fc.jsonValue()).map((of) => JSON.parse(JSON.stringify(of)) as object),
      columns: fc.array(fc.float64Array({ maxLength: 5 }), { maxLength: 3 }),
    })
    fc.assert(
      fc.property(fc.array(frame, { maxLength: 5 }), fc.array(fc.integer({ min: 1, max: 40 })), (frames, cuts) => {
        const all = Buffer.concat(frames.map(({ header, columns }) => frameOf(header, columns)))
        const reader = new FrameReader(1_000_000)
        const seen = []
        let at = 0
        for (const cut of [...cuts, all.length]) {
          seen.push(...(reader.take(all.subarray(at, at + cut)) ?? []))
          at += cut
        }
        expect(seen.map(({ header, numbers }) => ({ header, numbers: Buffer.from(numbers) }))).toEqual(
          frames.map(({ header, columns }) => ({ header, numbers: bytesOf(columns) })),
        )
      }),
    )
  })

  it('that are larger than any answer, or no JSON object, are none', () => {
    const huge = Buffer.alloc(8)
    huge.writeUInt32LE(0xffff_ffff, 4)
    expect(new FrameReader(1_000).take(huge)).toBeUndefined()
    const [number, half] = [Buffer.from('7'), Buffer.from('{"a":')]
    for (const header of [number, half]) {
      const lengths = Buffer.alloc(8)
      lengths.writeUInt32LE(header.length)
      expect(new FrameReader(1_000).take(Buffer.concat([lengths, header]))).toBeUndefined()
    }
  })
})
