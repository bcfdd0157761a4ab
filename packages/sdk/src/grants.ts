import { type Connection, segment } from './connection.ts'
import type { components } from './generated/api.ts'
import { listOf } from './list.ts'
import type { QueryOf } from './plant.ts'

type Schemas = components['schemas']
export type Grant = Schemas['Grant']
export type GrantRequest = Schemas['GrantRequest']
export type GrantQuery = QueryOf<'/api/v1/grants/given'>

/** What this organisation shares with others, and others with it. */
export class GrantsApi {
  readonly #connection: Connection

  constructor(connection: Connection) {
    this.#connection = connection
  }

  /** Newest first. */
  readonly given = listOf<GrantQuery, Grant>((query, signal) =>
    this.#connection.json('GET', '/grants/given', { query, signal }),
  )

  /** Newest first. */
  readonly received = listOf<GrantQuery, Grant>((query, signal) =>
    this.#connection.json('GET', '/grants/received', { query, signal }),
  )

  /** One that this organisation received, also when it is over. */
  receivedOne(id: string, signal?: AbortSignal): Promise<Grant> {
    return this.#connection.json('GET', `/grants/received/${segment(id)}`, { signal })
  }

  /** What the link opens whose token this client holds. */
  held(signal?: AbortSignal): Promise<Grant> {
    return this.#connection.json('GET', '/grants/held', { signal })
  }

  /** Without a receiver a link is made; its `token` is told this once. */
  give(request: GrantRequest): Promise<Grant> {
    return this.#connection.json('POST', '/grants', { body: request })
  }

  /** Counts at once: open streams through it end. */
  revoke(id: string): Promise<void> {
    return this.#connection.done('DELETE', `/grants/${segment(id)}`)
  }
}
