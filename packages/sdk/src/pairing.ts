import type { Connection } from './connection.ts'
import type { components } from './generated/api.ts'

/** A program that asks to be let in as the signed-in person. */
export type PairingOffer = components['schemas']['PairingOffer']

/** Programs that show a code and ask a person to let them in. `userCode`: as the program shows it. */
export class PairingApi {
  readonly #connection: Connection

  constructor(connection: Connection) {
    this.#connection = connection
  }

  offer(userCode: string, signal?: AbortSignal): Promise<PairingOffer> {
    return this.#connection.json('POST', '/pairings/offer', { body: { userCode }, signal })
  }

  /** It acts as the signed-in person from then on, for a day. */
  approve(userCode: string): Promise<void> {
    return this.#connection.done('POST', '/pairings/approval', { body: { userCode } })
  }

  refuse(userCode: string): Promise<void> {
    return this.#connection.done('POST', '/pairings/refusal', { body: { userCode } })
  }
}
