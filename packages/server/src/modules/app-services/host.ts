import { createHash } from 'node:crypto'
import type { HostCall, LogLine, ServiceHost } from '@millrace/apps'
import { type Clock, Fault, MICROS_PER_MS, type TenantId } from '@millrace/core'
import type { TenantDb } from '../../database/index.ts'
import type { Outgoing } from '../../outgoing/index.ts'
import type { AlarmService } from '../alarms/index.ts'
import type { ActingApp, AppService, Beside, Plain } from '../apps/index.ts'
import type { AssetService } from '../assets/index.ts'
import type { Json } from '../audit/index.ts'
import type { Tell } from '../events/index.ts'
import type { KpiService } from '../kpis/index.ts'
import type { TelemetryService } from '../telemetry/index.ts'
import { Asked } from './asked.ts'
import './faults.ts'
import { history, latest, samples } from './points.ts'
import type { Rate } from './quota.ts'
import type { Runtime } from './runtime.ts'
import type { NewLine } from './store.ts'

export interface HostNeeds {
  readonly tenants: TenantDb
  readonly apps: Pick<AppService, 'principals' | 'models' | 'rows' | 'putRows' | 'removeRows'>
  readonly assets: Pick<AssetService, 'asset'>
  readonly telemetry: Pick<TelemetryService, 'latest' | 'buckets' | 'history'>
  readonly kpis: Pick<KpiService, 'definitions' | 'over'>
  readonly alarms: Pick<AlarmService, 'alarms'>
  readonly events: Tell
  readonly outgoing: Pick<Outgoing, 'fetch'>
  readonly clock: Clock
}

export interface HostedCall {
  readonly tenant: TenantId
  readonly installation: string
  readonly service: string
  /** What is the same where this call comes again: what it writes is then written once. */
  readonly key: string
  readonly beside?: Beside | undefined
  /** An act that it has no right to. */
  readonly refused: (app: ActingApp, call: HostCall, fault: Fault) => void
}

/** A KPI of which less is known is uncertain: shares of a window. */
const WHOLE = 0.99
const MOST_DATA = 16_384
const MOST_BODY = 1_048_576
const methods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'])

/** The platform's side of one call of a service: all is done as the installation, whose rights are asked for anew each time. */
export class CallHost implements ServiceHost {
  readonly lines: NewLine[] = []
  /** Asked for, and refused. */
  refused = 0
  /** Written to tables. */
  rows = 0
  readonly #needs: HostNeeds
  readonly #runtime: Runtime
  readonly #call: HostedCall
  #writes = 0

  constructor(needs: HostNeeds, runtime: Runtime, call: HostedCall) {
    this.#needs = needs
    this.#runtime = runtime
    this.#call = call
  }

  log({ level, text, fields }: LogLine): void {
    this.lines.push({
      level,
      text: storable(text),
      fields: fields === undefined ? null : storable(fields),
      at: this.#now(),
    })
  }

  async ask(call: HostCall, args: readonly unknown[], signal: AbortSignal): Promise<unknown> {
    const { tenant, installation, refused } = this.#call
    const app = await this.#needs.apps.principals.actAs(tenant, installation)
    try {
      return await this.#answer(app, call, new Asked(call, args), signal)
    } catch (thrown) {
      if (thrown instanceof Fault && thrown.row.blame === 'caller') {
        this.refused++
        refused(app, call, thrown)
      }
      throw thrown
    }
  }

