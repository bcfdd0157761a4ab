import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { HeldFile } from '@millrace/backup'
import { replaceFile, type Vault } from '../secrets/index.ts'

/** Folders of the data folder whose files leave it sealed, whether or not they are secret. */
const FOLDERS = ['secrets', 'tls']
/** The master key opens all of it and is kept elsewhere; the rest is of one process. */
const LEFT_OUT = new Set(['secrets/master-key', 'secrets/local-token', 'secrets/local-address.json'])
/** Wrapped under the master key; what opens the others. */
export const DATA_KEYS = 'secrets/data-keys.json'
const SEALED = 'sealed/'

const contextOf = (path: string): string => `backup of ${path}`

/** Writes the platform's small files into `to`, each sealed; the data keys as they are. */
export async function writeSealedFiles(dataFolder: string, to: string, vault: Vault): Promise<HeldFile[]> {
  const files: HeldFile[] = []
  for (const folder of FOLDERS)
    for (const name of await namesIn(join(dataFolder, folder))) {
      const own = `${folder}/${name}`
      if (LEFT_OUT.has(own) || name.endsWith('.new')) continue
      const content = await readFile(join(dataFolder, own))
      const path = own === DATA_KEYS ? own : `${SEALED}${own}`
      const from = join(to, path)
      await mkdir(dirname(from), { recursive: true, mode: 0o700 })
      await writeFile(from, own === DATA_KEYS ? content : vault.seal(content.toString('base64'), contextOf(own)), {
        mode: 0o600,
      })
      files.push({ path, from })
    }
  return files
}

export const isSealed = (path: string): boolean => path.startsWith(SEALED)

/** Opens a sealed file and puts it where it belongs. Throws `secrets.unreadable`. */
export async function placeSealedFile(dataFolder: string, path: string, sealed: Buffer, vault: Vault): Promise<void> {
  const own = path.slice(SEALED.length)
  const content = Buffer.from(vault.open(sealed.toString('utf8'), contextOf(own)), 'base64')
  await mkdir(dirname(join(dataFolder, own)), { recursive: true, mode: 0o700 })
  await replaceFile(join(dataFolder, own), content)
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true })
    return entries
      .filter((entry) => entry.isFile())
      .map(({ name }) => name)
      .sort()
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw thrown
  }
}
