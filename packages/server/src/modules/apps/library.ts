import { fileURLToPath } from 'node:url'
import { type AppPackage, appsFolder, listApps, readAppFolder } from '@millrace/apps'
import { Fault, type Log, sayFault } from '@millrace/core'
import './faults.ts'

export interface AppLibrary {
  /** By folder, in the order of folders. */
  all(): Promise<ReadonlyMap<string, AppPackage>>
  /** Throws `apps.folder_unknown`. */
  one(folder: string): Promise<AppPackage>
}

/** Read when somebody first asks, and kept: it changes with the platform alone. An app that cannot be read is left out, and said. */
export function createAppLibrary(log: Log): AppLibrary {
  let read: Promise<ReadonlyMap<string, AppPackage>> | undefined
  const all = async (): Promise<ReadonlyMap<string, AppPackage>> => {
    read ??= readLibrary(log)
    try {
      return await read
    } catch (thrown) {
      read = undefined
      throw thrown
    }
  }
  return {
    all,
    async one(folder) {
      const app = (await all()).get(folder)
      if (!app) throw new Fault('apps.folder_unknown', { seen: folder })
      return app
    },
  }
}

async function readLibrary(log: Log): Promise<ReadonlyMap<string, AppPackage>> {
  const apps = new Map<string, AppPackage>()
  for (const name of await listApps()) {
    try {
      apps.set(name, await readAppFolder(fileURLToPath(new URL(name, appsFolder))))
    } catch (thrown) {
      log.warn('an app that comes with the platform is left out', { name, seen: sayFault(thrown) })
    }
  }
  return apps
}
