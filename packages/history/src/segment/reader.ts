import { closeSync, openSync, readSync } from 'node:fs'
import { zstdDecompressSync } from 'node:zlib'
import { decodeHours, type Hours } from './hours.ts'
import { type Extent, INSTANTS, Instant, type Stripes, stripesOf, WORDS, Word } from './layout.ts'

/** A segment file that is open for reading. */
export class SegmentReader {
  readonly path: string
  readonly stripes: Stripes
  readonly #fd: number

  constructor(path: string, { at, bytes }: Extent) {
    this.path = path
    this.#fd = openSync(path, 'r')
    try {
      this.stripes = stripesOf(unpacked(this.read(at, bytes)))
    } catch (failure) {
      closeSync(this.#fd)
      throw failure
    }
  }

  /** Memory that the list of stripes takes, bytes. */
  get weight(): number {
    return this.stripes.words.byteLength + this.stripes.instants.byteLength
  }

  close(): void {
    closeSync(this.#fd)
  }

  /** The first stripe that may hold a series or a later one. */
  firstOf(series: number): number {
    const { words, length } = this.stripes
    let [low, high] = [0, length]
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((words[middle * WORDS + Word.lastSeries] as number) < series) low = middle + 1
      else high = middle
    }
    return low
  }

  word(stripe: number, word: number): number {
    return this.stripes.words[stripe * WORDS + word] as number
  }

  minTime(stripe: number): number {
    return this.stripes.instants[stripe * INSTANTS + Instant.min] as number
  }

  maxTime(stripe: number): number {
    return this.stripes.instants[stripe * INSTANTS + Instant.max] as number
  }

  hasHours(stripe: number): boolean {
    return this.word(stripe, Word.hoursBytes) > 0
  }

  /** Adds the summed-up hours of a stripe. */
  hours(stripe: number, into: Hours): void {
    decodeHours(this.read(this.word(stripe, Word.hoursAt), this.word(stripe, Word.hoursBytes)), 0, into)
  }

  /** Bytes of the file; all there are where it ends before. */
  read(at: number, bytes: number): Uint8Array {
    const buffer = new Uint8Array(bytes)
    for (let done = 0; done < bytes; ) {
      const got = readSync(this.#fd, buffer, done, bytes - done, at + done)
      if (got === 0) break
      done += got
    }
    return buffer
  }
}

/** Never a Buffer, whose slices are no copies. */
export function unpacked(bytes: Uint8Array): Uint8Array {
  const { buffer, byteOffset, length } = zstdDecompressSync(bytes)
  return new Uint8Array(buffer, byteOffset, length)
}
