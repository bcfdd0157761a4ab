import { createHash } from 'node:crypto'
import { Fault } from '@millrace/core'
import './faults.ts'

export const FORMAT = 1

/** One table of the metadata. */
export interface TableDump {
  readonly name: string
  /** In the order of the rows' fields; what the database computes itself is left out. */
  readonly columns: readonly string[]
  readonly rows: number
  /** Paths of its files, in order: PostgreSQL's COPY text format, zstd. */
  readonly parts: readonly string[]
}

export interface Metadata {
  /** Changes of the schema that had run, oldest first; `sum` is the SHA-256 of their text. */
  readonly migrations: readonly { readonly name: string; readonly sum: string }[]
  readonly tables: readonly TableDump[]
  /** Undefined `last`: never used. */
  readonly sequences: readonly { readonly name: string; readonly last?: number }[]
}

/** A platform at one moment. */
export interface PlatformState {
  /** ISO 8601, UTC: when the metadata were held; the history is not older. */
  readonly at: string
  /** Release of the platform. */
  readonly release: string
  /** Which platform it is: the same after a restore. */
  readonly platform: string
  /** Id of the master key that opens its secrets. */
  readonly masterKey: string
  readonly history: {
    /** Position of the journal up to which the segments hold everything. */
    readonly durable: number
    readonly segments: number
    readonly rows: number
  }
  readonly metadata: Metadata
}

/** A file that stays as it is until the platform lets go. */
export interface HeldFile {
  /** Where it belongs in a data folder, or `metadata/…`, with slashes. */
  readonly path: string
  /** Where it is now. */
  readonly from: string
}

/** What a platform holds still to be copied. */
export interface Held extends PlatformState {
  readonly files: readonly HeldFile[]
}

export interface SnapshotFile {
  readonly path: string
  readonly bytes: number
  /** Hex; also the name of its object. */
  readonly sha256: string
  /** Of the file that was read, ns since 1970: an unchanged file is not read again. */
  readonly modified: string
}

export interface Snapshot extends PlatformState {
  readonly format: typeof FORMAT
  readonly files: readonly SnapshotFile[]
}

/** The file: `sha256` is of the snapshot as JSON, `seal` is that under the platform's keys. */
export interface SealedSnapshot {
  readonly snapshot: Snapshot
  readonly sha256: string
  readonly seal: string
}

export const checksumOf = (snapshot: Snapshot): string =>
  createHash('sha256').update(JSON.stringify(snapshot)).digest('hex')

/** `snapshots/20261126T170203.123Z.json`: names sort by time. */
export const keyOfSnapshot = (at: string): string => `snapshots/${at.replaceAll(/[-:]/g, '')}.json`

/** Two letters a folder, so that no folder holds a million files. */
export const keyOfObject = (sha256: string): string => `objects/${sha256.slice(0, 2)}/${sha256}`

/** `history/manifest.json`, `secrets/ca-root`: never a way out of the folder it is restored to. */
const PATH = /^(history|journal|secrets|sealed|metadata)(\/[^/\\\0]{1,255}){1,12}$/
const isPath = (path: unknown): boolean =>
  typeof path === 'string' && PATH.test(path) && !path.split('/').some((part) => part === '.' || part === '..')
const isSha256 = (text: unknown): boolean => typeof text === 'string' && /^[0-9a-f]{64}$/.test(text)
const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) >= 0
const isName = (text: unknown): boolean => typeof text === 'string' && text.length > 0 && text.length < 200

/** Reads the file of a snapshot. Throws `backup.snapshot_damaged`, `backup.snapshot_newer`. */
export function parseSnapshot(
  text: string,
  place: { readonly target: string; readonly snapshot: string },
): SealedSnapshot {
  const damaged = (seen: string, cause?: unknown): Fault =>
    new Fault('backup.snapshot_damaged', { ...place, seen }, cause)
  let read: Partial<SealedSnapshot> | null
  try {
    read = JSON.parse(text) as Partial<SealedSnapshot> | null
  } catch (thrown) {
    throw damaged('text that is no JSON', thrown)
  }
  const snapshot = read?.snapshot as Snapshot | undefined
  if (typeof snapshot !== 'object' || snapshot === null) throw damaged('JSON of another form')
  if (Number.isSafeInteger(snapshot.format) && snapshot.format > FORMAT)
    throw new Fault('backup.snapshot_newer', { ...place, expected: FORMAT, seen: snapshot.format })
  if (checksumOf(snapshot) !== read?.sha256) throw damaged('another checksum')
  if (!isWhole(snapshot) || typeof read.seal !== 'string') throw damaged('missing fields')
  return read as SealedSnapshot
}

function isWhole(read: Partial<Snapshot>): read is Snapshot {
  const { format, at, release, platform, masterKey, history, metadata, files } = read
  return (
    format === FORMAT &&
    [at, release, platform, masterKey].every(isName) &&
    typeof history === 'object' &&
    [history.durable, history.segments, history.rows].every(isCount) &&
    isMetadata(metadata) &&
    Array.isArray(files) &&
    files.every(
      (file: Partial<SnapshotFile> | null) =>
        isPath(file?.path) && isCount(file?.bytes) && isSha256(file?.sha256) && typeof file?.modified === 'string',
    )
  )
}

function isMetadata(read: Partial<Metadata> | undefined): read is Metadata {
  const { migrations, tables, sequences } = read ?? {}
  return (
    Array.isArray(migrations) &&
    migrations.every(({ name, sum }) => isName(name) && isSha256(sum)) &&
    Array.isArray(tables) &&
    tables.every(
      ({ name, columns, rows, parts }) =>
        isName(name) &&
        isCount(rows) &&
        Array.isArray(columns) &&
        columns.every(isName) &&
        Array.isArray(parts) &&
        parts.every(isPath),
    ) &&
    Array.isArray(sequences) &&
    sequences.every(({ name, last }) => isName(name) && (last === undefined || isCount(last)))
  )
}
