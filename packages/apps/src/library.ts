import { fileURLToPath } from 'node:url'
import { listFolders } from '@millrace/packaging'
import { appPackages } from './package.ts'

/** `apps/` of the repository: apps that come with the platform, a folder each. */
export const appsFolder = new URL('../../../apps/', import.meta.url)

export const listApps = (folder = fileURLToPath(appsFolder)): Promise<string[]> => listFolders(appPackages, folder)
