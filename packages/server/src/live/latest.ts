import type { Closable, SampleBatch } from '@millrace/core'

export interface Subscription extends Closable {
  /** Changes that were merged into a newer one because the listener was slow. */
  readonly conflated: number
}

/** The newest sample of every series, in memory; one tenant never sees another's series. */
export interface LatestValues extends Closable {
  /** A sample older than the one held is ignored. */
  update(tenant: string, batch: SampleBatch): void
  /** The series that have a value, in the order asked. */
  read(tenant: string, series: readonly number[]): SampleBatch
  /**
   * Calls `listener` at most every `everyMs` (default 250) with what changed, newest only; the first call brings what is held.
   * A promise from the listener is back-pressure: changes are merged meanwhile.
   */
  subscribe(tenant: string, series: readonly number[], listener: (batch: SampleBatch) => void | Promise<void>, everyMs?: number): Subscription
  /** Values taken in since the start, for the overview. */
  readonly taken: number
}
