import { createHash } from 'node:crypto'
import { type Clock, convertUnit, Fault, newId, type TenantId } from '@millrace/core'
import type { Page, Reach, TenantDb, TenantTx } from '../../database/index.ts'
import type { AssetService, Drawing } from '../assets/index.ts'
import type { Actor, AuditTrail, Json } from '../audit/index.ts'
import { compareVersions, createAdoption, named, savedBy, type ThingAdoption } from './adoption.ts'
import { type Bindable, bind, misfit } from './binding.ts'
import { modelDocument, modelUrn, thingDescription } from './document.ts'
import './events.ts'
import './faults.ts'
import { differencesOf, type Find, referencesOf, resolve } from './resolve.ts'
import type {
  Binding,
  Difference,
  Instance,
  Migration,
  MigrationRequest,
  Model,
  ModelContent,
  ModelListed,
  ModelQuery,
  ModelRequest,
  Property,
  Resolved,
  TemplateRequest,
} from './schema.ts'
import * as store from './store.ts'

/** Thing models, and assets that are of one (W3C WoT Thing Description 1.1 §9). */
export interface ThingService extends ThingAdoption {
  list(reach: Reach, query: ModelQuery): Promise<Page<ModelListed>>
  /** Throws `things.model_unknown`, as all that follow with the id of a model. */
  get(reach: Reach, id: string): Promise<Model>
  document(reach: Reach, id: string): Promise<object>
  /** As a draft. Throws `things.version_known`, `version_old`, and what {@link resolve} throws; as `change`. */
  add(reach: Reach, request: ModelRequest, actor: Actor): Promise<Model>
  /** A draft alone. Throws `things.out_of_turn`; as `publish`, `retire` and `remove`. */
  change(reach: Reach, id: string, content: ModelContent, actor: Actor): Promise<Model>
  /** From then on it is never changed. Throws `things.reference_draft`. */
  publish(reach: Reach, id: string, actor: Actor): Promise<Model>
  /** Nothing new comes to be of it. */
  retire(reach: Reach, id: string, actor: Actor): Promise<Model>
  /** A draft, or a retired one that nothing is of. Throws `things.still_used`. */
  remove(reach: Reach, id: string, actor: Actor): Promise<void>
  differences(reach: Reach, from: string, to: string): Promise<Difference[]>
  /** Throws `things.other_key`, `not_published`, `migration_stale`. */
  migrate(reach: Reach, from: string, request: MigrationRequest, actor: Actor): Promise<Migration>
  /** Throws `things.names_missing`, `not_published`, and as assets are made. */
  template(reach: Reach, id: string, request: TemplateRequest, actor: Actor): Promise<string[]>
  /** Throws `assets.asset_unknown`, `things.model_missing`; as all that follow with the id of an asset. */
  instance(reach: Reach, asset: string): Promise<Instance>
  /** The same; none where it is of no model. Throws `assets.asset_unknown`. */
  instances(reach: Reach, asset: string): Promise<Instance[]>
  /** Throws `things.not_published`. */
  setModel(reach: Reach, asset: string, model: string, actor: Actor): Promise<Instance>
  dropModel(reach: Reach, asset: string, actor: Actor): Promise<void>
  /** Throws `things.property_unknown`, `binding_unfit`, `point_elsewhere`. */
  setBinding(
    reach: Reach,
    asset: string,
    binding: { readonly property: string; readonly point: string | null },
    actor: Actor,
  ): Promise<Instance>
  description(reach: Reach, asset: string): Promise<object>
  /** Assets that are of any version of a model, within a transaction of another module. */
  assetsOf(tx: TenantTx, key: string): Promise<readonly string[]>
  /** Which point each property of some assets is: by asset and property. */
  pointsOf(tx: TenantTx, assets: readonly string[]): Promise<ReadonlyMap<string, ReadonlyMap<string, string>>>
  /** Newest value of a property, in the unit of the model. Throws `things.property_unknown`, `value_missing`. */
  value(reach: Reach, asset: string, property: string): Promise<number | string | boolean>
}

