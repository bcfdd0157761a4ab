import { type Connection, segment } from './connection.ts'
import type { components, paths } from './generated/api.ts'

type Schemas = components['schemas']
export type AccessQuestion = Schemas['AccessQuestion']
/** An action of the vocabulary, what it is about, and whether a grant may give it. */
export type ActionInfo = Schemas['ActionList']['items'][number]
export type Assignment = Schemas['Assignment']
export type AssignmentQuery = NonNullable<paths['/api/v1/assignments']['get']['parameters']['query']>
export type AssignmentRequest = Schemas['AssignmentRequest']
export type Explanation = Schemas['Explanation']
export type Role = Schemas['Role']
export type RoleRequest = Schemas['RoleRequest']

/** Roles, who holds which of them where, and why somebody may do something. */
export class AccessApi {
  readonly #connection: Connection

  constructor(connection: Connection) {
    this.#connection = connection
  }

  /** The vocabulary of rights. */
  async actions(signal?: AbortSignal): Promise<ActionInfo[]> {
    return (await this.#connection.json<Schemas['ActionList']>('GET', '/actions', { signal })).items
  }

  /** The standard ones and the organisation's own. */
  async roles(signal?: AbortSignal): Promise<Role[]> {
    return (await this.#connection.json<Schemas['RoleList']>('GET', '/roles', { signal })).items
  }

  /** One of the organisation's own. */
  makeRole(request: RoleRequest): Promise<Role> {
    return this.#connection.json('POST', '/roles', { body: request })
  }

  /** One of the organisation's own that nobody holds. */
  dropRole(name: string): Promise<void> {
    return this.#connection.done('DELETE', `/roles/${segment(name)}`)
  }

  /** Who holds which role where; of one person or program with `holder`, of one role with `role`. */
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

  /** Why a member or program may do something, or not. */
  explain(question: AccessQuestion, signal?: AbortSignal): Promise<Explanation> {
    return this.#connection.json('POST', '/access/explanation', { body: question, signal })
  }
}
