import { Fault } from '@millrace/core'
import './faults.ts'

/** Protocol Buffers wire types (encoding guide): what follows a tag. */
export const WireType = { varint: 0, fixed64: 1, bytes: 2, fixed32: 5 } as const

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
const TWO_32 = 4294967296

/** Reads protobuf from bytes that nobody vouches for: every step is bounds-checked, every mistake is a fault with its place. */
export class ProtoReader {
  readonly bytes: Uint8Array
  readonly #view: DataView
  at: number
  end: number
  /** The 64-bit varint read last, as two unsigned halves. */
  low = 0
  high = 0
  /** Parts that became objects, for who bounds them. */
  parts = 0

  constructor(bytes: Uint8Array) {
    this.bytes = bytes
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    this.at = 0
    this.end = bytes.length
  }

  fault(seen: string): Fault {
    return new Fault('wire.payload_malformed', { seen, at: this.at })
  }

  get more(): boolean {
    return this.at < this.end
  }

  /** Reads a varint of up to ten bytes into `low` and `high`. */
  varint64(): void {
    const { bytes, end } = this
    let at = this.at
    let low = 0
    let high = 0
    for (let shift = 0; shift < 70; shift += 7) {
      if (at >= end) throw this.fault('a cut number')
      const byte = bytes[at++]!
      const bits = byte & 0x7f
      if (shift < 28) low |= bits << shift
      else if (shift === 28) {
        low |= bits << 28
        high |= bits >>> 4
      } else if (shift < 63) high |= bits << (shift - 32)
      else {
        if (byte > 1) throw this.fault('a number of more than 64 bits')
        high |= bits << 31
      }
      if (byte < 0x80) {
        this.at = at
        this.low = low >>> 0
        this.high = high >>> 0
        return
      }
    }
    throw this.fault('a number of more than ten bytes')
  }

  /** An unsigned number up to 2⁵³. */
  varint(): number {
    const first = this.at < this.end ? this.bytes[this.at]! : 0x80
    if (first < 0x80) {
      this.at++
      return first
    }
    this.varint64()
    if (this.high > 0x1fffff) throw this.fault('a number beyond 2⁵³')
    return this.high * TWO_32 + this.low
  }

  /** A time in ms: 64 bits, negative before 1970, exact to 2⁵³. */
  time(): number {
    this.varint64()
    return (this.high | 0) * TWO_32 + this.low
  }

  /** A uint32; a sender's sign-extended negative is cut to its 32 bits, as the protobuf runtime does. */
  uint32(): number {
    this.varint64()
    return this.low
  }

  bigint(): bigint {
    this.varint64()
    return (BigInt(this.high) << 32n) | BigInt(this.low)
  }

  bool(): boolean {
    this.varint64()
    return this.low !== 0 || this.high !== 0
  }

  fixed32(): number {
    if (this.at + 4 > this.end) throw this.fault('a cut 32-bit field')
    this.at += 4
    return this.#view.getUint32(this.at - 4, true)
  }

  float(): number {
    if (this.at + 4 > this.end) throw this.fault('a cut float')
    this.at += 4
    return this.#view.getFloat32(this.at - 4, true)
  }

  double(): number {
    if (this.at + 8 > this.end) throw this.fault('a cut double')
    this.at += 8
    return this.#view.getFloat64(this.at - 8, true)
  }

  /** Length of a length-delimited field, checked against what is left. */
  length(): number {
    const length = this.varint()
    if (length > this.end - this.at) throw this.fault(`a field of ${length} bytes where ${this.end - this.at} are left`)
    return length
  }

  /** A copy: the message's buffer may be reused. (A Buffer's own slice would share its memory.) */
  blob(): Uint8Array {
    const length = this.length()
    this.at += length
    return new Uint8Array(this.bytes.subarray(this.at - length, this.at))
  }

  string(): string {
    const length = this.length()
    this.at += length
    return this.text(this.bytes.subarray(this.at - length, this.at))
  }

  /** UTF-8 that was read. */
  text(bytes: Uint8Array): string {
    try {
      return utf8.decode(bytes)
    } catch (failure) {
      throw new Fault('wire.payload_malformed', { seen: 'invalid UTF-8', at: this.at - bytes.length }, failure)
    }
  }

  /** Enters a length-delimited part: nothing reads past its end until `leave` gets what this returned. */
  enter(): number {
    const length = this.length()
    const outer = this.end
    this.end = this.at + length
    return outer
  }

  leave(outer: number): void {
    this.end = outer
  }

