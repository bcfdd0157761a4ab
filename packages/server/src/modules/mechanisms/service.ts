import type { KeyObject } from 'node:crypto'
import { type Clock, type Closable, Fault, type Log, type TenantId } from '@millrace/core'
import type { ArrowReading, HistoryStore } from '@millrace/history'
import type { ModelHost, ModelPackage } from '@millrace/runtime'
import { cursorOf, keysOf, type Page, patternsOf, type Reach, type TenantDb } from '../../database/index.ts'
import type { AssetService } from '../assets/index.ts'
import type { Actor, AuditTrail } from '../audit/index.ts'
import type { QuotaService } from '../quotas/index.ts'
import { type BroughtModels, createBrought } from './brought.ts'
import { createCalls, type Waiting } from './calls.ts'
import { differencesOf } from './differences.ts'
import './events.ts'
import './faults.ts'
import { createKeys } from './keys.ts'
import { createLibrary } from './library.ts'
import { createLifecycle } from './lifecycle.ts'
import { PackageReading } from './reading.ts'
import { createTrials } from './running.ts'
import type {
  CallAnswer,
  CallRequest,
  Check,
  DeprecateRequest,
  Differences,
  DraftRequest,
  KeyList,
  KeyRequest,
  LibraryList,
  Mechanism,
  MechanismListed,
  MechanismQuery,
  MechanismVersion,
  Origin,
  TryAnswer,
  TryRequest,
} from './schema.ts'
import { Shelf } from './shelf.ts'
import * as store from './store.ts'
import type { StoredVersion, VersionName } from './stored.ts'
import { aboutOf, listedViews, mechanismView, type Uses, versionView } from './view.ts'

/** How many bindings run a version. */
export interface Use extends VersionName {
  readonly bindings: number
}

/** Mechanism models: what know-how there is, how far each version may be believed, and calls of it. */
export interface MechanismService extends Closable {
  /** For apps that bring models. */
  readonly brought: BroughtModels
  list(reach: Reach, query: MechanismQuery): Promise<Page<MechanismListed>>
  library(reach: Reach): Promise<LibraryList>
  /** Into the registry, tested and published at once: the platform's makers reviewed it. */
  takeFromLibrary(reach: Reach, folder: string, actor: Actor): Promise<MechanismVersion>
  /** A package as {@link packModel} makes them. Refuses one that was tampered with. */
  take(reach: Reach, archive: Uint8Array, actor: Actor): Promise<MechanismVersion>
  get(reach: Reach, id: string): Promise<Mechanism>
  version(reach: Reach, of: VersionName, actor: Actor): Promise<MechanismVersion>
  archive(reach: Reach, of: VersionName): Promise<{ readonly name: string; readonly bytes: Uint8Array }>
  /** @param origin of what is not written by hand; default `studio` */
  draft(reach: Reach, request: DraftRequest & { readonly origin?: Origin }, actor: Actor): Promise<MechanismVersion>
  check(reach: Reach, request: DraftRequest): Promise<Check>
  attempt(reach: Reach, request: TryRequest): Promise<TryAnswer>
  test(reach: Reach, of: VersionName, actor: Actor): Promise<MechanismVersion>
  review(reach: Reach, of: VersionName, comment: string | undefined, actor: Actor): Promise<MechanismVersion>
  publish(reach: Reach, of: VersionName, comment: string | undefined, actor: Actor): Promise<MechanismVersion>
  deprecate(reach: Reach, of: VersionName, request: DeprecateRequest, actor: Actor): Promise<MechanismVersion>
  /** A draft or a tested one that nothing is bound to. */
  remove(reach: Reach, of: VersionName, actor: Actor): Promise<void>
  differences(reach: Reach, id: string, query: { readonly from: string; readonly to: string }): Promise<Differences>
  /** @param request rows as JSON has them, or a table (a stream of Arrow's IPC format) */
  call(reach: Reach, of: VersionName, request: CallRequest | Uint8Array, waiting?: Waiting): Promise<CallAnswer>
  /** The same; what comes out is a table. */
  callForTable(reach: Reach, of: VersionName, request: CallRequest | Uint8Array, waiting?: Waiting): Promise<Uint8Array>
  keys(reach: Reach): Promise<KeyList>
  trust(reach: Reach, request: KeyRequest, actor: Actor): Promise<KeyList>
  distrust(reach: Reach, fingerprint: string, actor: Actor): Promise<void>
  /** For modules that run it. Throws `mechanisms.unknown`. */
  stored(reach: Reach, of: VersionName): Promise<StoredVersion>
}

