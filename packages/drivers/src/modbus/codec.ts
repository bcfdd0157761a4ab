import { Fault, Status } from '@millrace/core'
import type { FrameSink, Framing } from '../kit/exchange.ts'
import '../kit/faults.ts'

/**
 * Modbus TCP in bytes (MODBUS Application Protocol V1.1b3; Messaging on TCP/IP V1.0b). No socket, no tags.
 * A frame is the MBAP header (transaction u16, protocol u16 = 0, length u16, unit u8) and a PDU of at most 253 bytes.
 */
export const HEADER_BYTES = 7
export const MOST_PDU_BYTES = 253

export const FunctionCode = {
  readCoils: 1,
  readDiscreteInputs: 2,
  readHoldingRegisters: 3,
  readInputRegisters: 4,
  writeSingleCoil: 5,
  writeSingleRegister: 6,
  diagnostics: 8,
  writeMultipleCoils: 15,
  writeMultipleRegisters: 16,
  maskWriteRegister: 22,
} as const

/** §6.1–6.4, 6.11, 6.12: most units of one request. */
export const MOST_REGISTERS = 125
export const MOST_BITS = 2_000

const exceptions: Readonly<Record<number, readonly [name: string, status: number]>> = {
  1: ['illegal function', Status.BadNotSupported],
  2: ['illegal data address', Status.BadNodeIdUnknown],
  3: ['illegal data value', Status.BadOutOfRange],
  4: ['server device failure', Status.BadDeviceFailure],
  5: ['acknowledge', Status.BadResourceUnavailable],
  6: ['server device busy', Status.BadResourceUnavailable],
  8: ['memory parity error', Status.BadDeviceFailure],
  10: ['gateway path unavailable', Status.BadNoCommunication],
  11: ['gateway target failed to respond', Status.BadNoCommunication],
}

/** The OPC UA status of a Modbus exception code (§7). */
export function exceptionStatus(code: number): number {
  return exceptions[code]?.[1] ?? Status.BadUnexpectedError
}

export function exceptionName(code: number): string {
  return exceptions[code]?.[0] ?? 'unknown exception'
}

/** Frames `pdu` for the wire. */
export function encodeFrame(transaction: number, unit: number, pdu: Uint8Array): Buffer {
  const frame = Buffer.allocUnsafe(HEADER_BYTES + pdu.length)
  frame.writeUInt16BE(transaction, 0)
  frame.writeUInt16BE(0, 2)
  frame.writeUInt16BE(pdu.length + 1, 4)
  frame[6] = unit
  frame.set(pdu, HEADER_BYTES)
  return frame
}

/** Functions 1–4: `count` units from `address`. */
export function encodeRead(code: number, address: number, count: number): Uint8Array {
  return Uint8Array.of(code, address >> 8, address & 0xff, count >> 8, count & 0xff)
}

/** Function 5. */
export function encodeWriteCoil(address: number, on: boolean): Uint8Array {
  return Uint8Array.of(FunctionCode.writeSingleCoil, address >> 8, address & 0xff, on ? 0xff : 0, 0)
}

/** Function 8, sub-function 0 "Return Query Data": the device sends the same bytes back. Serial lines only (§6.8). */
export function encodeEcho(data: number): Uint8Array {
  return Uint8Array.of(FunctionCode.diagnostics, 0, 0, data >> 8, data & 0xff)
}

/** Function 15. */
export function encodeWriteCoils(address: number, bits: readonly boolean[]): Uint8Array {
  const pdu = new Uint8Array(6 + Math.ceil(bits.length / 8))
  pdu.set([
    FunctionCode.writeMultipleCoils,
    address >> 8,
    address & 0xff,
    bits.length >> 8,
    bits.length & 0xff,
    pdu.length - 6,
  ])
  for (const [i, on] of bits.entries()) if (on) pdu[6 + (i >> 3)]! |= 1 << (i & 7)
  return pdu
}

/** Function 6; `register` holds its two bytes as they go on the wire. */
export function encodeWriteRegister(address: number, register: Uint8Array): Uint8Array {
  return Uint8Array.of(FunctionCode.writeSingleRegister, address >> 8, address & 0xff, register[0]!, register[1]!)
}

/** Function 16; `registers` holds the bytes as they go on the wire, two a register. */
export function encodeWriteRegisters(address: number, registers: Uint8Array): Uint8Array {
  const count = registers.length / 2
  const pdu = new Uint8Array(6 + registers.length)
  pdu.set([
    FunctionCode.writeMultipleRegisters,
    address >> 8,
    address & 0xff,
    count >> 8,
    count & 0xff,
    registers.length,
  ])
  pdu.set(registers, 6)
  return pdu
}

