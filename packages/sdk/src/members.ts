import { type Connection, segment } from './connection.ts'
import type { components, paths } from './generated/api.ts'
import { listOf } from './list.ts'

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
  readonly list = listOf<MemberQuery, Member>((query, signal) =>
    this.#connection.json('GET', '/members', { query, signal }),
  )

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

  /**
   * With a new account or one's own; nobody needs to be signed in. Whoever has a second factor has not joined yet: the reply holds
   * the `ticket` for {@link acceptProven}.
   */
  accept(acceptance: InvitationAcceptance): Promise<InvitationAccepted | Schemas['SecondStepNeeded']> {
    return this.#connection.json('POST', '/invitations/acceptance', { body: acceptance })
  }

  /** The second step of {@link accept}, within five minutes of the first; it signs in, as the client's own second step does. */
  async acceptProven(
    token: string,
    ticket: string,
    proof: Schemas['Proof'],
    kind: 'cookie' | 'token' = 'token',
  ): Promise<Schemas['Session']> {
    const session = await this.#connection.json<Schemas['Session']>('POST', '/invitations/acceptance/second-step', {
      body: { token, ticket, proof, kind },
    })
    this.#connection.token = session.token
    return session
  }
}
