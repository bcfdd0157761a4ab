/** What a session asked for: answers of another kind are not its own. */
export interface Expected {
  /** As on the wire: 1 is v2c, 3 is v3. */
  readonly version: 1 | 3
  /** RFC 3412 §6.4: bit 0 authentication, bit 1 privacy. */
  readonly flags: number
}

const SEQUENCE = 0x30
const INTEGER = 0x02
const OCTETS = 0x04
const REPORT = 0xa8
const SECURITY_BITS = 3

/**
 * True if a message may be shown to a session. Version 3 demands that an answer is protected as its request was
 * (RFC 3412 §7.2, step 11); only a Report may be plain, for it is how an agent tells its engine and refuses a user.
 */
export function belongs(message: Uint8Array, { version, flags }: Expected): boolean {
  const outer = new Elements(message)
  const body = outer.enter(SEQUENCE)
  if (!body || !outer.ended) return false
  const seen = body.take(INTEGER)
  if (seen?.length !== 1 || seen[0] !== version) return false
  if (version === 1) return true
  const header = body.enter(SEQUENCE)
  // msgID, msgMaxSize, then the flags
  if (!header?.take(INTEGER) || !header.take(INTEGER)) return false
  const bits = header.take(OCTETS)
  if (bits?.length !== 1) return false
  if ((bits[0]! & SECURITY_BITS) === flags) return true
  if ((bits[0]! & 2) !== 0 || !body.take(OCTETS)) return false
  const scoped = body.enter(SEQUENCE)
  return scoped?.take(OCTETS) !== undefined && scoped.take(OCTETS) !== undefined && scoped.tag === REPORT
}

/** The elements of a BER encoding (X.690 §8.1), one after the other; undefined where it breaks off. */
class Elements {
  readonly #bytes: Uint8Array
  #at = 0

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
  }

  get tag(): number | undefined {
    return this.#bytes[this.#at]
  }

  get ended(): boolean {
    return this.#at === this.#bytes.length
  }

  enter(tag: number): Elements | undefined {
    const content = this.take(tag)
    return content && new Elements(content)
  }

  take(tag: number): Uint8Array | undefined {
    if (this.tag !== tag) return undefined
    let start = this.#at + 2
    let length = this.#bytes[this.#at + 1] ?? Number.POSITIVE_INFINITY
    if (length & 0x80) {
      const more = length & 0x7f
      if (more === 0 || more > 4) return undefined
      length = 0
      for (let i = 0; i < more; i++) length = length * 256 + (this.#bytes[start + i] ?? 0)
      start += more
    }
    if (start + length > this.#bytes.length) return undefined
    this.#at = start + length
    return this.#bytes.subarray(start, start + length)
  }
}
