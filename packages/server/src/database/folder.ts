import { existsSync } from 'node:fs'
import { mkdir, readFile, realpath, rm, statfs, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { type Closable, Fault } from '@millrace/core'
import './faults.ts'

/** Below this the platform does not start: PostgreSQL alone writes its log in pieces of 16 MB. */
const NEEDED_MB = 128

/** Lies in a folder as long as a restore into it has not ended. */
export const RESTORING = 'restoring'

export interface DataFolder extends Closable {
  /** Absolute, without symbolic links. */
  readonly path: string
}

const errno = (thrown: unknown): string | undefined =>
  typeof thrown === 'object' && thrown !== null && 'code' in thrown ? String(thrown.code) : undefined

const says = (thrown: unknown): string => (thrown instanceof Error ? thrown.message : String(thrown))

/**
 * Takes the data folder for this process alone, making it if there is none.
 *
 * The lock is one of the kernel (through SQLite, the only one Node has): it ends with the process, however that ends,
 * so nothing is ever stale. `lock.pid` beside it only tells people who holds it.
 * Throws `folder.in_use`, `folder.not_writable`, `folder.disk_full`, `folder.half_restored`.
 */
export async function takeFolder(folder: string): Promise<DataFolder> {
  const asked = resolve(folder)
  let path = asked
  try {
    await mkdir(asked, { recursive: true, mode: 0o755 })
    path = await realpath(asked)
    if (existsSync(join(path, RESTORING))) throw new Fault('folder.half_restored', { folder: path })
    await checkRoom(path)
    const probe = join(path, `.probe-${process.pid}`)
    await writeFile(probe, 'x')
    await rm(probe)
  } catch (thrown) {
    throw folderFault(thrown, asked)
  }
  const lock = await takeLock(path)
  return { path, close: lock.close }
}

async function checkRoom(path: string): Promise<void> {
  const { bavail, bsize } = await statfs(path)
  const free = Math.floor((bavail * bsize) / 1e6)
  if (free < NEEDED_MB) throw new Fault('folder.disk_full', { folder: path, needed: NEEDED_MB, free })
}

/** What the file system refused, as a fault of the folder; a fault stays what it is. */
export function folderFault(thrown: unknown, folder: string): Fault {
  if (thrown instanceof Fault) return thrown
  if (errno(thrown) === 'ENOSPC' || errno(thrown) === 'EDQUOT')
    return new Fault('folder.disk_full', { folder, needed: NEEDED_MB, free: 0 }, thrown)
  return new Fault('folder.not_writable', { folder, seen: says(thrown) }, thrown)
}

async function takeLock(path: string): Promise<{ close(): Promise<void> }> {
  const pidFile = join(path, 'lock.pid')
  let lock: DatabaseSync | undefined
  try {
    lock = new DatabaseSync(join(path, 'lock'))
    lock.exec('pragma locking_mode = exclusive; pragma journal_mode = memory; begin exclusive')
  } catch (thrown) {
    lock?.close()
    if (!/locked|busy/i.test(says(thrown))) throw folderFault(thrown, path)
    const pid = await readFile(pidFile, 'utf8').catch(() => 'unknown')
    throw new Fault('folder.in_use', { folder: path, pid: pid.trim() }, thrown)
  }
  const held = lock
  await writeFile(pidFile, `${process.pid}\n`)
  let open = true
  return {
    close: async () => {
      if (!open) return
      open = false
      await rm(pidFile, { force: true })
      held.close()
    },
  }
}
