import { Fault } from '@millrace/core'
import '../kit/faults.ts'
import type { PropertyReference } from './address.ts'
import { type ApplicationValue, Octets, unsigned, Writer } from './encoding.ts'

/** ASHRAE 135 clause 21. */
export const Service = { readProperty: 12, readPropertyMultiple: 14, writeProperty: 15, iAm: 0, whoIs: 8 } as const

/** §20.1, first four bits of an APDU. */
const Pdu = { unconfirmed: 1, simpleAck: 2, complexAck: 3, error: 5, reject: 6, abort: 7 } as const
const SEGMENTED = 0x08
/** §20.1.2.5: up to 1,476 bytes, the most of BACnet/IP. */
const MAX_APDU = 5

/** What came of one request. */
export type Outcome<Result> =
  | { readonly is: 'done'; readonly result: Result }
  | { readonly is: 'error'; readonly class: number; readonly code: number }
  | { readonly is: 'reject' | 'abort'; readonly reason: number }

/** What the device said of one property. */
export type PropertyResult =
  | { readonly values: readonly ApplicationValue[] }
  | { readonly class: number; readonly code: number }

const malformed = (expected: string, seen: string): Fault => new Fault('driver.reply_malformed', { expected, seen })

/** Annex J.2.11 (Original-Unicast-NPDU) and §6.2: to a device on this network. */
export function encodePacket(apdu: Uint8Array, expectingReply: boolean): Uint8Array {
  const length = apdu.length + 6
  const packet = new Uint8Array(length)
  packet.set([0x81, 0x0a, length >> 8, length & 0xff, 0x01, expectingReply ? 0x04 : 0x00])
  packet.set(apdu, 6)
  return packet
}

/** The APDU of a packet; undefined if it carries none for us. Throws `driver.frame_malformed` if it is no BACnet/IP. */
export function decodePacket(packet: Uint8Array): Uint8Array | undefined {
  const refuse = (expected: string): Fault =>
    new Fault('driver.frame_malformed', { expected, seen: Buffer.from(packet.subarray(0, 8)).toString('hex') })
  if (packet.length < 4 || packet[0] !== 0x81) throw refuse('BACnet/IP')
  if (((packet[2]! << 8) | packet[3]!) !== packet.length) throw refuse(`a length of ${packet.length}`)
  // Original unicast, original broadcast, and forwarded with the address of the sender before it.
  const at = packet[1] === 0x0a || packet[1] === 0x0b ? 4 : packet[1] === 0x04 ? 10 : undefined
  if (at === undefined) return undefined
  const control = packet[at + 1]
  if (packet[at] !== 1 || control === undefined) throw refuse('version 1 of the network layer')
  // A message of routers, or of a device behind one: we ask none there.
  if ((control & 0x88) !== 0) return undefined
  let start = at + 2
  if ((control & 0x20) !== 0) {
    const addressed = packet[start + 2]
    if (addressed === undefined) throw refuse('a destination')
    start += 4 + addressed
  }
  if (start >= packet.length) throw refuse('an APDU')
  return packet.subarray(start)
}

/** The invoke id that an APDU answers; undefined if it answers none. */
export function answered(apdu: Uint8Array): number | undefined {
  const type = apdu[0]! >> 4
  const answers = type === Pdu.simpleAck || type === Pdu.complexAck || (type >= Pdu.error && type <= Pdu.abort)
  return answers ? apdu[1] : undefined
}

/** §20.1.2: neither the request nor its answer in segments. */
function confirmed(id: number, service: number): Writer {
  return new Writer(0x00, MAX_APDU, id, service)
}

/** Holds an answer against the service that was asked for, and reads what it carries. */
export function decodeAnswer<Result>(
  apdu: Uint8Array,
  service: number,
  read: (octets: Octets | undefined) => Result,
): Outcome<Result> {
  const octets = new Octets(apdu)
  const first = octets.byte()
  octets.byte()
  const third = octets.byte()
  const type = first >> 4
  if (type === Pdu.reject || type === Pdu.abort) return { is: type === Pdu.reject ? 'reject' : 'abort', reason: third }
  if (third !== service) throw malformed(`service ${service}`, `${third}`)
  if (type === Pdu.error) return { is: 'error', ...errorOf(octets) }
  if (type === Pdu.complexAck && (first & SEGMENTED) !== 0) throw malformed('an answer in one part', 'a segment')
  const result = read(type === Pdu.complexAck ? octets : undefined)
  if (octets.left > 0) throw malformed('the end', `${octets.left} more bytes`)
  return { is: 'done', result }
}

