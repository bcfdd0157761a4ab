import { type Connection, segment } from './connection.ts'
import type { components } from './generated/api.ts'
import { listOf } from './list.ts'
import type { QueryOf } from './plant.ts'

type Schemas = components['schemas']
export type ThingModel = Schemas['ThingModel']
export type ThingModelListed = Schemas['ThingModelListed']
export type ThingModelContent = ThingModel['content']
export type ThingProperty = NonNullable<ThingModelContent['properties']>[string]
export type ThingInstance = Schemas['ThingInstance']
export type ThingDifference = Schemas['ThingDifferenceList']['items'][number]
export type ThingMigration = Schemas['ThingMigration']
export type ThingTemplateRequest = Schemas['ThingTemplateRequest']
export type ThingModelQuery = QueryOf<'/api/v1/thing-models'>

/** What assets can tell and do: thing models (W3C WoT), and assets that are of one. */
export class ThingsApi {
  readonly #connection: Connection

  constructor(connection: Connection) {
    this.#connection = connection
  }

  /** By key, the newest version first. */
  readonly list = listOf<ThingModelQuery, ThingModelListed>((query, signal) =>
    this.#connection.json('GET', '/thing-models', { query, signal }),
  )

  read(id: string, signal?: AbortSignal): Promise<ThingModel> {
    return this.#connection.json('GET', `/thing-models/${segment(id)}`, { signal })
  }

  draft(request: Schemas['ThingModelRequest']): Promise<ThingModel> {
    return this.#connection.json('POST', '/thing-models', { body: request })
  }

  change(id: string, content: ThingModelContent): Promise<ThingModel> {
    return this.#connection.json('PUT', `/thing-models/${segment(id)}`, { body: { content } })
  }

  /** From then on it is never changed. */
  publish(id: string): Promise<ThingModel> {
    return this.#connection.json('POST', `/thing-models/${segment(id)}/publication`)
  }

  retire(id: string): Promise<ThingModel> {
    return this.#connection.json('POST', `/thing-models/${segment(id)}/retirement`)
  }

  remove(id: string): Promise<void> {
    return this.#connection.done('DELETE', `/thing-models/${segment(id)}`)
  }

  /** As a Thing Model document. */
  async document(id: string, signal?: AbortSignal): Promise<string> {
    const path = `/thing-models/${segment(id)}/document`
    return (await this.#connection.ask('GET', path, { accept: 'application/tm+json', signal })).text()
  }

  async differences(from: string, to: string, signal?: AbortSignal): Promise<ThingDifference[]> {
    const path = `/thing-models/${segment(from)}/differences`
    const ask = { query: { to }, signal }
    return (await this.#connection.json<Schemas['ThingDifferenceList']>('GET', path, ask)).items
  }

  /** Without `seen` only looks at what becomes of assets and their bindings. */
  migrate(from: string, request: Schemas['ThingMigrationRequest']): Promise<ThingMigration> {
    return this.#connection.json('POST', `/thing-models/${segment(from)}/migration`, { body: request })
  }

  /** Assets of a model; returns their ids. */
  async template(id: string, request: ThingTemplateRequest): Promise<string[]> {
    const path = `/thing-models/${segment(id)}/assets`
    return (await this.#connection.json<Schemas['ThingTemplateMade']>('POST', path, { body: request })).assets
  }

  instance(asset: string, signal?: AbortSignal): Promise<ThingInstance> {
    return this.#connection.json('GET', `/assets/${segment(asset)}/model`, { signal })
  }

  /** The same; null where it is of no model. */
  async modelled(asset: string, signal?: AbortSignal): Promise<ThingInstance | null> {
    const path = `/assets/${segment(asset)}/models`
    return (await this.#connection.json<{ items: ThingInstance[] }>('GET', path, { signal })).items[0] ?? null
  }

  setModel(asset: string, model: string): Promise<ThingInstance> {
    return this.#connection.json('PUT', `/assets/${segment(asset)}/model`, { body: { model } })
  }

  dropModel(asset: string): Promise<void> {
    return this.#connection.done('DELETE', `/assets/${segment(asset)}/model`)
  }

  /** By hand; null: by name or pattern again. */
  bind(asset: string, property: string, point: string | null): Promise<ThingInstance> {
    const path = `/assets/${segment(asset)}/bindings/${segment(property)}`
    return this.#connection.json('PUT', path, { body: { point } })
  }

  /** The Thing Description of an asset. */
  async description(asset: string, signal?: AbortSignal): Promise<string> {
    const path = `/assets/${segment(asset)}/thing-description`
    return (await this.#connection.ask('GET', path, { accept: 'application/td+json', signal })).text()
  }
}
