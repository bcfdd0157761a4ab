import { isDeepStrictEqual } from 'node:util'
import {
  type AppIncluded,
  type AppManifest,
  askedBy,
  boundOfIncluded,
  readScreen,
  type ScreenDraft,
  screensFor,
  settingsOfIncluded,
} from '@millrace/apps'
import { Fault, type TenantId } from '@millrace/core'
import type { Reach, TenantDb } from '../../database/index.ts'
import type { Actor } from '../audit/index.ts'
import { type ScreenService, screenOf } from '../screens/index.ts'
import type { AssetBinding } from './binding.ts'
import type { Running } from './brought.ts'
import { beyondOwn, mustAgreeToAll, mustBeOwn, mustMayBring } from './consent.ts'
import './faults.ts'
import type { Asking, Installations } from './installations.ts'
import type { Bound, InstallRequest, Preview } from './schema.ts'
import * as store from './store.ts'
import { mustHavePassed } from './test-runs.ts'

interface Needs {
  readonly tenants: TenantDb
  readonly binding: AssetBinding
  readonly screens: ScreenService
}
type Installing = Pick<Installations, 'install' | 'change' | 'upgrade' | 'setState' | 'uninstall'>

interface CarriedApp {
  readonly included: AppIncluded
  readonly manifest: AppManifest
  /** Whatever installed it. */
  readonly installed: store.InstallationRow | undefined
}

interface Agreeing {
  readonly agreed?: InstallRequest['included']
  /** The installation of the solution, where it is there. */
  readonly own?: string
  readonly despiteTests?: boolean | undefined
}

const PAGE = 100

/**
 * Apps and screens that a solution brings. What it has is known by who made it, the installation; so each step may be done again. An app
 * that was installed before stays as it is, and is not taken away.
 */
export class Carried {
  readonly #needs: Needs

  constructor(needs: Needs) {
    this.#needs = needs
  }

  async preview(asking: Asking, manifest: AppManifest, bound: Bound): Promise<Preview['included']> {
    const told: Preview['included'] = []
    const own = await this.#installed(asking.reach, manifest.id)
    for (const { included, manifest: its, installed } of await this.#apps(asking.reach, manifest)) {
      const asks = askedBy(its)
      told.push({
        app: its.id,
        version: its.version,
        title: its.title,
        is: !installed
          ? 'new'
          : installed.madeBy.id === own && installed.version !== its.version
            ? 'upgraded'
            : 'there',
        asks,
        beyond: await beyondOwn(asks, this.#agreeing(asking, boundOfIncluded(included, its, bound))),
      })
    }
    return told
  }

  /** Throws `http.forbidden`, `apps.unknown`, `tests_failed`, `consent_other`: each app that would come is agreed to as one that comes alone. */
  async mustAgree(asking: Asking, manifest: AppManifest, { agreed = [], own, despiteTests }: Agreeing): Promise<void> {
    if (manifest.screens?.length) await asking.reachFor('screen:write')
    for (const { manifest: its, installed } of await this.#apps(asking.reach, manifest)) {
      // One that came with it before, and is the same version, was agreed to.
      if (installed && (installed.madeBy.id !== own || installed.version === its.version)) continue
      const of = { app: its.id, version: its.version }
      await this.#needs.tenants.within(asking.reach, (tx) => mustHavePassed(tx, of, despiteTests))
      mustAgreeToAll(its, agreed.find(({ app }) => app === its.id)?.agreed ?? [])
    }
  }

  /** Throws `http.forbidden`, `apps.consent_beyond_own`: whoever asks must be allowed what each app may do on what is bound, and brings. */
  async mustBeOwn(asking: Asking, manifest: AppManifest, bound: Bound): Promise<void> {
    for (const { included, manifest: its } of await this.#apps(asking.reach, manifest)) {
      const agreeing = this.#agreeing(asking, boundOfIncluded(included, its, bound))
      await mustBeOwn(askedBy(its), agreeing)
      await mustMayBring(its, agreeing)
    }
  }

  /** Exactly the apps and screens of the version that runs. */
  async settle(running: Running, installing: Installing): Promise<void> {
    const { row, manifest } = running
    const reach = { tenant: row.tenant as TenantId }
    const actor: Actor = { kind: 'app', id: row.id, name: manifest.id }
    const asking: Asking = { reach, reachFor: async () => reach, actor }
    const wanted = await this.#apps(reach, manifest)
    for (const one of await this.#own(reach, row.id))
      if (!wanted.some(({ manifest: { id } }) => id === one.app)) await installing.uninstall(reach, one.id, actor)
    for (const { included, manifest: its, installed } of wanted) {
      const bound = boundOfIncluded(included, its, row.bound)
      const settings = settingsOfIncluded(included, its, row.settings)
      if (!installed)
        await installing.install(asking, { app: its.id, version: its.version, agreed: askedBy(its), bound, settings })
      else if (installed.madeBy.id === row.id) {
        const { id, version, state } = installed
        if (version !== its.version)
          await installing.upgrade(asking, id, { version: its.version, agreed: askedBy(its), bound, settings })
        else if (
          !isDeepStrictEqual({ ...installed.settings, ...settings }, installed.settings) ||
          !isSame(installed.bound, bound)
        )
          await installing.change(asking, id, { bound, settings })
        if (state !== row.state) await installing.setState(reach, id, row.state, actor)
      }
    }
    await this.#screens(running, actor)
  }

  /** Apps and screens that came with an installation, and go with it. */
  async along({ id, tenant }: store.InstallationRow): Promise<string[]> {
    const reach = { tenant: tenant as TenantId }
    const all = [...(await this.#own(reach, id)), ...(await this.#ownScreens(reach, id))]
    return all.map((one) => one.id)
  }

  /** Its screens. */
  async screens({ id, tenant }: store.InstallationRow) {
    const own = await this.#ownScreens({ tenant: tenant as TenantId }, id)
    return own.map(({ id: screen, title }) => ({ id: screen, title: { ...title } }))
  }

  /** Nothing that came with an installation is left. */
  async takeAway(
    { id: installation, tenant, app }: store.InstallationRow,
    { actor, installing }: { readonly actor: Actor; readonly installing: Installing },
  ): Promise<void> {
    const reach = { tenant: tenant as TenantId }
    const { kind, id, name } = actor
    const solution: Actor = { kind: 'app', id: installation, name: app, beside: { kind, id, name } }
    for (const screen of await this.#ownScreens(reach, installation))
      await this.#needs.screens.remove(reach, screen.id, solution)
    for (const own of await this.#own(reach, installation)) await installing.uninstall(reach, own.id, solution)
  }

  /** Throws `apps.carried` for one that came with a solution, whoever asks but that. */
  async mustStandAlone(reach: Reach, id: string, actor: Actor): Promise<void> {
    await this.#needs.tenants.within(reach, async (tx) => {
      const row = await store.installation(tx, id)
      const solution = row?.madeBy.kind === 'app' ? await store.installation(tx, row.madeBy.id) : undefined
      if (row && solution && actor.id !== solution.id)
        throw new Fault('apps.carried', { app: row.app, solution: solution.app })
    })
  }

  async #apps({ tenant }: Reach, { includes = [] }: AppManifest): Promise<CarriedApp[]> {
    if (includes.length === 0) return []
    return this.#needs.tenants.within(tenant, async (tx) => {
      const there = (await store.installations(tx)).filter(({ trialOf }) => trialOf === null)
      const apps: CarriedApp[] = []
      for (const included of includes) {
        const { app, version } = included
        const known = await store.byVersion(tx, { app, version })
        if (!known) throw new Fault('apps.unknown', { app, version })
        apps.push({ included, manifest: known.manifest, installed: there.find((one) => one.app === app) })
      }
      return apps
    })
  }

  #agreeing({ reachFor }: Asking, bound: Bound) {
    const { binding } = this.#needs
    return { reachFor, covers: binding.covers.bind(binding), bound }
  }

