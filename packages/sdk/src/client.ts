import { AccessApi } from './access.ts'
import { AccountApi } from './account.ts'
import { AlarmsApi } from './alarms.ts'
import { AppProcessApi } from './app-process.ts'
import { AppsApi } from './apps.ts'
import { AuditApi } from './audit.ts'
import { BackupsApi } from './backups.ts'
import { BindingsApi } from './bindings.ts'
import { CommandsApi } from './commands.ts'
import { ComponentsApi } from './components.ts'
import { type Ask, type AskOptions, type ClientOptions, Connection, segment } from './connection.ts'
import { DerivedApi } from './derived.ts'
import { DeviceProfilesApi } from './device-profiles.ts'
import { type DeviceSignIn, tokenByDevice } from './device-sign-in.ts'
import { DrawingApi } from './drawing.ts'
import { EnergyApi } from './energy.ts'
import { EquipmentApi } from './equipment.ts'
import { FlowsApi } from './flows.ts'
import type { components } from './generated/api.ts'
import { GrantsApi } from './grants.ts'
import { EventsApi } from './happened.ts'
import { ImportsApi } from './imports.ts'
import { KpisApi } from './kpis.ts'
import { listOf } from './list.ts'
import { MachinesApi } from './machines.ts'
import { MaintenanceApi } from './maintenance.ts'
import { MechanismsApi } from './mechanisms.ts'
import { MembersApi } from './members.ts'
import { NoticesApi } from './notices.ts'
import { OrganisationApi } from './organisation.ts'
import { OrganisationsApi } from './organisations.ts'
import { PairingApi } from './pairing.ts'
import { PhysicalApi } from './physical.ts'
import { PlantApi, type QueryOf } from './plant.ts'
import { ProductionApi } from './production.ts'
import { ProgramsApi } from './programs.ts'
import { ProvidersApi } from './providers.ts'
import { RecoveryApi } from './recovery.ts'
import { ScreensApi } from './screens.ts'
import { StorageApi } from './storage.ts'
import { StudiesApi } from './studies.ts'
import { TelemetryApi } from './telemetry.ts'
import { ThingsApi } from './things.ts'
import { WebhooksApi } from './webhooks.ts'

type Schemas = components['schemas']
export type Credential = Schemas['Credential']
export type CredentialRequest = Schemas['CredentialRequest']
export type Device = Schemas['Device']
export type DeviceDiagnosis = Schemas['DeviceDiagnosis']
export type Overview = Schemas['Overview']
export type SecondStepNeeded = Schemas['SecondStepNeeded']
/** One of them: what proves the second step. `passkey`: the answer of `navigator.credentials.get()` as WebAuthn JSON. */
export type Proof = Schemas['Proof']
export type Session = Schemas['Session']
export type SqlResult = Schemas['SqlResult']
export type DeviceQuery = QueryOf<'/api/v1/devices'>

