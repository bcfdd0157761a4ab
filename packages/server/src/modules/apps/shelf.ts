import { packApp } from '@millrace/apps'
import { type Clock, type Closable, Fault, type Log, MICROS_PER_MS } from '@millrace/core'
import { cursorOf, keysOf, patternsOf, type Reach, type TenantDb } from '../../database/index.ts'
import type { Actor, AuditTrail } from '../audit/index.ts'
import { ClosedReading } from '../closed-reading.ts'
import type { MechanismService } from '../mechanisms/index.ts'
import './faults.ts'
import { mustBeGivable } from './consent.ts'
import { createAppLibrary } from './library.ts'
import { PackageFiles } from './package-files.ts'
import { MOST_BYTES, type ReadApp } from './packages.ts'
import { tellingRefusal } from './refusals.ts'
import type { App, AppLibrary, AppPage, AppQuery, AppVersion } from './schema.ts'
import * as store from './store.ts'
import { listedView, newestFirst, type Trusts, versionedView, versionView } from './view.ts'

/** Of an organisation: versions, and bytes of their packages together. */
const MOST_VERSIONS = 500
const MOST_ALL_BYTES = 4 * 1024 ** 3
/** Paths of the API that no publisher may have. */
const RESERVED: ReadonlySet<string> = new Set(['installations', 'packages', 'frame'])

/** Packages that an organisation has, and what is in them. */
export interface Shelf extends Closable {
  readonly files: PackageFiles
  list(reach: Reach, query: AppQuery): Promise<AppPage>
  /** Throws `apps.unknown`, as all that follow with the name of an app. */
  app(reach: Reach, app: string): Promise<App>
  version(reach: Reach, of: store.VersionName): Promise<AppVersion>
  archive(reach: Reach, of: store.VersionName): Promise<{ readonly name: string; readonly bytes: Uint8Array }>
  /** Throws `apps.picture_unknown`. */
  picture(
    reach: Reach,
    of: store.VersionName,
    number: number,
  ): Promise<{ readonly type: string; readonly bytes: Uint8Array }>
  /** Throws what packaging and apps refuse, `equipment.malformed`, `model.malformed`, `apps.never_given`, `name_reserved`, `version_kept`, `too_large`, `too_many`, `too_costly`, `busy`. */
  take(reach: Reach, archive: Uint8Array, actor: Actor): Promise<AppVersion>
  /** Apps that come with the platform. */
  library(reach: Reach): Promise<AppLibrary>
  /** What is on the shelf already stays. Throws `apps.folder_unknown`, and what {@link take} throws. */
  takeFromLibrary(reach: Reach, folder: string, actor: Actor): Promise<AppVersion>
  /** Throws `apps.used`. */
  remove(reach: Reach, of: store.VersionName, actor: Actor): Promise<void>
}

interface Needs {
  readonly tenants: TenantDb
  readonly mechanisms: Pick<MechanismService, 'keys'>
  readonly audit: AuditTrail
  readonly clock: Clock
  readonly log: Log
}

