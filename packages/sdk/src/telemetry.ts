import type { Connection } from './connection.ts'
import type { components } from './generated/api.ts'

/** An object of values at the platform's time, or `{ time, values }` with a time of its own, or an array of the latter. */
export type Telemetry = components['schemas']['Telemetry']

/** For devices: the client's token is `name:secret` of the device's credential. */
export class TelemetryApi {
  readonly #connection: Connection

  constructor(connection: Connection) {
    this.#connection = connection
  }

  /** Resolves when the values are durable. */
  send(values: Telemetry): Promise<void> {
    return this.#connection.done('POST', '/telemetry', { body: values })
  }
}
