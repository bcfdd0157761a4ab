/** MQTT 3.1.1 §2.2: packet types by their number. */
export const Packet = {
  connect: 1,
  publish: 3,
  puback: 4,
  pubrec: 5,
  pubrel: 6,
  pubcomp: 7,
  subscribe: 8,
  unsubscribe: 10,
  pingreq: 12,
  disconnect: 14,
} as const

const PIECES = 256

/** Whoever takes frames. */
export interface FrameTaker {
  /** Longest frame of this first byte, bytes; a longer one is refused before it is collected. */
  limit(first: number): number
  /** `bytes[at]` is the first byte of the frame, `body` the first after the length. A promise holds all later frames back. */
  takeFrame(bytes: Buffer, at: number, body: number, end: number): Promise<void> | undefined
  /** A frame beginning with `first` is too long or has no length; no more frames come after this. */
  violated(first: number, reason: 'too_large' | 'protocol_violation', detail: string): void
}

/**
 * Cuts a stream of bytes into MQTT frames (§2.2.3). A frame that comes in pieces is put together once, when it is whole,
 * and its announced length is held against the limit first, so that four bytes cannot ask for 256 MB.
 */
export class FrameReader {
  readonly #taker: FrameTaker
  #rest: Buffer[] = []
  #restBytes = 0
  #needed = 0
  #held: Promise<void> | undefined
  #ended = false

  constructor(taker: FrameTaker) {
    this.#taker = taker
  }

  /** Something of a frame is here but not the whole of it. */
  get partial(): boolean {
    return this.#restBytes > 0 && !this.#held
  }

  get holding(): boolean {
    return this.#held !== undefined
  }

  /** Takes no more. */
  end(): void {
    this.#ended = true
    this.#rest = []
    this.#restBytes = 0
  }

  /** Resolves when nothing is held back. */
  async settled(): Promise<void> {
    while (this.#held) await this.#held
  }

  /** A promise means that a frame holds the rest back: push nothing until it resolves. */
  push(chunk: Buffer): Promise<void> | undefined {
    if (this.#ended) return undefined
    if (this.#held || (this.#restBytes > 0 && this.#restBytes + chunk.length < this.#needed)) {
      this.#keep(chunk)
      return this.#held
    }
    let bytes = chunk
    if (this.#restBytes > 0) {
      this.#rest.push(chunk)
      bytes = Buffer.concat(this.#rest, this.#restBytes + chunk.length)
      this.#rest = []
      this.#restBytes = 0
    }
    return this.#cut(bytes)
  }

  #keep(chunk: Buffer): void {
    if (chunk.length === 0) return
    this.#rest.push(chunk)
    this.#restBytes += chunk.length
    // A sender that drips single bytes must not make us hold a buffer for each.
    if (this.#rest.length > PIECES) this.#rest = [Buffer.concat(this.#rest, this.#restBytes)]
  }

  #cut(bytes: Buffer): Promise<void> | undefined {
    let at = 0
    const end = bytes.length
    while (at < end && !this.#ended) {
      let body = at + 1
      let length = 0
      let scale = 1
      let more = true
      while (more && body < end) {
        const c = bytes[body++] as number
        length += (c & 0x7f) * scale
        scale *= 128
        more = c > 0x7f
        if (more && scale === 128 ** 4) {
          this.#violate(bytes[at] as number, 'protocol_violation', 'The remaining length has more than four bytes.')
          return undefined
        }
      }
      const first = bytes[at] as number
      // While the length is not known whole, what is known of it may already be too much.
      if (length > this.#taker.limit(first)) {
        this.#violate(
          first,
          'too_large',
          `Expected at most ${this.#taker.limit(first)} bytes, saw ${length} announced.`,
        )
        return undefined
      }
      const whole = body + length
      if (more || whole > end) {
        this.#needed = more ? 0 : whole - at
        break
      }
      const held = this.#taker.takeFrame(bytes, at, body, whole)
      at = whole
      if (held) return this.#hold(held, bytes.subarray(at))
    }
    if (!this.#ended && at < end) this.#keep(at === 0 ? bytes : bytes.subarray(at))
    return undefined
  }

  #hold(held: Promise<void>, rest: Buffer): Promise<void> {
    this.#keep(rest)
    this.#held = held.then(() => {
      this.#held = undefined
      if (this.#restBytes === 0 || this.#ended) return undefined
      const bytes = this.#rest.length === 1 ? (this.#rest[0] as Buffer) : Buffer.concat(this.#rest, this.#restBytes)
      this.#rest = []
      this.#restBytes = 0
      this.#needed = 0
      return this.#cut(bytes) ?? undefined
    })
    return this.#held
  }

  #violate(first: number, reason: 'too_large' | 'protocol_violation', detail: string): void {
    this.end()
    this.#taker.violated(first, reason, detail)
  }
}
