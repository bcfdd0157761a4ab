import { type Connection, segment } from './connection.ts'
import type { components } from './generated/api.ts'
import type { QueryOf } from './plant.ts'

type Schemas = components['schemas']
export type DerivedPoint = Schemas['Derived']
export type DerivedPointChange = Schemas['DerivedChange']
export type DerivedPointRequest = Schemas['DerivedRequest']
export type DerivedPreview = Schemas['DerivedPreview']
export type DerivedPreviewRequest = Schemas['DerivedPreviewRequest']
export type DerivedPointQuery = NonNullable<QueryOf<'/api/v1/derived-points'>>

/** Points that are worked out of others by a formula. */
export class DerivedApi {
  readonly #connection: Connection

  constructor(connection: Connection) {
    this.#connection = connection
  }

  async list(query: DerivedPointQuery = {}, signal?: AbortSignal): Promise<DerivedPoint[]> {
    return (await this.#connection.json<Schemas['DerivedList']>('GET', '/derived-points', { query, signal })).items
  }

  /** A new point of an asset; answered when it is in force. */
  define(request: DerivedPointRequest): Promise<DerivedPoint> {
    return this.#connection.json('POST', '/derived-points', { body: request })
  }

  change(id: string, change: DerivedPointChange): Promise<DerivedPoint> {
    return this.#connection.json('PUT', `/derived-points/${segment(id)}`, { body: change })
  }

  /** It is worked out no more; the point and its history stay. */
  remove(id: string): Promise<void> {
    return this.#connection.done('DELETE', `/derived-points/${segment(id)}`)
  }

  /** Works it out of the history from a moment on, ISO 8601. */
  workBack(id: string, from: string): Promise<DerivedPoint> {
    return this.#connection.json('POST', `/derived-points/${segment(id)}/back`, { body: { from } })
  }

  /** What a formula gives over the last hours; nothing is kept. */
  preview(request: DerivedPreviewRequest, signal?: AbortSignal): Promise<DerivedPreview> {
    return this.#connection.json('POST', '/derived-points/preview', { body: request, signal })
  }
}
