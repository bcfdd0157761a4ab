import { createHash } from 'node:crypto'
import { mkdir, open, readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import type { DriverEnvironment } from './driver.ts'

/**
 * How far a device has been read, kept over restarts in the driver's folder: one small JSON file a device, replaced
 * as a whole and synced, so that a power cut leaves the old one or the new one.
 */
export class PositionFile {
  readonly #folder: string
  readonly #path: string

  /** @param source what is read; a device that is given another source begins anew */
  constructor(kind: string, { folder, device = '' }: Pick<DriverEnvironment, 'folder' | 'device'>, source: string) {
    const name = device.replaceAll(/[^A-Za-z0-9_-]/g, '_').slice(0, 60)
    const hash = createHash('sha256').update(`${device}\n${source}`).digest('hex').slice(0, 12)
    this.#folder = folder
    this.#path = join(folder, `${kind}-${name}-${hash}.json`)
  }

  /** What was written last, or undefined if there is nothing that can be read. */
  async read(): Promise<unknown> {
    try {
      return JSON.parse(await readFile(this.#path, 'utf8')) as unknown
    } catch {
      return undefined
    }
  }

  async write(position: unknown): Promise<void> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 })
    const draft = `${this.#path}.new`
    const file = await open(draft, 'w', 0o600)
    try {
      await file.writeFile(JSON.stringify(position))
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(draft, this.#path)
  }
}
