import { BatchBuilder } from '@millrace/core'
import type {
  AtQuery,
  Histogram,
  HistogramQuery,
  M4,
  M4Query,
  StateDurations,
  StateQuery,
  ValuesAt,
  Weighted,
  WeightedQuery,
} from '../analysis.ts'
import { readAt } from './at.ts'
import { readHistogram } from './histogram.ts'
import { collectHot, type HotView, newestHot, type Run, SeriesSet } from './hot.ts'
import { readM4 } from './m4.ts'
import type { Segment } from './manifest.ts'
import type { OldSegments } from './old-segments.ts'
import type { OpenFiles } from './open-files.ts'
import { readStates } from './states.ts'
import type { Reading } from './walk.ts'
import { readWeighted } from './weighted.ts'

/** What is asked and answered, by kind. */
export interface Kinds {
  readonly weighted: { readonly query: WeightedQuery; readonly answer: Weighted }
  readonly at: { readonly query: AtQuery; readonly answer: ValuesAt }
  readonly m4: { readonly query: M4Query; readonly answer: M4 }
  readonly states: { readonly query: StateQuery; readonly answer: StateDurations }
  readonly histogram: { readonly query: HistogramQuery; readonly answer: Histogram }
}

/** Without `signal`, which does not cross threads. */
export type Analysis = { [K in keyof Kinds]: { readonly kind: K; readonly query: Kinds[K]['query'] } }[keyof Kinds]
export type Analysed = Kinds[keyof Kinds]['answer']

interface Needs {
  readonly files: OpenFiles
  readonly old: OldSegments
  /** Of the tenant, by ascending `seq`. */
  readonly segments: readonly Segment[]
  readonly views: readonly HotView[]
  /** Of the tenant in the views. */
  readonly slot: number
  readonly signal: AbortSignal | undefined
}

const UNCERTAIN = 0x40000000
const BAD = 0x80000000

/** How far beside the range an analysis looks, µs, and whether the newest sample before it is enough. */
function spanOf({ kind, query }: Analysis): { from: number; to: number; back: number; ahead: number } {
  const [from, to] =
    kind === 'at' ? [Math.min(...query.times) + 1, Math.max(...query.times) + 1] : [query.from, query.to]
  if (kind === 'm4' || (kind === 'histogram' && query.weight !== 'time')) return { from, to, back: -1, ahead: 0 }
  const { gap = Number.POSITIVE_INFINITY, notGood } = query
  const isLinear =
    (kind === 'weighted' && query.interpolation === 'linear') || (kind === 'at' && query.mode === 'linear')
  const isBefore = kind === 'at' && query.mode === 'before'
  return { from, to, back: notGood === 'skipped' && !isBefore ? gap + 1 : 0, ahead: isLinear ? gap + 1 : 0 }
}

/** The hot rows that an analysis may meet; of a time before its range only the newest, where that is enough. */
function hotOf({ views, slot }: Needs, wanted: SeriesSet, analysis: Analysis): Run {
  const { from, to, back, ahead } = spanOf(analysis)
  const met = collectHot(views, slot, wanted, from - Math.max(0, back), to + ahead)
  if (back !== 0) return met
  const before = newestHot(views, slot, wanted, from - 1)
  if (before.batch.length === 0) return met
  const joined = new BatchBuilder(before.batch.length + met.batch.length)
  const starts = new Uint32Array(wanted.size + 1)
  for (let i = 0; i < wanted.size; i++) {
    starts[i] = joined.length
    for (const { batch, starts: own } of [before, met])
      for (let row = own[i] as number; row < (own[i + 1] as number); row++)
        joined.addRow(wanted.list[i] as number, batch, row)
  }
  starts[wanted.size] = joined.length
  return { batch: joined.take(), starts }
}

/** Takes what it reads from at once, before anything is awaited: the parts may be gone after that. */
export function analyse(needs: Needs, analysis: Analysis): Promise<Analysed> {
  const { files, old, segments, signal } = needs
  const wanted = new SeriesSet(analysis.query.series)
  const hot = hotOf(needs, wanted, analysis)
  const usableBelow = analysis.query.quality === 'uncertain' ? BAD : UNCERTAIN
  const reading: Reading = { files, old, segments, wanted, hot, usableBelow, signal }
  switch (analysis.kind) {
    case 'weighted':
      return readWeighted(reading, analysis.query)
    case 'at':
      return readAt(reading, analysis.query)
    case 'm4':
      return readM4(reading, analysis.query)
    case 'states':
      return readStates(reading, analysis.query)
    case 'histogram':
      return readHistogram(reading, analysis.query)
  }
}
