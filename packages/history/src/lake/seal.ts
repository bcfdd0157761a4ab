import { dirname, join } from 'node:path'
import type { DuckDBConnection } from '@duckdb/node-api'
import type { JournalPosition } from '../history.ts'
import type { Disk } from './disk.ts'
import { type ManifestFile, type Segment, segmentFolder } from './manifest.ts'
import { type Ordering, orderRows } from './order.ts'
import type { HotPart } from './part.ts'
import { writeRows } from './write.ts'

/** A segment's own file and its rollup's. */
export const filesOf = ({ file, rollup }: Segment): string[] => (rollup ? [file, rollup.file] : [file])

/** Where segments are made: one maker for a lake, because numbers must not repeat. */
export class SegmentMaker {
  readonly folder: string
  readonly disk: Disk
  #number: number

  constructor(folder: string, disk: Disk, number: number) {
    this.folder = folder
    this.disk = disk
    this.#number = number
  }

  /** The greatest number given so far: goes into the manifest, so that a file's name is never used twice. */
  get number(): number {
    return this.#number
  }

  next(): number {
    return ++this.#number
  }

  /**
   * Lets `write` make a file aside, then makes it durable and moves it to its place. Returns its name and size. Rollups lie in
   * a tree of their own, so that a pattern over the segments finds rows alone.
   */
  async make(
    { tenant, day, kind = 'rows' }: { tenant: string; day: number; kind?: 'rows' | 'hourly' },
    write: (path: string) => Promise<void>,
  ): Promise<{ file: string; bytes: number }> {
    const name = `${this.next()}.parquet`
    const aside = join(this.folder, 'tmp', name)
    const file = join(kind === 'rows' ? '' : kind, segmentFolder(tenant, day), name)
    try {
      await write(aside)
      await this.disk.sync(aside)
      await this.disk.folder(join(this.folder, dirname(file)))
      await this.disk.rename(aside, join(this.folder, file))
    } catch (failure) {
      await this.disk.remove(aside)
      throw failure
    }
    return { file, bytes: (await this.disk.size(join(this.folder, file))) as number }
  }

  async syncFolders(segments: readonly Segment[]): Promise<void> {
    for (const folder of new Set(segments.flatMap(filesOf).map((file) => dirname(file))))
      await this.disk.sync(join(this.folder, folder))
  }

  async discard(segments: readonly Segment[]): Promise<void> {
    for (const file of segments.flatMap(filesOf)) await this.disk.remove(join(this.folder, file))
  }
}

/**
 * Makes a part durable: one file for each tenant and day, fsynced with its folder, then the manifest that names them.
 * Until the manifest is replaced nothing has happened; after it everything has.
 */
export async function sealPart(
  maker: SegmentMaker,
  manifest: ManifestFile,
  connection: DuckDBConnection,
  part: HotPart,
  tenantOf: (slot: number) => string,
  durable: JournalPosition,
): Promise<Ordering> {
  const ordering = orderRows(part, part.rows)
  const seq = maker.next()
  const made: Segment[] = []
  try {
    for (const slice of ordering.slices) {
      const rows = ordering.rows.subarray(slice.from, slice.to)
      const tenant = tenantOf(slice.tenant)
      const place = await maker.make({ tenant, day: slice.day }, (path) => writeRows(connection, part, rows, path))
      made.push({ ...place, tenant, day: slice.day, seq, rows: rows.length, ...extent(part, rows) })
    }
    await maker.syncFolders(made)
  } catch (failure) {
    await maker.discard(made)
    throw failure
  }
  await manifest.replace(
    (current) => ({
      ...current,
      seq: maker.number,
      durable: Math.max(durable, current.durable),
      segments: [...current.segments, ...made],
    }),
    () => maker.discard(made),
  )
  return ordering
}

function extent(part: HotPart, rows: Uint32Array): Pick<Segment, 'minTime' | 'maxTime' | 'minSeries' | 'maxSeries'> {
  let minTime = Number.POSITIVE_INFINITY
  let maxTime = Number.NEGATIVE_INFINITY
  for (const row of rows) {
    const time = part.time[row] as number
    if (time < minTime) minTime = time
    if (time > maxTime) maxTime = time
  }
  return {
    minTime,
    maxTime,
    minSeries: part.series[rows[0] as number] as number,
    maxSeries: part.series[rows.at(-1) as number] as number,
  }
}
