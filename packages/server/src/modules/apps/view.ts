import { type AppManifest, askedBy } from '@millrace/apps'
import { isoOf, MICROS_PER_MS } from '@millrace/core'
import { compareVersions } from '../mechanisms/index.ts'
import type { AppLibrary, AppListed, AppVersion, Installation, Plain } from './schema.ts'
import { partsOf } from './searching.ts'
import type { InstallationRow, KnownVersion } from './store.ts'
import { sumOf } from './test-runs.ts'
import type { TestSum } from './test-store.ts'

/** Whether somebody trusts a key. */
export type Trusts = (fingerprint: string) => boolean

const isoDate = (at: Date): string => isoOf(at.getTime() * MICROS_PER_MS)

export const newestFirst = (a: KnownVersion, b: KnownVersion): number => compareVersions(b.version, a.version)

const signatureOf = ({ fingerprint }: KnownVersion, trusts: Trusts) =>
  fingerprint === null ? {} : { signature: { fingerprint, trusted: trusts(fingerprint) } }

/** By `publisher/name@version`. */
type Tests = ReadonlyMap<string, TestSum>

/** One that came a moment ago waits for them. */
const testsOf = ({ app, version }: KnownVersion, tests: Tests): AppListed['tests'] => {
  const sum = tests.get(`${app}@${version}`)
  return sum ? sumOf(sum) : { state: 'waiting', passed: 0, failed: 0 }
}

interface Listed {
  /** The newest first. */
  readonly versions: readonly KnownVersion[]
  readonly installed: InstallationRow | undefined
  readonly tests: Tests
  readonly lacking: AppListed['lacking']
}

export function listedView({ versions, installed, tests, lacking }: Listed, trusts: Trusts): AppListed {
  const newest = versions[0]!
  const { title, summary, owner, taxonomy, pages = [] } = newest.manifest
  return {
    app: newest.app,
    version: newest.version,
    title,
    summary,
    owner,
    taxonomy,
    pages: pages.length,
    has: partsOf(newest.manifest),
    ...(lacking ? { lacking } : {}),
    versions: versions.map(({ version, digest, bytes }) => ({ version, digest, bytes })),
    ...signatureOf(newest, trusts),
    tests: testsOf(newest, tests),
    ...(installed ? { installed: { id: installed.id, version: installed.version, state: installed.state } } : {}),
  }
}

interface Offered {
  readonly folder: string
  readonly manifest: AppManifest
  readonly taken: string | undefined
  readonly lacking: AppListed['lacking']
}

/** Of an app that comes with the platform. */
export function offeredView({ folder, manifest, taken, lacking }: Offered): AppLibrary['items'][number] {
  const { id: app, version, title, summary, owner, taxonomy } = manifest
  return {
    ...{ folder, app, version, title, summary, owner, taxonomy, has: partsOf(manifest) },
    ...(lacking ? { lacking } : {}),
    ...(taken === undefined ? {} : { taken }),
  }
}

interface Around {
  readonly installed: readonly InstallationRow[]
  readonly tests: Tests
  readonly trusts: Trusts
}

export const versionedView = (row: KnownVersion, { installed, tests, trusts }: Around) => ({
  version: row.version,
  digest: row.digest,
  bytes: row.bytes,
  by: row.madeBy,
  at: isoDate(row.madeAt),
  ...signatureOf(row, trusts),
  tests: testsOf(row, tests),
  installations: installed.filter(
    ({ app, version, previous }) => app === row.app && (version === row.version || previous === row.version),
  ).length,
})

export const versionView = (row: KnownVersion, around: Around): AppVersion => ({
  app: row.app,
  ...versionedView(row, around),
  manifest: row.manifest,
  asks: askedBy(row.manifest),
  files: row.files,
})

/** Those of a version, without secrets. */
export const plainSettings = (
  { settings = [] }: AppManifest,
  held: InstallationRow['settings'],
): Record<string, Plain> =>
  Object.fromEntries(
    settings.flatMap(({ name, type }): [string, Plain][] => {
      const value = Object.hasOwn(held, name) ? held[name] : undefined
      return type === 'secret' || value === undefined ? [] : [[name, value]]
    }),
  )

/** @param secrets names of those that are set */
export const installationView = (
  row: InstallationRow,
  manifest: AppManifest,
  secrets: readonly string[],
): Installation => ({
  id: row.id,
  app: row.app,
  version: row.version,
  title: manifest.title,
  ...(row.previous === null ? {} : { previous: row.previous }),
  state: row.state,
  settings: plainSettings(manifest, row.settings),
  secrets: [...secrets],
  bound: row.bound,
  agreed: row.agreed,
  ...(manifest.pages ? { pages: manifest.pages } : {}),
  by: row.madeBy,
  at: isoDate(row.madeAt),
  changedAt: isoDate(row.changedAt),
  ...(row.leaving ? { leaving: true as const } : {}),
})
