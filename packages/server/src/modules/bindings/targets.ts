import { isDeepStrictEqual } from 'node:util'
import { Fault } from '@millrace/core'
import type { ModelManifest } from '@millrace/runtime'
import type { TenantTx } from '../../database/index.ts'
import type { AssetService } from '../assets/index.ts'
import type { EquipmentService } from '../equipment/index.ts'
import type { QuotaService } from '../quotas/index.ts'
import type { ThingService } from '../things/index.ts'
import './faults.ts'
import { inputsAt, measuredAt, type Numbered, type Place } from './plan.ts'
import type { Binding } from './schema.ts'
import * as store from './store.ts'
import type { BoundInput, BoundOutput, Broken } from './tables.ts'

interface Needs {
  readonly assets: Pick<AssetService, 'withPointsBelow' | 'keepOwn' | 'leans' | 'speaks' | 'spoken' | 'takeTurn'>
  readonly things: Pick<ThingService, 'assetsOf' | 'pointsOf'>
  readonly equipment: Pick<EquipmentService, 'assetsOf'>
  readonly quotas: Pick<QuotaService, 'keepWithin'>
}

/** What of a binding says where it runs, and on what. */
export type Wanted = Pick<Binding, 'target' | 'inputs' | 'outputs' | 'measured'>

/** A model at an asset as it would be. */
export interface Planned {
  readonly asset: string
  readonly path: readonly string[]
  readonly inputs: Readonly<Record<string, BoundInput>>
  readonly measured: Readonly<Record<string, string>>
  readonly points: readonly Numbered[]
}

/** Which assets run a binding, and what stands there for its inputs and outputs. */
export class Targets {
  readonly #needs: Needs

  constructor(needs: Needs) {
    this.#needs = needs
    needs.assets.leans(store.usesOf)
    needs.assets.speaks('bindings', async (tx) =>
      (await store.everyBound(tx)).flatMap(({ outputs }) => Object.values(outputs).map(({ point }) => point)),
    )
  }

  /** Throws `assets.asset_unknown` for one that was named and is none. */
  async plan(tx: TenantTx, wanted: Wanted, manifest: ModelManifest): Promise<Planned[]> {
    const { assets, things, equipment } = this.#needs
    const { thingModel, equipmentClass, assets: named } = wanted.target
    const ids =
      named ??
      (thingModel === undefined
        ? await equipment.assetsOf(tx, equipmentClass ?? '')
        : await things.assetsOf(tx, thingModel))
    if (ids.length === 0) return []
    const places = await assets.withPointsBelow(tx, ids)
    const properties = await things.pointsOf(tx, ids)
    return ids.flatMap((asset): Planned[] => {
      const { path, points } = places.get(asset) ?? { path: [], points: [] }
      if (path.length === 0) {
        if (named) throw new Fault('assets.asset_unknown', { id: asset })
        return []
      }
      // What it gives itself is no input of it.
      const own = new Set(Object.values(wanted.outputs).map(({ name }) => name.en))
      const place: Place = {
        asset,
        depth: path.length,
        points: points.filter(({ point }) => point.deviceId !== undefined || !own.has(point.name)),
        properties: properties.get(asset) ?? new Map(),
      }
      const inputs = inputsAt(manifest, wanted.inputs, place)
      return [{ asset, path, inputs, measured: measuredAt(wanted.measured, place), points }]
    })
  }

  /**
   * Makes it so: a row and points of the outputs for every asset, none for those that it is to run at no more. True where anything
   * is another than before. The turn of the assets is taken.
   */
  async apply(
    tx: TenantTx,
    binding: store.BindingRow,
    { planned, manifest }: { readonly planned: readonly Planned[]; readonly manifest: ModelManifest },
  ): Promise<boolean> {
    const every = await store.everyBound(tx)
    const before = new Map(every.flatMap((row) => (row.binding === binding.id ? [[row.asset, row] as const] : [])))
    const spoken = await this.#needs.assets.spoken(tx)
    let isOther = false
    let isMore = false
    const added: store.NewBound[] = []
    for (const { asset, inputs, measured } of planned) {
      const row = before.get(asset)
      before.delete(asset)
      const { outputs, broken, isNew } = await this.#outputs(tx, { asset, binding, manifest, row, spoken })
      isMore ||= isNew
      const told = { inputs, measured, outputs }
      if (!row) {
        const fresh = { parameters: null, calibration: null, print: null, since: null, backTo: null, broken }
        added.push({ tenant: tx.tenant, binding: binding.id, asset, ...told, ...fresh })
      } else if (!isDeepStrictEqual(told, { inputs: row.inputs, measured: row.measured, outputs: row.outputs })) {
        await store.changeBound(tx, row.number, { ...told, ...(broken ? { broken } : {}) })
        if (!isDeepStrictEqual(inputs, row.inputs)) await store.restart(tx, [row.number], undefined)
        isOther = true
      }
    }
    const made = await store.addBound(tx, added)
    const { version, parameters } = binding
    await store.addTerms(
      tx,
      made.map(({ number }) => ({ bound: number, from: 0, version, parameters })),
    )
    const gone = [...before.values()]
    await store.removeBound(
      tx,
      gone.map(({ number }) => number),
    )
    if (isMore) await this.#needs.quotas.keepWithin(tx, 'points')
    return isOther || made.length > 0 || gone.length > 0
  }

  /** A name that is taken breaks that asset alone. */
  async #outputs(
    tx: TenantTx,
    {
      asset,
      binding,
      manifest,
      row,
      spoken,
    }: {
      readonly asset: string
      readonly binding: store.BindingRow
      readonly manifest: ModelManifest
      readonly row: store.BoundRow | undefined
      readonly spoken: ReadonlySet<string>
    },
  ): Promise<{ outputs: Record<string, BoundOutput>; broken: Broken | null; isNew: boolean }> {
    const outputs: Record<string, BoundOutput> = {}
    let [broken, isNew]: [Broken | null, boolean] = [null, false]
    for (const [name, { name: called }] of Object.entries(binding.outputs)) {
      const output = manifest.outputs.find((one) => one.name === name)!
      const id = row?.outputs[name]?.point
      try {
        const kept = await this.#needs.assets.keepOwn(tx, {
          ...(id === undefined ? { spoken } : { id }),
          asset,
          name: called.en,
          type: output.type === 'number' ? 'double' : output.type === 'text' ? 'string' : 'boolean',
          unit: output.unit === '1' ? undefined : output.unit,
          description: called.zh,
        })
        outputs[name] = { point: kept.id, series: kept.series }
        isNew ||= kept.isNew
      } catch (thrown) {
        if (!(thrown instanceof Fault)) throw thrown
        const fault = new Fault('bindings.output_taken', { output: name, seen: thrown.message }, thrown)
        broken ??= { code: fault.code, says: fault.message }
      }
    }
    return { outputs, broken, isNew }
  }
}
