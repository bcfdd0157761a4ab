import { type FSWatcher, watch } from 'node:fs'
import { lstat, mkdir, open, readdir, rename, writeFile } from 'node:fs/promises'
import { basename, extname, join } from 'node:path'
import { type Clock, Fault, type Log, sayFault } from '@millrace/core'
import type { PositionFile } from '../kit/position-file.ts'
import type { CsvDropConfig } from './config.ts'
import { type BadLine, type FileNeeds, readFileOf } from './file.ts'
import './faults.ts'

const MOST_LINES_TOLD = 20

/** What tells one content of a file from another, without reading it. */
interface Mark {
  readonly size: number
  readonly changedMs: number
  readonly inode: number
}

interface Seen extends Mark {
  readonly since: number
}

export interface FolderNeeds extends Omit<FileNeeds, 'config'> {
  readonly config: CsvDropConfig
  readonly clock: Clock
  readonly log: Log
  readonly file: PositionFile
  readonly alive: () => void
}

/** Looks into the folder again and again, and reads each file once it no longer changes. */
export class DropFolder {
  readonly #needs: FolderNeeds
  readonly #seen = new Map<string, Seen>()
  /** What the file system would not give, told once. */
  readonly #unreadable = new Map<string, Mark>()
  #done = new Map<string, Mark>()

  constructor(needs: FolderNeeds) {
    this.#needs = needs
  }

  /** Runs until the signal is aborted or the folder is gone; rejects with why. */
  async run(signal: AbortSignal): Promise<never> {
    const { config, clock, file, alive } = this.#needs
    this.#done = doneOf(await file.read())
    const { wake, close } = this.#watch()
    try {
      for (;;) {
        const woken = wake()
        alive()
        await this.#look(signal)
        const resting = new AbortController()
        const rest = clock.sleep(config.scanMs ?? 1_000, AbortSignal.any([signal, resting.signal]))
        await Promise.race([rest, woken]).finally(() => resting.abort())
        // It was ended because a file came.
        await rest.catch(() => {})
        signal.throwIfAborted()
      }
    } finally {
      close()
    }
  }

  /** Changes are told at once where the system can; network folders cannot, so the folder is looked at in any case. */
  #watch(): { wake(): Promise<void>; close(): void } {
    let due = Promise.withResolvers<void>()
    let watcher: FSWatcher | undefined
    try {
      watcher = watch(this.#needs.config.folder, () => due.resolve())
      watcher.on('error', () => watcher?.close())
    } catch {
      watcher = undefined
    }
    return {
      wake: () => {
        due = Promise.withResolvers()
        return due.promise
      },
      close: () => watcher?.close(),
    }
  }

  async #look(signal: AbortSignal): Promise<void> {
    const { config, clock } = this.#needs
    const now = clock.monotonic()
    const ready: { readonly name: string; readonly mark: Mark }[] = []
    const names = await namesIn(config.folder)
    const present = new Set(names)
    for (const name of this.#seen.keys()) if (!present.has(name)) this.#seen.delete(name)
    for (const name of names) {
      if (name.startsWith('.') || !name.endsWith(config.suffix ?? '.csv')) continue
      const mark = await markOf(join(config.folder, name))
      if (!mark) continue
      const seen = this.#seen.get(name)
      if (!seen || !same(seen, mark)) this.#seen.set(name, { ...mark, since: now })
      const since = seen && same(seen, mark) ? seen.since : now
      if (now - since >= (config.settleMs ?? 2_000)) ready.push({ name, mark })
    }
    ready.sort((a, b) => a.mark.changedMs - b.mark.changedMs || (a.name < b.name ? -1 : 1))
    for (const { name, mark } of ready) await this.#take(name, mark, signal)
    await this.#forget(present)
  }

