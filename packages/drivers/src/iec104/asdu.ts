import { Fault } from '@millrace/core'
import '../kit/faults.ts'
import { MOST_ASDU } from './codec.ts'

/** Octets of the fields whose size the standard leaves to the system; IEC 60870-5-104 fixes them to 2, 2 and 3. */
export interface FieldSizes {
  readonly cause: 1 | 2
  readonly common: 1 | 2
  readonly object: 1 | 2 | 3
}

/** The common address of all stations. */
export function globalAddress({ common }: FieldSizes): number {
  return common === 1 ? 0xff : 0xffff
}

/** Data unit identifier (IEC 60870-5-101 §7.2). */
export interface AsduHeader {
  readonly type: number
  /** One object address, and elements that follow each other from there. */
  readonly sequence: boolean
  readonly count: number
  readonly cause: number
  readonly negative: boolean
  readonly test: boolean
  readonly originator: number
  readonly common: number
}

export interface Asdu extends AsduHeader {
  /** Object addresses and elements; valid as long as the bytes that were read. */
  readonly body: Uint8Array
}

/** Throws `driver.reply_malformed` if not even the identifier is there. */
export function decodeAsdu(bytes: Uint8Array, sizes: FieldSizes): Asdu {
  const head = 2 + sizes.cause + sizes.common
  if (bytes.length < head) throw malformed(`an ASDU of ${head} octets or more`, `${bytes.length}`)
  const cause = bytes[2]!
  const at = 2 + sizes.cause
  return {
    type: bytes[0]!,
    sequence: (bytes[1]! & 0x80) !== 0,
    count: bytes[1]! & 0x7f,
    cause: cause & 0x3f,
    negative: (cause & 0x40) !== 0,
    test: (cause & 0x80) !== 0,
    originator: sizes.cause === 2 ? bytes[3]! : 0,
    common: little(bytes, at, sizes.common),
    body: bytes.subarray(head),
  }
}

/**
 * Calls `each` with the address of every object and where its element lies in the body. Throws
 * `driver.reply_malformed`, before the first call, if the body does not hold exactly what the identifier says.
 */
export function eachObject(
  { type, sequence, count, body }: Asdu,
  elementSize: number,
  sizes: FieldSizes,
  each: (object: number, at: number) => void,
): void {
  const expected = sequence ? sizes.object + count * elementSize : count * (sizes.object + elementSize)
  if (body.length !== expected && !(count === 0 && body.length === 0)) {
    throw malformed(`${expected} octets for ${count} objects of type ${type}`, `${body.length}`)
  }
  if (sequence) {
    if (count === 0) return
    const first = little(body, 0, sizes.object)
    const most = 256 ** sizes.object - 1
    if (first + count - 1 > most) throw malformed(`object addresses up to ${most}`, `${first + count - 1}`)
    for (let i = 0; i < count; i++) each(first + i, sizes.object + i * elementSize)
    return
  }
  for (let i = 0; i < count; i++) {
    const at = i * (sizes.object + elementSize)
    each(little(body, at, sizes.object), at + sizes.object)
  }
}

export interface InformationObject {
  readonly object: number
  readonly element: Uint8Array
}

/** The caller sees to it that everything fits: see {@link roomFor}. */
export function encodeAsdu(
  header: Omit<AsduHeader, 'count' | 'sequence'>,
  objects: readonly InformationObject[],
  sizes: FieldSizes,
): Uint8Array {
  const head = 2 + sizes.cause + sizes.common
  const length = objects.reduce((sum, { element }) => sum + sizes.object + element.length, head)
  const bytes = new Uint8Array(length)
  bytes[0] = header.type
  bytes[1] = objects.length
  bytes[2] = header.cause | (header.negative ? 0x40 : 0) | (header.test ? 0x80 : 0)
  if (sizes.cause === 2) bytes[3] = header.originator
  putLittle(bytes, 2 + sizes.cause, sizes.common, header.common)
  let at = head
  for (const { object, element } of objects) {
    putLittle(bytes, at, sizes.object, object)
    bytes.set(element, at + sizes.object)
    at += sizes.object + element.length
  }
  return bytes
}

/** How many objects of this size one ASDU holds. */
export function roomFor(elementSize: number, sizes: FieldSizes): number {
  return Math.min(127, Math.floor((MOST_ASDU - 2 - sizes.cause - sizes.common) / (sizes.object + elementSize)))
}

function little(bytes: Uint8Array, at: number, size: number): number {
  let value = 0
  for (let i = size - 1; i >= 0; i--) value = value * 256 + bytes[at + i]!
  return value
}

function putLittle(bytes: Uint8Array, at: number, size: number, value: number): void {
  for (let i = 0; i < size; i++) bytes[at + i] = (value >> (8 * i)) & 0xff
}

function malformed(expected: string, seen: string): Fault {
  return new Fault('driver.reply_malformed', { expected, seen })
}
