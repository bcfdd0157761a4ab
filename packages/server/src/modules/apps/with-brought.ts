import type { AppManifest } from '@millrace/apps'
import type { Clock } from '@millrace/core'
import { type AssetId, Fault, type Log, MICROS_PER_MS, sayFault, type TenantId } from '@millrace/core'
import type { Reach, TenantDb } from '../../database/index.ts'
import type { Actor, AuditTrail } from '../audit/index.ts'
import type { AssetBinding } from './binding.ts'
import type { Brought } from './brought.ts'
import type { AppChanges } from './changes.ts'
import './faults.ts'
import type { Asking, Installations } from './installations.ts'
import type { PackageFiles } from './package-files.ts'
import type { Bound } from './schema.ts'
import * as store from './store.ts'
import { Turns } from './turns.ts'

interface Needs {
  readonly tenants: TenantDb
  readonly installations: Installations
  readonly brought: Brought
  readonly files: PackageFiles
  readonly binding: AssetBinding
  readonly changes: AppChanges
  readonly audit: AuditTrail
  readonly clock: Clock
  readonly log: Log
}

/** Installations that also have what their packages bring. */
export interface WithBrought extends Installations {
  /** What a kill cut off is finished. */
  begin(tenant: TenantId): Promise<void>
}

/**
 * An installation is there first, then what it brings; and what it brings goes first, then the installation. So nothing is ever left of
 * one that is no more, and what is missing of one that is there is made at the next start. What cannot be set up is taken back whole.
 */
export function withBrought(needs: Needs): WithBrought {
  const { tenants, installations, brought, files, binding, changes, audit, clock, log } = needs
  const turns = new Turns()
  const manifestOf = async (reach: Reach, of: store.VersionName): Promise<AppManifest | undefined> =>
    (await tenants.within(reach, (tx) => store.byVersion(tx, of)))?.manifest
  const rowOf = (reach: Reach, id: string) => tenants.within(reach, (tx) => store.installation(tx, id))

  /** Throws `http.forbidden`, `apps.consent_beyond_own`: flows are run by whoever may run them there. */
  const mustMayFlows = async ({ reachFor }: Asking, manifest: AppManifest | undefined, bound: Bound): Promise<void> => {
    if (!manifest?.flows?.length) return
    await reachFor('flow:publish')
    const reach = await reachFor('flow:deploy')
    if (reach.below !== undefined && !(await binding.covers(reach, Object.values(bound).flat())))
      throw new Fault('apps.consent_beyond_own', { seen: 'flow:deploy' })
  }

  const settle = async (tenant: TenantId, id: string): Promise<void> => {
    const row = await rowOf({ tenant }, id)
    if (!row) return
    const [manifest, unpacked] = [await manifestOf({ tenant }, row), await files.of({ tenant }, row)]
    if (!manifest || !unpacked) return
    const reads = row.agreed.some((one) => one.kind === 'action' && one.action === 'point:read')
    const below = reads ? (Object.values(row.bound).flat() as AssetId[]) : []
    await brought.settle({ row, manifest, files: unpacked, seeing: { tenant, below } })
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
    preview: installations.preview,

    async install(asking, request, id) {
      const { reach, actor } = asking
      await mustMayFlows(asking, await manifestOf(reach, request), request.bound ?? {})
      const made = await installations.install(asking, request, id)
      return turns.take(made.id, async () => {
        try {
          await settle(reach.tenant, made.id)
        } catch (thrown) {
          await brought.takeAway(reach.tenant, made.id, actor)
          await installations.uninstall(reach, made.id, actor)
          throw thrown
        }
        return made
      })
    },

    async change(asking, id, request) {
      const row = await rowOf(asking.reach, id)
      if (row && request.bound) await mustMayFlows(asking, await manifestOf(asking.reach, row), request.bound)
      return changing(asking.reach, id, asking.actor, () => installations.change(asking, id, request))
    },

    async upgrade(asking, id, request) {
      const row = await rowOf(asking.reach, id)
      if (row) {
        const next = await manifestOf(asking.reach, { app: row.app, version: request.version })
        await mustMayFlows(asking, next, { ...row.bound, ...request.bound })
      }
      return changing(asking.reach, id, asking.actor, () => installations.upgrade(asking, id, request))
    },

    rollback: (asking, id) => changing(asking.reach, id, asking.actor, () => installations.rollback(asking, id)),
    setState: (reach, id, state, actor) =>
      changing(reach, id, actor, () => installations.setState(reach, id, state, actor)),

    uninstall: (reach, id, actor) =>
      turns.take(id, async () => {
        if (await rowOf(reach, id)) await brought.takeAway(reach.tenant, id, actor)
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
