import type { AppManifest } from '@millrace/apps'
import { type Clock, Fault, type Log, MICROS_PER_MS, newId, sayFault, type TenantId } from '@millrace/core'
import type { Reach, TenantDb } from '../../database/index.ts'
import type { Actor } from '../audit/index.ts'
import type { Carried } from './carried.ts'
import type { Asking, Installations } from './installations.ts'
import type { MadeAssets } from './made.ts'
import type { PackageFiles } from './package-files.ts'
import './faults.ts'
import type { Bound, Leaving, Make, Preview, PreviewRequest } from './schema.ts'
import * as store from './store.ts'
import { Turns } from './turns.ts'
import type { WithBrought } from './with-brought.ts'
import type { Works } from './works.ts'

const platform: Actor = { kind: 'system', id: 'apps', name: 'apps' }

interface Needs {
  readonly tenants: TenantDb
  readonly installations: WithBrought
  readonly carried: Carried
  readonly made: MadeAssets
  readonly files: PackageFiles
  readonly works: Works
  readonly clock: Clock
  readonly log: Log
}

/** Installations that also have the assets that were made for them, and the apps and screens that a solution carries. */
export interface WithCarried
  extends Omit<WithBrought, 'preview' | 'leaving' | 'mustLeave' | 'bringClasses' | 'takeAway'> {
  /** Throws `apps.installation_unknown`. */
  leaving(reach: Reach, id: string, actor: Actor): Promise<Leaving>
  preview(asking: Asking, request: PreviewRequest): Promise<Preview>
  /** What was under way when whoever worked on it ended is finished, or taken back. */
  takeUp(tenant: TenantId, id: string): Promise<void>
}

/**
 * Classes come first, then assets that are made of them, then the installation; what a solution carries comes last and goes first: nothing
 * ever refers to what is no more. What cannot be set up is taken back whole. An installation that a kill cut off is taken back or set up
 * by whoever takes it up, and an uninstall is finished.
 */
