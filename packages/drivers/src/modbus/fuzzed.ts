import type { Fuzzed } from '../kit/fuzz.ts'
import { ascii, encodeAscii } from './ascii.ts'
import { checkReply, encodeFrame, encodeRead, encodeWriteRegisters, FrameDecoder } from './codec.ts'
import type { SerialFraming } from './framing.ts'
import { encodeRtu, rtu } from './rtu.ts'

const request = encodeRead(3, 100, 4)
const pdus = [
  Uint8Array.of(3, 8, 0, 1, 2, 3, 4, 5, 6, 7),
  Uint8Array.of(0x83, 2),
  Uint8Array.of(1, 2, 0xff, 1),
  Uint8Array.of(8, 0, 0, 0x12, 0x34),
  Uint8Array.of(22, 0, 7, 0xff, 0, 0, 1),
  encodeWriteRegisters(100, Uint8Array.of(1, 2, 3, 4)),
  request,
]

/** Replies in two pieces, cut in the middle: what a reader keeps in between is read as well. */
function serial(name: string, framing: SerialFraming, encode: (unit: number, pdu: Uint8Array) => Uint8Array): Fuzzed {
  return {
    name,
    seeds: pdus.map((pdu) => encode(1, pdu)),
    read: (bytes) => {
      for (const make of [framing.replies, framing.requests]) {
        const frames: Uint8Array[] = []
        const reader = make({ frame: (frame) => void frames.push(frame.slice()), wants: (frame) => frame[1] === 3 })
        reader.push(bytes.subarray(0, bytes.length >> 1))
        reader.push(bytes.subarray(bytes.length >> 1))
        for (const frame of frames) checkReply(request, frame.subarray(1))
      }
    },
  }
}

/** Everything of Modbus that reads bytes from the field. */
export const fuzzers: readonly Fuzzed[] = [
  {
    name: 'modbus tcp frames',
    seeds: pdus.map((pdu, i) => encodeFrame(i, 1, pdu)),
    read: (bytes) => {
      const frames: Uint8Array[] = []
      const decoder = new FrameDecoder((_, frame) => void frames.push(frame.slice()))
      decoder.push(bytes.subarray(0, bytes.length >> 1))
      decoder.push(bytes.subarray(bytes.length >> 1))
      for (const frame of frames) checkReply(request, frame.subarray(1))
    },
  },
  serial('modbus rtu frames', rtu, encodeRtu),
  serial('modbus ascii frames', ascii, encodeAscii),
]
