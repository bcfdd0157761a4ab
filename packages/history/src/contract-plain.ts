import { batchOf, Fault, type SampleBatch } from '@millrace/core'
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
} from './analysis.ts'
import { atOf, histogramOf, m4Of, statesOf, weightedOf } from './contract-analysis-oracle.ts'
import { Oracle, type Row, rowsOf } from './contract-oracle.ts'
import type {
  BucketQuery,
  Buckets,
  HistoryHealth,
  HistoryStore,
  JournalPosition,
  RawQuery,
  RemoveQuery,
  StoredFigures,
} from './history.ts'
import type { Analysis } from './lake/analyse.ts'
import { checkAnalysis } from './lake/analysis-checks.ts'
import './lake/faults.ts'

/** How a plain store may be spoilt: each case of the contract must notice one of these. */
export type Flaw =
  | 'tells nothing'
  | 'refuses nothing'
  | 'removes nothing'
  | 'takes the first write'
  | 'mixes tenants'
  | 'is durable at once'
  | 'shifts by a microsecond'
  | 'knows no range'

/** What is kept between two openings. */
export interface PlainShelf {
  readonly tenants: Map<string, Oracle>
  durable: JournalPosition
}

const SERIES = 50_000
const WINDOWS = 2_000_000

const columns = <T>(rows: readonly object[], whole: readonly string[], doubles: readonly string[]): T => {
  const of = (name: string): number[] => rows.map((row) => (row as Record<string, number>)[name] as number)
  return {
    length: rows.length,
    ...Object.fromEntries(whole.map((name) => [name, Uint32Array.from(of(name))])),
    ...Object.fromEntries(doubles.map((name) => [name, Float64Array.from(of(name))])),
  } as T
}

/** The history as a plain list of rows: as slow as it is simple, so that the contract is known to fit more than one store. */
export class PlainHistory implements HistoryStore {
  readonly #shelf: PlainShelf
  readonly #flaw: Flaw | undefined
  #last: JournalPosition

  constructor(shelf: PlainShelf, flaw?: Flaw) {
    this.#shelf = shelf
    this.#flaw = flaw
    this.#last = shelf.durable
  }

  async append(tenant: string, batch: SampleBatch, position: JournalPosition): Promise<void> {
    const rows = rowsOf(batch)
    const odd = rows.find(([, time]) => !Number.isSafeInteger(time))
    if (odd && this.#flaw !== 'refuses nothing')
      throw new Fault('history.sample_malformed', { expected: 'a time in whole µs', seen: odd[1] })
    const oracle = this.#of(tenant)
    const isNew = ([one, time]: Row): boolean => oracle.raw([one], time, time + 1).length === 0
    for (const row of rows)
      if (this.#flaw !== 'takes the first write' || isNew(row)) oracle.append([this.#shifted(row)])
    this.#last = Math.max(this.#last, position)
    if (this.#flaw === 'is durable at once') this.#shelf.durable = this.#last
  }

  durable(): JournalPosition {
    return this.#shelf.durable
  }

  async seal(): Promise<JournalPosition> {
    this.#shelf.durable = this.#last
    return this.#last
  }

  raw(query: RawQuery): Promise<SampleBatch> {
    const { tenant, limit = 100_000, order } = query
    const { from, to } = this.#rangeOf(query)
    const isLimit = Number.isSafeInteger(limit) && limit >= 0
    return this.#ask(query, isLimit, batchOf([]), (series) =>
      batchOf(this.#of(tenant).raw(series, from, to, limit, order === 'descending')),
    )
  }

  buckets(query: BucketQuery): Promise<Buckets> {
    const { tenant, width } = query
    const { from, to } = this.#rangeOf(query)
    const told = (rows: readonly object[]): Buckets =>
      columns(rows, ['series', 'count', 'good'], ['start', 'min', 'max', 'mean', 'first', 'last', 'minTime', 'maxTime'])
    return this.#ask(query, Number.isSafeInteger(width) && width > 0, told([]), (series) =>
      told(this.#of(tenant).buckets(series, from, to, width)),
    )
  }

  latest(tenant: string, series: readonly number[], at?: number): Promise<SampleBatch> {
    return this.#ask({ series }, true, batchOf([]), (own) => batchOf(this.#of(tenant).latest(own, at)))
  }

  weighted(query: WeightedQuery): Promise<Weighted> {
    const told = (rows: readonly object[]): Weighted => columns(rows, ['series'], ['start', 'mean', 'covered'])
    return this.#analyse({ kind: 'weighted', query }, told([]), (oracle, series) =>
      told(weightedOf(oracle, series, query)),
    )
  }

  at(query: AtQuery): Promise<ValuesAt> {
    const told = (rows: ReturnType<typeof atOf>): ValuesAt => ({
      ...batchOf(rows.map(([one, time, value, status]) => [one, time, value, status])),
      sampleTime: Float64Array.from(rows, ([, , , , time]) => time),
    })
    return this.#analyse({ kind: 'at', query }, told([]), (oracle, series) => told(atOf(oracle, series, query)))
  }

  m4(query: M4Query): Promise<M4> {
    const doubles = ['firstTime', 'first', 'minTime', 'min', 'maxTime', 'max', 'lastTime', 'last']
    const told = (rows: readonly object[]): M4 => columns(rows, ['series', 'column', 'count', 'good'], doubles)
    return this.#analyse({ kind: 'm4', query }, told([]), (oracle, series) => told(m4Of(oracle, series, query)))
  }

  states(query: StateQuery): Promise<StateDurations> {
    const told = (rows: ReturnType<typeof statesOf>): StateDurations => ({
      ...batchOf(rows.map(([one, start, state]) => [one, start, state])),
      duration: Float64Array.from(rows, ([, , , duration]) => duration),
      entered: Uint32Array.from(rows, ([, , , , entered]) => entered),
    })
    return this.#analyse({ kind: 'states', query }, told([]), (oracle, series) => told(statesOf(oracle, series, query)))
  }

  histogram(query: HistogramQuery): Promise<Histogram> {
    const told = (rows: ReturnType<typeof histogramOf>): Histogram => ({
      length: rows.length,
      series: Uint32Array.from(rows, ([one]) => one),
      below: Float64Array.from(rows, ([, below]) => below),
      bins: Float64Array.from(rows.flatMap(([, , bins]) => bins)),
      above: Float64Array.from(rows, ([, , , above]) => above),
    })
    return this.#analyse({ kind: 'histogram', query }, told([]), (oracle, series) =>
      told(histogramOf(oracle, series, query)),
    )
  }

  remove({ tenant, series, from = -Infinity, to = Infinity }: RemoveQuery): Promise<number> {
    const ask = { series: series ?? [], from, to }
    return this.#ask(ask, true, 0, () => {
      const oracle = this.#of(tenant)
      const own = series ?? oracle.series()
      const count = oracle.raw(own, from, to, 1e9).length
      if (this.#flaw !== 'removes nothing') oracle.remove(own, from, to)
      return count
    })
  }

