import { type Clock, Fault, isoOf, MICROS_PER_MS } from '@millrace/core'
import type { Reach, TenantDb, TenantTx } from '../../database/index.ts'
import type { AlarmService } from '../alarms/index.ts'
import type { AssetService } from '../assets/index.ts'
import type { Actor, AuditTrail } from '../audit/index.ts'
import type { KpiService, KpiVersion } from '../kpis/index.ts'
import type { ProductionService } from '../production/index.ts'
import type { ThingService } from '../things/index.ts'
import './faults.ts'
import { modelKey } from './model.ts'
import { sealOf } from './plan.ts'
import type { Reaches } from './reaches.ts'
import type { Removal } from './schema.ts'
import * as store from './store.ts'

/** Takes a class off an asset again. */
export interface EquipmentRemoval {
  /** What would go; nothing is written. Throws `assets.asset_unknown`, `equipment.not_applied`. */
  removal(reaches: Reaches, asset: string): Promise<Removal>
  /**
   * Does so in one transaction: thing model and binding, KPIs of the asset, proposals that were not approved yet. Alarms in force are
   * proposed to be retired. Throws as `removal`, `equipment.stale`, and what alarms and kpis refuse.
   */
  remove(reaches: Reaches, asset: string, seen: string | undefined, actor: Actor): Promise<Removal>
  /**
   * What classes made known for apps that are no more goes, where nobody uses it: thing models, versions of KPIs, proposals that were
   * withdrawn. `staying`: apps that are there.
   */
  forget(tx: TenantTx, staying: readonly string[], actor: Actor): Promise<void>
}

export interface RemovalNeeds {
  readonly tenants: TenantDb
  readonly assets: Pick<AssetService, 'asset' | 'takeTurn'>
  readonly things: Pick<ThingService, 'instance' | 'dropAt' | 'forgetIn'>
  readonly production: Pick<ProductionService, 'units'>
  readonly alarms: Pick<AlarmService, 'standings' | 'proposeIn' | 'withdrawIn' | 'forgetIn'>
  readonly kpis: Pick<KpiService, 'definitions' | 'bindIn' | 'forgetIn'>
  readonly audit: AuditTrail
  readonly clock: Clock
}

interface Worked {
  readonly told: Removal
  readonly row: store.ApplicationRow
  readonly place: { readonly id: string; readonly name: string }
  /** By key, as they are defined now. */
  readonly contents: ReadonlyMap<string, KpiVersion['content']>
}

/** As the class has them; the database keeps the names in an order of its own. */
function inOrder<Of>(held: Readonly<Record<string, Of>>, list: readonly { readonly name: string }[]): [string, Of][] {
  const place = new Map(list.map(({ name }, i) => [name, i]))
  return Object.entries(held).sort(([one], [other]) => (place.get(one) ?? -1) - (place.get(other) ?? -1))
}

