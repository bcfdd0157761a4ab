import { mkdir, mkdtemp, open, readdir, rm, statfs, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import {
  chooseSnapshot,
  eachOf,
  fetchBytes,
  fetchFile,
  type Progress,
  readSnapshot,
  type SealedSnapshot,
  type SnapshotFile,
  Tally,
  type Target,
} from '@millrace/backup'
import { type Clock, Fault, type Log, type Micros, Owned } from '@millrace/core'
import { folderFault, loadDatabase, RESTORING, takeFolder } from '../database/index.ts'
import { openVault, type VaultKeys } from '../secrets/index.ts'
import './faults.ts'
import { openSeal } from './hold.ts'
import { DATA_KEYS, isSealed, placeSealedFile } from './sealed-files.ts'

const AT_ONCE = 4
/** A new database before anything is in it, and its log. */
const DATABASE_BYTES = 256 * 1024 * 1024
/** Text of tables and their indexes, as a multiple of what it takes compressed; seen 4 to 10. */
const DATABASE_FACTOR = 12

export interface RestoreStep extends Progress {
  readonly step: 'files' | 'metadata'
}

export interface RestoreOptions {
  readonly target: Target
  /** The newest snapshot not later than this; by default the newest. µs UTC. */
  readonly at?: Micros | undefined
  /** Empty, or made. */
  readonly dataFolder: string
  /** An empty database of your own; without it one is made in the data folder. */
  readonly databaseUrl?: string | undefined
  /** 32 bytes in base64. */
  readonly masterKey?: string | undefined
  /** Put the master key into the data folder, where the platform finds it without being told. */
  readonly keepMasterKey?: boolean
  readonly clock: Clock
  readonly log: Log
  readonly tell: (step: RestoreStep) => void
}

export interface Restored {
  readonly snapshot: string
  /** ISO 8601: when the platform was held. */
  readonly at: string
  readonly files: number
  readonly bytes: number
  /** Values in segments; those of the journal come beside. */
  readonly rows: number
}

/**
 * Makes a data folder of a snapshot, to be started with `millrace up`. Every byte is checked on its way; the folder counts as
 * whole only at the very end, and a restore that fails leaves it empty. Throws `restore.…`, `backup.…`, `secrets.…`, `database.…`,
 * `folder.…`.
 */
export async function restorePlatform(options: RestoreOptions): Promise<Restored> {
  const { target, dataFolder, at } = options
  await checkEmpty(dataFolder)
  const { key } = await chooseSnapshot(target, at)
  const sealed = await readSnapshot(target, key)
  await checkSeal(sealed, key, options)
  const { snapshot } = sealed
  const bytes = snapshot.files.reduce((sum, file) => sum + file.bytes, 0)
  const metadataBytes = snapshot.files.filter(isMetadata).reduce((sum, file) => sum + file.bytes, 0)
  const owned = new Owned()
  const folder = owned.add(await takeFolder(dataFolder))
  try {
    await checkRoom(
      folder.path,
      bytes - metadataBytes + (options.databaseUrl ? 0 : DATABASE_BYTES + metadataBytes * DATABASE_FACTOR),
    )
    await writeFile(join(folder.path, RESTORING), `${key}\n`)
    await fill(folder.path, sealed, options)
    await syncFolders(folder.path)
    await rm(join(folder.path, RESTORING))
    await syncFolder(folder.path)
  } catch (thrown) {
    await empty(dataFolder)
    throw folderOf(thrown, dataFolder)
  } finally {
    await owned.close()
  }
  return { snapshot: key, at: snapshot.at, files: snapshot.files.length, bytes, rows: snapshot.history.rows }
}

async function fill(
  folder: string,
  { snapshot }: SealedSnapshot,
  { target, databaseUrl, masterKey, keepMasterKey, clock, log, tell }: RestoreOptions,
): Promise<void> {
  const plain = snapshot.files.filter((file) => !isMetadata(file) && !isSealed(file.path))
  const bytes = plain.reduce((sum, file) => sum + file.bytes, 0)
  const tally = new Tally((progress) => tell({ step: 'files', ...progress }), plain.length, bytes)
  await mkdir(join(folder, 'secrets'), { mode: 0o700 })
  await eachOf(plain, AT_ONCE, async (file) => {
    await fetchFile(target, file, join(folder, file.path))
    tally.add(file.bytes)
  })
  if (keepMasterKey && masterKey !== undefined)
    await writeFile(join(folder, 'secrets', 'master-key'), `${masterKey.trim()}\n`, { mode: 0o600 })
  const vault = await openVault({ folder: join(folder, 'secrets'), masterKey: { env: masterKey }, clock, log })
  for (const file of snapshot.files)
    if (isSealed(file.path)) await placeSealedFile(folder, file.path, await fetchBytes(target, file), vault)
  const parts = new Map(snapshot.files.filter(isMetadata).map((file) => [file.path, file]))
  await loadDatabase({
    dataFolder: folder,
    databaseUrl,
    clock,
    log,
    metadata: snapshot.metadata,
    part: (path) => fetchBytes(target, fileOf(parts, path, snapshot.at)),
    tell: ({ tables, ofTables }) =>
      tell({ step: 'metadata', files: tables, ofFiles: ofTables, bytes: tables, ofBytes: ofTables }),
  })
}

const isMetadata = ({ path }: SnapshotFile): boolean => path.startsWith('metadata/')

function fileOf(files: ReadonlyMap<string, SnapshotFile>, path: string, snapshot: string): SnapshotFile {
  const file = files.get(path)
  if (!file) throw new Fault('restore.file_missing', { file: path, snapshot })
  return file
}

/** Before anything is written: is this the master key, and did its platform write the list? */
async function checkSeal(
  { snapshot, sha256, seal }: SealedSnapshot,
  key: string,
  { target, masterKey, clock, log }: RestoreOptions,
): Promise<void> {
  if (masterKey === undefined) throw new Fault('restore.master_key_needed', { expected: snapshot.masterKey })
  const keys = fileOf(new Map(snapshot.files.map((file) => [file.path, file])), DATA_KEYS, key)
  const folder = await mkdtemp(join(tmpdir(), 'millrace-restore-'))
  try {
    await fetchFile(target, keys, join(folder, 'data-keys.json'))
    const vault = await openVault({ folder, masterKey: { env: masterKey }, clock, log })
    if (openedBy(vault, seal, key) !== sha256)
      throw new Fault('restore.forged', { snapshot: key, seen: 'the seal of another' })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function openedBy(vault: VaultKeys, seal: string, snapshot: string): string {
  try {
    return openSeal(vault, seal)
  } catch (thrown) {
    if (!(thrown instanceof Fault) || thrown.code !== 'secrets.unreadable') throw thrown
    throw new Fault('restore.forged', { snapshot, seen: 'a seal that does not open' }, thrown)
  }
}

/** A new file system has a folder of its own in it. */
const OWN = new Set(['lost+found'])

async function checkEmpty(folder: string): Promise<void> {
  let names: string[]
  try {
    names = await readdir(folder)
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === 'ENOENT') return
    throw folderFault(thrown, folder)
  }
  const found = names.find((name) => !OWN.has(name))
  if (found !== undefined) throw new Fault('restore.folder_not_empty', { folder, seen: found })
}

async function checkRoom(folder: string, bytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(folder)
  const [needed, free] = [Math.ceil(bytes / 1e6), Math.floor((bavail * bsize) / 1e6)]
  if (free < needed) throw new Fault('folder.disk_full', { folder, needed, free })
}

/** It was empty before, so all of it is ours. */
async function empty(folder: string): Promise<void> {
  for (const name of await readdir(folder))
    if (!OWN.has(name)) await rm(join(folder, name), { recursive: true, force: true })
}

const diskCodes = new Set(['ENOSPC', 'EDQUOT', 'EACCES', 'EPERM', 'EROFS'])
const folderOf = (thrown: unknown, folder: string): unknown =>
  diskCodes.has(String((thrown as NodeJS.ErrnoException | undefined)?.code)) ? folderFault(thrown, folder) : thrown

/** So that after a loss of power the files have their names too. */
async function syncFolders(folder: string): Promise<void> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  // PostgreSQL has synced its own.
  const inside = entries.filter((entry) => entry.isFile() && !entry.parentPath.startsWith(join(folder, 'pg')))
  const folders = new Set(inside.map(({ parentPath }) => parentPath))
  for (const found of [...folders])
    for (let above = dirname(found); above.startsWith(folder); above = dirname(above)) folders.add(above)
  for (const found of folders) await syncFolder(found)
}

async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
