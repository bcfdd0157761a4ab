import type { Micros, SampleBatch } from '@millrace/core'
import type { RawQuery } from './history.ts'

/** Rows of a page, about: 1 MB of columns. */
const ROWS = 32_768
/** A page of a series that is known to hold few rows is asked together with its neighbours. */
const TOGETHER = 64
const DAY: Micros = 86_400_000_000
/** How much wider the next window is after one that brought little. */
const WIDER = 8

export interface PageQuery {
  readonly tenant: string
  /** Pages come in this order, and by time within a series. */
  readonly series: readonly number[]
  /** Inclusive, µs. */
  readonly from: Micros
  /** Exclusive, µs. */
  readonly to: Micros
  /** Rows of a page at most; default 32,768. Fewer where a value may be long text. */
  readonly rows?: number
  readonly signal?: AbortSignal
}

type Ask = (query: RawQuery) => Promise<SampleBatch>

/** The first rows of a batch; columns may be longer than the length. */
const head = (batch: SampleBatch, length: number): SampleBatch => ({ ...batch, length })

/**
 * Every sample of some series, in pages of bounded size, for ranges of any length. A page shows what is stored when it is
 * read. Time is walked in windows that fit what was found so far, so that no page makes the store look at rows it will not
 * give; series with few rows are asked for together.
 */
export async function* pagesOf(ask: Ask, query: PageQuery): AsyncGenerator<SampleBatch> {
  const { series, from, to, rows = ROWS } = query
  /** Rows that the series before had in the whole range; unknown at first. */
  let usual: number | undefined
  let together = 1
  for (let i = 0; i < series.length; ) {
    const fits = usual === undefined ? 1 : Math.floor(rows / Math.max(1, usual))
    together = Math.max(1, Math.min(fits, together * 2, TOGETHER, series.length - i))
    if (together === 1) {
      usual = yield* windowsOf(ask, query, series[i] as number, { from, width: widthFor(usual, query) })
      i++
      continue
    }
    const some = series.slice(i, i + together)
    const limit = Math.max(1, Math.floor((rows * 2) / together))
    const batch = await ask({ ...plain(query), series: some, from, to, limit })
    const cut = firstCut(batch, some, limit)
    if (cut === undefined) {
      if (batch.length > 0) yield batch
      usual = batch.length / together
      i += together
      continue
    }
    // One of them has more than its share: what comes after it is asked again, in smaller company.
    yield head(batch, cut.end)
    const rest = (batch.time[cut.end - 1] as Micros) + 1
    const more = yield* windowsOf(ask, query, some[cut.index] as number, { from: rest, width: 1 })
    usual = limit + more
    i += cut.index + 1
    together = 1
  }
}

const plain = ({ tenant, signal }: PageQuery): Pick<RawQuery, 'tenant' | 'order' | 'signal'> => ({
  tenant,
  order: 'ascending',
  ...(signal ? { signal } : {}),
})

const widthFor = (usual: number | undefined, { from, to, rows = ROWS }: PageQuery): Micros =>
  usual === undefined ? DAY : Math.max(1, ((to - from) * rows) / Math.max(1, usual))

/** The first series that has as many rows as were allowed, and the row after its last. */
function firstCut(
  batch: SampleBatch,
  series: readonly number[],
  limit: number,
): { index: number; end: number } | undefined {
  let row = 0
  for (const [index, one] of series.entries()) {
    const begin = row
    while (row < batch.length && batch.series[row] === one) row++
    if (row - begin >= limit) return { index, end: row }
  }
  return undefined
}

/** One series from a time on; returns how many rows it had. */
async function* windowsOf(
  ask: Ask,
  query: PageQuery,
  series: number,
  start: { readonly from: Micros; readonly width: Micros },
): AsyncGenerator<SampleBatch, number> {
  const { to, rows = ROWS } = query
  let { from, width } = start
  let found = 0
  while (from < to) {
    const end = Math.min(to, from + Math.max(1, Math.ceil(width)))
    const batch = await ask({ ...plain(query), series: [series], from, to: end, limit: rows })
    found += batch.length
    if (batch.length > 0) yield batch
    if (batch.length >= rows) {
      const next = (batch.time[batch.length - 1] as Micros) + 1
      width = (next - from) * 1.25
      from = next
    } else {
      from = end
      if (batch.length * 4 < rows) width *= WIDER
    }
  }
  return found
}
