import { type Clock, Fault, type TenantId } from '@millrace/core'
import type { Reach, TenantDb } from '../../database/index.ts'
import type { Action } from '../access/index.ts'
import type { Actor } from '../audit/index.ts'
import type { CommandService } from '../commands/index.ts'
import { Remembered } from '../identity/index.ts'
import { ActingApp } from './acting.ts'
import type { AssetBinding } from './binding.ts'
import type { AppChange, AppChanges } from './changes.ts'
import './faults.ts'
import type { Files, PackageFiles } from './package-files.ts'
import type { Sealed } from './sealed.ts'
import * as store from './store.ts'
import { plainSettings } from './view.ts'

/** Points come and go at assets without a word to us. */
const BELIEVED_MS = 10_000

/** Who has an app do something, and how far they may do it themselves. */
export interface Beside {
  readonly actor: Actor
  readonly reachFor: (action: Action) => Promise<Reach>
}

export interface AppWrite {
  readonly point: string
  readonly value: number | boolean | string
  readonly reason: string
  /** Made by who asks: sent again with it, it is done once. */
  readonly id?: string
}

/** Installations as they act. */
export interface AppPrincipals {
  /** Throws `apps.installation_unknown`, `apps.suspended`. What it answers holds for this moment: ask anew for each act. */
  actAs(tenant: TenantId, installation: string): Promise<ActingApp>
  /** Those that are active. */
  active(tenant: TenantId): Promise<readonly string[]>
  /** Files of the package that it runs. Throws as `actAs`. */
  files(tenant: TenantId, installation: string): Promise<Files>
  /** Told once a change is in force, before anybody can act anew; ends with what it returns. */
  onChange(heard: (change: AppChange) => void): () => void
  /** Whether it may do it, now: write a point, ask a host, or anything at all. */
  may(
    tenant: TenantId,
    installation: string,
    what: { readonly point?: string; readonly host?: string; readonly action?: Action },
  ): Promise<boolean>
  /**
   * Writes as the app; with somebody beside it, only what they may write themselves as well. Throws `apps.not_agreed`, `http.forbidden`,
   * `assets.point_unknown`, and what commands refuse.
   */
  write(
    app: ActingApp,
    write: AppWrite,
    beside?: Beside,
  ): Promise<{ readonly operation: string; readonly state: string }>
}

interface Needs {
  readonly tenants: TenantDb
  readonly binding: AssetBinding
  readonly sealed: Sealed
  readonly files: PackageFiles
  readonly changes: AppChanges
  readonly commands: Pick<CommandService, 'ask'>
  readonly clock: Clock
}

export function createPrincipals(needs: Needs): AppPrincipals {
  const { tenants, binding, sealed, files, changes, commands, clock } = needs
  const known = new Remembered<ActingApp>(clock, BELIEVED_MS)
  const keyOf = (tenant: TenantId, installation: string): string => `${tenant} ${installation}`
  changes.listen(({ tenant, installation }) => known.forget(keyOf(tenant, installation)))

  const load = async (tenant: TenantId, installation: string): Promise<ActingApp> => {
    const found = await tenants.within(tenant, async (tx) => {
      const row = await store.installation(tx, installation)
      return row && { row, version: await store.byVersion(tx, row) }
    })
    if (!found?.version) throw new Fault('apps.installation_unknown', { id: installation })
    const { row, version } = found
    if (row.state !== 'active' || row.leaving) throw new Fault('apps.suspended', { app: row.app })
    const { manifest } = version
    return new ActingApp({
      tenant,
      installation,
      manifest,
      settings: plainSettings(manifest, row.settings),
      secrets: sealed.open(row),
      limits: row.limits,
      agreed: row.agreed,
      ...(await binding.held({ tenant }, manifest, row.bound)),
    })
  }
  const actAs = async (tenant: TenantId, installation: string): Promise<ActingApp> =>
    (await known.get(keyOf(tenant, installation), () => load(tenant, installation))) as ActingApp

  return {
    actAs,
    onChange: (heard) => changes.listen(heard),

    active: (tenant) =>
      tenants.within(tenant, async (tx) =>
        (await store.installations(tx))
          .filter(({ state, leaving }) => state === 'active' && !leaving)
          .map(({ id }) => id),
      ),

    async files(tenant, installation) {
      const { manifest } = await actAs(tenant, installation)
      const found = await files.of({ tenant }, { app: manifest.id, version: manifest.version })
      if (!found) throw new Fault('apps.installation_unknown', { id: installation })
      return found
    },

    async may(tenant, installation, { point, host, action }) {
      try {
        const app = await actAs(tenant, installation)
        if (point !== undefined) await binding.mustSee(app.writeReach(point), [point])
        if (host !== undefined) app.mustReach(host)
        if (action !== undefined) app.reach(action)
        return true
      } catch (thrown) {
        // That it may not is the answer here, no failure.
        if (thrown instanceof Fault && thrown.row.blame === 'caller') return false
        throw thrown
      }
    },

    async write(app, { point, value, ...asked }, beside) {
      const reach = app.writeReach(point)
      if (beside) await binding.mustSee(await beside.reachFor('point:write'), [point])
      const { id, state } = await commands.ask(
        reach,
        point,
        { ...asked, value: app.units.from(point, value) },
        app.actor(beside?.actor),
      )
      return { operation: id, state }
    },
  }
}
