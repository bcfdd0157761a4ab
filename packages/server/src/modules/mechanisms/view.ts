import { isoOf, MICROS_PER_MS } from '@millrace/core'
import type { ModelManifest, ModelPackage } from '@millrace/runtime'
import type { Actor } from '../audit/index.ts'
import { mayOf } from './life.ts'
import type { About, Manifest, Mechanism, MechanismListed, MechanismVersion } from './schema.ts'
import type { KnownVersion, ListedVersion } from './store.ts'
import { compareVersions } from './versions.ts'

export const isoDate = (at: Date): string => isoOf(at.getTime() * MICROS_PER_MS)

/** Texts of a package are shown up to this size. */
const SHOWN_BYTES = 65_536
const utf8 = new TextDecoder('utf-8', { fatal: true })

/** How often each version is bound, by model and version. */
export type Uses = (mechanism: string, version: string) => number

export const aboutOf = ({ title, description, taxonomy, runtime, stateful = false }: ModelManifest): About => ({
  title: { ...title },
  description: { ...description },
  domain: taxonomy.domain,
  equipment: [...(taxonomy.equipment ?? [])],
  tags: [...(taxonomy.tags ?? [])],
  kind: runtime.kind,
  stateful,
})

export const manifestView = (manifest: ModelManifest): Manifest => manifest as unknown as Manifest

const newestFirst = (a: { version: string }, b: { version: string }): number => compareVersions(b.version, a.version)

/** A model as a list has it. @param versions all of it */
function listedView(versions: readonly ListedVersion[], uses: Uses): MechanismListed {
  const sorted = [...versions].sort(newestFirst)
  const newest = sorted[0] as ListedVersion
  const published = sorted.find(({ stage }) => stage === 'published')
  const { mechanism, name } = newest
  const shown = published ?? newest
  return {
    id: mechanism,
    name,
    ...shown.about,
    origin: shown.origin,
    newest: { version: newest.version, stage: newest.stage },
    ...(published ? { published: published.version } : {}),
    bindings: versions.reduce((sum, { version }) => sum + uses(mechanism, version), 0),
    changedAt: isoDate(new Date(Math.max(...versions.map(({ changedAt }) => changedAt.getTime())))),
  }
}

/** One a model, by name. */
export function listedViews(versions: readonly ListedVersion[], uses: Uses): MechanismListed[] {
  const models = new Map<string, ListedVersion[]>()
  for (const one of versions) {
    const others = models.get(one.mechanism)
    if (others) others.push(one)
    else models.set(one.mechanism, [one])
  }
  return [...models.values()].map((all) => listedView(all, uses))
}

type Trusts = (row: Pick<ListedVersion, 'fingerprint' | 'origin'>) => boolean

const versionedView = (row: ListedVersion, trusts: Trusts) => ({
  version: row.version,
  stage: row.stage,
  digest: row.digest,
  bytes: row.bytes,
  origin: row.origin,
  by: row.madeBy,
  at: isoDate(row.madeAt),
  ...(row.fingerprint === null ? {} : { signature: { fingerprint: row.fingerprint, trusted: trusts(row) } }),
})

export const mechanismView = (versions: readonly ListedVersion[], uses: Uses, trusts: Trusts): Mechanism => ({
  ...listedView(versions, uses),
  versions: [...versions]
    .sort(newestFirst)
    .map((row) => ({ ...versionedView(row, trusts), bindings: uses(row.mechanism, row.version) })),
})

function textOf(bytes: Uint8Array | undefined): string | undefined {
  if (!bytes || bytes.length > SHOWN_BYTES || bytes.includes(0)) return undefined
  try {
    return utf8.decode(bytes)
  } catch {
    // What is no UTF-8 is no text.
    return undefined
  }
}

interface Seen {
  readonly files: ModelPackage['files']
  readonly actor: Actor
  readonly uses: Uses
  readonly trusts: Trusts
}

export const versionView = (row: KnownVersion, { files, actor, uses, trusts }: Seen): MechanismVersion => ({
  mechanism: row.mechanism,
  name: row.name,
  ...versionedView(row, trusts),
  manifest: row.manifest,
  files: row.files.map(({ path, bytes }) => {
    const text = textOf(files.get(path))
    return { path, bytes, ...(text === undefined ? {} : { text }) }
  }),
  ...(row.cases
    ? { cases: { at: row.cases.at, by: row.cases.by, holds: row.cases.holds, results: row.cases.results } }
    : {}),
  steps: row.steps,
  ...(row.deprecated ? { deprecated: row.deprecated } : {}),
  may: mayOf(row, actor, uses(row.mechanism, row.version) > 0),
})
