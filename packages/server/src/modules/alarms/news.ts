import type { Priority } from '@millrace/compute'
import type { Log, TenantId } from '@millrace/core'
import { sayFault } from '@millrace/core'
import type { Definition } from './definition.ts'
import type { EventKind, Person } from './schema.ts'

/** Something happens to an alarm. */
export interface AlarmHappened {
  readonly alarm: string
  readonly asset: string
  readonly name: Definition['name']
  readonly class: string
  readonly kind: EventKind
  readonly priority: Priority
  readonly state: string
  /** It was put before operators by this: what people are notified of. */
  readonly annunciated: boolean
  /** µs UTC. */
  readonly at: number
  readonly value: number | undefined
  readonly by: Person | undefined
  readonly note: string | undefined
}

/** It is committed. */
export interface AlarmNews extends AlarmHappened {
  /** Of the journal; rises within a tenant. */
  readonly seq: number
}

/** Told in the order of the journal of a tenant, after the commit; must not throw, and must not wait. */
export type AlarmListener = (tenant: TenantId, news: readonly AlarmNews[]) => void

/** Whoever listens for what happens to alarms. */
export class NewsRoom {
  readonly #listeners = new Set<AlarmListener>()
  readonly #log: Log

  constructor(log: Log) {
    this.#log = log
  }

  listen(listener: AlarmListener): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  tell(tenant: TenantId, news: readonly AlarmNews[]): void {
    if (news.length === 0) return
    for (const listener of this.#listeners) {
      try {
        listener(tenant, news)
      } catch (thrown) {
        this.#log.error('a listener of alarms failed', { fault: sayFault(thrown) })
      }
    }
  }
}
