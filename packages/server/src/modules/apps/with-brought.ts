import type { AppManifest } from '@millrace/apps'
import type { Clock } from '@millrace/core'
import { type AssetId, Fault, type Log, MICROS_PER_MS, sayFault, type TenantId } from '@millrace/core'
import type { Reach, TenantDb } from '../../database/index.ts'
import type { Actor, AuditTrail } from '../audit/index.ts'
import type { AssetBinding } from './binding.ts'
import type { Brought } from './brought.ts'
import type { BroughtLibrary } from './brought-library.ts'
import type { AppChanges } from './changes.ts'
import './faults.ts'
import type { Asking, Installations } from './installations.ts'
import type { PackageFiles } from './package-files.ts'
import type { Bound, Leaving, Preview, PreviewRequest } from './schema.ts'
import * as store from './store.ts'
import { Turns } from './turns.ts'

const MOST_TOLD = 20

interface Needs {
  readonly tenants: TenantDb
  readonly installations: Installations
  readonly brought: Brought
  readonly library: BroughtLibrary
  readonly files: PackageFiles
  readonly binding: AssetBinding
  readonly changes: AppChanges
  readonly audit: AuditTrail
  readonly clock: Clock
  readonly log: Log
}

/** Installations that also have what their packages bring. */
export interface WithBrought extends Omit<Installations, 'preview'> {
  /** With what it would bring. Throws as `Installations`. */
  preview(asking: Asking, request: PreviewRequest): Promise<Omit<Preview, 'included'>>
  /** What an uninstall takes away, and what keeps it from being done. Throws `apps.installation_unknown`. */
  leaving(reach: Reach, id: string, actor: Actor): Promise<Leaving>
  /** What a kill cut off is finished. */
  begin(tenant: TenantId): Promise<void>
}

/**
 * An installation is there first, then what it brings; and what it brings goes first, then the installation. So nothing is ever left of
 * one that is no more, and what is missing of one that is there is made at the next start. What cannot be set up is taken back whole.
 */