  async #take(name: string, mark: Mark, signal: AbortSignal): Promise<void> {
    const { config } = this.#needs
    const path = join(config.folder, name)
    const done = this.#done.get(name)
    const isRead = done !== undefined && same(done, mark)
    if (isRead && config.after !== 'move') return
    const bad = isRead ? [] : await this.#read(path, mark, signal)
    // What changed meanwhile is read again when it has settled: values are the same by their times.
    const after = await markOf(path)
    if (!bad || !after || !same(after, mark)) return
    const target = config.after === 'move' ? await freeName(join(config.folder, 'done'), name) : undefined
    await this.#tellBad(name, bad, target)
    if (!isRead) {
      this.#done.set(name, mark)
      await this.#keep()
    }
    if (target !== undefined) await this.#move(path, target, mark)
  }

  /** The lines that could not be read; undefined if the file system failed: it is tried again at the next look. */
  async #read(path: string, mark: Mark, signal: AbortSignal): Promise<readonly BadLine[] | undefined> {
    const { config, log } = this.#needs
    try {
      const most = config.mostBytes ?? 1_000_000_000
      if (mark.size > most)
        throw new Fault('csv_drop.file_refused', {
          file: path,
          expected: `at most ${most} bytes`,
          seen: String(mark.size),
        })
      return await readFileOf(path, this.#needs, signal)
    } catch (reason) {
      signal.throwIfAborted()
      if (reason instanceof Fault) {
        log.warn('file refused', { file: path, reason: sayFault(reason) })
        return [{ line: 0, reason: sayFault(reason) }]
      }
      if (!(reason instanceof Error && 'code' in reason)) throw reason
      const told = this.#unreadable.get(path)
      if (!told || !same(told, mark)) log.warn('file cannot be read', { file: path, reason: sayFault(reason) })
      this.#unreadable.set(path, mark)
      return undefined
    }
  }

  async #tellBad(name: string, bad: readonly BadLine[], target: string | undefined): Promise<void> {
    if (bad.length === 0) return
    const { log } = this.#needs
    log.warn('lines refused', { file: name, count: bad.length, first: JSON.stringify(bad.slice(0, MOST_LINES_TOLD)) })
    if (target === undefined) return
    await writeFile(`${target}.errors.txt`, bad.map(({ line, reason }) => `${line}: ${reason}\n`).join(''))
  }

  async #move(path: string, target: string, mark: Mark): Promise<void> {
    await rename(path, target)
    const moved = await markOf(target)
    if (!moved || same(moved, mark)) return
    // It was replaced in the last moment: nobody has read what was moved.
    await rename(target, await freeName(this.#needs.config.folder, basename(path)))
  }

  /** Files that are gone are forgotten, so that the list does not grow for ever. */
  async #forget(present: ReadonlySet<string>): Promise<void> {
    for (const path of this.#unreadable.keys()) if (!present.has(basename(path))) this.#unreadable.delete(path)
    const gone = [...this.#done.keys()].filter((name) => !present.has(name))
    if (gone.length === 0) return
    for (const name of gone) this.#done.delete(name)
    await this.#keep()
  }

  #keep(): Promise<void> {
    return this.#needs.file.write([...this.#done])
  }
}

/** Throws `driver.link_lost` if there is no such folder. */
export async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder)
  } catch (failure) {
    throw new Fault('driver.link_lost', { place: folder, seen: (failure as Error).message })
  }
}

/**
 * A path in `folder` that no file had: an empty file now holds it, which whoever asked replaces. `a.csv` becomes
 * `a.2.csv` if there is one.
 */
async function freeName(folder: string, name: string): Promise<string> {
  await mkdir(folder, { recursive: true })
  const end = extname(name)
  for (let count = 1; ; count++) {
    const path = join(folder, count === 1 ? name : `${name.slice(0, name.length - end.length)}.${count}${end}`)
    try {
      await (await open(path, 'wx')).close()
      return path
    } catch (failure) {
      if ((failure as NodeJS.ErrnoException).code !== 'EEXIST') throw failure
    }
  }
}

/** Undefined for what is gone or no plain file. */
async function markOf(path: string): Promise<Mark | undefined> {
  try {
    const stat = await lstat(path)
    return stat.isFile() ? { size: stat.size, changedMs: stat.mtimeMs, inode: stat.ino } : undefined
  } catch {
    return undefined
  }
}

const same = (a: Mark, b: Mark): boolean => a.size === b.size && a.changedMs === b.changedMs && a.inode === b.inode

function doneOf(kept: unknown): Map<string, Mark> {
  if (!Array.isArray(kept)) return new Map()
  return new Map(
    kept.filter(
      (entry): entry is [string, Mark] =>
        Array.isArray(entry) && typeof entry[0] === 'string' && typeof entry[1]?.size === 'number',
    ),
  )
}
