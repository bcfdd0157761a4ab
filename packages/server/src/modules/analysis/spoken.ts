import type { Micros, SampleBatch } from '@millrace/core'
import type { HistoryStore } from '@millrace/history'

interface Range {
  readonly from: Micros
  readonly to: Micros
}

/** Series that tell of their points over one stretch of time. */
export interface Spoken extends Range {
  readonly series: readonly number[]
}

/** The first sample of each series that is not the first one of its point. */
async function beginnings(
  history: Pick<HistoryStore, 'raw'>,
  tenant: string,
  points: readonly (readonly number[])[],
  signal: AbortSignal,
): Promise<Map<number, Micros>> {
  const later = points.flatMap(([, ...more]) => more)
  if (later.length === 0) return new Map()
  const range = { from: -Infinity, to: Infinity, limit: 1 }
  const batch: SampleBatch = await history.raw({ tenant, series: later, ...range, signal })
  return new Map(
    Array.from({ length: batch.length }, (_, row) => [batch.series[row] as number, batch.time[row] as number]),
  )
}

/**
 * When which series tells of its point: a point begins a new one when its type changes, and from the first sample of that
 * one what stood before stands no longer. Most points have one series, and all of these are asked together.
 */
export async function spokenBy(
  history: Pick<HistoryStore, 'raw'>,
  tenant: string,
  {
    points,
    range,
    signal,
  }: { readonly points: readonly (readonly number[])[]; readonly range: Range; readonly signal: AbortSignal },
): Promise<Spoken[]> {
  const begin = await beginnings(history, tenant, points, signal)
  const stretches = new Map<string, { series: number[]; from: Micros; to: Micros }>()
  for (const own of points) {
    const spoke = own.filter((one, k) => k === 0 || begin.has(one))
    for (const [k, one] of spoke.entries()) {
      const from = k === 0 ? range.from : Math.max(range.from, begin.get(one) as Micros)
      const next = spoke[k + 1]
      const to = next === undefined ? range.to : Math.min(range.to, begin.get(next) as Micros)
      if (from >= to) continue
      const key = `${from} ${to}`
      const held = stretches.get(key) ?? { series: [], from, to }
      held.series.push(one)
      stretches.set(key, held)
    }
  }
  return [...stretches.values()].sort((a, b) => a.from - b.from)
}
