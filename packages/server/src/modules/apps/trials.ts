import { type AppManifest, askedBy } from '@millrace/apps'
import { type Clock, Fault, isoOf, MICROS_PER_MS, microsOf, newId } from '@millrace/core'
import { asOwnerWithin, type Reach, type TenantDb, type TenantTx } from '../../database/index.ts'
import type { Actor, AuditTrail, Json } from '../audit/index.ts'
import type { AssetBinding } from './binding.ts'
import type { AppChanges } from './changes.ts'
import { mustAgreeToAll, mustBeOwn, mustMayBring, mustStay } from './consent.ts'
import './faults.ts'
import type { Asking } from './installations.ts'
import type { Bound, TrialRequest } from './schema.ts'
import type { Sealed } from './sealed.ts'
import { settingsOf } from './settings.ts'
import * as store from './store.ts'
import { grownTables } from './tables-grown.ts'
import { mustHavePassed } from './test-runs.ts'

/** Why a trial went back. */
export type Why = 'asked' | 'over' | 'failed'

/**
 * A version that is tried is an installation of its own beside the one whose place it may take: at assets that the other leaves to it, with
 * its tables. Each step is one transaction; what they bring follows it.
 */
export interface Trials {
  /** Id of the installation that is tried. Throws `apps.trial_runs`, `trial_unfit`, and as `Installations.upgrade`. */
  begin(asking: Asking, id: string, request: TrialRequest): Promise<string>
  /** The other has the version, and all assets; what was tried is to go. Throws `apps.trial_none`, and as `Installations.upgrade`. */
  promote(asking: Asking, id: string): Promise<store.InstallationRow>
  /** The other has all assets; what was tried is to go. Throws `apps.trial_none`. */
  back(reach: Reach, id: string, told: { readonly actor: Actor; readonly why: Why }): Promise<store.InstallationRow>
}

interface Needs {
  readonly tenants: TenantDb
  readonly binding: AssetBinding
  readonly sealed: Sealed
  readonly changes: AppChanges
  readonly audit: AuditTrail
  readonly clock: Clock
}

interface Pair {
  readonly row: store.InstallationRow
  readonly trial: store.InstallationRow
}

const split = (bound: Bound, isTaken: (id: string) => boolean): Bound =>
  Object.fromEntries(Object.entries(bound).map(([need, ids]) => [need, ids.filter(isTaken)]))
/** What of a binding a version knows. */
const knownTo = ({ needs = [] }: AppManifest, bound: Bound): Bound =>
  Object.fromEntries(Object.entries(bound).filter(([name]) => needs.some((need) => need.name === name)))
const nothing = (bound: Bound): Bound => split(bound, () => false)

