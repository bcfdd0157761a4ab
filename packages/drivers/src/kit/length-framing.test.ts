import { Fault } from '@millrace/core'
import { describe, expect, test } from 'vitest'
import { LengthFraming, type LengthHeader, wholeFrame } from './length-framing.ts'

/** Two bytes of header: a mark and the length of what follows. */
const header: LengthHeader = { headerBytes: 2, mostBytes: 10, lengthOf: (head) => 2 + head[1]! }

describe('frames by their length', () => {
  const decode = (...chunks: number[][]): { frames: string[]; partial: boolean } => {
    const frames: string[] = []
    const framing = new LengthFraming(header, (frame) => frames.push([...frame].join()))
    for (const chunk of chunks) framing.push(Uint8Array.from(chunk))
    return { frames, partial: framing.partial }
  }

  test('are found however they are cut, also those of a header alone', () => {
    const frames = ['7,3,1,2,3', '7,0', '7,1,9']
    const stream = [7, 3, 1, 2, 3, 7, 0, 7, 1, 9]
    for (let a = 0; a <= stream.length; a++)
      for (let b = a; b <= stream.length; b++)
        expect(decode(stream.slice(0, a), stream.slice(a, b), stream.slice(b))).toEqual({ frames, partial: false })
  })

  test('tell when one is not whole yet', () => expect(decode([7, 3, 1])).toEqual({ frames: [], partial: true }))

  test('that are longer than any are refused', () => {
    expect(() => decode([7, 9])).toThrow(Fault)
    expect(() => decode([7], [9])).toThrow(Fault)
  })
})

test('a packet holds exactly one frame', () => {
  expect(wholeFrame(header, Uint8Array.of(7, 1, 9))).toEqual(Uint8Array.of(7, 1, 9))
  for (const packet of [[7], [7, 1], [7, 1, 9, 9]])
    expect(() => wholeFrame(header, Uint8Array.from(packet))).toThrow(Fault)
})
