import { open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'

/**
 * Replaces a file as a whole: after a crash or kill at any moment it holds the old content or the new, on disk (fdatasync of the
 * file, fsync of its folder). Mode 0600. What a killed writer left beside it as `.new` is thrown away by the next.
 */
export async function replaceFile(path: string, content: string | Uint8Array): Promise<void> {
  const draft = `${path}.new`
  // Its mode may be another one's; 'wx' also refuses to follow a link that somebody put there.
  await rm(draft, { force: true })
  const file = await open(draft, 'wx', 0o600)
  try {
    await file.writeFile(content)
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(draft, path)
  // Windows cannot open a folder; NTFS journals the rename.
  if (process.platform === 'win32') return
  const folder = await open(dirname(path), 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}
