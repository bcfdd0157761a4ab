import { fileURLToPath } from 'node:url'
import { Fault, type Log, sayFault } from '@millrace/core'
import { listModels, type ModelPackage, modelsFolder, readModelFolder } from '@millrace/runtime'
import './faults.ts'

export interface ModelLibrary {
  /** By folder, in the order of folders. */
  all(): Promise<ReadonlyMap<string, ModelPackage>>
  /** Throws `mechanisms.folder_unknown`. */
  one(folder: string): Promise<ModelPackage>
}

/** Read when somebody first asks, and kept: it changes with the platform alone. A model that cannot be read is left out, and said. */
export function createLibrary(log: Log): ModelLibrary {
  let read: Promise<ReadonlyMap<string, ModelPackage>> | undefined
  const all = async (): Promise<ReadonlyMap<string, ModelPackage>> => {
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
      const model = (await all()).get(folder)
      if (!model) throw new Fault('mechanisms.folder_unknown', { seen: folder })
      return model
    },
  }
}

async function readLibrary(log: Log): Promise<ReadonlyMap<string, ModelPackage>> {
  const models = new Map<string, ModelPackage>()
  for (const name of await listModels()) {
    try {
      models.set(name, await readModelFolder(fileURLToPath(new URL(name, modelsFolder))))
    } catch (thrown) {
      log.warn('a mechanism model of the library is left out', { name, seen: sayFault(thrown) })
    }
  }
  return models
}
