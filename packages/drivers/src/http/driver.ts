import { Fault, isBad, type Micros, Status, type Value } from '@millrace/core'
import { Bus, type BusLimits, type TurnKind } from '../kit/bus.ts'
import type { DriverFactory, TagSpec } from '../kit/driver.ts'
import { HttpClient } from '../kit/http.ts'
import { ItemDriver, type ItemProtocol, type ItemReading, type ItemReply, type ItemTag } from '../kit/item-driver.ts'
import { type JsonPath, parseJsonPath, valueAtPath } from '../kit/json-path.ts'
import { fits, type Refusal, unfit } from '../kit/requests.ts'
import { noCounts } from '../kit/supervisor.ts'
import { timeOf } from '../kit/times.ts'
import { parseAddress } from './address.ts'
import { fillTemplate, readingOf, readJson, statusOfHttp } from './codec.ts'
import { configSchema, type HttpConfig, type HttpRequestConfig, type HttpTime } from './config.ts'
import './faults.ts'

/** One answer holds as many values as it likes. */
const MOST_ITEMS = 1_000_000

interface HttpTag extends ItemTag {
  readonly request: number
  readonly path: JsonPath
}

/** Requests as the kit's item driver wants them: each is a station, whose silence is its own. */
class HttpProtocol implements ItemProtocol<HttpTag> {
  readonly #client: HttpClient
  readonly #bus: Bus
  readonly #time: HttpTime | undefined
  readonly #requests: HttpRequestConfig[] = []
  readonly #byName = new Map<string, number>()

  constructor(config: HttpConfig, client: HttpClient, bus: Bus) {
    this.#client = client
    this.#bus = bus
    this.#time = config.time
    for (const request of config.requests ?? []) {
      if (this.#byName.has(request.name)) throw new Fault('http.request_duplicate', { name: request.name })
      this.#add(request)
    }
  }

  get open(): boolean {
    return this.#client.open
  }

  connect(signal: AbortSignal): Promise<void> {
    return this.#client.reach(signal)
  }

  async close(): Promise<void> {
    this.#client.close()
  }

  mostItems(): number {
    return MOST_ITEMS
  }

  plan(spec: TagSpec): HttpTag {
    const { request, path } = parseAddress(spec.address)
    const known = this.#byName.get(request) ?? this.#add({ name: request, path: request })
    // Stations are asked one after the other: each may be silent before all count as gone.
    this.#client.silentAfter = Math.max(3, 2 * this.#requests.length + 1)
    return { spec, path, request: known }
  }

  unwritable({ request }: HttpTag): string | undefined {
    return this.#requests[request]!.write ? undefined : 'Its request has no template to write by.'
  }

  station({ request }: HttpTag): number {
    return request
  }

  async read(kind: TurnKind, tags: readonly HttpTag[], signal: AbortSignal): Promise<ItemReply> {
    const request = this.#requests[tags[0]!.request]!
    const { path, method = 'GET', headers = {}, body } = request
    const ask = {
      method,
      path,
      headers: { accept: 'application/json', ...headers },
      ...(body === undefined ? {} : { body }),
    }
    const {
      status: http,
      body: answer,
      time,
    } = await this.#bus.turn(kind, () => this.#client.request(ask, signal), signal)
    const status = statusOfHttp(http)
    if (isBad(status)) return { time, readings: tags.map(() => ({ value: null, status })) }
    const document = readJson(answer)
    const when = this.#timeIn(document, request.time ?? this.#time)
    if (when === 'none') return { time, readings: tags.map(() => ({ value: null, status: Status.BadDecodingError })) }
    const own = when === undefined ? {} : { time: when }
    return {
      time,
      readings: tags.map(
        (tag): ItemReading => ({ ...readingOf(valueAtPath(document, tag.path), tag.spec.type), ...own }),
      ),
    }
  }

  async write(tag: HttpTag, raw: Value, signal: AbortSignal): Promise<Refusal | undefined> {
    const request = this.#requests[tag.request]!
    const { write } = request
    if (!write) return { status: Status.BadNotWritable, message: 'Its request has no template to write by.' }
    const unfitting = fits(raw, tag.spec.type)
    if (isBad(unfitting)) return unfit(tag.spec, raw, unfitting)
    const name = String(tag.path.at(-1) ?? '')
    const ask = {
      method: write.method ?? 'PUT',
      path: fillTemplate(write.path ?? request.path, raw, encodeURIComponent(name)),
      headers: { 'content-type': 'application/json', ...write.headers },
      body: fillTemplate(write.body, raw, JSON.stringify(name).slice(1, -1)),
    }
    const { status: http } = await this.#bus.turn('write', () => this.#client.request(ask, signal), signal)
    const told = statusOfHttp(http)
    const status = told === Status.BadNotReadable ? Status.BadNotWritable : told
    return isBad(status) ? { status, message: `The server answered ${http}.` } : undefined
  }

  #add(request: HttpRequestConfig): number {
    this.#byName.set(request.name, this.#requests.length)
    return this.#requests.push(request) - 1
  }

  /** Undefined if no time is asked for, `none` if the answer has none there: a wrong time would be worse. */
  #timeIn(document: unknown, time: HttpTime | undefined): Micros | 'none' | undefined {
    if (!time) return undefined
    return timeOf(valueAtPath(document, stepsOf(time.path)), time.format ?? 'iso') ?? 'none'
  }
}

function stepsOf(path: string): JsonPath {
  return parseJsonPath(
    path,
    (expected, position) =>
      new Fault('http.address_malformed', {
        expected,
        position,
        address: path,
        seen: path.slice(position - 1, position + 19) || 'the end',
      }),
  )
}

function busLimits({ maxInFlight = 1 }: HttpConfig): BusLimits {
  return { inFlight: maxInFlight, turnaroundMs: 0 }
}

/** HTTP servers that answer JSON (RFC 9110, RFC 8259), polled. */
export const http: DriverFactory<HttpConfig> = {
  kind: 'http',
  configSchema,
  capabilities: { push: false, browse: false, write: true, deviceTime: true },
  busOf: ({ url }) => `http:${new URL(url).origin}`,
  busLimits,
  checkAddress: (address) => void parseAddress(address),
  create: (config, _sink, { clock, bus }) => {
    const { url, ca, user, password, bearer, timeoutMs = 5_000, mostBytes = 4_000_000 } = config
    const basic =
      user === undefined ? undefined : `Basic ${Buffer.from(`${user}:${password ?? ''}`).toString('base64')}`
    const authorization = bearer === undefined ? basic : `Bearer ${bearer}`
    for (const time of [config.time, ...(config.requests ?? []).map((request) => request.time)])
      if (time) stepsOf(time.path)
    const counters = noCounts()
    const client = new HttpClient({
      baseUrl: url,
      ...(ca === undefined ? {} : { ca }),
      headers: { ...config.headers, ...(authorization === undefined ? {} : { authorization }) },
      timeoutMs,
      mostBytes,
      clock,
      counters,
    })
    return new ItemDriver(new HttpProtocol(config, client, bus ?? new Bus(clock, busLimits(config))), {
      clock,
      counters,
    })
  },
}
