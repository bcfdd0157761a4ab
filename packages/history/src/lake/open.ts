import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { type Clock, type Closable, Fault, type Log, type SampleBatch, sayFault, type Timer } from '@millrace/core'
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
import type {
  BucketQuery,
  Buckets,
  HistoryHealth,
  HistoryStore,
  JournalPosition,
  RawQuery,
  RemoveQuery,
  SlowQuery,
  StoredFigures,
} from '../history.ts'
import type { Analysis, Kinds } from './analyse.ts'
import { checkAnalysis } from './analysis-checks.ts'
import { Appender } from './append.ts'
import { joinAnswers, joinColumn, joinSamples } from './join.ts'
import type { Lent } from './lend.ts'
import { LakeLink } from './link.ts'
import { inParts, joinBuckets } from './parts.ts'
import type { ReaderQuestion } from './protocol.ts'
import { Slowest } from './slowest.ts'
import type { SnapshotNote } from './snapshot.ts'
import { FairTurns } from './turns.ts'
import './faults.ts'

export interface LakeOptions {
  /** Its own; made if missing. One process at a time. */
  readonly folder: string
  readonly clock: Clock
  readonly log: Log
  /** Rows of a hot part; there are two at most, 27 bytes a row. Default 1,000,000. */
  readonly hotRows?: number
  /** UTF-8 bytes of the strings in a hot part. Default 16 MiB. */
  readonly hotTextBytes?: number
  /** Hot samples are sealed after this time even if few, ms. Default 5 minutes. */
  readonly sealAfterMs?: number
  /** Of DuckDB where segments of old are read, all threads together, MiB; what needs more spills to disk. Default 384. */
  readonly memoryMib?: number
  /** Threads of DuckDB. Default 2. */
  readonly threads?: number
  /** Threads that answer queries. Default: as many as there are cores, four at most. */
  readonly readers?: number
}

/** Segments that stay as they are until it is closed. */
export type LakeSnapshot = SnapshotNote & Closable

const SERIES = 50_000
/** One tenant leaves one of them to others. */
const TURNS = { running: 4, runningEach: 3, waitingEach: 256 }
const AGE_CHECKS = 10
/** How often segments are looked through for what can be merged, ms: days end without a seal, too. */
const MAINTAIN_MS = 60_000

/**
 * Opens the embedded lake in a folder. Throws `history.manifest_damaged` or `history.segment_missing` when files that
 * count are not as they were left.
 */
export async function openLake(options: LakeOptions): Promise<Lake> {
  const { folder, memoryMib = 384, threads = 2, readers = Math.min(4, availableParallelism()) } = options
  return new Lake(await LakeLink.open({ folder, memoryMib, threads, readers }), options)
}

/** {@link HistoryStore} over a folder of Parquet files; see README.md for what it promises. */
export class Lake implements HistoryStore {
  readonly #link: LakeLink
  readonly #appender: Appender
  readonly #log: Log
  readonly #folder: string
  readonly #clock: Clock
  readonly #timers: readonly Timer[]
  readonly #turns = new FairTurns(TURNS)
  readonly #slowest: Slowest
  readonly #removals = new Map<string, number>()
  #lent = 0
  #closing: Promise<void> | undefined

  constructor(link: LakeLink, options: LakeOptions) {
    const { hotRows = 1_000_000, hotTextBytes = 16 * 1_048_576, sealAfterMs = 300_000, clock, log } = options
    this.#link = link
    this.#folder = options.folder
    this.#log = log
    this.#clock = clock
    this.#slowest = new Slowest(clock)
    const maintain = (): void => link.maintain(clock.now())
    this.#appender = new Appender(link, clock, log, { rows: hotRows, textBytes: hotTextBytes }, maintain)
    this.#timers = [
      clock.every(sealAfterMs / AGE_CHECKS, () => this.#appender.sealOlderThan(sealAfterMs)),
      clock.every(MAINTAIN_MS, maintain),
    ]
  }

  append(tenant: string, batch: SampleBatch, position: JournalPosition): Promise<void> {
    return this.#appender.append(tenant, batch, position)
  }

