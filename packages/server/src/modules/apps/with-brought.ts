import type { AppManifest } from '@millrace/apps'
import type { Clock } from '@millrace/core'
import { type AssetId, Fault, type Log, MICROS_PER_MS, sayFault, type TenantId } from '@millrace/core'
import type { Reach, TenantDb } from '../../database/index.ts'
import type { Actor, AuditTrail } from '../audit/index.ts'
import type { ComponentService } from '../components/index.ts'
import type { AssetBinding } from './binding.ts'
import { type Brought, isAgreed } from './brought.ts'
import type { BroughtLibrary } from './brought-library.ts'
import type { AppChanges } from './changes.ts'
import type { ClassMoves } from './class-moves.ts'
import { mustMayBring } from './consent.ts'
import './faults.ts'
import type { Asking, Installations } from './installations.ts'
import type { MadeAssets } from './made.ts'
import type { PackageFiles, Unpacked } from './package-files.ts'
import type { Bound, Leaving, Preview, PreviewRequest } from './schema.ts'
import * as store from './store.ts'
import { Turns } from './turns.ts'
import type { Works } from './works.ts'

const MOST_TOLD = 20
const platform: Actor = { kind: 'system', id: 'apps', name: 'apps' }

type Gone = Pick<store.InstallationRow, 'id' | 'app'>

interface Needs {
  readonly tenants: TenantDb
  readonly installations: Installations
  readonly brought: Brought
  readonly library: BroughtLibrary
  readonly made: MadeAssets
  readonly components: Pick<ComponentService, 'ofInstallation'>
  readonly moves: ClassMoves
  readonly files: PackageFiles
  readonly binding: AssetBinding
  readonly changes: AppChanges
  readonly works: Works
  readonly audit: AuditTrail
  readonly clock: Clock
  readonly log: Log
}

/** Installations that also have what their packages bring. */
export interface WithBrought extends Omit<Installations, 'preview'> {
  /** With what it would bring. Throws as `Installations`. */
  preview(asking: Asking, request: PreviewRequest): Promise<Omit<Preview, 'included'>>
  /**
   * What an uninstall takes away, and what keeps it from being done. `along`: apps and screens that go with it, and do not keep it.
   * Throws `apps.installation_unknown`.
   */
  leaving(reach: Reach, id: string, actor: Actor, along?: readonly string[]): Promise<Omit<Leaving, 'apps' | 'screens'>>
  /** Throws `apps.brought_used` for an installation that cannot go. */
  mustLeave(reach: Reach, id: string, along?: readonly string[]): Promise<void>
  /** Classes that it will bring, before it is there. Throws `http.forbidden`, `equipment.class_taken`. */
  bringClasses(asking: Asking, id: string, of: store.VersionName): Promise<void>
  /** Puts in force what the row of an installation says it brings. */
  settle(tenant: TenantId, id: string): Promise<void>
  /** What is tried gives way: its flows go, the other has what it brings, and then the rest of it goes. */
  giveWay(tenant: TenantId, trial: store.InstallationRow, actor: Actor): Promise<void>
  /** All that one brings and made goes, whether the installation is there or was to be. */
  takeAway(tenant: TenantId, of: { readonly id: string; readonly app: string }, actor: Actor): Promise<void>
  /** What a kill cut off is finished. */
  begin(tenant: TenantId): Promise<void>
}

/**
 * An installation is there first, then what it brings; and what it brings goes first, then the installation. So nothing is ever left of
 * one that is no more, and what is missing of one that is there is made at the next start. What cannot be set up is taken back whole.
 * Assets that were made for it go after its flows and their points, and before the classes that they are of.
 */