  /** Calls `read` for each field of a nested message; it must consume the field or call `skip`. */
  message(read: (field: number, wire: number) => void): void {
    const outer = this.enter()
    this.fields(read)
    this.leave(outer)
  }

  fields(read: (field: number, wire: number) => void): void {
    while (this.at < this.end) {
      const tag = this.varint()
      if (tag < 8) throw this.fault('field number 0')
      read(Math.floor(tag / 8), tag % 8)
    }
  }

  expect(wire: number, wanted: number): void {
    if (wire !== wanted) throw this.fault(`wire type ${wire} where ${wanted} belongs`)
  }

  skip(wire: number): void {
    if (wire === WireType.varint) this.varint64()
    else if (wire === WireType.bytes) {
      const length = this.length()
      this.at += length
    } else if (wire === WireType.fixed32) this.fixed32()
    else if (wire === WireType.fixed64) this.double()
    else throw this.fault(`wire type ${wire}`)
  }
}

const encoder = new TextEncoder()

/** Writes protobuf into a buffer that grows; `finish()` gives the message and makes the writer ready for the next. */
export class ProtoWriter {
  #bytes: Uint8Array
  #view: DataView
  #at = 0

  constructor(capacity = 4096) {
    this.#bytes = new Uint8Array(capacity)
    this.#view = new DataView(this.#bytes.buffer)
  }

  get length(): number {
    return this.#at
  }

  /** A copy of what was written. */
  finish(): Uint8Array {
    const message = this.#bytes.slice(0, this.#at)
    this.#at = 0
    return message
  }

  tag(field: number, wire: number): void {
    this.varint(field * 8 + wire)
  }

  /** A whole number up to 2⁵³; a negative one as the two's complement of its 64 bits. */
  varint(value: number): void {
    if (value < 0) {
      this.varint64(value >>> 0, Math.floor(value / TWO_32) >>> 0)
      return
    }
    this.#room(10)
    while (value >= 0x80) {
      this.#bytes[this.#at++] = (value % 128) | 0x80
      value = Math.floor(value / 128)
    }
    this.#bytes[this.#at++] = value
  }

  /** 64 bits as two unsigned halves. */
  varint64(low: number, high: number): void {
    this.#room(10)
    while (high !== 0 || low >= 0x80) {
      this.#bytes[this.#at++] = (low & 0x7f) | 0x80
      low = ((low >>> 7) | (high << 25)) >>> 0
      high >>>= 7
    }
    this.#bytes[this.#at++] = low
  }

  bigint(value: bigint): void {
    const bits = BigInt.asUintN(64, value)
    this.varint64(Number(bits & 0xffffffffn), Number(bits >> 32n))
  }

  bool(value: boolean): void {
    this.varint(value ? 1 : 0)
  }

  fixed32(value: number): void {
    this.#room(4)
    this.#view.setUint32(this.#at, value, true)
    this.#at += 4
  }

  float(value: number): void {
    this.#room(4)
    this.#view.setFloat32(this.#at, value, true)
    this.#at += 4
  }

  double(value: number): void {
    this.#room(8)
    this.#view.setFloat64(this.#at, value, true)
    this.#at += 8
  }

  blob(value: Uint8Array): void {
    this.varint(value.length)
    this.#room(value.length)
    this.#bytes.set(value, this.#at)
    this.#at += value.length
  }

  string(value: string): void {
    this.#room(value.length * 3 + 10)
    const begun = this.open()
    this.#at += encoder.encodeInto(value, this.#bytes.subarray(this.#at)).written
    this.close(begun)
  }

  /** Begins a length-delimited part whose length is not known yet. */
  open(): number {
    this.#room(1)
    return ++this.#at
  }

  /** Ends it: most parts are short, and a longer one is moved to make room for its length. */
  close(begun: number): void {
    const length = this.#at - begun
    if (length < 0x80) {
      this.#bytes[begun - 1] = length
      return
    }
    let extra = 0
    for (let rest = length >>> 7; rest > 0; rest >>>= 7) extra++
    this.#room(extra)
    this.#bytes.copyWithin(begun + extra, begun, this.#at)
    const end = this.#at + extra
    this.#at = begun - 1
    this.varint(length)
    this.#at = end
  }

  #room(length: number): void {
    if (this.#at + length <= this.#bytes.length) return
    const bigger = new Uint8Array(Math.max(this.#bytes.length * 2, this.#at + length))
    bigger.set(this.#bytes)
    this.#bytes = bigger
    this.#view = new DataView(bigger.buffer)
  }
}
