import { closeSync, fdatasync, fstatSync, ftruncateSync, openSync, readSync, writeSync } from 'node:fs'
import { promisify } from 'node:util'
import type { SampleBatch } from '@millrace/core'
import type { IntervalSet } from '@millrace/wire'
import { FRAME, HEAD, headOf, MOST_BYTES, type RecordHead, samplesOf, wholeRecord } from './record.ts'

const CHUNK = 256 * 1024
const datasync = promisify(fdatasync)

/** One file of the buffer: records of one boot whose positions follow each other without a gap. */
export interface Segment {
  readonly file: string
  /** Position of its first record; also its name. */
  readonly first: number
  /** Position of its last record; `first - 1` while it is empty. */
  last: number
  bytes: number
}

/** The segment that is being written. Each record is with the operating system when `append` returns. */
export class SegmentWriter {
  readonly segment: Segment
  readonly #fd: number
  #unsynced = false
  #closed = false

  constructor(file: string, first: number) {
    this.segment = { file, first, last: first - 1, bytes: 0 }
    this.#fd = openSync(file, 'ax')
  }

  /** Throws the system's own error; the file then ends with the record before. */
  append(position: number, record: Buffer): void {
    let written = 0
    try {
      while (written < record.length) written += writeSync(this.#fd, record, written)
    } catch (reason) {
      ftruncateSync(this.#fd, this.segment.bytes)
      throw reason
    }
    this.segment.bytes += record.length
    this.segment.last = position
    this.#unsynced = true
  }

  /** What was appended before the call survives a power cut once this resolves. */
  async sync(): Promise<void> {
    if (!this.#unsynced || this.#closed) return
    this.#unsynced = false
    await datasync(this.#fd)
  }

  close(): void {
    if (this.#closed) return
    this.#closed = true
    closeSync(this.#fd)
  }
}

/** Reads one segment from its start, a quarter of a MiB at a time. It holds one chunk, however large the file is. */
export class SegmentReader {
  readonly #fd: number
  #chunk = Buffer.alloc(0)
  #at = 0
  #offset = 0
  #head: RecordHead | undefined
  #length = 0

  constructor(file: string) {
    this.#fd = openSync(file, 'r')
  }

  /** Bytes of whole records passed so far, with the present one. */
  get offset(): number {
    return this.#offset
  }

  /** Bytes of the file now. */
  size(): number {
    return fstatSync(this.#fd).size
  }

  /** Head of the present record. */
  get head(): RecordHead | undefined {
    return this.#head
  }

  /** Goes to the next whole record; false at the end, at a torn tail and at damage. A file that grew is read on. */
  next(): boolean {
    this.#at += this.#length
    this.#length = 0
    this.#head = undefined
    let length = wholeRecord(this.#chunk, this.#at)
    if (length === 0) {
      this.#fill()
      length = wholeRecord(this.#chunk, this.#at)
      if (length === 0) return false
    }
    this.#head = headOf(this.#chunk, this.#at)
    this.#length = length
    this.#offset += length
    return true
  }

  /** The samples of the present record. */
  samples(): SampleBatch {
    return samplesOf(this.#chunk, this.#at)
  }

  close(): void {
    closeSync(this.#fd)
  }

  #fill(): void {
    const rest = this.#chunk.subarray(this.#at)
    const length = rest.length >= FRAME ? Math.min(rest.readUInt32LE(0), MOST_BYTES) : 0
    const chunk = Buffer.allocUnsafe(Math.max(CHUNK, HEAD + length))
    rest.copy(chunk)
    let filled = rest.length
    while (filled < chunk.length) {
      const read = readSync(this.#fd, chunk, filled, chunk.length - filled, this.#offset + filled)
      if (read === 0) break
      filled += read
    }
    this.#chunk = chunk.subarray(0, filled)
    this.#at = 0
    // The first chunk may end before a record that is longer than the guess: its length is known now.
    if (filled === chunk.length && filled >= FRAME && FRAME + this.#chunk.readUInt32LE(0) > filled) {
      if (this.#chunk.readUInt32LE(0) <= MOST_BYTES) this.#fill()
    }
  }
}

/** Lowest position of the segment that is in none of the sets. */
export function missingIn({ first, last }: Segment, sets: readonly IntervalSet[]): number | undefined {
  let position = first
  for (;;) {
    const before = position
    for (const set of sets) position = set.nextMissing(position)
    if (position > last) return undefined
    if (position === before) return position
  }
}
