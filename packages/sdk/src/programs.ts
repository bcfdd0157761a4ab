import { type Connection, segment } from './connection.ts'
import type { components, paths } from './generated/api.ts'
import { listOf } from './list.ts'

type Schemas = components['schemas']
export type Program = Schemas['Program']
export type ProgramMade = Schemas['ProgramMade']
export type ProgramRequest = Schemas['ProgramRequest']
export type ProgramRotation = Schemas['ProgramRotation']
export type ProgramQuery = NonNullable<paths['/api/v1/programs']['get']['parameters']['query']>

/** Programs that act for the organisation: API keys and OAuth clients. */
export class ProgramsApi {
  readonly #connection: Connection

  constructor(connection: Connection) {
    this.#connection = connection
  }

  /** Newest first. */
  readonly list = listOf<ProgramQuery, Program>((query, signal) =>
    this.#connection.json('GET', '/programs', { query, signal }),
  )

  read(id: string, signal?: AbortSignal): Promise<Program> {
    return this.#connection.json('GET', `/programs/${segment(id)}`, { signal })
  }

  /** Its secret is told this once; without a role it may do nothing. */
  make(request: ProgramRequest): Promise<ProgramMade> {
    return this.#connection.json('POST', '/programs', { body: request })
  }

  /** A new secret, told this once; the old one counts for `overlapHours` more, 24 if not said. */
  rotate(id: string, rotation: ProgramRotation = {}): Promise<ProgramMade> {
    return this.#connection.json('POST', `/programs/${segment(id)}/rotation`, { body: rotation })
  }

  /** Its key and its tokens are refused at once, until it is restored. */
  suspend(id: string): Promise<void> {
    return this.#connection.done('POST', `/programs/${segment(id)}/suspension`)
  }

  restore(id: string): Promise<void> {
    return this.#connection.done('DELETE', `/programs/${segment(id)}/suspension`)
  }

  /** For good, with its tokens and roles. */
  end(id: string): Promise<void> {
    return this.#connection.done('DELETE', `/programs/${segment(id)}`)
  }
}
