import { createPublicKey } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type Clock, Fault, type Log, Owned } from '@millrace/core'
import { openLake } from '@millrace/history'
import { openDatabase, takeFolder } from '../database/index.ts'
import { freezeJournal } from '../ingest/index.ts'
import { keyIdOf, openSigningKey } from '../modules/audit/index.ts'
import { openVault } from '../secrets/index.ts'
import './faults.ts'
import { clearHolds, type Hold, type HoldStep, holdPlatform, sealChecksum } from './hold.ts'
import { DATA_KEYS } from './sealed-files.ts'

export interface StoppedOptions {
  readonly dataFolder: string
  readonly databaseUrl?: string | undefined
  /** MILLRACE_MASTER_KEY; without it the file in the data folder. */
  readonly masterKey?: string | undefined
  readonly clock: Clock
  readonly log: Log
}

/** What a platform that does not run is held by: this process, which has its folder until it closes. */
export interface StoppedHold extends Hold {
  seal(sha256: string): Promise<string>
}

/**
 * Holds a platform that does not run; undefined if it does. Throws `backups.not_a_platform` and what keeps its parts from opening.
 */
export async function holdStopped(
  { dataFolder, databaseUrl, masterKey, clock, log }: StoppedOptions,
  tell: (step: HoldStep) => void,
  signal: AbortSignal,
): Promise<StoppedHold | undefined> {
  if (!existsSync(join(dataFolder, DATA_KEYS)))
    throw new Fault('backups.not_a_platform', { folder: dataFolder, seen: `no ${DATA_KEYS}` })
  const owned = new Owned()
  try {
    const folder = owned.add(await takeFolder(dataFolder))
    await clearHolds(folder.path)
    const secrets = join(folder.path, 'secrets')
    const vault = await openVault({ folder: secrets, masterKey: { env: masterKey }, clock, log })
    const database = owned.add(await openDatabase({ dataFolder: folder.path, clock, log, databaseUrl }))
    const history = owned.add(await openLake({ folder: join(folder.path, 'history'), clock, log }))
    const platform = keyIdOf(createPublicKey(await openSigningKey(secrets, vault)))
    const freeze = freezeJournal({ journal: join(folder.path, 'journal'), clock, log })
    const needs = { dataFolder: folder.path, database, history, freeze, vault, platform, clock }
    const hold = owned.add(await holdPlatform(needs, tell, signal))
    return { file: hold.file, seal: async (sha256) => sealChecksum(vault, sha256), close: () => owned.close() }
  } catch (thrown) {
    await owned.close()
    if (thrown instanceof Fault && thrown.code === 'folder.in_use') return undefined
    throw thrown
  }
}
