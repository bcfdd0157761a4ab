import { createHash } from 'node:crypto'
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { TenantId } from '@millrace/core'
import { tenantFolder } from '@millrace/history'
import { type AssetService, pathText } from '../assets/index.ts'

/** Tools that read a folder of Parquet pass over names that begin so. */
const NAME = '_points.csv'
const HEAD = 'series,point,name,path,unit,type,description\r\n'

/** Writes beside the Parquet files which point each series is, so that they can be read without a platform. */
export class Legend {
  readonly #assets: Pick<AssetService, 'everyWithSeries'>
  readonly #folder: string
  /** SHA-256 of what was written last. */
  readonly #written = new Map<TenantId, string>()

  constructor(assets: Pick<AssetService, 'everyWithSeries'>, folder: string) {
    this.#assets = assets
    this.#folder = folder
  }

  /** As the plant is now: in place of the file of before, all at once. */
  async write(tenant: TenantId): Promise<void> {
    const lines: string[] = []
    for await (const page of this.#assets.everyWithSeries({ tenant }, undefined)) {
      for (const { point, series, types } of page) {
        const { id, name, path, unit = '', description = '' } = point
        for (const [i, one] of series.entries())
          lines.push([one, id, name, pathText(path), unit, types[i] ?? '', description].map(cell).join())
      }
    }
    const text = HEAD + lines.map((line) => `${line}\r\n`).join('')
    const hash = createHash('sha256').update(text).digest('hex')
    if (lines.length === 0 || this.#written.get(tenant) === hash) return
    const folder = join(this.#folder, tenantFolder(tenant))
    const draft = join(folder, `${NAME}.new`)
    await mkdir(folder, { recursive: true })
    try {
      await writeFile(draft, text)
      await rename(draft, join(folder, NAME))
    } catch (failure) {
      await rm(draft, { force: true })
      throw failure
    }
    this.#written.set(tenant, hash)
  }
}

/** RFC 4180. */
function cell(value: string | number): string {
  const text = String(value)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
