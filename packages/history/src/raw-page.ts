import { createHash } from 'node:crypto'
import { BatchBuilder, Fault, type Micros, type SampleBatch } from '@millrace/core'
import type { HistoryStore } from './history.ts'
import './lake/faults.ts'

export interface RawPageQuery {
  readonly tenant: string
  /** What the pages are of, as the caller names it: a cursor holds for nothing else. */
  readonly of: string
  /** Series that are told as one, in the order of time; of equal times the first in the list comes first. One may be added at the end between pages. */
  readonly series: readonly number[]
  /** Inclusive, µs. With a cursor it may be left out, or must be that of the first page. */
  readonly from?: Micros
  /** Exclusive, µs. As above. */
  readonly to?: Micros
  readonly order?: 'ascending' | 'descending'
  /** Samples of a page at most. */
  readonly limit: number
  /** The `next` of the page before. */
  readonly cursor?: string
  readonly signal?: AbortSignal
}

export interface RawPage {
  /** In the order of time. */
  readonly batch: SampleBatch
  /** Absent on the last page. */
  readonly next?: string
}

/** After which sample a page begins: its time, and its place among the series. */
interface Place {
  readonly from: Micros
  readonly to: Micros
  readonly time: Micros
  readonly index: number
}

const numbers = ['from', 'to', 'time', 'index'] as const

/** Says which query a cursor belongs to. It is no secret: whoever makes one up reads no more than they may ask for. */
function markOf({ tenant, of, order = 'ascending' }: RawPageQuery, place: Place): string {
  const text = JSON.stringify([tenant, of, order, ...numbers.map((name) => place[name])])
  return createHash('sha256').update(text).digest('base64url').slice(0, 16)
}

function cursorOf(query: RawPageQuery, place: Place): string {
  const keys = [...numbers.map((name) => place[name]), markOf(query, place)]
  return Buffer.from(JSON.stringify(keys)).toString('base64url')
}

function placeOf(query: RawPageQuery, cursor: string): Place {
  const keys: unknown = parsed(cursor)
  if (Array.isArray(keys) && keys.length === 5 && keys.slice(0, 4).every(Number.isSafeInteger)) {
    const [from, to, time, index, mark] = keys as [number, number, number, number, unknown]
    const place = { from, to, time, index }
    const isSame = (query.from ?? from) === from && (query.to ?? to) === to
    if (isSame && mark === markOf(query, place)) return place
  }
  throw new Fault('history.cursor_malformed')
}

function parsed(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString())
  } catch (thrown) {
    throw new Fault('history.cursor_malformed', {}, thrown)
  }
}

/**
 * One page of the samples of some series in the order of time. The next one begins after the last sample of this one, wherever
 * files lie by then: none comes twice, none that was there at first is left out; what comes late behind the cursor is not
 * shown any more. Throws `history.cursor_malformed`, `history.query_malformed`.
 */
export async function rawPage(store: Pick<HistoryStore, 'raw'>, query: RawPageQuery): Promise<RawPage> {
  const { tenant, series, limit, cursor, order = 'ascending', signal } = query
  const place = cursor === undefined ? undefined : placeOf(query, cursor)
  const { from, to } = place ?? query
  if (from === undefined || to === undefined || !(Number.isSafeInteger(limit) && limit > 0))
    throw new Fault('history.query_malformed', { expected: 'a range and a limit of one or more', seen: limit })
  const read = (some: readonly number[], begin: Micros, end: Micros): Promise<SampleBatch> =>
    store.raw({ tenant, series: some, from: begin, to: end, limit: limit + 1, order, ...(signal ? { signal } : {}) })
  const parts: SampleBatch[] = []
  if (!place) parts.push(await read(series, from, to))
  else {
    // At the very time of the last sample only series after its own have more to tell.
    const [told, untold] = [series.slice(0, place.index + 1), series.slice(place.index + 1)]
    const [after, same] = [place.time + 1, place.time]
    const rest = (some: readonly number[], edge: Micros): Promise<SampleBatch> =>
      order === 'ascending' ? read(some, edge, to) : read(some, from, edge)
    parts.push(await rest(told, order === 'ascending' ? after : same))
    if (untold.length > 0) parts.push(await rest(untold, order === 'ascending' ? same : after))
  }
  const { batch, cut } = firstOf(parts, series, { order, limit })
  if (!cut) return { batch }
  const last = batch.length - 1
  const at = { time: batch.time[last] as Micros, index: series.indexOf(batch.series[last] as number) }
  return { batch, next: cursorOf(query, { from, to, ...at }) }
}

/** The first rows of all in the order of time, and whether there are more. */
function firstOf(
  parts: readonly SampleBatch[],
  series: readonly number[],
  { order, limit }: { readonly order: 'ascending' | 'descending'; readonly limit: number },
): { batch: SampleBatch; cut: boolean } {
  const only = parts.length === 1 && series.length === 1 ? parts[0] : undefined
  if (only) return { batch: { ...only, length: Math.min(limit, only.length) }, cut: only.length > limit }
  const sign = order === 'ascending' ? 1 : -1
  const places = new Map(series.map((one, index) => [one, index]))
  const rows = parts.flatMap((part) => Array.from({ length: part.length }, (_, row) => ({ part, row })))
  const timeOf = ({ part, row }: (typeof rows)[0]): number => part.time[row] as number
  const indexOf = ({ part, row }: (typeof rows)[0]): number => places.get(part.series[row] as number) ?? 0
  rows.sort((a, b) => sign * (timeOf(a) - timeOf(b)) || indexOf(a) - indexOf(b))
  const builder = new BatchBuilder(limit)
  for (const { part, row } of rows.slice(0, limit)) builder.addRow(part.series[row] as number, part, row)
  return { batch: builder.take(), cut: rows.length > limit }
}
