import { Fault } from '@millrace/core'
import type { Framing } from './exchange.ts'
import './faults.ts'

/** A protocol whose frames begin with a header of fixed size that tells the length of the whole. */
export interface LengthHeader {
  readonly headerBytes: number
  /** Of a whole frame; what says to be longer is no frame. */
  readonly mostBytes: number
  /** Bytes of the whole frame; `header` holds at least the header. Throws `driver.frame_malformed`. */
  lengthOf(header: Uint8Array): number
}

/** Cuts a stream into frames by the length in their header, however the network cut it. */
export class LengthFraming implements Framing {
  readonly #header: LengthHeader
  readonly #take: (frame: Uint8Array) => void
  readonly #rest: Uint8Array
  #held = 0

  /** `take` gets each whole frame; its bytes are valid until the call returns. */
  constructor(header: LengthHeader, take: (frame: Uint8Array) => void) {
    this.#header = header
    this.#take = take
    this.#rest = new Uint8Array(header.mostBytes)
  }

  get partial(): boolean {
    return this.#held > 0
  }

  push(chunk: Uint8Array): void {
    const { headerBytes } = this.#header
    let at = 0
    while (at < chunk.length) {
      if (this.#held === 0 && chunk.length - at >= headerBytes) {
        const length = this.#length(chunk.subarray(at))
        if (length <= chunk.length - at) {
          this.#take(chunk.subarray(at, at + length))
          at += length
          continue
        }
      }
      const wanted = this.#held < headerBytes ? headerBytes : this.#length(this.#rest)
      const taken = Math.min(wanted - this.#held, chunk.length - at)
      this.#rest.set(chunk.subarray(at, at + taken), this.#held)
      this.#held += taken
      at += taken
      if (this.#held >= headerBytes && this.#held === this.#length(this.#rest)) {
        const whole = this.#rest.subarray(0, this.#held)
        this.#held = 0
        this.#take(whole)
      }
    }
  }

  #length(header: Uint8Array): number {
    const { headerBytes, mostBytes, lengthOf } = this.#header
    const length = lengthOf(header)
    if (length < headerBytes || length > mostBytes) {
      throw new Fault('driver.frame_malformed', {
        expected: `a frame of ${headerBytes} to ${mostBytes} bytes`,
        seen: `one of ${length}`,
      })
    }
    return length
  }
}

/** The frame of a packet that holds exactly one. Throws `driver.frame_malformed` if it does not. */
export function wholeFrame({ headerBytes, lengthOf }: LengthHeader, packet: Uint8Array): Uint8Array {
  const length = packet.length < headerBytes ? headerBytes : lengthOf(packet)
  if (packet.length === length) return packet
  throw new Fault('driver.frame_malformed', {
    expected: `a packet of ${length} bytes`,
    seen: `one of ${packet.length}`,
  })
}
