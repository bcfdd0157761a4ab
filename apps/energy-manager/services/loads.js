import { refuse } from './lib/rows.js'
import { column, countedBuckets, meansBy, qualityOf } from './lib/series.js'
import { iso, localOf, momentOf } from './lib/time.js'
import { billOf, hintsOf, periodOf, periods, quantile, total } from './tariff.js'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const spans = { day: 1, week: 7, month: 30 }

/** {span: day | week | month, at?, meter?}: loads, energy and cost of a meter, or of all together. */
export async function http({ span = 'day', at, meter }, { settings, assets, points, now }) {
  const { from, to } = spanOf(span, at, settings, now)
  const until = Math.min(to, Date.parse(now))
  if (until <= from)
    refuse('not_begun', 'Expected a time that has begun, saw one to come', 'Go back to an earlier one.')
  const meters = meter ? assets.meter.filter(({ id }) => id === meter) : assets.meter
  // Demand is that of quarters of an hour; a month has too many of them for one question, and is told by half hours.
  const width = span === 'month' ? HOUR / 2 : HOUR / 4
  const before = from - (until - from)
  const each = []
  for (const one of meters) {
    const quarters = await quartersOf(one, points, from, until, width, settings)
    const earlier = await quartersOf(one, points, before, from, width, settings)
    each.push({ id: one.id, name: one.name, quarters, earlier, counter: await counterOf(one, points, from, until) })
  }
  const all = together(each.map(({ quarters }) => quarters))
  const peak = peakOf(all)
  const bill = billOf(all, settings)
  const days = (until - from) / DAY
  return {
    from,
    to,
    until,
    width,
    ...figuresOf(all, settings),
    before: figuresOf(together(each.map(({ earlier }) => earlier)), settings),
    bill: periods.map((period) => ({ period, ...bill[period] })),
    peak: peak && {
      ...peak,
      parts: each.map(({ name, quarters }) => ({
        name,
        kW: quarters.find((quarter) => quarter.from === peak.from)?.kW ?? null,
      })),
    },
    peaks: [...all]
      .filter(({ kW }) => kW !== null)
      .sort((a, b) => b.kW - a.kW)
      .slice(0, 8)
      .map(({ from: when, kW, hour }) => ({ from: when, kW, period: periodOf(settings)(hour) })),
    quarters: all.map(({ from: when, kW }) => [when, kW]),
    hours: hoursOf(all, settings),
    meters: each.map(({ id, name, quarters, counter }) => ({ id, name, ...figuresOf(quarters, settings), counter })),
    hints: hintsOf({ quarters: all, bill, days, peak, settings }),
  }
}

function spanOf(span, at, settings, now) {
  const days = spans[span]
  const moment = at ? Date.parse(at) : Date.parse(now)
  if (!days || Number.isNaN(moment))
    refuse('span_unfit', 'Expected a day, week or month, saw another time', 'Choose a time.')
  const { day } = localOf(moment, settings)
  const noon = Date.parse(`${day}T12:00:00Z`)
  const date = (step) => new Date(noon + step * DAY).toISOString().slice(0, 10)
  return { from: momentOf(date(1 - days), 0, settings), to: momentOf(date(1), 0, settings) }
}

async function quartersOf({ points: { power } }, points, from, to, width, zone) {
  const [told] = await points.history([power], {
    from: iso(from),
    to: iso(to),
    buckets: Math.min(2_000, Math.ceil((to - from) / width)),
  })
  return meansBy(column(told), from, to, width).map(({ from: when, value, known }) => {
    const hours = Math.min(width, to - when) / HOUR
    return { from: when, kW: value, known, kWh: value === null ? null : value * hours, hour: localOf(when, zone).hour }
  })
}

/** Where a meter is silent, the sum of all is not known either. */
function together(lists) {
  if (lists.length === 0) return []
  return lists[0].map((quarter, i) => {
    const parts = lists.map((list) => list[i])
    const silent = parts.some(({ kW }) => kW === null)
    const sum = (name) => (silent ? null : parts.reduce((all, part) => all + part[name], 0))
    return {
      ...quarter,
      kW: sum('kW'),
      kWh: sum('kWh'),
      known: silent ? 0 : Math.min(...parts.map(({ known }) => known)),
    }
  })
}

function figuresOf(quarters, settings) {
  const loads = quarters.flatMap(({ kW }) => (kW === null ? [] : [kW]))
  const known = quarters.length === 0 ? 0 : quarters.reduce((sum, quarter) => sum + quarter.known, 0) / quarters.length
  const quality = qualityOf(0, known)
  const bill = billOf(quarters, settings)
  const energy = total(bill, 'energy')
  const none = quality === 'bad'
  const most = loads.length > 0 ? Math.max(...loads) : null
  const mean = loads.reduce((sum, kW) => sum + kW, 0) / Math.max(1, loads.length)
  return {
    known,
    quality,
    energy: none ? null : energy,
    cost: none ? null : total(bill, 'cost'),
    carbon: none ? null : (energy * settings.emission_factor) / 1000,
    most,
    base: quantile(loads, 0.05),
    loadFactor: most > 0 ? (100 * mean) / most : null,
  }
}

const peakOf = (quarters) =>
  quarters.reduce(
    (most, quarter) =>
      quarter.kW !== null && quarter.kW > (most?.kW ?? -Infinity) ? { from: quarter.from, kW: quarter.kW } : most,
    undefined,
  )

/** What the meter's own counter says: where it says something else, one of the two is wrong. */
async function counterOf({ points: { energy } }, points, from, to) {
  if (!energy) return null
  const begin = from - 2 * HOUR
  const [told] = await points.history([energy], {
    from: iso(begin),
    to: iso(to),
    buckets: Math.min(2_000, Math.ceil((to - begin) / (HOUR / 4))),
  })
  return countedBuckets(told, from - 1, to).value
}

/** Mean load by day and hour, for the picture of a week. */
function hoursOf(quarters, zone) {
  const cells = new Map()
  for (const { from, kW, hour } of quarters) {
    const { day } = localOf(from, zone)
    const key = `${day} ${Math.floor(hour)}`
    const cell = cells.get(key) ?? { day, hour: Math.floor(hour), sum: 0, count: 0 }
    if (kW !== null) {
      cell.sum += kW
      cell.count++
    }
    cells.set(key, cell)
  }
  return [...cells.values()].map(({ day, hour, sum, count }) => [day, hour, count > 0 ? sum / count : null])
}
