import type { Fuzzed } from '../kit/fuzz.ts'
import { answerTo, Control, encodeFrame, encodeIdentifier, FrameDecoder } from './codec.ts'
import { decodeItem, parseFormat } from './format.ts'

const echo = encodeIdentifier(0x0001_0000, 4)
const request = { address: '000000000161', control: Control.read, data: echo }
const answer = encodeFrame({ ...request, control: 0x91, data: Uint8Array.of(...echo, 0x26, 0, 0, 0) })
const formats = ['XXXXXX.XX', '-XX.XXXX', 'BCD6', 'bits2', 'ASCII10', 'YYMMDDhhmm'].map((text) => parseFormat(text)!)

/** What of this driver reads bytes from the field. */
export const fuzzers: readonly Fuzzed[] = [
  {
    name: 'dlt645 frames',
    seeds: [
      answer,
      encodeFrame({ ...request, control: 0xd1, data: Uint8Array.of(2) }),
      Buffer.concat([answer, answer]),
    ],
    read: (bytes) => {
      const decoder = new FrameDecoder({
        frame: (frame) => void answerTo(request, frame, echo),
        malformed: () => {},
      })
      decoder.push(bytes.subarray(0, bytes.length >> 1))
      decoder.push(bytes.subarray(bytes.length >> 1))
    },
  },
  {
    name: 'dlt645 items',
    seeds: [Uint8Array.of(0x26, 0, 0, 0), Uint8Array.of(0x35, 0x04, 0x27, 0x11, 0x26), new Uint8Array(10)],
    read: (bytes) => {
      for (const format of formats) decodeItem(bytes.subarray(0, format.bytes), format)
    },
  },
]
