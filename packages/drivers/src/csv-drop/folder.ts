import { type FSWatcher, watch } from 'node:fs'
import { lstat, mkdir, readdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
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
    if (!done || !same(done, mark)) {
      const bad = await this.#read(path, mark, signal)
      // What changed meanwhile is read again when it has settled: values are the same by their times.
      const after = await markOf(path)
      if (!after || !same(after, mark)) return
      await this.#tellBad(name, bad)
      this.#done.set(name, mark)
      await this.#keep()
    }
    if (config.after === 'move') await this.#move(name)
  }

  async #read(path: string, { size }: Mark, signal: AbortSignal): Promise<readonly BadLine[]> {
    const { config, log } = this.#needs
    try {
      const most = config.mostBytes ?? 1_000_000_000
      if (size > most)
        throw new Fault('csv_drop.file_refused', { file: path, expected: `at most ${most} bytes`, seen: String(size) })
      return await readFileOf(path, this.#needs, signal)
    } catch (reason) {
      signal.throwIfAborted()
      const gone = reason instanceof Error && 'code' in reason && !(reason instanceof Fault)
      if (!(reason instanceof Fault) && !gone) throw reason
      log.warn('file refused', { file: path, reason: sayFault(reason) })
      return [{ line: 0, reason: sayFault(reason) }]
    }
  }

  async #tellBad(name: string, bad: readonly BadLine[]): Promise<void> {
    if (bad.length === 0) return
    const { config, log } = this.#needs
    log.warn('lines refused', { file: name, count: bad.length, first: JSON.stringify(bad.slice(0, MOST_LINES_TOLD)) })
    if (config.after !== 'move') return
    const text = bad.map(({ line, reason }) => `${line}: ${reason}\n`).join('')
    await mkdir(join(config.folder, 'done'), { recursive: true })
    await writeFile(join(config.folder, 'done', `${name}.errors.txt`), text)
  }

  async #move(name: string): Promise<void> {
    const { folder } = this.#needs.config
    await mkdir(join(folder, 'done'), { recursive: true })
    await rename(join(folder, name), join(folder, 'done', name))
  }

  /** Files that are gone are forgotten, so that the list does not grow for ever. */
  async #forget(present: ReadonlySet<string>): Promise<void> {
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
