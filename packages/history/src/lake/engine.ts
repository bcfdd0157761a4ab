import { join } from 'node:path'
import { Fault, type SampleBatch } from '@millrace/core'
import type { BucketQuery, Buckets, JournalPosition, RawQuery, StoredFigures } from '../history.ts'
import { Samples } from '../segment/index.ts'
import { Aggregation } from './aggregation.ts'
import { type Analysed, type Analysis, analyse } from './analyse.ts'
import { Breath } from './breath.ts'
import { readBuckets } from './buckets.ts'
import type { Disk } from './disk.ts'
import { Duck } from './duck.ts'
import { type FaultNote, isDiskFull, noteOf } from './faults.ts'
import { collectHot, type HotView, newestHot, type Run, SeriesSet } from './hot.ts'
import { LatestCache } from './latest.ts'
import { type Lent, lend } from './lend.ts'
import { Maintenance } from './maintain.ts'
import { ManifestFile, type Removal, storedFigures } from './manifest.ts'
import { OldSegments } from './old-segments.ts'
import { OpenFiles } from './open-files.ts'
import { HotPart, type PartMemory } from './part.ts'
import { Pieces } from './pieces.ts'
import { batchOfSamples, type RawOrder, readRaw } from './raw.ts'
import { chooseSegments, type Scan } from './scan.ts'
import { SegmentMaker, sealPart } from './seal.ts'
import { linkSnapshot, type SnapshotNote } from './snapshot.ts'
import { during } from './steps.ts'

export interface EngineOptions {
  readonly folder: string
  /** What DuckDB may take for queries, seals and merges together, MiB; beyond it spills to disk. */
  readonly memoryMib: number
  readonly threads: number
}

export interface EngineState {
  readonly durable: JournalPosition
  readonly segments: number
  readonly bytes: number
  /** By tenant. */
  readonly storedOf: Readonly<Record<string, StoredFigures>>
  /** Why merging fails at present. */
  readonly merging?: FaultNote
}

/** Without `signal`, which does not cross threads. */
export type PlainRaw = Omit<RawQuery, 'signal'>
export type PlainBuckets = Omit<BucketQuery, 'signal'>

const RAW_LIMIT = 100_000

/** The lake behind its thread: hot parts to read, segments to write, merge and read. Calls come from one thread. */
export class LakeEngine {
  readonly #folder: string
  readonly #duck: Duck
  readonly #files: OpenFiles
  readonly #old: OldSegments
  readonly #maintenance: Maintenance
  readonly #manifest: ManifestFile
  readonly #maker: SegmentMaker
  readonly #latest = new LatestCache()
  readonly #tenants: string[] = []
  readonly #slots = new Map<string, number>()
  /** In the order they were opened, which is the order of writing. */
  readonly #parts: HotPart[] = []
  readonly #queries = new Set<Promise<unknown>>()

  private constructor(
    { folder, memoryMib, threads }: EngineOptions,
    manifest: ManifestFile,
    disk: Disk,
    changed: () => void,
  ) {
    this.#folder = folder
    this.#manifest = manifest
    this.#duck = new Duck({ temporary: join(folder, 'tmp', 'duckdb'), memoryMib, threads })
    this.#files = new OpenFiles(folder)
    this.#old = new OldSegments(this.#duck, folder)
    this.#maker = new SegmentMaker(folder, disk, this.#files, manifest.current.seq)
    this.#maintenance = new Maintenance({
      folder,
      rewriting: { maker: this.#maker, files: this.#files, old: this.#old },
      manifest,
      readersGone: () => Promise.allSettled(this.#queries),
      removed: (tenant) => this.#latest.forget(tenant),
      changed,
    })
  }

  /** `changed` is called when the state changes without having been asked to. */
  static async open(options: EngineOptions, disk: Disk, changed: () => void = () => undefined): Promise<LakeEngine> {
    const manifest = new ManifestFile(options.folder, disk)
    await during('open', () => manifest.open())
    const engine = new LakeEngine(options, manifest, disk, changed)
    await engine.#maintenance.resume()
    return engine
  }