export function createTrials({ tenants, binding, sealed, changes, audit, clock }: Needs): Trials {
  const nowMs = (): number => clock.now() / MICROS_PER_MS
  const later = ({ changedAt }: store.InstallationRow): Date => new Date(Math.max(nowMs(), changedAt.getTime() + 1))

  const manifestIn = async (tx: TenantTx, of: store.VersionName): Promise<AppManifest> => {
    const known = await store.byVersion(tx, of)
    if (!known) throw new Fault('apps.unknown', { app: of.app, version: of.version })
    return known.manifest
  }
  const standing = async (tx: TenantTx, id: string, how?: 'update'): Promise<store.InstallationRow> => {
    const row = await (how ? store.hold(tx, id, how) : store.installation(tx, id))
    if (!row) throw new Fault('apps.installation_unknown', { id })
    if (row.trialOf !== null) throw new Fault('apps.trial_own', { app: row.app })
    if (row.leaving) throw new Fault('apps.leaving', { app: row.app })
    return row
  }
  const pairIn = async (tx: TenantTx, id: string, how?: 'update'): Promise<Pair> => {
    const row = await standing(tx, id, how)
    const trial = await store.trialOf(tx, id)
    if (!trial || trial.leaving) throw new Fault('apps.trial_none', { app: row.app })
    return { row, trial }
  }
  const record = (
    tx: TenantTx,
    { id, app }: store.InstallationRow,
    entry: { actor: Actor; action: string; detail: Readonly<Record<string, Json>> },
  ) => audit.record(tx, { ...entry, target: { kind: 'app_installation', id, name: app } })
  const agreeing = ({ reachFor }: Asking, bound: Bound) => ({ reachFor, covers: binding.covers.bind(binding), bound })

  const endOf = (app: string, until: string | undefined): Date | null => {
    if (until === undefined) return null
    const at = (microsOf(until) ?? Number.NaN) / MICROS_PER_MS
    if (!(at > nowMs())) throw new Fault('apps.trial_unfit', { app, expected: 'an end in the future', seen: until })
    return new Date(at)
  }
  /** What was tried gives way: no asset is its any more. */
  const leaveIn = (tx: TenantTx, { trial }: Pair) =>
    store.changeInstallation(tx, trial.id, { bound: nothing(trial.bound), leaving: true, changedAt: later(trial) })

  const say = ({ tenant }: Reach, id: string, trial: string, is: 'installed' | 'suspended'): void => {
    changes.say({ tenant, installation: id, is: 'changed' })
    changes.say({ tenant, installation: trial, is })
  }

  return {
    async begin(asking, id, { version, agreed, assets, settings = {}, until, despiteTests }) {
      const { reach, actor } = asking
      const { row, before, next } = await tenants.within(reach, async (tx) => {
        const found = await standing(tx, id)
        return {
          row: found,
          before: await manifestIn(tx, found),
          next: await manifestIn(tx, { app: found.app, version }),
        }
      })
      const { app } = row
      const unfit = (expected: string, seen: string): Fault => new Fault('apps.trial_unfit', { app, expected, seen })
      if (row.version === version) throw new Fault('apps.version_other', { version })
      if (row.state !== 'active') throw new Fault('apps.suspended', { app })
      if (row.madeBy.kind === 'app' || before.includes?.length || next.includes?.length)
        throw unfit('an app that stands alone', 'a solution, or a part of one')
      const taken = new Set(assets)
      const all = new Set(Object.values(row.bound).flat())
      const strange = assets.find((asset) => !all.has(asset))
      if (strange !== undefined) throw unfit('assets that it is bound to', strange)
      if (taken.size === all.size) throw unfit('some of the assets', 'all of them')
      const against = await tenants.within(reach, (tx) => mustHavePassed(tx, { app, version }, despiteTests))
      const asked = mustAgreeToAll(next, agreed)
      const plant = await asking.reachFor('asset:read')
      const tried = await binding.mustFit(
        plant,
        next,
        knownTo(
          next,
          split(row.bound, (asset) => taken.has(asset)),
        ),
      )
      const rest = await binding.mustFit(
        plant,
        before,
        split(row.bound, (asset) => !taken.has(asset)),
      )
      await mustBeOwn(asked, agreeing(asking, tried))
      await mustMayBring(next, agreeing(asking, tried))
      const { tables, texts } = grownTables(row.number, row.tables, next.tables ?? [])
      const set = settingsOf(next, { settings: row.settings, secrets: sealed.open(row) }, settings)
      const trialUntil = endOf(app, until)
      const trialId = newId(nowMs())
      await tenants.within(reach, async (tx) => {
        const held = await standing(tx, id, 'update')
        if (held.changedAt.getTime() !== row.changedAt.getTime()) throw new Fault('apps.changed_meanwhile', { app })
        await mustStay(tx, next)
        const at = later(held)
        await asOwnerWithin(tx, texts)
        await store.changeInstallation(tx, id, { bound: rest, tables: [...tables], changedAt: at })
        const isAdded = await store.addTrial(tx, {
          ...held,
          id: trialId,
          version,
          previous: null,
          settings: set.settings,
          secrets: sealed.seal(tx.tenant, trialId, set.secrets),
          bound: tried,
          agreed: asked,
          // Those of the other, which says how they are.
          tables: [],
          trialOf: id,
          trialUntil,
          whole: row.bound,
          madeBy: { kind: actor.kind, id: actor.id, name: actor.name },
          madeAt: at,
          changedAt: at,
        })
        if (!isAdded) throw new Fault('apps.trial_runs', { app, version: (await store.trialOf(tx, id))?.version ?? '' })
        const end = trialUntil ? { until: isoOf(trialUntil.getTime() * MICROS_PER_MS) } : {}
        const detail = { from: row.version, to: version, assets: assets.length, ...end, ...against }
        await record(tx, row, { actor, action: 'app.trial_begun', detail })
      })
      say(reach, id, trialId, 'installed')
      return trialId
    },

    async promote(asking, id) {
      const { reach, actor } = asking
      const { row, trial, next } = await tenants.within(reach, async (tx) => {
        const pair = await pairIn(tx, id)
        return { ...pair, next: await manifestIn(tx, pair.trial) }
      })
      const bound = await binding.mustFit(await asking.reachFor('asset:read'), next, knownTo(next, trial.whole ?? {}))
      await mustBeOwn(askedBy(next), agreeing(asking, bound))
      await mustMayBring(next, agreeing(asking, bound))
      await tenants.within(reach, async (tx) => {
        const pair = await pairIn(tx, id, 'update')
        if (pair.row.changedAt.getTime() !== row.changedAt.getTime())
          throw new Fault('apps.changed_meanwhile', { app: row.app })
        await store.changeInstallation(tx, id, {
          version: trial.version,
          previous: row.version,
          agreed: trial.agreed,
          settings: trial.settings,
          secrets: sealed.seal(tx.tenant, id, sealed.open(trial)),
          bound,
          changedAt: later(row),
        })
        await leaveIn(tx, pair)
        const detail = { from: row.version, to: trial.version }
        await record(tx, row, { actor, action: 'app.trial_promoted', detail })
      })
      say(reach, id, trial.id, 'suspended')
      return trial
    },

    async back(reach, id, { actor, why }) {
      const trial = await tenants.within(reach, async (tx) => {
        const pair = await pairIn(tx, id, 'update')
        const { row } = pair
        await store.changeInstallation(tx, id, { bound: pair.trial.whole ?? row.bound, changedAt: later(row) })
        await leaveIn(tx, pair)
        await record(tx, row, { actor, action: 'app.trial_ended', detail: { version: pair.trial.version, why } })
        return pair.trial
      })
      say(reach, id, trial.id, 'suspended')
      return trial
    },
  }
}
