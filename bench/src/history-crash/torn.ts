import { existsSync } from 'node:fs'
import { copyFile, link, mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { journalIn, lakeIn } from './store.ts'

/** What a power cut can do to bytes that were written and not fsynced: not there, zeros, or anything. */
type Tear = 'cut' | 'zeros' | 'garbage'
const tears: readonly Tear[] = ['cut', 'zeros', 'garbage']

export interface Torn {
  /** Files whose tail was torn. */
  readonly files: number
  /** The list of segments went back to the one before, because its folder was not fsynced yet. */
  readonly listWentBack: boolean
  /** Files that were removed, and whose removal was not fsynced. */
  readonly cameBack: number
}

interface Places {
  /** What the killed process left of its steps. */
  readonly watch: string
  /** Second names of the segments that were there the last time. */
  readonly ghosts: string
  readonly backup: string
}

async function names(folder: string): Promise<string[]> {
  if (!existsSync(folder)) return []
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
}

async function tear(path: string, durable: number, next: () => number): Promise<boolean> {
  const { size } = await stat(path)
  if (size <= durable) return false
  const from = durable + Math.floor(next() * (size - durable))
  const how = tears[Math.floor(next() * tears.length)]
  const file = await open(path, 'r+')
  try {
    if (how === 'cut') await file.truncate(from)
    else {
      const bytes = Buffer.alloc(Math.min(size - from, 1 + Math.floor(next() * (size - from))))
      if (how === 'garbage') for (let i = 0; i < bytes.length; i++) bytes[i] = Math.floor(next() * 256)
      await file.write(bytes, 0, bytes.length, from)
    }
  } finally {
    await file.close()
  }
  return true
}

/**
 * Makes of a folder, after a kill, what a power cut at that moment could have left. Only what was not fsynced is touched:
 * the journal beyond what its last fsync told, files aside, the list aside, and names whose folder was not fsynced.
 */
export async function tearFolder(
  folder: string,
  { watch, ghosts, backup, next }: Places & { readonly next: () => number },
): Promise<Torn> {
  const lake = lakeIn(folder)
  let files = 0
  const [newest, durable] = (await textOf(join(watch, 'synced'))).trim().split(' ')
  if (newest && existsSync(join(journalIn(folder), newest)))
    if (await tear(join(journalIn(folder), newest), Number(durable), next)) files++
  for (const name of await names(join(lake, 'tmp')))
    if (
      name.endsWith('.parquet') &&
      (await isSingle(join(lake, 'tmp', name))) &&
      (await tear(join(lake, 'tmp', name), 0, next))
    )
      files++
  for (const name of await names(join(backup, 'incoming')))
    if (await tear(join(backup, 'incoming', name), 0, next)) files++
  if (existsSync(join(lake, 'manifest.json.new')) && (await tear(join(lake, 'manifest.json.new'), 0, next))) files++
  const listWentBack = await listBack(lake, watch, next)
  return { files, listWentBack, cameBack: await filesBack(lake, ghosts, next) }
}

/** A file of a snapshot is a second name of a segment that counts. */
const isSingle = async (path: string): Promise<boolean> => (await stat(path)).nlink === 1

async function listBack(lake: string, watch: string, next: () => number): Promise<boolean> {
  const before = join(watch, 'manifest-before')
  const committing = (await stepsAt(watch)).includes('commit')
  if (!committing || !existsSync(before) || next() < 0.5) return false
  await rename(before, join(lake, 'manifest.json'))
  return true
}

/** Segments that were removed since the last time come back under their names, a few of them. */
async function filesBack(lake: string, ghosts: string, next: () => number): Promise<number> {
  let back = 0
  for (const name of await names(ghosts)) {
    const path = join(lake, name)
    if (!existsSync(path) && existsSync(dirname(path)) && back < 5 && next() < 0.3) {
      await link(join(ghosts, name), path)
      back++
    }
  }
  await rm(ghosts, { recursive: true, force: true })
  for (const name of await names(lake)) {
    if (!/^(hourly\/)?tenant=.*\.parquet$/.test(name)) continue
    await mkdir(dirname(join(ghosts, name)), { recursive: true })
    await link(join(lake, name), join(ghosts, name))
  }
  return back
}

const textOf = async (path: string): Promise<string> => (existsSync(path) ? readFile(path, 'utf8') : '')

/** What every thread of the killed process was at. */
export async function stepsAt(watch: string): Promise<string[]> {
  const found: string[] = []
  for (const name of await readdir(watch))
    if (name.startsWith('steps-'))
      found.push(...(await textOf(join(watch, name))).split(' ').filter((step) => step !== ''))
  return found
}

const isElsewhere = (failure: unknown): boolean => (failure as NodeJS.ErrnoException).code === 'EXDEV'

/** A second name; on another disk a copy. */
async function linkOrCopy(from: string, to: string): Promise<void> {
  try {
    await link(from, to)
  } catch (failure) {
    if (!isElsewhere(failure)) throw failure
    await copyFile(from, to)
  }
}

/** A copy to look into: segments are never written again, so that a second name is one. */
export async function copyOf(folder: string, to: string): Promise<void> {
  await rm(to, { recursive: true, force: true })
  for (const name of await names(folder)) {
    if (!/^(history|journal)\//.test(name)) continue
    await mkdir(dirname(join(to, name)), { recursive: true })
    await (/tenant=.*\.parquet$/.test(name) ? linkOrCopy : copyFile)(join(folder, name), join(to, name))
  }
}