  get state(): EngineState {
    const { durable, segments } = this.#manifest.current
    const { fault } = this.#maintenance
    const storedOf = storedFigures(segments)
    const bytes = Object.values(storedOf).reduce((sum, stored) => sum + stored.bytes, 0)
    return {
      durable,
      segments: segments.length,
      bytes,
      storedOf,
      ...(fault ? { merging: fault } : {}),
    }
  }

  addTenant(slot: number, tenant: string): void {
    this.#tenants[slot] = tenant
    this.#slots.set(tenant, slot)
  }

  addPart(memory: PartMemory): void {
    this.#parts.push(new HotPart(memory))
  }

  /** Makes the oldest part durable and forgets it. Throws `history.disk_full` or `history.seal_failed`; then it stays. */
  async seal(id: number, durable: JournalPosition): Promise<void> {
    const part = this.#parts.find((one) => one.memory.id === id) as HotPart
    const tenantOf = (slot: number): string => this.#tenants[slot] as string
    const newestBefore = new Map<string, number>()
    for (const { tenant, maxTime } of this.#manifest.current.segments)
      if (!(maxTime <= (newestBefore.get(tenant) as number))) newestBefore.set(tenant, maxTime)
    try {
      const ordering = await during('seal', () =>
        this.#maker.first(() => sealPart(this.#maker, this.#manifest, part, tenantOf, durable)),
      )
      this.#latest.sealed(part, ordering, tenantOf, newestBefore)
    } catch (failure) {
      if (isDiskFull(failure))
        throw new Fault('history.disk_full', { what: `${part.rows} samples`, folder: this.#folder }, failure)
      const note = noteOf(failure, 'history.seal_failed', { folder: this.#folder })
      throw new Fault(note.code, note.facts, failure)
    }
    this.#parts.splice(this.#parts.indexOf(part), 1)
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
    const segments = this.#manifest.current.segments.filter((segment) => segment.tenant === tenant)
    const [files, old, views] = [this.#files, this.#old, this.#views()]
    return this.#query(analyse({ files, old, segments, views, slot: this.#slotOf(tenant), signal }, analysis))
  }

  latest(tenant: string, series: readonly number[], at?: number): Promise<SampleBatch> {
    const wanted = new SeriesSet(series)
    const hot = newestHot(this.#views(), this.#slotOf(tenant), wanted, at ?? Number.POSITIVE_INFINITY)
    const { segments } = this.#manifest.current
    const sealed = { files: this.#files, old: this.#old, segments, breath: new Breath() }
    return this.#query(this.#latest.read(sealed, wanted, hot, tenant, at))
  }

  /** Puts the tenant's samples of now, as files, into a folder that does not exist yet. */
  lend(tenant: string, folder: string): Promise<Lent> {
    const segments = this.#manifest.current.segments.filter((segment) => segment.tenant === tenant)
    const [lake, slot] = [this.#folder, this.#slotOf(tenant)]
    return this.#query(lend({ lake, tenant, slot, segments, views: this.#views(), folder }))
  }

  /** Merges what can be merged, in the background. `now`: µs. */
  maintain(now: number): void {
    this.#maintenance.begin(now)
  }

  /** Merges and compacts all there is, small additions to past days as well. */
  compact(now: number): Promise<void> {
    return this.#maintenance.compact(now)
  }

  /** Everything that is to go must be sealed. Returns how many rows went. */
  remove(asked: Omit<Removal, 'seq'>): Promise<number> {
    return this.#maintenance.remove(asked)
  }

  /** The present segments under second names; counts as a query, so that none goes before it has one. */
  snapshot(name: string): Promise<SnapshotNote> {
    return this.#query(during('snapshot', () => linkSnapshot(this.#maker, this.#manifest.current, name)))
  }

  /** Resolves when nothing is merged or removed. */
  async settled(): Promise<void> {
    await this.#maintenance.idle()
  }

  /** Call when no seal is running. A merge that runs is let to its end. */
  async close(): Promise<void> {
    await this.#maintenance.close()
    await Promise.allSettled(this.#queries)
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
    const segments = chooseSegments(this.#manifest.current.segments, tenant, wanted, from, to)
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
