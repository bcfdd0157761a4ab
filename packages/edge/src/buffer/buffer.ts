import { randomUUID } from 'node:crypto'
import { mkdirSync, unlinkSync } from 'node:fs'
import { join } from 'node:path'
import {
  type Clock,
  type Closable,
  Fault,
  type Log,
  type Micros,
  type SampleBatch,
  sayFault,
  type Timer,
} from '@millrace/core'
import type { Interval, IntervalSet } from '@millrace/wire'
import { BufferReader } from './buffer-reader.ts'
import { lockFolder } from './lock.ts'
import { encodeRecord } from './record.ts'
import { readCoverage, readSegments, SUFFIX } from './recover.ts'
import { missingIn, type Segment, SegmentReader, SegmentWriter } from './segment.ts'
import { type BufferState, parseState, readIfThere, replaceDurably, replaceLazily, syncFolder } from './state-file.ts'
import './faults.ts'

const BOOT = 2 ** 32
const SEGMENT_BYTES = 8 * 1024 * 1024
const SYNC_MS = 1_000
const SAVE_MS = 5_000
const SAY_FULL_MS = 60_000

export interface BufferNeeds {
  readonly folder: string
  /** Most bytes on disk; beyond it the oldest segment is dropped. */
  readonly limitBytes: number
  readonly clock: Clock
  readonly log: Log
  /** Bytes after which a new segment begins; 8 MiB unless a test says otherwise. */
  readonly segmentBytes?: number
  /** The lowest position that somebody here still wants to read; what the host has stays from there on. */
  readonly wanted?: () => number
}

/** What was lost because the buffer or the disk was full, since the start. */
export interface Dropped {
  readonly records: number
  readonly values: number
  /** Times of the first samples of the oldest and the newest record that was dropped, µs. */
  readonly from?: Micros
  readonly to?: Micros
}

/**
 * Store-and-forward on disk. Every record is in a segment file before it is sent, and stays until it is covered: the
 * host said that it stored it. Positions are never used twice, even if a power cut took the tail of the last segment.
 */
export class RecordBuffer implements Closable {
  readonly #needs: BufferNeeds
  readonly #lock: Closable
  readonly #segments: Segment[]
  readonly #timers: Timer[] = []
  #state: BufferState
  #covered: IntervalSet
  #writer: SegmentWriter | undefined
  #next: number
  #dropped: { records: number; values: number; from?: Micros; to?: Micros } = { records: 0, values: 0 }
  #oldest: BufferReader | undefined
  #coverageChanged = false
  #saidFullAt = Number.NEGATIVE_INFINITY
  #syncing: Promise<void> = Promise.resolve()

  private constructor(
    needs: BufferNeeds,
    lock: Closable,
    found: { state: BufferState; covered: IntervalSet; segments: Segment[] },
  ) {
    this.#needs = needs
    this.#lock = lock
    this.#state = found.state
    this.#covered = found.covered
    this.#segments = found.segments
    this.#next = found.state.boot * BOOT
    this.#timers.push(
      needs.clock.every(SYNC_MS, () => void this.sync()),
      needs.clock.every(SAVE_MS, () => this.#saveCoverage()),
    )
  }

  /**
   * Opens a folder, cuts off a torn tail, and begins a new boot. Throws `edge_buffer.in_use`, `edge_buffer.unusable`,
   * `edge_buffer.state_malformed`.
   */
  static async open(needs: BufferNeeds): Promise<RecordBuffer> {
    const { folder } = needs
    let lock: Closable | undefined
    try {
      mkdirSync(folder, { recursive: true })
      lock = await lockFolder(folder)
      const file = join(folder, 'state.json')
      const saved = readIfThere(file)
      const before = saved ? parseState(file, saved.toString()) : { stream: randomUUID(), boot: 0 }
      const state = { ...before, boot: before.boot + 1 }
      replaceDurably(file, JSON.stringify(state))
      const covered = readCoverage(join(folder, 'covered'))
      const buffer = new RecordBuffer(needs, lock, { state, covered, segments: readSegments(needs) })
      buffer.#deleteCovered()
      return buffer
    } catch (reason) {
      await lock?.close()
      throw reason instanceof Fault
        ? reason
        : new Fault('edge_buffer.unusable', { folder, seen: sayFault(reason) }, reason)
    }
  }