export function withBrought(needs: Needs): WithBrought {
  const { tenants, installations, brought, library, files, binding, changes, audit, clock, log } = needs
  const turns = new Turns()
  const manifestOf = async (reach: Reach, of: store.VersionName): Promise<AppManifest | undefined> =>
    (await tenants.within(reach, (tx) => store.byVersion(tx, of)))?.manifest
  const rowOf = (reach: Reach, id: string) => tenants.within(reach, (tx) => store.installation(tx, id))

  /** Throws `http.forbidden`, `apps.consent_beyond_own`: what is brought is published, and flows are run, by whoever may. */
  const mustMay = async ({ reachFor }: Asking, manifest: AppManifest | undefined, bound: Bound): Promise<void> => {
    if (manifest?.models?.length) await reachFor('mechanism:publish')
    if (manifest?.classes?.length) await reachFor('model:write')
    if (!manifest?.flows?.length) return
    await reachFor('flow:publish')
    const reach = await reachFor('flow:deploy')
    if (reach.below !== undefined && !(await binding.covers(reach, Object.values(bound).flat())))
      throw new Fault('apps.consent_beyond_own', { seen: 'flow:deploy' })
  }

  const settle = async (tenant: TenantId, id: string): Promise<void> => {
    const row = await rowOf({ tenant }, id)
    if (!row) return
    const [manifest, unpacked] = [await manifestOf({ tenant }, row), await files.whole({ tenant }, row)]
    if (!manifest || !unpacked) return
    const reads = row.agreed.some((one) => one.kind === 'action' && one.action === 'point:read')
    const below = reads ? (Object.values(row.bound).flat() as AssetId[]) : []
    const running = { row, manifest, unpacked, seeing: { tenant, below } }
    await library.settle(running)
    await brought.settle(running)
  }

  const goingOf = async (tenant: TenantId, id: string) => {
    const [own, { points, used }] = [await library.leaving(tenant, id), await brought.points(tenant, id)]
    return { ...own, points, used: [...own.used, ...used] }
  }

  const takeAway = async (tenant: TenantId, { id, app }: store.InstallationRow, actor: Actor): Promise<void> => {
    await brought.takeAway(tenant, id, actor)
    await library.takeAway(tenant, id, { app, actor })
    // Last: their history does not come again.
    await brought.takePoints(tenant, id, actor)
  }

  /** Back to what it was before a change that could not be set up. */
  const restore = async (reach: Reach, before: store.InstallationRow, actor: Actor, thrown: unknown): Promise<void> => {
    const { version, previous, agreed, bound, settings, secrets, state } = before
    await tenants.within(reach, async (tx) => {
      const now = await store.hold(tx, before.id, 'update')
      if (!now) return
      const changedAt = new Date(Math.max(clock.now() / MICROS_PER_MS, now.changedAt.getTime() + 1))
      await store.changeInstallation(tx, before.id, {
        version,
        previous,
        agreed,
        bound,
        settings,
        secrets,
        state,
        changedAt,
      })
      await audit.record(tx, {
        actor,
        action: 'app.rolled_back',
        target: { kind: 'app_installation', id: before.id, name: before.app },
        detail: { from: now.version, to: version, why: sayFault(thrown).slice(0, 400) },
      })
    })
    changes.say({ tenant: reach.tenant, installation: before.id, is: 'changed' })
    await settle(reach.tenant, before.id)
  }

  const changing = <T>(reach: Reach, id: string, actor: Actor, run: () => Promise<T>): Promise<T> =>
    turns.take(id, async () => {
      const before = await rowOf(reach, id)
      const result = await run()
      try {
        await settle(reach.tenant, id)
      } catch (thrown) {
        if (before) await restore(reach, before, actor, thrown)
        throw thrown
      }
      return result
    })

  return {
    list: installations.list,
    get: installations.get,

    async preview(asking, request) {
      const seen = await installations.preview(asking, request)
      const unpacked = await files.whole(asking.reach, request)
      return { ...seen, brings: unpacked?.brings ?? { flows: [], models: [], classes: [] } }
    },

    async leaving(reach, id, actor) {
      const row = await rowOf(reach, id)
      if (!row) throw new Fault('apps.installation_unknown', { id })
      const { tables = [] } = (await manifestOf(reach, row)) ?? {}
      return {
        tables: tables.map(({ name, title }) => ({ name, title })),
        flows: await brought.titles(reach.tenant, id, actor),
        ...(await goingOf(reach.tenant, id)),
      }
    },

    async install(asking, request, id) {
      const { reach, actor } = asking
      await mustMay(asking, await manifestOf(reach, request), request.bound ?? {})
      const made = await installations.install(asking, request, id)
      return turns.take(made.id, async () => {
        try {
          await settle(reach.tenant, made.id)
        } catch (thrown) {
          const row = await rowOf(reach, made.id)
          if (row) await takeAway(reach.tenant, row, actor)
          await installations.uninstall(reach, made.id, actor)
          throw thrown
        }
        return made
      })
    },

    async change(asking, id, request) {
      const row = await rowOf(asking.reach, id)
      if (row && request.bound) await mustMay(asking, await manifestOf(asking.reach, row), request.bound)
      return changing(asking.reach, id, asking.actor, () => installations.change(asking, id, request))
    },

    async upgrade(asking, id, request) {
      const row = await rowOf(asking.reach, id)
      if (row) {
        const next = await manifestOf(asking.reach, { app: row.app, version: request.version })
        await mustMay(asking, next, { ...row.bound, ...request.bound })
      }
      return changing(asking.reach, id, asking.actor, () => installations.upgrade(asking, id, request))
    },

    rollback: (asking, id) => changing(asking.reach, id, asking.actor, () => installations.rollback(asking, id)),
    setState: (reach, id, state, actor) =>
      changing(reach, id, actor, () => installations.setState(reach, id, state, actor)),

    uninstall: (reach, id, actor) =>
      turns.take(id, async () => {
        const row = await rowOf(reach, id)
        if (row) {
          const { used } = await goingOf(reach.tenant, id)
          if (used.length > 0)
            throw new Fault('apps.brought_used', { app: row.app, seen: used.slice(0, MOST_TOLD).join('; ') })
          try {
            await takeAway(reach.tenant, row, actor)
          } catch (thrown) {
            await settle(reach.tenant, id)
            throw thrown
          }
        }
        await installations.uninstall(reach, id, actor)
      }),

    async begin(tenant) {
      for (const { id, app } of await tenants.within(tenant, store.installations))
        await turns
          .take(id, () => settle(tenant, id))
          .catch((thrown: unknown) =>
            log.error('an app lacks what it brings', { tenant, app, fault: sayFault(thrown) }),
          )
    },
  }
}