/** The platform's API, typed. Every method throws a `PlatformFault`; lists come in pages, or all of them by `all`. */
export class MillraceClient extends PlantApi {
  /** Roles and who holds them. */
  readonly access: AccessApi
  /** What is the signed-in person's own. */
  readonly account: AccountApi
  /** What needs somebody to act, and the database of what may. */
  readonly alarms: AlarmsApi
  /** Industrial apps: the shelf, what is installed, and rows of their tables. */
  readonly apps: AppsApi
  /** What a process outside is, with a key of an app. */
  readonly app: AppProcessApi
  /** Writes to machines. */
  readonly commands: CommandsApi
  /** Points that are worked out of others. */
  readonly derived: DerivedApi
  /** What devices hold and where, and what becomes of it before it is published. */
  readonly deviceProfiles: DeviceProfilesApi
  /** Meters, baselines, savings and indicators. */
  readonly energy: EnergyApi
  /** Kinds of machines as data, and assets that one is applied to. */
  readonly equipment: EquipmentApi
  /** The pool: parts of flows that are published, placed in others, and counted. */
  readonly components: ComponentsApi
  /** What people wire: flows, their versions, and where they run. */
  readonly flows: FlowsApi
  /** What is shared with others, and others share. */
  readonly grants: GrantsApi
  /** History that is brought in from files. */
  readonly imports: ImportsApi
  /** How well work units run, by window. */
  readonly kpis: KpisApi
  /** People of the organisation, and those invited to it. */
  readonly members: MembersApi
  /** Work orders and what makes them. */
  readonly maintenance: MaintenanceApi
  /** Who is told of what, and whether it arrived. */
  readonly notices: NoticesApi
  /** Name, rules and quotas of the organisation one works for. */
  readonly organisation: OrganisationApi
  /** Every organisation, for whoever runs the platform. */
  readonly organisations: OrganisationsApi
  /** Calendars, orders, products, and why machines stood. */
  readonly production: ProductionApi
  /** API keys and OAuth clients. */
  readonly programs: ProgramsApi
  /** OpenID providers that people sign in by. */
  readonly providers: ProvidersApi
  /** Who did what. */
  readonly audit: AuditApi
  /** Who machines are. */
  readonly machines: MachinesApi
  /** A way back in for who lost what proves them. */
  readonly recovery: RecoveryApi
  /** How the platform is copied while it runs. */
  readonly backups: BackupsApi
  /** What the history takes up, and for how long it is kept. */
  readonly storage: StorageApi
  /** The plant as people draw it. */
  readonly drawing: DrawingApi
  /** Programs that ask a person to let them in. */
  readonly pairing: PairingApi
  /** Things with serial numbers, and where they are mounted. */
  readonly physical: PhysicalApi
  /** Values of a device. */
  readonly telemetry: TelemetryApi
  /** Thing models, and assets that are of one. */
  readonly things: ThingsApi
  /** Mechanism models: know-how that runs. */
  readonly mechanisms: MechanismsApi
  /** Mechanism models that run at assets. */
  readonly bindings: BindingsApi
  /** Backtests, calibrations, and models that are learnt from history. */
  readonly studies: StudiesApi
  /** What people put together to see a plant by. */
  readonly screens: ScreensApi
  /** What happened, and the catalogue of what can. */
  readonly events: EventsApi
  /** Addresses that are told of events. */
  readonly webhooks: WebhooksApi
  readonly #connection: Connection

  constructor(options: ClientOptions | Connection = {}) {
    const connection = options instanceof Connection ? options : new Connection(options)
    super(connection)
    this.#connection = connection
    this.access = new AccessApi(connection)
    this.account = new AccountApi(connection)
    this.alarms = new AlarmsApi(connection)
    this.app = new AppProcessApi(connection)
    this.apps = new AppsApi(connection)
    this.commands = new CommandsApi(connection)
    this.derived = new DerivedApi(connection)
    this.deviceProfiles = new DeviceProfilesApi(connection)
    this.energy = new EnergyApi(connection)
    this.equipment = new EquipmentApi(connection)
    this.components = new ComponentsApi(connection)
    this.flows = new FlowsApi(connection)
    this.grants = new GrantsApi(connection)
    this.imports = new ImportsApi(connection)
    this.kpis = new KpisApi(connection)
    this.members = new MembersApi(connection)
    this.audit = new AuditApi(connection)
    this.machines = new MachinesApi(connection)
    this.maintenance = new MaintenanceApi(connection)
    this.notices = new NoticesApi(connection)
    this.organisation = new OrganisationApi(connection)
    this.organisations = new OrganisationsApi(connection)
    this.production = new ProductionApi(connection)
    this.programs = new ProgramsApi(connection)
    this.providers = new ProvidersApi(connection)
    this.recovery = new RecoveryApi(connection)
    this.backups = new BackupsApi(connection)
    this.storage = new StorageApi(connection)
    this.drawing = new DrawingApi(connection)
    this.pairing = new PairingApi(connection)
    this.physical = new PhysicalApi(connection)
    this.telemetry = new TelemetryApi(connection)
    this.things = new ThingsApi(connection)
    this.mechanisms = new MechanismsApi(connection)
    this.bindings = new BindingsApi(connection)
    this.studies = new StudiesApi(connection)
    this.screens = new ScreensApi(connection)
    this.events = new EventsApi(connection)
    this.webhooks = new WebhooksApi(connection)
  }

