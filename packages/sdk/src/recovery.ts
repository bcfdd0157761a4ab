import { type Connection, segment } from './connection.ts'
import type { components } from './generated/api.ts'

type Schemas = components['schemas']
export type RecoveryMade = Schemas['RecoveryMade']
/** What the person lost: the password, every second factor, or both. */
export type Lost = RecoveryMade['lost']
export type RecoveryRequest = Schemas['RecoveryRequest']
export type PersonRecovery = Schemas['PersonRecovery']
export type OperatorRecovery = Schemas['OperatorRecovery']
export type RecoveryOffer = Schemas['RecoveryOffer']
export type RecoveryUse = Schemas['RecoveryUse']

/** A way back in for somebody who lost what proves them: a token for one use within an hour. */
export class RecoveryApi {
  readonly #connection: Connection

  constructor(connection: Connection) {
    this.#connection = connection
  }

  /** For a member of one's own organisation alone; the token is told this once, and the older one ends. */
  forMember(id: string, request: RecoveryRequest): Promise<RecoveryMade> {
    return this.#connection.json('POST', `/members/${segment(id)}/recovery`, { body: request })
  }

  /** For anybody on the platform by user name, by whoever runs it. */
  forAnybody(request: PersonRecovery): Promise<RecoveryMade> {
    return this.#connection.json('POST', '/people/recovery', { body: request })
  }

  /** For one who runs the platform, by the owner of its machine: with the local token alone. */
  forOperator(request: OperatorRecovery): Promise<RecoveryMade> {
    return this.#connection.json('POST', '/people/recovery/operator', { body: request })
  }

  /** What a token is for, told to whoever holds it; nobody needs to be signed in. */
  offer(token: string, signal?: AbortSignal): Promise<RecoveryOffer> {
    return this.#connection.json('POST', '/session/recovery/offer', { body: { token }, signal })
  }

  /** With a new password, or with the one there is where the factors alone were lost; every session ends. */
  use(given: RecoveryUse): Promise<void> {
    return this.#connection.done('POST', '/session/recovery', { body: given })
  }
}
