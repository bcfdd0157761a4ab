import type { Reach } from '../../database/index.ts'

/** How far somebody may do each part of it; who may not is refused before. */
export interface Reaches {
  /** Draw the plant. */
  readonly plant: Reach
  /** Propose alarms. */
  readonly alarms: Reach
  /** Define KPIs. */
  readonly kpis: Reach
}
