import { Fault } from '@millrace/core'
import type { Step } from './address.ts'
import { malformed, shown, viewOf } from './codec.ts'
import './faults.ts'

/**
 * CIP messages in bytes (The CIP Networks Library Vol. 1, chapter 2 and appendix C; Rockwell 1756-PM020F, chapter 1):
 * a request is service, path size in words, path, data; an answer is service | 0x80, 0, general status, count of
 * extended status words, those words, data.
 */
export const Service = {
  getAttributesAll: 0x01,
  getAttributeList: 0x03,
  multiple: 0x0a,
  readTag: 0x4c,
  writeTag: 0x4d,
  readModifyWrite: 0x4e,
  readFragmented: 0x52,
  /** Of the Connection Manager; the same number as `readFragmented`. */
  unconnectedSend: 0x52,
  getInstanceAttributes: 0x55,
} as const

const ANSWER = 0x80
/** Most instances count below this; beyond, their segment is a wider one. */
const WIDE = 0x1_0000

export const Class = {
  identity: 0x01,
  messageRouter: 0x02,
  connectionManager: 0x06,
  /** Rockwell's: what the program of the controller is called. */
  programName: 0x64,
  symbol: 0x6b,
  template: 0x6c,
} as const

/** Vol. 1 C-1.4.2: class and instance as logical segments. */
export function objectPath(object: number, instance: number): number[] {
  if (instance < 0x100) return [0x20, object, 0x24, instance]
  if (instance < WIDE) return [0x20, object, 0x25, 0, instance & 0xff, instance >> 8]
  return [0x20, object, 0x26, 0, ...uint32(instance)]
}

/** Vol. 1 C-1.4.5 and 1756-PM020F p. 17: names as ANSI extended symbol segments, subscripts as member segments. */
export function tagPath(steps: readonly Step[]): number[] {
  const path: number[] = []
  for (const step of steps) {
    if (typeof step === 'string') path.push(0x91, step.length, ...Buffer.from(step, 'latin1'))
    else if (step < 0x100) path.push(0x28, step)
    else if (step < WIDE) path.push(0x29, 0, step & 0xff, step >> 8)
    else path.push(0x2a, 0, ...uint32(step))
    if (path.length % 2 === 1) path.push(0)
  }
  return path
}

export function encodeRequest(service: number, path: readonly number[], data: ArrayLike<number> = []): Uint8Array {
  const request = new Uint8Array(2 + path.length + data.length)
  request.set([service, path.length / 2])
  request.set(path, 2)
  request.set(data, 2 + path.length)
  return request
}

/** Read Tag (1756-PM020F p. 20), one element. */
export function encodeRead(path: readonly number[]): Uint8Array {
  return encodeRequest(Service.readTag, path, [1, 0])
}

/** Read Tag Fragmented (p. 22), one element from a byte on. */
export function encodeReadFragment(path: readonly number[], offset: number): Uint8Array {
  return encodeRequest(Service.readFragmented, path, [1, 0, ...uint32(offset)])
}

/** Write Tag (p. 27), one element; `type` is the type parameter as the controller gave it. */
export function encodeWrite(path: readonly number[], type: Uint8Array, value: Uint8Array): Uint8Array {
  return encodeRequest(Service.writeTag, path, [...type, 1, 0, ...value])
}

/** Read Modify Write Tag (p. 33): one bit of a whole number of `width` bytes. */
export function encodeWriteBit(path: readonly number[], width: number, bit: number, on: boolean): Uint8Array {
  const or = new Uint8Array(width)
  const and = new Uint8Array(width).fill(0xff)
  if (on) or[bit >> 3] = 1 << (bit & 7)
  else and[bit >> 3] = 0xff & ~(1 << (bit & 7))
  return encodeRequest(Service.readModifyWrite, path, [width, 0, ...or, ...and])
}

/** Multiple Service Packet (p. 35): requests in the order of their answers. */
export function encodeMultiple(requests: readonly Uint8Array[]): Uint8Array {
  return encodeRequest(Service.multiple, objectPath(Class.messageRouter, 1), packMultiple(requests))
}

/** Count, offset of each from the count on, and the parts. */
export function packMultiple(parts: readonly Uint8Array[]): Uint8Array {
  const head = 2 + 2 * parts.length
  const packed = new Uint8Array(parts.reduce((sum, { length }) => sum + length, head))
  const view = viewOf(packed)
  view.setUint16(0, parts.length, true)
  let at = head
  for (const [i, part] of parts.entries()) {
    view.setUint16(2 + 2 * i, at, true)
    packed.set(part, at)
    at += part.length
  }
  return packed
}

