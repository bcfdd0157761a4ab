import { AccessApi } from './access.ts'
import { AccountApi } from './account.ts'
import { type ClientOptions, Connection, type Page, segment } from './connection.ts'
import type { components, paths } from './generated/api.ts'
import { type Live, type LiveListener, type LiveQuery, openLive, type PointSample } from './live.ts'
import { MembersApi } from './members.ts'
import { OrganisationApi } from './organisation.ts'
import { OrganisationsApi } from './organisations.ts'
import { ProgramsApi } from './programs.ts'
import { ProvidersApi } from './providers.ts'
import { RecoveryApi } from './recovery.ts'

type Schemas = components['schemas']
export type Asset = Schemas['Asset']
export type Buckets = Schemas['Buckets']
export type Credential = Schemas['Credential']
export type CredentialRequest = Schemas['CredentialRequest']
export type Device = Schemas['Device']
export type Overview = Schemas['Overview']
export type Point = Schemas['Point']
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

/** The platform's API, typed. Every method throws a `PlatformFault`; lists come in pages, or all through `all…`. */
export class MillraceClient {
  /** Roles and who holds them. */
  readonly access: AccessApi
  /** What is the signed-in person's own. */
  readonly account: AccountApi
  /** People of the organisation, and those invited to it. */
  readonly members: MembersApi
  /** Name, rules and quotas of the organisation one works for. */
  readonly organisation: OrganisationApi
  /** Every organisation, for whoever runs the platform. */
  readonly organisations: OrganisationsApi
  /** API keys and OAuth clients. */
  readonly programs: ProgramsApi
  /** OpenID providers that people sign in by. */
  readonly providers: ProvidersApi
  /** A way back in for who lost what proves them. */
  readonly recovery: RecoveryApi
  readonly #connection: Connection

  constructor(options: ClientOptions = {}) {
    this.#connection = new Connection(options)
    this.access = new AccessApi(this.#connection)
    this.account = new AccountApi(this.#connection)
    this.members = new MembersApi(this.#connection)
    this.organisation = new OrganisationApi(this.#connection)
    this.organisations = new OrganisationsApi(this.#connection)
    this.programs = new ProgramsApi(this.#connection)
    this.providers = new ProvidersApi(this.#connection)
    this.recovery = new RecoveryApi(this.#connection)
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
    const reply = await this.#connection.json<Session | SecondStepNeeded>('POST', '/session', {
      body: { username, password, kind },
    })
    if (!('ticket' in reply)) this.#connection.token = reply.token
    return reply
  }

  /** The second step of {@link signIn}, within five minutes of the first. */
  async secondStep(ticket: string, proof: Proof, kind: 'cookie' | 'token' = 'token'): Promise<Session> {
    const session = await this.#connection.json<Session>('POST', '/session/second-step', {
      body: { ticket, proof, kind },
    })
    this.#connection.token = session.token
    return session
  }

  session(signal?: AbortSignal): Promise<Session> {
    return this.#connection.json('GET', '/session', { signal })
  }

  async signOut(): Promise<void> {
    await this.#connection.done('DELETE', '/session')
    this.#connection.token = undefined
  }

  overview(signal?: AbortSignal): Promise<Overview> {
    return this.#connection.json('GET', '/overview', { signal })
  }

  assets(query: AssetQuery = {}, signal?: AbortSignal): Promise<Page<Asset>> {
    return this.#connection.json('GET', '/assets', { query, signal })
  }

  asset(id: string, signal?: AbortSignal): Promise<Asset> {
    return this.#connection.json('GET', `/assets/${segment(id)}`, { signal })
  }

  points(query: PointQuery = {}, signal?: AbortSignal): Promise<Page<Point>> {
    return this.#connection.json('GET', '/points', { query, signal })
  }

  point(id: string, signal?: AbortSignal): Promise<Point> {
    return this.#connection.json('GET', `/points/${segment(id)}`, { signal })
  }

  devices(query: DeviceQuery = {}, signal?: AbortSignal): Promise<Page<Device>> {
    return this.#connection.json('GET', '/devices', { query, signal })
  }

  device(id: string, signal?: AbortSignal): Promise<Device> {
    return this.#connection.json('GET', `/devices/${segment(id)}`, { signal })
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
    return this.#connection.json('POST', '/devices/credentials', { body: request })
  }

  /** Latest samples, in the order asked; points without a value are left out. */
  async latest(points: readonly string[], signal?: AbortSignal): Promise<PointSample[]> {
    const list = await this.#connection.json<{ items: PointSample[] }>('GET', '/points/latest', {
      query: { ids: points.join(',') },
      signal,
    })
    return list.items
  }

  history(point: string, query: HistoryQuery = {}, signal?: AbortSignal): Promise<SampleList> {
    return this.#connection.json('GET', `/points/${segment(point)}/history`, { query, signal })
  }

  /** The same as CSV, every sample of the range; the body streams. */
  historyCsv(point: string, query: HistoryQuery = {}, signal?: AbortSignal): Promise<Response> {
    return this.#connection.ask('GET', `/points/${segment(point)}/history`, { query, accept: 'text/csv', signal })
  }

  buckets(point: string, query: BucketQuery, signal?: AbortSignal): Promise<Buckets> {
    return this.#connection.json('GET', `/points/${segment(point)}/buckets`, { query, signal })
  }

  /** New values as they come; a cut stream is opened again by itself and begins with what is newest. */
  live(points: readonly string[], listener: LiveListener, query: LiveQuery = {}): Live {
    return openLive(this.#connection, points, listener, query)
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
