import { eventsOf } from './events.ts'
import { faultOf, PlatformFault } from './fault.ts'
import type { components, paths } from './generated/api.ts'

type Schemas = components['schemas']
export type Asset = Schemas['Asset']
export type Buckets = Schemas['Buckets']
export type Credential = Schemas['Credential']
export type CredentialRequest = Schemas['CredentialRequest']
export type Device = Schemas['Device']
export type Overview = Schemas['Overview']
export type Point = Schemas['Point']
export type PointSample = Schemas['PointSample']
export type Sample = Schemas['Sample']
export type SampleList = Schemas['SampleList']
export type SecondStepNeeded = Schemas['SecondStepNeeded']
/** One of them: what proves the second step. `passkey`: the answer of `navigator.credentials.get()` as WebAuthn JSON. */
export type Proof = Schemas['Proof']
export type Session = Schemas['Session']

type QueryOf<Path extends keyof paths> = paths[Path] extends { get: { parameters: { query?: infer Q } } }
  ? NonNullable<Q>
  : never
export type AssetQuery = QueryOf<'/api/v1/assets'>
export type PointQuery = QueryOf<'/api/v1/points'>
export type DeviceQuery = QueryOf<'/api/v1/devices'>
/** `from` and `to`: ISO 8601 or µs since 1970 as digits. */
export type HistoryQuery = QueryOf<'/api/v1/points/{id}/history'>
export type BucketQuery = QueryOf<'/api/v1/points/{id}/buckets'>

export interface Page<Item> {
  readonly items: Item[]
  readonly next?: string
  readonly total?: number
}

export interface LiveListener {
  samples(batch: PointSample[]): void
  /** True when values flow, false while the stream is being opened again. */
  open?(isOpen: boolean): void
  /** The platform refused for good, such as a session that ended; the stream is over. */
  refused?(fault: PlatformFault): void
}

export interface Live {
  close(): void
}

export interface ClientOptions {
  /** Address of the platform, such as http://127.0.0.1:8080; in a page of the console it is the page's own. */
  readonly address?: string
  /** Bearer token of a session; without one the browser's cookie counts. */
  readonly token?: string
  readonly fetch?: typeof fetch
}

interface Ask {
  readonly query?: object
  readonly body?: unknown
  readonly accept?: string
  readonly signal?: AbortSignal | undefined
}

const REOPEN_MS = 1_000
const REOPEN_MOST_MS = 15_000

const queryText = (query: object = {}): string => {
  const text = new URLSearchParams()
  for (const [key, value] of Object.entries(query))
    if (value !== undefined && value !== '') text.set(key, String(value))
  return text.size > 0 ? `?${text}` : ''
}

/** The platform's API, typed. Every method throws {@link PlatformFault}; lists come in pages, or all through `all…`. */
export class MillraceClient {
  readonly #address: string
  readonly #fetch: typeof fetch
  #token: string | undefined

  constructor(options: ClientOptions = {}) {
    this.#address = (options.address ?? '').replace(/\/$/, '')
    this.#token = options.token
    this.#fetch = options.fetch ?? ((input, init) => fetch(input, init))
  }

