import type { AssetId, Micros } from '@millrace/core'
import type { Reach, TenantTx } from '../../database/index.ts'
import type { Actor } from '../audit/index.ts'
import type { Priority } from './schema.ts'

/** Something happened that may ask for work: said by whoever noticed it. */
export interface MaintenanceEvent {
  /** What counts as the same: while an order of it is not over there is no second one. */
  readonly key: string
  /** What plans choose by, one of them is enough: such as `alarm`, and `alarm:high`. */
  readonly kinds: readonly [string, ...string[]]
  readonly asset: AssetId
  /** What happened, for whoever reads the order. */
  readonly says: string
  /** µs UTC. */
  readonly at: Micros
}

export interface AskedOrder {
  readonly key: string
  readonly asset: AssetId
  readonly title: string
  readonly instructions: string
  readonly priority: Priority
  /** What asked for it. */
  readonly says: string
}

/** What others need of this module. */
export interface Maintenance {
  /** In the transaction of the cause. Makes an order for each event and plan of its kinds, at the asset or above; how many were made. */
  happened(tx: TenantTx, events: readonly MaintenanceEvent[]): Promise<number>
  /** An order that somebody asked for before, through what they set up; while one of the same key is not over there is no second. */
  makeAsked(tx: TenantTx, wanted: AskedOrder, actor: Actor): Promise<void>
}

/** A KPI of an asset over a time; undefined where it has no value there. Whoever computes KPIs passes it in, and throws of its own where there is no such KPI. */
export type EffectOf = (
  reach: Reach,
  kpi: string,
  window: { readonly asset: string; readonly from: Micros; readonly to: Micros },
) => Promise<{ readonly value: number; readonly unit: string } | undefined>
