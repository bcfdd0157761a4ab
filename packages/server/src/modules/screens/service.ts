import { type Clock, Fault, isoOf, MICROS_PER_MS, newId } from '@millrace/core'
import { type Page, pageOf, type Reach, type TenantDb, type TenantTx } from '../../database/index.ts'
import type { AssetService } from '../assets/index.ts'
import type { Actor, AuditTrail, Json } from '../audit/index.ts'
import type { EquipmentService } from '../equipment/index.ts'
import { type Document, wrongIn } from './document.ts'
import './events.ts'
import './faults.ts'
import type {
  Person,
  Screen,
  ScreenAssetList,
  ScreenChange,
  ScreenListed,
  ScreenQuery,
  ScreenRequest,
  ScreenVersion,
} from './schema.ts'
import * as store from './store.ts'

/** Of one screen; older ones are forgotten. */
const MOST_VERSIONS = 200
/** Of a class, that one screen offers. */
const MOST_ASSETS = 500

/** What people put together to see a plant by. */
export interface ScreenService {
  list(reach: Reach, query: ScreenQuery): Promise<Page<ScreenListed>>
  /** Throws `screens.unknown`, as all that follow with an id. */
  get(reach: Reach, id: string): Promise<Screen>
  /** Throws `screens.malformed`. */
  create(reach: Reach, request: ScreenRequest, actor: Actor): Promise<Screen>
  /** Throws `screens.changed_meanwhile`, and as {@link ScreenService.create}. */
  change(reach: Reach, id: string, change: ScreenChange, actor: Actor): Promise<Screen>
  remove(reach: Reach, id: string, actor: Actor): Promise<void>
  versions(reach: Reach, id: string): Promise<Omit<ScreenVersion, 'document'>[]>
  /** Throws `screens.version_unknown`. */
  version(reach: Reach, id: string, number: number): Promise<ScreenVersion>
  /** What it can be looked at for, as far as one sees assets. */
  assets(reach: Reach, id: string): Promise<ScreenAssetList['items']>
}

interface Needs {
  readonly tenants: TenantDb
  readonly assets: Pick<AssetService, 'assetIn' | 'leans'>
  readonly equipment: Pick<EquipmentService, 'assetsOf'>
  readonly audit: AuditTrail
  readonly clock: Clock
}

const iso = (date: Date): string => isoOf(date.getTime() * MICROS_PER_MS)
const personOf = ({ kind, id, name }: Actor): Person => ({ kind, id, name })

const listedView = ({ id, document, revision, changedBy, changedAt }: store.ScreenRow): ScreenListed => ({
  id,
  title: document.title,
  of: document.of,
  widgets: document.widgets.length,
  revision,
  changedBy,
  changedAt: iso(changedAt),
})

const view = (row: store.ScreenRow): Screen => ({
  ...listedView(row),
  document: row.document,
  madeBy: row.madeBy,
  madeAt: iso(row.madeAt),
})

const versionView = ({ number, comment, by, at }: Omit<store.VersionRow, 'document'>) => ({
  number,
  ...(comment === null ? {} : { comment }),
  by,
  at: iso(at),
})

export function createScreens({ tenants, assets, equipment, audit, clock }: Needs): ScreenService {
  const now = (): Date => new Date(Math.floor(clock.now() / MICROS_PER_MS))
  assets.leans(store.usesOf)

  const must = (row: store.ScreenRow | undefined, id: string): store.ScreenRow => {
    if (!row) throw new Fault('screens.unknown', { id })
    return row
  }
  const record = (
    tx: TenantTx,
    actor: Actor,
    action: 'created' | 'changed' | 'removed',
    { id, document }: Pick<store.ScreenRow, 'id' | 'document'>,
    detail: Record<string, Json> = {},
  ) =>
    audit.record(tx, {
      actor,
      action: `screen.${action}`,
      target: { kind: 'screen', id, name: document.title.en },
      detail,
    })
  const fitting = (document: Document): Document => {
    const wrong = wrongIn(document)
    if (wrong) throw new Fault('screens.malformed', { seen: wrong })
    return document
  }
  const keep = (tx: TenantTx, row: store.ScreenRow, comment: string | undefined): Promise<void> =>
    store.addVersion(
      tx,
      {
        tenant: tx.tenant,
        screen: row.id,
        number: row.revision,
        document: row.document,
        comment: comment ?? null,
        by: row.changedBy,
        at: row.changedAt,
      },
      row.revision - MOST_VERSIONS,
    )

  /** Undefined: it ended, or is out of reach. */
  const seenAsset = async (tx: TenantTx, id: string) => {
    try {
      return await assets.assetIn(tx, id)
    } catch (thrown) {
      if (thrown instanceof Fault && thrown.code === 'assets.asset_unknown') return undefined
      throw thrown
    }
  }

  return {
    list: (reach, query) =>
      tenants.within(reach, async (tx) => {
        const limit = query.limit ?? 100
        return pageOf(await store.find(tx, query, limit + 1), limit, { item: listedView, keys: ({ id }) => [id] })
      }),

    get: (reach, id) => tenants.within(reach, async (tx) => view(must(await store.byId(tx, id), id))),

    create: (reach, { document, comment }, actor) =>
      tenants.within(reach, async (tx) => {
        const [by, at] = [personOf(actor), now()]
        const row: store.ScreenRow = {
          id: newId(clock.now() / MICROS_PER_MS),
          tenant: tx.tenant,
          document: fitting(document),
          revision: 1,
          madeBy: by,
          madeAt: at,
          changedBy: by,
          changedAt: at,
        }
        await store.add(tx, row)
        await keep(tx, row, comment)
        await record(tx, actor, 'created', row)
        return view(row)
      }),

    change: (reach, id, { document, revision, comment }, actor) =>
      tenants.within(reach, async (tx) => {
        const row = must(await store.lock(tx, id), id)
        if (row.revision !== revision)
          throw new Fault('screens.changed_meanwhile', { seen: revision, now: row.revision, name: row.changedBy.name })
        const next = {
          ...row,
          document: fitting(document),
          revision: revision + 1,
          changedBy: personOf(actor),
          changedAt: now(),
        }
        await store.change(tx, id, next)
        await keep(tx, next, comment)
        await record(tx, actor, 'changed', next, { revision: next.revision })
        return view(next)
      }),

    remove: (reach, id, actor) =>
      tenants.within(reach, async (tx) => {
        const row = must(await store.lock(tx, id), id)
        await store.remove(tx, id)
        await record(tx, actor, 'removed', row)
      }),

    versions: (reach, id) =>
      tenants.within(reach, async (tx) => {
        must(await store.byId(tx, id), id)
        return (await store.versionsOf(tx, id)).map(versionView)
      }),

    version: (reach, id, number) =>
      tenants.within(reach, async (tx) => {
        must(await store.byId(tx, id), id)
        const row = await store.versionOf(tx, id, number)
        if (!row) throw new Fault('screens.version_unknown', { seen: number, id })
        return { ...versionView(row), document: row.document }
      }),

    assets: (reach, id) =>
      tenants.within(reach, async (tx) => {
        const { of } = must(await store.byId(tx, id), id).document
        const wanted = of.is === 'class' ? await equipment.assetsOf(tx, of.class) : of.is === 'asset' ? [of.asset] : []
        const found: ScreenAssetList['items'] = []
        for (const asset of wanted.slice(0, MOST_ASSETS)) {
          const seen = await seenAsset(tx, asset)
          if (seen) found.push({ id: asset, name: seen.name, path: seen.path })
        }
        return found.toSorted((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }))
      }),
  }
}
