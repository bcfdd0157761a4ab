import { Fault } from '@millrace/core'
import type { Framing } from '../kit/exchange.ts'
import '../kit/faults.ts'

/** IEC 60870-5-104 §5: every APDU begins with it. */
const START = 0x68
/** Control field alone, and the most with an ASDU behind it (§5.1). */
const LEAST_LENGTH = 4
const MOST_LENGTH = 253
/** Octets of the longest ASDU. */
export const MOST_ASDU = MOST_LENGTH - LEAST_LENGTH
/** Sequence numbers have 15 bits. */
export const SEQUENCE = 0x8000

/** Unnumbered control functions, as the first control octet has them (§5.1, figure 8). */
export const Unnumbered = {
  startAct: 0x07,
  startCon: 0x0b,
  stopAct: 0x13,
  stopCon: 0x23,
  testAct: 0x43,
  testCon: 0x83,
} as const

const functions: ReadonlySet<number> = new Set(Object.values(Unnumbered))

export type Control =
  | { readonly format: 'I'; readonly send: number; readonly receive: number }
  | { readonly format: 'S'; readonly receive: number }
  | { readonly format: 'U'; readonly function: number }

export function encodeInformation(send: number, receive: number, asdu: Uint8Array): Uint8Array {
  const frame = new Uint8Array(6 + asdu.length)
  frame.set([START, LEAST_LENGTH + asdu.length, (send & 0x7f) << 1, send >> 7, (receive & 0x7f) << 1, receive >> 7])
  frame.set(asdu, 6)
  return frame
}

export function encodeSupervisory(receive: number): Uint8Array {
  return Uint8Array.of(START, LEAST_LENGTH, 1, 0, (receive & 0x7f) << 1, receive >> 7)
}

export function encodeUnnumbered(code: number): Uint8Array {
  return Uint8Array.of(START, LEAST_LENGTH, code, 0, 0, 0)
}

/** Reads the control field of an APDU that begins behind its length. Throws `driver.frame_malformed`. */
export function decodeControl(apdu: Uint8Array): Control {
  const [one, two, three, four] = apdu as unknown as [number, number, number, number]
  if ((one & 1) === 0) {
    if ((three & 1) !== 0) throw malformed('a receive number behind a send number', `octet ${three}`)
    return { format: 'I', send: (one >> 1) | (two << 7), receive: (three >> 1) | (four << 7) }
  }
  if (apdu.length !== LEAST_LENGTH)
    throw malformed('nothing behind a control field that has no ASDU', `${apdu.length - 4} octets`)
  if ((one & 3) === 1) {
    if (one !== 1 || two !== 0 || (three & 1) !== 0) throw malformed('a supervisory control field', hex(apdu))
    return { format: 'S', receive: (three >> 1) | (four << 7) }
  }
  if (!functions.has(one) || two !== 0 || three !== 0 || four !== 0)
    throw malformed('one unnumbered control function', hex(apdu))
  return { format: 'U', function: one }
}

/** Cuts a TCP stream into APDUs. */
export class ApduDecoder implements Framing {
  readonly #sink: (apdu: Uint8Array) => void
  readonly #held = new Uint8Array(2 + MOST_LENGTH)
  #length = 0

  /** @param sink takes each APDU behind its length octet; the bytes are valid until it returns */
  constructor(sink: (apdu: Uint8Array) => void) {
    this.#sink = sink
  }

  get partial(): boolean {
    return this.#length > 0
  }

  push(chunk: Uint8Array): void {
    let at = 0
    if (this.#length > 0) at = this.#complete(chunk)
    while (at < chunk.length) {
      const left = chunk.length - at
      const need = lengthOf(chunk[at]!, left > 1 ? chunk[at + 1]! : undefined)
      if (left < need) {
        this.#held.set(chunk.subarray(at))
        this.#length = left
        return
      }
      this.#sink(chunk.subarray(at + 2, at + need))
      at += need
    }
  }

  /** Fills up the held frame; returns how much of the chunk it took. */
  #complete(chunk: Uint8Array): number {
    let at = 0
    while (at < chunk.length) {
      this.#held[this.#length++] = chunk[at++]!
      if (this.#length < 2) continue
      const need = lengthOf(this.#held[0]!, this.#held[1]!)
      const more = Math.min(need - this.#length, chunk.length - at)
      this.#held.set(chunk.subarray(at, at + more), this.#length)
      at += more
      this.#length += more
      if (this.#length < need) return at
      this.#length = 0
      this.#sink(this.#held.subarray(2, need))
      return at
    }
    return at
  }
}

/** Octets of the whole frame; 2 more than its second octet says. */
function lengthOf(start: number, length: number | undefined): number {
  if (start !== START) throw malformed('a frame that begins with 68', `octet ${start.toString(16).padStart(2, '0')}`)
  if (length === undefined) return 2
  if (length < LEAST_LENGTH || length > MOST_LENGTH)
    throw malformed(`a length from ${LEAST_LENGTH} to ${MOST_LENGTH}`, String(length))
  return 2 + length
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex')
}

function malformed(expected: string, seen: string): Fault {
  return new Fault('driver.frame_malformed', { expected, seen })
}