  #spend(app: ActingApp, kind: Rate): void {
    const { quotas } = this.#runtime
    const taker = this.#runtime.takerOf(app)
    quotas.mustHave(taker, kind)
    quotas.take(taker, kind, 1)
  }

  #now(): Date {
    return new Date(this.#needs.clock.now() / MICROS_PER_MS)
  }

  async #answer(app: ActingApp, call: HostCall, asked: Asked, signal: AbortSignal): Promise<unknown> {
    const { telemetry } = this.#needs
    const points = () => ({ telemetry, app, asked, signal })
    switch (call) {
      case 'secret':
        return app.secret(asked.text(0, 'the name of a secret'))
      case 'points.latest':
        return latest(points())
      case 'points.history':
        return history(points())
      case 'points.samples':
        return samples(points())
      case 'points.write':
        return this.#write(app, asked)
      case 'tables.rows':
      case 'tables.put':
      case 'tables.remove':
        return this.#tables(app, call, asked)
      case 'kpis.of':
        return this.#kpis(app, asked)
      case 'alarms.active':
        return this.#alarms(app, asked)
      case 'models.call':
        return this.#model(app, asked, signal)
      case 'http.ask':
        return this.#http(app, asked, signal)
      case 'events.emit':
        return this.#emit(app, asked)
    }
  }

  #write(app: ActingApp, asked: Asked): Promise<unknown> {
    const write = {
      point: asked.text(0, 'the id of a point'),
      value: asked.plain(1),
      reason: asked.text(2, 'a reason', 400),
      id: idOf(`${this.#call.key} ${this.#writes++}`),
    }
    return this.#needs.apps.principals.write(app, write, this.#call.beside)
  }

  async #tables({ tenant, installation: id }: ActingApp, call: HostCall, asked: Asked): Promise<unknown> {
    const { apps } = this.#needs
    const of = { id, table: asked.text(0, 'the name of a table') }
    if (call === 'tables.rows') {
      const { where, order, limit, cursor } = asked.object(1)
      return apps.rows({ tenant }, of, {
        ...(where === undefined || where === null ? {} : { where: JSON.stringify(where) }),
        ...(typeof order === 'string' ? { order } : {}),
        ...(typeof cursor === 'string' ? { cursor } : {}),
        limit: limit === undefined ? 100 : asked.whole(1, 'limit', { most: 1_000, usual: 100 }),
      })
    }
    if (call === 'tables.remove')
      return { rows: await apps.removeRows({ tenant }, of, JSON.stringify(asked.object(1))) }
    const kept = await apps.putRows({ tenant }, of, asked.rows(1))
    this.rows += kept
    return { rows: kept }
  }

  async #kpis(app: ActingApp, asked: Asked): Promise<unknown> {
    const { assets, kpis } = this.#needs
    const asset = asked.text(0, 'the id of an asset')
    const span = { asset, ...asked.range(1) }
    await assets.asset(app.reach('production:read'), asset)
    const whole = { tenant: app.tenant }
    // Of several versions the newest names it.
    const titles = new Map(
      (await kpis.definitions(whole)).flatMap(({ key, bindings, content: { name } }) =>
        bindings === undefined || Object.hasOwn(bindings, asset) ? [[key, name] as const] : [],
      ),
    )
    const told = []
    for (const [name, title] of titles) {
      const figure = await kpis.over(whole, name, span)
      if (!figure) continue
      const { coverage, ...said } = figure
      told.push({ name, title, ...said, quality: coverage < WHOLE ? 'uncertain' : 'good' })
    }
    return told
  }

  async #alarms(app: ActingApp, asked: Asked): Promise<unknown> {
    const { alarms } = this.#needs
    const reach = app.reach('alarm:read')
    if (asked.isAbsent(0)) return (await alarms.alarms(reach, { limit: 500 })).items
    const found = new Map<string, unknown>()
    for (const asset of asked.texts(0, 'ids of assets', 100))
      for (const alarm of (await alarms.alarms(reach, { asset, limit: 500 })).items) found.set(alarm.id, alarm)
    return [...found.values()]
  }

  async #model(app: ActingApp, asked: Asked, signal: AbortSignal): Promise<unknown> {
    const input = asked.object(1)
    for (const value of Object.values(input))
      if (value !== null && !['number', 'boolean', 'string'].includes(typeof value))
        throw asked.unfit('numbers, yes or no, and texts by input', value)
    const request = { name: asked.text(0, 'the name of a model'), input: input as Record<string, Plain | null> }
    const { results } = await this.#needs.apps.models.call(app, request, { signal })
    if (results.fault)
      throw new Fault('apps.model_failed', { model: request.name, seen: results.fault.says.slice(0, 400) })
    return Object.fromEntries(Object.entries(results.outputs).map(([key, { values }]) => [key, values[0] ?? null]))
  }

  async #http(app: ActingApp, asked: Asked, signal: AbortSignal): Promise<unknown> {
    const { url: address, method = 'GET', headers = {}, body } = asked.object(0)
    const url = typeof address === 'string' && URL.canParse(address) ? new URL(address) : undefined
    if (!url) throw asked.unfit('a URL', address)
    app.mustReach(url.hostname)
    if (typeof method !== 'string' || !methods.has(method.toUpperCase())) throw asked.unfit('a method of HTTP', method)
    if (body !== undefined && (typeof body !== 'string' || body.length > MOST_BODY))
      throw asked.unfit(`a body of at most ${MOST_BODY} characters`, typeof body)
    this.#spend(app, 'http')
    const reply = await this.#needs.outgoing.fetch(url, {
      method: method.toUpperCase(),
      headers: headersOf(asked, headers),
      // Where it leads is a host that nobody may have agreed to: the service decides, and asks again.
      redirect: 'manual',
      signal,
      ...(body === undefined ? {} : { body }),
    })
    return { status: reply.status, headers: Object.fromEntries(reply.headers), body: await reply.text() }
  }

  async #emit(app: ActingApp, asked: Asked): Promise<unknown> {
    const { installation, tenant, manifest } = app
    this.#spend(app, 'events')
    const name = asked.text(0, 'the name of an event', 100)
    const data = asked.data(1, MOST_DATA)
    const { events, tenants } = this.#needs
    await tenants.within(tenant, async (tx) => {
      const told = { app: manifest.id, service: this.#call.service, name, data: data as Json }
      events.tell(tx, [{ type: 'app.told', subject: installation, data: told }])
    })
    return null
  }
}

function headersOf(asked: Asked, headers: unknown): Record<string, string> {
  const all = Object.entries(headers as object)
  if (typeof headers !== 'object' || all.length > 50 || !all.every(([, value]) => typeof value === 'string'))
    throw asked.unfit('at most 50 headers, each a text', headers)
  return headers as Record<string, string>
}

/** PostgreSQL keeps neither U+0000 nor half a surrogate pair. */
export function storable<Of>(value: Of): Of {
  if (typeof value === 'string') return value.toWellFormed().replaceAll('\0', '\ufffd') as Of
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(storable) as Of
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [storable(key), storable(part)])) as Of
}

/** A UUID, the same for the same text (RFC 9562, version 8, in the clothes of version 7). */
function idOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
