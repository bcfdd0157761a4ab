import { type Connection, segment } from './connection.ts'
import type { components } from './generated/api.ts'
import type { Organisation, Quota } from './organisation.ts'

type Schemas = components['schemas']
export type OrganisationMade = Schemas['OrganisationMade']
export type OrganisationRequest = Schemas['OrganisationRequest']
export type QuotaChange = Schemas['QuotaChange']

/** Every organisation on the platform, for whoever runs it; nothing inside them. */
export class OrganisationsApi {
  readonly #connection: Connection

  constructor(connection: Connection) {
    this.#connection = connection
  }

  async list(signal?: AbortSignal): Promise<Organisation[]> {
    return (await this.#connection.json<Schemas['OrganisationList']>('GET', '/organisations', { signal })).items
  }

  /** With the invitation of its first administrator, whose token is told this once. */
  make(request: OrganisationRequest): Promise<OrganisationMade> {
    return this.#connection.json('POST', '/organisations', { body: request })
  }

  /** Nobody and nothing of it gets in any more; what it has is kept. */
  suspend(id: string): Promise<void> {
    return this.#connection.done('POST', `/organisations/${segment(id)}/suspension`)
  }

  restore(id: string): Promise<void> {
    return this.#connection.done('DELETE', `/organisations/${segment(id)}/suspension`)
  }

  /** What one of them may use at most, and what it uses now. */
  async quotas(id: string, signal?: AbortSignal): Promise<Quota[]> {
    return (
      await this.#connection.json<Schemas['QuotaList']>('GET', `/organisations/${segment(id)}/quotas`, { signal })
    ).items
  }

  /** Sets one quota, or lifts it with `most: null`. */
  async setQuota(id: string, change: QuotaChange): Promise<Quota[]> {
    return (
      await this.#connection.json<Schemas['QuotaList']>('PUT', `/organisations/${segment(id)}/quotas`, { body: change })
    ).items
  }
}