/** Function 22: the register becomes (register AND `and`) OR (`or` AND NOT `and`). */
export function encodeMaskWrite(address: number, and: number, or: number): Uint8Array {
  return Uint8Array.of(
    FunctionCode.maskWriteRegister,
    address >> 8,
    address & 0xff,
    and >> 8,
    and & 0xff,
    or >> 8,
    or & 0xff,
  )
}

/** Bytes of the reply to a request, if the device does as it is asked. */
export function replyBytes(request: Uint8Array): number {
  const code = request[0]!
  if (code > FunctionCode.readInputRegisters) return code === FunctionCode.maskWriteRegister ? 7 : 5
  return 2 + dataBytes(request)
}

function dataBytes(request: Uint8Array): number {
  const count = (request[3]! << 8) | request[4]!
  return request[0]! <= FunctionCode.readDiscreteInputs ? Math.ceil(count / 8) : count * 2
}

/**
 * Holds a reply against its request: function, byte count and echo must be what the request demands.
 * Returns the exception code, or 0 if the device did as it was asked. Throws `driver.reply_malformed`.
 */
export function checkReply(request: Uint8Array, reply: Uint8Array): number {
  const code = request[0]!
  if (reply[0] === (code | 0x80)) {
    if (reply.length !== 2 || reply[1] === 0) throw malformed('an exception of 2 bytes', `${reply.length} bytes`)
    return reply[1]!
  }
  if (reply[0] !== code) throw malformed(`function ${code}`, `function ${reply[0]}`)
  if (code <= FunctionCode.readInputRegisters) {
    const bytes = dataBytes(request)
    if (reply[1] !== bytes || reply.length !== bytes + 2) {
      throw malformed(`${bytes} bytes of data`, `a byte count of ${reply[1]} and ${reply.length - 2} bytes`)
    }
    return 0
  }
  const same = reply.length === replyBytes(request) && reply.every((byte, i) => byte === request[i])
  if (!same) throw malformed('the echo of the write', Buffer.from(reply).toString('hex'))
  return 0
}

function malformed(expected: string, seen: string): Fault {
  return new Fault('driver.reply_malformed', { expected, seen })
}

/** Cuts a byte stream into transactions and what each carries: the unit and the PDU. */
export class FrameDecoder implements Framing {
  readonly #sink: FrameSink
  readonly #rest = Buffer.alloc(HEADER_BYTES + MOST_PDU_BYTES)
  #held = 0

  constructor(sink: FrameSink) {
    this.#sink = sink
  }

  /** True in the middle of a frame. */
  get partial(): boolean {
    return this.#held > 0
  }

  /** Throws `driver.frame_malformed` when the stream cannot be Modbus TCP: nothing after it can be trusted. */
  push(chunk: Uint8Array): void {
    let at = 0
    while (at < chunk.length) {
      if (this.#held === 0) {
        const length = frameLength(chunk, at, chunk.length - at)
        if (length > 0 && length <= chunk.length - at) {
          this.#emit(chunk, at, length)
          at += length
          continue
        }
      }
      const length = frameLength(this.#rest, 0, this.#held)
      const wanted = length > 0 ? length : HEADER_BYTES
      const taken = Math.min(wanted - this.#held, chunk.length - at)
      this.#rest.set(chunk.subarray(at, at + taken), this.#held)
      this.#held += taken
      at += taken
      if (this.#held >= HEADER_BYTES && this.#held === frameLength(this.#rest, 0, this.#held)) {
        const whole = this.#held
        this.#held = 0
        this.#emit(this.#rest, 0, whole)
      }
    }
  }

  #emit(bytes: Uint8Array, at: number, length: number): void {
    const transaction = (bytes[at]! << 8) | bytes[at + 1]!
    this.#sink(transaction, bytes.subarray(at + HEADER_BYTES - 1, at + length))
  }
}

/** Bytes of the frame that begins at `at`, or 0 while its header is not all there. */
function frameLength(bytes: Uint8Array, at: number, available: number): number {
  if (available < HEADER_BYTES) return 0
  const protocol = (bytes[at + 2]! << 8) | bytes[at + 3]!
  const length = (bytes[at + 4]! << 8) | bytes[at + 5]!
  if (protocol !== 0) throw notModbus(`protocol id ${protocol}`)
  if (length < 3 || length > MOST_PDU_BYTES + 1) throw notModbus(`a length of ${length}`)
  return HEADER_BYTES - 1 + length
}

function notModbus(seen: string): Fault {
  return new Fault('driver.frame_malformed', {
    expected: 'a Modbus TCP frame (Modbus RTU over TCP is another protocol)',
    seen,
  })
}
