import { type Connection, type Page, segment } from './connection.ts'
import type { components, paths } from './generated/api.ts'

type Schemas = components['schemas']
export type Member = Schemas['Member']
export type Invitation = Schemas['Invitation']
export type InvitationRequest = Schemas['InvitationRequest']
export type InvitationOffer = Schemas['InvitationOffer']
/** `account`: `own` makes no account for a user name that there is not. */
export type InvitationAcceptance = Schemas['Acceptance']
export type InvitationAccepted = Schemas['Accepted']
export type MemberQuery = NonNullable<paths['/api/v1/members']['get']['parameters']['query']>

/** People of the organisation one works for, and those invited to it. */
export class MembersApi {
  readonly #connection: Connection

  constructor(connection: Connection) {
    this.#connection = connection
  }

  /** By user name. */
  list(query: MemberQuery = {}, signal?: AbortSignal): Promise<Page<Member>> {
    return this.#connection.json('GET', '/members', { query, signal })
  }

  read(id: string, signal?: AbortSignal): Promise<Member> {
    return this.#connection.json('GET', `/members/${segment(id)}`, { signal })
  }

  /** They do not get in until they are restored; their sessions here end at once. */
  suspend(id: string): Promise<void> {
    return this.#connection.done('POST', `/members/${segment(id)}/suspension`)
  }

  restore(id: string): Promise<void> {
    return this.#connection.done('DELETE', `/members/${segment(id)}/suspension`)
  }

  /** Signs them out everywhere in this organisation. */
  endSessions(id: string): Promise<void> {
    return this.#connection.done('DELETE', `/members/${segment(id)}/sessions`)
  }

  /** From the organisation, with what they hold; their account stays theirs. */
  remove(id: string): Promise<void> {
    return this.#connection.done('DELETE', `/members/${segment(id)}`)
  }

  /** Those that are open. */
  async invitations(signal?: AbortSignal): Promise<Invitation[]> {
    return (await this.#connection.json<Schemas['InvitationList']>('GET', '/invitations', { signal })).items
  }

  /** Its token is told this once. */
  invite(request: InvitationRequest): Promise<Invitation> {
    return this.#connection.json('POST', '/invitations', { body: request })
  }

  withdraw(invitation: string): Promise<void> {
    return this.#connection.done('DELETE', `/invitations/${segment(invitation)}`)
  }

  /** Who invites, told to whoever holds the token; nobody needs to be signed in. */
  offer(token: string, signal?: AbortSignal): Promise<InvitationOffer> {
    return this.#connection.json('POST', '/invitations/offer', { body: { token }, signal })
  }

  /** With a new account or one's own; nobody needs to be signed in. */
  accept(acceptance: InvitationAcceptance): Promise<InvitationAccepted> {
    return this.#connection.json('POST', '/invitations/acceptance', { body: acceptance })
  }
}
