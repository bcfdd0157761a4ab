import type { Closable, SampleBatch } from '@millrace/core'
import type { RecordHead } from './record.ts'
import { type Segment, SegmentReader } from './segment.ts'

/** Walks the records of a buffer from the oldest to the newest; what is appended meanwhile comes too. */
export class BufferReader implements Closable {
  readonly #buffer: { readonly segments: readonly Segment[] }
  #segment: Segment | undefined
  #reader: SegmentReader | undefined
  #head: RecordHead | undefined

  constructor(buffer: { readonly segments: readonly Segment[] }) {
    this.#buffer = buffer
  }

  /** Head of the present record. */
  get head(): RecordHead | undefined {
    return this.#head
  }

  /** Goes to the next record that is not skipped; false if there is none now. */
  next(skip: (position: number) => boolean): boolean {
    for (;;) {
      if (!this.#segment && !this.#enter(Number.NEGATIVE_INFINITY)) return false
      const { last } = this.#segment!
      while ((this.#head?.position ?? this.#segment!.first - 1) < last && this.#reader!.next()) {
        this.#head = this.#reader!.head!
        if (!skip(this.#head.position)) return true
      }
      if (!this.#enter(this.#segment!.last)) return false
    }
  }

  /** The samples of the present record. */
  samples(): SampleBatch {
    return this.#reader!.samples()
  }

  /** Begins again, so that `next` finds records from `position` on. */
  seek(position: number): void {
    this.close()
    this.#segment = undefined
    this.#head = undefined
    const within = this.#buffer.segments.find(({ last }) => last >= position)
    if (within) this.#open(within)
  }

  close(): void {
    this.#reader?.close()
    this.#reader = undefined
  }

  #enter(after: number): boolean {
    const next = this.#buffer.segments.find(({ first, last }) => first > after && last >= first)
    if (!next) return false
    this.close()
    this.#open(next)
    return true
  }

  #open(segment: Segment): void {
    this.#segment = segment
    this.#head = undefined
    this.#reader = new SegmentReader(segment.file)
  }
}