  /** The same client with other options, such as a deadline; what one is signed in as, both are. */
  with(options: AskOptions): MillraceClient {
    return new MillraceClient(this.#connection.with(options))
  }

  /**
   * Any request of the API, for what has no method of its own; `path` begins below /api/v1. `once` says that the request
   * carries an operation id, so that it may be sent again. Undefined where the answer has no body.
   */
  request<T>(
    method: 'DELETE' | 'GET' | 'POST' | 'PUT',
    path: string,
    ask: Pick<Ask, 'body' | 'once' | 'query' | 'signal'> = {},
  ): Promise<T> {
    return this.#connection.json(method, path, ask)
  }

  /** What this grant shows of another organisation's plant; asked as the same person. */
  through(grant: string): PlantApi {
    return new PlantApi(this.#connection, grant)
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

  /** For a passkey alone, without a name: options for `navigator.credentials.get()` as WebAuthn JSON. */
  beginPasskeySignIn(): Promise<Schemas['PasskeyBegun']> {
    return this.#connection.json('POST', '/session/passkey/options')
  }

  /** Signs in with the answer to {@link beginPasskeySignIn}, within five minutes. */
  async finishPasskeySignIn(ticket: string, response: unknown, kind: 'cookie' | 'token' = 'token'): Promise<Session> {
    const session = await this.#connection.json<Session>('POST', '/session/passkey', {
      body: { ticket, response, kind },
    })
    this.#connection.token = session.token
    return session
  }

  /** Providers that the organisation of this handle signs in by; none as well for one that there is not. */
  async signInProviders(organisation: string, signal?: AbortSignal): Promise<Schemas['ProviderChoice'][]> {
    const query = { organisation }
    return (await this.#connection.json<Schemas['ProviderChoices']>('GET', '/sign-in/providers', { query, signal }))
      .items
  }

  /** Where a browser goes to sign in by a provider; it comes back to the console with a session. */
  signInAddress(provider: string): string {
    return this.#connection.address(`/sign-in/providers/${segment(provider)}/start`)
  }

  /**
   * Signs a program in as a person, who allows it in a browser, on this machine or another (OAuth 2.0 device flow, RFC
   * 8628). The client keeps the bearer token. Throws a `PlatformFault` when the person refuses or lets the time pass.
   */
  async signInByDevice(how: DeviceSignIn): Promise<void> {
    this.#connection.token = await tokenByDevice(this.#connection, how)
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

  readonly devices = listOf<DeviceQuery, Device>((query, signal) =>
    this.#connection.json('GET', '/devices', { query, signal }),
  )

  device(id: string, signal?: AbortSignal): Promise<Device> {
    return this.#connection.json('GET', `/devices/${segment(id)}`, { signal })
  }

  /** How a device behind an edge answers, with its last frames decoded; asks the edge, within 5 s. */
  deviceDiagnosis(id: string, signal?: AbortSignal): Promise<DeviceDiagnosis> {
    return this.#connection.json('GET', `/devices/${segment(id)}/diagnosis`, { signal })
  }

  /** One SELECT over samples, points and assets; a column a list, in the order of `columns`. */
  sql(query: string, options: { readonly limit?: number } = {}, signal?: AbortSignal): Promise<SqlResult> {
    return this.#connection.json('POST', '/sql', { body: { ...options, query }, signal })
  }

  createCredential(request: CredentialRequest): Promise<Credential> {
    return this.#connection.json('POST', '/devices/credentials', { body: request })
  }
}
