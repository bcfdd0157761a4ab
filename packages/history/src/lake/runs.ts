import { type SampleColumns, Samples, StripeView } from '../segment/index.ts'
import type { Breath } from './breath.ts'
import type { Segment } from './manifest.ts'
import type { OldSegments } from './old-segments.ts'
import { isStriped, type OpenFiles } from './open-files.ts'
import { onceByTime } from './pieces.ts'

/** Rows in order, some at a time. */
interface Block {
  readonly columns: SampleColumns
  readonly length: number
}

/** What segments are read with. */
export interface Sources {
  readonly files: OpenFiles
  readonly old: OldSegments
}

async function* blocksOf({ files, old }: Sources, segments: readonly Segment[]): AsyncGenerator<Block> {
  const view = new StripeView()
  for (const segment of segments.toSorted((a, b) => a.minSeries - b.minSeries)) {
    if (!isStriped(segment)) {
      yield* old.all(segment)
      continue
    }
    for (let stripe = 0; stripe < files.reader(segment).stripes.length; stripe++) {
      // Read whole at once: the file may be closed after the next `await`.
      view.turn(files.reader(segment), stripe).loadRows()
      yield { columns: view, length: view.length }
    }
    view.release()
  }
}

/** Walks through the files of one `seq`: sorted and without a common key. */
class Run {
  readonly #blocks: AsyncGenerator<Block>
  #block: Block | undefined
  #at = 0
  #end = 0

  constructor(sources: Sources, segments: readonly Segment[]) {
    this.#blocks = blocksOf(sources, segments)
  }

  /** The series it is at, Infinity at its end. */
  get series(): number {
    return this.#block ? (this.#block.columns.series[this.#at] as number) : Number.POSITIVE_INFINITY
  }

  /** The time of the last row of that series in the block in hand. */
  get lastTime(): number {
    return (this.#block as Block).columns.time[this.#end - 1] as number
  }

  /** Sees to it that a block is in hand if there is one. */
  async ready(): Promise<void> {
    if (this.#at < this.#end) return
    while (!this.#block || this.#at === this.#block.length) {
      const next = await this.#blocks.next()
      this.#block = next.done ? undefined : next.value
      this.#at = 0
      this.#end = 0
      if (!this.#block) return
    }
    const { columns, length } = this.#block
    const { series } = this
    let end = this.#at + 1
    while (end < length && columns.series[end] === series) end++
    this.#end = end
  }

  /** Hands on rows of the series it is at, up to a time. */
  take(until: number, out: Samples): void {
    const { columns } = this.#block as Block
    let to = this.#end
    while (to > this.#at && (columns.time[to - 1] as number) > until) to--
    out.append(columns, this.#at, to)
    this.#at = to
  }

  close(): Promise<unknown> {
    return this.#blocks.return(undefined)
  }
}

/**
 * All rows of some segments by series and time, each key once: of equal ones that of the greatest `seq`. `take` gets them some
 * at a time, of one series each time; they are good until it returns. Holds a stripe of each `seq` at once.
 */
export async function mergedRows(
  sources: Sources,
  segments: readonly Segment[],
  take: (rows: Samples) => Promise<void> | undefined,
  breath: Breath,
): Promise<void> {
  const bySeq = [...Map.groupBy(segments, ({ seq }) => seq)].sort((a, b) => a[0] - b[0])
  const runs = bySeq.map(([, files]) => new Run(sources, files))
  const out = new Samples()
  try {
    for (;;) {
      let series = Number.POSITIVE_INFINITY
      for (const run of runs) {
        await run.ready()
        if (run.series < series) series = run.series
      }
      if (series === Number.POSITIVE_INFINITY) return
      const at = runs.filter((run) => run.series === series)
      // Later rows may stand in a next block, beside those of others that are in hand now.
      const until = at.reduce((least, run) => Math.min(least, run.lastTime), Number.POSITIVE_INFINITY)
      out.clear()
      for (const run of at) run.take(until, out)
      if (at.length > 1) onceByTime(out, 0)
      await take(out)
      if (breath.isDue) await breath.take()
    }
  } finally {
    for (const run of runs) await run.close()
  }
}