export function createRemoval(needs: RemovalNeeds): EquipmentRemoval {
  const { tenants, assets, things, production, alarms, kpis, audit, clock } = needs

  const work = async (reaches: Reaches, asset: string): Promise<Worked> => {
    const { name } = await assets.asset(reaches.plant, asset)
    for (const reach of [reaches.alarms, reaches.kpis]) await assets.asset(reach, asset)
    const row = await tenants.within(reaches.plant, (tx) => store.byAsset(tx, asset))
    if (!row) throw new Fault('equipment.not_applied', { name })
    const newest = new Map((await kpis.definitions(reaches.kpis)).map((one) => [one.key, one]))
    const gone = inOrder(row.kpis, row.content.kpis).flatMap(([, key]) => {
      const one = newest.get(key)
      return one?.bindings?.[asset] ? [one] : []
    })
    const model = await modelOf(reaches.plant, row)
    const units = await production.units(reaches.kpis)
    const told = {
      asset,
      class: row.class,
      kind: row.content.kind,
      version: row.version,
      title: { ...row.content.title },
      ...(model ? { model } : {}),
      alarms: await alarmsOf(reaches.alarms, row),
      kpis: gone.map(({ key, content }) => ({ name: key, ...content.name, key })),
      workUnit: units.some((unit) => unit.asset === asset),
      by: row.by,
      at: isoOf(row.at.getTime() * MICROS_PER_MS),
    }
    return {
      told: { ...told, seen: sealOf(told), removed: false },
      row,
      place: { id: asset, name },
      contents: new Map(gone.map(({ key, content }) => [key, content])),
    }
  }

  /** The thing model that the class became, as far as the asset is of it still. */
  const modelOf = async (reach: Reach, row: store.ApplicationRow): Promise<Removal['model']> => {
    try {
      const { key, version, title, bindings } = await things.instance(reach, row.asset)
      const bound = bindings.filter(({ point }) => point !== undefined).length
      return key === modelKey(row.content, row.variant ?? undefined) ? { key, version, title, bound } : undefined
    } catch (thrown) {
      if (thrown instanceof Fault && thrown.code === 'things.model_missing') return undefined
      throw thrown
    }
  }

  const alarmsOf = async (reach: Reach, row: store.ApplicationRow): Promise<Removal['alarms']> => {
    const proposed = inOrder(row.alarms, row.content.alarms)
    const standings = await alarms.standings(
      reach,
      proposed.map(([, { alarm }]) => alarm),
    )
    return proposed.flatMap(([name, { alarm, definition }], i): Removal['alarms'] => {
      const base = { name, ...definition.name, alarm }
      const standing = standings[i]
      if (standing?.is === 'in_force') return [{ ...base, is: 'retired' as const }]
      if (standing?.is !== 'waits') return []
      return [{ ...base, is: standing.kind === 'add' ? 'withdrawn' : 'stays', change: standing.change }]
    })
  }

  const carryOut = async (tx: TenantTx, { told, row, place, contents }: Worked, actor: Actor): Promise<Removal> => {
    const { asset, title } = told
    if (told.model) await things.dropAt(tx, place, actor)
    const reason = `${row.class} ${row.version}: ${title.zh} / ${title.en}`
    const changes = new Map<string, string>()
    // In the order in which approvals take them.
    const withdrawn = told.alarms.flatMap(({ is, change }) =>
      is === 'withdrawn' && change !== undefined ? [change] : [],
    )
    for (const change of withdrawn.sort()) await alarms.withdrawIn(tx, change, reason, actor)
    for (const { is, alarm } of told.alarms) {
      if (is === 'retired') changes.set(alarm, (await alarms.proposeIn(tx, { alarm, retire: true, reason }, actor)).id)
    }
    const validFrom = isoOf(Math.floor(clock.now() / MICROS_PER_MS) * MICROS_PER_MS)
    for (const content of contents.values()) await kpis.bindIn(tx, { content, asset, binding: null, validFrom }, actor)
    await store.remove(tx, asset)
    await audit.record(tx, {
      actor,
      action: 'equipment.removed',
      target: { kind: 'asset', ...place },
      detail: {
        class: row.class,
        version: row.version,
        alarms: told.alarms.map(({ name, is }) => `${name}: ${is}`),
        kpis: [...contents.keys()],
      },
    })
    return {
      ...told,
      alarms: told.alarms.map((one) => ({
        ...one,
        ...(one.is === 'retired' ? { change: changes.get(one.alarm)! } : {}),
      })),
      removed: true,
    }
  }

  return {
    removal: async (reaches, asset) => (await work(reaches, asset)).told,

    async remove(reaches, asset, seen, actor) {
      const worked = await work(reaches, asset)
      if (seen !== undefined && seen !== worked.told.seen) throw new Fault('equipment.stale')
      // Who may do it was seen under their own sight; what goes is the organisation's.
      return tenants.within(reaches.plant.tenant, async (tx) => {
        await assets.takeTurn(tx)
        const now = await store.byAsset(tx, asset)
        if (now?.at.getTime() !== worked.row.at.getTime()) throw new Fault('equipment.stale')
        return carryOut(tx, worked, actor)
      })
    },

    async forget(tx, staying, actor) {
      await things.forgetIn(tx, staying, actor)
      await kpis.forgetIn(tx, staying, actor)
      await alarms.forgetIn(tx, staying)
    },
  }
}
