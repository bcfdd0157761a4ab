/**
 * Messages of the PostgreSQL protocol 3.0 as a server reads and writes them (PostgreSQL documentation, "Frontend/Backend
 * Protocol", "Message Formats").
 */

const STARTUP_BYTES = 10_000
const MOST_BYTES = 1 << 20
const INT16_BYTES = 2
const INT32_BYTES = 4

/** Cuts what a client sends into messages; the first ones, before a session has begun, carry no type. */
export class MessageDecoder {
  readonly #take: (type: string, body: MessageReader) => void
  #rest: Buffer = Buffer.alloc(0)
  /** Set once the client has said who it is. */
  typed = false

  constructor(take: (type: string, body: MessageReader) => void) {
    this.#take = take
  }

  /** Throws RangeError at a length that cannot be. */
  push(bytes: Uint8Array): void {
    this.#rest = Buffer.concat([this.#rest, bytes])
    for (;;) {
      const head = this.typed ? 1 : 0
      if (this.#rest.length < head + INT32_BYTES) return
      const length = this.#rest.readInt32BE(head)
      if (length < INT32_BYTES || length > (this.typed ? MOST_BYTES : STARTUP_BYTES)) throw new RangeError('length')
      if (this.#rest.length < head + length) return
      const type = this.typed ? String.fromCharCode(this.#rest[0]!) : ''
      const body = this.#rest.subarray(head + INT32_BYTES, head + length)
      this.#rest = this.#rest.subarray(head + length)
      this.#take(type, new MessageReader(body))
    }
  }
}

/** The body of one message, read from its start. Throws RangeError behind its end. */
export class MessageReader {
  readonly #body: Buffer
  #at = 0

  constructor(body: Buffer) {
    this.#body = body
  }

  get ended(): boolean {
    return this.#at >= this.#body.length
  }

  int16(): number {
    const value = this.#body.readInt16BE(this.#at)
    this.#at += INT16_BYTES
    return value
  }

  int32(): number {
    const value = this.#body.readInt32BE(this.#at)
    this.#at += INT32_BYTES
    return value
  }

  int16s(): readonly number[] {
    return Array.from({ length: Math.max(0, this.int16()) }, () => this.int16())
  }

  /** Up to a zero. */
  text(): string {
    const end = this.#body.indexOf(0, this.#at)
    if (end < 0) throw new RangeError('text')
    const text = this.#body.toString('utf8', this.#at, end)
    this.#at = end + 1
    return text
  }

  /** A length and so many bytes; null if the length is -1. */
  value(): string | null {
    const length = this.int32()
    if (length < 0) return null
    if (this.#at + length > this.#body.length) throw new RangeError('value')
    this.#at += length
    return this.#body.toString('utf8', this.#at - length, this.#at)
  }
}

export const int16 = (value: number): Buffer => {
  const bytes = Buffer.alloc(INT16_BYTES)
  bytes.writeInt16BE(value)
  return bytes
}

export const int32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(INT32_BYTES)
  bytes.writeInt32BE(value)
  return bytes
}

export const text = (value: string): Buffer => Buffer.from(`${value}\0`)

/** A value of a row, as text. */
export function cell(value: string | null): Buffer {
  if (value === null) return int32(-1)
  const bytes = Buffer.from(value)
  return Buffer.concat([int32(bytes.length), bytes])
}

/** One message of the server. */
export function message(type: string, ...parts: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(parts)
  return Buffer.concat([Buffer.from(type), int32(INT32_BYTES + body.length), body])
}
