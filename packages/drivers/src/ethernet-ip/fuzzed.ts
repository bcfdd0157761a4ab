import { Fault } from '@millrace/core'
import type { Fuzzed } from '../kit/fuzz.ts'
import { parseAddress } from './address.ts'
import {
  Command,
  decodeConnected,
  decodeIdentity,
  decodeUnconnected,
  encodeConnected,
  encodeFrame,
  encodeIdentity,
  encodeUnconnected,
  FrameDecoder,
  openFrame,
} from './codec.ts'
import {
  decodeReply,
  encodeMultiple,
  encodeRead,
  encodeReply,
  packMultiple,
  Service,
  tagPath,
  unpackMultiple,
} from './message.ts'
import { LogixMemory } from './simulated-memory.ts'
import { SimulatedServices } from './simulated-services.ts'
import { decodeSymbols, decodeTemplate, decodeTemplateInfo, encodeListSymbols } from './symbols.ts'
import { cipTypes, decodeValue, splitTagData } from './values.ts'

const bytes = (hex: string): Buffer => Buffer.from(hex.replaceAll(' ', ''), 'hex')
const answer = (data: Uint8Array): Uint8Array => encodeReply(Service.readTag, { status: 0, extended: 0, data })
const values = [bytes('c400 0e000000'), bytes('c100 01'), bytes('ca00 0000803f'), bytes('da00 036f696c')]
const string = bytes(`a002 ce0f 03000000 6f696c${'00'.repeat(81)}`)
const symbol = bytes(`43630000 0c00 436970526561644461746133 ff8f ${'00'.repeat(12)}`)
const identity = { vendor: 1, deviceType: 14, product: 166, revision: '20.19', serial: 1, name: '1756-L73/B' }

const memory = new LogixMemory()
memory.structure('Motor', [
  ['Speed', 'REAL'],
  ['Running', 'BOOL'],
  ['Steps', 'DINT', 4],
])
memory.add('Motor', 'Motor')
memory.add('Alarms', 'BOOL', { sizes: [64] })
memory.add('Name', 'STRING', { sizes: [2, 3] })
const services = new SimulatedServices({ memory, identity, mostBytes: 500, lacks: new Set() })

/** Everything of this driver that reads bytes from the field, or a notation from people. */
export const fuzzers: readonly Fuzzed[] = [
  {
    name: 'EtherNet/IP frames',
    seeds: [
      encodeFrame(Command.sendRrData, 1, 7, encodeUnconnected(answer(values[0]!))),
      Buffer.concat([
        encodeFrame(Command.registerSession, 1, 1, Uint8Array.of(1, 0, 0, 0)),
        encodeFrame(Command.listIdentity, 1, 2, encodeIdentity(identity)),
      ]),
    ],
    read: (input) => {
      const decoder = new FrameDecoder((_id, frame) => {
        const { command, data } = openFrame(frame)
        if (command === Command.listIdentity) decodeIdentity(data)
        else if (command === Command.sendUnitData) decodeConnected(data)
        else decodeReply(Service.readTag, decodeUnconnected(data))
      })
      const half = input.length >> 1
      decoder.push(input.subarray(0, half))
      decoder.push(input.subarray(half))
    },
  },
  {
    name: 'EtherNet/IP items',
    seeds: [encodeUnconnected(answer(values[0]!)), encodeConnected(5, 6, answer(values[1]!)), encodeIdentity(identity)],
    read: (input) => {
      for (const decode of [decodeUnconnected, decodeConnected, decodeIdentity]) decodeOrRefuse(() => decode(input))
    },
  },
  {
    name: 'CIP answers',
    seeds: [
      ...[...values, string].map(answer),
      encodeReply(Service.multiple, { status: 0, extended: 0, data: packMultiple(values.map(answer)) }),
      encodeReply(Service.readTag, { status: 0xff, extended: 0x2105, data: new Uint8Array() }),
    ],
    read: (input) => {
      const several = input[0] === (Service.multiple | 0x80)
      const { data } = decodeReply(several ? Service.multiple : Service.readTag, input)
      const parts = several
        ? unpackMultiple(data, values.length).map((part) => decodeReply(Service.readTag, part).data)
        : [data]
      for (const part of parts) {
        const tag = splitTagData(part)
        for (const { type } of Object.values(cipTypes)) decodeValue(tag, { type })
        for (const characters of [undefined, 3, 82])
          decodeValue(tag, { type: 'string', ...(characters === undefined ? {} : { characters }) })
        for (let bit = 0; bit < 64; bit++) decodeValue(tag, { type: 'bool', bit })
      }
    },
  },
  {
    name: 'Logix symbols',
    seeds: [symbol, Buffer.concat([symbol, symbol])],
    read: (input) => void decodeSymbols(input),
  },
  {
    name: 'Logix templates',
    seeds: [
      Buffer.from(memory.template(0x101)!.definition),
      bytes('0400 0400 0000 1e000000 0500 0000 20000000 0200 0000 0400 0100 0000 cd9e'),
    ],
    read: (input) => {
      decodeOrRefuse(() => decodeTemplateInfo(input))
      decodeTemplate(input, 6)
    },
  },
  {
    name: 'Logix addresses',
    seeds: ['Program:Main.Motor.Speed', 'Recipe[3].Name/82', 'Grid[1,2,3].5', 'Local:1:I.Data'].map((text) =>
      Buffer.from(text),
    ),
    read: (input) =>
      void parseAddress(Buffer.from(input).toString('latin1'), input.length % 2 === 0 ? 'bool' : 'string'),
  },
  {
    name: 'requests to the Logix simulator',
    seeds: [
      encodeRead(tagPath(['Motor', 'Steps', 2])),
      encodeMultiple([encodeRead(tagPath(['Alarms', 1])), encodeRead(tagPath(['Name', 1, 2]))]),
      encodeListSymbols(undefined, 0),
      bytes('4e 04 91 06 416c61726d73 04 00 04000000 ffffffff'),
    ],
    read: (input) => void services.answer(input),
  },
]

/** The next decoder gets its turn, whatever this one says of the input. */
function decodeOrRefuse(run: () => unknown): void {
  try {
    run()
  } catch (failure) {
    if (!(failure instanceof Fault)) throw failure
  }
}
