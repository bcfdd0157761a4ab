import { type Explain, explainEach, type FieldReader, named } from '../kit/explain.ts'
import { Command } from './codec.ts'
import { Class, Service } from './message.ts'
import { cipStatusName } from './status.ts'

const wordsOf = (codes: Readonly<Record<string, number>>): Readonly<Record<number, string>> =>
  Object.fromEntries(
    Object.entries(codes).map(([name, code]) => [
      code,
      name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`),
    ]),
  )

/** The CIP Networks Library Vol. 2 §2-3.2, §2-6.3; Vol. 1 appendix C. */
const commands = wordsOf(Command)
/** Of the two services with the number 52H the Connection Manager's is told by its path. */
const services: Readonly<Record<number, string>> = { ...wordsOf(Service), [Service.readFragmented]: 'read fragmented' }
const classes = wordsOf(Class)
const items: Readonly<Record<number, string>> = {
  0: 'null address',
  12: 'identity',
  161: 'connected address',
  177: 'connected data',
  178: 'unconnected data',
}
const ANSWER = 0x80

export const explainEthernetIp: Explain = (_direction, bytes) =>
  explainEach(bytes, (reader) => {
    const command = reader.uintLe(2, 'command', named(commands, 4))
    const length = reader.uintLe(2, 'length')
    reader.uintLe(4, 'session', (value) => `0x${value.toString(16)}`)
    const status = reader.uintLe(4, 'status')
    reader.take(8, 'sender context')
    reader.uintLe(4, 'options')
    const end = Math.min(bytes.length, reader.at + length)
    const name = commands[command]?.trim() ?? `command 0x${command.toString(16)}`
    const carries = command === Command.sendRrData || command === Command.sendUnitData
    if (!carries || status !== 0 || end - reader.at < 8) {
      reader.take(Math.max(0, end - reader.at), 'data')
      reader.say(`${name}${status === 0 ? '' : `: refused with ${status}`}`)
      return
    }
    reader.uintLe(4, 'interface')
    reader.uintLe(2, 'timeout')
    const count = reader.uintLe(2, 'items')
    for (let i = 0; i < count && reader.at < end && !reader.cut; i++) {
      const type = reader.uintLe(2, 'item', named(items))
      const size = reader.uintLe(2, 'item length')
      const itemEnd = Math.min(end, reader.at + size)
      if (type === 0xb1) reader.uintLe(2, 'sequence')
      if (type === 0xb1 || type === 0xb2) message(reader, itemEnd)
      reader.take(Math.max(0, itemEnd - reader.at), 'item data')
    }
  })

/** A request is service, path and data; an answer service, status and data. */
function message(reader: FieldReader, end: number): void {
  const code = reader.uint(
    1,
    'service',
    (value) => `${value & ANSWER ? 'answer: ' : ''}${named(services)(value & 0x7f)}`,
  )
  const name = services[code & 0x7f]?.trim() ?? `service 0x${(code & 0x7f).toString(16)}`
  if (code & ANSWER) {
    reader.take(1, 'reserved')
    const status = reader.uint(1, 'general status')
    const words = reader.uint(1, 'additional words')
    const extended = words > 0 ? reader.uintLe(2, 'additional status', (value) => `0x${value.toString(16)}`) : 0
    if (words > 1) reader.take(Math.min((words - 1) * 2, Math.max(0, end - reader.at)), 'additional status')
    reader.take(Math.max(0, end - reader.at), 'data')
    reader.say(`${name}: ${status === 0 ? 'done' : cipStatusName({ status, extended })}`)
    return
  }
  const path = pathOf(reader, Math.min(end, reader.at + 1 + (reader.bytes[reader.at] ?? 0) * 2))
  if ((code & 0x7f) === Service.unconnectedSend && path.startsWith('connection manager')) {
    reader.take(2, 'priority and ticks')
    const size = reader.uintLe(2, 'message length')
    message(reader, Math.min(end, reader.at + size))
    reader.take(Math.max(0, end - reader.at), 'route')
    return
  }
  reader.take(Math.max(0, end - reader.at), 'data')
  reader.say(`${name} ${path}`)
}

/** Vol. 1 C-1.4: class, instance, member and symbol segments. */
function pathOf(reader: FieldReader, end: number): string {
  reader.uint(1, 'path words')
  const from = reader.at
  let path = ''
  while (reader.at < end) {
    const segment = reader.bytes[reader.at]!
    if (segment === 0x91) {
      const size = reader.bytes[reader.at + 1] ?? 0
      const name = Buffer.from(reader.bytes.subarray(reader.at + 2, Math.min(end, reader.at + 2 + size))).toString(
        'latin1',
      )
      path += `${path === '' ? '' : '.'}${name}`
      reader.at += 2 + size + (size & 1)
      continue
    }
    const wide = segment & 3
    const size = wide === 0 ? 2 : wide === 1 ? 4 : 6
    const value = Buffer.from(reader.bytes.subarray(reader.at + (wide === 0 ? 1 : 2), reader.at + size)).reverse()
    const number = value.length > 0 ? Number.parseInt(value.toString('hex'), 16) : 0
    const kind = segment & 0xfc
    if (kind === 0x20) path += classes[number]?.trim() ?? `class ${number}`
    else if (kind === 0x24) path += ` ${number}`
    else if (kind === 0x28) path += `[${number}]`
    else path += ` ${segment.toString(16)}`
    reader.at += size
  }
  reader.at = Math.min(end, reader.bytes.length)
  if (reader.at > from) reader.add('path', path, from, reader.at)
  return path
}
