/** One part of a frame and what it means in the protocol's terms. */
export interface FrameField {
  readonly field: string
  readonly value: string
  /** Its bytes, from and up to, without the last. */
  readonly from: number
  readonly to: number
  /** A password or the like: neither its value nor its bytes may be shown. */
  readonly secret?: true
}

/** What a frame says. */
export interface Explained {
  /** In one line: `Read 10 holding registers from 0 of unit 1`. */
  readonly summary: string
  readonly fields: readonly FrameField[]
}

/** Explains what came or went, as it was on the line. Never throws: what is cut or broken is said to be. */
export type Explain = (direction: 'in' | 'out', bytes: Uint8Array) => Explained

/** More fields of one frame help nobody. */
const MOST_FIELDS = 64
const MOST_CHARACTERS = 200

const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex').replace(/../g, '$& ').trimEnd()

/** Reads a frame part by part. Past its end it reads zeros, and says once that the frame was cut off. */
export class FieldReader {
  readonly bytes: Uint8Array
  readonly fields: FrameField[] = []
  at = 0
  /** The frame ended before its parts did. */
  cut = false
  readonly #summaries: string[] = []

  constructor(bytes: Uint8Array) {
    this.bytes = bytes
  }

  get left(): number {
    return Math.max(0, this.bytes.length - this.at)
  }

  /** An unsigned number of so many bytes, most significant first. */
  uint(size: number, field: string, say: (value: number) => string = String): number {
    return this.#number(size, field, say, false)
  }

  /** An unsigned number of so many bytes, least significant first. */
  uintLe(size: number, field: string, say: (value: number) => string = String): number {
    return this.#number(size, field, say, true)
  }

  /** So many bytes, in hex unless `say` knows better. */
  take(size: number, field: string, say: (bytes: Uint8Array) => string = hexOf): Uint8Array {
    if (!this.#has(size, field)) return new Uint8Array(0)
    const part = this.bytes.subarray(this.at, this.at + size)
    this.at += size
    if (size > 0) this.add(field, say(part), this.at - size, this.at)
    return part
  }

  /** So many bytes that must not be shown. */
  secret(size: number, field: string): void {
    const from = Math.min(this.at, this.bytes.length)
    // Cut off in the middle, the rest is as secret.
    this.at = Math.min(this.bytes.length, this.at + size)
    if (this.at > from) this.fields.push({ field, value: '•••', from, to: this.at, secret: true })
  }

  /** What is left. */
  rest(field: string, say?: (bytes: Uint8Array) => string): Uint8Array {
    return this.take(this.left, field, say)
  }

  add(field: string, value: string, from: number, to: number): void {
    const end = Math.min(to, this.bytes.length)
    if (this.fields.length >= MOST_FIELDS) return
    this.fields.push({ field, value: value.slice(0, MOST_CHARACTERS), from: Math.min(from, end), to: end })
  }

  /** Adds to the one line. */
  say(summary: string): void {
    this.#summaries.push(summary)
  }

  end(): Explained {
    const said = this.#summaries.slice(0, 3).join('; ')
    const more = this.#summaries.length > 3 ? `; ${this.#summaries.length - 3} more` : ''
    return { summary: `${said}${more}${this.cut ? ' (cut off)' : ''}`.trim(), fields: this.fields }
  }

  #number(size: number, field: string, say: (value: number) => string, little: boolean): number {
    if (!this.#has(size, field)) return 0
    let value = 0
    for (let i = 0; i < size; i++) value = value * 256 + this.bytes[this.at + (little ? size - 1 - i : i)]!
    this.at += size
    this.add(field, say(value), this.at - size, this.at)
    return value
  }

  #has(size: number, field: string): boolean {
    if (!this.cut && size <= this.left) return true
    if (!this.cut) {
      this.cut = true
      this.add(field, `cut off: ${this.left} of ${size} bytes`, this.at, this.bytes.length)
      this.at = this.bytes.length
    }
    return false
  }
}

/** `0x03 read holding registers`, or the number alone. */
export function named(names: Readonly<Record<number, string>>, digits = 2): (value: number) => string {
  return (value) => `0x${value.toString(16).padStart(digits, '0')}${names[value] ? ` ${names[value]}` : ''}`
}

/** Reads frame after frame, as several may have come at once. */
export function explainEach(bytes: Uint8Array, one: (reader: FieldReader) => void): Explained {
  const reader = new FieldReader(bytes)
  while (reader.left > 0) {
    const before = reader.at
    one(reader)
    if (reader.at === before || reader.cut) break
  }
  return reader.end()
}
