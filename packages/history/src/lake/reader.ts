import { join } from 'node:path'
import type { SampleBatch } from '@millrace/core'
import type { BucketQuery, Buckets, RawQuery } from '../history.ts'
import { Samples } from '../segment/index.ts'
import { Aggregation } from './aggregation.ts'
import { type Analysed, type Analysis, analyse } from './analyse.ts'
import { Breath } from './breath.ts'
import { readBuckets } from './buckets.ts'
import { Duck, type DuckSize } from './duck.ts'
import { collectHot, type HotView, newestHot, type Run, SeriesSet } from './hot.ts'
import { LatestCache } from './latest.ts'
import { type Lent, lend } from './lend.ts'
import type { Segment } from './manifest.ts'
import type { News } from './news.ts'
import { OldSegments } from './old-segments.ts'
import { OpenFiles } from './open-files.ts'
import { HotPart, type PartMemory } from './part.ts'
import { Pieces } from './pieces.ts'
import { batchOfSamples, type RawOrder, readRaw } from './raw.ts'
import { chooseSegments, type Scan } from './scan.ts'

export interface ReaderOptions extends DuckSize {
  readonly folder: string
  /** Tells those of one lake apart. */
  readonly number: number
}

/** Without `signal`, which does not cross threads. */
export type PlainRaw = Omit<RawQuery, 'signal'>
export type PlainBuckets = Omit<BucketQuery, 'signal'>

const RAW_LIMIT = 100_000

/** Answers from hot parts and from segments, as the keeper tells of them. Calls come from one thread. */
export class LakeReader {
  readonly #folder: string
  readonly #duck: Duck
  readonly #files: OpenFiles
  readonly #old: OldSegments
  readonly #latest = new LatestCache()
  readonly #tenants: string[] = []
  readonly #slots = new Map<string, number>()
  /** In the order they were opened, which is the order of writing. */
  readonly #parts: HotPart[] = []
  /** By ascending `seq`. */
  #segments: readonly Segment[] = []
  readonly #queries = new Set<Promise<unknown>>()

  constructor({ folder, number, ...size }: ReaderOptions) {
    this.#folder = folder
    this.#duck = new Duck({ temporary: join(folder, 'tmp', `duckdb-${number}`), ...size })
    this.#files = new OpenFiles(folder)
    this.#old = new OldSegments(this.#duck, folder)
  }

  addTenant(slot: number, tenant: string): void {
    this.#tenants[slot] = tenant
    this.#slots.set(tenant, slot)
  }

  addPart(memory: PartMemory): void {
    this.#parts.push(new HotPart(memory))
  }

  /** In one go: a part that was sealed leaves as its segments come. */
  take({ segments, sealed, forget }: News): void {
    const part = sealed && this.#parts.find(({ memory }) => memory.id === sealed.part)
    if (part) {
      this.#latest.sealed(part, sealed.newest, (slot) => this.#tenants[slot] as string, newestTimes(this.#segments))
      this.#parts.splice(this.#parts.indexOf(part), 1)
    }
    this.#segments = segments
    if (forget !== undefined) this.#latest.forget(forget)
  }

