import {
  type AppService as NamedService,
  openServiceRunner,
  type ServiceCall,
  type ServiceOutcome,
  type ServiceProgram,
  serviceProgram,
} from '@millrace/apps'
import { type Closable, Fault, isoOf, type Log, MICROS_PER_MS, newId, sayFault, type TenantId } from '@millrace/core'
import type { TenantTx } from '../../database/index.ts'
import type { ActingApp, Beside } from '../apps/index.ts'
import type { Actor, AuditTrail } from '../audit/index.ts'
import { Tally } from '../tally.ts'
import './faults.ts'
import { CallHost, type HostNeeds } from './host.ts'
import type { Runtime } from './runtime.ts'
import type { NewLine } from './store.ts'
import * as store from './store.ts'

type Files = ReadonlyMap<string, Uint8Array>

/** Stopped so often, one call after the other, a service is paused. */
const MOST_STOPS = 5
const QUIET_MS = 3_600_000

export interface CallNeeds extends HostNeeds {
  readonly audit: AuditTrail
  readonly log: Log
}

export interface Called {
  readonly tenant: TenantId
  readonly installation: string
  readonly service: string
}

/** What makes a service work. */
export type Cause =
  /** @param slot µs of its grid */
  | { readonly entry: 'every'; readonly slot: number }
  | { readonly entry: 'event'; readonly event: { readonly id: string } }
  /** @param key of who calls, where the same call may come again */
  | { readonly entry: 'http'; readonly input: unknown; readonly beside: Beside; readonly key?: string }

const platform: Actor = { kind: 'system', id: 'app-services', name: 'Millrace' }
/** Calls services, each with what it may, and keeps what came of it. */
export class Calls implements Closable {
  readonly #needs: CallNeeds
  readonly #runner
  readonly #runtime: Runtime
  readonly #ends: Tally
  readonly #programs = new WeakMap<Files, Map<string, ServiceProgram>>()
  /** By installation. */
  readonly #running = new Map<string, Set<AbortController>>()
  readonly #open = new Set<Promise<unknown>>()
  readonly #deafen: () => void

