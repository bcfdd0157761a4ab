import type { ConditionDefinition, ConditionEdge } from '@millrace/compute'
import type { Fault, TenantId } from '@millrace/core'

/**
 * What live computing needs of the rest of the house. It knows no module: `platform.ts` passes these in.
 */

/**
 * Owner of conditions: gives their definitions and takes their edges. The alarms module is one.
 *
 * All calls come from the main thread. Those of {@link ConditionBook.edges} of one tenant never overlap; others may beside them.
 */
export interface ConditionBook {
  /** Every condition of a tenant that is to be evaluated now. Asked at the start and after each change that is told. */
  definitions(tenant: TenantId): Promise<readonly ConditionDefinition[]>
  /**
   * Calls `listener` when the definitions of a tenant, or the series that their points speak in, are others than before, after
   * they were committed; returns what ends it. It resolves when the new definitions hold for whatever becomes durable from then
   * on. Many calls in a row are one question. State is kept of a condition whose definition is the same; one that changed stays
   * active or not until the next sample says otherwise.
   */
  onChanged(listener: (tenant: TenantId) => Promise<void>): () => void
  /**
   * The newest edge that was taken of each condition that is to be evaluated; none where none was. Asked after the start, once what
   * the journal still had is evaluated, and after definitions changed: what is newer here comes again, what is newer there is taken
   * over, so that a condition whose alarm stands is told when it ends.
   */
  standing(tenant: TenantId): Promise<readonly StandingEdge[]>
  /**
   * Takes edges, in order; resolves when they are durable (committed). Only then is the journal behind them let go.
   * After a crash some come again: an edge that is not newer (`at`) than the newest of its condition is known, and left out.
   * An edge of a condition that is unknown (it was just removed) is left out too. A rejection means that none of the call's
   * edges were taken: the same call comes again after a second, for as long as it takes, and nothing is evaluated further than
   * a bounded queue meanwhile.
   */
  edges(tenant: TenantId, edges: readonly ConditionEdge[]): Promise<void>
  /**
   * A definition could not be evaluated, or took too long, and is evaluated no more until it, or a point of it, is another. It keeps
   * its state.
   */
  suspended(tenant: TenantId, condition: number, fault: Fault): Promise<void>
  /** Suspended ones that are evaluated again. */
  resumed(tenant: TenantId, conditions: readonly number[]): Promise<void>
}

export type StandingEdge = Pick<ConditionEdge, 'condition' | 'active' | 'at'>