  durable(): JournalPosition {
    return this.#link.state.durable
  }

  async seal(): Promise<JournalPosition> {
    await this.#appender.seal()
    return this.durable()
  }

  async raw(query: RawQuery): Promise<SampleBatch> {
    const { signal, ...plain } = query
    checkSeries(query.series)
    checkRange(query.from, query.to)
    const { limit } = query
    if (limit !== undefined && !(Number.isSafeInteger(limit) && limit >= 0)) {
      throw new Fault('history.query_malformed', { expected: 'a limit that is a whole number from 0', seen: limit })
    }
    return this.#slowest.watch('raw', query, () =>
      this.#ask<SampleBatch>(query.tenant, { ask: 'raw', query: plain }, signal),
    )
  }

  async buckets(query: BucketQuery): Promise<Buckets> {
    const { signal, ...plain } = query
    checkSeries(query.series)
    checkRange(query.from, query.to)
    if (!(Number.isSafeInteger(query.width) && query.width > 0)) {
      throw new Fault('history.query_malformed', { expected: 'a width of 1 µs or more, whole', seen: query.width })
    }
    const parts = await this.#slowest.watch('buckets', query, () =>
      inParts(query.series, this.#link.readers, (series) =>
        this.#ask<Buckets>(query.tenant, { ask: 'buckets', query: { ...plain, series } }, signal),
      ),
    )
    return joinBuckets(parts)
  }

  async latest(tenant: string, series: readonly number[], at?: number): Promise<SampleBatch> {
    checkSeries(series)
    checkRange(at ?? -Infinity, Infinity)
    // Known without reading, mostly: it waits for no turn.
    if (at === undefined)
      return this.#slowest.watch('latest', { tenant, series }, () =>
        this.#link.read<SampleBatch>({ ask: 'latest', tenant, series }),
      )
    const parts = await this.#slowest.watch('latest', { tenant, series, to: at }, () =>
      inParts(series, this.#link.readers, (part) =>
        this.#ask<SampleBatch>(tenant, { ask: 'latest', tenant, series: part, at }),
      ),
    )
    return joinSamples(parts)
  }

  async weighted(query: WeightedQuery): Promise<Weighted> {
    return joinAnswers(await this.#analyse('weighted', query))
  }

  async at(query: AtQuery): Promise<ValuesAt> {
    const parts = await this.#analyse('at', query)
    return { ...joinSamples(parts), sampleTime: joinColumn(parts.map(({ sampleTime }) => sampleTime)) }
  }

  async m4(query: M4Query): Promise<M4> {
    return joinAnswers(await this.#analyse('m4', query))
  }

  async states(query: StateQuery): Promise<StateDurations> {
    const parts = await this.#analyse('states', query)
    const duration = joinColumn(parts.map((part) => part.duration))
    return { ...joinSamples(parts), duration, entered: joinColumn(parts.map(({ entered }) => entered)) }
  }

  async histogram(query: HistogramQuery): Promise<Histogram> {
    return joinAnswers(await this.#analyse('histogram', query))
  }

  /**
   * The tenant's samples of now as files in a folder of their own, sealed and hot ones; whoever asked removes it. Files are
   * Parquet in the layout of the lake, hot ones without their order.
   */
  lend(tenant: string): Promise<Lent> {
    const folder = join(this.#folder, 'tmp', `lent-${++this.#lent}`)
    return this.#link.read<Lent>({ ask: 'lend', tenant, folder })
  }

  async remove({ tenant, series, from, to }: RemoveQuery): Promise<number> {
    if (series) checkSeries(series)
    checkRange(from ?? -Infinity, to ?? Infinity)
    if (series?.length === 0) return 0
    const finite = (bound: number | undefined): bound is number => bound !== undefined && Number.isFinite(bound)
    const removal = {
      tenant,
      ...(series ? { series: [...series] } : {}),
      ...(finite(from) ? { from } : {}),
      ...(finite(to) ? { to } : {}),
    }
    const rows = await this.#appender.cut((part) => this.#link.ask<number>({ ask: 'remove', part, removal }))
    this.#removals.set(tenant, this.removals(tenant) + 1)
    return rows
  }

  /** How often rows of a tenant were removed since it was opened: what was lent before may still hold them. */
  removals(tenant: string): number {
    return this.#removals.get(tenant) ?? 0
  }

  storedBytes(tenant: string): number {
    return this.stored(tenant).bytes
  }

  stored(tenant: string): StoredFigures {
    return this.#link.state.storedOf.get(tenant) ?? { rows: 0, bytes: 0, segments: 0 }
  }

  slowest(tenant: string): readonly SlowQuery[] {
    return this.#slowest.of(tenant)
  }

  health(): HistoryHealth {
    const { segments, bytes, merging } = this.#link.state
    const fault =
      this.#link.lost ?? this.#appender.fault ?? (merging ? new Fault(merging.code, merging.facts) : undefined)
    return {
      hotRows: this.#appender.hotRows,
      segments,
      bytes,
      ...(fault ? { lastFault: sayFault(fault), lastFaultCode: fault.code } : {}),
    }
  }

  /**
   * Seals what is hot and holds the segments as they are then, while appends, merges and queries go on. Whoever asked
   * releases them; what a crash leaves goes at the next start. Throws `history.disk_full`, `history.snapshot_failed` and why
   * it cannot seal.
   */
  async snapshot(): Promise<LakeSnapshot> {
    await this.seal()
    const name = `snapshot-${randomUUID()}`
    const note = await this.#link.ask<SnapshotNote>({ ask: 'snapshot', name })
    return { ...note, close: () => rm(note.folder, { recursive: true, force: true }) }
  }

  /** Resolves if the engine ends by itself: whoever runs the store must then open it anew. */
  get lost(): Promise<Fault> {
    return this.#link.ended
  }

  /** Merges and compacts all there is now, without waiting for a quiet hour. */
  async compact(): Promise<void> {
    await this.#link.ask({ ask: 'compact', now: this.#clock.now() })
  }

  /** Resolves when nothing is merged or removed. */
  async settled(): Promise<void> {
    await this.#link.ask({ ask: 'settled' })
  }

  /** Seals what is hot; if that fails, what is not durable is left to the journal. */
  close(): Promise<void> {
    this.#closing ??= this.#close()
    return this.#closing
  }

  /** A question that reads from files, in the tenant's turn. */
  #ask<T>(tenant: string, question: ReaderQuestion, signal?: AbortSignal): Promise<T> {
    return this.#turns.take(tenant, signal, () => this.#link.read<T>(question, signal))
  }

  /** In parts of the series, each in its turn. */
  async #analyse<K extends keyof Kinds>(kind: K, query: Kinds[K]['query']): Promise<Kinds[K]['answer'][]> {
    const { signal, ...plain } = query
    checkSeries(query.series)
    checkAnalysis({ kind, query } as Analysis)
    return this.#slowest.watch(kind, query, () =>
      inParts(query.series, this.#link.readers, (series) => {
        const analysis = { kind, query: { ...plain, series } } as Analysis
        return this.#ask<Kinds[K]['answer']>(query.tenant, { ask: 'analyse', analysis }, signal)
      }),
    )
  }

  async #close(): Promise<void> {
    for (const timer of this.#timers) timer.cancel()
    try {
      await this.#appender.seal()
    } catch (failure) {
      this.#log.warn('history closed with samples that are not sealed', {
        fault: sayFault(failure),
        rows: this.#appender.hotRows,
      })
    }
    this.#appender.close()
    await this.#link.close()
  }
}

function checkSeries(series: readonly number[]): void {
  if (series.length > SERIES) throw new Fault('history.query_too_large', { limit: SERIES, unit: 'series' })
  const odd = series.find((one) => !(Number.isInteger(one) && one >= 0 && one <= 0xffffffff))
  if (odd !== undefined)
    throw new Fault('history.query_malformed', { expected: 'series as unsigned 32-bit numbers', seen: odd })
}

function checkRange(from: number, to: number): void {
  if (Number.isNaN(from) || Number.isNaN(to))
    throw new Fault('history.query_malformed', { expected: 'a time range', seen: `${from} to ${to}` })
}
