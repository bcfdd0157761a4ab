import { type FileHandle, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** The steps that make files durable, apart so that a test can stop or fail between any two of them. */
export interface Disk {
  /** Size of a file, bytes; undefined if there is none. */
  size(path: string): Promise<number | undefined>
  read(path: string): Promise<Buffer | undefined>
  /** Writes a file whole and fsyncs it. */
  write(path: string, bytes: Uint8Array): Promise<void>
  /** fsyncs a file or a folder. */
  sync(path: string): Promise<void>
  rename(from: string, to: string): Promise<void>
  remove(path: string): Promise<void>
  /** Makes a folder and the missing ones above it, and fsyncs what holds them. */
  folder(path: string): Promise<void>
  /** Files below a folder, as paths relative to it. */
  list(path: string): Promise<readonly string[]>
}

async function using<T>(path: string, flags: string, work: (handle: FileHandle) => Promise<T>): Promise<T> {
  const handle = await open(path, flags)
  try {
    return await work(handle)
  } finally {
    await handle.close()
  }
}

const isMissing = (thrown: unknown): boolean => (thrown as NodeJS.ErrnoException).code === 'ENOENT'

export const realDisk: Disk = {
  async size(path) {
    try {
      return (await stat(path)).size
    } catch (failure) {
      if (isMissing(failure)) return undefined
      throw failure
    }
  },
  async read(path) {
    try {
      return await using(path, 'r', (handle) => handle.readFile())
    } catch (failure) {
      if (isMissing(failure)) return undefined
      throw failure
    }
  },
  write: (path, bytes) =>
    using(path, 'w', async (handle) => {
      await handle.writeFile(bytes)
      await handle.sync()
    }),
  sync: (path) => using(path, 'r', (handle) => handle.sync()),
  rename,
  remove: (path) => rm(path, { recursive: true, force: true }),
  async folder(path) {
    const first = await mkdir(path, { recursive: true })
    if (first === undefined) return
    for (let made = path; ; made = dirname(made)) {
      await realDisk.sync(dirname(made))
      if (made === first) break
    }
  },
  async list(path) {
    const entries = await readdir(path, { recursive: true, withFileTypes: true })
    return entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(path.length + 1))
  },
}
