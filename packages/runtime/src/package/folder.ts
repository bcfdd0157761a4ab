import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { listFolders, readFolder } from '@millrace/packaging'
import type { ModelPackage } from '../face.ts'
import { MANIFEST, modelOf, modelPackages } from './archive.ts'

/** Where library/models lies in this installation. */
export const modelsFolder = new URL('../../../../library/models/', import.meta.url)

/** Names of the folders of a library that hold a model, sorted. Throws `package.unreadable`. */
export const listModels = (folder = fileURLToPath(modelsFolder)): Promise<string[]> =>
  listFolders(modelPackages, folder)

/** The model of a folder. Throws `package.unreadable`, `package.unfit`, and `model.malformed` with every mistake and its line. */
export const readModelFolder = async (folder: string): Promise<ModelPackage> =>
  modelOf(await readFolder(modelPackages, folder), join(folder, MANIFEST))
