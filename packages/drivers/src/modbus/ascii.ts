import { MOST_PDU_BYTES } from './codec.ts'
import type { ReaderEnds, SerialFraming, SerialReader } from './framing.ts'

/**
 * Modbus ASCII in bytes (MODBUS over Serial Line V1.02 §2.5.2): a colon, two hexadecimal digits (0–9, A–F) for each byte
 * of unit, PDU and LRC, carriage return, line feed.
 */
const COLON = 0x3a
const CARRIAGE_RETURN = 0x0d
const LINE_FEED = 0x0a
const MOST_BYTES = 1 + MOST_PDU_BYTES + 1
const digits = Buffer.from('0123456789ABCDEF', 'latin1')

const NO_DIGIT = 0xff
const values = new Uint8Array(256).fill(NO_DIGIT)
for (const [value, digit] of digits.entries()) values[digit] = value

/** The two's complement of the sum of the bytes (§6.2.1); bytes with their LRC behind them have an LRC of 0. */
export function lrc(bytes: Uint8Array): number {
  let sum = 0
  for (const byte of bytes) sum += byte
  return -sum & 0xff
}

export function encodeAscii(unit: number, pdu: Uint8Array): Uint8Array {
  const bytes = Uint8Array.of(unit, ...pdu, 0)
  bytes[bytes.length - 1] = lrc(bytes)
  const frame = new Uint8Array(1 + bytes.length * 2 + 2)
  frame[0] = COLON
  for (const [i, byte] of bytes.entries()) {
    frame[1 + i * 2] = digits[byte >> 4]!
    frame[2 + i * 2] = digits[byte & 15]!
  }
  frame[frame.length - 2] = CARRIAGE_RETURN
  frame[frame.length - 1] = LINE_FEED
  return frame
}

/** Finds frames: each begins with a colon, and a colon begins anew. Anything that is no digit makes noise of it. */
class AsciiReader implements SerialReader {
  readonly #ends: ReaderEnds
  readonly #bytes = new Uint8Array(MOST_BYTES)
  /** Digits since the colon; −1 outside a frame. */
  #digits = -1
  #returned = false
  #noise = 0

  constructor(ends: ReaderEnds) {
    this.#ends = ends
  }

  get noise(): number {
    return this.#noise
  }

  clear(): void {
    this.#digits = -1
    this.#noise = 0
  }

  push(chunk: Uint8Array): void {
    for (const sign of chunk) this.#take(sign)
  }

  #take(sign: number): void {
    this.#noise++
    if (sign === COLON) {
      this.#digits = 0
      this.#returned = false
    } else if (this.#digits < 0) return
    else if (this.#returned) {
      if (sign === LINE_FEED) this.#finish()
      this.#digits = -1
    } else if (sign === CARRIAGE_RETURN) this.#returned = true
    else this.#digit(values[sign]!)
  }

  #digit(value: number): void {
    const at = this.#digits >> 1
    if (value === NO_DIGIT || at === MOST_BYTES) {
      this.#digits = -1
      return
    }
    this.#bytes[at] = this.#digits & 1 ? this.#bytes[at]! | value : value << 4
    this.#digits++
  }

  #finish(): void {
    const bytes = this.#bytes.subarray(0, this.#digits >> 1)
    if (this.#digits & 1 || bytes.length < 3 || lrc(bytes) !== 0) return
    this.#noise -= 1 + this.#digits + 2
    this.#ends.frame(bytes.subarray(0, -1))
  }
}

export const ascii: SerialFraming = {
  name: 'ASCII',
  encode: encodeAscii,
  wireBytes: (pduBytes) => 1 + 2 * (1 + pduBytes + 1) + 2,
  replies: (ends) => new AsciiReader(ends),
  requests: (ends) => new AsciiReader(ends),
}
