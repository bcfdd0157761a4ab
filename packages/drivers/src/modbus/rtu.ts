import { FunctionCode, MOST_PDU_BYTES } from './codec.ts'
import type { ReaderEnds, SerialFraming, SerialReader } from './framing.ts'

/**
 * Modbus RTU in bytes (MODBUS over Serial Line V1.02 §2.5.1): unit, PDU, CRC-16 with its low byte first. Silence of 3.5
 * characters parts the frames on the wire, but neither an operating system nor a network keeps it: here the function
 * code says how long a frame is, and the CRC whether it is one.
 */
const CRC_BYTES = 2
/** §2.5.1: an RTU frame has 256 bytes at most. */
const MOST_FRAME_BYTES = 1 + MOST_PDU_BYTES + CRC_BYTES
const MOST_UNIT = 247

const table = Uint16Array.from({ length: 256 }, (_, byte) => {
  let crc = byte
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >> 1) ^ 0xa001 : crc >> 1
  return crc
})

/** CRC-16 of the bytes from `start` to before `end` (§6.2.2); 0 over a frame with its CRC behind it. */
export function crc16(bytes: Uint8Array, start = 0, end = bytes.length): number {
  let crc = 0xffff
  for (let i = start; i < end; i++) crc = (crc >> 8) ^ table[(crc ^ bytes[i]!) & 0xff]!
  return crc
}

export function encodeRtu(unit: number, pdu: Uint8Array): Uint8Array {
  const frame = new Uint8Array(1 + pdu.length + CRC_BYTES)
  frame[0] = unit
  frame.set(pdu, 1)
  const crc = crc16(frame, 0, frame.length - CRC_BYTES)
  frame[frame.length - 2] = crc & 0xff
  frame[frame.length - 1] = crc >> 8
  return frame
}

/** What {@link lengthOfReply} and {@link lengthOfRequest} say of bytes that begin no frame. */
const NO_FRAME = -1
/** … and of bytes that are too few to tell. */
const TOO_FEW = 0

/** Bytes of the reply that begins at `at`, by its function code; 0 if there are too few to tell, −1 if it is none. */
function lengthOfReply(bytes: Uint8Array, at: number, end: number): number {
  if (bytes[at]! === 0 || bytes[at]! > MOST_UNIT) return NO_FRAME
  if (at + 1 >= end) return TOO_FEW
  const code = bytes[at + 1]!
  if (code > 0x80) return 5
  switch (code) {
    case FunctionCode.readCoils:
    case FunctionCode.readDiscreteInputs:
    case FunctionCode.readHoldingRegisters:
    case FunctionCode.readInputRegisters:
      if (at + 2 >= end) return TOO_FEW
      return bytes[at + 2]! === 0 || bytes[at + 2]! > MOST_PDU_BYTES - 2 ? NO_FRAME : 5 + bytes[at + 2]!
    case FunctionCode.writeSingleCoil:
    case FunctionCode.writeSingleRegister:
    case FunctionCode.diagnostics:
    case FunctionCode.writeMultipleCoils:
    case FunctionCode.writeMultipleRegisters:
      return 8
    case FunctionCode.maskWriteRegister:
      return 10
    default:
      return NO_FRAME
  }
}

/** The same of a request, for a device in software. */
function lengthOfRequest(bytes: Uint8Array, at: number, end: number): number {
  if (bytes[at]! > MOST_UNIT) return NO_FRAME
  if (at + 1 >= end) return TOO_FEW
  const code = bytes[at + 1]!
  if (code === FunctionCode.maskWriteRegister) return 10
  if (code === FunctionCode.writeMultipleCoils || code === FunctionCode.writeMultipleRegisters) {
    if (at + 6 >= end) return TOO_FEW
    return bytes[at + 6]! > MOST_PDU_BYTES - 6 ? NO_FRAME : 9 + bytes[at + 6]!
  }
  return code <= FunctionCode.writeSingleRegister || code === FunctionCode.diagnostics ? 8 : NO_FRAME
}

/**
 * Finds frames in a stream of bytes, however it was cut and whatever noise lies between them. Bytes that might begin a
 * frame are kept until they have all come; a whole frame behind them is taken before that only if it is wanted.
 */
class RtuReader implements SerialReader {
  readonly #ends: ReaderEnds
  readonly #lengthOf: (bytes: Uint8Array, at: number, end: number) => number
  readonly #bytes = new Uint8Array(4 * MOST_FRAME_BYTES)
  #held = 0
  #noise = 0

  constructor(ends: ReaderEnds, lengthOf: (bytes: Uint8Array, at: number, end: number) => number) {
    this.#ends = ends
    this.#lengthOf = lengthOf
  }

  get noise(): number {
    return this.#noise + this.#held
  }

  clear(): void {
    this.#held = 0
    this.#noise = 0
  }

  push(chunk: Uint8Array): void {
    for (let at = 0; at < chunk.length; ) {
      const taken = Math.min(chunk.length - at, this.#bytes.length - this.#held)
      this.#bytes.set(chunk.subarray(at, at + taken), this.#held)
      this.#held += taken
      at += taken
      this.#search()
    }
  }

  #search(): void {
    const bytes = this.#bytes
    const end = this.#held
    let begun = -1
    let done = 0
    let at = 0
    while (at < end) {
      const length = this.#lengthOf(bytes, at, end)
      if (length === TOO_FEW || at + length > end) {
        if (begun < 0) begun = at
      } else if (length !== NO_FRAME && crc16(bytes, at, at + length) === 0) {
        const frame = bytes.subarray(at, at + length - CRC_BYTES)
        if (begun < 0 || this.#ends.wants(frame)) {
          this.#noise += at - done
          at += length
          done = at
          begun = -1
          this.#ends.frame(frame)
          continue
        }
      }
      at++
    }
    // A frame is no longer than 256 bytes, so what is kept always leaves room for more.
    const keep = begun < 0 ? end : begun
    this.#noise += keep - done
    bytes.copyWithin(0, keep, end)
    this.#held = end - keep
  }
}

export const rtu: SerialFraming = {
  name: 'RTU',
  encode: encodeRtu,
  wireBytes: (pduBytes) => 1 + pduBytes + CRC_BYTES,
  replies: (ends) => new RtuReader(ends, lengthOfReply),
  requests: (ends) => new RtuReader(ends, lengthOfRequest),
}
