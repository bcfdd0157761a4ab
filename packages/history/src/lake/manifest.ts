import { dirname, join } from 'node:path'
import { Fault } from '@millrace/core'
import type { JournalPosition, StoredFigures } from '../history.ts'
import type { Extent } from '../segment/index.ts'
import type { Disk } from './disk.ts'
import { DAY } from './order.ts'
import { during } from './steps.ts'
import './faults.ts'

/** What is to be removed for good; it stays in the list until no file holds it, so that a crash forgets none. */
export interface Removal {
  readonly tenant: string
  /** Absent: of every series. */
  readonly series?: readonly number[]
  /** Inclusive, µs; absent: from the beginning. */
  readonly from?: number
  /** Exclusive, µs; absent: to the end. */
  readonly to?: number
  /** What was written in later segments stays. */
  readonly seq: number
}

/** One sealed Parquet file: rows of one tenant and one UTC day, sorted by (series, time), each key once. */
export interface Segment {
  /** Relative to the lake's folder. */
  readonly file: string
  readonly tenant: string
  /** Days since 1970-01-01 UTC. */
  readonly day: number
  /** Of two rows with one key, the one in the segment with the greater `seq` counts. Files of one `seq` never share a key. */
  readonly seq: number
  readonly rows: number
  readonly bytes: number
  readonly minTime: number
  readonly maxTime: number
  readonly minSeries: number
  readonly maxSeries: number
  /** Was written by a merge: as small as can be. */
  readonly merged?: true
  /** Bytes of its hours summed up, among `bytes`. */
  readonly summed?: number
  /** Where its list of stripes lies; absent in files that were written before there was one. */
  readonly stripes?: Extent
}

export interface Manifest {
  readonly version: 1
  /** The greatest number given to a seal or a file so far. */
  readonly seq: number
  readonly durable: JournalPosition
  /** By ascending `seq`. */
  readonly segments: readonly Segment[]
  /** In the order they were asked for. */
  readonly removals?: readonly Removal[]
}

const NAME = 'manifest.json'
const numbers = ['day', 'seq', 'rows', 'bytes', 'minTime', 'maxTime', 'minSeries', 'maxSeries'] as const

export function tenantFolder(tenant: string): string {
  const safe = [...Buffer.from(tenant)].map((byte) => {
    const letter = String.fromCharCode(byte)
    return /[A-Za-z0-9_-]/.test(letter) ? letter : `%${byte.toString(16).padStart(2, '0').toUpperCase()}`
  })
  return `tenant=${safe.join('')}`
}

/** `tenant=<id>/day=2026-11-23`: the layout that Hive, Spark, DuckDB and pandas read as partitions. */
export const segmentFolder = (tenant: string, day: number): string =>
  join(tenantFolder(tenant), `day=${new Date((day * DAY) / 1000).toISOString().slice(0, 10)}`)

const monthOf = (day: number): string => new Date((day * DAY) / 1000).toISOString().slice(0, 7)

/** Figures of each tenant's segments. */
export function storedFigures(segments: readonly Segment[]): Map<string, StoredFigures> {
  const all = new Map<string, StoredFigures>()
  const monthsOf = new Map<string, Map<string, { month: string; rows: number; bytes: number }>>()
  for (const { tenant, day, rows, bytes, summed = 0, minTime, maxTime } of segments) {
    const held = all.get(tenant)
    all.set(tenant, {
      rows: (held?.rows ?? 0) + rows,
      bytes: (held?.bytes ?? 0) + bytes,
      segments: (held?.segments ?? 0) + 1,
      oldest: Math.min(held?.oldest ?? minTime, minTime),
      newest: Math.max(held?.newest ?? maxTime, maxTime),
      summedBytes: (held?.summedBytes ?? 0) + summed,
    })
    const months = monthsOf.get(tenant) ?? new Map<string, { month: string; rows: number; bytes: number }>()
    monthsOf.set(tenant, months)
    const month = monthOf(day)
    const one = months.get(month)
    months.set(month, { month, rows: (one?.rows ?? 0) + rows, bytes: (one?.bytes ?? 0) + bytes })
  }
  for (const [tenant, months] of monthsOf)
    all.set(tenant, {
      ...(all.get(tenant) as StoredFigures),
      months: [...months.values()].sort((one, other) => (one.month < other.month ? -1 : 1)),
    })
  return all
}

