import { Fault, MICROS_PER_MS, newId, type TenantId } from '@millrace/core'
import { packModel } from '@millrace/runtime'
import type { Reach } from '../../database/index.ts'
import type { Actor } from '../audit/index.ts'
import './faults.ts'
import { createKeeping } from './keeping.ts'
import { mustHold, personOf, wasPublished } from './life.ts'
import { type LifecycleNeeds, malformed } from './lifecycle.ts'
import { MOST_BYTES, mustFit } from './packages.ts'
import { createSteps } from './steps.ts'
import * as store from './store.ts'
import type { VersionName } from './stored.ts'

/** A version that an app brought. */
/** A model that an installation brought. */
export interface BroughtModel extends VersionName {
  readonly name: string
  /** In the package; none of one that its version brings no more, and that something else uses. */
  readonly folder: string
}

/** With what else uses it. */
interface UsedModel extends BroughtModel {
  readonly bindings: number
  /** Titles. */
  readonly flows: readonly string[]
}

/** Models that apps bring: published with them, whose consent is the review, and gone with them. */
export interface BroughtModels {
  /**
   * Brings one, or has it as it is already. Throws `model.malformed`, `mechanisms.cases_fail`, `caseless`, `version_kept`, `version_there`,
   * `used`, `too_many`.
   */
  bring(
    reach: Reach,
    by: { readonly id: string; readonly folder: string },
    files: ReadonlyMap<string, Uint8Array>,
    actor: Actor,
  ): Promise<VersionName>
  /** All that an installation brought. */
  of(tenant: TenantId, by: string): Promise<BroughtModel[]>
  /** Those that nobody else brings and something uses. `along`: whose flows go with it. */
  used(tenant: TenantId, by: string, along?: readonly string[]): Promise<UsedModel[]>
  /** All but these go; what something uses stays, until nothing does. */
  leave(tenant: TenantId, by: string, kept: readonly VersionName[], actor: Actor): Promise<void>
}

interface Needs extends LifecycleNeeds {
  /** Titles of flows that run a version; without those that some made. */
  readonly drawn: (tenant: TenantId, of: VersionName, without?: readonly string[]) => Promise<readonly string[]>
}

export function createBrought(needs: Needs): BroughtModels {
  const { tenants, audit, quotas, host, reading, usesOf, drawn, clock } = needs
  const now = (): Date => new Date(clock.now() / MICROS_PER_MS)
  const { keep, record } = createKeeping({ audit, now })
  const { step, keptCases, signed } = createSteps({ ...needs, now })

  const of: BroughtModels['of'] = async (tenant, by) =>
    (await tenants.within(tenant, (tx) => store.broughtBy(tx, by))).map((row) => broughtOf(row, by))

  const usesIn = async (
    tenant: TenantId,
    version: VersionName,
    along: readonly string[] = [],
  ): Promise<Pick<UsedModel, 'bindings' | 'flows'>> => ({
    bindings: await usesOf(tenant, version),
    flows: await drawn(tenant, version, along),
  })

  return {
    of,

    async used(tenant, by, along = []) {
      const used: UsedModel[] = []
      for (const row of await tenants.within(tenant, (tx) => store.broughtBy(tx, by))) {
        if (Object.keys(row.broughtBy).length > 1) continue
        const one = broughtOf(row, by)
        const uses = await usesIn(tenant, one, [by, ...along])
        if (uses.bindings > 0 || uses.flows.length > 0) used.push({ ...one, ...uses })
      }
      return used
    },

    async bring(reach, { id: by, folder }, files, actor) {
      const { tenant } = reach
      const { model, findings } = await reading.files(tenant, files)
      if (!model) throw malformed(findings)
      const { id: name, version } = model.manifest
      const archive = packModel(model)
      mustFit('a package', archive.length, MOST_BYTES)
      const there = (await of(tenant, by)).find((one) => one.name === name && one.version === version)
      const before = there && (await tenants.within(tenant, (tx) => store.byVersion(tx, there.id, version)))
      if (there && before?.digest === model.digest && there.folder === folder) return there
      const results = await quotas.query(tenant, () => host.cases(model, tenant))
      mustHold(name, results)
      // Whoever had another under the same number replaces it, as long as nothing runs it.
      const uses = there && before?.digest !== model.digest ? await usesIn(tenant, there) : undefined
      if (there && uses && (uses.bindings > 0 || uses.flows.length > 0))
        throw new Fault('mechanisms.used', { model: name, version, count: uses.bindings + uses.flows.length })
      return tenants.within(tenant, async (tx) => {
        const at = now()
        const mechanism = await store.modelNamed(tx, { id: newId(at.getTime()), name, createdAt: at })
        const held = await store.lock(tx, mechanism, version)
        if (held && !wasPublished(held) && held.origin !== 'app')
          throw new Fault('mechanisms.version_there', { model: name, version, stage: held.stage })
        const isAlone = held?.origin === 'app' && Object.keys(held.broughtBy).every((one) => one === by)
        if (held && isAlone && held.digest !== model.digest) await store.remove(tx, mechanism, version)
        const row = await keep(tx, { model, archive, origin: 'app', actor })
        // What the organisation has by itself is not the app's to take away.
        if (row.origin !== 'app') return { id: row.mechanism, version }
        await store.change(tx, row, { broughtBy: { ...row.broughtBy, [by]: folder } })
        if (wasPublished(row)) return { id: row.mechanism, version }
        const comment = `${actor.name}: agreed to as it was installed`
        await store.change(tx, row, { cases: keptCases(model.digest, results, actor), ...signed(row, model) })
        let stepped = row
        for (const stage of ['tested', 'reviewed', 'published'] as const)
          stepped = await step(tx, stepped, { stage, by: personOf(actor), ...(stage === 'tested' ? {} : { comment }) })
        await record(tx, row, { actor, action: 'published', detail: { digest: row.digest, app: actor.name } })
        return { id: row.mechanism, version }
      })
    },

    async leave(tenant, by, kept, actor) {
      for (const one of await of(tenant, by)) {
        if (kept.some(({ id, version }) => id === one.id && version === one.version)) continue
        const { bindings, flows } = await usesIn(tenant, one)
        await tenants.within(tenant, async (tx) => {
          const row = await store.lock(tx, one.id, one.version)
          if (!row || !Object.hasOwn(row.broughtBy, by)) return
          const { [by]: _, ...others } = row.broughtBy
          const isLast = Object.keys(others).length === 0
          if (isLast && (bindings > 0 || flows.length > 0))
            return store.change(tx, row, { broughtBy: { ...others, [by]: '' } })
          if (!isLast) return store.change(tx, row, { broughtBy: others })
          await store.remove(tx, one.id, one.version)
          await record(tx, row, { actor, action: 'removed', detail: { digest: row.digest } })
        })
      }
    },
  }
}

const broughtOf = (
  {
    mechanism: id,
    name,
    version,
    broughtBy,
  }: Pick<store.ListedVersion, 'mechanism' | 'name' | 'version' | 'broughtBy'>,
  by: string,
): BroughtModel => ({ id, name, version, folder: broughtBy[by] ?? '' })
