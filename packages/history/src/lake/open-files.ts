import { join } from 'node:path'
import { type Extent, Hours, SegmentReader, StripeView } from '../segment/index.ts'
import type { Segment } from './manifest.ts'

/** Files open at once, and what their lists of stripes take together, bytes. */
const FILES = 1_024
const WEIGHT = 48 * 1_048_576
/** Stripes that are kept in hand: neighbours in a stripe are asked for one after the other. */
const VIEWS = 12

/** Rows of summed-up hours that are kept in hand, 104 bytes each. */
const HOUR_ROWS = 200_000

/** A segment with a list of stripes. */
export type Striped = Pick<Segment, 'file'> & { readonly stripes: Extent }

export const isStriped = (segment: Segment): segment is Segment & Striped => segment.stripes !== undefined

/**
 * Segments that are open for reading, the least recently used closed first. What it hands out is good until the next `await`:
 * another query may have closed it after that.
 */
export class OpenFiles {
  readonly #folder: string
  readonly #readers = new Map<string, SegmentReader>()
  readonly #views: StripeView[] = []
  readonly #hours = new Map<SegmentReader, Map<number, Hours>>()
  #hourRows = 0
  #weight = 0

  constructor(folder: string) {
    this.#folder = folder
  }

  reader({ file, stripes }: Striped): SegmentReader {
    const held = this.#readers.get(file)
    if (held) {
      this.#readers.delete(file)
      this.#readers.set(file, held)
      return held
    }
    const reader = new SegmentReader(join(this.#folder, file), stripes)
    this.#readers.set(file, reader)
    this.#weight += reader.weight
    for (const name of this.#readers.keys()) {
      if (name === file || (this.#readers.size <= FILES && this.#weight <= WEIGHT)) break
      this.forget(name)
    }
    return reader
  }

  view(segment: Striped, stripe: number): StripeView {
    const reader = this.reader(segment)
    const at = this.#views.findIndex((view) => view.isOf(reader, stripe))
    const view =
      at >= 0
        ? (this.#views.splice(at, 1)[0] as StripeView)
        : this.#views.length < VIEWS
          ? new StripeView()
          : (this.#views.shift() as StripeView)
    this.#views.push(view)
    return view.turn(reader, stripe)
  }

  hours(segment: Striped, stripe: number): Hours {
    const reader = this.reader(segment)
    const own = this.#hours.get(reader) ?? new Map<number, Hours>()
    const held = own.get(stripe)
    if (held) return held
    if (this.#hourRows > HOUR_ROWS) this.#forgetHours()
    const hours = new Hours(0)
    reader.hours(stripe, hours)
    this.#hours.set(reader, own.set(stripe, hours))
    this.#hourRows += hours.length
    return hours
  }

  /** Closes all but these. */
  keep(files: ReadonlySet<string>): void {
    for (const name of [...this.#readers.keys()]) if (!files.has(name)) this.forget(name)
  }

  /** A file that goes, or is not needed for now. */
  forget(file: string): void {
    const reader = this.#readers.get(file)
    if (!reader) return
    this.#readers.delete(file)
    this.#weight -= reader.weight
    for (const { length } of this.#hours.get(reader)?.values() ?? []) this.#hourRows -= length
    this.#hours.delete(reader)
    reader.close()
  }

  #forgetHours(): void {
    this.#hours.clear()
    this.#hourRows = 0
  }

  close(): void {
    for (const file of [...this.#readers.keys()]) this.forget(file)
  }
}