function parse(text: string, file: string): Manifest {
  const damaged = (seen: string): Fault => new Fault('history.manifest_damaged', { file, seen })
  let found: Partial<Manifest>
  try {
    found = JSON.parse(text) as Partial<Manifest>
  } catch {
    throw damaged('text that is no JSON')
  }
  if (found?.version !== 1) throw damaged(`version ${String(found?.version)}`)
  if (!Number.isSafeInteger(found.seq) || !Number.isSafeInteger(found.durable) || !Array.isArray(found.segments))
    throw damaged('missing fields')
  for (const segment of found.segments as Partial<Segment>[]) {
    const whole =
      typeof segment.file === 'string' &&
      typeof segment.tenant === 'string' &&
      numbers.every((name) => Number.isSafeInteger(segment[name]))
    if (!whole) throw damaged(`a segment with missing fields (${String(segment.file)})`)
    const { stripes } = segment
    if (stripes && !(Number.isSafeInteger(stripes.at) && Number.isSafeInteger(stripes.bytes)))
      throw damaged(`a list of stripes with missing fields (${String(segment.file)})`)
  }
  for (const removal of found.removals ?? [])
    if (typeof removal.tenant !== 'string' || !Number.isSafeInteger(removal.seq))
      throw damaged('a removal with missing fields')
  const segments = (found.segments as (Segment & { rollup?: unknown })[]).map(({ rollup: _, ...segment }) => segment)
  return { ...(found as Manifest), segments }
}

/**
 * The list of what counts. It is replaced whole and atomically, so that a crash leaves the old list or the new one;
 * files it does not name were never finished or are no longer needed, and go when the lake opens.
 */
export class ManifestFile {
  readonly #folder: string
  readonly #disk: Disk
  #current: Manifest = { version: 1, seq: 0, durable: 0, segments: [] }
  #turn: Promise<unknown> = Promise.resolve()

  constructor(folder: string, disk: Disk) {
    this.#folder = folder
    this.#disk = disk
  }

  get current(): Manifest {
    return this.#current
  }

  /** Reads the list, checks that its files are there and removes what it does not name. */
  async open(): Promise<void> {
    const file = join(this.#folder, NAME)
    await this.#disk.folder(this.#folder)
    const bytes = await this.#disk.read(file)
    const files = await this.#disk.list(this.#folder)
    const segments = files.filter((name) => name.startsWith('tenant=') && name.endsWith('.parquet'))
    if (bytes) this.#current = parse(bytes.toString('utf8'), file)
    else if (segments.length > 0)
      throw new Fault('history.manifest_damaged', { file, seen: `no such file beside ${segments.length} segments` })
    else await this.replace((current) => current)
    for (const segment of this.#current.segments) {
      const size = await this.#disk.size(join(this.#folder, segment.file))
      if (size !== segment.bytes) {
        throw new Fault('history.segment_missing', {
          file: segment.file,
          expected: segment.bytes,
          seen: size === undefined ? 'no file' : `${size} bytes`,
        })
      }
    }
    const live = new Set(this.#current.segments.map((segment) => segment.file))
    for (const name of files)
      if (/^tenant=.*\.parquet$/.test(name) && !live.has(name)) await this.#disk.remove(join(this.#folder, name))
    // Hours lay in files of their own once. They tell nothing that rows do not.
    await this.#disk.remove(join(this.#folder, 'hourly'))
    await this.#disk.remove(join(this.#folder, 'tmp'))
    await this.#disk.folder(join(this.#folder, 'tmp'))
  }

  /**
   * Replaces the list by what `change` makes of the present one, one change at a time. `undo` is called if the list surely
   * stays as it was: files made for the new one would only fill the disk. Where nobody knows which list a crash leaves,
   * they stay.
   */
  replace(change: (current: Manifest) => Manifest, undo?: () => Promise<void>): Promise<void> {
    const turn = this.#turn.then(() => during('commit', () => this.#commit(change(this.#current), undo)))
    // The caller of this turn has the failure; the next only waits for its end.
    this.#turn = turn.catch(() => undefined)
    return turn
  }

  async #commit(next: Manifest, undo: () => Promise<void> = async () => undefined): Promise<void> {
    const file = join(this.#folder, NAME)
    try {
      await this.#disk.write(`${file}.new`, Buffer.from(JSON.stringify(next)))
      await this.#disk.rename(`${file}.new`, file)
    } catch (failure) {
      await undo()
      throw failure
    }
    await this.#disk.sync(dirname(file))
    this.#current = next
  }
}
