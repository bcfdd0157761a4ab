import { type Connection, segment } from './connection.ts'
import type { components } from './generated/api.ts'
import type { Page } from './list.ts'
import type { QueryOf } from './plant.ts'

type Schemas = components['schemas']
export type App = Schemas['App']
export type AppAsked = Schemas['AppAsked']
export type AppHours = Schemas['AppHours']
export type AppKeyMade = Schemas['AppKeyMade']
export type AppKeyRequest = Schemas['AppKeyRequest']
export type AppProcessList = Schemas['AppProcessList']
export type AppQuotas = Schemas['AppQuotas']
export type AppQuotaChange = Schemas['AppQuotaChange']
export type AppHoursQuery = NonNullable<QueryOf<'/api/v1/apps/installations/{id}/hours'>>
export type AppBound = Schemas['AppBound']
export type AppChange = Schemas['AppChangeRequest']
export type AppFacets = Schemas['AppFacets']
export type AppFilter = NonNullable<QueryOf<'/api/v1/app-library'>>
export type AppFit = Schemas['AppFit']
export type AppInstall = Schemas['AppInstallRequest']
export type AppInstallation = Schemas['AppInstallation']
export type AppLibrary = Schemas['AppLibrary']
export type AppLeaving = Schemas['AppLeaving']
export type AppListed = Schemas['AppListed']
export type AppLogLine = Schemas['AppLogLine']
export type AppLogQuery = NonNullable<QueryOf<'/api/v1/apps/installations/{id}/log'>>
export type AppMake = Schemas['AppMake']
export type AppManifest = Schemas['AppManifest']
export type AppMetrics = Schemas['AppMetrics']
export type AppMirror = Schemas['AppMirror']
export type AppMirrorApps = Schemas['AppMirrorApps']
export type AppMirrorChange = Schemas['AppMirrorChange']
export type AppMirrorRequest = Schemas['AppMirrorRequest']
export type AppMirrorTake = Schemas['AppMirrorTake']
export type AppOffer = Schemas['AppOffer']
export type AppPage = Schemas['AppPage']
export type AppShelfPage = Schemas['AppShelfPage']
export type AppPreview = Schemas['AppPreview']
export type AppPreviewRequest = Schemas['AppPreviewRequest']
export type AppProposal = Schemas['AppProposal']
export type AppRow = Schemas['AppRow']
export type AppServiceFigures = Schemas['AppServiceFigures']
export type AppStart = Schemas['AppStart']
export type AppTests = Schemas['AppTests']
export type AppTestSum = Schemas['AppTestSum']
export type AppTicket = Schemas['AppTicket']
export type AppUpgrade = Schemas['AppUpgradeRequest']
export type AppVersion = Schemas['AppVersion']
export type AppQuery = NonNullable<QueryOf<'/api/v1/apps'>>

/** Values that a column has, or a range of them; all must hold. */
export type AppRowFilter = Readonly<Record<string, unknown>>
export interface AppRowQuery {
  readonly where?: AppRowFilter
  /** A column that is always there; with `-` the last first. */
  readonly order?: string
  readonly cursor?: string
  readonly limit?: number
}

export interface AppPointValue {
  readonly point: string
  /** null: it has none, or a bad one. */
  readonly value: number | boolean | string | null
  readonly quality: 'good' | 'uncertain' | 'bad'
  readonly time: string | null
}

/** What a page of an app may ask of the plant: the platform looks at the rights of the installation and of the person. */
export type AppAsk =
  | { readonly call: 'latest'; readonly points: readonly string[] }
  | {
      readonly call: 'history'
      readonly points: readonly string[]
      readonly from: string
      readonly to: string
      readonly buckets?: number
    }
  | {
      readonly call: 'write'
      readonly point: string
      readonly value: number | boolean | string
      readonly reason: string
    }
  | {
      readonly call: 'model'
      readonly model: string
      readonly input: Readonly<Record<string, number | boolean | string | null>>
    }

/** Industrial apps: the shelf, what is installed, and rows of their tables. */
export class AppsApi {
  readonly #connection: Connection

  constructor(connection: Connection) {
    this.#connection = connection
  }

  /** A page of the shelf, with how many there are by scenario, stage, reach and industry. */
  list(query: AppQuery = {}, signal?: AbortSignal): Promise<AppShelfPage> {
    return this.#connection.json('GET', '/apps', { query, signal })
  }

  /** Apps that come with the platform, and which version of each is on the shelf. */
  library(filter: AppFilter = {}, signal?: AbortSignal): Promise<AppLibrary> {
    return this.#connection.json('GET', '/app-library', { query: filter, signal })
  }

  /** Puts one of them on the shelf; `folder` as {@link library} tells it. What is there already stays. */
  takeFromLibrary(folder: string): Promise<AppVersion> {
    return this.#connection.json('POST', '/app-library', { body: { folder } })
  }

