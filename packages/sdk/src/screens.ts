import { type Connection, segment } from './connection.ts'
import type { components } from './generated/api.ts'
import type { Page } from './list.ts'
import type { QueryOf } from './plant.ts'

type Schemas = components['schemas']
export type Screen = Schemas['Screen']
export type ScreenAsset = Schemas['ScreenAsset']
export type ScreenDocument = Schemas['ScreenDocument']
export type ScreenListed = Schemas['ScreenListed']
export type ScreenVersion = Schemas['ScreenVersion']
export type ScreenVersionListed = Schemas['ScreenVersionListed']
export type ScreenQuery = NonNullable<QueryOf<'/api/v1/screens'>>

/** What people put together to see a plant by. A save is a version. */
export class ScreensApi {
  readonly #connection: Connection

  constructor(connection: Connection) {
    this.#connection = connection
  }

  list(query: ScreenQuery = {}, signal?: AbortSignal): Promise<Page<ScreenListed>> {
    return this.#connection.json('GET', '/screens', { query, signal })
  }

  read(id: string, signal?: AbortSignal): Promise<Screen> {
    return this.#connection.json('GET', `/screens/${segment(id)}`, { signal })
  }

  create(document: ScreenDocument): Promise<Screen> {
    return this.#connection.json('POST', '/screens', { body: { document } })
  }

  /** `revision`: that of the screen one started from. Refused where somebody saved another since. */
  save(id: string, request: Schemas['ScreenChange']): Promise<Screen> {
    return this.#connection.json('PUT', `/screens/${segment(id)}`, { body: request })
  }

  remove(id: string): Promise<void> {
    return this.#connection.done('DELETE', `/screens/${segment(id)}`)
  }

  /** What it can be looked at for, as far as one sees assets. */
  async assets(id: string, signal?: AbortSignal): Promise<ScreenAsset[]> {
    const path = `/screens/${segment(id)}/assets`
    return (await this.#connection.json<Schemas['ScreenAssetList']>('GET', path, { signal })).items
  }

  /** The newest first. */
  async versions(id: string, signal?: AbortSignal): Promise<ScreenVersionListed[]> {
    const path = `/screens/${segment(id)}/versions`
    return (await this.#connection.json<Schemas['ScreenVersionList']>('GET', path, { signal })).items
  }

  version(id: string, version: number, signal?: AbortSignal): Promise<ScreenVersion> {
    return this.#connection.json('GET', `/screens/${segment(id)}/versions/${version}`, { signal })
  }
}
