import type { AppManifest, AppNeed } from '@millrace/apps'
import { Fault } from '@millrace/core'
import type { Reach, TenantDb, TenantTx } from '../../database/index.ts'
import type { AssetService } from '../assets/index.ts'
import type { EquipmentService } from '../equipment/index.ts'
import type { ThingService } from '../things/index.ts'
import type { BoundAsset } from './acting.ts'
import './faults.ts'
import { byFit, fitOf } from './fit.ts'
import type { Proposals, Seeing } from './proposals.ts'
import type { Bound, Fit, Preview } from './schema.ts'

/** Assets that are looked at for a need, of those that are of no class or model. */
const MOST_LOOKED = 2_000
const MOST_SUGGESTED = 50
/** Of a kind, for whether there are enough. */
const MOST_COUNTED = 200

export interface BindingNeeds {
  readonly tenants: TenantDb
  readonly assets: Pick<AssetService, 'withPointsBelow' | 'everyAsset' | 'assetIn' | 'numbered'>
  readonly things: Pick<ThingService, 'assetsOf' | 'pointsOf'>
  readonly equipment: Pick<EquipmentService, 'assetsOf' | 'classed'>
  readonly proposals: Pick<Proposals, 'machines' | 'offers'>
}

/** What an app works on: assets by need, and the units of their points. */
interface Held {
  readonly assets: Record<string, BoundAsset[]>
  readonly units: ReadonlyMap<string, string>
}

/** `constructor` is a name like others. */
const boundTo = (bound: Bound, { name }: AppNeed): readonly string[] => (Object.hasOwn(bound, name) ? bound[name]! : [])

/** Which assets an app works on. Everything is looked at as far as the person who asks may see. */
export class AssetBinding {
  readonly #needs: BindingNeeds

  constructor(needs: BindingNeeds) {
    this.#needs = needs
  }

  /** What is bound, need by need. Throws `apps.need_unfit`, `assets.asset_unknown`. */
  async mustFit(reach: Reach, { needs = [] }: AppManifest, bound: Bound): Promise<Bound> {
    const stranger = Object.keys(bound).find((name) => !needs.some((need) => need.name === name))
    if (stranger !== undefined)
      throw new Fault('apps.need_unfit', { need: stranger, expected: 'a need of the app', seen: 'none' })
    const kept: Bound = {}
    for (const need of needs) {
      const ids = boundTo(bound, need)
      const { least = 1, most = Infinity } = need
      if (ids.length < least || ids.length > most)
        throw new Fault('apps.need_unfit', {
          need: need.name,
          expected: most === Infinity ? `at least ${least} assets` : `${least} to ${most} assets`,
          seen: String(ids.length),
        })
      for (const { fits, name, properties } of await this.#fits(reach, need, ids)) {
        if (fits) continue
        const lacking = Object.entries(properties).flatMap(([property, { problem }]) =>
          problem === undefined ? [] : [`${property} (${problem})`],
        )
        throw new Fault('apps.need_unfit', {
          need: need.name,
          expected: 'assets with every property that must be there',
          seen: `${name} without ${lacking.join(', ')}`,
        })
      }
      kept[need.name] = [...ids]
    }
    return kept
  }

  /** What is bound, as the app works on it; assets that are no more are left out. */
  async held(reach: Reach, { needs = [] }: AppManifest, bound: Bound): Promise<Held> {
    const held: Record<string, BoundAsset[]> = {}
    const units = new Map<string, string>()
    for (const need of needs) {
      const fits = await this.#fits(reach, need, boundTo(bound, need), { lenient: true })
      for (const { properties } of fits)
        for (const { point, unit } of Object.values(properties)) if (point && unit) units.set(point, unit)
      held[need.name] = fits.map(({ asset, name, properties }) => ({
        id: asset,
        name,
        points: Object.fromEntries(
          Object.entries(properties).flatMap(([property, { point }]) =>
            point === undefined ? [] : [[property, point]],
          ),
        ),
      }))
    }
    return { assets: held, units }
  }

