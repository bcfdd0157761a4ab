import { isDeepStrictEqual } from 'node:util'
import type { AppManifest, AppNeed } from '@millrace/apps'
import { Fault, type Log, sayFault, type TenantId } from '@millrace/core'
import type { Reach, TenantDb } from '../../database/index.ts'
import type { AlarmService } from '../alarms/index.ts'
import type { AssetService, Drawing } from '../assets/index.ts'
import type { Actor } from '../audit/index.ts'
import type { EquipmentService } from '../equipment/index.ts'
import type { MaintenanceService } from '../maintenance/index.ts'
import type { ThingService } from '../things/index.ts'
import './faults.ts'
import type { Asking } from './installations.ts'
import type { Bound, Leaving, Make } from './schema.ts'
import * as store from './store.ts'
import type { Works } from './works.ts'

export interface MadeNeeds {
  readonly tenants: TenantDb
  readonly drawing: Pick<Drawing, 'makeMany' | 'place' | 'remove' | 'standing' | 'heldBy'>
  readonly assets: Pick<AssetService, 'asset' | 'withPointsBelow'>
  readonly equipment: Pick<EquipmentService, 'class' | 'applications' | 'apply' | 'remove' | 'removal' | 'forget'>
  readonly things: Pick<ThingService, 'list' | 'instances' | 'setModel' | 'setBinding' | 'dropModel'>
  readonly alarms: Pick<AlarmService, 'definitions'>
  readonly maintenance: Pick<MaintenanceService, 'orders'>
  readonly works: Pick<Works, 'fence'>
  readonly log: Log
}

/** Assets that an installation makes of raw points, or makes to be of the class that it needs. What it made is known, and goes with it. */
export class MadeAssets {
  readonly #needs: MadeNeeds

  constructor(needs: MadeNeeds) {
    this.#needs = needs
  }

  /**
   * By need, what is to be bound beside the rest. Each asset is written down together with being made: what a kill, or a fault, cuts off is
   * taken away again. Throws `http.forbidden`, `apps.make_unfit`, and what assets, equipment and things refuse.
   */
  async make(
    asking: Asking,
    {
      installation,
      manifest,
      make,
      bound: before = {},
    }: { installation: string; manifest: AppManifest; make: readonly Make[]; bound?: Bound },
  ): Promise<Bound> {
    if (make.length === 0) return {}
    const there = await this.#rows(asking.reach.tenant, installation)
    const known = new Set([...Object.values(before).flat(), ...there.map(({ asset }) => asset)])
    const taken = await this.#pointsOf(asking.reach.tenant, [...known])
    const moved = new Set<string>()
    for (const one of make) {
      mustBeWhole(manifest, one)
      if (one.asset !== undefined && known.has(one.asset))
        throw new Fault('apps.make_unfit', {
          need: one.need,
          expected: 'an asset that it has not yet',
          seen: one.asset,
        })
      const own = Object.values(one.points).find((point) => taken.has(point))
      if (own !== undefined)
        throw new Fault('apps.make_unfit', { need: one.need, expected: 'points of no asset that it has', seen: own })
      for (const point of Object.values(one.points)) {
        if (moved.has(point))
          throw new Fault('apps.make_unfit', { need: one.need, expected: 'each point once', seen: point })
        moved.add(point)
      }
    }
    const plant = await asking.reachFor('asset:write')
    const actor = actorOf(installation, manifest.id, asking.actor)
    const bound: Bound = {}
    const from = 1 + Math.max(-1, ...there.map(({ n }) => n))
    for (const [i, one] of make.entries()) {
      const need = manifest.needs!.find(({ name }) => name === one.need)!
      const asset = await this.#one({ ...asking, actor }, { plant, need, row: { installation, n: from + i }, one })
      bound[one.need] = [...(bound[one.need] ?? []), asset]
    }
    return bound
  }

  /** Assets that it made, or made to be of a class. */
  async of(tenant: TenantId, installation: string): Promise<string[]> {
    return (await this.#rows(tenant, installation)).map(({ asset }) => asset)
  }

  /** What becomes of them. `given`: points that its flows alone gave. */
  async leaving(
    tenant: TenantId,
    installation: string,
    given: Leaving['points'],
  ): Promise<Pick<Leaving, 'assets' | 'alarms'>> {
    const { assets, equipment } = this.#needs
    const reach = { tenant }
    const told: Pick<Leaving, 'assets' | 'alarms'> = { assets: [], alarms: [] }
    for (const row of await this.#rows(tenant, installation)) {
      const asset = await missing(assets.asset(reach, row.asset))
      if (!asset) continue
      const isOf = row.isOfClass && (await equipment.applications(reach, row.asset)).length > 0
      const alarms = isOf
        ? (await equipment.removal({ plant: reach, alarms: reach, kpis: reach }, row.asset)).alarms
        : []
      told.alarms.push(...alarms.filter(({ is }) => is === 'retired').map(({ en, zh }) => ({ en, zh })))
      const stays =
        !row.isNew ||
        (await this.#isHeld(
          reach,
          row,
          given.filter(({ path }) => isDeepStrictEqual(path.slice(0, -1), asset.path)).length,
        ))
      told.assets.push({ id: row.asset, path: [...asset.path], is: stays ? 'stays' : 'goes' })
    }
    return told
  }

