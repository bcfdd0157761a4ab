import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Fault, sayFault } from '@millrace/core'
import type { DriverFactory } from '@millrace/drivers'
import { sayFinding } from '../config/findings.ts'
import { checkProfile, libraryFolder } from './check.ts'
import type { DeviceProfile } from './profile.ts'
import './faults.ts'

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

/** Reads and checks one file. Throws `profile.unreadable`, `profile.invalid`. */
export async function readProfile(file: string, drivers: readonly DriverFactory[]): Promise<DeviceProfile> {
  let text: string
  try {
    text = await readFile(file, 'utf8')
  } catch (reason) {
    throw new Fault('profile.unreadable', { file, seen: sayFault(reason) }, reason)
  }
  const { profile, findings } = await checkProfile(text, drivers)
  if (profile) return profile
  throw new Fault('profile.invalid', { file, count: findings.length, findings: findings.map(sayFinding).join('\n') })
}

/** Finds a profile by `<maker>/<model>`. Throws `profile.unknown` beside what {@link readProfile} throws. */
export async function findProfile(
  id: string,
  drivers: readonly DriverFactory[],
  folder = fileURLToPath(libraryFolder),
): Promise<DeviceProfile> {
  const entry = (await listProfiles(folder)).find((one) => one.id === id.toLowerCase())
  if (!entry) throw new Fault('profile.unknown', { folder, seen: id })
  return readProfile(entry.file, drivers)
}

/** Chinese words of SunSpec's labels, for the importer. */
export async function sunSpecWords(): Promise<Readonly<Record<string, string>>> {
  const file = new URL('schema/sunspec-zh.json', libraryFolder)
  return JSON.parse(await readFile(file, 'utf8')) as Record<string, string>
}
