import type { Micros } from '@millrace/core'

export type LinkState = 'idle' | 'connecting' | 'online' | 'backoff' | 'closed'

/** Where the connection to a device stands. */
export interface DeviceState {
  readonly state: LinkState
  readonly since: Micros
  /** Why the last connection or attempt ended; stays until the device was online for a minute. */
  readonly lastError?: string
  /** Attempts since the device was last online for a minute; 1 is the first. */
  readonly attempt: number
  /** In `backoff`: wait until the next attempt, ms. */
  readonly nextMs?: number
}
