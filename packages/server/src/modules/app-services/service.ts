import type { AppManifest } from '@millrace/apps'
import { type Closable, Fault, isoOf, MICROS_PER_MS, microsOf, Owned, type TenantId } from '@millrace/core'
import { cursorOf, keysOf, type Reach } from '../../database/index.ts'
import type { AppService, Ask, AskReply, Beside } from '../apps/index.ts'
import type { AssetService } from '../assets/index.ts'
import type { Actor } from '../audit/index.ts'
import type { AppsAround } from '../components/index.ts'
import type { EventService } from '../events/index.ts'
import { type CallNeeds, Calls, mustBeOpen, targetOf } from './calls.ts'
import './events.ts'
import './faults.ts'
import { hours, since } from './hours-store.ts'
import { createLimits, type Limits } from './limits.ts'
import { createOutside, type Outside } from './outside.ts'
import { mostOf, rates } from './quota.ts'
import { Rounds } from './rounds.ts'
import { Runtime, type RuntimeNeeds } from './runtime.ts'
import type { Hours, HoursQuery, LogPage, LogQuery, Metrics, ServiceFigures, Sides } from './schema.ts'
import * as store from './store.ts'

/** Services of apps that are installed: called by time, by people and programs, and by events. */
export interface AppServices extends Closable {
  /** Throws `apps.installation_unknown`, `apps.suspended`, `app.service_…`, `app_services.not_open`, `paused`, `quota`. */
  call(reach: Reach, of: store.OfService, input: unknown, beside: Beside): Promise<unknown>
  /** For the pool of components. */
  readonly pooled: AppsAround
  /** The newest first. Throws `apps.installation_unknown`, as all that follow. */
  log(reach: Reach, installation: string, query: LogQuery): Promise<LogPage>
  metrics(reach: Reach, installation: string): Promise<Metrics>
  /** Throws `app_services.moment_unfit`. */
  hours(reach: Reach, installation: string, query: HoursQuery): Promise<Hours>
  /** What runs and what is tried, side by side. Throws `apps.trial_none`. */
  sides(reach: Reach, installation: string): Promise<Sides>
  /** Of all apps since the start, for the operator. */
  totals(): Readonly<Record<string, number>>
  /** Whatever calls it has been counted. Throws `app_services.quota`, `organisation_quota`, and as `Asks.ask`. */
  ask(reach: Reach, installation: string, asked: Ask, beside: Beside, signal: AbortSignal): Promise<AskReply>
  /** A flow of an installation was refused a write, a host, a right, or anything at all. */
  flowRefused(tenant: TenantId, refused: FlowRefused): void
  readonly outside: Outside
  readonly limits: Limits
  /** Calls one that is paused again. Throws `app.service_unknown`. */
  resume(reach: Reach, of: store.OfService, actor: Actor): Promise<Metrics>
  begin(tenant: TenantId): void
}

interface FlowRefused {
  readonly installation: string
  /** publisher/name */
  readonly app: string
  readonly flow: string
  readonly point?: string
  readonly host?: string
  readonly action?: string
}

interface Needs extends CallNeeds, Pick<RuntimeNeeds, 'organisation'> {
  readonly apps: Pick<
    AppService,
    'principals' | 'installations' | 'shelf' | 'models' | 'rows' | 'putRows' | 'removeRows' | 'asks' | 'limits'
  >
  readonly assets: Pick<AssetService, 'asset' | 'assetIn'>
  readonly events: EventService
  readonly lease: ConstructorParameters<typeof Rounds>[0]['lease']
}

const unused = { calls: 0, failed: 0, stopped: {}, computingMs: 0, asked: 0, refused: 0, lines: 0 }
const HOUR_MS = 3_600_000
/** Whose alarms are counted of a trial. */
const MOST_ASSETS = 100
const DAY_MS = 24 * HOUR_MS

