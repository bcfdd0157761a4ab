import { type Connection, segment } from './connection.ts'
import type { components, paths } from './generated/api.ts'

type Schemas = components['schemas']
export type Assignment = Schemas['Assignment']
export type AssignmentQuery = NonNullable<paths['/api/v1/assignments']['get']['parameters']['query']>
export type AssignmentRequest = Schemas['AssignmentRequest']
export type Role = Schemas['Role']

/** Roles, and who holds which of them where. */
export class AccessApi {
  readonly #connection: Connection

  constructor(connection: Connection) {
    this.#connection = connection
  }

  /** The standard ones and the organisation's own. */
  async roles(signal?: AbortSignal): Promise<Role[]> {
    return (await this.#connection.json<Schemas['RoleList']>('GET', '/roles', { signal })).items
  }

  /** Who holds which role where; of one person or program with `holder`. */
  async assignments(query: AssignmentQuery = {}, signal?: AbortSignal): Promise<Assignment[]> {
    return (await this.#connection.json<Schemas['AssignmentList']>('GET', '/assignments', { query, signal })).items
  }

  /** Gives a member or program a role, for all or only `below` an asset. */
  assign(request: AssignmentRequest): Promise<Assignment> {
    return this.#connection.json('POST', '/assignments', { body: request })
  }

  /** Takes a role away, by the id of its assignment. */
  unassign(id: string): Promise<void> {
    return this.#connection.done('DELETE', `/assignments/${segment(id)}`)
  }
}
