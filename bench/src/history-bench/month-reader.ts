import { type SampleBatch, silentLog, systemClock } from '@millrace/core'
import { type Buckets, type Lake, openLake } from '@millrace/history'
import { differenceOf } from './compare.ts'
import { expectedBuckets } from './expected.ts'
import { median } from './limits.ts'
import { endOf, type Load, POINTS, random, type SeriesKey, seriesNumber } from './workload.ts'

/**
 * A process of its own that opens a lake it did not fill, looks at months of it and bears a load of dashboards, so that
 * its time and memory are those of reading alone.
 */
const [folder, tenant, order] = process.argv.slice(2) as [string, string, string]
const { load, turns, seconds } = JSON.parse(order) as { load: Load; turns: number; seconds: number }

const HOUR = 3_600_000_000
const DAY = 24 * HOUR
const USERS = 10
const AT_ONCE = 6
const MANY = 20

const below = random(5)
const anySeries = (): SeriesKey => ({ device: load.firstDevice + below(load.devices), point: below(POINTS) })
const numbers = (keys: readonly SeriesKey[]): number[] => keys.map(({ device, point }) => seriesNumber(device, point))

const tell = (message: object): void => {
  process.send?.(message)
}

/** Every hour of the month of some series, median ms; a wrong answer is told in words. */
async function months(lake: Lake, many: number): Promise<{ ms: number; wrong?: string }> {
  const times: number[] = []
  for (let turn = 0; turn <= turns; turn++) {
    const keys = [...new Set(numbers(Array.from({ length: many }, anySeries)))]
    const begun = performance.now()
    const seen = await lake.buckets({ tenant, series: keys, from: load.start, to: endOf(load), width: HOUR })
    if (turn > 0) times.push(performance.now() - begun)
    const asked = keys.map((one) => ({ device: Math.floor((one - 1) / POINTS), point: (one - 1) % POINTS }))
    const { series, start, min, mean, max } = expectedBuckets(load, asked, load.start, endOf(load), HOUR)
    const wrong = differenceOf({ series, start, min, mean, max }, { ...columnsOf(seen) })
    if (wrong !== undefined) return { ms: Number.NaN, wrong }
  }
  return { ms: median(times) }
}

const columnsOf = ({ series, start, min, mean, max }: Buckets): Record<string, ArrayLike<number>> => ({
  series,
  start,
  min,
  mean,
  max,
})

/** What a panel shows: a last value, a raw hour, a day in 5 minutes, a week by the hour, the month by the hour. */
function panel(lake: Lake): Promise<Buckets | SampleBatch> {
  const series = numbers([anySeries()])
  const span = (length: number): { from: number; to: number } => {
    const free = Math.max(1, (endOf(load) - load.start - length) / 1e6)
    const from = load.start + below(free) * 1e6
    return { from, to: Math.min(endOf(load), from + length) }
  }
  switch (below(5)) {
    case 0:
      return lake.latest(tenant, series)
    case 1:
      return lake.raw({ tenant, series, ...span(HOUR) })
    case 2:
      return lake.buckets({ tenant, series, ...span(DAY), width: HOUR / 12 })
    case 3:
      return lake.buckets({ tenant, series, ...span(7 * DAY), width: HOUR })
    default:
      return lake.buckets({ tenant, series, from: load.start, to: endOf(load), width: HOUR })
  }
}

/** Ten users who look at panel after panel, six at once each. Returns how many were shown. */
async function dashboards(lake: Lake): Promise<number> {
  const until = performance.now() + seconds * 1_000
  let shown = 0
  const look = async (): Promise<void> => {
    while (performance.now() < until) {
      await panel(lake)
      shown++
    }
  }
  await Promise.all(Array.from({ length: USERS * AT_ONCE }, look))
  return shown
}

const begun = performance.now()
const lake = await openLake({ folder, clock: systemClock, log: silentLog })
await lake.latest(tenant, numbers([anySeries()]))
tell({ openS: (performance.now() - begun) / 1_000, segments: lake.health().segments })
const one = await months(lake, 1)
tell(one)
const twenty = await months(lake, MANY)
tell(twenty)
const shown = await dashboards(lake)
await lake.close()
// The greatest it ever was, as the system saw it; in kB.
tell({ shown, rssMib: process.resourceUsage().maxRSS / 1_024 })