  /** Of what is bound, what is within a reach. */
  async seen(
    reach: Reach,
    assets: Readonly<Record<string, readonly BoundAsset[]>>,
  ): Promise<Record<string, BoundAsset[]>> {
    return this.#needs.tenants.within(reach, async (tx) => {
      const seen: Record<string, BoundAsset[]> = {}
      for (const [need, bound] of Object.entries(assets)) {
        seen[need] = []
        for (const one of bound) if (await this.#isThere(tx, one.id)) seen[need].push(one)
      }
      return seen
    })
  }

  /** Throws `assets.point_unknown` at the first that is not within a reach. */
  async mustSee(reach: Reach, points: readonly string[]): Promise<void> {
    await this.#needs.assets.numbered(reach, points)
  }

  async preview(seeing: Seeing, { needs = [] }: AppManifest, bound: Bound): Promise<Preview['needs']> {
    const reach = seeing.plant
    const all = needs.length > 0 ? await this.#drawn(reach) : []
    const seen: Preview['needs'] = []
    for (const need of needs) {
      const ids = boundTo(bound, need)
      const of = await this.#ofKind(reach, need)
      const others = all.filter((id) => !of.includes(id))
      const ofKind = await this.#fits(reach, need, of)
      const suggested = [
        ...(await this.#offered(seeing, need, ofKind)),
        // What says of itself what it is goes first; of the others only what has all that must be there, and has it itself.
        ...(await this.#fits(reach, need, others, { own: true, lenient: true })).filter(({ fits }) => fits),
      ].filter(({ asset }) => !ids.includes(asset))
      const held = await this.#fits(reach, need, ids)
      seen.push({
        need: need.name,
        bound: await this.#offered(seeing, need, held),
        suggested: suggested.sort(byFit).slice(0, MOST_SUGGESTED),
        proposals: await this.#needs.proposals.machines(
          seeing,
          need,
          await this.#taken(reach, [...of, ...ids, ...suggested.map(({ asset }) => asset)]),
        ),
      })
    }
    return seen
  }

  /** With what else each property could be where it is not found. */
  async #offered(seeing: Seeing, need: AppNeed, fits: readonly Fit[]): Promise<Fit[]> {
    const lacking = fits.filter(({ properties }) => Object.values(properties).some(({ point }) => point === undefined))
    if (lacking.length === 0) return [...fits]
    const places = await this.#needs.tenants.within(seeing.plant, (tx) =>
      this.#needs.assets.withPointsBelow(
        tx,
        lacking.map(({ asset }) => asset),
      ),
    )
    const told: Fit[] = []
    for (const fit of fits) {
      const points = lacking.includes(fit) ? places.get(fit.asset)?.points : undefined
      if (!points) {
        told.push(fit)
        continue
      }
      const { properties } = await this.#needs.proposals.offers(
        seeing,
        need,
        points.map(({ point }) => point),
      )
      told.push({
        ...fit,
        properties: Object.fromEntries(
          Object.entries(fit.properties).map(([name, found]) => [
            name,
            found.point === undefined ? { ...found, offers: properties[name]?.offers ?? [] } : found,
          ]),
        ),
      })
    }
    return told
  }

  /** Whether there are as many assets of its class or thing model, with all that must be there, as it needs. */
  async hasEnough(reach: Reach, need: AppNeed): Promise<boolean> {
    const { least = 1 } = need
    const of = (await this.#ofKind(reach, need)).slice(0, Math.max(MOST_COUNTED, 2 * least))
    const fits = await this.#fits(reach, need, of, { lenient: true })
    return fits.filter((one) => one.fits).length >= least
  }

  /**
   * Points that are of a machine already: all of these assets and below. Of one that has a class, whichever, its own points, but for
   * those that no property stands for and whose names put them into something within it, as a station has compressors.
   */
  async #taken(reach: Reach, ids: readonly string[]): Promise<ReadonlySet<string>> {
    const { tenants, assets, equipment, things } = this.#needs
    return tenants.within(reach, async (tx) => {
      const classed = await equipment.classed(tx)
      const places = await assets.withPointsBelow(tx, [...new Set([...ids, ...classed])])
      const bound = await things.pointsOf(tx, classed)
      const taken = new Set<string>()
      for (const [asset, { points }] of places) {
        if (!classed.includes(asset)) for (const { point } of points) taken.add(point.id)
        else
          for (const { point } of points) if (point.assetId === asset && !/[/.]/.test(point.name)) taken.add(point.id)
      }
      for (const properties of bound.values()) for (const point of properties.values()) taken.add(point)
      return taken
    })
  }

  /** Whether all of these are within a reach. */
  async covers(reach: Reach, ids: readonly string[]): Promise<boolean> {
    return this.#needs.tenants.within(reach, async (tx) => {
      for (const id of ids) if (!(await this.#isThere(tx, id))) return false
      return true
    })
  }

  async #isThere(tx: TenantTx, id: string): Promise<boolean> {
    try {
      await this.#needs.assets.assetIn(tx, id)
      return true
    } catch (thrown) {
      if (thrown instanceof Fault && thrown.code === 'assets.asset_unknown') return false
      throw thrown
    }
  }

  async #ofKind(reach: Reach, { equipmentClass, thingModel }: AppNeed): Promise<readonly string[]> {
    const { tenants, things, equipment } = this.#needs
    return tenants.within(reach, (tx) =>
      thingModel === undefined ? equipment.assetsOf(tx, equipmentClass ?? '') : things.assetsOf(tx, thingModel),
    )
  }

  /** @param own only points of the asset itself count. @param lenient an asset that is none is left out */
  async #fits(
    reach: Reach,
    need: AppNeed,
    ids: readonly string[],
    { own = false, lenient = false } = {},
  ): Promise<Fit[]> {
    if (ids.length === 0) return []
    const { tenants, assets, things } = this.#needs
    return tenants.within(reach, async (tx) => {
      const places = await assets.withPointsBelow(tx, ids)
      const properties = await things.pointsOf(tx, ids)
      return ids.flatMap((asset): Fit[] => {
        const place = places.get(asset)
        if (!place) {
          if (lenient) return []
          throw new Fault('assets.asset_unknown', { id: asset })
        }
        const points = place.points.map(({ point }) => point).filter(({ assetId }) => !own || assetId === asset)
        return [fitOf(need, { asset, path: place.path, points, properties: properties.get(asset) ?? new Map() })]
      })
    })
  }

  async #drawn(reach: Reach): Promise<string[]> {
    const ids: string[] = []
    for await (const page of this.#needs.assets.everyAsset(reach)) {
      ids.push(
        ...page.filter(({ pointCount, retiredAt }) => pointCount > 0 && retiredAt === undefined).map(({ id }) => id),
      )
      if (ids.length >= MOST_LOOKED) break
    }
    return ids.slice(0, MOST_LOOKED)
  }
}
