import { isDeepStrictEqual } from 'node:util'
import { Fault } from '@millrace/core'
import type { TenantTx } from '../../database/index.ts'
import type { Vault } from '../../secrets/index.ts'
import type { AssetService } from '../assets/index.ts'
import type { EquipmentService } from '../equipment/index.ts'
import type { QuotaService } from '../quotas/index.ts'
import type { ThingService } from '../things/index.ts'
import { newAddress } from './addresses.ts'
import * as store from './deployment-store.ts'
import type { Documents, GivenEnd, InboxEnd, PointEnd } from './documents.ts'
import './faults.ts'
import type { ModelsOf } from './models.ts'
import { inputAt, type Numbered, type Place, typeOf } from './plan.ts'
import type { Document } from './schema.ts'
import type { Broken, RunInbox, RunInput, RunOutput } from './tables.ts'

interface Needs {
  readonly assets: Pick<
    AssetService,
    'withPointsBelow' | 'keepOwn' | 'speaks' | 'spoken' | 'leans' | 'takeTurn' | 'findIn'
  >
  readonly things: Pick<ThingService, 'assetsOf' | 'pointsOf'>
  readonly equipment: Pick<EquipmentService, 'assetsOf'>
  readonly quotas: Pick<QuotaService, 'keepWithin'>
  readonly documents: Pick<Documents, 'ends'>
  readonly vault: Vault
  readonly models: ModelsOf
}

type Wanted = Pick<store.DeploymentRow, 'target' | 'inputs'>

interface Planned {
  readonly asset: string | null
  readonly inputs: Readonly<Record<string, RunInput>>
  readonly outputs: readonly GivenEnd[]
  readonly inboxes: readonly InboxEnd[]
}

/** Where a deployment runs, and what stands there for its inputs and outputs. */
export class Targets {
  readonly #needs: Needs

  constructor(needs: Needs) {
    this.#needs = needs
    needs.assets.speaks('flows', async (tx) =>
      (await store.everyRun(tx)).flatMap(({ inputs, outputs }) => [
        ...Object.values(outputs).map(({ point }) => point),
        ...Object.values(inputs).flatMap(({ point, inbox }) => (inbox === undefined ? [] : (point ?? []))),
      ]),
    )
    needs.assets.leans(store.usesOf)
  }

  /** Throws `assets.asset_unknown` for one that was named and is none, `flows.no_target`. */
  async plan(tx: TenantTx, wanted: Wanted, document: Document): Promise<Planned[]> {
    const { assets, things, documents } = this.#needs
    const models = await this.#needs.models(tx.tenant, document)
    const ends = documents.ends(document)
    const named = await this.#named(tx, wanted, ends.inputs)
    const ids = await this.#assets(tx, wanted)
    if (ids === undefined) {
      if (ends.outputs.length > 0)
        throw new Fault('flows.no_target', { expected: 'an asset', seen: 'gives points, which stand at one' })
      if (ends.inboxes.length > 0)
        throw new Fault('flows.no_target', { expected: 'an asset', seen: 'takes in what is kept at one' })
      const inputs = Object.fromEntries(
        ends.inputs.map((end): [string, RunInput] => [end.node, inputAt(end, wanted.inputs, undefined)]),
      )
      const open = Object.entries(inputs).find(([, { point }]) => point === undefined)
      if (open)
        throw new Fault('flows.no_target', { expected: 'an asset', seen: `names its point below one at "${open[0]}"` })
      return [{ asset: null, inputs, outputs: [], inboxes: [] }]
    }
    if (ids.length === 0) return []
    const places = await assets.withPointsBelow(tx, ids)
    const properties = await things.pointsOf(tx, ids)
    // What it gives itself is no input of it.
    const given = new Set(ends.outputs.map(({ name }) => name.en))
    return ids.flatMap((asset): Planned[] => {
      const { path, points } = places.get(asset) ?? { path: [], points: [] }
      if (path.length === 0) {
        if (wanted.target.assets) throw new Fault('assets.asset_unknown', { id: asset })
        return []
      }
      const place: Place = {
        asset,
        depth: path.length,
        points: points.filter(({ point }) => point.deviceId !== undefined || !given.has(point.name)),
        properties: properties.get(asset) ?? new Map(),
      }
      const inputs = ends.inputs.map((end): [string, RunInput] => [end.node, inputAt(end, wanted.inputs, place)])
      // Types and units of what it gives follow from those of the points here.
      const known = new Map([...named, ...points.map((one): [string, Numbered] => [one.point.id, one])])
      const types = inputs.flatMap(([node, { point = '' }], i) => {
        const one = known.get(point)
        return one ? [[node, typeOf(one.point, ends.inputs[i])] as const] : []
      })
      const { outputs } = documents.ends(document, new Map(types), models)
      return [{ asset, inputs: Object.fromEntries(inputs), outputs, inboxes: ends.inboxes }]
    })
  }

