import { crc32, inflateRawSync } from 'node:zlib'
import { Fault } from '@millrace/core'
import './faults.ts'

const END = 0x0605_4b50
const ENTRY = 0x0201_4b50
const LOCAL = 0x0403_4b50
const END_BYTES = 22
const MOST_COMMENT = 65_535
const MOST_ENTRIES = 10_000
/** Most bytes that one archive may unfold to: a table of 200,000 points stays below it. */
const MOST_UNFOLDED = 128 * 1024 * 1024
const STORED = 0
const DEFLATED = 8

interface Entry {
  readonly method: number
  readonly packed: number
  readonly size: number
  readonly at: number
  readonly sum: number
}

/** A ZIP archive in memory (APPNOTE.TXT 6.3), of which only what is asked for is unfolded, and never more than fits. */
export class Zip {
  readonly #bytes: Buffer
  readonly #file: string
  readonly #entries: ReadonlyMap<string, Entry>
  #left = MOST_UNFOLDED

  /** Throws `edge_import.malformed`, `edge_import.too_large`. */
  constructor(bytes: Uint8Array, file: string) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    this.#file = file
    this.#entries = this.#readDirectory()
  }

  has(name: string): boolean {
    return this.#entries.has(name)
  }

  /** Throws `edge_import.malformed` if there is no such part or it is damaged, `edge_import.too_large`. */
  read(name: string): Buffer {
    const entry = this.#entries.get(name)
    if (!entry) throw this.#malformed(`the part ${name}`, 'none')
    const { method, packed, size, at, sum } = entry
    if (size > this.#left) throw this.#tooLarge(`${name} of ${size} bytes`)
    if (at + 30 > this.#bytes.length || this.#bytes.readUInt32LE(at) !== LOCAL)
      throw this.#malformed(`the beginning of ${name}`, 'something else')
    const begin = at + 30 + this.#bytes.readUInt16LE(at + 26) + this.#bytes.readUInt16LE(at + 28)
    const body = this.#bytes.subarray(begin, begin + packed)
    if (body.length !== packed) throw this.#malformed(`${packed} bytes of ${name}`, `${body.length}`)
    const unfolded = method === STORED ? body : this.#inflate(body, name)
    if (unfolded.length !== size) throw this.#malformed(`${size} bytes of ${name}`, `${unfolded.length}`)
    if (crc32(unfolded) !== sum) throw this.#malformed(`${name} as it was packed`, 'damaged bytes')
    this.#left -= size
    return unfolded
  }

  #inflate(body: Buffer, name: string): Buffer {
    try {
      // What an archive says of its sizes need not be true.
      return inflateRawSync(body, { maxOutputLength: Math.max(1, this.#left) })
    } catch (reason) {
      if ((reason as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw this.#tooLarge(`more in ${name}`)
      throw this.#malformed(`${name} as it was packed`, 'damaged bytes')
    }
  }

  #readDirectory(): Map<string, Entry> {
    const bytes = this.#bytes
    let end = bytes.length - END_BYTES
    const least = Math.max(0, end - MOST_COMMENT)
    while (end >= least && bytes.readUInt32LE(end) !== END) end--
    if (end < least) throw this.#malformed('a workbook of Excel (.xlsx)', 'no ZIP archive, or half of one')
    const count = bytes.readUInt16LE(end + 10)
    if (count > MOST_ENTRIES) throw this.#tooLarge(`${count} parts`)
    const entries = new Map<string, Entry>()
    let at = bytes.readUInt32LE(end + 16)
    for (let i = 0; i < count; i++) {
      if (at + 46 > end || bytes.readUInt32LE(at) !== ENTRY)
        throw this.#malformed(`${count} parts in the directory of the archive`, `${i}`)
      const flags = bytes.readUInt16LE(at + 8)
      const method = bytes.readUInt16LE(at + 10)
      const [nameBytes, extra, comment] = [28, 30, 32].map((field) => bytes.readUInt16LE(at + field)) as [
        number,
        number,
        number,
      ]
      const name = bytes.toString('utf8', at + 46, at + 46 + nameBytes)
      if (flags & 1) throw this.#malformed('an archive without a password', 'one with')
      if (method !== STORED && method !== DEFLATED)
        throw this.#malformed('parts that are stored or deflated', `method ${method}`)
      const [packed, size] = [bytes.readUInt32LE(at + 20), bytes.readUInt32LE(at + 24)]
      entries.set(name, { method, packed, size, at: bytes.readUInt32LE(at + 42), sum: bytes.readUInt32LE(at + 16) })
      at += 46 + nameBytes + extra + comment
    }
    return entries
  }

  #malformed(expected: string, seen: string): Fault {
    return new Fault('edge_import.malformed', { file: this.#file, expected, seen })
  }

  #tooLarge(seen: string): Fault {
    return new Fault('edge_import.too_large', { file: this.#file, limit: `${MOST_UNFOLDED} bytes unfolded`, seen })
  }
}