export function withCarried({ tenants, installations, carried, made, files, works, clock, log }: Needs): WithCarried {
  const turns = new Turns(works)
  const manifestOf = async (reach: Reach, of: store.VersionName): Promise<AppManifest | undefined> =>
    (await tenants.within(reach, (tx) => store.byVersion(tx, of)))?.manifest
  const rowOf = (reach: Reach, id: string) => tenants.within(reach, (tx) => store.installation(tx, id))

  const settle = async (tenant: TenantId, id: string): Promise<void> => {
    const row = await tenants.within(tenant, async (tx) => {
      await works.fence(tx, id)
      return store.installation(tx, id)
    })
    const manifest = row && (await manifestOf({ tenant }, row))
    const unpacked = row && (await files.whole({ tenant }, row))
    if (!row || row.leaving || !manifest || !unpacked) return
    await carried.settle({ row, manifest, unpacked, seeing: { tenant } }, installing)
    await made.keep(row)
  }

  /** @param back undoes `run`, where what is carried cannot follow it */
  const changing = <T>(
    { tenant }: Reach,
    id: string,
    { run, back }: { run: () => Promise<T>; back: (before: store.InstallationRow) => Promise<unknown> },
  ): Promise<T> =>
    turns.take(tenant, id, async () => {
      const before = await rowOf({ tenant }, id)
      const result = await run()
      try {
        await settle(tenant, id)
      } catch (thrown) {
        if (before)
          await works.mend(id, async () => {
            await back(before)
            await settle(tenant, id)
          })
        throw thrown
      }
      return result
    })

  /** More assets are made for what is there, and bound; all of it, or nothing. */
  const adding = async <T>(
    asking: Asking,
    id: string,
    { make, bound, change }: { make: readonly Make[]; bound: Bound | undefined; change: (bound: Bound) => Promise<T> },
  ): Promise<T> => {
    const { reach } = asking
    const row = await rowOf(reach, id)
    const manifest = row && (await manifestOf(reach, row))
    if (!row || !manifest) throw new Fault('apps.installation_unknown', { id })
    if (row.leaving) throw new Fault('apps.leaving', { app: row.app })
    try {
      const more = await made.make(asking, { installation: id, manifest, make, bound: row.bound })
      const all = together(bound ?? row.bound, more)
      await carried.mustBeOwn(asking, manifest, all)
      return await change(all)
    } catch (thrown) {
      await works.mend(id, () => installations.settle(reach.tenant, id))
      throw thrown
    }
  }

  /** It is looked at before anything is undone whether all of it can go. */
  const takeAway = async (reach: Reach, row: store.InstallationRow, actor: Actor): Promise<void> => {
    const along = await carried.along(row)
    for (const id of [row.id, ...along]) await installations.mustLeave(reach, id, [row.id, ...along])
    await installations.leave(reach, row.id, true)
    try {
      await carried.takeAway(row, { actor, installing })
    } catch (thrown) {
      await installations.leave(reach, row.id, false)
      await settle(reach.tenant, row.id)
      throw thrown
    }
    try {
      await installations.uninstall(reach, row.id, actor)
    } catch (thrown) {
      // Where it stays after all, it has what it carries again.
      await settle(reach.tenant, row.id)
      throw thrown
    }
  }

  /** An uninstall that was begun. */
  const finish = (tenant: TenantId, row: store.InstallationRow): Promise<void> =>
    row.trialOf === null ? takeAway({ tenant }, row, platform) : installations.giveWay(tenant, row, platform)

  const self: WithCarried = {
    list: installations.list,
    get: installations.get,
    leave: installations.leave,

    settle: (tenant, id) =>
      turns.take(tenant, id, async () => {
        await installations.settle(tenant, id)
        await settle(tenant, id)
      }),

    giveWay: (tenant, trial, actor) =>
      turns.take(tenant, trial.id, async () => {
        await carried.takeAway(trial, { actor, installing })
        await installations.giveWay(tenant, trial, actor)
        const { trialOf } = trial
        if (trialOf !== null) await turns.take(tenant, trialOf, () => settle(tenant, trialOf))
      }),

    async leaving(reach, id, actor) {
      const row = await rowOf(reach, id)
      const along = row ? await carried.along(row) : []
      const own = await installations.leaving(reach, id, actor, along)
      const apps: Leaving['apps'] = []
      const used = [...own.used]
      for (const { id: other, app, title } of (await installations.list(reach)).items) {
        if (!along.includes(other)) continue
        const its = await installations.leaving(reach, other, actor, [id, ...along])
        apps.push({ id: other, app, title, tables: its.tables.length })
        used.push(...its.used)
      }
      return { ...own, used, apps, screens: row ? await carried.screens(row) : [] }
    },

    async preview(asking, request) {
      const told = await installations.preview(asking, request)
      const manifest = await manifestOf(asking.reach, request)
      return { ...told, included: manifest ? await carried.preview(asking, manifest, request.bound ?? {}) : [] }
    },

    async install(asking, { make = [], included = [], ...request }, id = newId(clock.now() / MICROS_PER_MS)) {
      const { reach, actor } = asking
      const manifest = await manifestOf(reach, request)
      if (!manifest) return installations.install(asking, request, id)
      await carried.mustAgree(asking, manifest, { agreed: included, despiteTests: request.despiteTests })
      return turns.take(reach.tenant, id, async () => {
        try {
          if (make.length > 0) await installations.bringClasses(asking, id, request)
          const more = await made.make(asking, { installation: id, manifest, make })
          const bound = together(request.bound ?? {}, more)
          await carried.mustBeOwn(asking, manifest, bound)
          const installed = await installations.install(asking, { ...request, bound }, id)
          await settle(reach.tenant, id)
          return installed
        } catch (thrown) {
          await works.mend(id, async () => {
            const row = await rowOf(reach, id)
            if (row) await takeAway(reach, row, actor)
            else await installations.takeAway(reach.tenant, { id, app: request.app }, actor)
          })
          throw thrown
        }
      })
    },

    async change(asking, id, { make = [], ...request }) {
      const { reach, actor } = asking
      await carried.mustStandAlone(reach, id, actor)
      const row = await rowOf(reach, id)
      const manifest = row && (await manifestOf(reach, row))
      if (manifest && request.bound) await carried.mustBeOwn(asking, manifest, request.bound)
      return changing(reach, id, {
        run: () =>
          make.length === 0
            ? installations.change(asking, id, request)
            : adding(asking, id, {
                make,
                bound: request.bound,
                change: (bound) => installations.change(asking, id, { ...request, bound }),
              }),
        back: ({ bound, settings }) => installations.change(asking, id, { bound, settings }),
      })
    },

    async upgrade(asking, id, { included = [], ...request }) {
      const { reach, actor } = asking
      await carried.mustStandAlone(reach, id, actor)
      const row = await rowOf(reach, id)
      const next = row && (await manifestOf(reach, { app: row.app, version: request.version }))
      if (next) {
        await carried.mustAgree(asking, next, { agreed: included, own: id, despiteTests: request.despiteTests })
        await carried.mustBeOwn(asking, next, { ...row.bound, ...request.bound })
      }
      return changing(reach, id, {
        run: () => installations.upgrade(asking, id, request),
        back: () => installations.rollback(asBefore(asking), id),
      })
    },

    async rollback(asking, id) {
      await carried.mustStandAlone(asking.reach, id, asking.actor)
      const row = await rowOf(asking.reach, id)
      const next = row?.previous && (await manifestOf(asking.reach, { app: row.app, version: row.previous }))
      // What its apps asked for then is asked for again.
      if (row && next) await carried.mustBeOwn(asking, next, row.bound)
      return changing(asking.reach, id, {
        run: () => installations.rollback(asking, id),
        back: ({ version, agreed }) => installations.upgrade(asBefore(asking), id, { version, agreed }),
      })
    },

    setState: (reach, id, state, actor) =>
      changing(reach, id, {
        run: () => installations.setState(reach, id, state, actor),
        back: (before) => installations.setState(reach, id, before.state, actor),
      }),

    async uninstall(reach, id, actor) {
      await carried.mustStandAlone(reach, id, actor)
      await turns.take(reach.tenant, id, async () => {
        const row = await rowOf(reach, id)
        return row ? takeAway(reach, row, actor) : installations.uninstall(reach, id, actor)
      })
    },

    takeUp: (tenant, id) =>
      turns.takeIfFree(tenant, id, () =>
        works.mend(id, async () => {
          const row = await rowOf({ tenant }, id)
          if (!row) await installations.takeAway(tenant, { id, app: 'apps' }, platform)
          else if (row.leaving) await finish(tenant, row)
          else {
            await installations.settle(tenant, id)
            await settle(tenant, id)
          }
        }),
      ),

    async begin(tenant) {
      for (const row of await tenants.within(tenant, store.installations))
        if (row.leaving)
          await turns
            .takeIfFree(tenant, row.id, () => finish(tenant, row))
            .catch((thrown: unknown) =>
              log.error('an app is not uninstalled', { tenant, app: row.app, fault: sayFault(thrown) }),
            )
      await installations.begin(tenant)
      for (const { id, app } of await tenants.within(tenant, store.installations))
        await turns
          .takeIfFree(tenant, id, () => settle(tenant, id))
          .catch((thrown: unknown) =>
            log.error('a solution lacks what it carries', { tenant, app, fault: sayFault(thrown) }),
          )
    },
  }
  const installing: Pick<Installations, 'install' | 'change' | 'upgrade' | 'setState' | 'uninstall'> = self
  return self
}

/** What was in force is put back whoever asked for something else: it was agreed to. */
const asBefore = ({ reach: { tenant }, actor }: Asking): Asking => ({
  reach: { tenant },
  reachFor: async () => ({ tenant }),
  actor,
})

/** What is bound, and what was made to be. */
const together = (bound: Bound, more: Bound): Bound => {
  const all: Bound = { ...bound }
  for (const [need, ids] of Object.entries(more)) all[need] = [...new Set([...(all[need] ?? []), ...ids])]
  return all
}
