import { type Explain, FieldReader, named } from '../kit/explain.ts'
import { Tag } from './encoding.ts'
import { objectText, propertyText } from './names.ts'
import { errorRefusal } from './status.ts'

/** ASHRAE 135 annex J.2, §6.2, §20.1. */
const links: Readonly<Record<number, string>> = { 4: 'forwarded', 10: 'unicast', 11: 'broadcast' }
const pdus: Readonly<Record<number, string>> = {
  0: 'request',
  1: 'unconfirmed request',
  2: 'simple ack',
  3: 'complex ack',
  4: 'segment ack',
  5: 'error',
  6: 'reject',
  7: 'abort',
}
const confirmed: Readonly<Record<number, string>> = {
  12: 'read property',
  14: 'read property multiple',
  15: 'write property',
}
const unconfirmed: Readonly<Record<number, string>> = { 0: 'I am', 8: 'who is' }

export const explainBacnet: Explain = (_direction, bytes) => {
  const reader = new FieldReader(bytes)
  reader.uint(1, 'BVLC type', (value) =>
    value === 0x81 ? 'BACnet/IP' : `0x${value.toString(16)}, which is not BACnet/IP`,
  )
  const link = reader.uint(1, 'function', named(links))
  reader.uint(2, 'length')
  if (link === 0x04) reader.take(6, 'from')
  reader.uint(1, 'NPDU version')
  const control = reader.uint(
    1,
    'NPDU control',
    (value) => `0x${value.toString(16)}${value & 4 ? ' expects a reply' : ''}`,
  )
  if (control & 0x20) {
    reader.uint(2, 'destination network')
    reader.take(reader.uint(1, 'destination length'), 'destination')
  }
  if (control & 0x08) {
    reader.uint(2, 'source network')
    reader.take(reader.uint(1, 'source length'), 'source')
  }
  if (control & 0x20) reader.uint(1, 'hop count')
  if (control & 0x80) {
    reader.rest('network message')
    reader.say('a message between routers')
    return reader.end()
  }
  apdu(reader)
  return reader.end()
}

function apdu(reader: FieldReader): void {
  const first = reader.uint(
    1,
    'APDU',
    (value) => `${pdus[value >> 4] ?? `type ${value >> 4}`}${value & 8 && value >> 4 <= 3 ? ', in segments' : ''}`,
  )
  const type = first >> 4
  if (type === 1) {
    const service = reader.uint(1, 'service', named(unconfirmed))
    tags(reader)
    reader.say(unconfirmed[service] ?? `unconfirmed service ${service}`)
    return
  }
  if (type === 0) reader.uint(1, 'most segments and bytes')
  const id = reader.uint(1, 'invoke id')
  if (type === 6 || type === 7) {
    const reason = reader.uint(1, 'reason')
    reader.say(`#${id} ${pdus[type]}: reason ${reason}`)
    return
  }
  if (type === 3 && first & 8) reader.take(2, 'sequence and window')
  const service = reader.uint(1, 'service', named(confirmed))
  const told = tags(reader)
  const name = confirmed[service] ?? `service ${service}`
  const [, code = ''] = told
  const answer = type === 5 ? `refused: ${errorRefusal(Number(code)).message}` : told.slice(0, 4).join(' ')
  reader.say(`#${id} ${name}${type === 0 ? '' : type === 5 ? '' : ' answered:'} ${answer}`)
}

/** §20.2.1: every tag with its content; what they say, in their order. */
function tags(reader: FieldReader): string[] {
  const told: string[] = []
  while (reader.left > 0 && !reader.cut) {
    const from = reader.at
    const first = reader.bytes[reader.at++]!
    const context = (first & 8) !== 0
    let number = first >> 4
    if (number === 15) number = reader.bytes[reader.at++] ?? 0
    let length = first & 7
    if (context && length >= 6) {
      reader.add(length === 6 ? 'opening tag' : 'closing tag', String(number), from, reader.at)
      continue
    }
    if (!context && number === Tag.boolean) {
      told.push(length === 1 ? 'true' : 'false')
      reader.add('boolean', told.at(-1)!, from, reader.at)
      continue
    }
    if (length === 5) length = extendedLength(reader)
    const say = (content: Uint8Array): string => (context ? contextText(number, content) : valueText(number, content))
    const content = reader.take(length, context ? `tag ${number}` : typeName(number), say)
    if (content.length === length) told.push(say(content))
  }
  return told
}

/** §20.2.1.3.1: a length of more than four bytes stands behind the tag. */
function extendedLength(reader: FieldReader): number {
  const one = reader.bytes[reader.at++] ?? 0
  if (one < 254) return one
  let length = 0
  for (let i = 0; i < (one === 254 ? 2 : 4); i++)
    length = Math.min(0xffff, length * 256 + (reader.bytes[reader.at++] ?? 0))
  return length
}

const typeName = (number: number): string =>
  Object.entries(Tag).find(([, code]) => code === number)?.[0] ?? `type ${number}`

function unsignedOf(bytes: Uint8Array): number {
  return bytes.reduce((value, byte) => value * 256 + byte, 0)
}

/** In the services that we use a context tag 0 names an object, 1 a property; both are sent elsewhere too. */
function contextText(number: number, content: Uint8Array): string {
  const value = unsignedOf(content)
  if (content.length === 4) return objectText(value >>> 22, value & 0x3f_ffff)
  return number <= 2 && content.length <= 2 ? propertyText(value) : String(value)
}

function valueText(number: number, content: Uint8Array): string {
  const view = new DataView(content.buffer, content.byteOffset, content.byteLength)
  switch (number) {
    case Tag.null:
      return 'null'
    case Tag.unsigned:
    case Tag.enumerated:
      return String(unsignedOf(content))
    case Tag.signed:
      return content.length > 0 && content.length <= 6 ? String(Buffer.from(content).readIntBE(0, content.length)) : '?'
    case Tag.real:
      return content.length === 4 ? String(view.getFloat32(0)) : '?'
    case Tag.double:
      return content.length === 8 ? String(view.getFloat64(0)) : '?'
    case Tag.characters:
      return `"${Buffer.from(content.subarray(1)).toString('utf8')}"`
    case Tag.object: {
      const value = unsignedOf(content)
      return objectText(value >>> 22, value & 0x3f_ffff)
    }
    default:
      return Buffer.from(content).toString('hex')
  }
}
