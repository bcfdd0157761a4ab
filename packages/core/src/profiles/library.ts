import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Fault, sayFault } from '../fault.ts'
import './faults.ts'

/** Where library/devices lies in this installation. */
export const libraryFolder = new URL('../../../../library/devices/', import.meta.url)

export interface LibraryEntry {
  /** `<maker>/<model>`, as the files are named. */
  readonly id: string
  readonly file: string
}

/** Every profile of a library, by id. Throws `profile.unreadable`. */
export async function listProfiles(folder = fileURLToPath(libraryFolder)): Promise<LibraryEntry[]> {
  try {
    const files = await readdir(folder, { recursive: true })
    return files
      .map((file) => file.replaceAll('\\', '/'))
      .filter((file) => /^[^/]+\/[^/]+\.yaml$/.test(file))
      .sort()
      .map((file) => ({ id: file.slice(0, -'.yaml'.length), file: join(folder, file) }))
  } catch (reason) {
    throw new Fault('profile.unreadable', { file: folder, seen: sayFault(reason) }, reason)
  }
}
