const LENGTHS = 8

/** A question or an answer: what is told in JSON, and columns of numbers one after the other. */
export interface Frame {
  readonly header: Readonly<Record<string, unknown>>
  readonly numbers: Uint8Array
}

/** As host.py reads it: two lengths (u32, little-endian), the header, the numbers (float64). */
export function frameOf(header: object, columns: readonly Float64Array[] = []): Buffer {
  const told = Buffer.from(JSON.stringify(header))
  const numbers = columns.map((of) => new Uint8Array(of.buffer, of.byteOffset, of.byteLength))
  const lengths = Buffer.alloc(LENGTHS)
  lengths.writeUInt32LE(told.length, 0)
  lengths.writeUInt32LE(
    numbers.reduce((sum, of) => sum + of.byteLength, 0),
    4,
  )
  return Buffer.concat([lengths, told, ...numbers])
}

/** Puts together frames from the pieces that a stream brings. What writes them is not trusted. */
export class FrameReader {
  readonly #most: number
  #pieces: Buffer[] = []
  #held = 0

  /** Largest frame that it waits for, bytes. */
  constructor(most: number) {
    this.#most = most
  }

  /** The frames that end with this piece; `undefined` where it cannot be one. */
  take(piece: Buffer): readonly Frame[] | undefined {
    this.#pieces.push(piece)
    this.#held += piece.length
    const frames: Frame[] = []
    while (this.#held >= LENGTHS) {
      const lengths = this.#first(LENGTHS)
      const [header, numbers] = [lengths.readUInt32LE(0), lengths.readUInt32LE(4)]
      if (header + numbers > this.#most) return
      const whole = LENGTHS + header + numbers
      if (this.#held < whole) break
      const all = this.#first(whole)
      const rest = all.subarray(whole)
      this.#pieces = [rest]
      this.#held = rest.length
      const told = headerOf(all.subarray(LENGTHS, LENGTHS + header))
      if (!told) return
      frames.push({ header: told, numbers: all.subarray(LENGTHS + header, whole) })
    }
    return frames
  }

  /** The first piece, made to hold at least so many bytes. */
  #first(bytes: number): Buffer {
    let [first = Buffer.alloc(0)] = this.#pieces
    if (first.length < bytes) {
      first = Buffer.concat(this.#pieces)
      this.#pieces = [first]
    }
    return first
  }
}

function headerOf(told: Buffer): Frame['header'] | undefined {
  try {
    const header: unknown = JSON.parse(told.toString())
    return typeof header === 'object' && header !== null && !Array.isArray(header)
      ? (header as Frame['header'])
      : undefined
  } catch {
    return undefined
  }
}