  /** Back to what was there before. What people put to an asset since keeps it: it is theirs. */
  async takeAway(tenant: TenantId, installation: string, { app, by }: { app: string; by: Actor }): Promise<void> {
    const actor = actorOf(installation, app, by)
    for (const row of await this.#rows(tenant, installation)) await this.#undo(tenant, row, actor)
    await this.#needs.tenants.within(tenant, async (tx) => {
      const staying = (await store.installations(tx)).map(({ id }) => id).filter((id) => id !== installation)
      await this.#needs.equipment.forget(tx, staying, actor)
    })
  }

  /** What is bound is whole. */
  async keep({ id, tenant, bound }: store.InstallationRow): Promise<void> {
    const held = new Set(Object.values(bound).flat())
    await this.#needs.tenants.within(tenant as TenantId, async (tx) => {
      for (const row of await store.made(tx, id)) if (!row.isWhole && held.has(row.asset)) await store.keepMade(tx, row)
    })
  }

  /** What was made for it to be bound, and is not, goes again. */
  async takeBack({ id, tenant: of, app, bound }: store.InstallationRow, by: Actor): Promise<void> {
    const tenant = of as TenantId
    const held = new Set(Object.values(bound).flat())
    for (const row of await this.#rows(tenant, id))
      if (!row.isWhole && !held.has(row.asset)) await this.#undo(tenant, row, actorOf(id, app, by))
  }

  /** For whom something was made. */
  async bringers(tenant: TenantId): Promise<string[]> {
    return (await this.#needs.tenants.within(tenant, (tx) => store.made(tx))).map(({ installation }) => installation)
  }

  #rows(tenant: TenantId, installation: string): Promise<store.MadeRow[]> {
    return this.#needs.tenants.within(tenant, (tx) => store.made(tx, installation))
  }

  /** Whether people put something to it: places, points, alarms that are in force, work. */
  async #isHeld(reach: Reach, { asset, points }: store.MadeRow, given: number): Promise<boolean> {
    const { drawing, alarms, maintenance } = this.#needs
    const { points: there = 0, ...others } = await drawing.heldBy(reach, asset)
    const moved = await this.#here(reach, { asset, points })
    if (there > moved.length + given || Object.values(others).some((n) => n > 0)) return true
    const [alarm] = (await alarms.definitions(reach, { asset, limit: 1 })).items
    const [order] = (await maintenance.orders(reach, { asset, limit: 1 })).items
    return alarm !== undefined || order !== undefined
  }

  /** Points that came here, and still stand here. */
  async #here(
    reach: Reach,
    { asset, points }: Pick<store.MadeRow, 'asset' | 'points'>,
  ): Promise<store.MadeRow['points']> {
    const { tenants, assets } = this.#needs
    const place = (await tenants.within(reach, (tx) => assets.withPointsBelow(tx, [asset]))).get(asset)
    const here = new Set(place?.points.filter(({ point }) => point.assetId === asset).map(({ point }) => point.id))
    return points.filter(({ id }) => here.has(id))
  }

  /** That stand at assets themselves. */
  async #pointsOf(tenant: TenantId, ids: readonly string[]): Promise<ReadonlySet<string>> {
    const { tenants, assets } = this.#needs
    const places = await tenants.within(tenant, (tx) => assets.withPointsBelow(tx, ids))
    return new Set(
      [...places].flatMap(([asset, { points }]) =>
        points.flatMap(({ point }) => (point.assetId === asset ? [point.id] : [])),
      ),
    )
  }

  async #one(
    { actor, reachFor }: Asking,
    {
      plant,
      need,
      row,
      one,
    }: { plant: Reach; need: AppNeed; row: Pick<store.MadeRow, 'installation' | 'n'>; one: Make },
  ): Promise<string> {
    const { tenants, drawing, assets, equipment, things, works } = this.#needs
    const ids = Object.values(one.points)
    let id = one.asset
    if (id === undefined) {
      const points = ids.length > 0 ? [...(await drawing.standing(plant, ids))] : []
      const request = { name: one.name!, ...(one.parent === undefined ? {} : { parent: one.parent }) }
      const [made] = await drawing.makeMany(plant, [request], actor, async (tx, [asset]) => {
        await works.fence(tx, row.installation)
        await store.addMade(tx, { ...row, asset: asset!, isNew: true, isOfClass: true, points, isWhole: false })
      })
      id = made!
      if (ids.length > 0) await drawing.place(plant, { asset: id, points: ids }, actor)
    } else {
      await assets.asset(plant, id)
      const asset = id
      const held =
        need.equipmentClass === undefined
          ? await things.instances(plant, asset)
          : await equipment.applications(plant, asset)
      await tenants.within(plant.tenant, async (tx) => {
        await works.fence(tx, row.installation)
        // What was of a class before stays so.
        await store.addMade(tx, {
          ...row,
          asset,
          isNew: false,
          isOfClass: held.length === 0,
          points: [],
          isWhole: false,
        })
      })
    }
    if (need.equipmentClass !== undefined) {
      await reachFor('model:write')
      const reaches = { plant, alarms: await reachFor('alarm:propose'), kpis: await reachFor('production:manage') }
      const known = new Set((await equipment.class(plant, need.equipmentClass)).points.map(({ name }) => name))
      const points = Object.fromEntries(Object.entries(one.points).filter(([name]) => known.has(name)))
      await equipment.apply(reaches, id, { class: need.equipmentClass, points }, actor)
    } else await this.#ofModel(plant, id, { need, points: one.points, actor })
    return id
  }

  async #ofModel(
    plant: Reach,
    asset: string,
    { need, points, actor }: { need: AppNeed; points: Make['points']; actor: Actor },
  ): Promise<void> {
    const { things } = this.#needs
    const key = need.thingModel!
    const [newest] = (await things.list(plant, { key, status: 'published', limit: 500 })).items.toSorted((a, b) =>
      b.version.localeCompare(a.version, 'en', { numeric: true }),
    )
    if (!newest)
      throw new Fault('apps.make_unfit', {
        need: need.name,
        expected: `the thing model ${key}`,
        seen: 'none published',
      })
    await things.setModel(plant, asset, newest.id, actor)
    for (const [property, point] of Object.entries(points))
      await things.setBinding(plant, asset, { property, point }, actor)
  }

  async #undo(tenant: TenantId, row: store.MadeRow, actor: Actor): Promise<void> {
    const { tenants, drawing, equipment, things, log } = this.#needs
    const reach = { tenant }
    const { asset, isNew, isOfClass } = row
    try {
      if (isOfClass && (await equipment.applications(reach, asset)).length > 0)
        await equipment.remove({ plant: reach, alarms: reach, kpis: reach }, asset, undefined, actor)
      else if (isOfClass && (await things.instances(reach, asset)).length > 0)
        await things.dropModel(reach, asset, actor)
      if (isNew) {
        await this.#putBack(reach, row, actor)
        if (await this.#isHeld(reach, row, 0)) log.warn('an asset that an app made stays', { tenant, asset })
        else await drawing.remove(reach, asset, actor)
      }
    } catch (thrown) {
      // Somebody removed the asset or the place before, or put more to it: what is the plant's stays the plant's.
      if (!(thrown instanceof Fault) || !/^assets\.(asset_unknown|not_empty|retired)$/.test(thrown.code)) throw thrown
      log.warn('an asset that an app made stays', { tenant, asset, fault: sayFault(thrown) })
    }
    await tenants.within(tenant, (tx) => store.removeMade(tx, row))
  }

  /** Points that came here stand where they stood, and follow their device if they did. */
  async #putBack(reach: Reach, { asset, points }: store.MadeRow, actor: Actor): Promise<void> {
    const { drawing } = this.#needs
    const back = await this.#here(reach, { asset, points })
    for (const from of new Set(back.map((point) => point.asset))) {
      const ids = back.filter((point) => point.asset === from).map(({ id }) => id)
      await drawing.place(reach, { asset: from, points: ids }, actor)
    }
    const free = back.filter(({ placed }) => !placed).map(({ id }) => id)
    if (free.length > 0) await drawing.place(reach, { asset: null, points: free }, actor)
  }
}

/** What is made known is known by who made it, the installation, and goes with it. */
export const actorOf = (installation: string, app: string, { kind, id, name }: Actor): Actor => ({
  kind: 'app',
  id: installation,
  name: app,
  beside: { kind, id, name },
})

/** Undefined where it is no more. */
export const missing = async <Of>(asked: Promise<Of>): Promise<Of | undefined> => {
  try {
    return await asked
  } catch (thrown) {
    if (thrown instanceof Fault && thrown.code === 'assets.asset_unknown') return undefined
    throw thrown
  }
}

function mustBeWhole({ needs = [] }: AppManifest, { need: name, asset, name: called, points }: Make): void {
  const unfit = (expected: string, seen: string): Fault => new Fault('apps.make_unfit', { need: name, expected, seen })
  const need = needs.find((one) => one.name === name)
  if (!need) throw unfit('a need of the app', 'none')
  if ((asset === undefined) === (called === undefined))
    throw unfit('an asset that is there, or the name of a new one', asset === undefined ? 'neither' : 'both')
  for (const property of Object.keys(points))
    if (!need.properties.some((one) => one.name === property)) throw unfit('properties of the need', property)
}
