import { Fault, type Micros } from '@millrace/core'
import type { WeightedQuery } from './analysis.ts'
import type { HistoryStore } from './history.ts'
import './lake/faults.ts'

/** What a series is told by in a window; `weighted` is the time-weighted mean, `sum` and `count` are of good numbers. */
export const seriesAggregates = ['mean', 'weighted', 'min', 'max', 'range', 'first', 'last', 'sum', 'count'] as const
export type SeriesAggregate = (typeof seriesAggregates)[number]
/** How series of a group become one. */
export const groupAggregates = ['sum', 'mean', 'min', 'max'] as const
export type GroupAggregate = (typeof groupAggregates)[number]

/** Series that are told as one, oldest first: a point begins a new one when its type changes. */
export type Member = readonly number[]

interface MembersQuery extends Pick<WeightedQuery, 'interpolation' | 'gap' | 'notGood'> {
  readonly tenant: string
  /** Inclusive, µs; finite. */
  readonly from: Micros
  /** Exclusive, µs; finite. */
  readonly to: Micros
  readonly of: SeriesAggregate
  readonly signal?: AbortSignal
}

export interface GroupQuery extends MembersQuery {
  /** A member may stand in several groups. */
  readonly groups: readonly (readonly Member[])[]
  readonly with: GroupAggregate
  /** Width of a window, µs; windows start at multiples of it since 1970. */
  readonly width: Micros
}

/** One window of a group per row: groups in the order asked for, then by time; absent where no member has a value. */
export interface Groups {
  readonly length: number
  readonly group: Uint32Array
  /** Start of the window, µs. */
  readonly start: Float64Array
  readonly value: Float64Array
  /** Members that have a value in the window: the others are not taken for zero. */
  readonly members: Uint32Array
}

export interface TopQuery extends MembersQuery {
  readonly members: readonly Member[]
  /** How many. */
  readonly n: number
  readonly order?: 'highest' | 'lowest'
}

/** The first ones, best first; of equal values the one asked for first. Members without a value are left out. */
export interface Top {
  readonly length: number
  /** Place in the list of members. */
  readonly member: Uint32Array
  readonly value: Float64Array
}

/** Values of series by window, with what each weighs when two of one member meet. */
interface Told {
  readonly length: number
  readonly series: Uint32Array
  readonly start: Float64Array
  readonly value: Float64Array
  readonly weight: Float64Array | Uint32Array
  /** Least and greatest, for `range`. */
  readonly min?: Float64Array
  readonly max?: Float64Array
}

type Store = Pick<HistoryStore, 'buckets' | 'weighted'>

async function tell(store: Store, query: MembersQuery, series: readonly number[], width: Micros): Promise<Told> {
  const { tenant, from, to, of, interpolation, gap, notGood, signal } = query
  const range = { tenant, series, from, to, width, ...(signal ? { signal } : {}) }
  if (of === 'weighted') {
    const rules = {
      ...(interpolation && { interpolation }),
      ...(gap !== undefined && { gap }),
      ...(notGood && { notGood }),
    }
    const { mean, covered, ...found } = await store.weighted({ ...range, ...rules })
    return { ...found, value: mean, weight: covered }
  }
  const found = await store.buckets(range)
  const { mean, good, min, max } = found
  const told = { length: found.length, series: found.series, start: found.start, weight: good }
  if (of === 'sum') return { ...told, value: mean.map((value, row) => value * (good[row] as number)) }
  if (of === 'count') return { ...told, value: Float64Array.from(good, (count) => count || Number.NaN) }
  if (of === 'range') return { ...told, value: max.map((value, row) => value - (min[row] as number)), min, max }
  return { ...told, value: found[of] }
}

/** A member's value in one window, from the rows of its series there, oldest first. NaN: it has none. */
function joinedValue(told: Told, of: SeriesAggregate, rows: readonly number[]): number {
  const known = rows.filter((row) => told.weight[row] !== 0)
  const [first] = known
  if (first === undefined) return Number.NaN
  if (known.length === 1) return told.value[first] as number
  const values = known.map((row) => told.value[row] as number)
  switch (of) {
    case 'first':
      return values[0] as number
    case 'last':
      return values.at(-1) as number
    case 'min':
      return Math.min(...values)
    case 'max':
      return Math.max(...values)
    case 'range':
      return (
        Math.max(...known.map((row) => told.max?.[row] as number)) -
        Math.min(...known.map((row) => told.min?.[row] as number))
      )
    case 'sum':
    case 'count':
      return values.reduce((a, b) => a + b, 0)
    default: {
      const weights = known.map((row) => told.weight[row] as number)
      const all = weights.reduce((a, b) => a + b, 0)
      return values.reduce((sum, value, k) => sum + (value * (weights[k] as number)) / all, 0)
    }
  }
}

/** Where the rows of each series are: they lie together. */
function placesOf({ series, length }: Told): Map<number, { from: number; to: number }> {
  const places = new Map<number, { from: number; to: number }>()
  for (let from = 0; from < length; ) {
    let to = from + 1
    while (to < length && series[to] === series[from]) to++
    places.set(series[from] as number, { from, to })
    from = to
  }
  return places
}

