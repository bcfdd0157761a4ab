import type { Connection } from './connection.ts'
import type { components } from './generated/api.ts'

type Schemas = components['schemas']
export type Organisation = Schemas['Organisation']
export type OrganisationChange = Schemas['OrganisationChange']
export type Quota = Schemas['Quota']

/** The organisation one works for: its name and rules, and what it may use. */
export class OrganisationApi {
  readonly #connection: Connection

  constructor(connection: Connection) {
    this.#connection = connection
  }

  /** Name, handle and rules. */
  read(signal?: AbortSignal): Promise<Organisation> {
    return this.#connection.json('GET', '/organisation', { signal })
  }

  /** What is left out stays. */
  change(change: OrganisationChange): Promise<Organisation> {
    return this.#connection.json('POST', '/organisation', { body: change })
  }

  /** What it may use at most, and what it uses now. */
  async quotas(signal?: AbortSignal): Promise<Quota[]> {
    return (await this.#connection.json<Schemas['QuotaList']>('GET', '/quotas', { signal })).items
  }
}
