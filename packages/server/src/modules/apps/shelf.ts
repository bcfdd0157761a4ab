import { packApp } from '@millrace/apps'
import { type Clock, type Closable, Fault, type Log, MICROS_PER_MS } from '@millrace/core'
import { cursorOf, keysOf, type Reach, type TenantDb } from '../../database/index.ts'
import type { Actor, AuditTrail } from '../audit/index.ts'
import { ClosedReading } from '../closed-reading.ts'
import type { MechanismService } from '../mechanisms/index.ts'
import './faults.ts'
import type { AssetBinding } from './binding.ts'
import { mustBeGivable, type ReachFor } from './consent.ts'
import { createAppLibrary } from './library.ts'
import { PackageFiles } from './package-files.ts'
import { MOST_BYTES, type ReadApp } from './packages.ts'
import { lackingHere } from './plant-fit.ts'
import { tellingRefusal } from './refusals.ts'
import type { App, AppFilter, AppLibrary, AppPage, AppQuery, AppVersion } from './schema.ts'
import { search } from './searching.ts'
import * as store from './store.ts'
import type { TestRuns } from './test-runs.ts'
import { sums } from './test-store.ts'
import { listedView, newestFirst, offeredView, type Trusts, versionedView, versionView } from './view.ts'

/** Of an organisation: versions, and bytes of their packages together. */
const MOST_VERSIONS = 500
const MOST_ALL_BYTES = 4 * 1024 ** 3
/** Paths of the API that no publisher may have. */
const RESERVED: ReadonlySet<string> = new Set(['installations', 'packages', 'frame', 'mirror'])

/** Packages that an organisation has, and what is in them. */
export interface Shelf extends Closable {
  readonly files: PackageFiles
  /** @param reachFor how far whoever asks sees the plant, for whether apps fit it */
  list(reach: Reach, query: AppQuery, reachFor: ReachFor): Promise<AppPage>
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
  /** Throws what packaging and apps refuse, `equipment.malformed`, `model.malformed`, `apps.never_given`, `name_reserved`, `version_kept`, `too_large`, `too_many`, `too_costly`, `busy`; and `mirror_digest` for another one than was told. */
  take(reach: Reach, archive: Uint8Array, actor: Actor, told?: Told): Promise<AppVersion>
  /** Apps that come with the platform; its facets are of those that are not on the shelf as they are here. */
  library(reach: Reach, filter: AppFilter, reachFor: ReachFor): Promise<AppLibrary>
  /** What is on the shelf already stays. Throws `apps.folder_unknown`, and what {@link take} throws. */
  takeFromLibrary(reach: Reach, folder: string, actor: Actor): Promise<AppVersion>
  /** Throws `apps.used`. */
  remove(reach: Reach, of: store.VersionName, actor: Actor): Promise<void>
}

/** What somebody else said that an archive is. */
interface Told extends store.VersionName {
  readonly digest: string
  /** Host of whoever said so. */
  readonly from: string
}

interface Needs {
  readonly tenants: TenantDb
  readonly tests: Pick<TestRuns, 'keep' | 'enqueue'>
  readonly binding: Pick<AssetBinding, 'hasEnough'>
  readonly mechanisms: Pick<MechanismService, 'keys'>
  readonly audit: AuditTrail
  readonly clock: Clock
  readonly log: Log
}