  /**
   * Makes it so: a run and points of the outputs for every asset, none for those where it is to run no more. True where anything is
   * another than before. The turn of the assets is taken.
   */
  async apply(tx: TenantTx, deployment: store.DeploymentRow, planned: readonly Planned[]): Promise<boolean> {
    const every = await store.everyRun(tx)
    const before = new Map(
      every.flatMap((run) => (run.deployment === deployment.id ? [[run.asset, run] as const] : [])),
    )
    const spoken = await this.#needs.assets.spoken(tx)
    let isOther = false
    const made: string[] = []
    const added: store.NewRun[] = []
    for (const { asset, inputs: points, outputs: given, inboxes } of planned) {
      const run = before.get(asset)
      before.delete(asset)
      const own = await this.#inboxes(tx, { asset, inboxes, run, spoken, of: deployment.name.en })
      const inputs = { ...points, ...own.inputs }
      const { outputs, ...told } = await this.#outputs(tx, { asset, outputs: given, run, spoken })
      const broken = told.broken ?? own.broken
      made.push(...own.made, ...told.made)
      if (!run)
        added.push({
          tenant: tx.tenant,
          deployment: deployment.id,
          asset,
          inputs,
          outputs,
          since: null,
          stood: null,
          broken,
        })
      else if (!isDeepStrictEqual({ inputs, outputs }, { inputs: run.inputs, outputs: run.outputs })) {
        await store.changeRun(tx, run.number, { inputs, outputs, ...(broken ? { broken } : {}) })
        isOther = true
      }
    }
    await store.addRuns(tx, added)
    const gone = [...before.values()].map(({ number }) => number)
    await store.removeRuns(tx, gone)
    if (made.length > 0) await this.#needs.quotas.keepWithin(tx, 'points')
    if (deployment.by.kind === 'app') await store.addPoints(tx, made, deployment.by.id)
    return isOther || added.length > 0 || gone.length > 0
  }

  /** Points that are named by their ids. */
  async #named(tx: TenantTx, { inputs }: Wanted, ends: readonly PointEnd[]): Promise<Map<string, Numbered>> {
    const ids = ends.flatMap(({ node, id }) => inputs[node]?.point ?? id ?? [])
    const found = await this.#needs.assets.findIn(tx, ids)
    return new Map([...found].flatMap(([id, one]) => (one === 'several' ? [] : [[id, one] as const])))
  }

  async #assets(tx: TenantTx, { target }: Wanted): Promise<readonly string[] | undefined> {
    const { things, equipment } = this.#needs
    const { assets, thingModel, equipmentClass } = target
    if (assets) return assets
    if (thingModel !== undefined) return things.assetsOf(tx, thingModel)
    return equipmentClass === undefined ? undefined : equipment.assetsOf(tx, equipmentClass)
  }

  /** Each is a point of the asset. */
  async #inboxes(
    tx: TenantTx,
    {
      asset,
      inboxes,
      run,
      spoken,
      of,
    }: {
      readonly asset: string | null
      readonly inboxes: readonly InboxEnd[]
      readonly run: store.RunRow | undefined
      readonly spoken: ReadonlySet<string>
      readonly of: string
    },
  ): Promise<{ inputs: Record<string, RunInput>; broken: Broken | null; made: string[] }> {
    const inputs: Record<string, RunInput> = {}
    let broken: Broken | null = null
    const made: string[] = []
    for (const { node, kind, of: wanted, type, unit } of inboxes) {
      const before = run?.inputs[node]
      const id = before?.inbox?.kind === kind ? before.point : undefined
      try {
        const kept = await this.#needs.assets.keepOwn(tx, {
          ...(id === undefined ? { spoken } : { id }),
          asset: asset ?? '',
          name: `${of} ${node.replaceAll('/', '.')}`.slice(0, 100),
          type: type === 'number' ? 'double' : type === 'text' ? 'string' : 'boolean',
          unit: unit === '1' ? undefined : unit,
          description: of,
        })
        const inbox: RunInbox =
          kind !== 'webhook'
            ? { kind, of: wanted }
            : id !== undefined && before?.inbox
              ? before.inbox
              : newAddress(this.#needs.vault, tx.tenant)
        inputs[node] = { point: kept.id, inbox }
        if (kept.isNew) made.push(kept.id)
      } catch (thrown) {
        if (!(thrown instanceof Fault)) throw thrown
        const fault = new Fault('flows.output_taken', { node, seen: thrown.message }, thrown)
        broken ??= { code: fault.code, says: fault.message }
      }
    }
    return { inputs, broken, made }
  }

  /** A name that is taken breaks that asset alone. */
  async #outputs(
    tx: TenantTx,
    {
      asset,
      outputs: wanted,
      run,
      spoken,
    }: {
      readonly asset: string | null
      readonly outputs: readonly GivenEnd[]
      readonly run: store.RunRow | undefined
      readonly spoken: ReadonlySet<string>
    },
  ): Promise<{ outputs: Record<string, RunOutput>; broken: Broken | null; made: string[] }> {
    const outputs: Record<string, RunOutput> = {}
    let broken: Broken | null = null
    const made: string[] = []
    for (const { node, name, type, unit } of wanted) {
      const id = run?.outputs[node]?.point
      try {
        const kept = await this.#needs.assets.keepOwn(tx, {
          ...(id === undefined ? { spoken } : { id }),
          asset: asset ?? '',
          name: name.en,
          type: type === 'number' ? 'double' : type === 'text' ? 'string' : 'boolean',
          unit: unit === '1' ? undefined : unit,
          description: name.zh,
        })
        const alarm = run?.outputs[node]?.alarm
        outputs[node] = { point: kept.id, series: kept.series, type, ...(alarm ? { alarm } : {}) }
        if (kept.isNew) made.push(kept.id)
      } catch (thrown) {
        if (!(thrown instanceof Fault)) throw thrown
        const fault = new Fault('flows.output_taken', { node, seen: thrown.message }, thrown)
        broken ??= { code: fault.code, says: fault.message }
      }
    }
    return { outputs, broken, made }
  }
}
