import fs from 'node:fs'

/** The file calls of the journal, so that tests can fill the disk or break it. */
export interface JournalDisk {
  open(path: string): Promise<number>
  /** Writes all of it or rejects. */
  write(fd: number, parts: readonly Uint8Array[], at: number): Promise<void>
  /** Resolves when the bytes written so far survive a loss of power. */
  sync(fd: number): Promise<void>
  truncate(fd: number, length: number): Promise<void>
  close(fd: number): Promise<void>
  /** Makes names that were added to or removed from a folder durable. */
  syncFolder(path: string): Promise<void>
}

const call = (run: (done: (failure: NodeJS.ErrnoException | null) => void) => void): Promise<void> =>
  new Promise((resolve, reject) => run((failure) => (failure ? reject(failure) : resolve())))

/**
 * Node's thread pool does it: an append of 30 kB with fdatasync takes 0.3 ms, so a thread of our own would save nothing
 * but the two hops that the pool costs as well.
 */
export const journalDisk: JournalDisk = {
  open: (path) =>
    new Promise((resolve, reject) =>
      fs.open(path, 'w', 0o600, (failure, fd) => (failure ? reject(failure) : resolve(fd))),
    ),
  async write(fd, parts, at) {
    let rest = parts.reduce((sum, part) => sum + part.length, 0)
    const queue = [...parts]
    while (rest > 0) {
      const written = await new Promise<number>((resolve, reject) =>
        fs.writev(fd, queue, at, (failure, count) => (failure ? reject(failure) : resolve(count))),
      )
      rest -= written
      at += written
      for (let left = written; left > 0; ) {
        const first = queue[0] as Uint8Array
        if (left < first.length) queue[0] = first.subarray(left)
        else queue.shift()
        left -= Math.min(left, first.length)
      }
    }
  },
  sync: (fd) => call((done) => fs.fdatasync(fd, done)),
  truncate: (fd, length) => call((done) => fs.ftruncate(fd, length, done)),
  close: (fd) => call((done) => fs.close(fd, done)),
  async syncFolder(path) {
    const fd = await new Promise<number>((resolve, reject) =>
      fs.open(path, 'r', (failure, opened) => (failure ? reject(failure) : resolve(opened))),
    )
    await call((done) => fs.fsync(fd, done))
    await call((done) => fs.close(fd, done))
  },
}