  storedBytes(tenant: string): number {
    return this.stored(tenant).bytes
  }

  slowest(): readonly [] {
    return []
  }

  stored(tenant: string): StoredFigures {
    const oracle = this.#of(tenant)
    const times = oracle.raw(oracle.series(), -Infinity, Infinity, 1e9).map(([, time]) => time)
    if (times.length === 0 || this.#flaw === 'tells nothing') return { rows: 0, bytes: 0, segments: 0 }
    const figures = { rows: times.length, bytes: times.length * 27, segments: 1 }
    return { ...figures, oldest: Math.min(...times), newest: Math.max(...times) }
  }

  health(): HistoryHealth {
    return { hotRows: 0, segments: 0, bytes: 0 }
  }

  close(): void {
    this.#shelf.durable = this.#last
  }

  #of(tenant: string): Oracle {
    const name = this.#flaw === 'mixes tenants' ? '' : tenant
    const held = this.#shelf.tenants.get(name) ?? new Oracle()
    this.#shelf.tenants.set(name, held)
    return held
  }

  #rangeOf({ from, to }: { readonly from: number; readonly to: number }): { from: number; to: number } {
    return this.#flaw === 'knows no range' ? { from: -Infinity, to: Infinity } : { from, to }
  }

  #shifted([one, time, value, status]: Row): Row {
    return [one, this.#flaw === 'shifts by a microsecond' ? time + 1 : time, value, status ?? 0]
  }

  /** Answers a moment later, so that there is time to leave. */
  async #ask<T>(
    query: { series: readonly number[]; from?: number; to?: number; signal?: AbortSignal },
    isSound: boolean,
    nothing: T,
    answer: (series: readonly number[]) => T,
  ): Promise<T> {
    const { series, from = 0, to = 0, signal } = query
    const isStrict = this.#flaw !== 'refuses nothing'
    if (isStrict && series.length > SERIES)
      throw new Fault('history.query_too_large', { limit: SERIES, unit: 'series' })
    const areSeries = series.every((one) => Number.isInteger(one) && one >= 0 && one <= 0xffffffff)
    if (!isSound || !areSeries || Number.isNaN(from) || Number.isNaN(to)) {
      if (isStrict) throw new Fault('history.query_malformed', { expected: 'a sound query', seen: 'another' })
      return nothing
    }
    await new Promise((resolve) => setImmediate(resolve))
    if (isStrict) signal?.throwIfAborted()
    return this.#flaw === 'tells nothing' ? nothing : answer([...new Set(series)])
  }

  async #analyse<T>(
    analysis: Analysis,
    nothing: T,
    answer: (oracle: Oracle, series: readonly number[]) => T,
  ): Promise<T> {
    const { kind, query } = analysis
    try {
      checkAnalysis(analysis)
      const width = kind === 'weighted' || kind === 'states' ? query.width : undefined
      if (kind !== 'at' && width !== undefined && (query.to - query.from) / width > WINDOWS)
        throw new Fault('history.query_too_large', { limit: WINDOWS, unit: 'rows' })
    } catch (refused) {
      if (this.#flaw === 'refuses nothing') return nothing
      throw refused
    }
    const { series, signal } = query
    const asked = signal ? { series, signal } : { series }
    return this.#ask(asked, true, nothing, (own) => answer(this.#of(query.tenant), own))
  }
}