  /**
   * Signs in. With `token` the client keeps the bearer token and sends it from now on; with `cookie` the browser does.
   * Whoever has a second factor is not signed in yet: the reply holds the `ticket` for {@link secondStep}.
   */
  async signIn(
    username: string,
    password: string,
    kind: 'cookie' | 'token' = 'token',
  ): Promise<Session | SecondStepNeeded> {
    const reply = await this.#json<Session | SecondStepNeeded>('POST', '/session', {
      body: { username, password, kind },
    })
    if (!('ticket' in reply)) this.#token = reply.token
    return reply
  }

  /** The second step of {@link signIn}, within five minutes of the first. */
  async secondStep(ticket: string, proof: Proof, kind: 'cookie' | 'token' = 'token'): Promise<Session> {
    const session = await this.#json<Session>('POST', '/session/second-step', { body: { ticket, proof, kind } })
    this.#token = session.token
    return session
  }

  session(signal?: AbortSignal): Promise<Session> {
    return this.#json('GET', '/session', { signal })
  }

  async signOut(): Promise<void> {
    await this.#ask('DELETE', '/session', {})
    this.#token = undefined
  }

  overview(signal?: AbortSignal): Promise<Overview> {
    return this.#json('GET', '/overview', { signal })
  }

  assets(query: AssetQuery = {}, signal?: AbortSignal): Promise<Page<Asset>> {
    return this.#json('GET', '/assets', { query, signal })
  }

  asset(id: string, signal?: AbortSignal): Promise<Asset> {
    return this.#json('GET', `/assets/${encodeURIComponent(id)}`, { signal })
  }

  points(query: PointQuery = {}, signal?: AbortSignal): Promise<Page<Point>> {
    return this.#json('GET', '/points', { query, signal })
  }

  point(id: string, signal?: AbortSignal): Promise<Point> {
    return this.#json('GET', `/points/${encodeURIComponent(id)}`, { signal })
  }

  devices(query: DeviceQuery = {}, signal?: AbortSignal): Promise<Page<Device>> {
    return this.#json('GET', '/devices', { query, signal })
  }

  device(id: string, signal?: AbortSignal): Promise<Device> {
    return this.#json('GET', `/devices/${encodeURIComponent(id)}`, { signal })
  }

  /** Every asset that matches, page after page. */
  allAssets(query: AssetQuery = {}): AsyncGenerator<Asset> {
    return everyItem(query, (page) => this.assets(page))
  }

  /** Every point that matches, page after page. */
  allPoints(query: PointQuery = {}): AsyncGenerator<Point> {
    return everyItem(query, (page) => this.points(page))
  }

  /** Every edge node and device that matches, page after page. */
  allDevices(query: DeviceQuery = {}): AsyncGenerator<Device> {
    return everyItem(query, (page) => this.devices(page))
  }

  createCredential(request: CredentialRequest): Promise<Credential> {
    return this.#json('POST', '/devices/credentials', { body: request })
  }

  /** Latest samples, in the order asked; points without a value are left out. */
  async latest(points: readonly string[], signal?: AbortSignal): Promise<PointSample[]> {
    const list = await this.#json<{ items: PointSample[] }>('GET', '/points/latest', {
      query: { ids: points.join(',') },
      signal,
    })
    return list.items
  }

  history(point: string, query: HistoryQuery = {}, signal?: AbortSignal): Promise<SampleList> {
    return this.#json('GET', `/points/${encodeURIComponent(point)}/history`, { query, signal })
  }

  /** The same as CSV, every sample of the range; the body streams. */
  historyCsv(point: string, query: HistoryQuery = {}, signal?: AbortSignal): Promise<Response> {
    return this.#ask('GET', `/points/${encodeURIComponent(point)}/history`, { query, accept: 'text/csv', signal })
  }

  buckets(point: string, query: BucketQuery, signal?: AbortSignal): Promise<Buckets> {
    return this.#json('GET', `/points/${encodeURIComponent(point)}/buckets`, { query, signal })
  }

  /** New values as they come; a cut stream is opened again by itself and begins with what is newest. */
  live(points: readonly string[], listener: LiveListener): Live {
    const stop = new AbortController()
    void this.#listen(points, listener, stop.signal)
    return { close: () => stop.abort() }
  }

  async #listen(points: readonly string[], listener: LiveListener, signal: AbortSignal): Promise<void> {
    let wait = REOPEN_MS
    while (!signal.aborted) {
      try {
        const response = await this.#ask('GET', '/live', {
          query: { points: points.join(',') },
          accept: 'text/event-stream',
          signal,
        })
        listener.open?.(true)
        wait = REOPEN_MS
        if (response.body) {
          for await (const { event, data } of eventsOf(response.body))
            if (event === 'samples') tell(() => listener.samples(JSON.parse(data) as PointSample[]))
        }
      } catch (thrown) {
        if (signal.aborted) return
        if (thrown instanceof PlatformFault && thrown.status >= 400 && thrown.status < 500 && thrown.status !== 429) {
          listener.open?.(false)
          listener.refused?.(thrown)
          return
        }
      }
      if (signal.aborted) return
      listener.open?.(false)
      await pause(wait * (0.5 + Math.random() / 2), signal)
      wait = Math.min(wait * 2, REOPEN_MOST_MS)
    }
  }

  async #json<T>(method: string, path: string, ask: Ask): Promise<T> {
    return (await this.#ask(method, path, ask)).json() as Promise<T>
  }

  async #ask(method: string, path: string, { query, body, accept, signal }: Ask): Promise<Response> {
    let response: Response
    try {
      response = await this.#fetch(`${this.#address}/api/v1${path}${queryText(query)}`, {
        method,
        headers: {
          accept: accept ?? 'application/json',
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(this.#token ? { authorization: `Bearer ${this.#token}` } : {}),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        ...(signal ? { signal } : {}),
      })
    } catch (thrown) {
      if (signal?.aborted) throw thrown
      const remedy = 'Check that it runs and that the network reaches it.'
      throw new PlatformFault(
        0,
        'sdk.unreachable',
        'Expected the platform to answer, saw no connection.',
        remedy,
        thrown,
      )
    }
    if (!response.ok) throw await faultOf(response)
    return response
  }
}

/** What a listener throws is its own affair: it is reported as uncaught, and the stream goes on. */
function tell(run: () => void): void {
  try {
    run()
  } catch (thrown) {
    queueMicrotask(() => {
      throw thrown
    })
  }
}

async function* everyItem<Item, Query extends { cursor?: string; limit?: number }>(
  query: Query,
  read: (query: Query) => Promise<Page<Item>>,
): AsyncGenerator<Item> {
  let cursor = query.cursor
  do {
    const page = await read({ limit: 500, ...query, ...(cursor === undefined ? {} : { cursor }) })
    yield* page.items
    cursor = page.next
  } while (cursor !== undefined)
}

const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, ms)
    signal.addEventListener('abort', done, { once: true })
  })
