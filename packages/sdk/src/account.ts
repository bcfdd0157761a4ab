import type { Connection } from './connection.ts'
import type { components } from './generated/api.ts'

type Schemas = components['schemas']
export type Rights = Schemas['Rights']
/** An action of the platform's vocabulary, such as `point:read`. */
export type Action = Rights['items'][number]['action']

/** What is the signed-in person's own. */
export class AccountApi {
  readonly #connection: Connection

  constructor(connection: Connection) {
    this.#connection = connection
  }

  /** What they may do in the organisation they work for. */
  rights(signal?: AbortSignal): Promise<Rights> {
    return this.#connection.json('GET', '/me/rights', { signal })
  }
}
