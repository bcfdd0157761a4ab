import { join } from 'node:path'
import { Fault } from '@millrace/core'
import type { JournalPosition, StoredFigures } from '../history.ts'
import type { Disk } from './disk.ts'
import { Duck, type DuckSize } from './duck.ts'
import { type FaultNote, isDiskFull, noteOf } from './faults.ts'
import { Maintenance } from './maintain.ts'
import { ManifestFile, type Removal, storedFigures } from './manifest.ts'
import type { News } from './news.ts'
import { OldSegments } from './old-segments.ts'
import { OpenFiles } from './open-files.ts'
import { HotPart, type PartMemory } from './part.ts'
import { newestRows, SegmentMaker, sealPart } from './seal.ts'
import { linkSnapshot, type SnapshotNote } from './snapshot.ts'
import { during } from './steps.ts'

export interface KeeperOptions extends DuckSize {
  readonly folder: string
}

/** Those who answer queries, from a list of segments of their own. */
export interface Readers {
  /** Resolves when whatever is asked from now on is answered from this. */
  tell(news: News): Promise<void>
  /** Resolves when no query runs that began before what was told last. */
  quiet(): Promise<void>
}

export interface KeeperState {
  readonly durable: JournalPosition
  readonly segments: number
  readonly bytes: number
  /** By tenant. */
  readonly storedOf: ReadonlyMap<string, StoredFigures>
  /** Why merging fails at present. */
  readonly merging?: FaultNote
}

/** The lake's one writer: makes hot parts durable as segments, merges them, removes from them. Calls come from one thread. */
export class LakeKeeper {
  readonly #folder: string
  readonly #duck: Duck
  readonly #files: OpenFiles
  readonly #maintenance: Maintenance
  readonly #manifest: ManifestFile
  readonly #maker: SegmentMaker
  readonly #readers: Readers
  readonly #tenants: string[] = []
  /** In the order they were opened, which is the order of writing. */
  readonly #parts: HotPart[] = []
  /** The last part that became segments, and their `seq`. */
  #sealed: { readonly part: number; readonly seq: number }
  /** Removals that wait for a part. */
  readonly #cuts = new Set<{ readonly part: number; readonly seq: PromiseWithResolvers<number> }>()
  /** While they run no file goes. */
  readonly #snapshots = new Set<Promise<unknown>>()

  private constructor(
    { folder, ...size }: KeeperOptions,
    manifest: ManifestFile,
    { disk, readers, changed }: { disk: Disk; readers: Readers; changed: () => void },
  ) {
    this.#folder = folder
    this.#manifest = manifest
    this.#readers = readers
    this.#duck = new Duck({ temporary: join(folder, 'tmp', 'duckdb'), ...size })
    this.#files = new OpenFiles(folder)
    // Beyond those of removals as well, which an earlier version noted without counting them.
    const { seq, removals = [] } = manifest.current
    const number = removals.reduce((greatest, removal) => Math.max(greatest, removal.seq), seq)
    this.#sealed = { part: 0, seq: number }
    this.#maker = new SegmentMaker(folder, disk, this.#files, number)
    const old = new OldSegments(this.#duck, folder)
    this.#maintenance = new Maintenance({
      folder,
      rewriting: { maker: this.#maker, files: this.#files, old },
      manifest,
      readersGone: () => this.#readersGone(),
      removed: (tenant) => this.#tell({ forget: tenant }),
      changed,
    })
  }

  /** `changed` is called when the state changes without having been asked to. */
  static async open(
    options: KeeperOptions,
    disk: Disk,
    readers: Readers,
    changed: () => void = () => undefined,
  ): Promise<LakeKeeper> {
    const manifest = new ManifestFile(options.folder, disk)
    await during('open', () => manifest.open())
    const keeper = new LakeKeeper(options, manifest, { disk, readers, changed })
    await keeper.#tell()
    await keeper.#maintenance.resume()
    return keeper
  }

