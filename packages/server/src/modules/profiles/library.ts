import { readFile } from 'node:fs/promises'
import { type Log, sayFault } from '@millrace/core'
import { checkProfile, type DeviceProfile, listProfiles, sayFinding } from '@millrace/core/profiles'
import { isPointName } from '@millrace/wire'

/** A profile of the library that ships with the platform. */
export interface Shipped {
  /** `<maker>/<model>`, as its file is named. */
  readonly key: string
  readonly yaml: string
  readonly content: DeviceProfile
}

export interface Library {
  /** By key. */
  all(): Promise<ReadonlyMap<string, Shipped>>
}

/** Read when somebody first asks, and kept: it changes with the platform alone. */
export function createLibrary(log: Log): Library {
  let read: Promise<ReadonlyMap<string, Shipped>> | undefined
  return {
    async all() {
      read ??= readLibrary(log)
      try {
        return await read
      } catch (thrown) {
        read = undefined
        throw thrown
      }
    },
  }
}

async function readLibrary(log: Log): Promise<ReadonlyMap<string, Shipped>> {
  const shipped = new Map<string, Shipped>()
  for (const { id: key, file } of await listProfiles()) {
    try {
      const yaml = await readFile(file, 'utf8')
      const { profile, findings } = checkProfile(yaml, { isPointName })
      if (profile && findings.length === 0) shipped.set(key, { key, yaml, content: profile })
      else log.warn('a device profile of the library is left out', { file, seen: findings.map(sayFinding).join('; ') })
    } catch (thrown) {
      log.warn('a device profile of the library is left out', { file, seen: sayFault(thrown) })
    }
  }
  return shipped
}
