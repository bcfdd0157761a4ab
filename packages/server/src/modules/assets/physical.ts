import { Fault, isoOf, type Micros, microsOf, newId } from '@millrace/core'
import type { Page, Reach, TenantTx } from '../../database/index.ts'
import type { Actor, Json } from '../audit/index.ts'
import type { DrawingNeeds } from './drawing.ts'
import * as drawn from './drawn-store.ts'
import './faults.ts'
import type {
  PhysicalAsset,
  PhysicalAssetQuery,
  PhysicalAssetRequest,
  RoleFilling,
  RoleFillingChange,
  RoleFillingQuery,
  RoleFillingRequest,
} from './physical-schema.ts'
import * as physical from './physical-store.ts'
import * as inReach from './reach-store.ts'
import * as store from './store.ts'

/**
 * Things with serial numbers, and which place each of them filled when (ISA-95 part 2: physical assets, equipment). Two are at
 * one place at a time only where it is said of one of them that it shares the place; one thing is at one place at a time.
 */
export interface PhysicalAssets {
  find(reach: Reach, query: PhysicalAssetQuery): Promise<Page<PhysicalAsset>>
  /** Throws `assets.physical_unknown`, as all that follow with an id. */
  get(reach: Reach, id: string): Promise<PhysicalAsset>
  /** Throws `assets.serial_known`, `assets.whole_needed`; as `change` and `remove`. */
  add(reach: Reach, request: PhysicalAssetRequest, actor: Actor): Promise<PhysicalAsset>
  change(reach: Reach, id: string, request: PhysicalAssetRequest, actor: Actor): Promise<PhysicalAsset>
  /** Throws `assets.physical_used`. */
  remove(reach: Reach, id: string, actor: Actor): Promise<void>
  /** Newest first. */
  fillings(reach: Reach, query: RoleFillingQuery): Promise<Page<RoleFilling>>
  /** Throws `assets.asset_unknown`, `retired`, `filling_span`, `role_filled`, `physical_elsewhere`. */
  fill(reach: Reach, request: RoleFillingRequest, actor: Actor): Promise<RoleFilling>
  /** Throws `assets.filling_unknown`, and as {@link PhysicalAssets.fill}. */
  changeFilling(reach: Reach, id: string, change: RoleFillingChange, actor: Actor): Promise<RoleFilling>
  /** What was never so. Throws `assets.filling_unknown`. */
  removeFilling(reach: Reach, id: string, actor: Actor): Promise<void>
}

/** 2200: nothing that is said of a plant lies beyond. */
const LATEST: Micros = Date.UTC(2200) * 1_000

const dateOf = (text: string): Date | undefined => {
  const micros = /^\d{1,16}$/.test(text) ? Number(text) : microsOf(text)
  return micros === undefined || micros < 0 || micros > LATEST ? undefined : new Date(Math.floor(micros / 1_000))
}

/** Throws `assets.filling_span`. */
function spanOf(from: string, until: string | null | undefined): { startsAt: Date; endsAt: Date | null } {
  const startsAt = dateOf(from)
  const endsAt = until === null || until === undefined ? null : dateOf(until)
  if (!startsAt || endsAt === undefined || (endsAt && endsAt <= startsAt))
    throw new Fault('assets.filling_span', { from, until: until ?? 'none' })
  return { startsAt, endsAt }
}

