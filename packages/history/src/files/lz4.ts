import { Fault } from '@millrace/core'
import './faults.ts'

const MAGIC = 0x184d2204
/** More than this of one column of one batch is a bomb. */
const MOST_BYTES = 268_435_456

const damaged = (seen: string): Fault => new Fault('files.unreadable', { format: 'Arrow', seen: `LZ4 that ${seen}` })

/** Bytes that grow; a match may refer to all that came before it. */
class Output {
  #bytes = new Uint8Array(65_536)
  #length = 0

  get taken(): Uint8Array {
    return this.#bytes.subarray(0, this.#length)
  }

  add(bytes: Uint8Array): void {
    this.#room(bytes.length)
    this.#bytes.set(bytes, this.#length)
    this.#length += bytes.length
  }

  /** Byte by byte: a match may overlap what it makes. */
  repeat(offset: number, length: number): void {
    if (offset === 0 || offset > this.#length) throw damaged('refers to what is not there')
    this.#room(length)
    for (let i = 0; i < length; i++, this.#length++)
      this.#bytes[this.#length] = this.#bytes[this.#length - offset] as number
  }

  #room(more: number): void {
    const needed = this.#length + more
    if (needed > MOST_BYTES) throw damaged('is a bomb')
    if (needed <= this.#bytes.length) return
    const grown = new Uint8Array(Math.max(needed, this.#bytes.length * 2))
    grown.set(this.#bytes)
    this.#bytes = grown
  }
}

/** One block (lz4_Block_format.md). */
function addBlock(block: Uint8Array, out: Output): void {
  let at = 0
  const lengthOf = (short: number): number => {
    let length = short
    let more = short === 15 ? 255 : 0
    while (more === 255) {
      more = block[at++] ?? -1
      if (more < 0) throw damaged('ends in a length')
      length += more
    }
    return length
  }
  while (at < block.length) {
    const token = block[at++] as number
    const literals = lengthOf(token >>> 4)
    if (at + literals > block.length) throw damaged('ends in literals')
    out.add(block.subarray(at, at + literals))
    at += literals
    // The last sequence is literals alone.
    if (at === block.length) return
    if (at + 2 > block.length) throw damaged('ends in an offset')
    const offset = (block[at] as number) | ((block[at + 1] as number) << 8)
    at += 2
    out.repeat(offset, lengthOf(token & 15) + 4)
  }
}

/** An LZ4 frame (lz4_Frame_format.md), as pandas and pyarrow compress Arrow files by default. Checksums are not looked at. */
export function lz4Frame(frame: Uint8Array): Uint8Array {
  const view = new DataView(frame.buffer, frame.byteOffset, frame.byteLength)
  if (frame.length < 7 || view.getUint32(0, true) !== MAGIC) throw damaged('has no frame')
  const flags = frame[4] as number
  const out = new Output()
  let at = 7 + ((flags & 8) !== 0 ? 8 : 0) + ((flags & 1) !== 0 ? 4 : 0)
  for (;;) {
    if (at + 4 > frame.length) throw damaged('ends too early')
    const head = view.getUint32(at, true)
    at += 4
    if (head === 0) return out.taken
    const length = head & 0x7fffffff
    if (at + length > frame.length) throw damaged('ends in a block')
    const block = frame.subarray(at, at + length)
    if (head >>> 31 === 1) out.add(block)
    else addBlock(block, out)
    at += length + ((flags & 16) !== 0 ? 4 : 0)
  }
}