/** Throws `app_services.moment_unfit`. */
function momentOf(text: string | undefined): Date | undefined {
  if (text === undefined) return undefined
  const micros = /^\d+$/.test(text) ? Number(text) : microsOf(text)
  if (micros === undefined) throw new Fault('app_services.moment_unfit', { seen: text })
  return new Date(micros / MICROS_PER_MS)
}

const isoDate = (at: Date): string => isoOf(at.getTime() * MICROS_PER_MS)

export function createAppServices(needs: Needs): AppServices {
  const { tenants, apps, audit } = needs
  const owned = new Owned()
  const runtime = owned.add(new Runtime(needs))
  const calls = owned.add(new Calls(needs, runtime))
  const outside = createOutside(apps, runtime)
  const rounds = owned.add(new Rounds({ ...needs, calls }))

  const manifestOf = async (reach: Reach, installation: string): Promise<AppManifest> => {
    const { app, version } = await apps.installations.get(reach, installation)
    return (await apps.shelf.version(reach, { app, version })).manifest
  }
  const metrics = async (reach: Reach, installation: string): Promise<Metrics> => {
    const { services } = await manifestOf(reach, installation)
    const rows = await tenants.within(reach, (tx) => store.services(tx, installation))
    const items = (services ?? []).map(({ name }): ServiceFigures => {
      const row = rows.find(({ service }) => service === name)
      if (!row) return { service: name, state: 'active', ...unused }
      const { state, why, calls: all, failed, stopped, computingMs, asked, refused, lines, lastAt } = row
      return {
        service: name,
        state,
        ...(why ? { why } : {}),
        calls: all,
        failed,
        stopped: { ...stopped },
        computingMs,
        asked,
        refused,
        lines,
        ...(lastAt ? { lastAt: isoDate(lastAt) } : {}),
      }
    })
    const { limits } = await tenants.within(reach, (tx) => apps.limits.of(tx, installation))
    const quota = Object.fromEntries(rates.map((kind) => [kind, mostOf(limits, kind)])) as Metrics['quota']
    return { items, quota }
  }

  return {
    async call({ tenant }, of, input, beside) {
      const outcome = await calls.call({ tenant, ...of }, { entry: 'http', input, beside })
      if (outcome.is === 'done') return outcome.output
      throw outcome.fault
    },

    pooled: {
      async service(tenant, { installation, service }) {
        const app = await apps.principals.actAs(tenant, installation)
        const named = app.manifest.services?.find(({ name }) => name === service)
        mustBeOpen(app, named, service, 'http')
        const { takes, gives } = named
        const { id, version } = app.manifest
        return { app: id, version, ...(takes ? { takes } : {}), ...(gives ? { gives } : {}) }
      },
      isTried: async (tenant, installation) =>
        (await apps.installations.get({ tenant }, installation)).trialOf !== undefined,
      async call(tenant, { installation, service }, call) {
        const outcome = await calls.call({ tenant, installation, service }, { entry: 'http', ...call })
        const ms = outcome.computingMs
        return outcome.is === 'done' ? { ms, output: outcome.output } : { ms, fault: outcome.fault }
      },
    },

    async log(reach, installation, { service, source, level, text, from, to, cursor, limit = 100 }) {
      await apps.installations.get(reach, installation)
      const before = keysOf(cursor, 'number')?.[0]
      const wanted = {
        service,
        source,
        level,
        text,
        from: momentOf(from),
        to: momentOf(to),
        before: before === undefined ? undefined : Number(before),
        limit: limit + 1,
      }
      const rows = await tenants.within(reach, (tx) => store.lines(tx, installation, wanted))
      const last = rows.length > limit ? rows[limit - 1] : undefined
      return {
        items: rows.slice(0, limit).map((row) => ({
          service: row.service,
          source: row.source,
          at: isoDate(row.at),
          level: row.level,
          text: row.text,
          ...(row.fields ? { fields: { ...row.fields } } : {}),
        })),
        ...(last ? { next: cursorOf([String(last.n)]) } : {}),
      }
    },

    metrics,
    outside,
    limits: createLimits(needs, runtime),
    totals: () => runtime.figures.totals(),

    async hours(reach, installation, query) {
      await apps.installations.get(reach, installation)
      const to = momentOf(query.to) ?? new Date(needs.clock.now() / MICROS_PER_MS + HOUR_MS)
      const from = momentOf(query.from) ?? new Date(to.getTime() - DAY_MS)
      await runtime.figures.write()
      const rows = await tenants.within(reach, (tx) => hours(tx, installation, from, to))
      return { items: rows.map(({ installation: _, at, ...figures }) => ({ at: isoDate(at), ...figures })) }
    },

    async sides(reach, installation) {
      const one = await apps.installations.get(reach, installation)
      const { trial } = one
      if (!trial) throw new Fault('apps.trial_none', { app: one.app })
      await runtime.figures.write()
      const from = new Date((microsOf(trial.at) ?? 0) / MICROS_PER_MS)
      const items: Sides['items'] = []
      for (const { id, version, bound } of [one, await apps.installations.get(reach, trial.installation)]) {
        const assets = [...new Set(Object.values(bound).flat())]
        const figures = await tenants.within(reach, (tx) => since(tx, id, from))
        const active = new Set<string>()
        for (const asset of assets.slice(0, MOST_ASSETS))
          for (const alarm of (await needs.alarms.alarms(reach, { asset, limit: 500 })).items) active.add(alarm.id)
        items.push({ installation: id, version, assets: assets.length, ...figures, alarms: active.size })
      }
      return { items }
    },

    async ask({ tenant }, installation, asked, beside, signal) {
      const app = await apps.principals.actAs(tenant, installation)
      const of = { tenant, installation, source: 'page', name: 'pages' } as const
      const taker = runtime.takerOf(app)
      runtime.quotas.mustHave(taker, 'asks')
      runtime.quotas.take(taker, 'asks', 1)
      try {
        const reply = await apps.asks.ask(app, asked, beside, signal)
        runtime.figures.add(of, { calls: 1 })
        return reply
      } catch (thrown) {
        const isRefused = thrown instanceof Fault && thrown.row.blame === 'caller'
        runtime.figures.add(of, { calls: 1, ...(isRefused ? { refused: 1 } : { failed: 1 }) })
        throw thrown
      }
    },

    flowRefused(tenant, { installation, app, flow, point, host, action }) {
      runtime.figures.add({ tenant, installation, source: 'flow', name: 'flows' }, { refused: 1 })
      const seen = point ?? host ?? action
      const call = point !== undefined ? 'write' : host !== undefined ? 'http' : (action ?? 'run')
      runtime.refusals.tell(tenant, `${installation} flow ${flow} ${call} ${seen}`, {
        actor: { kind: 'app', id: installation, name: app },
        action: 'app.call_refused',
        outcome: 'refused',
        target: { kind: 'app_installation', id: installation, name: app },
        detail: {
          flow,
          call,
          ...(seen === undefined ? { code: 'apps.suspended' } : { seen, code: 'apps.not_agreed' }),
        },
      })
    },

    async resume(reach, of, actor) {
      const manifest = await manifestOf(reach, of.installation)
      if (!manifest.services?.some(({ name }) => name === of.service))
        throw new Fault('app.service_unknown', { app: manifest.id, service: of.service })
      await tenants.within(reach, async (tx) => {
        if ((await store.service(tx, of))?.state !== 'paused') return
        await store.change(tx, of, { state: 'active', why: null, stops: 0 })
        const target = targetOf({ installation: of.installation, manifest })
        await audit.record(tx, { actor, action: 'app.service_resumed', target, detail: { service: of.service } })
      })
      rounds.refresh(reach.tenant)
      return metrics(reach, of.installation)
    },

    begin: (tenant) => rounds.begin(tenant),
    close: () => owned.close(),
  }
}
