import { type AppManifest, type Asked, askedBy, consentChange } from '@millrace/apps'
import { type Clock, Fault, MICROS_PER_MS, newId, type TenantId } from '@millrace/core'
import { asOwnerWithin, dropText, type Reach, schemaTexts, type TenantDb, type TenantTx } from '../../database/index.ts'
import type { Actor, AuditTrail, Json } from '../audit/index.ts'
import type { AssetBinding } from './binding.ts'
import type { AppChange, AppChanges } from './changes.ts'
import { beyondOwn, mustAgreeToAll, mustBeOwn, mustStay, type ReachFor } from './consent.ts'
import './faults.ts'
import type { Seeing } from './proposals.ts'
import { tellingRefusal } from './refusals.ts'
import type {
  Bound,
  ChangeRequest,
  Installation,
  InstallationList,
  InstallRequest,
  Preview,
  PreviewRequest,
  State,
  UpgradeRequest,
} from './schema.ts'
import type { Sealed } from './sealed.ts'
import { type SettingsSet, settingsOf } from './settings.ts'
import * as store from './store.ts'
import { grownTables } from './tables-grown.ts'
import { mustHavePassed } from './test-runs.ts'
import { installationView } from './view.ts'
import type { Works } from './works.ts'

/** Who installs or changes an app, and how far he may do other things. */
export interface Asking {
  readonly reach: Reach
  readonly reachFor: ReachFor
  readonly actor: Actor
}

/**
 * Apps that an organisation runs. Each change is one transaction, tables of the app included: what a kill cuts off was never begun.
 */
export interface Installations {
  list(reach: Reach): Promise<InstallationList>
  /** Throws `apps.installation_unknown`, as all that follow with an id. */
  get(reach: Reach, id: string): Promise<Installation>
  /** What is missing, and what would be agreed to; nothing is kept. Throws `apps.unknown`, `assets.asset_unknown`. */
  preview(asking: Asking, request: PreviewRequest): Promise<Omit<Preview, 'brings' | 'moves' | 'included'>>
  /** Throws `apps.unknown`, `installed`, `tests_failed`, `consent_other`, `consent_beyond_own`, `setting_unfit`, `need_unfit`. */
  install(asking: Asking, request: InstallRequest, id?: string): Promise<Installation>
  /** Throws `apps.setting_unfit`, `need_unfit`, `consent_beyond_own`, `changed_meanwhile`. */
  change(asking: Asking, id: string, request: ChangeRequest): Promise<Installation>
  /** Throws as `install`, and `apps.version_other`, `tables_unfit`, `changed_meanwhile`. */
  upgrade(asking: Asking, id: string, request: UpgradeRequest): Promise<Installation>
  /** Throws `apps.no_previous`, `need_unfit`, `consent_beyond_own`, `changed_meanwhile`. */
  rollback(asking: Asking, id: string): Promise<Installation>
  setState(reach: Reach, id: string, state: State, actor: Actor): Promise<Installation>
  /** From now on it is being uninstalled, or after all is not: what leaves does nothing any more, and is changed by nobody. */
  leave(reach: Reach, id: string, leaving: boolean): Promise<void>
  /** Leaves nothing but the audit. */
  uninstall(reach: Reach, id: string, actor: Actor): Promise<void>
}

interface Needs {
  readonly tenants: TenantDb
  readonly binding: AssetBinding
  readonly sealed: Sealed
  readonly changes: AppChanges
  readonly works: Pick<Works, 'fence'>
  readonly audit: AuditTrail
  readonly clock: Clock
}

interface Move {
  readonly action: string
  readonly previous: string | null
  /** What whoever asked knew to speak against it. */
  readonly against?: Readonly<Record<string, Json>>
}

interface Change {
  readonly actor: Actor
  readonly action: string
  readonly set: Partial<store.InstallationRow>
  /** What it runs from then on. */
  readonly next?: AppManifest
  readonly texts?: readonly string[]
  readonly detail?: Readonly<Record<string, Json>>
}

const MOST_TOLD = 60
const toldOf = (agreed: readonly Asked[]): string[] =>
  agreed.slice(0, MOST_TOLD).map((one) => Object.values(one).join(' ').slice(0, 100))

