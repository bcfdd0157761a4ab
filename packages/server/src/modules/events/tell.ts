import type { TenantTx } from '../../database/index.ts'
import type { Json } from '../audit/index.ts'

/** Something that happened, of a type that its module declares. */
export interface Told {
  readonly type: string
  /** Id of what it happened to. */
  readonly subject?: string
  /** Where: who sees the asset may see the event. Without it only who sees the whole organisation does. */
  readonly asset?: string
  /** Id of a point, for the asset that it is at. */
  readonly point?: string
  /** µs UTC; default now. */
  readonly at?: number
  readonly data: Readonly<Record<string, Json>>
}

/** What modules need of this one: in the transaction of what happened, so that both are there, or neither. */
export interface Tell {
  tell(tx: TenantTx, events: readonly Told[]): void
}
