import { basename, dirname, join } from 'node:path'
import type { JournalPosition } from '../history.ts'
import { Samples, SegmentWriter, type Written } from '../segment/index.ts'
import { Breath } from './breath.ts'
import type { Disk } from './disk.ts'
import { type ManifestFile, type Segment, segmentFolder } from './manifest.ts'
import type { OpenFiles } from './open-files.ts'
import { type Ordering, OrderRoom, orderRows } from './order.ts'
import type { HotPart } from './part.ts'

/** Where segments are made: one maker for a lake, because numbers must not repeat. */
export class SegmentMaker {
  readonly folder: string
  readonly disk: Disk
  /** Of the seal that runs: there is one at most. */
  readonly room = new OrderRoom()
  readonly #files: OpenFiles
  #number: number
  #sealing: Promise<unknown> | undefined

  constructor(folder: string, disk: Disk, files: OpenFiles, number: number) {
    this.folder = folder
    this.disk = disk
    this.#files = files
    this.#number = number
  }

  /** The greatest number given so far: goes into the manifest, so that a file's name is never used twice. */
  get number(): number {
    return this.#number
  }

  next(): number {
    return ++this.#number
  }

  /** A seal, which all other making waits for: whoever appends may wait for it. */
  async first<T>(seal: () => Promise<T>): Promise<T> {
    const running = seal()
    this.#sealing = running
    try {
      return await running
    } finally {
      this.#sealing = undefined
    }
  }

  /** The seal that runs, if one does. Resolves however it ends. */
  get sealing(): Promise<unknown> | undefined {
    // Its caller has the failure.
    return this.#sealing?.catch(() => undefined)
  }

  /** A path for a file that is not finished, on the same file system. */
  aside(): string {
    return join(this.folder, 'tmp', `${this.next()}.parquet`)
  }

  /** Finishes a file that lies aside, makes it durable and moves it to its place. After a failure there is none. */
  async keep(
    { tenant, day }: { tenant: string; day: number },
    aside: string,
    finish: () => Written,
  ): Promise<Written & { file: string; bytes: number }> {
    const file = join(segmentFolder(tenant, day), basename(aside))
    try {
      const written = finish()
      await this.disk.sync(aside)
      await this.disk.folder(join(this.folder, dirname(file)))
      await this.disk.rename(aside, join(this.folder, file))
      return { file, bytes: (await this.disk.size(join(this.folder, file))) as number, ...written }
    } catch (failure) {
      await this.disk.remove(aside)
      throw failure
    }
  }

  async syncFolders(segments: readonly Segment[]): Promise<void> {
    for (const folder of new Set(segments.map(({ file }) => dirname(file))))
      await this.disk.sync(join(this.folder, folder))
  }

  async discard(segments: readonly Segment[]): Promise<void> {
    for (const { file } of segments) {
      this.#files.forget(file)
      await this.disk.remove(join(this.folder, file))
    }
  }
}

/** Rows between two looks at whether others wait. */
const STEP = 8_192

/** Rows of a slice as a file aside. */
async function writeSlice(maker: SegmentMaker, part: HotPart, rows: Uint32Array, breath: Breath) {
  const aside = maker.aside()
  const writer = new SegmentWriter(aside, { thrifty: false })
  const some = new Samples(STEP)
  try {
    for (let from = 0; from < rows.length; from += STEP) {
      some.clear()
      some.gather(part, rows, from, Math.min(rows.length, from + STEP))
      writer.append(some, 0, some.length)
      if (breath.isDue) await breath.take()
    }
  } catch (failure) {
    writer.abandon()
    await maker.disk.remove(aside)
    throw failure
  }
  return { aside, writer }
}

/** Rows of the newest sample of each series on each day. */
export function newestRows({ series }: HotPart, { rows, slices }: Ordering): Uint32Array<ArrayBuffer> {
  const newest: number[] = []
  for (const { from, to } of slices)
    for (let k = from; k < to; k++) {
      const row = rows[k] as number
      if (k + 1 === to || series[rows[k + 1] as number] !== series[row]) newest.push(row)
    }
  return Uint32Array.from(newest)
}

/**
 * Makes a part durable: one file for each tenant and day, fsynced with its folder, then the manifest that names them.
 * Until the manifest is replaced nothing has happened; after it everything has.
 */
export async function sealPart(
  maker: SegmentMaker,
  manifest: ManifestFile,
  part: HotPart,
  tenantOf: (slot: number) => string,
  durable: JournalPosition,
): Promise<{ readonly ordering: Ordering; readonly seq: number }> {
  const ordering = orderRows(part, part.rows, maker.room)
  const seq = maker.next()
  const made: Segment[] = []
  const breath = new Breath()
  try {
    for (const slice of ordering.slices) {
      const rows = ordering.rows.subarray(slice.from, slice.to)
      const tenant = tenantOf(slice.tenant)
      const { aside, writer } = await writeSlice(maker, part, rows, breath)
      const kept = await maker.keep({ tenant, day: slice.day }, aside, () => writer.finish())
      made.push({ ...kept, tenant, day: slice.day, seq })
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
  return { ordering, seq }
}
