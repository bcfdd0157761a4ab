import { type Explain, explainEach, type FieldReader, named } from '../kit/explain.ts'
import { areaCodes, itemSays, jobSays, Kind } from './codec.ts'

/** Layouts as in codec.ts and iso.ts: TPKT (RFC 1006 §6), TPDUs of class 0 (RFC 905 §13), packet-s7comm.c. */
const tpdus: Readonly<Record<number, string>> = {
  224: 'connection request',
  208: 'connection confirm',
  128: 'disconnect request',
  112: 'error',
  240: 'data',
}
const kinds: Readonly<Record<number, string>> = { 1: 'job', 2: 'ack', 3: 'ack with data', 7: 'userdata' }
const functions: Readonly<Record<number, string>> = { 4: 'read', 5: 'write', 240: 'set up communication' }
const sizes: Readonly<Record<number, string>> = { 1: 'bit', 2: 'byte', 28: 'counter', 29: 'timer' }
/** `Names of Function groups in userdata parameter part`. */
const groups: Readonly<Record<number, string>> = {
  1: 'programmer commands',
  2: 'cyclic data',
  3: 'blocks',
  4: 'CPU functions',
  5: 'security',
  7: 'time',
}
const SECURITY = 5

const areaOf = (code: number): string => Object.entries(areaCodes).find(([, known]) => known === code)?.[0] ?? '?'

export const explainS7: Explain = (_direction, bytes) =>
  explainEach(bytes, (reader) => {
    const start = reader.at
    const version = reader.uint(1, 'TPKT version')
    reader.take(1, 'reserved')
    const end = Math.min(bytes.length, start + reader.uint(2, 'TPKT length'))
    if (version !== 3) {
      reader.rest('unread')
      reader.say('not ISO on TCP')
      return
    }
    const header = reader.uint(1, 'TPDU header length')
    const type = reader.uint(1, 'TPDU', (code) => named(tpdus)(code & 0xf0)) & 0xf0
    if (type !== 0xf0) {
      reader.take(Math.min(header - 1, Math.max(0, end - reader.at)), 'TPDU parameters')
      reader.say(tpdus[type] ?? 'unknown TPDU')
      return
    }
    reader.uint(1, 'TPDU number', (value) => (value & 0x80 ? 'last of its message' : 'more follows'))
    if (end - reader.at > 0) pdu(reader, end)
  })

function pdu(reader: FieldReader, end: number): void {
  reader.uint(1, 'protocol', (value) => (value === 0x32 ? '0x32 S7' : `0x${value.toString(16)}, which is not S7`))
  const kind = reader.uint(1, 'kind', named(kinds))
  reader.take(2, 'reserved')
  const reference = reader.uint(2, 'reference')
  const parameters = reader.uint(2, 'parameter length')
  reader.uint(2, 'data length')
  const answer = kind === Kind.ack || kind === Kind.ackData
  const error = answer ? reader.uint(2, 'error', (code) => (code === 0 ? 'none' : jobSays(code))) : 0
  const dataAt = reader.at + parameters
  if (kind === Kind.userdata) {
    userdata(reader, dataAt, end)
    return
  }
  const code = parameters > 0 ? reader.uint(1, 'function', named(functions)) : 0
  const name = functions[code] ?? `function ${code}`
  if (error !== 0) reader.say(`#${reference} ${name} refused: ${jobSays(error)}`)
  if (code === 0x04 || code === 0x05) {
    const count = reader.uint(1, 'items')
    const places: string[] = []
    if (kind === Kind.job) for (let i = 0; i < count && reader.left > 0; i++) places.push(item(reader, i))
    const codes: string[] = []
    while (reader.at < end && !reader.cut) codes.push(datum(reader, { end, answer, write: code === 0x05 }))
    const refused = answer ? codes.filter((said) => said !== 'ok') : []
    if (kind === Kind.job) reader.say(`#${reference} ${name} ${places.join(', ')}`)
    else if (error === 0)
      reader.say(`#${reference} ${name} answered: ${refused.length > 0 ? refused.join(', ') : `${count} items`}`)
    return
  }
  reader.take(Math.max(0, Math.min(dataAt, end) - reader.at), 'parameters')
  reader.take(Math.max(0, end - reader.at), 'data')
  if (error === 0) reader.say(`#${reference} ${name}${answer ? ' answered' : ''}`)
}

/** 12 0A 10, size, count, data block, area, address in bits. */
function item(reader: FieldReader, i: number): string {
  reader.take(3, `item ${i} syntax`)
  const size = reader.uint(1, `item ${i} size`, named(sizes))
  const count = reader.uint(2, `item ${i} count`)
  const db = reader.uint(2, `item ${i} data block`)
  const area = reader.uint(1, `item ${i} area`, (code) => named({ [code]: areaOf(code) })(code))
  const place = (bits: number): string =>
    size === 0x1c || size === 0x1d ? `${areaOf(area)}${bits}` : `${bits >> 3}${size === 1 ? `.${bits & 7}` : ''}`
  const address = reader.uint(3, `item ${i} address`, place)
  const name = areaOf(area)
  return `${name === 'DB' ? `DB${db}` : name} ${sizes[size] ?? `size ${size}`} ${place(address)} × ${count}`
}

/** Return code and, but in what answers a write, size, length and bytes; what follows begins at an even place. */
function datum(reader: FieldReader, { end, answer, write }: { end: number; answer: boolean; write: boolean }): string {
  const code = reader.uint(1, 'return code', (value) => (value === 0xff ? 'ok' : value === 0 ? '0' : itemSays(value)))
  const said = code === 0xff ? 'ok' : itemSays(code)
  if (answer && write) return said
  const size = reader.uint(1, 'data size')
  const length = reader.uint(2, 'data length')
  const bytes = size > 0 && size <= 5 ? Math.ceil(length / 8) : length
  reader.take(Math.min(bytes, Math.max(0, end - reader.at)), 'data')
  if (bytes % 2 === 1 && reader.at < end) reader.take(1, 'fill byte')
  return said
}

function userdata(reader: FieldReader, dataAt: number, end: number): void {
  reader.take(4, 'parameter head')
  const method = reader.uint(1, 'method', (value) => (value === 0x11 ? 'request' : 'response'))
  const group = reader.uint(1, 'group', (value) => named(groups)(value & 0x0f)) & 0x0f
  const sub = reader.uint(1, 'service')
  reader.take(Math.max(0, Math.min(dataAt, end) - reader.at), 'parameters')
  const left = Math.max(0, end - reader.at)
  // A session password travels in this group.
  if (group === SECURITY) reader.secret(left, 'data')
  else reader.take(left, 'data')
  reader.say(`${groups[group] ?? `group ${group}`}, service ${sub}: ${method === 0x11 ? 'asked' : 'answered'}`)
}