function errorOf(octets: Octets): { class: number; code: number } {
  const [one, other] = [octets.value(), octets.value()]
  return { class: Number(one.value), code: Number(other.value) }
}

/** §15.5 */
export function encodeReadProperty(id: number, reference: PropertyReference): Uint8Array {
  return named(confirmed(id, Service.readProperty), reference).bytes
}

function named(writer: Writer, { objectType, instance, property, index }: PropertyReference): Writer {
  writer.object(0, objectType, instance).context(1, unsigned(property))
  return index === undefined ? writer : writer.context(2, unsigned(index))
}

/** §15.5: the values, if the answer is about this property. */
export function decodeReadProperty(octets: Octets | undefined, reference: PropertyReference): ApplicationValue[] {
  if (!octets) throw malformed('values', 'none')
  expectSame(reference, { object: octets.required(0), property: octets.required(1), index: octets.optional(2) })
  if (!octets.bracket('open', 3)) throw malformed('opening tag 3', 'another')
  return octets.values(3)
}

/** §15.7: the properties of one object stand together. */
export function encodeReadMultiple(id: number, references: readonly PropertyReference[]): Uint8Array {
  const writer = confirmed(id, Service.readPropertyMultiple)
  for (const run of byObject(references)) {
    writer.object(0, run[0]!.objectType, run[0]!.instance).open(1)
    for (const { property, index } of run) {
      writer.context(0, unsigned(property))
      if (index !== undefined) writer.context(1, unsigned(index))
    }
    writer.close(1)
  }
  return writer.bytes
}

function byObject(references: readonly PropertyReference[]): PropertyReference[][] {
  const runs: PropertyReference[][] = []
  for (const reference of references) {
    const last = runs.at(-1)?.[0]
    if (last?.objectType === reference.objectType && last.instance === reference.instance) runs.at(-1)!.push(reference)
    else runs.push([reference])
  }
  return runs
}

/** §15.7: one result for each property that was asked for, in that order. */
export function decodeReadMultiple(
  octets: Octets | undefined,
  references: readonly PropertyReference[],
): PropertyResult[] {
  if (!octets) throw malformed('values', 'none')
  const results: PropertyResult[] = []
  for (const run of byObject(references)) {
    const object = octets.required(0)
    if (!octets.bracket('open', 1)) throw malformed('opening tag 1', 'another')
    for (const reference of run) {
      expectSame(reference, { object, property: octets.required(2), index: octets.optional(3) })
      if (octets.bracket('open', 4)) results.push({ values: octets.values(4) })
      else {
        if (!octets.bracket('open', 5)) throw malformed('a value or an error', 'neither')
        results.push(errorOf(octets))
        if (!octets.bracket('close', 5)) throw malformed('closing tag 5', 'another')
      }
    }
    if (!octets.bracket('close', 1)) throw malformed('closing tag 1', 'another')
  }
  return results
}

function expectSame(
  { objectType, instance, property, index }: PropertyReference,
  seen: { readonly object: number; readonly property: number; readonly index: number | undefined },
): void {
  const object = ((objectType << 22) | instance) >>> 0
  if (object !== seen.object || property !== seen.property || index !== seen.index)
    throw malformed(`property ${property} of object ${object}`, `property ${seen.property} of object ${seen.object}`)
}

/** §15.9; the priority counts only for properties that are commanded. */
export function encodeWriteProperty(
  id: number,
  reference: PropertyReference,
  value: ApplicationValue,
  priority: number | undefined,
): Uint8Array {
  const writer = named(confirmed(id, Service.writeProperty), reference).open(3).value(value).close(3)
  return (priority === undefined ? writer : writer.context(4, unsigned(priority))).bytes
}

/** §16.10: to all who hear it. */
export function encodeWhoIs(): Uint8Array {
  return Uint8Array.of(Pdu.unconfirmed << 4, Service.whoIs)
}

export interface FoundDevice {
  readonly instance: number
  readonly maxApdu: number
  /** Of ASHRAE's list. */
  readonly vendor: number
}

/** §16.10, I-Am; undefined for other messages. */
export function decodeIAm(apdu: Uint8Array): FoundDevice | undefined {
  if (apdu[0] !== Pdu.unconfirmed << 4 || apdu[1] !== Service.iAm) return undefined
  const octets = new Octets(apdu.subarray(2))
  const [device, maxApdu, , vendor] = [octets.value(), octets.value(), octets.value(), octets.value()]
  const instance = /^device:(\d+)$/.exec(String(device.value))?.[1]
  if (instance === undefined) throw malformed('a device', String(device.value))
  return { instance: Number(instance), maxApdu: Number(maxApdu.value), vendor: Number(vendor!.value) }
}