  get state(): KeeperState {
    const { durable, segments } = this.#manifest.current
    const { fault } = this.#maintenance
    const storedOf = storedFigures(segments)
    const bytes = [...storedOf.values()].reduce((sum, stored) => sum + stored.bytes, 0)
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
  }

  addPart(memory: PartMemory): void {
    this.#parts.push(new HotPart(memory))
  }

  /** Makes the oldest part durable and has it forgotten. Throws `history.disk_full` or `history.seal_failed`; then it stays. */
  async seal(id: number, durable: JournalPosition): Promise<void> {
    const part = this.#parts.find((one) => one.memory.id === id) as HotPart
    const tenantOf = (slot: number): string => this.#tenants[slot] as string
    let newest: Uint32Array<ArrayBuffer>
    try {
      const { ordering, seq } = await during('seal', () =>
        this.#maker.first(() => sealPart(this.#maker, this.#manifest, part, tenantOf, durable)),
      )
      newest = newestRows(part, ordering)
      this.#sealed = { part: id, seq }
    } catch (failure) {
      const fault = this.#sealFault(failure, part.rows)
      for (const cut of this.#cuts) if (cut.part === id) cut.seq.reject(fault)
      throw fault
    }
    for (const cut of this.#cuts) if (cut.part === id) cut.seq.resolve(this.#sealed.seq)
    this.#parts.splice(this.#parts.indexOf(part), 1)
    // Its memory is another part's after this.
    await this.#tell({ sealed: { part: id, newest } })
  }

  /** Merges what can be merged, in the background. `now`: µs. */
  maintain(now: number): void {
    this.#maintenance.begin(now)
  }

  /** Merges and compacts all there is, small additions to past days as well. */
  compact(now: number): Promise<void> {
    return this.#maintenance.compact(now)
  }

  /**
   * Removes from what was appended up to the end of a part, which is sealed or being sealed; call it before a later one is.
   * Returns how many rows went. Throws what keeps the part from being sealed, too.
   */
  remove(part: number, asked: Omit<Removal, 'seq'>): Promise<number> {
    return this.#maintenance.remove(asked, this.#seqOf(part))
  }

  /** The present segments under second names; none of them goes before it has one. */
  async snapshot(name: string): Promise<SnapshotNote> {
    const linking = during('snapshot', () => linkSnapshot(this.#maker, this.#manifest.current, name))
    this.#snapshots.add(linking)
    try {
      return await linking
    } finally {
      this.#snapshots.delete(linking)
    }
  }

  /** Resolves when nothing is merged or removed. */
  async settled(): Promise<void> {
    await this.#maintenance.idle()
  }

  /** Call when no seal is running. A merge that runs is let to its end. */
  async close(): Promise<void> {
    for (const { seq } of this.#cuts) seq.reject(new Fault('history.closed'))
    await this.#maintenance.close()
    await Promise.allSettled(this.#snapshots)
    this.#files.close()
    await this.#duck.close()
  }

  /** The `seq` of a part: what is written later has a greater one. */
  async #seqOf(part: number): Promise<number> {
    if (part <= this.#sealed.part) return this.#sealed.seq
    const cut = { part, seq: Promise.withResolvers<number>() }
    this.#cuts.add(cut)
    try {
      return await cut.seq.promise
    } finally {
      this.#cuts.delete(cut)
    }
  }

  #sealFault(failure: unknown, rows: number): Fault {
    if (isDiskFull(failure))
      return new Fault('history.disk_full', { what: `${rows} samples`, folder: this.#folder }, failure)
    const note = noteOf(failure, 'history.seal_failed', { folder: this.#folder })
    return new Fault(note.code, note.facts, failure)
  }

  #tell(news: Omit<News, 'segments'> = {}): Promise<void> {
    return this.#readers.tell({ ...news, segments: this.#manifest.current.segments })
  }

  /** Resolves when nobody reads files that the list of now does not name. */
  async #readersGone(): Promise<void> {
    await this.#tell()
    await this.#readers.quiet()
    await Promise.allSettled(this.#snapshots)
  }
}