interface Needs {
  readonly tenants: TenantDb
  readonly assets: AssetService
  readonly drawing: Pick<Drawing, 'makeMany'>
  readonly audit: AuditTrail
  readonly publicUrl: () => string
  /** Assets are of another model, or bound otherwise, after the commit. */
  readonly changed: (tenant: TenantId) => Promise<void>
  readonly clock: Clock
}

export function createThings({ tenants, assets, drawing, audit, publicUrl, changed, clock }: Needs): ThingService {
  assets.leans(store.usesOf)
  const known = (row: store.ModelRow | undefined, id: string): store.ModelRow => {
    if (!row) throw new Fault('things.model_unknown', { id })
    return row
  }
  const record = (tx: TenantTx, actor: Actor, action: string, row: store.ModelRow, detail: Record<string, Json> = {}) =>
    audit.record(tx, {
      actor,
      action,
      target: { kind: 'thing_model', id: row.id, name: row.key },
      detail: { version: store.versionOf(row), ...detail },
    })
  const finder = async (tx: TenantTx): Promise<Find> => {
    const rows = new Map((await store.all(tx)).map((row) => [modelUrn(row.key, store.versionOf(row)), row.content]))
    return (key, version) => rows.get(modelUrn(key, version))
  }
  const resolved = async (tx: TenantTx, content: ModelContent): Promise<Resolved> => resolve(content, await finder(tx))
  const shown = async (tx: TenantTx, row: store.ModelRow): Promise<Model> => ({
    ...(await store.listed(tx, row)),
    content: row.content,
    resolved: await resolved(tx, row.content),
  })
  const within = <T>(reach: Reach, id: string, run: (tx: TenantTx, row: store.ModelRow) => Promise<T>): Promise<T> =>
    tenants.within(reach, async (tx) => run(tx, known(await store.byId(tx, id), id)))
  /** Two who change models of a tenant come one after the other. */
  const turn = <T>(reach: Reach, id: string, run: (tx: TenantTx, row: store.ModelRow) => Promise<T>): Promise<T> =>
    tenants.within(reach, async (tx) => {
      await assets.takeTurn(tx)
      return run(tx, known(await store.byId(tx, id), id))
    })
  const must = (row: store.ModelRow, ...expected: readonly store.ModelRow['status'][]): void => {
    if (!expected.includes(row.status))
      throw new Fault('things.out_of_turn', { ...named(row), expected: expected.join(' or '), status: row.status })
  }
  const mustBePublished = (row: store.ModelRow): void => {
    if (row.status !== 'published') throw new Fault('things.not_published', { ...named(row), status: row.status })
  }
  /** Points of an asset and of everything below it. */
  const pointsOf = async (reach: Reach, asset: string): Promise<Bindable[]> => {
    const points: Bindable[] = []
    for await (const page of assets.everyWithSeries(reach, asset)) points.push(...page.map(({ point }) => point))
    return points
  }
  const heldOf = (rows: readonly store.BindingRow[]) =>
    new Map(rows.map(({ property, point, how }) => [property, { point, how }]))

  /** An asset with its model and what its properties are. */
  const opened = async (reach: Reach, id: string) => {
    const asset = await assets.asset(reach, id)
    const points = await pointsOf(reach, id)
    return tenants.within(reach, async (tx) => {
      const row = await store.modelOf(tx, id)
      if (!row) throw new Fault('things.model_missing', { name: asset.name, id })
      const whole = await resolved(tx, row.content)
      const held = heldOf(await store.bindingsOf(tx, id))
      return { asset, row, resolved: whole, held, points, bindings: bind(whole, points, held, asset.path.length) }
    })
  }
  const instance = async (reach: Reach, id: string): Promise<Instance> => {
    const { row, bindings } = await opened(reach, id)
    return { asset: id, model: row.id, ...named(row), title: row.content.title, bindings }
  }
  /** Changes are the organisation's; who may make them was seen under the caller's own sight. */
  const settle = async ({ tenant }: Reach, run: (tx: TenantTx) => Promise<void>): Promise<void> => {
    await tenants.within(tenant, async (tx) => {
      await assets.takeTurn(tx)
      await run(tx)
    })
    await changed(tenant)
  }
  const boundRows = (bindings: readonly Binding[]) =>
    bindings.flatMap(({ property, point, how }) => (point && how ? [{ property, point, how }] : []))
  const recordAsset = (
    tx: TenantTx,
    actor: Actor,
    action: string,
    asset: { id: string; name: string },
    detail: Record<string, Json>,
  ) => audit.record(tx, { actor, action, target: { kind: 'asset', id: asset.id, name: asset.name }, detail })
  const saved = (content: ModelContent, actor: Actor, key: string) => savedBy(clock, { content, key }, actor)

  return {
    ...createAdoption({ audit, clock }),
    assetsOf: store.assetsOfKey,
    async pointsOf(tx, ids) {
      const rows = await store.bindingsOfMany(tx, ids)
      const byAsset = Map.groupBy(rows, ({ asset }) => asset)
      return new Map(
        [...byAsset].map(([asset, own]) => [asset, new Map(own.map(({ property, point }) => [property, point]))]),
      )
    },
    list: (reach, query) => tenants.within(reach, (tx) => store.list(tx, query)),
    get: (reach, id) => within(reach, id, shown),
    document: (reach, id) =>
      within(reach, id, async (_, row) => modelDocument({ ...named(row), content: row.content })),
    add: (reach, { key, version, content }, actor) =>
      tenants.within(reach, async (tx) => {
        await assets.takeTurn(tx)
        const numbers = store.numbersOf(version)
        const newest = (await store.all(tx)).find((row) => row.key === key && row.status !== 'draft')
        if (newest && compareVersions(numbers, newest) <= 0)
          throw new Fault('things.version_old', { key, newest: store.versionOf(newest), version })
        await mustResolve(tx, content, modelUrn(key, version))
        const row = {
          id: newId(),
          tenant: tx.tenant,
          key,
          ...numbers,
          status: 'draft' as const,
          ...saved(content, actor, key),
        }
        if (!(await store.add(tx, row))) throw new Fault('things.version_known', { key, version })
        await record(tx, actor, 'thing_model.drafted', row)
        return shown(tx, row)
      }),
    change: (reach, id, content, actor) =>
      turn(reach, id, async (tx, row) => {
        must(row, 'draft')
        await mustResolve(tx, content, modelUrn(row.key, store.versionOf(row)))
        const next = { ...row, ...saved(content, actor, row.key) }
        await store.save(tx, next)
        await record(tx, actor, 'thing_model.changed', next)
        return shown(tx, next)
      }),
    publish: (reach, id, actor) =>
      turn(reach, id, async (tx, row) => {
        must(row, 'draft')
        const rows = new Map((await store.all(tx)).map((each) => [modelUrn(each.key, store.versionOf(each)), each]))
        for (const reference of referencesOf(row.content)) {
          const status = rows.get(reference)?.status ?? 'gone'
          if (status === 'draft' || status === 'gone')
            throw new Fault('things.reference_draft', { seen: reference, status })
        }
        await resolved(tx, row.content)
        const next = { ...row, status: 'published' as const, changedAt: new Date(clock.now() / 1_000) }
        await store.save(tx, next)
        await record(tx, actor, 'thing_model.published', next)
        return shown(tx, next)
      }),
    retire: (reach, id, actor) =>
      turn(reach, id, async (tx, row) => {
        must(row, 'published')
        const next = { ...row, status: 'retired' as const, changedAt: new Date(clock.now() / 1_000) }
        await store.save(tx, next)
        await record(tx, actor, 'thing_model.retired', next)
        return shown(tx, next)
      }),
    remove: (reach, id, actor) =>
      turn(reach, id, async (tx, row) => {
        must(row, 'draft', 'retired')
        const urn = modelUrn(row.key, store.versionOf(row))
        const user = (await store.all(tx)).find(({ content }) => referencesOf(content).includes(urn))
        const of = (await store.assetsOf(tx, [id])).get(id) ?? 0
        if (of > 0 || user)
          throw new Fault('things.still_used', {
            seen: user ? modelUrn(user.key, store.versionOf(user)) : `${of} assets`,
          })
        await store.remove(tx, id)
        await record(tx, actor, 'thing_model.removed', row)
      }),
    differences: (reach, from, to) =>
      within(reach, from, async (tx, row) =>
        differencesOf(await resolved(tx, row.content), await resolved(tx, known(await store.byId(tx, to), to).content)),
      ),

    async migrate(reach, from, request, actor) {
      const { before, after, to, key, ids } = await within(reach, from, async (tx, row) => {
        const to = known(await store.byId(tx, request.to), request.to)
        if (to.key !== row.key) throw new Fault('things.other_key', { key: row.key, seen: to.key })
        mustBePublished(to)
        const of = await store.instancesOf(tx, from)
        const lost = request.assets?.find((id) => !of.includes(id))
        if (lost) throw new Fault('assets.asset_unknown', { id: lost })
        const [before, after] = [await resolved(tx, row.content), await resolved(tx, to.content)]
        return { before, after, to, key: row.key, ids: request.assets ?? of }
      })
      const differences = differencesOf(before, after)
      const found: { id: string; name: string; path: string[]; bindings: Binding[]; old: Binding[] }[] = []
      for (const id of ids) {
        const { asset, points, held, bindings } = await opened(reach, id)
        const bound = bind(after, points, held, asset.path.length)
        found.push({ id, name: asset.name, path: asset.path, bindings: bound, old: bindings })
      }
      const told = found.map(({ id, path, bindings, old }) => ({ asset: id, path, ...comparison(old, bindings) }))
      const seen = createHash('sha256')
        .update(JSON.stringify([from, request.to, differences, told]))
        .digest('hex')
      const plan = { differences, assets: told, seen }
      if (request.seen === undefined) return { ...plan, applied: false }
      if (request.seen !== seen) throw new Fault('things.migration_stale')
      await settle(reach, async (tx) => {
        // Another may have given them another model, or published none of it any more, since they were looked at.
        const still = new Set(await store.instancesOf(tx, from))
        if (ids.some((id) => !still.has(id))) throw new Fault('things.migration_stale')
        mustBePublished(known(await store.byId(tx, to.id), to.id))
        await store.setModel(tx, ids, to.id)
        for (const { id, name, bindings } of found) {
          await store.setBindings(tx, id, boundRows(bindings))
          await recordAsset(tx, actor, 'thing.migrated', { id, name }, { key, to: store.versionOf(to) })
        }
      })
      return { ...plan, applied: true }
    },

    async template(reach, id, { names, name, count, from = 1, parent, tags }, actor) {
      if ((names === undefined) === (name === undefined || count === undefined))
        throw new Fault('things.names_missing', { placeholder: '{n}' })
      const row = await within(reach, id, async (_, found) => found)
      mustBePublished(row)
      const all =
        names ?? Array.from({ length: count ?? 0 }, (_, n) => (name ?? '').replaceAll('{n}', String(from + n)))
      const requests = all.map((each) => ({
        name: each,
        ...(parent === undefined ? {} : { parent }),
        ...(tags === undefined ? {} : { tags }),
      }))
      return drawing.makeMany(reach, requests, actor, async (tx, ids) => {
        mustBePublished(known(await store.byId(tx, id), id))
        await store.setModel(tx, ids, id)
        await record(tx, actor, 'thing_model.used', row, { assets: ids.length })
      })
    },

    instance,
    async instances(reach, id) {
      await assets.asset(reach, id)
      const row = await tenants.within(reach, (tx) => store.modelOf(tx, id))
      return row ? [await instance(reach, id)] : []
    },
    async setModel(reach, asset, id, actor) {
      const place = await assets.asset(reach, asset)
      const points = await pointsOf(reach, asset)
      const row = await within(reach, id, async (_, found) => found)
      mustBePublished(row)
      await settle(reach, async (tx) => {
        mustBePublished(known(await store.byId(tx, id), id))
        await store.setModel(tx, [asset], id)
        const bindings = bind(await resolved(tx, row.content), points, new Map(), place.path.length)
        await store.setBindings(tx, asset, boundRows(bindings))
        await recordAsset(tx, actor, 'thing.model_set', { id: asset, name: place.name }, named(row))
      })
      return instance(reach, asset)
    },
    async dropModel(reach, asset, actor) {
      const { row, asset: place } = await opened(reach, asset)
      await settle(reach, async (tx) => {
        await store.dropModel(tx, asset)
        await recordAsset(tx, actor, 'thing.model_dropped', { id: asset, name: place.name }, named(row))
      })
    },
    async setBinding(reach, asset, { property, point: id }, actor) {
      const { asset: place, row, resolved: whole, points, held } = await opened(reach, asset)
      const definition = propertyOf(whole, property, named(row))
      held.delete(property)
      if (id !== null) {
        const point = points.find((each) => each.id === id)
        if (!point) {
          const { name } = await assets.point(reach, id)
          throw new Fault('things.point_elsewhere', { name: place.name, point: name })
        }
        const problem = misfit(definition, point)
        if (problem)
          throw new Fault('things.binding_unfit', {
            property,
            point: point.name,
            expected: String(problem === 'unit' ? definition.unit : definition.type),
            seen: String(problem === 'unit' ? point.unit : point.type),
          })
        held.set(property, { point: id, how: 'hand' })
      }
      await settle(reach, async (tx) => {
        await store.setBindings(tx, asset, boundRows(bind(whole, points, held, place.path.length)))
        await recordAsset(tx, actor, 'thing.bound', { id: asset, name: place.name }, { property, point: id })
      })
      return instance(reach, asset)
    },

    async description(reach, id) {
      const { asset, row, resolved: whole, bindings } = await opened(reach, id)
      const model = { ...named(row), content: row.content }
      return thingDescription({ asset, model, resolved: whole, bindings, publicUrl: publicUrl() })
    },
    async value(reach, id, property) {
      const { row, resolved: whole, bindings } = await opened(reach, id)
      const { unit, type } = propertyOf(whole, property, named(row))
      const bound = bindings.find((each) => each.property === property)
      const missing = (seen: string): Fault => new Fault('things.value_missing', { property, seen })
      if (!bound?.point) throw missing('no point that it is bound to')
      const { latest, unit: from } = await assets.point(reach, bound.point)
      if (!latest || latest.value === null) throw missing(latest ? latest.statusName : 'none yet')
      if (type === 'boolean' || type === 'string') return latest.value
      // Beyond 2^53 an integer is told as text; JSON has no NaN.
      const value = Number(latest.value)
      if (!Number.isFinite(value)) throw missing(String(latest.value))
      return unit && from ? convertUnit(value, from, unit) : value
    },
  }

  async function mustResolve(tx: TenantTx, content: ModelContent, self: string): Promise<void> {
    const find = await finder(tx)
    // As it would be: a reference that leads back to it is a circle, whatever it was before.
    resolve(content, (key, version) => (modelUrn(key, version) === self ? content : find(key, version)))
  }
}

function propertyOf(resolved: Resolved, property: string, of: { key: string; version: string }): Property {
  const definition = Object.hasOwn(resolved.properties, property) ? resolved.properties[property] : undefined
  if (!definition) throw new Fault('things.property_unknown', { ...of, property })
  return definition
}

/** What becomes of what was bound. */
function comparison(old: readonly Binding[], now: readonly Binding[]) {
  const after = new Map(now.map((each) => [each.property, each]))
  const before = new Map(old.map((each) => [each.property, each]))
  const bound = old.filter(({ point }) => point !== undefined)
  return {
    kept: bound.filter(({ property, point }) => after.get(property)?.point === point).length,
    bound: now.flatMap(({ property, point }) => (point && !before.get(property)?.point ? [property] : [])),
    broken: bound.flatMap(({ property }) => {
      const next = after.get(property)
      if (next?.point) return []
      return [{ property, why: next ? (next.problem ?? ('missing' as const)) : ('removed' as const) }]
    }),
  }
}
