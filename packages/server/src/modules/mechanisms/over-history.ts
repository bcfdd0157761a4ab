import {
  Fault,
  isBad,
  type Micros,
  type SampleBatch,
  Status,
  sayFault,
  unitConversion,
  ValueKind,
  valueAt,
} from '@millrace/core'
import type { HistoryStore } from '@millrace/history'
import type { GivenInput, GuardedRows, ModelManifest } from '@millrace/runtime'
import type { AssetService } from '../assets/index.ts'
import type { Finding } from './schema.ts'

const MOST_ROWS = 10_000
/** Samples of all points that are read. */
const MOST_READ = 200_000

type Numbered = Awaited<ReturnType<AssetService['numbered']>>[number]
type Told = number | string
interface Sample {
  readonly time: Micros
  readonly value: Told | undefined
  readonly status: number
}

/** A point that stands for an input or an output of a model. */
export interface Bound {
  readonly name: string
  readonly type: ModelManifest['inputs'][number]['type']
  readonly unit?: string
  readonly numbered: Numbered
}

/** Why a point cannot stand for it. */
function misfit({ name, type, unit = '1', numbered: { point } }: Bound): string | undefined {
  const given = point.type === 'boolean' ? 'boolean' : point.type === 'string' ? 'text' : 'number'
  if (given !== type) return `${name} is a ${type}, and the point ${point.name} a ${given}`
  if (type !== 'number') return undefined
  try {
    unitConversion(point.unit ?? '1', unit)
    return undefined
  } catch (thrown) {
    if (!(thrown instanceof Fault)) throw thrown
    return `${name}: ${sayFault(thrown)}`
  }
}

/** What of them does not fit. */
export const misfits = (bound: readonly Bound[]): Finding[] =>
  bound.flatMap((one) => {
    const says = misfit(one)
    return says === undefined ? [] : [{ file: 'model.yaml', says }]
  })

export interface Stretch {
  readonly tenant: string
  readonly from: Micros
  /** Exclusive. */
  readonly to: Micros
  /** Without it, a row at each change. */
  readonly every?: Micros
  /** Rows at these instants, which rise, and no others. */
  readonly times?: Float64Array
}

interface OverHistory extends GuardedRows {
  /** There was more: these are the newest. */
  readonly cut: boolean
}

/** A sample in the unit of what it stands for. */
function samples({ type, unit = '1', numbered: { point } }: Bound): (batch: SampleBatch, row: number) => Sample {
  const convert = type === 'number' ? unitConversion(point.unit ?? '1', unit).convert : (value: number) => value
  return (batch, row) => {
    const value = valueAt(batch, row)
    const told =
      batch.kind[row] === ValueKind.none || value === null
        ? undefined
        : typeof value === 'string'
          ? value
          : convert(Number(value))
    return { time: batch.time[row]!, value: told, status: batch.status[row]! }
  }
}

/** Rows of points: at each instant what each had last. Points that no input has are no rows of their own. */
export async function rowsOver(
  history: Pick<HistoryStore, 'raw' | 'latest'>,
  bound: readonly Bound[],
  { tenant, from: begin, to, every, times }: Stretch,
): Promise<OverHistory> {
  const series = [...new Set(bound.map(({ numbered }) => numbered.series))]
  const isEach = every === undefined && times === undefined
  const limit = isEach ? MOST_ROWS : Math.max(1, Math.floor(MOST_READ / Math.max(1, series.length)))
  const newest = await history.raw({ tenant, series, from: begin, to, limit: limit + 1, order: 'descending' })
  let from = begin
  const bySeries = new Map<number, number[]>(series.map((one) => [one, []]))
  for (let row = 0; row < newest.length; row++) bySeries.get(newest.series[row]!)!.push(row)
  for (const rows of bySeries.values()) {
    if (rows.length <= limit) continue
    const times = rows.map((row) => newest.time[row]!)
    from = Math.max(from, Math.min(...times) + 1)
  }
  const instants = times ? { times, cut: false } : instantsOf(newest, { from, to, every })
  const standing = await history.latest(tenant, series, from - 1)
  const stood = new Map<number, number>()
  for (let row = 0; row < standing.length; row++) stood.set(standing.series[row]!, row)
  const columns = bound.map((one): [string, GivenInput] => {
    const read = samples(one)
    const before = stood.get(one.numbered.series)
    const rows = bySeries.get(one.numbered.series)!
    const told = rows.map((row) => read(newest, row)).sort((a, b) => a.time - b.time)
    return [
      one.name,
      columnAt(instants.times, told, { one, before: before === undefined ? undefined : read(standing, before) }),
    ]
  })
  return {
    length: instants.times.length,
    time: instants.times,
    inputs: Object.fromEntries(columns),
    cut: from > begin || instants.cut,
  }
}

function instantsOf(
  batch: SampleBatch,
  { from, to, every }: { readonly from: Micros; readonly to: Micros; readonly every: Micros | undefined },
): { times: Float64Array; cut: boolean } {
  if (every !== undefined) {
    const first = Math.ceil(from / every) * every
    const all = Math.max(0, Math.ceil((to - first) / every))
    const length = Math.min(all, MOST_ROWS)
    const begin = first + (all - length) * every
    return { times: Float64Array.from({ length }, (_, i) => begin + i * every), cut: all > length }
  }
  const all = [...new Set(batch.time.subarray(0, batch.length))].filter((time) => time >= from).sort((a, b) => a - b)
  return { times: Float64Array.from(all.slice(-MOST_ROWS)), cut: all.length > MOST_ROWS }
}

function columnAt(
  times: Float64Array,
  told: readonly Sample[],
  { one, before }: { readonly one: Bound; readonly before: Sample | undefined },
): GivenInput {
  const status = new Uint32Array(times.length)
  const texts: string[] = []
  const numbers = new Float64Array(times.length)
  let at = 0
  let last = before
  times.forEach((time, row) => {
    while (at < told.length && told[at]!.time <= time) last = told[at++]
    const { value, status: code } = last ?? { value: undefined, status: Status.BadNoData }
    status[row] = value === undefined && !isBad(code) ? Status.BadNoData : code
    if (one.type === 'text') texts.push(typeof value === 'string' ? value : '')
    else numbers[row] = typeof value === 'number' ? value : Number.NaN
  })
  return { values: one.type === 'text' ? texts : numbers, status }
}
