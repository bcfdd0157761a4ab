import type { FrameSink } from '../kit/exchange.ts'
import type { Fuzzed } from '../kit/fuzz.ts'
import { LengthFraming, wholeFrame } from '../kit/length-framing.ts'
import { parseAddress } from './address.ts'
import { asciiAnswerHeader, binaryAnswer, encodeAsciiRequest } from './ascii.ts'
import {
  answerHeader,
  encodeRequest,
  type Frame,
  type FrameSettings,
  readAnswer,
  readWords,
  selfTest,
  serialOf,
  writeBit,
} from './codec.ts'
import { asciiRequestHeader, encodeAsciiReply, readAsciiRequest } from './server-ascii.ts'
import { encodeRefusal, encodeReply, readRequest, requestHeader } from './server-codec.ts'

const settings = (frame: Frame): FrameSettings => ({
  frame,
  code: 'binary',
  route: { network: 0, pc: 0xff, io: 0x3ff, station: 0 },
  timer: 4,
})
const point = { code: 0xa8, number: 100, wide: false }
const asked = readWords(point, 3)

const requests = (frame: Frame): readonly Buffer[] =>
  [asked, writeBit({ ...point, code: 0x90 }, true), selfTest()].map((request) =>
    encodeRequest(settings(frame), 0x1234, request),
  )

const answers = (frame: Frame): readonly Buffer[] => {
  const request = readRequest(frame, requests(frame)[0]!)
  return [encodeReply(request, Buffer.from('951902123011', 'hex')), encodeRefusal(request, 0xc051)]
}

const read = (frame: Frame): FrameSink => {
  return (_, answer) => void readAnswer(settings(frame), asked, answer)
}

const frames = (['3E', '4E'] as const).flatMap((frame): readonly Fuzzed[] => [
  {
    name: `melsec ${frame} answers of a stream`,
    seeds: [...answers(frame), Buffer.concat(answers(frame))],
    read: (bytes) =>
      new LengthFraming(answerHeader(frame), (answer) => read(frame)(serialOf(frame, answer), answer)).push(bytes),
  },
  {
    name: `melsec ${frame} answers of a packet`,
    seeds: answers(frame),
    read: (bytes) => read(frame)(0, wholeFrame(answerHeader(frame), bytes)),
  },
  {
    name: `melsec ${frame} answers in ASCII`,
    seeds: [
      encodeAsciiReply(readRequest(frame, requests(frame)[0]!), Buffer.from('951902123011', 'hex')),
      encodeAsciiReply(readRequest(frame, requests(frame)[0]!), new Uint8Array(), 0xc051),
    ],
    read: (bytes) =>
      new LengthFraming(asciiAnswerHeader(frame), (answer) => read(frame)(0, binaryAnswer(frame, answer))).push(bytes),
  },
  {
    name: `melsec ${frame} requests in ASCII`,
    seeds: [asked, writeBit({ ...point, code: 0x90 }, true), selfTest()].map((request) =>
      encodeAsciiRequest(settings(frame), 0x1234, request),
    ),
    read: (bytes) =>
      new LengthFraming(asciiRequestHeader(frame), (request) => void readAsciiRequest(frame, request)).push(bytes),
  },
  {
    name: `melsec ${frame} requests`,
    seeds: requests(frame),
    read: (bytes) => new LengthFraming(requestHeader(frame), (request) => void readRequest(frame, request)).push(bytes),
  },
])

/** Everything that reads what comes from outside. */
export const fuzzers: readonly Fuzzed[] = [
  ...frames,
  {
    name: 'melsec addresses',
    seeds: ['D100', 'D100.F', 'M20', 'X1F', 'W1A0@ABCD', 'D200/20'].map((text) => Buffer.from(text)),
    read: (bytes) => {
      const text = Buffer.from(bytes).toString('latin1')
      parseAddress(text, text.includes('/') ? 'string' : 'bool')
    },
  },
]
