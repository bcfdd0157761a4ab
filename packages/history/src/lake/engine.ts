import { join } from 'node:path'
import type { DuckDBConnection } from '@duckdb/node-api'
import { Fault, type SampleBatch } from '@millrace/core'
import type { BucketQuery, Buckets, JournalPosition, RawQuery, StoredFigures } from '../history.ts'
import { type Analysed, type Analysis, analyse } from './analyse.ts'
import { readBuckets } from './buckets.ts'
import type { Disk } from './disk.ts'
import { Duck } from './duck.ts'
import { type FaultNote, isDiskFull, noteOf } from './faults.ts'
import { collectHot, type HotView, newestHot, SeriesSet } from './hot.ts'
import { LatestCache } from './latest.ts'
import { type Lent, lend } from './lend.ts'
import { Maintenance } from './maintain.ts'
import { ManifestFile, type Removal, storedFigures } from './manifest.ts'
import { HotPart, type PartMemory } from './part.ts'
import { readRaw } from './raw.ts'
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
  readonly #sealing: DuckDBConnection
  readonly #merging: DuckDBConnection
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
    folder: string,
    manifest: ManifestFile,
    maker: SegmentMaker,
    duck: Duck,
    connections: [DuckDBConnection, DuckDBConnection],
    changed: () => void,
  ) {
    this.#folder = folder
    this.#manifest = manifest
    this.#maker = maker
    this.#duck = duck
    ;[this.#sealing, this.#merging] = connections
    this.#maintenance = new Maintenance({
      folder,
      duck,
      connection: this.#merging,
      maker,
      manifest,
      readersGone: () => Promise.allSettled(this.#queries),
      removed: (tenant) => this.#latest.forget(tenant),
      changed,
    })
  }

  /** `changed` is called when the state changes without having been asked to. */
  static async open(options: EngineOptions, disk: Disk, changed: () => void = () => undefined): Promise<LakeEngine> {
    const { folder, memoryMib, threads } = options
    const manifest = new ManifestFile(folder, disk)
    await during('open', () => manifest.open())
    const duck = await Duck.open({ temporary: join(folder, 'tmp', 'duckdb'), memoryMib, threads })
    const maker = new SegmentMaker(folder, disk, manifest.current.seq)
    const connections: [DuckDBConnection, DuckDBConnection] = [await duck.connect(), await duck.connect()]
    const engine = new LakeEngine(folder, manifest, maker, duck, connections, changed)
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
    try {
      const ordering = await during('seal', () =>
        sealPart(this.#maker, this.#manifest, this.#sealing, part, tenantOf, durable),
      )
      this.#latest.sealed(part, ordering, tenantOf)
    } catch (failure) {
      if (isDiskFull(failure))
        throw new Fault('history.disk_full', { what: `${part.rows} samples`, folder: this.#folder }, failure)
      const note = noteOf(failure, 'history.seal_failed', { folder: this.#folder })
      throw new Fault(note.code, note.facts, failure)
    }
    this.#parts.splice(this.#parts.indexOf(part), 1)
  }

  raw(query: PlainRaw, signal?: AbortSignal): Promise<SampleBatch> {
    const { tenant, from, to } = query
    const scan = this.#scan(tenant, query.series, from, to)
    const hot = collectHot(this.#views(), this.#slotOf(tenant), scan.wanted, from, to)
    return this.#query(readRaw(this.#duck, scan, hot, query.limit ?? RAW_LIMIT, query.order === 'descending', signal))
  }

  buckets(query: PlainBuckets, signal?: AbortSignal): Promise<Buckets> {
    const { tenant, from, to } = query
    const scan = this.#scan(tenant, query.series, from, to)
    const hot = collectHot(this.#views(), this.#slotOf(tenant), scan.wanted, from, to)
    return this.#query(readBuckets(this.#duck, scan, hot, query.width, signal))
  }

  analyse(analysis: Analysis, signal?: AbortSignal): Promise<Analysed> {
    const { tenant } = analysis.query
    const segments = this.#manifest.current.segments.filter((segment) => segment.tenant === tenant)
    const [duck, folder, views] = [this.#duck, this.#folder, this.#views()]
    return this.#query(analyse({ duck, folder, segments, views, slot: this.#slotOf(tenant), signal }, analysis))
  }

  latest(tenant: string, series: readonly number[], at?: number): Promise<SampleBatch> {
    const wanted = new SeriesSet(series)
    const hot = newestHot(this.#views(), this.#slotOf(tenant), wanted, at ?? Number.POSITIVE_INFINITY)
    return this.#query(
      this.#latest.read(this.#duck, this.#folder, this.#manifest.current.segments, wanted, hot, tenant, at),
    )
  }

  /** Puts the tenant's samples of now, as files, into a folder that does not exist yet. */
  lend(tenant: string, folder: string): Promise<Lent> {
    const segments = this.#manifest.current.segments.filter((segment) => segment.tenant === tenant)
    const [lake, slot] = [this.#folder, this.#slotOf(tenant)]
    const connect = (): Promise<DuckDBConnection> => this.#duck.connect()
    return this.#query(lend({ lake, tenant, slot, segments, views: this.#views(), folder, connect }))
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
    this.#sealing.closeSync()
    this.#merging.closeSync()
    this.#duck.close()
  }

  #views(): HotView[] {
    return this.#parts.map((part) => ({ part, rows: part.rows }))
  }

  /** No part holds rows of an unknown tenant. */
  #slotOf(tenant: string): number {
    return this.#slots.get(tenant) ?? -1
  }

  #scan(tenant: string, series: readonly number[], from: number, to: number): Scan {
    const wanted = new SeriesSet(series)
    return {
      folder: this.#folder,
      segments: chooseSegments(this.#manifest.current.segments, tenant, wanted, from, to),
      wanted,
      from,
      to,
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
