import { BLOCK, type HotPart } from './part.ts'

export const DAY = 86_400_000_000

/** Rows `from` to `to` of an ordering that go into one segment. */
export interface Slice {
  readonly tenant: number
  /** Days since 1970-01-01 UTC. */
  readonly day: number
  readonly from: number
  readonly to: number
}

export interface Ordering {
  /** Row numbers, by tenant, day, series, time; of rows with one key only the last that came. */
  readonly rows: Uint32Array
  readonly slices: readonly Slice[]
}

/** Memory for ordering, used again by whoever orders part after part. An ordering is good until the next one. */
export class OrderRoom {
  rows = new Uint32Array(0)
  other = new Uint32Array(0)

  reserve(count: number): void {
    if (this.rows.length >= count) return
    this.rows = new Uint32Array(count)
    this.other = new Uint32Array(count)
  }
}

/** Rows by a key; without `rows` those from 0 on. */
type Pass = (rows: Uint32Array | undefined, into: Uint32Array, shift: number) => void

/** One stable pass of a radix sort over 16 bits of a key of the first `count` rows. */
const passOf =
  (key: Uint32Array | Uint16Array, count: number): Pass =>
  (rows, into, shift) => {
    const starts = new Uint32Array(65_537)
    // The order of rows does not matter for their number.
    for (let i = 0; i < count; i++) starts[(((key[i] as number) >>> shift) & 0xffff) + 1]!++
    for (let i = 1; i < starts.length; i++) starts[i]! += starts[i - 1] as number
    if (rows)
      for (let i = 0; i < count; i++) {
        const row = rows[i] as number
        into[starts[((key[row] as number) >>> shift) & 0xffff]!++] = row
      }
    else for (let row = 0; row < count; row++) into[starts[((key[row] as number) >>> shift) & 0xffff]!++] = row
  }

function greatestOf(column: Uint32Array | Uint16Array, count: number): number {
  let greatest = 0
  for (let i = 0; i < count; i++) if ((column[i] as number) > greatest) greatest = column[i] as number
  return greatest
}

/** The first and the last day that rows lie in. */
function daysOf({ blockTimes }: HotPart, count: number): { first: number; last: number } {
  let least = Number.POSITIVE_INFINITY
  let greatest = Number.NEGATIVE_INFINITY
  for (let block = 0; block * BLOCK < count; block++) {
    least = Math.min(least, blockTimes[block * 2] as number)
    greatest = Math.max(greatest, blockTimes[block * 2 + 1] as number)
  }
  return { first: Math.floor(least / DAY), last: Math.floor(greatest / DAY) }
}

/**
 * Orders the first `count` rows of a part. Rows of one series mostly come in time order, so a radix sort by tenant,
 * day and series leaves runs that only need to be checked; a run out of order is sorted by itself.
 */
export function orderRows(part: HotPart, count: number, room = new OrderRoom()): Ordering {
  const { series, time, tenant } = part
  if (count === 0) return { rows: new Uint32Array(0), slices: [] }
  room.reserve(count)
  let into = room.rows
  let other = room.other
  let rows: Uint32Array | undefined
  const step = (key: Uint32Array | Uint16Array, greatest: number): void => {
    const pass = passOf(key, count)
    for (let shift = 0; shift === 0 || (shift < 32 && greatest >>> shift > 0); shift += 16) {
      pass(rows, into, shift)
      rows = into
      ;[into, other] = [other, into]
    }
  }
  step(series, greatestOf(series, count))
  const { first, last } = daysOf(part, count)
  let days: Uint32Array | undefined
  if (last > first) {
    days = new Uint32Array(count)
    for (let i = 0; i < count; i++) days[i] = Math.floor((time[i] as number) / DAY) - first
    step(days, last - first)
  }
  const greatestTenant = greatestOf(tenant, count)
  if (greatestTenant > 0) step(tenant, greatestTenant)
  return cut(part, (rows as unknown as Uint32Array).subarray(0, count), { first, days, tenants: greatestTenant > 0 })
}

interface Cuts {
  readonly first: number
  /** By row, from the first day; absent where all are of it. */
  readonly days: Uint32Array | undefined
  readonly tenants: boolean
}

function cut(part: HotPart, rows: Uint32Array, { first, days, tenants }: Cuts): Ordering {
  const { series, time, tenant } = part
  const slices: Slice[] = []
  const dayOf = (row: number): number => (days ? (days[row] as number) : 0)
  const tenantOf = (row: number): number => (tenants ? (tenant[row] as number) : (tenant[0] as number))
  let kept = 0
  let sliceFrom = 0
  let at = 0
  while (at < rows.length) {
    const head = rows[at] as number
    const one = series[head]
    let before = time[head] as number
    let end = at + 1
    let sorted = true
    let once = true
    for (; end < rows.length; end++) {
      const row = rows[end] as number
      if (series[row] !== one) break
      if ((days && days[row] !== days[head]) || (tenants && tenant[row] !== tenant[head])) break
      const now = time[row] as number
      if (now <= before) {
        once = false
        if (now < before) sorted = false
      }
      before = now
    }
    if (!sorted) rows.subarray(at, end).sort((a, b) => (time[a] as number) - (time[b] as number) || a - b)
    if (once) {
      if (kept !== at) rows.copyWithin(kept, at, end)
      kept += end - at
    } else
      for (let i = at; i < end; i++) {
        const row = rows[i] as number
        if (i + 1 < end && time[rows[i + 1] as number] === time[row]) continue
        rows[kept++] = row
      }
    const next = end < rows.length ? (rows[end] as number) : -1
    if (next < 0 || dayOf(next) !== dayOf(head) || tenantOf(next) !== tenantOf(head)) {
      slices.push({ tenant: tenantOf(head), day: first + dayOf(head), from: sliceFrom, to: kept })
      sliceFrom = kept
    }
    at = end
  }
  return { rows: rows.subarray(0, kept), slices }
}
