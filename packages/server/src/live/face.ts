import type { Closable, Micros, TenantId } from '@millrace/core'
import type { LiveFeed } from '../ingest/needs.ts'
import type { OwnerNeeds } from './owners.ts'
import type { LiveThread, ThreadStart } from './thread.ts'

export interface LiveNeeds extends OwnerNeeds {
  /** Of the checkpoint. */
  readonly file: string
  /** How long after its end a window of KPIs waits for values that are on their way; default a minute. */
  readonly grace?: Micros
  /** Default 1 GiB. */
  readonly mostBehind?: number
  /** Default 250,000. */
  readonly mostRows?: number
  /** A thread that works for one definition for so long, in ms, is ended; default 10 s. */
  readonly stuckMs?: number
  /** Default: a worker thread. */
  readonly start?: (start: ThreadStart) => LiveThread
}

export interface LiveCounters {
  /** s since the oldest group that is not evaluated became durable. */
  readonly lagSeconds: number
  /** s in which 99 of 100 of the newest groups were evaluated. */
  readonly lagP99Seconds: number
  /** Bytes of the journal that are not evaluated. */
  readonly behindBytes: number
  /** Bytes that were left out since the start, because live computing was too far behind. */
  readonly skippedBytes: number
  /** Edges of conditions that were taken since the start. */
  readonly edges: number
  readonly suspended: number
  /** Code of what is wrong now. */
  readonly fault?: string
}

export interface LiveEngine extends LiveFeed, Closable {
  /** After the journal is open. Reads on from where the last life ended, and evaluates from then on. */
  begin(tenants: readonly TenantId[]): Promise<void>
  /** Of the journal, as far as it was heard of. */
  readonly end: number
  counters(): LiveCounters
}