export function createPhysicalAssets({ tenants, audit, clock }: Omit<DrawingNeeds, 'changed'>): PhysicalAssets {
  const now = (): Date => new Date(clock.now() / 1_000)
  const whole = (reach: Reach): void => {
    if (reach.below) throw new Fault('assets.whole_needed')
  }
  /** As the organisation: what is in the way may be beyond what the caller sees. */
  const turn = <T>({ tenant }: Reach, run: (tx: TenantTx) => Promise<T>): Promise<T> =>
    tenants.within(tenant, async (tx) => {
      await store.takeTurn(tx)
      return run(tx)
    })
  const get = async (reach: Reach, id: string): Promise<PhysicalAsset> => {
    const found = await tenants.within(reach, (tx) => physical.physicalById(tx, id, now()))
    if (!found) throw new Fault('assets.physical_unknown', { id })
    return found
  }
  const filling = async (reach: Reach, id: string): Promise<RoleFilling> => {
    const found = await tenants.within(reach, (tx) => physical.fillingById(tx, id))
    if (!found) throw new Fault('assets.filling_unknown', { id })
    return found
  }
  const record = (
    tx: TenantTx,
    actor: Actor,
    action: string,
    { id, serialNumber }: { id: string; serialNumber: string },
    detail: Record<string, Json>,
  ) => audit.record(tx, { actor, action, target: { kind: 'physical_asset', id, name: serialNumber }, detail })

  const free = async (tx: TenantTx, row: physical.FillingRow): Promise<void> => {
    const span = { from: row.startsAt, until: row.endsAt, but: row.id }
    const there = row.shared ? [] : await physical.overlapping(tx, { asset: row.asset }, span)
    const here = there.find(({ shared }) => !shared)
    if (here) throw new Fault('assets.role_filled', inTheWay(here))
    const [elsewhere] = await physical.overlapping(tx, { physical: row.physical }, span)
    if (elsewhere) throw new Fault('assets.physical_elsewhere', inTheWay(elsewhere))
  }

  return {
    find: (reach, query) => tenants.within(reach, (tx) => physical.findPhysical(tx, query, now())),
    get,
    async add(reach, request, actor) {
      whole(reach)
      const id = newId()
      await turn(reach, async (tx) => {
        const row = { id, tenant: tx.tenant, ...factsOf(request), createdAt: now() }
        if (!(await physical.addPhysical(tx, row))) throw new Fault('assets.serial_known', named(row))
        await record(tx, actor, 'physical_asset.made', row, named(row))
      })
      return get(reach, id)
    },
    async change(reach, id, request, actor) {
      whole(reach)
      const before = await get(reach, id)
      await turn(reach, async (tx) => {
        const row = { id, tenant: tx.tenant, ...factsOf(request) }
        const same = await physical.samePhysical(tx, row.maker, row.serialNumber)
        if (same !== undefined && same !== id) throw new Fault('assets.serial_known', named(row))
        await physical.savePhysical(tx, row)
        await record(tx, actor, 'physical_asset.changed', row, { from: named(before), to: named(row) })
      })
      return get(reach, id)
    },
    async remove(reach, id, actor) {
      whole(reach)
      const before = await get(reach, id)
      await turn(reach, async (tx) => {
        if (!(await physical.removePhysical(tx, id)))
          throw new Fault('assets.physical_used', { serialNumber: before.serialNumber })
        await record(tx, actor, 'physical_asset.removed', before, named(before))
      })
    },

    fillings: (reach, query) => tenants.within(reach, (tx) => physical.findFillings(tx, query)),
    async fill(reach, request, actor) {
      const { serialNumber } = await get(reach, request.physicalAsset)
      const row = {
        id: newId(),
        tenant: reach.tenant,
        physical: request.physicalAsset,
        asset: request.asset,
        ...spanOf(request.from, request.until),
        shared: request.shared ?? false,
        note: request.note?.trim() || null,
      }
      await tenants.within(reach, async (tx) => {
        if (!(await inReach.assetById(tx, row.asset))) throw new Fault('assets.asset_unknown', { id: row.asset })
      })
      await turn(reach, async (tx) => {
        const place = await drawn.rowById(tx, row.asset)
        if (!place) throw new Fault('assets.asset_unknown', { id: row.asset })
        if (place.retiredAt && (row.endsAt === null || row.endsAt > place.retiredAt))
          throw new Fault('assets.retired', { name: place.name })
        await free(tx, row)
        await physical.addFilling(tx, row)
        const detail = { asset: place.path, ...timesOf(row), shared: row.shared }
        await record(tx, actor, 'role_filling.begun', { id: row.physical, serialNumber }, detail)
      })
      return filling(reach, row.id)
    },
    async changeFilling(reach, id, change, actor) {
      await filling(reach, id)
      await turn(reach, async (tx) => {
        const before = await physical.fillingById(tx, id)
        if (!before) throw new Fault('assets.filling_unknown', { id })
        const until = change.until === undefined ? before.until : change.until
        const row = {
          id,
          tenant: tx.tenant,
          physical: before.physicalAsset,
          asset: before.asset,
          ...spanOf(change.from ?? before.from, until),
          shared: before.shared,
          note: change.note === undefined ? (before.note ?? null) : change.note.trim() || null,
        }
        await free(tx, row)
        await physical.saveFilling(tx, id, row)
        const detail = {
          asset: before.path,
          before: { from: before.from, until: before.until ?? null },
          after: timesOf(row),
        }
        await record(tx, actor, 'role_filling.changed', { id: row.physical, serialNumber: before.serialNumber }, detail)
      })
      return filling(reach, id)
    },
    async removeFilling(reach, id, actor) {
      const before = await filling(reach, id)
      await turn(reach, async (tx) => {
        await physical.removeFilling(tx, id)
        const of = { id: before.physicalAsset, serialNumber: before.serialNumber }
        await record(tx, actor, 'role_filling.removed', of, { asset: before.path, from: before.from })
      })
    },
  }
}

const inTheWay = ({ path, serialNumber, from, until }: RoleFilling) => ({
  name: path.join(' / '),
  serialNumber,
  from,
  until: until ?? 'now and on',
})

const named = ({ maker, serialNumber }: { maker: string; serialNumber: string }) => ({ maker, serialNumber })

const timesOf = ({ startsAt, endsAt }: physical.FillingRow): Record<string, Json> => ({
  from: isoOf(startsAt.getTime() * 1_000),
  until: endsAt ? isoOf(endsAt.getTime() * 1_000) : null,
})

export function factsOf(request: PhysicalAssetRequest): Omit<physical.PhysicalRow, 'id' | 'tenant' | 'createdAt'> {
  const serialNumber = request.serialNumber.trim()
  const maker = request.maker.trim()
  if (serialNumber === '' || maker === '') throw new Fault('assets.name_empty')
  const model = request.model?.trim() || null
  const description = request.description?.trim() || null
  return {
    serialNumber,
    maker,
    model,
    year: request.year ?? null,
    description,
    documents: request.documents ?? [],
    search: [serialNumber, maker, model ?? '', description ?? ''].join(' ').toLowerCase(),
  }
}
