import { chmod, mkdir, stat } from 'node:fs/promises'
import { Fault } from '@millrace/core'
import './faults.ts'

/** Windows has no such bits; there the folder's ACL is inherited from the user's profile. */
const hasModes = process.platform !== 'win32'
const FOR_OTHERS = 0o077
const WRITE_FOR_OTHERS = 0o022

const shown = (mode: number): string => (mode & 0o777).toString(8).padStart(4, '0')

/** Makes the folder with mode 0700, or tightens it. Throws `secrets.open_to_others` when others could have put files into it. */
export async function closedFolder(path: string): Promise<void> {
  await mkdir(path, { recursive: true, mode: 0o700 })
  if (!hasModes) return
  const { mode } = await stat(path)
  if (mode & WRITE_FOR_OTHERS) throw new Fault('secrets.open_to_others', { path, seen: shown(mode), expected: '0700' })
  if (mode & FOR_OTHERS) await chmod(path, 0o700)
}

/** Throws `secrets.open_to_others` when group or others may read or write the file: it is not tightened, since it may have been read. */
export async function checkClosedFile(path: string): Promise<void> {
  if (!hasModes) return
  const { mode } = await stat(path)
  if (mode & FOR_OTHERS) throw new Fault('secrets.open_to_others', { path, seen: shown(mode), expected: '0600' })
}