  get stream(): string {
    return this.#state.stream
  }

  /** The position that the next record will have. */
  get head(): number {
    return this.#next
  }

  /** First position of this boot: what is before it was written by an earlier run. */
  get bootStart(): number {
    return this.#state.boot * BOOT
  }

  /** Lowest position that is not covered; everything below is settled. The head if all is. */
  get floor(): number {
    return this.missing([this.#covered]) ?? this.#next
  }

  get segments(): readonly Segment[] {
    return this.#segments
  }

  get covered(): IntervalSet {
    return this.#covered
  }

  get dropped(): Dropped {
    return this.#dropped
  }

  /** On disk, with what is covered but not yet deleted. */
  get bytes(): number {
    return this.#segments.reduce((sum, { bytes }) => sum + bytes, 0)
  }

  /** Records that are not covered. */
  get records(): number {
    let records = 0
    for (const { first, last } of this.#segments) records += last - first + 1 - this.#covered.count(first, last)
    return records
  }

  /** Time of the oldest sample that is not covered, µs; undefined if there is none. */
  get oldest(): Micros | undefined {
    if (this.floor === this.#next) return undefined
    this.#oldest ??= new BufferReader(this)
    const reader = this.#oldest
    while (!reader.head || this.#covered.has(reader.head.position)) {
      if (!reader.next((position) => this.#covered.has(position))) return undefined
    }
    return reader.head.time
  }

  /** The host whose confirmations were seen, now or in an earlier run. */
  get confirmedBy(): string | undefined {
    return this.#state.confirmedBy
  }

  rememberConfirming(host: string): void {
    if (this.#state.confirmedBy === host) return
    this.#state = { ...this.#state, confirmedBy: host }
    replaceDurably(join(this.#needs.folder, 'state.json'), JSON.stringify(this.#state))
  }

  /** Of the last Sparkplug session; 255 before the first, so that the first is 0. */
  get bdSeq(): number {
    const bytes = readIfThere(join(this.#needs.folder, 'bdseq'))
    return bytes?.length === 1 ? bytes[0]! : 255
  }

  saveBdSeq(bdSeq: number): void {
    replaceLazily(join(this.#needs.folder, 'bdseq'), Uint8Array.of(bdSeq))
  }

  /**
   * Stores one record and returns its position. If neither the limit nor the disk leaves room, the oldest segment goes;
   * a record that finds no room even so is counted as dropped, and may still be sent.
   */
  append(device: number, batch: SampleBatch): number {
    const position = this.#next++
    const record = encodeRecord(position, device, batch)
    while (this.bytes + record.length > this.#needs.limitBytes && this.#dropOldest('limit')) {}
    for (;;) {
      try {
        this.#writerFor(position).append(position, record)
        return position
      } catch (reason) {
        if (!(reason instanceof Error && 'code' in reason && (reason.code === 'ENOSPC' || reason.code === 'EDQUOT')))
          throw reason
        this.#sayFull()
        if (this.#dropOldest('disk')) continue
        this.#endSegment()
        this.#covered.add(position, position + 1)
        this.#count(1, batch.length, batch.time[0] ?? this.#needs.clock.now())
        return position
      }
    }
  }

  /** Lowest stored position that is in none of the sets. */
  missing(sets: readonly IntervalSet[]): number | undefined {
    for (const segment of this.#segments) {
      const position = missingIn(segment, sets)
      if (position !== undefined) return position
    }
    return undefined
  }

  /** The host stored these: [from, to) each. Segments that are covered wholly are deleted. */
  cover(intervals: Iterable<Interval>): void {
    for (const { from, to } of intervals) {
      // Only what was really written: a host with a mistake must not cover positions to come.
      if (from < Math.min(to, this.#next)) this.#covered.add(from, Math.min(to, this.#next))
    }
    this.#coverageChanged = true
    this.#deleteCovered()
  }

  /** Less is wanted than before. */
  release(): void {
    this.#deleteCovered()
  }

  /** A stored record that cannot be read: counted as dropped, so that the ones behind it are still sent. */
  giveUp(position: number, reason: unknown): void {
    this.#covered.add(position, position + 1)
    this.#coverageChanged = true
    this.#count(1, 0, this.#needs.clock.now())
    this.#needs.log.error('a record of the buffer cannot be read', { position, reason: sayFault(reason) })
  }

  /** Everything appended before survives a power cut once this resolves. */
  sync(): Promise<void> {
    const writer = this.#writer
    this.#syncing = this.#syncing
      .then(() => writer?.sync())
      .catch((reason: unknown) => this.#needs.log.error('buffer not synced', { reason: sayFault(reason) }))
    return this.#syncing
  }

  async close(): Promise<void> {
    for (const timer of this.#timers.splice(0)) timer.cancel()
    await this.sync()
    this.#writer?.close()
    this.#oldest?.close()
    this.#saveCoverage()
    await this.#lock.close()
  }

  #writerFor(position: number): SegmentWriter {
    const most = Math.min(this.#needs.segmentBytes ?? SEGMENT_BYTES, Math.ceil(this.#needs.limitBytes / 8))
    if (this.#writer && this.#writer.segment.bytes >= most) this.#endSegment()
    if (!this.#writer) {
      const file = join(this.#needs.folder, `${String(position).padStart(16, '0')}${SUFFIX}`)
      this.#writer = new SegmentWriter(file, position)
      this.#segments.push(this.#writer.segment)
      syncFolder(this.#needs.folder)
    }
    return this.#writer
  }

  #endSegment(): void {
    const writer = this.#writer
    if (!writer) return
    this.#writer = undefined
    if (writer.segment.bytes === 0) {
      writer.close()
      this.#forget(writer.segment)
      return
    }
    this.#syncing = this.#syncing.then(async () => {
      await writer.sync()
      writer.close()
    })
    this.#syncing = this.#syncing.catch((reason: unknown) =>
      this.#needs.log.error('buffer segment not synced', { reason: sayFault(reason) }),
    )
  }

  #deleteCovered(): void {
    const wanted = this.#needs.wanted?.() ?? Number.POSITIVE_INFINITY
    for (const segment of [...this.#segments]) {
      if (segment === this.#writer?.segment || segment.last >= wanted) continue
      if (missingIn(segment, [this.#covered]) === undefined) this.#forget(segment)
    }
    const lowest = this.#segments[0]?.first ?? this.#next
    this.#covered.dropBelow(lowest)
  }

  #forget(segment: Segment): void {
    this.#segments.splice(this.#segments.indexOf(segment), 1)
    unlinkSync(segment.file)
  }

  /** False if there is no segment but the one being written, and nothing in that one. */
  #dropOldest(because: 'limit' | 'disk'): boolean {
    const oldest = this.#segments[0]
    if (!oldest || oldest.bytes === 0) return false
    if (oldest === this.#writer?.segment) this.#endSegment()
    const reader = new SegmentReader(oldest.file)
    let records = 0
    let values = 0
    try {
      while (reader.next()) {
        if (this.#covered.has(reader.head!.position)) continue
        records++
        values += reader.head!.values
        this.#count(1, reader.head!.values, reader.head!.time)
      }
    } finally {
      reader.close()
    }
    this.#forget(oldest)
    this.#covered.add(oldest.first, oldest.last + 1)
    this.#deleteCovered()
    if (records > 0) this.#needs.log.error('oldest values dropped from the buffer', { because, records, values })
    return true
  }

  #count(records: number, values: number, time: Micros): void {
    const { dropped } = this
    this.#dropped = {
      records: dropped.records + records,
      values: dropped.values + values,
      from: Math.min(dropped.from ?? time, time),
      to: Math.max(dropped.to ?? time, time),
    }
  }

  #sayFull(): void {
    const now = this.#needs.clock.monotonic()
    if (now - this.#saidFullAt < SAY_FULL_MS) return
    this.#saidFullAt = now
    this.#needs.log.error(sayFault(new Fault('edge_buffer.disk_full', { folder: this.#needs.folder })))
  }

  #saveCoverage(): void {
    if (!this.#coverageChanged) return
    this.#coverageChanged = false
    try {
      const pairs = Float64Array.from([...this.#covered].flatMap(({ from, to }) => [from, to]))
      replaceLazily(join(this.#needs.folder, 'covered'), new Uint8Array(pairs.buffer))
    } catch (reason) {
      // Without it the host is asked again after a restart, and drops what it has.
      this.#needs.log.warn('coverage of the buffer not saved', { reason: sayFault(reason) })
    }
  }
}
