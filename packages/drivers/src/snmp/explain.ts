import { type Explain, type Explained, FieldReader, named } from '../kit/explain.ts'
import { Asn } from './codec.ts'
import { nameOf } from './names.ts'

/** RFC 3416 §3. */
const pdus: Readonly<Record<number, string>> = {
  160: 'get',
  161: 'get next',
  162: 'response',
  163: 'set',
  165: 'get bulk',
  168: 'report',
}
const GET_BULK = 0xa5
const errors: Readonly<Record<number, string>> = {
  0: 'none',
  1: 'too big',
  2: 'no such name',
  3: 'bad value',
  5: 'general error',
  6: 'no access',
  7: 'wrong type',
  10: 'wrong value',
  13: 'resource unavailable',
  14: 'commit failed',
  16: 'authorization error',
  17: 'not writable',
}
const SEQUENCE = 0x30
const OCTETS = 0x04
const V3 = 3

/**
 * An SNMP message in BER (X.690; RFC 3416 §3, RFC 3412 §6). A message whose community cannot be told from the rest is
 * hidden as a whole: it is a password.
 */
export const explainSnmp: Explain = (_direction, bytes): Explained => {
  const reader = new Ber(bytes)
  const message = reader.head()
  const version =
    message?.tag === SEQUENCE
      ? reader.integer('version', (value) => (value === V3 ? 'v3' : value === 1 ? 'v2c' : String(value)))
      : -1
  if (version === V3) {
    version3(reader)
    return reader.end()
  }
  const community = version >= 0 ? reader.head() : undefined
  if (community?.tag !== OCTETS || reader.cut) {
    reader.at = 0
    reader.secret(bytes.length, 'unreadable')
    reader.say('a message that cannot be read')
    return reader.end()
  }
  reader.secret(community.length, 'community')
  pdu(reader)
  return reader.end()
}

/** RFC 3412 §6, RFC 3414 §2.4: the header, the user's parameters, and what may be encrypted. */
function version3(reader: Ber): void {
  reader.head()
  reader.integer('message id')
  reader.integer('most bytes')
  const flags = reader.head()
  const said = reader.take(Math.min(flags?.length ?? 0, reader.left), 'flags', ([byte = 0]) =>
    [byte & 1 ? 'authenticated' : 'not authenticated', byte & 2 ? 'encrypted' : 'plain', byte & 4 ? 'reportable' : '']
      .filter(Boolean)
      .join(', '),
  )
  reader.integer('security model')
  reader.head()
  reader.head()
  reader.octets('engine')
  reader.integer('engine boots')
  reader.integer('engine time')
  const user = Buffer.from(reader.octets('user', (text) => Buffer.from(text).toString('utf8'))).toString('utf8')
  reader.octets('authentication')
  reader.octets('privacy')
  if ((said[0] ?? 0) & 2) {
    reader.octets('encrypted')
    reader.say(`v3, user ${user}: encrypted`)
    return
  }
  reader.head()
  reader.octets('context engine')
  reader.octets('context', (text) => Buffer.from(text).toString('utf8'))
  pdu(reader)
}

function pdu(reader: Ber): void {
  const start = reader.at
  const head = reader.head()
  if (!head) return
  const name = pdus[head.tag] ?? `PDU 0x${head.tag.toString(16)}`
  reader.add('PDU', name, start, reader.at)
  const id = reader.integer('request id')
  const bulk = head.tag === GET_BULK
  const error = reader.integer(bulk ? 'non-repeaters' : 'error status', bulk ? String : named(errors))
  reader.integer(bulk ? 'max-repetitions' : 'error index')
  reader.head()
  const told: string[] = []
  while (reader.left > 0 && !reader.cut) {
    if (!reader.head()) break
    const oid = oidOf(reader.octets('object', (bytes) => nameOf(oidOf(bytes))))
    const value = reader.value('value')
    told.push(head.tag === 0xa2 || head.tag === 0xa3 ? `${nameOf(oid)} = ${value}` : nameOf(oid))
  }
  const failed = !bulk && error !== 0 ? `: ${errors[error] ?? `error ${error}`}` : ''
  const more = told.length > 3 ? ` and ${told.length - 3} more` : ''
  reader.say(`#${id} ${name}${failed} ${told.slice(0, 3).join(', ')}${more}`)
}

/** Tags, lengths and contents (X.690 §8.1). */
class Ber extends FieldReader {
  /** A tag and its length, whose content comes next. Undefined at the end. */
  head(): { readonly tag: number; readonly length: number } | undefined {
    if (this.left < 2) {
      if (this.left > 0) this.take(2, 'tag and length')
      return undefined
    }
    const tag = this.bytes[this.at]!
    const first = this.bytes[this.at + 1]!
    this.at += 2
    if (first < 0x80) return { tag, length: first }
    const size = first & 0x7f
    let length = 0
    for (let i = 0; i < size && this.left > 0; i++) length = Math.min(0xffff, length * 256 + this.bytes[this.at++]!)
    return { tag, length }
  }

  integer(field: string, say: (value: number) => string = String): number {
    const head = this.head()
    const numberOf = (bytes: Uint8Array): number => bytes.reduce((value, byte) => value * 256 + byte, 0)
    return numberOf(this.take(head?.length ?? 0, field, (bytes) => say(numberOf(bytes))))
  }

  octets(field: string, say?: (bytes: Uint8Array) => string): Uint8Array {
    return this.take(this.head()?.length ?? 0, field, say)
  }

  value(field: string): string {
    const head = this.head()
    const say = (bytes: Uint8Array): string => valueText(head?.tag ?? 0, bytes)
    return say(this.take(head?.length ?? 0, field, say))
  }
}

function valueText(tag: number, bytes: Uint8Array): string {
  const octets = Buffer.from(bytes)
  switch (tag) {
    case 0x05:
      return 'null'
    case Asn.noSuchObject:
      return 'no such object'
    case Asn.noSuchInstance:
      return 'no such instance'
    case Asn.endOfMibView:
      return 'end of MIB'
    case Asn.oid:
      return nameOf(oidOf(bytes))
    case Asn.ipAddress:
      return [...bytes].join('.')
    case Asn.octets: {
      const text = octets.toString('latin1')
      return /^[\x20-\x7e]*$/.test(text) ? `"${text}"` : octets.toString('hex')
    }
    case Asn.integer:
      return String(bytes.length > 0 && bytes.length <= 6 ? octets.readIntBE(0, bytes.length) : 0)
    case Asn.counter32:
    case Asn.gauge32:
    case Asn.timeTicks:
    case Asn.counter64:
      return bytes.length === 0 ? '0' : String(BigInt(`0x${octets.toString('hex')}`))
    default:
      return octets.toString('hex')
  }
}

/** X.690 §8.19: the first two arcs share a number, the rest are in base 128. */
function oidOf(bytes: Uint8Array): string {
  const arcs: number[] = []
  let value = 0
  for (const byte of bytes) {
    value = value * 128 + (byte & 0x7f)
    if (byte & 0x80) continue
    if (arcs.length === 0)
      arcs.push(Math.min(2, Math.floor(value / 40)), value - 40 * Math.min(2, Math.floor(value / 40)))
    else arcs.push(value)
    value = 0
  }
  return arcs.join('.')
}
