import type { Fuzzed } from '../kit/fuzz.ts'
import { LengthFraming } from '../kit/length-framing.ts'
import { parseAddress } from './address.ts'
import {
  encodeClientNode,
  encodeFrame,
  encodeTcp,
  isAnswer,
  type Route,
  readAnswer,
  readMemory,
  readServerNode,
  readTcp,
  sidOf,
  TcpCommand,
  tcpHeader,
} from './codec.ts'

const route: Route = { to: { network: 0, node: 1, unit: 0 }, from: { network: 0, node: 2, unit: 0 } }
const asked = readMemory({ code: 0x82, address: 100 }, 2)
const hex = (text: string): Buffer => Buffer.from(text.replaceAll(' ', ''), 'hex')

const answer = hex('c0 00 02 00 02 00 00 01 00 2a 0101 0000 1234 abcd')
const refusal = hex('c0 00 02 00 02 00 00 01 00 2a 0101 1103')
const greeting = encodeTcp(TcpCommand.serverNode, hex('00000002 00000001'))

function read(frame: Uint8Array): void {
  if (!isAnswer(frame)) return
  sidOf(frame)
  readAnswer(route, asked, frame)
}

/** Everything that reads what comes from outside. */
export const fuzzers: readonly Fuzzed[] = [
  { name: 'fins answers of a packet', seeds: [answer, refusal, encodeFrame(route, 1, asked)], read },
  {
    name: 'fins answers of a stream',
    seeds: [
      greeting,
      encodeTcp(TcpCommand.frame, answer),
      Buffer.concat([greeting, encodeTcp(TcpCommand.frame, answer), encodeTcp(TcpCommand.frame, refusal)]),
      encodeTcp(TcpCommand.error, new Uint8Array(), 3),
      encodeClientNode(0),
    ],
    read: (bytes) =>
      new LengthFraming(tcpHeader, (whole) => {
        const frame = readTcp(whole)
        if (frame.command === TcpCommand.serverNode) readServerNode(frame)
        else if (frame.command === TcpCommand.frame) read(frame.data)
      }).push(bytes),
  },
  {
    name: 'fins addresses',
    seeds: ['D100', 'CIO10.3', 'E1_30000', 'W20@ABCD', 'H5:bcd', 'D200/20', 'T0'].map((text) => Buffer.from(text)),
    read: (bytes) => {
      const text = Buffer.from(bytes).toString('latin1')
      parseAddress(text, text.includes('/') ? 'string' : text.includes('.') ? 'bool' : 'uint16')
    },
  },
]
