import { isDeepStrictEqual } from 'node:util'
import { type Clock, Fault, newId } from '@millrace/core'
import type { TenantTx } from '../../database/index.ts'
import type { Actor, AuditTrail, Json } from '../audit/index.ts'
import './faults.ts'
import { modelUrn } from './document.ts'
import { referencesOf } from './resolve.ts'
import type { Binding, ModelRequest } from './schema.ts'
import * as store from './store.ts'

/** What is bound at an asset. */
export type Bound = Required<Pick<Binding, 'property' | 'point' | 'how'>>

/** For other modules, within their own transaction: models that are made once, and assets that come to be of them. */
export interface ThingAdoption {
  /**
   * The published version of this key and number, made if there is none. Throws `things.version_known` where one is there that says
   * something else, `things.not_published`, `things.version_old`.
   */
  adopt(tx: TenantTx, request: ModelRequest, actor: Actor): Promise<{ readonly id: string; readonly made: boolean }>
  /** Whether it was of another model or bound otherwise before. */
  settleAt(
    tx: TenantTx,
    at: { readonly asset: { readonly id: string; readonly name: string }; readonly model: string },
    bindings: readonly Bound[],
    actor: Actor,
  ): Promise<boolean>
  /** An asset is of no model any more; what its properties were bound to goes with it. */
  dropAt(tx: TenantTx, asset: { readonly id: string; readonly name: string }, actor: Actor): Promise<void>
  /** Models that apps made which are no more, and that nothing is of, go. `staying`: apps that are there. */
  forgetIn(tx: TenantTx, staying: readonly string[], actor: Actor): Promise<void>
}

interface Needs {
  readonly audit: AuditTrail
  readonly clock: Clock
}

export const named = (row: store.ModelRow) => ({ key: row.key, version: store.versionOf(row) })

/** A model whose text comes with the request. */
export const savedBy = (clock: Clock, { content, key }: Omit<ModelRequest, 'version'>, actor: Actor) => ({
  content,
  search: [key, content.title, ...Object.values(content.titles ?? {}), content.class ?? ''].join(' ').toLowerCase(),
  madeBy: { kind: actor.kind, id: actor.id, name: actor.name },
  changedAt: new Date(clock.now() / 1_000),
})

export function compareVersions(
  one: Pick<store.ModelRow, 'major' | 'minor' | 'patch'>,
  other: Pick<store.ModelRow, 'major' | 'minor' | 'patch'>,
): number {
  return one.major - other.major || one.minor - other.minor || one.patch - other.patch
}

export function createAdoption({ audit, clock }: Needs): ThingAdoption {
  const record = (tx: TenantTx, actor: Actor, action: string, target: { id: string; name: string }, detail: Json) =>
    audit.record(tx, {
      actor,
      action,
      target: { kind: action.startsWith('thing_model') ? 'thing_model' : 'asset', ...target },
      detail: detail as Record<string, Json>,
    })

  return {
    async adopt(tx, request, actor) {
      const { key, version, content } = request
      const ofKey = (await store.all(tx)).filter((row) => row.key === key)
      const there = ofKey.find((row) => store.versionOf(row) === version)
      if (there) {
        if (!isDeepStrictEqual(there.content, content)) throw new Fault('things.version_known', { key, version })
        if (there.status !== 'published')
          throw new Fault('things.not_published', { ...named(there), status: there.status })
        return { id: there.id, made: false }
      }
      const numbers = store.numbersOf(version)
      const newest = ofKey.find(({ status }) => status !== 'draft')
      if (newest && compareVersions(numbers, newest) <= 0)
        throw new Fault('things.version_old', { key, newest: store.versionOf(newest), version })
      const saved = savedBy(clock, request, actor)
      const row = { id: newId(), tenant: tx.tenant, key, ...numbers, status: 'published' as const, ...saved }
      await store.add(tx, row)
      await record(tx, actor, 'thing_model.published', { id: row.id, name: key }, { version })
      return { id: row.id, made: true }
    },

    async settleAt(tx, { asset, model }, bindings, actor) {
      const before = await store.modelOf(tx, asset.id)
      const held = await store.bindingsOf(tx, asset.id)
      const told = (rows: readonly Bound[]): string[] =>
        rows.map(({ property, point, how }) => `${property} ${point} ${how}`).sort()
      if (before?.id === model && isDeepStrictEqual(told(held), told(bindings))) return false
      const row = await store.byId(tx, model)
      if (!row) throw new Fault('things.model_unknown', { id: model })
      await store.setModel(tx, [asset.id], model)
      await store.setBindings(tx, asset.id, bindings)
      await record(tx, actor, 'thing.model_set', asset, named(row))
      return true
    },

    async dropAt(tx, asset, actor) {
      const before = await store.modelOf(tx, asset.id)
      if (!before) return
      await store.dropModel(tx, asset.id)
      await record(tx, actor, 'thing.model_dropped', asset, named(before))
    },

    async forgetIn(tx, staying, actor) {
      const all = await store.all(tx)
      for (const row of all) {
        const { kind, id } = row.madeBy
        if (kind !== 'app' || staying.includes(id)) continue
        const urn = modelUrn(row.key, store.versionOf(row))
        const isUsed = all.some(({ content }) => referencesOf(content).includes(urn))
        if (isUsed || (await store.instancesOf(tx, row.id)).length > 0) continue
        await store.remove(tx, row.id)
        await record(tx, actor, 'thing_model.removed', { id: row.id, name: row.key }, { version: store.versionOf(row) })
      }
    },
  }
}
