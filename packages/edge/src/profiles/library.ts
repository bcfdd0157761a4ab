import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { Fault, sayFault } from '@millrace/core'
import { type DeviceProfile, libraryFolder, listProfiles, sayFinding } from '@millrace/core/profiles'
import type { DriverFactory } from '@millrace/drivers'
import { checkProfile } from './check.ts'
import './faults.ts'

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
