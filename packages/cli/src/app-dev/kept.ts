import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { AppManifest } from '@millrace/apps'
import { OfflineTables } from '@millrace/apps/testing'
import { Fault, sayFault } from '@millrace/core'
import '../faults.ts'

/** Hidden, so that no package has it in it. */
const FOLDER = '.millrace'
type Json = Readonly<Record<string, unknown>>

/** What an app that is being made keeps from one start to the next: rows, settings and secrets, in files that may be edited. */
export class KeptFiles {
  readonly #folder: string
  #saving: Promise<void> = Promise.resolve()

  constructor(app: string) {
    this.#folder = join(app, FOLDER)
  }

  /** Rows that do not fit any more are left out, and told of. */
  async tables({ id, tables = [] }: AppManifest, tell: (text: string) => void): Promise<OfflineTables> {
    const held = new OfflineTables(id, tables)
    for (const [name, rows] of Object.entries(await this.read('tables')))
      for (const row of Array.isArray(rows) ? rows : [])
        try {
          held.put(name, row)
        } catch (fault) {
          tell(`${FOLDER}/tables.json: ${sayFault(fault)}`)
        }
    return held
  }

  saveTables(tables: OfflineTables): void {
    this.save('tables', tables.all())
  }

  /** Empty where there is none. Throws `cli.file_unreadable` where it is no JSON. */
  async read(name: 'tables' | 'settings' | 'secrets'): Promise<Json> {
    const file = join(this.#folder, `${name}.json`)
    const text = await readFile(file, 'utf8').catch(() => '{}')
    try {
      return JSON.parse(text) as Json
    } catch (reason) {
      throw new Fault('cli.file_unreadable', { file, seen: sayFault(reason) }, reason)
    }
  }

  /** One after the other, each whole. */
  save(name: 'tables' | 'settings', what: Json): void {
    const file = join(this.#folder, `${name}.json`)
    const text = `${JSON.stringify(what, null, 2)}\n`
    this.#saving = this.#saving
      .then(async () => {
        await mkdir(this.#folder, { recursive: true })
        await writeFile(`${file}.part`, text)
        await rename(`${file}.part`, file)
      })
      .catch((reason: unknown) => void process.stderr.write(`${file}: ${sayFault(reason)}\n`))
  }

  close(): Promise<void> {
    return this.#saving
  }
}