/** Values of each member by window, as they are found; the windows of a member of one series are not put together anew. */
function* windowsOf(told: Told, of: SeriesAggregate, places: ReturnType<typeof placesOf>, member: Member) {
  const [only, ...more] = member.flatMap((one) => places.get(one) ?? [])
  if (!only) return
  if (more.length === 0) {
    for (let row = only.from; row < only.to; row++)
      if (told.weight[row] !== 0) yield { start: told.start[row] as number, value: told.value[row] as number }
    return
  }
  const rows = [only, ...more].flatMap(({ from, to }) => Array.from({ length: to - from }, (_, k) => from + k))
  for (const [start, own] of Map.groupBy(rows, (row) => told.start[row] as number)) {
    const value = joinedValue(told, of, own)
    if (own.some((row) => told.weight[row] !== 0)) yield { start, value }
  }
}

function check({ from, to, of }: MembersQuery): void {
  if (!(Number.isSafeInteger(from) && Number.isSafeInteger(to)))
    throw new Fault('history.query_malformed', { expected: 'a range in whole µs that ends', seen: `${from} to ${to}` })
  if (!seriesAggregates.includes(of))
    throw new Fault('history.query_malformed', { expected: `one of ${seriesAggregates.join(', ')}`, seen: String(of) })
}

/** Series of many members in groups, window by window. Throws as {@link HistoryStore} does. */
export async function groupSeries(store: Store, query: GroupQuery): Promise<Groups> {
  check(query)
  const { groups, of, with: by, width } = query
  if (!groupAggregates.includes(by))
    throw new Fault('history.query_malformed', { expected: `one of ${groupAggregates.join(', ')}`, seen: String(by) })
  const told = await tell(store, query, [...new Set(groups.flat(2))], width)
  const places = placesOf(told)
  const group: number[] = []
  const start: number[] = []
  const value: number[] = []
  const members: number[] = []
  for (const [g, own] of groups.entries()) {
    const slots = new Map<number, number>()
    const begin = start.length
    for (const member of own)
      for (const window of windowsOf(told, of, places, member)) {
        const slot = slots.get(window.start)
        if (slot === undefined) {
          slots.set(window.start, start.length)
          group.push(g)
          start.push(window.start)
          value.push(window.value)
          members.push(1)
          continue
        }
        const held = value[slot] as number
        members[slot]!++
        value[slot] =
          by === 'min'
            ? Math.min(held, window.value)
            : by === 'max'
              ? Math.max(held, window.value)
              : held + window.value
      }
    inTime(begin, { start, value, members })
  }
  return {
    length: start.length,
    group: Uint32Array.from(group),
    start: Float64Array.from(start),
    value: Float64Array.from(value, (sum, row) => (by === 'mean' ? sum / (members[row] as number) : sum)),
    members: Uint32Array.from(members),
  }
}

/** Puts the rows from `begin` on in the order of time: members may begin at different times. */
function inTime(begin: number, columns: { start: number[]; value: number[]; members: number[] }): void {
  const order = columns.start.slice(begin).map((start, k) => ({ start, row: begin + k }))
  if (order.every(({ start }, k) => k === 0 || start >= (order[k - 1]?.start ?? start))) return
  order.sort((a, b) => a.start - b.start)
  for (const column of Object.values(columns) as number[][]) {
    const sorted = order.map(({ row }) => column[row] as number)
    for (const [k, one] of sorted.entries()) column[begin + k] = one
  }
}

/** A window that holds every sample since 1970 and is of whole hours: hours are summed up already. µs. */
const AGES: Micros = 3_600_000_000 * 2 ** 20

/** The members with the greatest or least aggregate over the whole range. Throws as {@link HistoryStore} does. */
export async function topSeries(store: Store, query: TopQuery): Promise<Top> {
  check(query)
  const { members, of, n, order = 'highest' } = query
  if (!(Number.isSafeInteger(n) && n > 0))
    throw new Fault('history.query_malformed', { expected: 'one or more, whole', seen: String(n) })
  const told = await tell(store, query, [...new Set(members.flat())], AGES)
  const places = placesOf(told)
  const ranked = members.flatMap((member, index) => {
    // Before 1970 is another window.
    const rows = member.flatMap((one) => {
      const place = places.get(one)
      return place ? Array.from({ length: place.to - place.from }, (_, k) => place.from + k) : []
    })
    const value = joinedValue(told, of, rows)
    return Number.isNaN(value) ? [] : [{ index, value }]
  })
  ranked.sort((a, b) => {
    if (a.value === b.value) return a.index - b.index
    return a.value > b.value === (order === 'highest') ? -1 : 1
  })
  const first = ranked.slice(0, n)
  return {
    length: first.length,
    member: Uint32Array.from(first, ({ index }) => index),
    value: Float64Array.from(first, ({ value }) => value),
  }
}