export function createShelf({ tenants, mechanisms, audit, clock, log }: Needs): Shelf {
  const library = createAppLibrary(log)
  const reading = new ClosedReading<Uint8Array, ReadApp>({
    clock,
    thread: new URL('./reading-thread', import.meta.url),
    busy: 'apps.busy',
    costly: 'apps.too_costly',
  })

  const trustsOf = async ({ tenant }: Reach): Promise<Trusts> => {
    const { items } = await mechanisms.keys({ tenant })
    const known = new Set(items.map(({ fingerprint }) => fingerprint))
    return (fingerprint) => known.has(fingerprint)
  }
  const known = (row: store.KnownVersion | undefined, { app, version }: store.VersionName): store.KnownVersion => {
    if (!row) throw new Fault('apps.unknown', { app, version })
    return row
  }
  const archiveOf = async (reach: Reach, of: store.VersionName): Promise<Uint8Array> => {
    const archive = await tenants.within(reach, (tx) => store.archiveOf(tx, of))
    if (!archive) throw new Fault('apps.unknown', { ...of })
    return archive
  }
  const version = async (reach: Reach, of: store.VersionName): Promise<AppVersion> => {
    const trusts = await trustsOf(reach)
    return tenants.within(reach, async (tx) =>
      versionView(known(await store.byVersion(tx, of), of), await store.usersOf(tx, of), trusts),
    )
  }

  const files = new PackageFiles(tenants, reading)

  const take: Shelf['take'] = async (reach, archive, actor) => {
    if (archive.length > MOST_BYTES) throw new Fault('apps.too_large', { most: MOST_BYTES, seen: archive.length })
    const { app, signature } = await reading.ask(reach.tenant, archive)
    const { manifest, digest, files } = app
    const of = { app: manifest.id, version: manifest.version }
    const [publisher = ''] = manifest.id.split('/')
    if (RESERVED.has(publisher)) throw new Fault('apps.name_reserved', { seen: publisher })
    mustBeGivable(manifest)
    // Apps that it carries are looked at, kept and shown as those that come alone.
    for (const { file } of manifest.includes ?? []) await take(reach, files.get(file)!, actor)
    await tenants.within(reach, async (tx) => {
      const before = await store.byVersion(tx, of)
      if (before?.digest === digest) return
      if (before) throw new Fault('apps.version_kept', { ...of })
      const taken = await store.taken(tx)
      if (taken.versions >= MOST_VERSIONS)
        throw new Fault('apps.too_many', { most: `${MOST_VERSIONS} versions of apps` })
      if (taken.bytes + archive.length > MOST_ALL_BYTES)
        throw new Fault('apps.too_many', { most: `${MOST_ALL_BYTES} bytes of apps` })
      const { kind, id, name } = actor
      const row: store.VersionRow = {
        tenant: tx.tenant,
        ...of,
        digest,
        archive: Buffer.from(archive),
        bytes: archive.length,
        manifest,
        files: [...files].map(([path, content]) => ({ path, bytes: content.length })),
        fingerprint: signature?.fingerprint ?? null,
        madeBy: { kind, id, name },
        madeAt: new Date(clock.now() / MICROS_PER_MS),
      }
      // Another one of the same version came in at the same time.
      if (!(await store.addVersion(tx, row))) throw new Fault('apps.version_kept', { ...of })
      await audit.record(tx, {
        actor,
        action: 'app.taken',
        target: { kind: 'app', id: of.app, name: manifest.title.en },
        detail: { version: of.version, digest, ...(signature ? { key: signature.fingerprint } : {}) },
      })
    })
    return version(reach, of)
  }

  return {
    version,
    files,

    async list(reach, query) {
      const { limit = 100, cursor } = query
      const after = keysOf(cursor, 'text')?.[0]
      const trusts = await trustsOf(reach)
      const { rows, installed } = await tenants.within(reach, async (tx) => ({
        rows: await store.versions(tx),
        installed: new Map((await store.installations(tx)).map((row) => [row.app, row])),
      }))
      const all = [...Map.groupBy(rows, ({ app }) => app).values()]
        .map((own) => own.toSorted(newestFirst)[0]!)
        .toSorted((a, b) => (a.app < b.app ? -1 : 1))
      const found = all.filter((row) => Object.values(fits(query)).every((fit) => fit(row)))
      const begin = after === undefined ? 0 : found.findIndex(({ app }) => app > after)
      const items = begin < 0 ? [] : found.slice(begin, begin + limit)
      const last = items.at(-1)
      return {
        items: items.map((row) => listedView(row, installed.get(row.app), trusts)),
        ...(last && begin + limit < found.length ? { next: cursorOf([last.app]) } : {}),
        total: found.length,
        facets: facetsOf(all, query),
      }
    },

    async app(reach, app) {
      const trusts = await trustsOf(reach)
      return tenants.within(reach, async (tx) => {
        const rows = (await store.versions(tx, app)).toSorted(newestFirst)
        if (rows.length === 0) throw new Fault('apps.unknown', { app, version: '' })
        const installed = await store.installations(tx)
        return { app, versions: rows.map((row) => versionedView(row, installed, trusts)) }
      })
    },

    async archive(reach, of) {
      return { name: `${of.app.replace('/', '-')}-${of.version}.zip`, bytes: await archiveOf(reach, of) }
    },

    async picture(reach, of, number) {
      const { manifest } = known(await tenants.within(reach, (tx) => store.byVersion(tx, of)), of)
      const file = manifest.screenshots?.[number]?.file
      if (file === undefined) throw new Fault('apps.picture_unknown', { app: of.app, seen: number })
      const content = (await files.of(reach, of))?.get(file)
      if (!content) throw new Fault('apps.picture_unknown', { app: of.app, seen: number })
      return { type: file.endsWith('.png') ? 'image/png' : 'image/webp', bytes: content }
    },

    take: (reach, archive, actor) =>
      tellingRefusal(audit, { reach, actor, action: 'app.taken' }, () => take(reach, archive, actor)),

    async library(reach) {
      const rows = await tenants.within(reach, (tx) => store.versions(tx))
      return {
        items: [...(await library.all())].map(([folder, { manifest }]) => {
          const { id: app, version, title, summary, owner, taxonomy } = manifest
          const taken = rows.filter((row) => row.app === app).toSorted(newestFirst)[0]?.version
          return { folder, app, version, title, summary, owner, taxonomy, ...(taken === undefined ? {} : { taken }) }
        }),
      }
    },

    async takeFromLibrary(reach, folder, actor) {
      const { archive } = packApp(await library.one(folder))
      return tellingRefusal(audit, { reach, actor, action: 'app.taken' }, () => take(reach, archive, actor))
    },

    async remove(reach, of, actor) {
      await tenants.within(reach, async (tx) => {
        const row = known(await store.byVersion(tx, of), of)
        if ((await store.usersOf(tx, of)).length > 0) throw new Fault('apps.used', { ...of })
        await store.removeVersion(tx, of)
        await audit.record(tx, {
          actor,
          action: 'app.removed',
          target: { kind: 'app', id: of.app, name: row.manifest.title.en },
          detail: { version: of.version, digest: row.digest },
        })
      })
    },

    close: () => reading.close(),
  }
}

