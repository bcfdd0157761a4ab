import { Fault, newId } from '@millrace/core'
import './faults.ts'
import type { AppManifest } from '../manifest.ts'
import type { HostCall, LogLine, ServiceHost } from '../service/host.ts'
import type { PlantFace, Write } from './plant.ts'
import type { OfflineTables, RowsQuery } from './tables.ts'

export interface HttpRequest {
  readonly url: string
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

export interface HttpAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** Which permission each call needs. */
const actions: Partial<Readonly<Record<HostCall, string>>> = {
  'points.latest': 'point:read',
  'points.history': 'point:read',
  'points.samples': 'point:read',
  'points.write': 'point:write',
  'kpis.of': 'production:read',
  'alarms.active': 'alarm:read',
}

/** What stands in for the platform. */
export interface OfflineNeeds {
  readonly plant: PlantFace
  readonly tables: OfflineTables
  /** What it asks for is agreed to, and nothing else. */
  readonly manifest: AppManifest
  readonly secrets: Readonly<Record<string, string>>
  readonly kpis: Readonly<Record<string, readonly unknown[]>>
  readonly alarms: readonly unknown[]
  /** ms since 1970 UTC */
  now(): number
  http(request: HttpRequest): Promise<HttpAnswer>
  model(name: string, input: unknown): Promise<unknown>
}

/** Answers services as the platform would, and keeps what they did. */
export class OfflineHost implements ServiceHost {
  readonly #needs: OfflineNeeds
  readonly lines: LogLine[] = []
  readonly writes: Write[] = []
  readonly emitted: { readonly type: string; readonly data: unknown }[] = []

  constructor(needs: OfflineNeeds) {
    this.#needs = needs
  }

  log(line: LogLine): void {
    this.lines.push(line)
  }

  async ask(call: HostCall, args: readonly unknown[]): Promise<unknown> {
    const { plant, tables } = this.#needs
    const [first, second, third] = args
    const action = actions[call]
    if (action !== undefined) this.#mustHave(action)
    switch (call) {
      case 'secret':
        return this.#secret(String(first))
      case 'points.latest':
        return plant.latest(first, this.#needs.now())
      case 'points.history':
        return plant.history(first, second)
      case 'points.samples':
        return plant.samples(first, second)
      case 'points.write':
        this.writes.push(await plant.write(first, second, third, this.#needs.now()))
        return { operation: newId(), state: 'done' }
      case 'tables.rows':
        return tables.rows(String(first), (second ?? {}) as RowsQuery)
      case 'tables.put':
        return { rows: tables.put(String(first), second) }
      case 'tables.remove':
        return { rows: tables.remove(String(first), second) }
      case 'kpis.of':
        return this.#needs.kpis[String(first)] ?? []
      case 'alarms.active':
        return this.#alarms(first)
      case 'models.call':
        return this.#needs.model(String(first), second)
      case 'http.ask':
        return this.#http(first as HttpRequest)
      case 'events.emit':
        this.emitted.push({ type: String(first), data: second })
        return null
    }
  }

  #secret(name: string): string {
    const { secrets, manifest } = this.#needs
    if (!Object.hasOwn(secrets, name))
      throw new Fault('apps.secret_unknown', { app: manifest.id, seen: name.slice(0, 100) })
    return secrets[name]!
  }

  #alarms(assets: unknown): readonly unknown[] {
    const { alarms } = this.#needs
    if (!Array.isArray(assets)) return alarms
    return alarms.filter((alarm) => assets.includes((alarm as { asset?: unknown }).asset))
  }

  #http(request: HttpRequest): Promise<HttpAnswer> {
    const url = String(request?.url)
    const host = URL.canParse(url) ? new URL(url).hostname : ''
    if (!this.#needs.manifest.reaches?.includes(host)) throw this.#notAgreed(`host ${host || url.slice(0, 100)}`)
    return this.#needs.http(request)
  }

  #mustHave(action: string): void {
    if (!this.#needs.manifest.permissions?.some((one) => one.action === action)) throw this.#notAgreed(action)
  }

  #notAgreed(seen: string): Fault {
    return new Fault('apps.not_agreed', { app: this.#needs.manifest.id, seen })
  }
}