  /** A package as it was packed; one that was tampered with is refused. */
  bringIn(archive: Uint8Array): Promise<AppVersion> {
    return this.#connection.json('POST', '/apps/packages', { octets: archive })
  }

  /** `app`: publisher/name, here and below. */
  read(app: string, signal?: AbortSignal): Promise<App> {
    return this.#connection.json('GET', pathOf(app), { signal })
  }

  version(app: string, version: string, signal?: AbortSignal): Promise<AppVersion> {
    return this.#connection.json('GET', pathOf(app, version), { signal })
  }

  /** The package of a version, a zip. */
  async archive(app: string, version: string, signal?: AbortSignal): Promise<Blob> {
    const path = `${pathOf(app, version)}/archive`
    return (await this.#connection.ask('GET', path, { accept: 'application/zip', signal })).blob()
  }

  /** One of its pictures; the first is 0. */
  async screenshot(app: string, version: string, number: number, signal?: AbortSignal): Promise<Blob> {
    const path = `${pathOf(app, version)}/screenshots/${number}`
    return (await this.#connection.ask('GET', path, { accept: 'image/*', signal })).blob()
  }

  /** What came of its own tests on this platform. */
  tests(app: string, version: string, signal?: AbortSignal): Promise<AppTests> {
    return this.#connection.json('GET', `${pathOf(app, version)}/tests`, { signal })
  }

  /** Runs them again; {@link tests} tells how far they are. */
  runTests(app: string, version: string): Promise<AppTests> {
    return this.#connection.json('POST', `${pathOf(app, version)}/tests`)
  }

  /** Other platforms from which apps are taken. */
  async mirrors(signal?: AbortSignal): Promise<AppMirror[]> {
    return (await this.#connection.json<Schemas['AppMirrorList']>('GET', '/apps/mirror', { signal })).items
  }

  mirror(id: string, signal?: AbortSignal): Promise<AppMirror> {
    return this.#connection.json('GET', mirrorOf(id), { signal })
  }

  /** `key`: of the platform there, with the right app:read. */
  addMirror(request: AppMirrorRequest): Promise<AppMirror> {
    return this.#connection.json('POST', '/apps/mirror', { body: request })
  }

  changeMirror(id: string, request: AppMirrorChange): Promise<AppMirror> {
    return this.#connection.json('PUT', mirrorOf(id), { body: request })
  }

  /** What was taken stays. */
  removeMirror(id: string): Promise<void> {
    return this.#connection.done('DELETE', mirrorOf(id))
  }

  /** What the other platform has now, and which of it is here. */
  mirrorApps(id: string, signal?: AbortSignal): Promise<AppMirrorApps> {
    return this.#connection.json('GET', `${mirrorOf(id)}/apps`, { signal })
  }

  /** They come one after the other; {@link mirror} tells how far they are. */
  takeFromMirror(id: string, versions: AppMirrorTake['versions']): Promise<AppMirror> {
    return this.#connection.json('POST', `${mirrorOf(id)}/take`, { body: { versions } })
  }

  /** Looks there now. */
  lookAtMirror(id: string): Promise<AppMirror> {
    return this.#connection.json('POST', `${mirrorOf(id)}/look`)
  }

  /** Off the shelf; of what is not installed. */
  remove(app: string, version: string): Promise<void> {
    return this.#connection.done('DELETE', pathOf(app, version))
  }

  async installations(signal?: AbortSignal): Promise<AppInstallation[]> {
    const path = '/apps/installations'
    return (await this.#connection.json<Schemas['AppInstallationList']>('GET', path, { signal })).items
  }

  installation(id: string, signal?: AbortSignal): Promise<AppInstallation> {
    return this.#connection.json('GET', installed(id), { signal })
  }

  /** What it would be bound to, what is missing, and what would be agreed to; nothing is kept. */
  preview(request: AppPreviewRequest, signal?: AbortSignal): Promise<AppPreview> {
    return this.#connection.json('POST', '/apps/installations/preview', { body: request, signal })
  }

  install(request: AppInstall): Promise<AppInstallation> {
    return this.#connection.json('POST', '/apps/installations', { body: request })
  }

  change(id: string, request: AppChange): Promise<AppInstallation> {
    return this.#connection.json('PUT', installed(id), { body: request })
  }

  upgrade(id: string, request: AppUpgrade): Promise<AppInstallation> {
    return this.#connection.json('POST', `${installed(id)}/upgrade`, { body: request })
  }

  /** To the version before. */
  rollback(id: string): Promise<AppInstallation> {
    return this.#connection.json('POST', `${installed(id)}/rollback`)
  }

  suspend(id: string): Promise<AppInstallation> {
    return this.#connection.json('POST', `${installed(id)}/suspend`)
  }

  resume(id: string): Promise<AppInstallation> {
    return this.#connection.json('POST', `${installed(id)}/resume`)
  }

  /** What an uninstall takes away; as long as others use something of it, it is refused. */
  leaving(id: string, signal?: AbortSignal): Promise<AppLeaving> {
    return this.#connection.json('GET', `${installed(id)}/leaving`, { signal })
  }

  /** With its tables, settings and secrets, and what it brought. */
  uninstall(id: string): Promise<void> {
    return this.#connection.done('DELETE', installed(id))
  }

  /** For one page, one person and the version that runs: where a frame finds the page's files. */
  ticket(id: string, page: string, signal?: AbortSignal): Promise<AppTicket> {
    return this.#connection.json('POST', `${installed(id)}/ticket`, { body: { page }, signal })
  }

  /** What a page begins with: what is bound, settings without secrets, and who looks at it. */
  start(id: string, signal?: AbortSignal): Promise<AppStart> {
    return this.#connection.json('GET', `${installed(id)}/start`, { signal })
  }

  latest(id: string, points: readonly string[], signal?: AbortSignal): Promise<AppPointValue[]> {
    return this.ask(id, { call: 'latest', points }, signal) as Promise<AppPointValue[]>
  }

  /** Calls a service that is open to pages and keys. */
  async call(id: string, service: string, input: unknown = {}, signal?: AbortSignal): Promise<unknown> {
    const path = `${installed(id)}/services/${segment(service)}`
    return (await this.#connection.json<{ output: unknown }>('POST', path, { body: { input }, signal })).output
  }

  /** What its services did and took. */
  metrics(id: string, signal?: AbortSignal): Promise<AppMetrics> {
    return this.#connection.json('GET', `${installed(id)}/metrics`, { signal })
  }

  /** What its services wrote, the newest first. */
  log(id: string, query: AppLogQuery = {}, signal?: AbortSignal): Promise<Page<AppLogLine>> {
    return this.#connection.json('GET', `${installed(id)}/log`, { query, signal })
  }

  /** Lets a service be called again that was paused. */
  resumeService(id: string, service: string): Promise<AppMetrics> {
    return this.#connection.json('POST', `${installed(id)}/services/${segment(service)}/resume`)
  }

  ask(id: string, call: AppAsk, signal?: AbortSignal): Promise<unknown> {
    return this.#connection.json('POST', `${installed(id)}/ask`, { body: call, signal })
  }

  rows(id: string, table: string, query: AppRowQuery = {}, signal?: AbortSignal): Promise<Page<AppRow>> {
    const { where, ...rest } = query
    const asked = { ...rest, ...(where ? { where: JSON.stringify(where) } : {}) }
    return this.#connection.json('GET', rowsOf(id, table), { query: asked, signal })
  }

  /** What it did and took by the hour, the oldest first. */
  hours(id: string, query: AppHoursQuery = {}, signal?: AbortSignal): Promise<AppHours> {
    return this.#connection.json('GET', `${installed(id)}/hours`, { query, signal })
  }

  /** What it may use, and uses. */
  quotas(id: string, signal?: AbortSignal): Promise<AppQuotas> {
    return this.#connection.json('GET', `${installed(id)}/quotas`, { signal })
  }

  setQuota(id: string, change: AppQuotaChange): Promise<AppQuotas> {
    return this.#connection.json('PUT', `${installed(id)}/quotas`, { body: change })
  }

  /** Processes outside that it has, and their keys. */
  processes(id: string, signal?: AbortSignal): Promise<AppProcessList> {
    return this.#connection.json('GET', `${installed(id)}/processes`, { signal })
  }

  /** A key for one, or a new one in its place; the secret is shown this once. */
  giveKey(id: string, process: string, request: AppKeyRequest = {}): Promise<AppKeyMade> {
    return this.#connection.json('POST', `${installed(id)}/processes/${segment(process)}/key`, { body: request })
  }

  revokeKey(id: string, process: string): Promise<void> {
    return this.#connection.done('DELETE', `${installed(id)}/processes/${segment(process)}/key`)
  }

  /** By key: new, or in place of what is there. */
  async putRows(id: string, table: string, rows: readonly AppRow[]): Promise<void> {
    await this.#connection.json('PUT', rowsOf(id, table), { body: { rows } })
  }

  /** How many rows went. */
  async removeRows(id: string, table: string, where: AppRowFilter): Promise<number> {
    const query = { where: JSON.stringify(where) }
    return (await this.#connection.json<Schemas['AppRowCount']>('DELETE', rowsOf(id, table), { query })).rows
  }
}

const pathOf = (app: string, version?: string): string =>
  `/apps/${app.split('/').map(segment).join('/')}${version === undefined ? '' : `/versions/${segment(version)}`}`
const mirrorOf = (id: string): string => `/apps/mirror/${segment(id)}`
const installed = (id: string): string => `/apps/installations/${segment(id)}`
const rowsOf = (id: string, table: string): string => `${installed(id)}/tables/${segment(table)}/rows`
