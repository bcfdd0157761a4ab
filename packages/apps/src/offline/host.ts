import { Fault, newId } from '@millrace/core'
import './faults.ts'
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

/** What stands in for the platform. */
export interface OfflineNeeds {
  readonly plant: PlantFace
  readonly tables: OfflineTables
  readonly secrets: Readonly<Record<string, string>>
  /** Hosts that the manifest says the app reaches. */
  readonly reaches: readonly string[]
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
        return tables.put(String(first), second)
      case 'tables.remove':
        return tables.remove(String(first), second)
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
    const { secrets } = this.#needs
    if (!Object.hasOwn(secrets, name)) throw new Fault('offline.secret_unset', { seen: name.slice(0, 100) })
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
    if (!this.#needs.reaches.includes(host)) throw new Fault('offline.host_unasked', { seen: url.slice(0, 200) })
    return this.#needs.http(request)
  }
}