export function withBrought(needs: Needs): WithBrought {
  const {
    tenants,
    installations,
    brought,
    library,
    made,
    components,
    moves,
    files,
    binding,
    changes,
    works,
    audit,
    clock,
    log,
  } = needs
  const turns = new Turns(works)
  const manifestOf = async (reach: Reach, of: store.VersionName): Promise<AppManifest | undefined> =>
    (await tenants.within(reach, (tx) => store.byVersion(tx, of)))?.manifest
  const rowOf = (reach: Reach, id: string) => tenants.within(reach, (tx) => store.installation(tx, id))

  const mustMay = async ({ reachFor }: Asking, manifest: AppManifest | undefined, bound: Bound): Promise<void> => {
    if (manifest) await mustMayBring(manifest, { reachFor, covers: binding.covers.bind(binding), bound })
  }

  const settle = async (tenant: TenantId, id: string, by = platform): Promise<void> => {
    const row = await tenants.within(tenant, async (tx) => {
      await works.fence(tx, id)
      return store.installation(tx, id)
    })
    if (!row || row.leaving) return
    const [manifest, unpacked] = [await manifestOf({ tenant }, row), await files.whole({ tenant }, row)]
    if (!manifest || !unpacked) return
    const below = isAgreed(row, 'point:read') ? (Object.values(row.bound).flat() as AssetId[]) : []
    const running = { row, manifest, unpacked, seeing: { tenant, below } }
    const models = await library.settle(running)
    await moves.move(tenant, row, classesOf(unpacked), by)
    await brought.settle(running, models)
    await made.takeBack(row, by)
  }

  const goingOf = async (tenant: TenantId, id: string, others: readonly string[]) => {
    const along = [...others, ...(await made.of(tenant, id))]
    const [own, { points, used }] = [await library.leaving(tenant, id, along), await brought.points(tenant, id, along)]
    const pooled = (await components.ofInstallation(tenant, id)).map((name) => `component ${name}`)
    return { ...own, points, used: [...own.used, ...used, ...pooled] }
  }
  const mustLeave = async ({ tenant }: Reach, id: string, along: readonly string[] = []): Promise<void> => {
    const row = await rowOf({ tenant }, id)
    // What was begun goes on: part of it is gone already.
    const { used } = row && !row.leaving ? await goingOf(tenant, id, along) : { used: [] }
    if (row && used.length > 0)
      throw new Fault('apps.brought_used', { app: row.app, seen: used.slice(0, MOST_TOLD).join('; ') })
  }

  /** What can be had again, and is refused where somebody came to use it meanwhile. */
  const takeFlows = async (tenant: TenantId, { id, app }: Gone, actor: Actor): Promise<void> => {
    await brought.takeAway(tenant, id, actor)
    await library.takeModels(tenant, id, { app, actor })
  }
  /** What does not come again, such as the history of points. */
  const takeRest = async (tenant: TenantId, { id, app }: Gone, actor: Actor): Promise<void> => {
    await brought.takePoints(tenant, id, actor)
    await made.takeAway(tenant, id, { app, by: actor })
    await library.takeClasses(tenant, id)
  }
  const takeAway: WithBrought['takeAway'] = async (tenant, of, actor) => {
    await takeFlows(tenant, of, actor)
    await takeRest(tenant, of, actor)
  }

  const plannedFor = async ({ tenant }: Reach, { id, app }: Gone, version: string) => {
    const unpacked = await files.whole({ tenant }, { app, version })
    return unpacked ? { unpacked, planned: await moves.planned(tenant, id, classesOf(unpacked)) } : undefined
  }

  /** Assets go first where they have what the version needs by the class alone that it brings. */
  const moving = async <T>(asking: Asking, row: Gone, version: string, run: () => Promise<T>): Promise<T> => {
    const { tenant } = asking.reach
    const next = await plannedFor(asking.reach, row, version)
    if (!next?.planned.some(({ is }) => is === 'moves')) return run()
    await moves.mustMay(asking, next.planned)
    try {
      return await run()
    } catch (thrown) {
      if (!(thrown instanceof Fault) || thrown.code !== 'apps.need_unfit') throw thrown
    }
    try {
      await library.bringClasses(tenant, row, next.unpacked)
      await moves.move(tenant, row, classesOf(next.unpacked), asking.actor)
      return await run()
    } catch (thrown) {
      await works.mend(row.id, () => settle(tenant, row.id, asking.actor))
      throw thrown
    }
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
    await settle(reach.tenant, before.id, actor)
  }

  const changing = <T>(reach: Reach, id: string, actor: Actor, run: () => Promise<T>): Promise<T> =>
    turns.take(reach.tenant, id, async () => {
      const before = await rowOf(reach, id)
      const result = await run()
      try {
        await settle(reach.tenant, id, actor)
      } catch (thrown) {
        if (before) await works.mend(id, () => restore(reach, before, actor, thrown))
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
      const { items } = await installations.list(asking.reach)
      const one = items.find(({ app, version }) => app === request.app && version !== request.version)
      return {
        ...seen,
        brings: unpacked?.brings ?? { flows: [], models: [], classes: [] },
        moves: one && unpacked ? await moves.planned(asking.reach.tenant, one.id, classesOf(unpacked)) : [],
      }
    },

    leave: installations.leave,
    mustLeave,
    takeAway,
    settle: (tenant, id) => turns.take(tenant, id, () => settle(tenant, id)),

    giveWay: (tenant, trial, actor) =>
      turns.take(tenant, trial.id, async () => {
        const { trialOf } = trial
        await takeFlows(tenant, trial, actor)
        // What both give stays, with its history.
        if (trialOf !== null) {
          await turns.take(tenant, trialOf, () => settle(tenant, trialOf))
          await brought.handPoints(tenant, trial.id, trialOf)
        }
        await takeRest(tenant, trial, actor)
        await installations.uninstall({ tenant }, trial.id, actor)
      }),

    async bringClasses(asking, id, of) {
      const unpacked = await files.whole(asking.reach, of)
      if (!unpacked || unpacked.classes.length === 0) return
      await asking.reachFor('model:write')
      await library.bringClasses(asking.reach.tenant, { id, app: of.app }, unpacked)
    },

    async leaving(reach, id, actor, along = []) {
      const row = await rowOf(reach, id)
      if (!row) throw new Fault('apps.installation_unknown', { id })
      const { tables = [] } = (await manifestOf(reach, row)) ?? {}
      const going = await goingOf(reach.tenant, id, along)
      return {
        tables: tables.map(({ name, title }) => ({ name, title })),
        flows: await brought.titles(reach.tenant, id, actor),
        ...going,
        ...(await made.leaving(reach.tenant, id, going.points)),
      }
    },

    async install(asking, request, id) {
      const { reach, actor } = asking
      await mustMay(asking, await manifestOf(reach, request), request.bound ?? {})
      const made = await installations.install(asking, request, id)
      return turns.take(reach.tenant, made.id, async () => {
        try {
          await settle(reach.tenant, made.id)
        } catch (thrown) {
          await works.mend(made.id, async () => {
            const row = await rowOf(reach, made.id)
            if (row) await takeAway(reach.tenant, row, actor)
            await installations.uninstall(reach, made.id, actor)
          })
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
      return changing(asking.reach, id, asking.actor, () => {
        const run = () => installations.upgrade(asking, id, request)
        return row ? moving(asking, row, request.version, run) : run()
      })
    },

    async rollback(asking, id) {
      const row = await rowOf(asking.reach, id)
      if (row?.previous)
        await mustMay(asking, await manifestOf(asking.reach, { ...row, version: row.previous }), row.bound)
      const run = () => installations.rollback(asking, id)
      return changing(asking.reach, id, asking.actor, () =>
        row && row.previous !== null ? moving(asking, row, row.previous, run) : run(),
      )
    },

    setState: (reach, id, state, actor) =>
      changing(reach, id, actor, () => installations.setState(reach, id, state, actor)),

    uninstall: (reach, id, actor) =>
      turns.take(reach.tenant, id, async () => {
        const row = await rowOf(reach, id)
        if (row) {
          await mustLeave(reach, id)
          await installations.leave(reach, id, true)
          try {
            await takeFlows(reach.tenant, row, actor)
          } catch (thrown) {
            await installations.leave(reach, id, false)
            await settle(reach.tenant, id)
            throw thrown
          }
          await takeRest(reach.tenant, row, actor)
        }
        await installations.uninstall(reach, id, actor)
      }),

    async begin(tenant) {
      for (const id of new Set([...(await made.bringers(tenant)), ...(await library.bringers(tenant))]))
        await turns
          .takeIfFree(tenant, id, async () => {
            if (!(await rowOf({ tenant }, id))) await takeAway(tenant, { id, app: 'apps' }, platform)
          })
          .catch((thrown: unknown) => log.error('parts of no app are left', { tenant, fault: sayFault(thrown) }))
      for (const { id, app } of await tenants.within(tenant, store.installations))
        await turns
          .takeIfFree(tenant, id, () => settle(tenant, id))
          .catch((thrown: unknown) =>
            log.error('an app lacks what it brings', { tenant, app, fault: sayFault(thrown) }),
          )
    },
  }
}

const classesOf = ({ classes }: Unpacked) => classes.map(({ equipment }) => equipment)