export function createShelf({ tenants, tests, binding, mechanisms, audit, clock, log }: Needs): Shelf {
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
      versionView(known(await store.byVersion(tx, of), of), {
        installed: await store.usersOf(tx, of),
        tests: await sums(tx, of.app),
        trusts,
      }),
    )
  }

  const files = new PackageFiles(tenants, reading)

  const take: Shelf['take'] = async (reach, archive, actor, told) => {
    if (archive.length > MOST_BYTES) throw new Fault('apps.too_large', { most: MOST_BYTES, seen: archive.length })
    const { app, signature } = await reading.ask(reach.tenant, archive)
    const { manifest, digest, files } = app
    const of = { app: manifest.id, version: manifest.version }
    if (told && (told.digest !== digest || told.app !== of.app || told.version !== of.version)) {
      const seen = told.digest === digest ? `that of ${of.app} ${of.version}` : digest
      throw new Fault('apps.mirror_digest', { host: told.from, ...nameOf(told), expected: told.digest, seen })
    }
    const [publisher = ''] = manifest.id.split('/')
    if (RESERVED.has(publisher)) throw new Fault('apps.name_reserved', { seen: publisher })
    mustBeGivable(manifest)
    // Apps that it carries are looked at, kept and shown as those that come alone.
    for (const { file } of manifest.includes ?? []) await take(reach, files.get(file)!, actor)
    const isDue = await tenants.within(reach, async (tx) => {
      const before = await store.byVersion(tx, of)
      if (before?.digest === digest) return false
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
      const isTested = await tests.keep(tx, of, manifest, actor)
      await audit.record(tx, {
        actor,
        action: 'app.taken',
        target: { kind: 'app', id: of.app, name: manifest.title.en },
        detail: { version: of.version, digest, ...(signature ? { key: signature.fingerprint } : {}) },
      })
      return isTested
    })
    if (isDue) tests.enqueue(reach.tenant, of)
    return version(reach, of)
  }

  return {
    version,
    files,

    async list(reach, query, reachFor) {
      const { limit = 100, cursor } = query
      const after = keysOf(cursor, 'text')?.[0]
      const trusts = await trustsOf(reach)
      const { rows, tested, installed } = await tenants.within(reach, async (tx) => ({
        rows: await store.versions(tx),
        tested: await sums(tx),
        installed: new Map(
          (await store.installations(tx)).flatMap((row) => (row.trialOf === null ? [[row.app, row] as const] : [])),
        ),
      }))
      const lackingOf = await lackingHere(binding, reachFor)
      const all = []
      for (const own of Map.groupBy(rows, ({ app }) => app).values()) {
        const versions = own.toSorted(newestFirst)
        const { app, manifest } = versions[0]!
        const lacking = await lackingOf(manifest)
        all.push({ app, manifest, versions, lacking, fits: lacking && lacking.length === 0 })
      }
      const { found, facets } = search(
        all.toSorted((a, b) => (a.app < b.app ? -1 : 1)),
        query,
      )
      const begin = after === undefined ? 0 : found.findIndex(({ app }) => app > after)
      const items = begin < 0 ? [] : found.slice(begin, begin + limit)
      const last = items.at(-1)
      return {
        items: items.map((one) => listedView({ ...one, installed: installed.get(one.app), tests: tested }, trusts)),
        ...(last && begin + limit < found.length ? { next: cursorOf([last.app]) } : {}),
        total: found.length,
        facets,
      }
    },

    async app(reach, app) {
      const trusts = await trustsOf(reach)
      return tenants.within(reach, async (tx) => {
        const rows = (await store.versions(tx, app)).toSorted(newestFirst)
        if (rows.length === 0) throw new Fault('apps.unknown', { app, version: '' })
        const around = { installed: await store.installations(tx), tests: await sums(tx, app), trusts }
        return { app, versions: rows.map((row) => versionedView(row, around)) }
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

    take: (reach, archive, actor, told) =>
      tellingRefusal(audit, { reach, actor, action: 'app.taken' }, () => take(reach, archive, actor, told)),

    async library(reach, filter, reachFor) {
      const rows = await tenants.within(reach, (tx) => store.versions(tx))
      const lackingOf = await lackingHere(binding, reachFor)
      const all = []
      for (const [folder, { manifest }] of await library.all()) {
        const taken = rows.filter(({ app }) => app === manifest.id).toSorted(newestFirst)[0]?.version
        const lacking = await lackingOf(manifest)
        all.push({ app: manifest.id, folder, manifest, taken, lacking, fits: lacking && lacking.length === 0 })
      }
      const { facets } = search(
        all.filter(({ taken, manifest }) => taken !== manifest.version),
        filter,
      )
      return { items: search(all, filter).found.map(offeredView), facets }
    },

    async takeFromLibrary(reach, folder, actor) {
      const { archive } = packApp(await library.one(folder))
      return tellingRefusal(audit, { reach, actor, action: 'app.taken' }, () => take(reach, archive, actor))
    },

    async remove(reach, of, actor) {
      await tenants.within(reach, async (tx) => {
        const row = known(await store.holdVersion(tx, of, 'update'), of)
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

const nameOf = ({ app, version }: store.VersionName) => ({ app, version })
