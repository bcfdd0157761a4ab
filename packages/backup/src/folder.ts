import { randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { link, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import type { Readable } from 'node:stream'
import { Fault } from '@millrace/core'
import { checked } from './body.ts'
import './faults.ts'
import type { Body, Listed, TidyTarget } from './target.ts'

const codeOf = (thrown: unknown): string => String((thrown as NodeJS.ErrnoException | undefined)?.code ?? '')

/** Objects as files below a folder; made if missing. Files are fsynced, then moved into place, then their folder is fsynced. */
export class FolderTarget implements TidyTarget {
  readonly name: string
  /** Where files grow before they have their name. */
  readonly #incoming: string

  constructor(folder: string) {
    this.name = resolve(folder)
    this.#incoming = join(this.name, 'incoming')
  }

  async *list(prefix: string): AsyncGenerator<Listed> {
    const from = join(this.name, prefix)
    const entries = await this.#doing(prefix, async () => {
      try {
        return await readdir(from, { recursive: true, withFileTypes: true })
      } catch (failure) {
        if (codeOf(failure) === 'ENOENT') return []
        throw failure
      }
    })
    for (const entry of entries) {
      if (!entry.isFile()) continue
      const path = join(entry.parentPath, entry.name)
      const { size } = await this.#doing(path, () => stat(path))
      yield { key: path.slice(this.name.length + 1).replaceAll('\\', '/'), bytes: size }
    }
  }

  async read(key: string): Promise<Readable> {
    const stream = createReadStream(join(this.name, key), { highWaterMark: 1_048_576 })
    await new Promise<void>((done, failed) => {
      stream.once('open', () => done())
      stream.once('error', (failure) =>
        failed(
          codeOf(failure) === 'ENOENT'
            ? new Fault('backup.object_missing', { object: key, file: key, target: this.name }, failure)
            : this.#fault(key, failure),
        ),
      )
    })
    return stream
  }

  put(key: string, body: Body, { ifAbsent = false }: { readonly ifAbsent?: boolean } = {}): Promise<boolean> {
    const aside = join(this.#incoming, randomUUID())
    const path = join(this.name, key)
    return this.#doing(key, async () => {
      await this.#folder(this.#incoming)
      try {
        await writeWhole(aside, body, key)
        await this.#folder(dirname(path))
        if (!ifAbsent) await rename(aside, path)
        else if (!(await linked(aside, path))) return false
        await sync(dirname(path))
        return true
      } catch (failure) {
        // Whoever holds the place tidied it away: then there is one already.
        if (ifAbsent && codeOf(failure) === 'ENOENT') return false
        throw failure
      } finally {
        await rm(aside, { force: true })
      }
    })
  }

  remove(key: string): Promise<void> {
    return this.#doing(key, () => rm(join(this.name, key), { force: true }))
  }

  tidy(): Promise<void> {
    return this.#doing('incoming', () => rm(this.#incoming, { recursive: true, force: true }))
  }

  close(): void {}

  /** Makes a folder and the missing ones above it, and fsyncs what holds them. Backups are nobody else's to read. */
  async #folder(path: string): Promise<void> {
    const first = await mkdir(path, { recursive: true, mode: 0o700 })
    if (first === undefined) return
    for (let made = path; ; made = dirname(made)) {
      await sync(dirname(made))
      if (made === first) return
    }
  }

  async #doing<T>(what: string, run: () => Promise<T>): Promise<T> {
    try {
      return await run()
    } catch (failure) {
      throw this.#fault(what, failure)
    }
  }

  #fault(what: string, failure: unknown): unknown {
    if (failure instanceof Fault) return failure
    const code = codeOf(failure)
    if (code === 'ENOSPC' || code === 'EDQUOT')
      return new Fault('backup.target_full', { target: this.name, what }, failure)
    return new Fault('backup.target_unwritable', { target: this.name, seen: (failure as Error).message }, failure)
  }
}

/** Writes and fsyncs. Throws `backup.file_changed` when the bytes are not those that were told. */
async function writeWhole(path: string, body: Body, key: string): Promise<void> {
  const file = await open(path, 'wx', 0o600)
  try {
    for await (const piece of checked(body, key)) await file.writeFile(piece)
    await file.sync()
  } finally {
    await file.close()
  }
}

/** False if there is one already. */
async function linked(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to)
    return true
  } catch (failure) {
    if (codeOf(failure) === 'EEXIST') return false
    throw failure
  }
}

async function sync(folder: string): Promise<void> {
  // Windows cannot open a folder; NTFS journals the rename.
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
