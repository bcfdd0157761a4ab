import type { HotPart } from './part.ts'

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

/** One stable pass of a radix sort over 16 bits of a key. */
function pass(rows: Uint32Array, into: Uint32Array, key: Uint32Array | Uint16Array, shift: number): void {
  const starts = new Uint32Array(65_537)
  for (let i = 0; i < rows.length; i++) starts[(((key[rows[i] as number] as number) >>> shift) & 0xffff) + 1]!++
  for (let i = 1; i < starts.length; i++) starts[i]! += starts[i - 1] as number
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as number
    into[starts[((key[row] as number) >>> shift) & 0xffff]!++] = row
  }
}

/**
 * Orders the first `count` rows of a part. Rows of one series mostly come in time order, so a radix sort by tenant,
 * day and series leaves runs that only need to be checked; a run out of order is sorted by itself.
 */
export function orderRows(part: HotPart, count: number): Ordering {
  const { series, time, tenant } = part
  let rows = new Uint32Array(count)
  let other = new Uint32Array(count)
  const days = new Uint32Array(count)
  let firstDay = Number.POSITIVE_INFINITY
  let lastDay = Number.NEGATIVE_INFINITY
  let maxSeries = 0
  let maxTenant = 0
  for (let i = 0; i < count; i++) {
    rows[i] = i
    const day = Math.floor((time[i] as number) / DAY)
    if (day < firstDay) firstDay = day
    if (day > lastDay) lastDay = day
    if ((series[i] as number) > maxSeries) maxSeries = series[i] as number
    if ((tenant[i] as number) > maxTenant) maxTenant = tenant[i] as number
  }
  const step = (key: Uint32Array | Uint16Array, greatest: number): void => {
    for (let shift = 0; shift === 0 || (shift < 32 && greatest >>> shift > 0); shift += 16) {
      pass(rows, other, key, shift)
      ;[rows, other] = [other, rows]
    }
  }
  step(series, maxSeries)
  if (lastDay > firstDay) {
    for (let i = 0; i < count; i++) days[i] = Math.floor((time[i] as number) / DAY) - firstDay
    step(days, lastDay - firstDay)
  }
  if (maxTenant > 0) step(tenant, maxTenant)
  return cut(part, rows, days, firstDay)
}

function cut(part: HotPart, rows: Uint32Array, days: Uint32Array, firstDay: number): Ordering {
  const { series, time, tenant } = part
  const slices: Slice[] = []
  let kept = 0
  let sliceFrom = 0
  let at = 0
  while (at < rows.length) {
    const head = rows[at] as number
    let end = at + 1
    let sorted = true
    for (; end < rows.length; end++) {
      const row = rows[end] as number
      if (series[row] !== series[head] || days[row] !== days[head] || tenant[row] !== tenant[head]) break
      if ((time[row] as number) < (time[rows[end - 1] as number] as number)) sorted = false
    }
    if (!sorted) rows.subarray(at, end).sort((a, b) => (time[a] as number) - (time[b] as number) || a - b)
    for (let i = at; i < end; i++) {
      const row = rows[i] as number
      if (i + 1 < end && time[rows[i + 1] as number] === time[row]) continue
      rows[kept++] = row
    }
    const next = end < rows.length ? (rows[end] as number) : -1
    if (next < 0 || days[next] !== days[head] || tenant[next] !== tenant[head]) {
      slices.push({ tenant: tenant[head] as number, day: firstDay + (days[head] as number), from: sliceFrom, to: kept })
      sliceFrom = kept
    }
    at = end
  }
  return { rows: rows.subarray(0, kept), slices }
}
