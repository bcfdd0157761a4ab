import { Fault, Status } from '@millrace/core'
import '../kit/faults.ts'

const START = 0x68
const END = 0x16
const OFFSET = 0x33
const WAKE = 0xfe
const WILDCARD = 0xaa
/** 68H, address, 68H, control, length, then data, checksum, 16H. */
const HEAD = 10
/** DL/T 645-2007 §5.2.4: at most 200 bytes of data are read at a time; a length beyond is noise. */
const MOST_DATA = 200

/** DL/T 645-2007 §7, and annex A of the 1997 edition: functions of a request. */
export const Control = {
  read: 0x11,
  readOn: 0x12,
  readAddress: 0x13,
  write: 0x14,
  read97: 0x01,
  readOn97: 0x02,
} as const

const ANSWER = 0x80
const REFUSED = 0x40
const MORE = 0x20

/** A frame, its data without the 33H that the wire adds to each byte. */
export interface Frame {
  /** 12 digits, highest first, as on the meter's plate; AA stands for any. */
  readonly address: string
  readonly control: number
  readonly data: Uint8Array
}

/** The four FEH wake up what sleeps (§5.3.1); the checksum begins at the first 68H (§5.2.6). */
export function encodeFrame({ address, control, data }: Frame, preambles = 4): Uint8Array {
  const frame = new Uint8Array(preambles + HEAD + data.length + 2)
  frame.fill(WAKE, 0, preambles)
  const body = frame.subarray(preambles)
  body[0] = START
  for (let i = 0; i < 6; i++) body[1 + i] = Number.parseInt(address.slice(10 - i * 2, 12 - i * 2), 16)
  body[7] = START
  body[8] = control
  body[9] = data.length
  for (const [i, byte] of data.entries()) body[HEAD + i] = (byte + OFFSET) & 0xff
  body[HEAD + data.length] = sum(body, HEAD + data.length)
  body[HEAD + data.length + 1] = END
  return frame
}

function sum(bytes: Uint8Array, length: number): number {
  let total = 0
  for (let i = 0; i < length; i++) total += bytes[i]!
  return total & 0xff
}

/** What the decoder tells: a whole frame, or bytes that looked like one and were not. */
export interface FrameEnds {
  frame(frame: Frame): void
  malformed(seen: string): void
}

/** Finds frames in a byte stream, however it is cut and whatever noise lies between them. */
export class FrameDecoder {
  readonly #ends: FrameEnds
  #rest: Uint8Array = new Uint8Array()

  constructor(ends: FrameEnds) {
    this.#ends = ends
  }

  push(chunk: Uint8Array): void {
    const bytes = new Uint8Array(this.#rest.length + chunk.length)
    bytes.set(this.#rest)
    bytes.set(chunk, this.#rest.length)
    let at = 0
    for (;;) {
      at = bytes.indexOf(START, at)
      if (at < 0) {
        this.#rest = new Uint8Array()
        return
      }
      const used = this.#take(bytes.subarray(at))
      if (used === 0) break
      at += used
    }
    this.#rest = bytes.slice(at)
  }

  /** Forgets a frame that was begun. */
  reset(): void {
    this.#rest = new Uint8Array()
  }

  /** How many bytes were a frame or cannot be the start of one; 0 if more must come first. */
  #take(bytes: Uint8Array): number {
    if (bytes.length > 7 && bytes[7] !== START) return 1
    if (bytes.length < HEAD) return 0
    const length = bytes[9]!
    if (length > MOST_DATA) return 1
    const end = HEAD + length
    if (bytes.length < end + 2) return 0
    if (bytes[end + 1] !== END) {
      this.#ends.malformed('no 16H at its end')
      return 1
    }
    const checksum = sum(bytes, end)
    if (bytes[end] !== checksum) {
      this.#ends.malformed(`the checksum ${hex(bytes[end]!)} instead of ${hex(checksum)}`)
      return 1
    }
    this.#ends.frame({
      address: addressOf(bytes.subarray(1, 7)),
      control: bytes[8]!,
      data: bytes.slice(HEAD, end).map((byte) => (byte - OFFSET) & 0xff),
    })
    return end + 2
  }
}

