import type { Fuzzed } from '../kit/fuzz.ts'
import { parseAddress, type TextForm } from './address.ts'
import { FunctionCode, ItemSize, readItems, readSetup, readWritten } from './codec.ts'
import { encodeConfirm, encodeConnect, encodeData, IsoFraming, readConfirm } from './iso.ts'
import { readText } from './text.ts'
import { listBlocks, readBlockLength, readBlocks, readMode, readStatusList, readUserdata } from './userdata.ts'

const bytes = (hex: string): Buffer => Buffer.from(hex.replaceAll(' ', ''), 'hex')
const word = { size: ItemSize.byte, count: 2, db: 1, area: 0x84, address: 0 }
const byte = { ...word, count: 1 }
const timer = { size: ItemSize.timer, count: 1, db: 0, area: 0x1d, address: 5 }

/** Answers to a read of a byte, a word and a timer: all of them, without the word, and none. */
const answers = [
  bytes('32 03 0000 0001 0002 0012 00 00 04 03 ff04 0008 2a 00 ff04 0010 1234 ff09 0002 1123'),
  bytes('32 03 0000 0001 0002 0010 00 00 04 03 ff04 0008 2a 00 0a00 0000 ff09 0002 1123'),
  bytes('32 02 0000 0001 0000 0000 85 00'),
]
const setup = bytes('32 03 0000 0001 0008 0000 00 00 f0 00 0001 0001 01e0')
const written = bytes('32 03 0000 0001 0002 0001 00 00 05 01 ff')
const blocks = bytes('32 07 0000 0001 000c 000c 00 01 12 08 12 83 02 01 00 00 0000 ff 09 0008 0001 0000 0007 0000')
const mode = bytes(
  '32 07 0000 0001 000c 0010 00 01 12 08 12 84 01 00 00 00 0000 ff 09 000c 0424 0000 0004 0001 51 44 ff 08',
)
const forms: readonly TextForm[] = ['STRING', 'CHAR', 'WSTRING', 'DT', 'DTL']

/** Every piece of this driver that reads bytes of the field or text of a configuration. */
export const fuzzers: readonly Fuzzed[] = [
  {
    name: 's7 frames',
    seeds: [
      encodeConfirm(encodeConnect(1, { local: 0x100, remote: 0x101 }).subarray(4)),
      Buffer.concat(answers.map((pdu) => encodeData(pdu, 128))),
      Buffer.concat(answers.map((pdu) => encodeData(pdu, 20))),
    ],
    read: (input) => {
      const framing = new IsoFraming((_, frame) => {
        if (frame[0] === 0x32) readItems(frame, [byte, word, timer])
        else readConfirm(frame)
      })
      framing.push(input)
    },
  },
  { name: 's7 answers to a read', seeds: answers, read: (input) => void readItems(input, [byte, word, timer]) },
  {
    name: 's7 answers to a setup or a write',
    seeds: [setup, written],
    read: (input) => {
      if (input[12] === FunctionCode.setup) readSetup(input)
      else readWritten(input)
    },
  },
  {
    name: 's7 answers of a service',
    seeds: [blocks, mode],
    read: (input) => {
      const { bytes: told } = readUserdata(input, input[15] === 0x84 ? readStatusList : listBlocks)
      if (input[15] === 0x84) readMode(told)
      else if (told.length > 42) readBlockLength(told)
      else readBlocks(told)
    },
  },
  {
    name: 's7 texts',
    seeds: [
      bytes('14 08 4b657373656c2037 000000000000000000000000'),
      bytes('0008 0002 4e03 53f7 00000000000000000000000000000000'),
      bytes('2611270430123456 00000000'),
      bytes('07ea 0b 1b 06 04 1e 0c 149a8e35'),
    ],
    read: (input) => {
      // A text is read out of as many bytes as its address says, whatever they are.
      const held = Buffer.concat([input, Buffer.alloc(32)])
      for (const form of forms) {
        const length = { STRING: 22, CHAR: 20, WSTRING: 12, DT: 8, DTL: 12 }[form]
        const characters = { STRING: 20, CHAR: 20, WSTRING: 4, DT: 0, DTL: 0 }[form]
        readText(held.subarray(0, length), { form, characters }, 'utf-8')
      }
    },
  },
  {
    name: 's7 addresses',
    seeds: ['DB1.DBX0.0', 'DB65535.DBB10/W20', 'PEW256', 'MW10', 'C7'].map((text) => Buffer.from(text)),
    read: (input) => {
      const text = Buffer.from(input).toString('latin1')
      parseAddress(text, text.includes('X') ? 'bool' : text.includes('/') ? 'string' : 'int16')
    },
  },
]
