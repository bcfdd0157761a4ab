import { randomUUID } from 'node:crypto'
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Held, HeldFile } from '@millrace/backup'
import { type Clock, type Closable, isoOf, Owned } from '@millrace/core'
import type { LakeSnapshot } from '@millrace/history'
import type { Database } from '../database/index.ts'
import { VERSION } from '../http/document.ts'
import type { VaultKeys } from '../secrets/index.ts'
import { writeSealedFiles } from './sealed-files.ts'

/** How far holding is. */
export interface HoldStep {
  readonly step: 'history' | 'metadata'
  readonly done: number
  readonly of: number
}

/** What stays as it is until it is closed. */
export interface Hold extends Closable {
  /** A JSON file that tells what to copy: `Held`. */
  readonly file: string
}

export interface HoldNeeds {
  readonly dataFolder: string
  readonly database: Pick<Database, 'dump'>
  readonly history: { snapshot(): Promise<LakeSnapshot> }
  /** Takes hold of the history, then writes the rest of the journal into a folder. */
  readonly freeze: (folder: string, take: () => Promise<LakeSnapshot>) => Promise<LakeSnapshot>
  readonly vault: VaultKeys
  /** Which platform it is, in all backups of it. */
  readonly platform: string
  readonly clock: Clock
}

const placeOf = (dataFolder: string): string => join(dataFolder, 'backup')

/** Clears away what a crash left; for the one process that has the data folder. */
export const clearHolds = (dataFolder: string): Promise<void> =>
  rm(placeOf(dataFolder), { recursive: true, force: true })

/**
 * Holds the platform as it is now. The metadata come first and the history after them: what the metadata promise the history
 * has, and what came to the history in between belongs to rows that are perhaps not there yet, whose numbers nobody else gets.
 * Queries, ingest and changes go on.
 */
export async function holdPlatform(
  { dataFolder, database, history, freeze, vault, platform, clock }: HoldNeeds,
  tell: (step: HoldStep) => void,
  signal: AbortSignal,
): Promise<Hold> {
  const folder = join(placeOf(dataFolder), randomUUID())
  const owned = new Owned()
  owned.add({ close: () => rm(folder, { recursive: true, force: true }) })
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    const at = isoOf(clock.now())
    const dump = owned.add(await database.dump())
    tell({ step: 'history', done: 0, of: 1 })
    const journal = join(folder, 'journal')
    const lake = owned.add(await freeze(journal, () => history.snapshot()))
    tell({ step: 'history', done: 1, of: 1 })
    signal.throwIfAborted()
    const metadata = await dump.write(folder, ({ tables, ofTables }) => {
      signal.throwIfAborted()
      tell({ step: 'metadata', done: tables, of: ofTables })
    })
    // It holds back what the database may clear away.
    await dump.close()
    const inside = (path: string): HeldFile => ({ path, from: join(folder, path) })
    const files: HeldFile[] = [
      { path: 'history/manifest.json', from: join(lake.folder, 'manifest.json') },
      ...lake.files.map(({ file }) => ({ path: `history/${file}`, from: join(lake.folder, file) })),
      ...(await readdir(journal)).map((name) => inside(`journal/${name}`)),
      ...metadata.tables.flatMap(({ parts }) => parts.map(inside)),
      ...(await writeSealedFiles(dataFolder, folder, vault)),
    ]
    const { durable, segments, rows } = lake
    const held: Held = {
      at,
      release: VERSION,
      platform,
      masterKey: vault.master,
      history: { durable, segments, rows },
      metadata,
      files,
    }
    const file = join(folder, 'held.json')
    await writeFile(file, JSON.stringify(held), { mode: 0o600 })
    return { file, close: () => owned.close() }
  } catch (thrown) {
    await owned.close()
    throw thrown
  }
}

const SEAL = 'backup snapshot'

/** Binds the checksum of a snapshot to the platform's keys. */
export const sealChecksum = (vault: VaultKeys, sha256: string): string => vault.seal(sha256, SEAL)

/** The checksum that was sealed. Throws `secrets.unreadable`. */
export const openSeal = (vault: VaultKeys, seal: string): string => vault.open(seal, SEAL)