/** Twelve digits, highest first, of six bytes, lowest first. */
export function addressOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).reverse().toString('hex').toUpperCase()
}

/** True if a meter of this address is meant by one that may hold wildcards (§5.2.2). */
export function meant(asked: string, seen: string): boolean {
  for (let i = 0; i < 12; i += 2) {
    const part = asked.slice(i, i + 2)
    if (part !== 'AA' && part !== seen.slice(i, i + 2)) return false
  }
  return /^\d{12}$/.test(seen)
}

/** True for an address that names one meter. */
export function isWhole(address: string): boolean {
  return !address.includes(WILDCARD.toString(16).toUpperCase())
}

/** A data identifier as the wire has it, lowest byte first: four bytes, or two in the 1997 edition. */
export function encodeIdentifier(identifier: number, bytes: 2 | 4): Uint8Array {
  return Uint8Array.from({ length: bytes }, (_, i) => (identifier >>> (8 * i)) & 0xff)
}

/** What a meter said to a request: data without the echoed identifier, whether more follows, or its error word. */
export type Answered = { readonly data: Uint8Array; readonly more: boolean } | { readonly error: number }

/**
 * What a frame says to a request, or undefined if it is no answer to it (another meter's, another item's, an echo).
 * `sequence` is the number that a further frame must repeat. Throws `driver.reply_malformed` if it is one and is wrong.
 */
export function answerTo(request: Frame, frame: Frame, echo: Uint8Array, sequence?: number): Answered | undefined {
  if (!(frame.control & ANSWER) || (frame.control & 0x1f) !== (request.control & 0x1f)) return undefined
  if (!meant(request.address, frame.address)) return undefined
  if (frame.control & REFUSED) {
    if (frame.data.length !== 1) throw malformed('an error word of one byte', `${frame.data.length} bytes`)
    return { error: frame.data[0]! }
  }
  if (frame.data.length < echo.length) throw malformed(`${echo.length} bytes or more`, `${frame.data.length}`)
  for (let i = 0; i < echo.length; i++) if (frame.data[i] !== echo[i]) return undefined
  const tail = sequence === undefined ? 0 : 1
  if (tail > 0 && (frame.data.length === echo.length || frame.data.at(-1) !== sequence)) return undefined
  return {
    data: frame.data.slice(echo.length, frame.data.length - tail),
    more: (frame.control & MORE) !== 0,
  }
}

function malformed(expected: string, seen: string): Fault {
  return new Fault('driver.reply_malformed', { expected, seen })
}

const words2007: readonly (readonly [status: number, words: string])[] = [
  [Status.BadUnexpectedError, 'another error'],
  [Status.BadNodeIdUnknown, 'no such data'],
  [Status.BadNotWritable, 'wrong password or not authorised'],
  [Status.BadNotSupported, 'the rate cannot be changed'],
  [Status.BadOutOfRange, 'too many time zones of the year'],
  [Status.BadOutOfRange, 'too many time periods of the day'],
  [Status.BadOutOfRange, 'too many tariffs'],
]
const words1997: typeof words2007 = [
  [Status.BadOutOfRange, 'illegal data'],
  [Status.BadNodeIdUnknown, 'no such data identifier'],
  [Status.BadNotWritable, 'wrong password'],
  [Status.BadUnexpectedError, 'a reserved error'],
  ...words2007.slice(4),
]

/** What an error word means (the ERR word of an abnormal answer). */
export function errorOf(word: number, edition: '2007' | '1997'): { readonly status: number; readonly words: string } {
  const said = (edition === '2007' ? words2007 : words1997).filter((_, bit) => (word >> bit) & 1)
  if (said.length === 0) return { status: Status.BadUnexpectedError, words: `the error word ${hex(word)}` }
  // "No such data" says more than "another error" beside it.
  const [status] = said.find(([known]) => known !== Status.BadUnexpectedError) ?? said[0]!
  return { status, words: said.map(([, words]) => words).join(', ') }
}

function hex(byte: number): string {
  return `${byte.toString(16).padStart(2, '0').toUpperCase()}H`
}
