import type { AssetId, Micros } from '@millrace/core'
import type { TenantTx } from '../../database/index.ts'
import type { Priority, Words } from './schema.ts'
import type { Somebody } from './tables.ts'

/** Something that somebody should know of. */
export interface Notice {
  /** What counts as the same while it is open: told again, it is counted and not sent again. At most 200 characters. */
  readonly key: string
  /** What rules choose by: a word of whoever tells, such as `alarm` or `work-order`. */
  readonly kind: string
  readonly priority: Priority
  /** What it is about: rules choose by it, with all that is below. */
  readonly asset?: AssetId
  readonly title: Words
  readonly text: Words
  /** Where it is seen: a path of the console, or a whole URL. */
  readonly link?: string
  /** µs UTC. */
  readonly at: Micros
  /** An open one is told anew, from the first level on, as if nobody had been told. Default false. */
  readonly anew?: boolean
}

/** Some notices were acknowledged from a message. */
export interface Acknowledged {
  readonly keys: readonly string[]
  readonly by: Somebody
  /** µs UTC. */
  readonly at: Micros
}

/** Hears it in the transaction that acknowledges: throws, and nothing is acknowledged. What it returns is called after the commit. */
export type Hear = (tx: TenantTx, acknowledged: Acknowledged) => Promise<() => void>

/** What others need of this module. */
export interface Notices {
  /** In the transaction of the cause: both are there, or neither. Sent later, by the rules; at least once. */
  tell(tx: TenantTx, notices: readonly Notice[]): Promise<void>
  /**
   * Nobody needs to be told any more: escalation ends, what did not go out does not go out. `cleared` is said to whom it was told,
   * where the rule says so. Keys that are not open are passed over.
   */
  settled(
    tx: TenantTx,
    keys: readonly string[],
    settled: { readonly state: 'acknowledged' | 'cleared'; readonly by?: Somebody; readonly at: Micros },
  ): Promise<void>
  /** Who tells hears what was acknowledged by the link of a message. */
  onAcknowledged(hear: Hear): void
}