  async #installed({ tenant }: Reach, app: string): Promise<string | undefined> {
    const all = await this.#needs.tenants.within(tenant, store.installations)
    return all.find((one) => one.app === app)?.id
  }

  async #own({ tenant }: Reach, installation: string): Promise<store.InstallationRow[]> {
    const all = await this.#needs.tenants.within(tenant, store.installations)
    return all.filter(({ madeBy }) => madeBy.kind === 'app' && madeBy.id === installation)
  }

  /** What people made of a screen since is theirs as long as the app has it. */
  async #screens({ row, manifest, unpacked: { files } }: Running, actor: Actor): Promise<void> {
    const { screens, binding } = this.#needs
    const reach = { tenant: row.tenant as TenantId }
    const own = await this.#ownScreens(reach, row.id)
    const drafts = (manifest.screens ?? []).flatMap(({ file }): ScreenDraft[] => {
      const { draft } = readScreen(new TextDecoder().decode(files.get(file)), manifest)
      return draft ? [draft] : []
    })
    const { assets } = await binding.held(reach, manifest, drafts.length > 0 ? row.bound : {})
    const kept = new Set<string>()
    for (const document of drafts.flatMap((draft) => screensFor(draft, assets)).map(screenOf)) {
      const before = own.find(
        (one) => !kept.has(one.id) && isDeepStrictEqual([one.of, one.title], [document.of, document.title]),
      )
      const now = before && (await screens.get(reach, before.id))
      if (!now) kept.add((await screens.create(reach, { document, comment: manifest.id }, actor)).id)
      else {
        kept.add(now.id)
        if (now.changedBy.id === row.id && !isDeepStrictEqual(now.document, document))
          await screens.change(reach, now.id, { document, revision: now.revision, comment: manifest.id }, actor)
      }
    }
    for (const { id } of own) if (!kept.has(id)) await screens.remove(reach, id, actor)
  }

  async #ownScreens(reach: Reach, installation: string) {
    const { screens } = this.#needs
    const own: Awaited<ReturnType<ScreenService['get']>>[] = []
    let cursor: string | undefined
    do {
      const page = await screens.list(reach, { limit: PAGE, ...(cursor === undefined ? {} : { cursor }) })
      for (const { id } of page.items) {
        const screen = await screens.get(reach, id)
        if (screen.madeBy.id === installation) own.push(screen)
      }
      cursor = page.next
    } while (cursor !== undefined)
    return own
  }
}

/** Bound alike: whatever order the needs come in. */
const isSame = (one: Bound, other: Bound): boolean =>
  isDeepStrictEqual(
    Object.entries(one)
      .filter(([, ids]) => ids.length > 0)
      .toSorted(),
    Object.entries(other)
      .filter(([, ids]) => ids.length > 0)
      .toSorted(),
  )