  constructor(needs: CallNeeds, runtime: Runtime) {
    this.#needs = needs
    this.#runner = openServiceRunner(needs.clock)
    this.#runtime = runtime
    this.#ends = new Tally(needs, { name: 'ends of services', quietMs: QUIET_MS })
    this.#deafen = needs.apps.principals.onChange(({ installation, is }) => {
      if (is === 'suspended' || is === 'removed') for (const call of this.#running.get(installation) ?? []) call.abort()
    })
  }

  /**
   * @param within what is to be kept with it, in the transaction that counts it
   * Throws `apps.installation_unknown`, `apps.suspended`, `app.service_unknown`, `app_services.not_open`, `paused`, `quota`; how the call
   * itself ended is told.
   */
  call(of: Called, cause: Cause, within?: (tx: TenantTx) => Promise<void>): Promise<ServiceOutcome> {
    const called = this.#call(of, cause, within)
    this.#open.add(called)
    // Who asked hears of what it throws.
    called.catch(() => undefined).finally(() => this.#open.delete(called))
    return called
  }

  async close(): Promise<void> {
    this.#deafen()
    for (const calls of this.#running.values()) for (const call of calls) call.abort()
    await Promise.allSettled(this.#open)
    await this.#runner.close()
    await this.#ends.close()
  }

  async #call(of: Called, cause: Cause, within?: (tx: TenantTx) => Promise<void>): Promise<ServiceOutcome> {
    const { tenant, installation, service } = of
    const { tenants, apps } = this.#needs
    const app = await apps.principals.actAs(tenant, installation)
    const named = app.manifest.services?.find(({ name }) => name === service)
    mustBeOpen(app, named, service, cause.entry)
    const row = await tenants.within(tenant, (tx) => store.service(tx, of))
    if (row?.state === 'paused')
      throw new Fault('app_services.paused', { service: `${app.manifest.id} ${service}`, why: row.why?.says ?? '' })
    const { quotas, refusals } = this.#runtime
    const taker = this.#runtime.takerOf(app)
    for (const kind of ['calls', 'computingMs', 'lines'] as const) quotas.mustHave(taker, kind)
    quotas.take(taker, 'calls', 1)
    const program = this.#program(app, await apps.principals.files(tenant, installation), service)
    const host = new CallHost(this.#needs, this.#runtime, {
      ...of,
      key: `${installation} ${service} ${keyOf(cause)}`,
      beside: cause.entry === 'http' ? cause.beside : undefined,
      refused: (acting, asked, { code }) => {
        refusals.tell(tenant, `${installation} ${service} ${asked} ${code}`, {
          actor: acting.actor(cause.entry === 'http' ? cause.beside.actor : undefined),
          action: 'app.call_refused',
          outcome: 'refused',
          target: targetOf(acting),
          detail: { service, call: asked, code },
        })
      },
    })
    const outcome = await this.#run(installation, (signal) =>
      this.#runner.run(program, this.#asCall(app, cause), host, signal),
    )
    quotas.take(taker, 'computingMs', outcome.computingMs)
    quotas.take(taker, 'lines', host.lines.length)
    await this.#keep(app, of, { outcome, host, ...(within ? { within } : {}) })
    return outcome
  }

  async #run(installation: string, run: (signal: AbortSignal) => Promise<ServiceOutcome>): Promise<ServiceOutcome> {
    const stopping = new AbortController()
    const all = this.#running.get(installation) ?? new Set()
    this.#running.set(installation, all.add(stopping))
    try {
      return await run(stopping.signal)
    } finally {
      all.delete(stopping)
      if (all.size === 0) this.#running.delete(installation)
    }
  }

  #program(app: ActingApp, files: Files, service: string): ServiceProgram {
    const programs = this.#programs.get(files) ?? new Map<string, ServiceProgram>()
    this.#programs.set(files, programs)
    // Packages are kept by what is in them: organisations that run the same one share its files, and no thread.
    const owner = `${app.tenant} ${app.installation}`
    const key = `${owner} ${service}`
    const program = programs.get(key) ?? serviceProgram({ manifest: app.manifest, files }, service, owner)
    programs.set(key, program)
    return program
  }

  #asCall({ settings, assets }: ActingApp, cause: Cause): ServiceCall {
    const now = isoOf(cause.entry === 'every' ? cause.slot : this.#msNow())
    if (cause.entry === 'every') return { entry: 'every', context: { settings, assets, now } }
    if (cause.entry === 'event') return { entry: 'event', input: cause.event, context: { settings, assets, now } }
    const { kind, id, name } = cause.beside.actor
    const person = kind === 'person' ? { person: { id, name } } : {}
    return { entry: 'http', input: cause.input ?? null, context: { settings, assets, now, ...person } }
  }

  /** µs, of whole ms: what `Date` can say. */
  #msNow(): number {
    const now = this.#needs.clock.now()
    return now - (now % MICROS_PER_MS)
  }

  async #keep(
    app: ActingApp,
    of: Called,
    { outcome, host, within }: { outcome: ServiceOutcome; host: CallHost; within?: (tx: TenantTx) => Promise<void> },
  ): Promise<void> {
    const { tenants, clock } = this.#needs
    const at = new Date(clock.now() / MICROS_PER_MS)
    const ended = outcome.is === 'done' || outcome.is === 'refused' ? undefined : outcome.fault
    // Nothing is wrong with what was called when its app was suspended.
    const stopped = outcome.is === 'stopped' && ended?.code !== 'app.service_ended' ? ended : undefined
    const lines = [...host.lines, ...(outcome.is === 'done' ? [] : [{ at, ...lineOf(outcome) }])]
    await tenants.within(of.tenant, async (tx) => {
      const { computingMs, asked } = outcome
      const counted = { computingMs, asked, refused: host.refused, lines: host.lines.length, at }
      const stops = await store.count(tx, of, {
        ...counted,
        failed: outcome.is === 'failed',
        ...(stopped ? { stopped: stopped.code } : {}),
      })
      // The installation is no more: nothing of it stays.
      if (stops === undefined) return
      await store.addLines(tx, of, lines)
      await within?.(tx)
      if (stopped && stops >= MOST_STOPS) await this.#pause(tx, app, of, stopped)
    })
    this.#runtime.figures.add(
      { tenant: of.tenant, installation: of.installation, source: 'service', name: of.service },
      {
        calls: 1,
        failed: ended && ended.code !== 'app.service_ended' ? 1 : 0,
        refused: host.refused,
        computingMs: outcome.computingMs,
        rows: host.rows,
        lines: lines.length,
      },
    )
    if (ended && ended.code !== 'app.service_ended')
      this.#ends.tell(of.tenant, `${of.installation} ${of.service} ${ended.code}`, {
        actor: app.actor(),
        action: stopped ? 'app.service_stopped' : 'app.service_failed',
        outcome: 'failed',
        target: targetOf(app),
        detail: { service: of.service, code: ended.code, says: ended.message },
      })
  }

  async #pause(tx: TenantTx, app: ActingApp, of: Called, { code, message }: Fault): Promise<void> {
    await store.change(tx, of, { state: 'paused', why: { code, says: message } })
    await this.#needs.audit.record(tx, {
      actor: platform,
      action: 'app.service_paused',
      target: targetOf(app),
      detail: { service: of.service, code, says: message },
    })
  }
}

/** Who makes the app wants to know where; who called is not told. */
function lineOf({ is, fault, where }: Exclude<ServiceOutcome, { is: 'done' }>): Omit<NewLine, 'at'> {
  const says = is === 'refused' ? fault.message : sayFault(fault)
  return {
    level: is === 'refused' ? 'warn' : 'error',
    text: says.slice(0, 2_000),
    fields: where === undefined ? null : { where },
  }
}

export const targetOf = ({ installation, manifest }: Pick<ActingApp, 'installation' | 'manifest'>) => ({
  kind: 'app_installation',
  id: installation,
  name: manifest.id,
})

/** Throws `app.service_unknown`, `app_services.not_open`. */
export function mustBeOpen(
  app: ActingApp,
  named: NamedService | undefined,
  service: string,
  entry: Cause['entry'],
): asserts named is NamedService {
  if (!named) throw new Fault('app.service_unknown', { app: app.manifest.id, service })
  const open = { every: named.every !== undefined, http: named.http === true, event: named.events !== undefined }
  if (!open[entry]) throw new Fault('app_services.not_open', { app: app.manifest.id, service })
}

/** The same where the platform calls again, because it does not know how the call before ended. */
function keyOf(cause: Cause): string {
  if (cause.entry === 'every') return `every ${cause.slot}`
  if (cause.entry === 'event') return `event ${cause.event.id}`
  return cause.key === undefined ? newId() : `http ${cause.key}`
}