/** The parts of a multiple service packet. Throws `driver.reply_malformed` unless there are `count`, if that is given. */
export function unpackMultiple(data: Uint8Array, count?: number): Uint8Array[] {
  const seen = data.length < 2 ? 0 : viewOf(data).getUint16(0, true)
  const head = 2 + 2 * seen
  if (data.length < head || (count !== undefined && seen !== count))
    throw malformed(`${count ?? 'some'} answers in one`, `${seen} in ${data.length} bytes`)
  const offsets = Array.from({ length: seen }, (_, i) => viewOf(data).getUint16(2 + 2 * i, true))
  return offsets.map((from, i) => {
    const end = offsets[i + 1] ?? data.length
    if (from < head || end < from || end > data.length) throw malformed('offsets in order', shown(data))
    return data.subarray(from, end)
  })
}

/** What a service answered. */
export interface CipReply {
  /** General status; 0 is success. */
  readonly status: number
  /** The first word of the extended status; 0 if there is none. */
  readonly extended: number
  readonly data: Uint8Array
}

/** Takes an answer apart and holds it against the service that was asked for. Throws `driver.reply_malformed`. */
export function decodeReply(service: number, bytes: Uint8Array): CipReply {
  if (bytes.length < 4) throw malformed('an answer of 4 bytes or more', shown(bytes))
  const words = bytes[3]!
  const from = 4 + 2 * words
  if (bytes.length < from) throw malformed(`${words} words of extended status`, shown(bytes))
  const status = bytes[2]!
  // A router that could not deliver the message answers for itself.
  const undelivered = bytes[0] === (Service.unconnectedSend | ANSWER) && status !== 0
  if (bytes[0] !== (service | ANSWER) && !undelivered)
    throw malformed(`an answer to service 0x${service.toString(16)}`, shown(bytes))
  return { status, extended: words > 0 ? viewOf(bytes).getUint16(4, true) : 0, data: bytes.subarray(from) }
}

export function encodeReply(service: number, { status, extended, data }: CipReply): Uint8Array {
  const words = extended === 0 ? [0] : [1, extended & 0xff, extended >> 8]
  const reply = new Uint8Array(3 + words.length + data.length)
  reply.set([service | ANSWER, 0, status, ...words])
  reply.set(data, 3 + words.length)
  return reply
}

/** Unconnected Send (Vol. 1 §3-5.5.4): the message goes on along the route; the router gives up after `timeoutMs`. */
export function encodeRouted(message: Uint8Array, route: readonly number[], timeoutMs: number): Uint8Array {
  let tick = 0
  while (timeoutMs / 2 ** tick > 0xff) tick++
  const pad = message.length % 2
  const data = new Uint8Array(4 + message.length + pad + 2 + route.length)
  data.set([tick, Math.max(1, Math.ceil(timeoutMs / 2 ** tick)), message.length & 0xff, message.length >> 8])
  data.set(message, 4)
  data.set([route.length / 2, 0, ...route], 4 + message.length + pad)
  return encodeRequest(Service.unconnectedSend, objectPath(Class.connectionManager, 1), data)
}

/** What an Unconnected Send adds to a message. */
export function routedBytes(route: readonly number[]): number {
  return 6 + 4 + 1 + 2 + route.length
}

const BYTE = '(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)'
const HOP = `(?:[1-9]|1[0-4]),(?:${BYTE}\\.${BYTE}\\.${BYTE}\\.${BYTE}|${BYTE})`
/** What a route looks like: pairs of a port (1 to 14) and a link (0 to 255, or an IPv4 address). */
export const ROUTE = `^${HOP}(?:,${HOP})*$`
const route = new RegExp(ROUTE)

/** `1,0` or `1,3,2,10.0.0.7`: port segments (Vol. 1 C-1.4.1). Throws `ethernet-ip.path_malformed`. */
export function parseRoute(text: string): number[] {
  if (!route.test(text)) throw new Fault('ethernet-ip.path_malformed', { seen: text.slice(0, 80) })
  const parts = text.split(',')
  const segments: number[] = []
  for (let i = 0; i < parts.length; i += 2) {
    const [port, link] = [Number(parts[i]), parts[i + 1]!]
    if (!link.includes('.')) segments.push(port, Number(link))
    else segments.push(0x10 | port, link.length, ...Buffer.from(link, 'latin1'))
    if (segments.length % 2 === 1) segments.push(0)
  }
  return segments
}

export function uint32(value: number): number[] {
  return [value & 0xff, (value >>> 8) & 0xff, (value >>> 16) & 0xff, value >>> 24]
}
