import { type BatchRun, envelopeOf, scoreBatch } from '@millrace/compute'
import { Fault, type Micros, valueAt } from '@millrace/core'
import type { HistoryStore } from '@millrace/history'
import { rangeOf } from '../telemetry/index.ts'
import './faults.ts'
import { allFinite } from './finite.ts'
import type { EnvelopeRequest, EnvelopeTold } from './insight-schema.ts'

/** Instants of one question. */
const MOST_INSTANTS = 50_000

interface Of {
  readonly tenant: string
  readonly series: readonly number[]
  readonly signal: AbortSignal
}

type BatchAsked = EnvelopeRequest['good'][0]

/** Even instants from the first to the last of a phase, whole µs. */
const instantsOf = ({ from, to }: { readonly from: string; readonly to: string }, parts: number): Micros[] => {
  // An end that is no end is refused as that of any range.
  const range = rangeOf({ from, to }, 0)
  return Array.from({ length: parts }, (_, k) => Math.round(range.from + (k * (range.to - range.from)) / (parts - 1)))
}

/** What good batches did, and how far another lay from it. All instants are asked of the history at once. */
export async function toldEnvelope(history: HistoryStore, of: Of, request: EnvelopeRequest): Promise<EnvelopeTold> {
  const { good, batch, parts = 50, k = 3, interpolation = 'linear' } = request
  const batches = batch ? [...good, batch] : good
  const phases = batches.flatMap((one) => one.phases)
  const seen = phases.length * parts
  if (seen > MOST_INSTANTS) throw new Fault('analysis.too_much', { most: MOST_INSTANTS, seen })
  const times = phases.map((phase) => instantsOf(phase, parts))
  const found = await history.at({
    ...of,
    times: [...new Set(times.flat())],
    mode: interpolation,
  })
  const at = new Map<Micros, number>()
  for (let row = 0; row < found.length; row++) {
    const value = valueAt(found, row)
    // Series of a point whose type changed come oldest first: the newest counts.
    if (value !== null && typeof value !== 'string') at.set(found.time[row] as number, Number(value))
  }
  let next = 0
  const runOf = (one: BatchAsked): BatchRun => ({
    phases: one.phases.map(({ name }) => ({
      name,
      values: Float64Array.from(times[next++] as Micros[], (time) => at.get(time) ?? Number.NaN),
    })),
  })
  const envelope = envelopeOf(good.map(runOf), parts)
  const scores = batch ? scoreBatch(envelope, runOf(batch), k) : undefined
  return {
    batches: envelope.batches,
    phases: envelope.phases.map(({ name, mean, deviation }, p) => {
      const score = scores?.[p]
      return {
        name,
        mean: allFinite(mean),
        low: allFinite(mean.map((value, i) => value - k * (deviation[i] as number))),
        high: allFinite(mean.map((value, i) => value + k * (deviation[i] as number))),
        ...(score && {
          batch: {
            value: allFinite(score.values),
            outside: Number.isNaN(score.outside) ? null : score.outside,
            worst: Number.isFinite(score.worst) ? score.worst : null,
            worstAt: score.worstAt,
          },
        }),
      }
    }),
  }
}
