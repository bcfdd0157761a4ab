import { type Connection, segment } from './connection.ts'
import type { components } from './generated/api.ts'
import { listOf } from './list.ts'
import type { QueryOf } from './plant.ts'

type Schemas = components['schemas']
export type PhysicalAsset = Schemas['PhysicalAsset']
export type PhysicalAssetRequest = Schemas['PhysicalAssetRequest']
export type RoleFilling = Schemas['RoleFilling']
export type PhysicalAssetQuery = QueryOf<'/api/v1/physical-assets'>
export type RoleFillingQuery = QueryOf<'/api/v1/role-fillings'>

/** Things with serial numbers, and which place each of them filled when. */
export class PhysicalApi {
  readonly #connection: Connection

  constructor(connection: Connection) {
    this.#connection = connection
  }

  readonly list = listOf<PhysicalAssetQuery, PhysicalAsset>((query, signal) =>
    this.#connection.json('GET', '/physical-assets', { query, signal }),
  )

  read(id: string, signal?: AbortSignal): Promise<PhysicalAsset> {
    return this.#connection.json('GET', `/physical-assets/${segment(id)}`, { signal })
  }

  add(request: PhysicalAssetRequest): Promise<PhysicalAsset> {
    return this.#connection.json('POST', '/physical-assets', { body: request })
  }

  change(id: string, request: PhysicalAssetRequest): Promise<PhysicalAsset> {
    return this.#connection.json('PUT', `/physical-assets/${segment(id)}`, { body: request })
  }

  /** What never filled a place. */
  remove(id: string): Promise<void> {
    return this.#connection.done('DELETE', `/physical-assets/${segment(id)}`)
  }

  /** Newest first. */
  readonly fillings = listOf<RoleFillingQuery, RoleFilling>((query, signal) =>
    this.#connection.json('GET', '/role-fillings', { query, signal }),
  )

  fill(request: Schemas['RoleFillingRequest']): Promise<RoleFilling> {
    return this.#connection.json('POST', '/role-fillings', { body: request })
  }

  changeFilling(id: string, change: Schemas['RoleFillingChange']): Promise<RoleFilling> {
    return this.#connection.json('PUT', `/role-fillings/${segment(id)}`, { body: change })
  }

  /** What was never so. */
  removeFilling(id: string): Promise<void> {
    return this.#connection.done('DELETE', `/role-fillings/${segment(id)}`)
  }
}