export function createInstallations({ tenants, binding, sealed, changes, works, audit, clock }: Needs): Installations {
  const now = (): Date => new Date(clock.now() / MICROS_PER_MS)
  const manifestIn = async (tx: TenantTx, of: store.VersionName): Promise<AppManifest> => {
    const row = await store.byVersion(tx, of)
    if (!row) throw new Fault('apps.unknown', { app: of.app, version: of.version })
    return row.manifest
  }
  const known = (row: store.InstallationRow | undefined, id: string): store.InstallationRow => {
    if (!row) throw new Fault('apps.installation_unknown', { id })
    return row
  }
  const viewIn = async (tx: TenantTx, row: store.InstallationRow): Promise<Installation> =>
    installationView(row, await manifestIn(tx, row), {
      secrets: Object.keys(sealed.open(row)),
      trial: await store.trialOf(tx, row.id),
    })
  const record = (tx: TenantTx, row: Pick<store.InstallationRow, 'id' | 'app'>, change: Omit<Change, 'set' | 'next'>) =>
    audit.record(tx, {
      actor: change.actor,
      action: `app.${change.action}`,
      target: { kind: 'app_installation', id: row.id, name: row.app },
      detail: change.detail ?? {},
    })

  /** The installation as it is now, with its manifest and, where there is one, that of another version. */
  const read = (reach: Reach, id: string, other?: (row: store.InstallationRow) => string) =>
    tenants.within(reach, async (tx) => {
      const row = known(await store.installation(tx, id), id)
      const manifest = await manifestIn(tx, row)
      return { row, manifest, next: other ? await manifestIn(tx, { app: row.app, version: other(row) }) : manifest }
    })

  const say = ({ tenant }: Reach, installation: string, is: AppChange['is']): void =>
    changes.say({ tenant, installation, is })

  /** Changes it if it is still what was read. */
  const change = async (reach: Reach, before: store.InstallationRow, { set, next, texts = [], ...told }: Change) => {
    const view = await tenants.within(reach, async (tx) => {
      await works.fence(tx, before.id)
      const row = known(await store.hold(tx, before.id, 'update'), before.id)
      if (row.changedAt.getTime() !== before.changedAt.getTime() || row.version !== before.version)
        throw new Fault('apps.changed_meanwhile', { app: row.app })
      if (row.leaving) throw new Fault('apps.leaving', { app: row.app })
      if (next) await mustStay(tx, next)
      // Later than before in any case, so that the next who compares sees it.
      const changedAt = new Date(Math.max(now().getTime(), row.changedAt.getTime() + 1))
      await asOwnerWithin(tx, texts)
      await store.changeInstallation(tx, row.id, { ...set, changedAt })
      await record(tx, row, told)
      return viewIn(tx, { ...row, ...set, changedAt })
    })
    say(reach, before.id, told.action === 'suspended' || told.action === 'resumed' ? told.action : 'changed')
    return view
  }

  const agreeing = ({ reachFor }: Asking, bound: Bound) => ({
    reachFor,
    covers: binding.covers.bind(binding),
    bound,
  })
  const settled = (row: store.InstallationRow, { settings, secrets }: SettingsSet) => ({
    settings,
    secrets: sealed.seal(row.tenant as TenantId, row.id, secrets),
  })
  /** Whoever may not read values is told without how they behave. */
  const seeingOf = async ({ reachFor }: Asking): Promise<Seeing> => {
    const plant = await reachFor('asset:read')
    try {
      return { plant, values: await reachFor('point:read') }
    } catch (thrown) {
      if (thrown instanceof Fault && thrown.code === 'http.forbidden') return { plant, values: undefined }
      throw thrown
    }
  }
  /** Of what a solution carries, whoever installs the solution was asked before. */
  const testedFor = async ({ reach, actor }: Asking, of: store.VersionName, despiteTests: boolean | undefined) =>
    actor.kind === 'app' ? {} : tenants.within(reach, (tx) => mustHavePassed(tx, of, despiteTests))
  /** What of a binding another version knows. */
  const boundOf = ({ needs = [] }: AppManifest, bound: Bound): Bound =>
    Object.fromEntries(Object.entries(bound).filter(([name]) => needs.some((need) => need.name === name)))

  /** To another version, forth or back. */
  const move = async (
    asking: Asking,
    {
      row,
      next,
      settings = {},
      bound = {},
    }: {
      readonly row: store.InstallationRow
      readonly next: AppManifest
      readonly settings?: UpgradeRequest['settings']
      readonly bound?: Bound | undefined
    },
    { action, previous, against = {} }: Move,
  ): Promise<Installation> => {
    const held = await binding.mustFit(await asking.reachFor('asset:read'), next, {
      ...boundOf(next, row.bound),
      ...bound,
    })
    const isElsewhere = JSON.stringify(held) !== JSON.stringify(boundOf(next, row.bound))
    const agreed = askedBy(next)
    const { more, less } = consentChange(row.agreed, next)
    await mustBeOwn(isElsewhere ? agreed : more, agreeing(asking, held))
    const { tables, texts } =
      action === 'upgraded' ? grownTables(row.number, row.tables, next.tables ?? []) : { tables: row.tables, texts: [] }
    return change(asking.reach, row, {
      actor: asking.actor,
      action,
      set: {
        version: next.version,
        previous,
        agreed,
        bound: held,
        tables: [...tables],
        ...settled(row, settingsOf(next, { settings: row.settings, secrets: sealed.open(row) }, settings)),
      },
      next,
      texts,
      detail: { from: row.version, to: next.version, more: toldOf(more), less: toldOf(less), ...against },
    })
  }

  const install = async (
    asking: Asking,
    { app, version, settings = {}, bound = {}, agreed, despiteTests }: InstallRequest,
    id: string,
  ): Promise<Installation> => {
    const { reach, actor } = asking
    const manifest = await tenants.within(reach, (tx) => manifestIn(tx, { app, version }))
    const against = await testedFor(asking, { app, version }, despiteTests)
    const asked = mustAgreeToAll(manifest, agreed)
    const held = await binding.mustFit(await asking.reachFor('asset:read'), manifest, bound)
    await mustBeOwn(asked, agreeing(asking, held))
    const set = settingsOf(manifest, { settings: {}, secrets: {} }, settings)
    const at = now()
    const installed = await tenants.within(reach, async (tx) => {
      await mustStay(tx, manifest)
      const row = {
        id,
        tenant: tx.tenant,
        app,
        version,
        previous: null,
        state: 'active' as const,
        settings: set.settings,
        secrets: sealed.seal(tx.tenant, id, set.secrets),
        bound: held,
        agreed: asked,
        tables: [...(manifest.tables ?? [])],
        limits: {},
        trialOf: null,
        trialUntil: null,
        whole: null,
        madeBy: { kind: actor.kind, id: actor.id, name: actor.name },
        madeAt: at,
        leaving: false,
        changedAt: at,
      }
      await works.fence(tx, id)
      const number = await store.addInstallation(tx, row)
      if (number === undefined) throw new Fault('apps.installed', { app })
      await asOwnerWithin(tx, schemaTexts(number, row.tables))
      await record(tx, row, { actor, action: 'installed', detail: { version, agreed: toldOf(asked), ...against } })
      return viewIn(tx, { ...row, number })
    })
    say(reach, id, 'installed')
    return installed
  }

  return {
    list: (reach) =>
      tenants.within(reach, async (tx) => {
        const items: Installation[] = []
        for (const row of await store.installations(tx)) if (row.trialOf === null) items.push(await viewIn(tx, row))
        return { items }
      }),

    get: (reach, id) => tenants.within(reach, async (tx) => viewIn(tx, known(await store.installation(tx, id), id))),

    async preview(asking, { app, version, bound = {} }) {
      const manifest = await tenants.within(asking.reach, (tx) => manifestIn(tx, { app, version }))
      const asks = askedBy(manifest)
      return {
        asks,
        beyond: await beyondOwn(asks, agreeing(asking, bound)),
        needs: await binding.preview(await seeingOf(asking), manifest, bound),
      }
    },

    install: (asking, request, id = newId(clock.now() / MICROS_PER_MS)) =>
      tellingRefusal(audit, { ...asking, action: 'app.installed', app: request.app }, () =>
        install(asking, request, id),
      ),

    async change(asking, id, { settings = {}, bound }) {
      const { row, manifest } = await read(asking.reach, id)
      const held = bound ? await binding.mustFit(await asking.reachFor('asset:read'), manifest, bound) : row.bound
      // Other assets are another consent: whoever binds them must be allowed what the app may do there.
      if (bound) await mustBeOwn(row.agreed, agreeing(asking, held))
      return change(asking.reach, row, {
        actor: asking.actor,
        action: 'changed',
        set: {
          bound: held,
          ...settled(row, settingsOf(manifest, { settings: row.settings, secrets: sealed.open(row) }, settings)),
        },
        detail: { settings: Object.keys(settings), bound: bound !== undefined },
      })
    },

    async upgrade(asking, id, { version, agreed, settings, bound, despiteTests }) {
      const { row, next } = await read(asking.reach, id, () => version)
      if (row.version === version) throw new Fault('apps.version_other', { version })
      return tellingRefusal(audit, { ...asking, action: 'app.upgraded', app: row.app }, async () => {
        const against = await testedFor(asking, { app: row.app, version }, despiteTests)
        mustAgreeToAll(next, agreed)
        return move(asking, { row, next, settings, bound }, { action: 'upgraded', previous: row.version, against })
      })
    },

    async rollback(asking, id) {
      const { row, next } = await read(asking.reach, id, ({ app, previous }) => {
        if (previous === null) throw new Fault('apps.no_previous', { app })
        return previous
      })
      return move(asking, { row, next }, { action: 'rolled_back', previous: null })
    },

    async setState(reach, id, state, actor) {
      const { row } = await read(reach, id)
      const action = state === 'suspended' ? 'suspended' : 'resumed'
      return row.state === state
        ? tenants.within(reach, (tx) => viewIn(tx, row))
        : change(reach, row, { actor, action, set: { state } })
    },

    async leave(reach, id, leaving) {
      const row = await tenants.within(reach, async (tx) => {
        await works.fence(tx, id)
        const held = known(await store.hold(tx, id, 'update'), id)
        await store.changeInstallation(tx, id, { leaving })
        return held
      })
      if (row.leaving !== leaving) say(reach, id, leaving ? 'suspended' : 'changed')
    },

    async uninstall(reach, id, actor) {
      await tenants.within(reach, async (tx) => {
        await works.fence(tx, id)
        const row = known(await store.hold(tx, id, 'update'), id)
        // The tables of one that is tried are those of the other.
        if (row.trialOf === null) await asOwnerWithin(tx, [dropText(row.number)])
        await store.removeInstallation(tx, id)
        if (row.trialOf === null)
          await record(tx, row, { actor, action: 'uninstalled', detail: { version: row.version } })
      })
      say(reach, id, 'removed')
    },
  }
}
