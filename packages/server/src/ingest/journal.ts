import { copyFile, mkdir, open as openFile, readdir, readFile, rename, truncate, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { type Clock, type Closable, Fault, type Log, type Timer } from '@millrace/core'
import { type JournalDisk, journalDisk } from './journal-disk.ts'
import { frameOf, type JournalRecord, RecordType, scanSegment } from './journal-segment.ts'
import './faults.ts'

const SEGMENT_BYTES = 64 * 1_048_576
const UNSYNCED_BYTES = 32 * 1_048_576
const RETRY_MS = 1_000
const NAME = /^journal-(\d{16})\.log$/
const baseOf = (name: string): number => Number(NAME.exec(name)?.[1])
/** Name of the segment that begins at a position. */
export const segmentName = (base: number): string => `journal-${String(base).padStart(16, '0')}.log`

export interface JournalOptions {
  /** Made if missing; one process at a time. */
  readonly folder: string
  readonly clock: Clock
  readonly log: Log
  /** The record that opens every segment: what older segments told and must outlive them. */
  readonly checkpoint: () => Uint8Array
  /**
   * Where positions begin if there is no segment: what the history calls durable already, so that a folder that was
   * emptied does not make it take new records for old ones. Default 0.
   */
  readonly from?: number
  /** A segment that reached this is closed. Default 64 MiB. */
  readonly segmentBytes?: number
  /** Default: the machine's file system. */
  readonly disk?: JournalDisk
}

/** What {@link openJournal} found. */
export interface JournalFindings {
  /** Bytes of a torn tail that were cut: written, but never acknowledged. */
  readonly cut: number
  readonly damaged: readonly Fault[]
}

/** A segment as far as it is durable: bytes of the positions from `base` to `end`. */
export interface Segment {
  readonly base: number
  readonly path: string
  readonly end: number
}

interface Waiting {
  readonly record: JournalRecord
  readonly resolve: (position: number) => void
  readonly reject: (fault: Fault) => void
}

/**
 * Append-only segments with group commit: what is appended while one fdatasync runs becomes durable with the next.
 * A position is the number of bytes of all segments up to the end of the group; 0 is before everything.
 */
export interface Journal extends Closable {
  readonly found: JournalFindings
  /** Bytes that wait for the disk. Whoever appends stops above {@link Journal.full}. */
  readonly unsynced: number
  readonly full: boolean
  /** Why nothing is written at present; appends wait and are written when it is over. */
  readonly fault: Fault | undefined
  readonly segments: number
  readonly bytes: number
  /** Groups made durable since the start. */
  readonly groups: number
  /** Resolves after fdatasync. In order. */
  append(record: JournalRecord): Promise<number>
  /**
   * Every record of the groups that end above `after`, oldest first. The last of a group comes with the group's position,
   * the others with the one before, so that a position told onwards always means that everything up to it was told; `end` is
   * the group's for all of them: only what ends at or below a position is no longer needed there.
   */
  replay(after: number, each: (record: JournalRecord, position: number, end: number) => Promise<void>): Promise<void>
  /** What is durable now, oldest first; the newest may grow, but no byte of it changes. */
  readonly extent: readonly Segment[]
  /** Deletes closed segments that lie wholly at or below `position`. */
  release(position: number): Promise<void>
}

class SegmentedJournal implements Journal {
  readonly found: JournalFindings
  readonly #options: JournalOptions
  readonly #disk: JournalDisk
  readonly #limit: number
  #old: Segment[]
  #fd: number | undefined
  #base: number
  #size = 0
  #queue: Waiting[] = []
  #unsynced = 0
  #pump: Promise<void> | undefined
  #fault: Fault | undefined
  #retry: { timer: Timer; go: () => void } | undefined
  #closed = false
  #groups = 0

  constructor(options: JournalOptions, old: Segment[], found: JournalFindings) {
    this.#options = options
    this.#disk = options.disk ?? journalDisk
    this.#limit = options.segmentBytes ?? SEGMENT_BYTES
    this.#old = old
    this.#base = old.at(-1)?.end ?? options.from ?? 0
    this.found = found
  }

  get unsynced(): number {
    return this.#unsynced
  }
  get full(): boolean {
    return this.#unsynced > UNSYNCED_BYTES
  }
  get fault(): Fault | undefined {
    return this.#fault
  }
  get segments(): number {
    return this.#old.length + (this.#fd === undefined ? 0 : 1)
  }
  get bytes(): number {
    return this.#old.reduce((sum, { base, end }) => sum + end - base, this.#size)
  }
  get groups(): number {
    return this.#groups
  }
  get extent(): readonly Segment[] {
    if (this.#size === 0) return [...this.#old]
    const path = join(this.#options.folder, segmentName(this.#base))
    return [...this.#old, { base: this.#base, end: this.#base + this.#size, path }]
  }

  append(record: JournalRecord): Promise<number> {
    if (this.#closed) return Promise.reject(new Fault('ingest.journal_closed'))
    this.#unsynced += record.payload.length
    return new Promise((resolve, reject) => {
      this.#queue.push({ record, resolve, reject })
      this.#pump ??= this.#run()
    })
  }

  async replay(
    after: number,
    each: (record: JournalRecord, position: number, end: number) => Promise<void>,
  ): Promise<void> {
    for (const { base, end, path } of this.#old) {
      if (end <= after) continue
      const size = end - base
      let before = base
      for (const frame of scanSegment((await readFile(path)).subarray(0, size)).frames) {
        const position = base + frame.end
        const last = frame.records.length - 1
        if (position > after) {
          for (const [i, record] of frame.records.entries())
            await each(record, i === last ? position : before, position)
        }
        before = position
      }
    }
  }

  async release(position: number): Promise<void> {
    const gone = this.#old.filter(({ end }) => end <= position)
    if (gone.length === 0) return
    // The newest closed segment stays until an open one carries its checkpoint on.
    if (this.#fd === undefined && gone.length === this.#old.length) gone.pop()
    for (const { path } of gone) await unlink(path)
    this.#old = this.#old.filter((segment) => !gone.includes(segment))
    if (gone.length > 0) await this.#disk.syncFolder(this.#options.folder)
  }

  async close(): Promise<void> {
    this.#closed = true
    this.#retry?.timer.cancel()
    this.#retry?.go()
    await this.#pump
    if (this.#fd !== undefined) await this.#disk.close(this.#fd)
    this.#fd = undefined
  }

  async #run(): Promise<void> {
    try {
      // A turn of the loop, so that what one read of a socket brought goes out in one group.
      await new Promise((resolve) => setImmediate(resolve))
      while (this.#queue.length > 0) {
        await this.#commit()
        // What resolved must be seen by the checkpoint that a new segment begins with.
        await new Promise((resolve) => setImmediate(resolve))
      }
    } finally {
      // In the same breath as the loop's last look: whoever appends after it must find nobody running.
      this.#pump = undefined
    }
  }

  async #commit(): Promise<void> {
    const group = this.#queue
    this.#queue = []
    const position = await this.#write(group.map(({ record }) => record))
    for (const { record, resolve, reject } of group) {
      this.#unsynced -= record.payload.length
      if (position === undefined) reject(new Fault('ingest.journal_closed'))
      else resolve(position)
    }
  }

  /** Until it is durable; a failure is tried again, in a new segment, because a failed fsync may have dropped pages. */
  async #write(records: readonly JournalRecord[]): Promise<number | undefined> {
    for (;;) {
      try {
        if (this.#fd === undefined || this.#size >= this.#limit) await this.#roll()
        const fd = this.#fd as number
        const parts = frameOf(records)
        await this.#disk.write(fd, parts, this.#size)
        await this.#disk.sync(fd)
        this.#size += parts.reduce((sum, part) => sum + part.length, 0)
        this.#groups++
        if (this.#fault) this.#options.log.info('journal is written again')
        this.#fault = undefined
        return this.#base + this.#size
      } catch (failure) {
        await this.#fail(failure as NodeJS.ErrnoException)
        if (this.#closed) return undefined
        await new Promise<void>((resolve) => {
          this.#retry = { timer: this.#options.clock.after(RETRY_MS, resolve), go: resolve }
        })
      }
    }
  }

  async #fail(failure: NodeJS.ErrnoException): Promise<void> {
    const { folder, log } = this.#options
    const full = failure.code === 'ENOSPC' || failure.code === 'EDQUOT'
    const fault = full
      ? new Fault('ingest.journal_full', { folder }, failure)
      : new Fault('ingest.journal_unwritable', { folder, seen: failure.message }, failure)
    if (this.#fault?.code !== fault.code)
      log.error('journal not written', { fault: fault.message, remedy: fault.remedy })
    this.#fault = fault
    await this.#endSegment().catch((second: unknown) =>
      log.error('journal segment not ended', { seen: String(second) }),
    )
  }

  /** Cuts what may be half written and closes; what cannot be cut reads as a torn tail at the next start. */
  async #endSegment(): Promise<void> {
    const fd = this.#fd
    if (fd === undefined) return
    this.#fd = undefined
    const end = this.#base + this.#size
    if (this.#size > 0)
      this.#old.push({ base: this.#base, end, path: join(this.#options.folder, segmentName(this.#base)) })
    const empty = this.#size === 0
    const base = this.#base
    const size = this.#size
    this.#base = end
    this.#size = 0
    try {
      await this.#disk.truncate(fd, size)
    } finally {
      await this.#disk.close(fd)
    }
    if (empty) await unlink(join(this.#options.folder, segmentName(base)))
  }

  async #roll(): Promise<void> {
    await this.#endSegment()
    const { folder, checkpoint } = this.#options
    const fd = await this.#disk.open(join(folder, segmentName(this.#base)))
    this.#fd = fd
    const parts = frameOf([{ type: RecordType.checkpoint, payload: checkpoint() }])
    await this.#disk.write(fd, parts, 0)
    await this.#disk.sync(fd)
    await this.#disk.syncFolder(folder)
    this.#size = parts.reduce((sum, part) => sum + part.length, 0)
  }
}

/**
 * Opens the journal of a folder: cuts a torn tail, keeps a copy of a damaged segment in `damaged/` and goes on with
 * the whole records around the damage, so that a platform nobody watches starts again. Throws `ingest.journal_foreign`
 * when a segment in the middle is missing.
 */
export async function openJournal(options: JournalOptions): Promise<Journal> {
  const { folder, log } = options
  await mkdir(folder, { recursive: true })
  const names = (await readdir(folder)).filter((name) => NAME.test(name)).sort()
  const segments: Segment[] = []
  const damaged: Fault[] = []
  let cut = 0
  for (const [i, name] of names.entries()) {
    const path = join(folder, name)
    const base = baseOf(name)
    const next = names[i + 1]
    const bytes = await readFile(path)
    const scan = scanSegment(bytes)
    const whole = base + bytes.length - scan.torn
    // Where a write failed, its group was written again into the next segment: that one's name says where this one ends.
    const end = next === undefined ? whole : Math.min(whole, baseOf(next))
    if (next !== undefined && end < baseOf(next))
      throw new Fault('ingest.journal_foreign', { expected: segmentName(end), seen: next })
    if (scan.damaged.length > 0) damaged.push(...(await keepAside(folder, name, scan.damaged)))
    if (base + bytes.length > end) {
      cut += base + bytes.length - end
      await truncate(path, end - base)
    }
    if (end === base) await unlink(path)
    else segments.push({ base, path, end })
  }
  if (cut > 0) log.warn('journal had a torn tail', { bytes: cut })
  for (const fault of damaged) log.error('journal is damaged', { fault: fault.message, remedy: fault.remedy })
  return new SegmentedJournal(options, segments, { cut, damaged })
}

async function keepAside(
  folder: string,
  name: string,
  runs: readonly { at: number; bytes: number }[],
): Promise<Fault[]> {
  const aside = join(folder, 'damaged')
  await mkdir(aside, { recursive: true })
  const kept = join(aside, name)
  await copyFile(join(folder, name), `${kept}.part`)
  const file = await openFile(`${kept}.part`, 'r+')
  await file.sync()
  await file.close()
  await rename(`${kept}.part`, kept)
  return runs.map(({ at, bytes }) => new Fault('ingest.journal_damaged', { file: name, at, bytes, aside: kept }))
}