interface Needs {
  readonly tenants: TenantDb
  readonly assets: Pick<AssetService, 'numbered'>
  readonly history: Pick<HistoryStore, 'raw' | 'latest'>
  readonly quotas: Pick<QuotaService, 'query'>
  readonly audit: AuditTrail
  readonly host: ModelHost
  /** Reads tables that come with calls. */
  readonly tables: Pick<ArrowReading, 'read'>
  /** Ed25519. */
  readonly signingKey: KeyObject
  /** Versions that are bound, of an organisation. */
  readonly used: (tenant: TenantId) => Promise<readonly Use[]>
  /** Titles of flows that run a version. */
  readonly drawn: (tenant: TenantId, of: VersionName, without?: readonly string[]) => Promise<readonly string[]>
  readonly clock: Clock
  readonly log: Log
}

export function createMechanisms(needs: Needs): MechanismService {
  const { tenants, used, clock, log } = needs
  const library = createLibrary(log)
  const reading = new PackageReading(clock)
  const shelf = new Shelf(reading)
  const forLife = {
    ...needs,
    library,
    reading,
    shelf,
    usesOf: async (tenant: TenantId, of: VersionName) => (await usesIn(tenant))(of.id, of.version),
  }
  const lifecycle = createLifecycle(forLife)
  const trials = createTrials({ ...needs, reading, now: () => clock.now() })
  const keys = createKeys(needs)

  const usesIn = async (tenant: TenantId): Promise<Uses> => {
    const counts = new Map((await used(tenant)).map(({ id, version, bindings }) => [`${id} ${version}`, bindings]))
    return (id, version) => counts.get(`${id} ${version}`) ?? 0
  }

  const rowOf = async (reach: Reach, { id, version }: VersionName): Promise<store.KnownVersion> => {
    const row = await tenants.within(reach, (tx) => store.byVersion(tx, id, version))
    if (!row) throw new Fault('mechanisms.unknown', { id, version })
    return row
  }

  const archiveOf = async (reach: Reach, { id, version }: VersionName): Promise<Uint8Array> => {
    const archive = await tenants.within(reach, (tx) => store.archiveOf(tx, id, version))
    if (!archive) throw new Fault('mechanisms.unknown', { id, version })
    return archive
  }

  const modelOf = (reach: Reach, { mechanism: id, version, digest }: store.KnownVersion): Promise<ModelPackage> =>
    shelf.model(digest, () => archiveOf(reach, { id, version }))

  const view = async (reach: Reach, of: VersionName, actor: Actor): Promise<MechanismVersion> => {
    const row = await rowOf(reach, of)
    const { files } = await modelOf(reach, row)
    return versionView(row, { files, actor, uses: await usesIn(reach.tenant), trusts: await keys.trusts(reach) })
  }

  const stored = async ({ tenant }: Reach, of: VersionName): Promise<StoredVersion> => {
    // Whoever may bind a model need not see the whole organisation.
    const row = await rowOf({ tenant }, of)
    const { mechanism, name, version, stage } = row
    return { mechanism, name, version, stage, model: await modelOf({ tenant }, row) }
  }

  const calls = createCalls({ ...needs, stored })

  return {
    brought: createBrought(forLife),

    async list(reach, { search, domain, stage, equipment, limit = 100, cursor }) {
      const after = keysOf(cursor, 'text')
      const words = patternsOf(search).map((pattern) => pattern.slice(1, -1).replaceAll(/\\(.)/g, '$1'))
      const all = listedViews(await tenants.within(reach, (tx) => store.list(tx)), await usesIn(reach.tenant)).filter(
        (one) =>
          (domain === undefined || one.domain === domain) &&
          (stage === undefined ||
            one.newest.stage === stage ||
            (stage === 'published' && one.published !== undefined)) &&
          (equipment === undefined || one.equipment.includes(equipment)) &&
          words.every((word) => textToFind(one).includes(word)),
      )
      const begin = after ? all.findIndex(({ name }) => name === after[0]) + 1 : 0
      const items = all.slice(begin, begin + limit)
      const last = items.at(-1)
      return {
        items,
        ...(last && begin + limit < all.length ? { next: cursorOf([last.name]) } : {}),
        ...(after ? {} : { total: all.length }),
      }
    },

    async library(reach) {
      const rows = await tenants.within(reach, (tx) => store.list(tx))
      const models = listedViews(rows, () => 0)
      return {
        items: [...(await library.all())].map(([folder, { manifest }]) => {
          const { title, description, domain, equipment, kind } = aboutOf(manifest)
          const { id: name, version, cases } = manifest
          const own = models.find((one) => one.name === name)
          const taken = own && (own.published ?? own.newest.version)
          return {
            folder,
            name,
            version,
            title,
            description,
            domain,
            equipment,
            kind,
            cases: cases.length,
            ...(taken === undefined ? {} : { taken }),
          }
        }),
      }
    },

    takeFromLibrary: async (reach, folder, actor) =>
      view(reach, await lifecycle.takeFromLibrary(reach, folder, actor), actor),
    take: async (reach, archive, actor) => view(reach, await lifecycle.take(reach, archive, actor), actor),

    async get(reach, id) {
      const rows = await tenants.within(reach, (tx) => store.list(tx, id))
      if (rows.length === 0) throw new Fault('mechanisms.unknown', { id, version: '' })
      return mechanismView(rows, await usesIn(reach.tenant), await keys.trusts(reach))
    },

    version: view,

    async archive(reach, of) {
      const { name, version } = await rowOf(reach, of)
      return { name: `${name.replace('/', '-')}-${version}.zip`, bytes: await archiveOf(reach, of) }
    },

    draft: async (reach, { origin = 'studio', ...request }, actor) =>
      view(reach, await lifecycle.draft(reach, request, { actor, origin }), actor),

    check: trials.check,
    attempt: trials.attempt,

    async test(reach, of, actor) {
      await lifecycle.test(reach, of, actor)
      return view(reach, of, actor)
    },

    async review(reach, of, comment, actor) {
      await lifecycle.review(reach, of, comment, actor)
      return view(reach, of, actor)
    },

    async publish(reach, of, comment, actor) {
      await lifecycle.publish(reach, of, comment, actor)
      return view(reach, of, actor)
    },

    async deprecate(reach, of, request, actor) {
      await lifecycle.deprecate(reach, of, request, actor)
      return view(reach, of, actor)
    },

    remove: lifecycle.remove,

    async differences(reach, id, { from, to }) {
      const [one, other] = [await rowOf(reach, { id, version: from }), await rowOf(reach, { id, version: to })]
      return differencesOf(await modelOf(reach, one), await modelOf(reach, other))
    },

    call: calls.call,
    callForTable: calls.callForTable,
    keys: keys.list,
    trust: keys.trust,
    distrust: keys.distrust,
    stored,
    close: () => reading.close(),
  }
}

const textToFind = ({ name, title, description, tags }: MechanismListed): string =>
  [name, title.en, title.zh, description.en, description.zh, ...tags].join(' ').toLowerCase()