type Fits = (row: store.KnownVersion) => boolean

/** By what a query asks for. */
function fits({ search, scenario, stage, reach, industry }: AppQuery): Record<string, Fits> {
  const words = patternsOf(search).map((pattern) => pattern.slice(1, -1).replaceAll(/\\(.)/g, '$1'))
  return {
    search: (row) => words.every((word) => textToFind(row).includes(word)),
    scenario: ({ manifest: { taxonomy } }) => scenario === undefined || taxonomy.scenarios.includes(scenario),
    stage: ({ manifest: { taxonomy } }) => stage === undefined || taxonomy.stages.includes(stage),
    reach: ({ manifest: { taxonomy } }) => reach === undefined || taxonomy.reach === reach,
    // An app that names no industry is for all of them.
    industry: ({ manifest: { taxonomy } }) =>
      industry === undefined ||
      taxonomy.industries === undefined ||
      taxonomy.industries.some((one) => one.startsWith(industry) || industry.startsWith(one)),
  }
}

const valuesOf = {
  scenario: ({ manifest }: store.KnownVersion) => manifest.taxonomy.scenarios,
  stage: ({ manifest }: store.KnownVersion) => manifest.taxonomy.stages,
  reach: ({ manifest }: store.KnownVersion) => [manifest.taxonomy.reach],
  industry: ({ manifest }: store.KnownVersion) => manifest.taxonomy.industries ?? [],
} as const

/** How many apps there are by each value, where all else that is asked for holds. */
function facetsOf(all: readonly store.KnownVersion[], query: AppQuery): AppPage['facets'] {
  const counted = (facet: keyof typeof valuesOf): Record<string, number> => {
    const others = Object.entries(fits(query)).filter(([name]) => name !== facet)
    const counts: Record<string, number> = {}
    for (const row of all)
      if (others.every(([, fit]) => fit(row)))
        for (const value of valuesOf[facet](row)) counts[value] = (counts[value] ?? 0) + 1
    return counts
  }
  return {
    scenario: counted('scenario'),
    stage: counted('stage'),
    reach: counted('reach'),
    industry: counted('industry'),
  }
}

const textToFind = ({ app, manifest: { title, summary, description, taxonomy } }: store.KnownVersion): string =>
  [app, title.en, title.zh, summary.en, summary.zh, description.en, description.zh, ...(taxonomy.tags ?? [])]
    .join(' ')
    .toLowerCase()
