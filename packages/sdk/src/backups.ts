import type { Connection } from './connection.ts'
import { eventsOf } from './events.ts'
import { PlatformFault } from './fault.ts'
import type { components } from './generated/api.ts'

/** While the platform takes hold; then the file, on its machine, that tells what to copy. */
export type HoldEvent =
  | { readonly step: string; readonly done: number; readonly of: number }
  | { readonly file: string }

/** For programs on the machine of the platform, that copy it while it runs. */
export class BackupsApi {
  readonly #connection: Connection

  constructor(connection: Connection) {
    this.#connection = connection
  }

  /**
   * Holds the platform as it is, until this is left or the platform goes; then it ends. Throws a `PlatformFault` when the
   * platform cannot.
   */
  async *hold(signal?: AbortSignal): AsyncGenerator<HoldEvent> {
    const { body } = await this.#connection.ask('POST', '/backups/hold', { accept: 'text/event-stream', signal })
    if (!body) return
    for await (const { event, data } of eventsOf(body)) {
      if (event === 'step' || event === 'held') yield JSON.parse(data) as HoldEvent
      if (event !== 'fault') continue
      const { code, message, remedy } = JSON.parse(data) as { code: string; message: string; remedy: string }
      throw new PlatformFault(500, code, message, remedy)
    }
  }

  /** Binds the checksum of what was copied to the platform's keys, while it is held. */
  seal(sha256: string): Promise<components['schemas']['Seal']> {
    return this.#connection.json('POST', '/backups/seal', { body: { sha256 } })
  }
}
