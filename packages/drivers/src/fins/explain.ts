import { type Explain, explainEach, type FieldReader, named } from '../kit/explain.ts'
import { areas } from './areas.ts'
import { TcpCommand } from './codec.ts'
import { endCodeOf } from './end-codes.ts'

/** W342-E1-15 §5. */
const commands: Readonly<Record<number, string>> = {
  257: 'memory area read',
  258: 'memory area write',
  260: 'multiple memory area read',
  1281: 'controller data read',
}
/** W420-E1 §7-4-1. */
const tcpCommands: Readonly<Record<number, string>> = {
  0: 'node address request',
  1: 'node address answer',
  2: 'frame',
  3: 'error',
}
const MAGIC = 'FINS'

/** Over TCP each frame has a header that begins with FINS, over UDP a packet is one frame (codec.ts names the clauses). */
export const explainFins: Explain = (_direction, bytes) =>
  explainEach(bytes, (reader) => {
    const over = Buffer.from(bytes.subarray(reader.at, reader.at + 4)).toString('latin1') === MAGIC
    if (!over) {
      frame(reader, bytes.length)
      return
    }
    reader.take(4, 'header', () => MAGIC)
    const length = reader.uint(4, 'length')
    const end = Math.min(bytes.length, reader.at + length)
    const command = reader.uint(4, 'TCP command', named(tcpCommands))
    reader.uint(4, 'TCP error')
    if (command === TcpCommand.frame) frame(reader, end)
    else {
      reader.take(Math.max(0, end - reader.at), 'nodes')
      reader.say(tcpCommands[command] ?? `TCP command ${command}`)
    }
  })

function frame(reader: FieldReader, end: number): void {
  const answer = (reader.uint(1, 'ICF', (value) => (value & 0x40 ? 'answer' : 'command')) & 0x40) !== 0
  reader.take(2, 'reserved, gateways')
  const node = (bytes: Uint8Array): string => `network ${bytes[0]}, node ${bytes[1]}, unit ${bytes[2]}`
  reader.take(3, 'to', node)
  reader.take(3, 'from', node)
  const sid = reader.uint(1, 'SID')
  const command = reader.uint(2, 'command', named(commands, 4))
  const name = commands[command] ?? `command 0x${command.toString(16).padStart(4, '0')}`
  const left = (): number => Math.max(0, end - reader.at)
  if (answer) {
    const says = (code: number): string => (code === 0 ? 'normal completion' : endCodeOf(code & 0x7f3f).name)
    const code = reader.uint(2, 'end code', (value) => `0x${value.toString(16).padStart(4, '0')} ${says(value)}`)
    reader.take(left(), 'data')
    reader.say(`#${sid} ${name}: ${says(code)}`)
    return
  }
  if (command !== 0x0101 && command !== 0x0102) {
    reader.take(left(), 'data')
    reader.say(`#${sid} ${name}`)
    return
  }
  const area = reader.uint(1, 'area', (code) => named({ [code]: areaOf(code) })(code))
  const address = reader.uint(2, 'address')
  const bit = reader.uint(1, 'bit')
  const count = reader.uint(2, 'count')
  reader.take(left(), 'values')
  const { offset = 0 } = areas.find(({ code }) => code === area) ?? {}
  const isBit = areas.some(({ bitCode }) => bitCode === area)
  reader.say(`#${sid} ${name} ${areaOf(area)}${address - offset}${isBit ? `.${bit}` : ''} × ${count}`)
}

const areaOf = (code: number): string =>
  areas.find((area) => area.code === code || area.bitCode === code)?.name ?? 'unknown area'
