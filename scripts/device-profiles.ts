// Holds every profile of library/devices against its schema, the drivers' own reading of addresses and UCUM.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { listProfiles, sayFinding } from '@millrace/core/profiles'
import { checkProfile, edgeDrivers } from '@millrace/edge'

/** Says what does not hold in a library. */
export async function deviceProfiles(folder: string): Promise<string[]> {
  const faults: string[] = []
  for (const { id, file } of await listProfiles(folder)) {
    const { profile, findings } = await checkProfile(await readFile(file, 'utf8'), edgeDrivers)
    if (profile && profile.licence !== 'Apache-2.0')
      faults.push(`library/devices/${id}.yaml: what ships with the platform is Apache-2.0, not ${profile.licence}`)
    for (const finding of findings) faults.push(`library/devices/${id}.yaml:${sayFinding(finding)}`)
    if (id !== id.toLowerCase()) faults.push(`library/devices/${id}.yaml: file names have small letters alone`)
  }
  return faults
}

if (import.meta.main) {
  const folder = join(import.meta.dirname, '..', 'library', 'devices')
  const faults = await deviceProfiles(folder)
  for (const fault of faults) process.stderr.write(`${fault}\n`)
  process.stdout.write(`        ${(await listProfiles(folder)).length} device profiles\n`)
  process.exit(faults.length > 0 ? 1 : 0)
}
