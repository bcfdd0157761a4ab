import type { components, paths } from './generated/api.ts'

type Sample = components['schemas']['Sample']
type SampleList = components['schemas']['SampleList']
/** `from` and `to`: ISO 8601 or µs since 1970 as digits. */
export type HistoryQuery = NonNullable<paths['/api/v1/points/{id}/history']['get']['parameters']['query']>

/** Samples in columns, a place a sample. */
export interface HistoryColumns {
  readonly length: number
  /** µs since 1970 UTC; whole numbers, exact. */
  readonly time: Float64Array
  /** Truth is 0 or 1; NaN where there is no number. */
  readonly value: Float64Array
  /** OPC UA StatusCode; the two highest bits are 0 where the sample is good. */
  readonly status: Uint32Array
  /** Texts, and whole numbers beyond 2^53 as digits; undefined where no sample of the range has any. */
  readonly text: readonly (string | undefined)[] | undefined
}

/** The history of points: one page by calling it, every sample by `all`, in columns by `columns`. */
export interface History {
  (point: string, query?: HistoryQuery, signal?: AbortSignal): Promise<SampleList>
  /** Every sample of the range, page after page; what comes late behind a page is not told any more. */
  all(point: string, query?: HistoryQuery, signal?: AbortSignal): AsyncGenerator<Sample>
  /** The same, ready to be calculated with. */
  columns(point: string, query?: HistoryQuery, signal?: AbortSignal): Promise<HistoryColumns>
}

type ReadPage = (point: string, query: HistoryQuery, signal: AbortSignal | undefined) => Promise<SampleList>

const MOST_A_PAGE = 100_000

export function historyOf(read: ReadPage): History {
  async function* pages(point: string, query: HistoryQuery, signal?: AbortSignal): AsyncGenerator<Sample[]> {
    const { from: _, to: __, ...rest } = query
    let page = await read(point, query, signal)
    for (;;) {
      yield page.items
      if (page.next === undefined) return
      page = await read(point, { ...rest, cursor: page.next }, signal)
    }
  }
  async function* all(point: string, query: HistoryQuery = {}, signal?: AbortSignal): AsyncGenerator<Sample> {
    for await (const items of pages(point, query, signal)) yield* items
  }
  const columns = async (point: string, query: HistoryQuery = {}, signal?: AbortSignal): Promise<HistoryColumns> => {
    const parts: HistoryColumns[] = []
    for await (const items of pages(point, { limit: MOST_A_PAGE, ...query }, signal)) parts.push(columnsOf(items))
    return joined(parts)
  }
  const page = (point: string, query: HistoryQuery = {}, signal?: AbortSignal): Promise<SampleList> =>
    read(point, query, signal)
  return Object.assign(page, { all, columns })
}

/** µs since 1970 of a time as the platform writes it: UTC, up to six digits of a second. */
function microsOf(time: string): number {
  const seconds = Date.parse(`${time.slice(0, 19)}Z`)
  const [, digits = ''] = /\.(\d+)/.exec(time) ?? []
  return seconds * 1_000 + Number(digits.padEnd(6, '0').slice(0, 6))
}

/** What the platform sends as text where JSON has no number for it. */
const asNumber = /^(?:NaN|-?Infinity|-?\d+)$/

function columnsOf(samples: readonly Sample[]): HistoryColumns {
  const { length } = samples
  const time = new Float64Array(length)
  const value = new Float64Array(length)
  const status = new Uint32Array(length)
  let text: (string | undefined)[] | undefined
  for (const [row, sample] of samples.entries()) {
    time[row] = microsOf(sample.time)
    status[row] = sample.status
    const held = sample.value
    if (typeof held === 'string') {
      value[row] = asNumber.test(held) ? Number(held) : Number.NaN
      text ??= new Array<undefined>(length).fill(undefined)
      text[row] = held
    } else value[row] = held === null ? Number.NaN : Number(held)
  }
  return { length, time, value, status, text }
}

function joined(parts: readonly HistoryColumns[]): HistoryColumns {
  const [only] = parts
  if (parts.length === 1 && only) return only
  const length = parts.reduce((sum, part) => sum + part.length, 0)
  const time = new Float64Array(length)
  const value = new Float64Array(length)
  const status = new Uint32Array(length)
  let row = 0
  for (const part of parts) {
    time.set(part.time, row)
    value.set(part.value, row)
    status.set(part.status, row)
    row += part.length
  }
  const hasText = parts.some(({ text }) => text !== undefined)
  const text = hasText
    ? parts.flatMap(({ text: some, length: rows }) => some ?? new Array<undefined>(rows).fill(undefined))
    : undefined
  return { length, time, value, status, text }
}