  /** Resolves when the queries that run now have ended, and no file is open that is no longer listed. */
  async quiet(): Promise<void> {
    await Promise.allSettled(this.#queries)
    this.#files.keep(new Set(this.#segments.map(({ file }) => file)))
  }

  raw(query: PlainRaw, signal?: AbortSignal): Promise<SampleBatch> {
    const order = { limit: query.limit ?? RAW_LIMIT, descending: query.order === 'descending' }
    return this.#asked(query, signal, (scan, hot) => this.#raw(scan, hot, order, signal))
  }

  buckets(query: PlainBuckets, signal?: AbortSignal): Promise<Buckets> {
    return this.#asked(query, signal, (scan, hot) => this.#buckets(scan, hot, query.width, signal))
  }

  analyse(analysis: Analysis, signal?: AbortSignal): Promise<Analysed> {
    const { tenant } = analysis.query
    const segments = this.#segments.filter((segment) => segment.tenant === tenant)
    const [files, old, views] = [this.#files, this.#old, this.#views()]
    return this.#query(analyse({ files, old, segments, views, slot: this.#slotOf(tenant), signal }, analysis))
  }

  latest(tenant: string, series: readonly number[], at?: number): Promise<SampleBatch> {
    const wanted = new SeriesSet(series)
    const hot = newestHot(this.#views(), this.#slotOf(tenant), wanted, at ?? Number.POSITIVE_INFINITY)
    const sealed = { files: this.#files, old: this.#old, segments: this.#segments, breath: new Breath() }
    return this.#query(this.#latest.read(sealed, wanted, hot, tenant, at))
  }

  /** Puts the tenant's samples of now, as files, into a folder that does not exist yet. */
  lend(tenant: string, folder: string): Promise<Lent> {
    const segments = this.#segments.filter((segment) => segment.tenant === tenant)
    const [lake, slot] = [this.#folder, this.#slotOf(tenant)]
    return this.#query(lend({ lake, tenant, slot, segments, views: this.#views(), folder }))
  }

  async close(): Promise<void> {
    await this.quiet()
    this.#files.close()
    await this.#duck.close()
  }

  #views(): HotView[] {
    return this.#parts.map((part) => ({ part, rows: part.rows }))
  }

  /** No part holds rows of an unknown tenant. */
  #slotOf(tenant: string): number {
    return this.#slots.get(tenant) ?? -1
  }

  /** What is hot and which segments there are is taken at once, before anything is awaited. */
  #asked<T>(
    { tenant, series, from, to }: Pick<PlainRaw, 'tenant' | 'series' | 'from' | 'to'>,
    signal: AbortSignal | undefined,
    work: (scan: Scan, hot: Run) => Promise<T>,
  ): Promise<T> {
    const wanted = new SeriesSet(series)
    const segments = chooseSegments(this.#segments, tenant, wanted, from, to)
    const hot = collectHot(this.#views(), this.#slotOf(tenant), wanted, from, to)
    signal?.throwIfAborted()
    return this.#query(work({ segments, wanted, from, to }, hot))
  }

  async #raw(scan: Scan, hot: Run, order: RawOrder, signal?: AbortSignal): Promise<SampleBatch> {
    const out = new Samples()
    const breath = new Breath(signal)
    await this.#eachChunk(scan, hot, signal, (pieces, series) => readRaw(pieces, series, order, out, breath))
    return batchOfSamples(out)
  }

  async #buckets(scan: Scan, hot: Run, width: number, signal?: AbortSignal): Promise<Buckets> {
    const aggregation = new Aggregation(scan.wanted, width)
    const breath = new Breath(signal)
    await this.#eachChunk(scan, hot, signal, (pieces, series) =>
      readBuckets(pieces, series, { range: scan, width }, aggregation, breath),
    )
    return aggregation.finish()
  }

  /** As many series at a time as memory allows where segments of old must be read. */
  async #eachChunk(
    scan: Scan,
    hot: Run,
    signal: AbortSignal | undefined,
    work: (pieces: Pieces, series: readonly number[]) => Promise<void>,
  ): Promise<void> {
    for (const series of this.#old.chunksOf(scan.wanted.list, scan.segments)) {
      const old = await this.#old.read(scan.segments, series, scan, signal)
      await work(new Pieces(this.#files, scan, old, hot), series)
    }
  }

  #query<T>(work: Promise<T>): Promise<T> {
    this.#queries.add(work)
    const forget = (): void => {
      this.#queries.delete(work)
    }
    work.then(forget, forget)
    return work
  }
}

/** The time of the newest sample in segments, by tenant. */
function newestTimes(segments: readonly Segment[]): ReadonlyMap<string, number> {
  const newest = new Map<string, number>()
  for (const { tenant, maxTime } of segments)
    if (!(maxTime <= (newest.get(tenant) as number))) newest.set(tenant, maxTime)
  return newest
}
