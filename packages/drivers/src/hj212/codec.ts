import { Fault } from '@millrace/core'
import './faults.ts'

const HEAD = 6
const TAIL = 6

/** HJ 212-2017 annex A. The first step of each byte shifts the register; that is what tells it from Modbus's. */
export function crc16(bytes: Uint8Array): number {
  let crc = 0xffff
  for (const byte of bytes) {
    crc = (crc >> 8) ^ byte
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >> 1) ^ 0xa001 : crc >> 1
  }
  return crc
}

/** §6.3.1: `##`, four digits of the length, the segment, four hexadecimal digits of its CRC, CR LF. */
export function encodePacket(segment: string): Uint8Array {
  const bytes = Buffer.from(segment, 'latin1')
  const crc = crc16(bytes).toString(16).toUpperCase().padStart(4, '0')
  return Buffer.from(`##${String(bytes.length).padStart(4, '0')}${segment}${crc}\r\n`, 'latin1')
}

export interface PacketEnds {
  segment(segment: string): void
  /** Bytes that are no packet, once for each chunk that has some; `seen` says what the first of them are. */
  refused(seen: string): void
}

/** Cuts a stream into data segments whose length and CRC are right. Holds at most one unfinished packet. */
export class PacketDecoder {
  readonly #ends: PacketEnds
  readonly #most: number
  #rest: Buffer = Buffer.alloc(0)
  #told = false

  constructor(ends: PacketEnds, most: number) {
    this.#ends = ends
    this.#most = most
  }

  push(chunk: Uint8Array): void {
    this.#told = false
    const bytes = this.#rest.length > 0 ? Buffer.concat([this.#rest, chunk]) : Buffer.from(chunk)
    let at = 0
    for (;;) {
      const start = bytes.indexOf('##', at, 'latin1')
      if (start < 0) {
        // One "#" at the end may be the first half of a start.
        const half = bytes.at(-1) === 0x23 && at < bytes.length ? 1 : 0
        if (bytes.length - half > at) this.#refuse(0, 'bytes without a start "##"')
        at = bytes.length - half
        break
      }
      if (start > at) this.#refuse(0, 'bytes without a start "##"')
      at = start
      const used = this.#take(bytes.subarray(start))
      if (used === 0) break
      at += used
    }
    this.#rest = Buffer.from(bytes.subarray(at))
  }

  /** How many bytes are done with; 0 if more must come first. */
  #take(bytes: Buffer): number {
    if (bytes.length < HEAD) return 0
    const digits = bytes.toString('latin1', 2, HEAD)
    if (!/^\d{4}$/.test(digits)) return this.#refuse(1, `the length "${digits}"`)
    const end = HEAD + Number(digits)
    if (Number(digits) > this.#most)
      return this.#refuse(1, `${Number(digits)} characters, where ${this.#most} are allowed`)
    if (bytes.length < end + TAIL) return 0
    const tail = /^([\dA-Fa-f]{4})\r\n$/.exec(bytes.toString('latin1', end, end + TAIL))
    if (!tail) return this.#refuse(1, 'a length that does not lead to its end')
    const crc = crc16(bytes.subarray(HEAD, end))
    if (Number.parseInt(tail[1]!, 16) !== crc) return this.#refuse(end + TAIL, 'a wrong CRC')
    this.#ends.segment(bytes.toString('latin1', HEAD, end))
    return end + TAIL
  }

  #refuse(used: number, seen: string): number {
    if (!this.#told) this.#ends.refused(seen)
    this.#told = true
    return used
  }
}

/** One data segment (§6.3.2). */
export interface Packet {
  readonly qn: string | undefined
  readonly st: string
  readonly cn: string
  readonly pw: string
  readonly mn: string
  /** Bit 0: answer me; bit 1: a part of several; above: the edition. */
  readonly flag: number
  readonly part: { readonly count: number; readonly number: number } | undefined
  /** Field → text, in the order in which they came. */
  readonly fields: ReadonlyMap<string, string>
}

/** Reads a data segment. Throws `hj212.packet_refused`. */
export function parseSegment(segment: string): Packet {
  const cut = segment.indexOf('CP=&&')
  if (cut < 0 || !segment.endsWith('&&') || segment.length < cut + 7) throw refused('CP=&&…&&', segment.slice(-20))
  const head = new Map<string, string>()
  for (const pair of segment.slice(0, cut).split(';')) {
    if (pair === '') continue
    const [name, value] = split(pair)
    head.set(name, value)
  }
  const need = (name: string, pattern: RegExp): string => {
    const value = head.get(name) ?? ''
    if (!pattern.test(value)) throw refused(`a right ${name}`, value === '' ? 'none' : `"${value.slice(0, 40)}"`)
    return value
  }
  const flag = head.has('Flag') ? Number(need('Flag', /^\d{1,3}$/)) : 0
  return {
    qn: head.has('QN') ? need('QN', /^\d{17}$/) : undefined,
    st: need('ST', /^\w{1,5}$/),
    cn: need('CN', /^\d{4}$/),
    pw: need('PW', /^[\x21-\x7e]{1,20}$/),
    mn: need('MN', /^[\w-]{1,40}$/),
    flag,
    part: flag & 2 ? readPart(need('PNUM', /^\d{1,4}$/), need('PNO', /^\d{1,4}$/)) : undefined,
    fields: readFields(segment.slice(cut + 5, -2)),
  }
}

function readPart(count: string, number: string): Packet['part'] {
  const part = { count: Number(count), number: Number(number) }
  if (part.number < 1 || part.number > part.count) throw refused('a part from 1 to PNUM', `${number} of ${count}`)
  return part
}

function readFields(cp: string): ReadonlyMap<string, string> {
  const fields = new Map<string, string>()
  for (const pair of cp.split(/[;,]/)) {
    if (pair.trim() === '') continue
    const [name, value] = split(pair.trim())
    if (fields.has(name)) throw refused(`${name} once`, 'twice')
    fields.set(name, value)
  }
  return fields
}

function split(pair: string): readonly [string, string] {
  const equals = pair.indexOf('=')
  if (equals <= 0) throw refused('name=value', `"${pair.slice(0, 40)}"`)
  return [pair.slice(0, equals), pair.slice(equals + 1)]
}

/** The answer to a packet (§6.6.5: 9013 to a notice, 9014 to data), with its number, MN, password and part. */
export function answerTo({ qn, pw, mn, flag, part }: Packet, cn: '9013' | '9014'): Uint8Array {
  const number = qn === undefined ? '' : `QN=${qn};`
  const edition = flag & ~3
  const parts = part ? `PNUM=${part.count};PNO=${part.number};` : ''
  return encodePacket(`${number}ST=91;CN=${cn};PW=${pw};MN=${mn};Flag=${edition | (part ? 2 : 0)};${parts}CP=&&&&`)
}

export function refused(expected: string, seen: string): Fault {
  return new Fault('hj212.packet_refused', { expected, seen })
}
