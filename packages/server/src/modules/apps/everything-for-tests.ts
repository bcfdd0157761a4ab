import { createHash } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestPlatform } from '../../testing.ts'

/** Every row of the database and every file, by what is in it; without the audit, what is told of it, and what is written by the clock. */
export async function everything(platform: TestPlatform): Promise<Record<string, string>> {
  const folder = await mkdtemp(join(tmpdir(), 'millrace-apps-'))
  const sum = async (path: string): Promise<string> =>
    createHash('sha256')
      .update(await readFile(path))
      .digest('hex')
  const dump = await platform.database.dump()
  try {
    const { tables } = await dump.write(folder, () => undefined)
    const sums: Record<string, string> = {}
    for (const { name, parts } of tables)
      if (!/^audit|^event|^flow_leases$|^app_work$|^app_tests$|^sessions$|_pulse$/.test(name))
        sums[name] = (await Promise.all(parts.map((part) => sum(join(folder, part))))).join()
    const files = await readdir(platform.historyFolder, { recursive: true, withFileTypes: true })
    for (const file of files)
      if (file.isFile() && file.name !== '_points.csv')
        sums[join(file.parentPath, file.name)] = await sum(join(file.parentPath, file.name))
    return sums
  } finally {
    await dump.close()
    await rm(folder, { recursive: true, force: true })
  }
}
