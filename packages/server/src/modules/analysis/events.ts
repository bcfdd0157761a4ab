import { Fault, isGood, type Micros, valueAt } from '@millrace/core'
import type { HistoryStore } from '@millrace/history'
import type { Reach } from '../../database/index.ts'
import type { Action } from '../access/index.ts'
import type { SeriesPoint } from '../assets/index.ts'
import './faults.ts'

/** Something that happened, to be laid over curves. */
export interface PlantEvent {
  readonly kind: string
  /** µs since 1970 UTC. */
  readonly at: Micros
  readonly until?: Micros
  readonly point?: string
  readonly asset?: string
  readonly text: string
}

export interface EventsAsked {
  /** All in reach. */
  readonly points: readonly SeriesPoint[]
  readonly from: Micros
  readonly to: Micros
  /** More are not needed. */
  readonly limit: number
  readonly signal: AbortSignal
}

/** A module that knows of events offers them so: alarms, writes, orders. What it tells is in reach, the oldest first. */
export interface EventSource {
  readonly kind: string
  /** What the caller must be allowed; `reach` is how far they are. */
  readonly permission: Action
  eventsOf(reach: Reach, asked: EventsAsked): Promise<readonly PlantEvent[]>
}

/** Samples of one point that are looked through for changes. */
const MOST_SAMPLES = 100_000

/** Changes of points that hold a text or a truth value: modes, phases, orders, reasons. */
export const stateEvents = (history: Pick<HistoryStore, 'raw'>): EventSource => ({
  kind: 'state',
  permission: 'point:read',
  async eventsOf(reach, { points, from, to, limit, signal }) {
    const found: PlantEvent[] = []
    for (const { point, series } of points) {
      if (point.type !== 'string' && point.type !== 'boolean') continue
      const batch = await history.raw({ tenant: reach.tenant, series, from, to, limit: MOST_SAMPLES, signal })
      if (batch.length >= MOST_SAMPLES) throw new Fault('analysis.too_much', { most: MOST_SAMPLES, seen: batch.length })
      let held: PlantEvent | undefined
      for (let row = 0; row < batch.length; row++) {
        const at = batch.time[row] as number
        const value = isGood(batch.status[row] as number) ? valueAt(batch, row) : null
        const text = value === null ? undefined : String(value)
        if (text === held?.text) continue
        if (held) found.push({ ...held, until: at })
        held = text === undefined ? undefined : { kind: 'state', at, point: point.id, asset: point.assetId, text }
      }
      if (held) found.push(held)
    }
    return found.sort((a, b) => a.at - b.at).slice(0, limit)
  },
})
