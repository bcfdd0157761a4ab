import { type Connection, segment } from './connection.ts'
import type { components } from './generated/api.ts'
import type { QueryOf } from './plant.ts'

type Schemas = components['schemas']
export type Binding = Schemas['Binding']
export type BindingCalibration = Schemas['BindingCalibrationList']['items'][number]
export type BindingChange = Schemas['BindingChange']
export type BindingComparison = Schemas['BindingComparison']
export type BindingPreview = Schemas['BindingPreview']
export type BindingRequest = Schemas['BindingRequest']
export type BoundAsset = Schemas['BoundAsset']
export type MechanismLineage = Schemas['MechanismLineage']
export type BindingQuery = NonNullable<QueryOf<'/api/v1/bindings'>>
export type LineageQuery = NonNullable<QueryOf<'/api/v1/lineage'>>

/** Mechanism models that run at assets. */
export class BindingsApi {
  readonly #connection: Connection

  constructor(connection: Connection) {
    this.#connection = connection
  }

  async list(query: BindingQuery = {}, signal?: AbortSignal): Promise<Binding[]> {
    return (await this.#connection.json<Schemas['BindingList']>('GET', '/bindings', { query, signal })).items
  }

  read(id: string, signal?: AbortSignal): Promise<Binding> {
    return this.#connection.json('GET', `/bindings/${segment(id)}`, { signal })
  }

  /** How it stands at each asset. */
  async assets(id: string, signal?: AbortSignal): Promise<BoundAsset[]> {
    const path = `/bindings/${segment(id)}/assets`
    return (await this.#connection.json<Schemas['BoundAssetList']>('GET', path, { signal })).items
  }

  /** Which assets would run it, and what is missing; nothing is kept. */
  preview(request: BindingRequest, signal?: AbortSignal): Promise<BindingPreview> {
    return this.#connection.json('POST', '/bindings/preview', { body: request, signal })
  }

  /** Answered when it is in force. */
  define(request: BindingRequest): Promise<Binding> {
    return this.#connection.json('POST', '/bindings', { body: request })
  }

  change(id: string, change: BindingChange): Promise<Binding> {
    return this.#connection.json('PUT', `/bindings/${segment(id)}`, { body: change })
  }

  /** It runs no more; its points and their history stay. */
  remove(id: string): Promise<void> {
    return this.#connection.done('DELETE', `/bindings/${segment(id)}`)
  }

  pause(id: string): Promise<Binding> {
    return this.#connection.json('POST', `/bindings/${segment(id)}/pause`)
  }

  /** What came meanwhile is worked out of the history. */
  resume(id: string): Promise<Binding> {
    return this.#connection.json('POST', `/bindings/${segment(id)}/resume`)
  }

  /** Runs another version in the shadow of the one in force. */
  startCanary(id: string, version: string): Promise<Binding> {
    return this.#connection.json('POST', `/bindings/${segment(id)}/canary`, { body: { version } })
  }

  /** How the two compare. */
  comparison(id: string, signal?: AbortSignal): Promise<BindingComparison> {
    return this.#connection.json('GET', `/bindings/${segment(id)}/canary`, { signal })
  }

  endCanary(id: string): Promise<Binding> {
    return this.#connection.json('DELETE', `/bindings/${segment(id)}/canary`)
  }

  /** Puts another published version in force. */
  promote(id: string, version: string): Promise<Binding> {
    return this.#connection.json('POST', `/bindings/${segment(id)}/promote`, { body: { version } })
  }

  /** Back to the version before. */
  rollBack(id: string): Promise<Binding> {
    return this.#connection.json('POST', `/bindings/${segment(id)}/rollback`)
  }

  /** Works its outputs out of the history from a moment on, ISO 8601. */
  workBack(id: string, from: string): Promise<Binding> {
    return this.#connection.json('POST', `/bindings/${segment(id)}/back`, { body: { from } })
  }

  /** Parameters that held at an asset, the newest first. */
  async calibrations(id: string, asset: string, signal?: AbortSignal): Promise<BindingCalibration[]> {
    const path = `/bindings/${segment(id)}/assets/${segment(asset)}/calibrations`
    return (await this.#connection.json<Schemas['BindingCalibrationList']>('GET', path, { signal })).items
  }

  async calibrate(
    id: string,
    asset: string,
    request: Schemas['BindingCalibrationRequest'],
  ): Promise<BindingCalibration[]> {
    const path = `/bindings/${segment(id)}/assets/${segment(asset)}/calibrations`
    return (await this.#connection.json<Schemas['BindingCalibrationList']>('POST', path, { body: request })).items
  }

  /** Where a value of a model's output came from. */
  lineage(query: LineageQuery, signal?: AbortSignal): Promise<MechanismLineage> {
    return this.#connection.json('GET', '/lineage', { query, signal })
  }
}
