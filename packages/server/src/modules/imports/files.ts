import { type FileHandle, mkdir, open, realpath, rm, stat, statfs } from 'node:fs/promises'
import { join, relative, resolve, sep } from 'node:path'
import { Fault } from '@millrace/core'
import './faults.ts'

/** Left free for the history itself. */
const SPARE = 512 * 2 ** 20

const isFull = (thrown: unknown): boolean => ['ENOSPC', 'EDQUOT'].includes((thrown as NodeJS.ErrnoException).code ?? '')

async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === 'ENOENT') return 0
    throw thrown
  }
}

/** All of it: a disk that is nearly full takes a part without a fault. */
export async function writeAll(file: FileHandle, bytes: Uint8Array, at: number): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    const { bytesWritten } = await file.write(bytes, done, bytes.length - done, at + done)
    done += bytesWritten
  }
}

/** Where the files of imports lie: those that are sent, those that are put there, and the reports of refusals. */
export class ImportFiles {
  readonly #folder: string

  constructor(folder: string) {
    this.#folder = folder
  }

  /** Where somebody with access to the machine puts files of an organisation. */
  inbox(tenant: string): string {
    return join(this.#folder, 'inbox', tenant)
  }

  content(id: string): string {
    return join(this.#folder, id, 'content')
  }

  report(id: string): string {
    return join(this.#folder, id, 'refused.csv')
  }

  async begin(id: string): Promise<void> {
    await mkdir(join(this.#folder, id), { recursive: true, mode: 0o700 })
  }

  /** A file below the inbox and its size; links that lead out of it are none. Throws `imports.path_refused`. */
  async given(tenant: string, path: string): Promise<{ path: string; size: number }> {
    const folder = this.inbox(tenant)
    const refused = (): Fault =>
      new Fault('imports.path_refused', { folder: relative(this.#folder, folder), seen: path.slice(0, 200) })
    try {
      await mkdir(folder, { recursive: true, mode: 0o700 })
      const found = await realpath(resolve(folder, path))
      if (!found.startsWith(`${await realpath(folder)}${sep}`)) throw refused()
      const { size, isFile } = await stat(found).then((one) => ({ size: one.size, isFile: one.isFile() }))
      if (!isFile) throw refused()
      return { path: found, size }
    } catch (thrown) {
      if (thrown instanceof Fault) throw thrown
      throw new Fault('imports.path_refused', refused().facts, thrown)
    }
  }

  /** There is room for a file of so many bytes. Throws `imports.no_room`. */
  async room(size: number): Promise<void> {
    const free = await this.#free()
    if (size > free) throw new Fault('imports.no_room', { size, free })
  }

  /** How much of a report is there, of what should be. */
  async reportBytes(id: string, bytes: number): Promise<number> {
    return Math.min(bytes, await sizeOf(this.report(id)))
  }

  /** What was sent is there. Throws `imports.content_lost`. */
  async check(id: string, bytes: number): Promise<void> {
    const seen = await sizeOf(this.content(id))
    if (seen < bytes) throw new Fault('imports.content_lost', { expected: bytes, seen })
  }

  /** Durable when it resolves. Throws `imports.no_room`, `imports.content_lost`. */
  async write(id: string, bytes: Uint8Array, at: number): Promise<void> {
    await this.begin(id)
    if (at > 0) await this.check(id, at)
    const file = await open(this.content(id), at === 0 ? 'w' : 'r+', 0o600)
    try {
      await file.truncate(at)
      await writeAll(file, bytes, at)
      await file.datasync()
    } catch (thrown) {
      if (!isFull(thrown)) throw thrown
      throw new Fault('imports.no_room', { size: bytes.length, free: await this.#free() }, thrown)
    } finally {
      await file.close()
    }
  }

  /** What was sent is not needed any more; the report stays. */
  dropContent(id: string): Promise<void> {
    return rm(this.content(id), { force: true })
  }

  drop(id: string): Promise<void> {
    return rm(join(this.#folder, id), { recursive: true, force: true })
  }

  async #free(): Promise<number> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 })
    const { bavail, bsize } = await statfs(this.#folder)
    return Math.max(0, bavail * bsize - SPARE)
  }
}
