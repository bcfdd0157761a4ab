import {
  cellOf,
  type DerivedDefinition,
  type DerivedSample,
  type InputSample,
  type InstantDefinition,
  seriesOfInputs,
  tellDerived,
} from '@millrace/compute'
import { BatchBuilder, isBad, type Micros, type SampleBatch } from '@millrace/core'
import type { HistoryStore } from '@millrace/history'
import { inputSampleOf } from '../../live/standing.ts'

type History = Pick<HistoryStore, 'raw' | 'latest'>

/** What each of some series had last, not later than `at`; null where nothing. */
export async function standingAt(
  history: History,
  tenant: string,
  series: readonly number[],
  at: Micros,
): Promise<(InputSample | null)[]> {
  const batch = await history.latest(tenant, series, at)
  const rows = new Map<number, InputSample>()
  for (let i = 0; i < batch.length; i++) rows.set(batch.series[i]!, inputSampleOf(batch, i))
  return series.map((one) => rows.get(one) ?? null)
}

export interface Stretch {
  /** What each input had last before it, null where nothing. */
  readonly before: readonly (InputSample | null)[]
  readonly samples: SampleBatch
}

/** Samples of what is told from `from` to `to`, exclusive; undefined where a series has more than `most` in between. */
export async function readStretch(
  history: History,
  tenant: string,
  definition: InstantDefinition,
  { from, to, most }: { readonly from: Micros; readonly to: Micros; readonly most: number },
): Promise<Stretch | undefined> {
  const series = seriesOfInputs(definition)
  const { every } = definition
  // What is told at the end of a step is of samples within it.
  const begin = every === undefined ? from : cellOf(from, every) - every + 1
  const end = every === undefined ? to : cellOf(to, every) - every + 1
  const samples = await history.raw({ tenant, series, from: begin, to: end, limit: most + 1 })
  const counts = new Map<number, number>()
  for (let i = 0; i < samples.length; i++) {
    const one = samples.series[i]!
    const count = (counts.get(one) ?? 0) + 1
    if (count > most) return undefined
    counts.set(one, count)
  }
  const before = samples.length === 0 ? [] : await standingAt(history, tenant, series, begin - 1)
  return { before, samples }
}

/** A derived point from `from` to `to`, exclusive; undefined where a series has more than `most` samples in between. */
export async function tellStretch(
  history: History,
  tenant: string,
  definition: DerivedDefinition,
  range: { readonly from: Micros; readonly to: Micros; readonly most: number },
): Promise<DerivedSample[] | undefined> {
  const stretch = await readStretch(history, tenant, definition, range)
  if (!stretch) return undefined
  return stretch.samples.length === 0 ? [] : tellDerived(definition, stretch.before, stretch.samples)
}

/** Samples as rows of the history: numbers, or conditions where `isCondition`. */
export function batchOfTold(
  told: readonly (DerivedSample & { readonly number: number })[],
  isCondition: (number: number) => boolean,
): SampleBatch {
  const rows = new BatchBuilder(Math.max(1, told.length))
  for (const { number, time, value, status } of told)
    if (isBad(status) || Number.isNaN(value)) rows.addNone(number, time, status)
    else if (isCondition(number)) rows.addBoolean(number, time, value !== 0, status)
    else rows.addDouble(number, time, value, status)
  return rows.take()
}
