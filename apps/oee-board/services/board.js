import { account, pareto, phases, reasonOf, stopsOf, together } from './account.js'
import { refuse, rowsOf } from './lib/rows.js'
import { BEFORE_MS, countedBuckets, GOOD, segments } from './lib/series.js'
import { iso, shiftAt, startsOf } from './lib/time.js'

const DAY = 86_400_000
const MOST = 31 * DAY
const producing = ['ACTIVE']

/** {span: shift | day | week, at?}: the account of the span in which `at` lies, of every machine and of all together. */
export async function http(input, context) {
  const span = spanOf(input, context)
  const { settings, tables, now } = context
  const until = Math.min(span.to, Date.parse(now))
  if (until <= span.from)
    refuse('not_begun', 'Expected a time that has begun, saw one to come', 'Go back to an earlier one.')
  const targets = new Map((await rowsOf(tables, 'targets')).map((row) => [row.asset, row]))
  const entries = (await rowsOf(tables, 'stops', { order: '-started' })).filter(
    ({ started, ended }) => Date.parse(started) < until && (!ended || Date.parse(ended) > span.from),
  )
  const machines = []
  for (const [need, assets] of Object.entries(context.assets))
    for (const asset of assets) {
      const { cycle_time = settings.cycle_time, target = settings.target } = targets.get(asset.id) ?? {}
      const told = await timeOf(need, asset, context.points, span.from, until)
      const counts = await countsOf(asset, context.points, span.from, until)
      const standing = stopsOf(told).map((stop) => {
        const entry = reasonOf(
          stop,
          entries.filter(({ asset: of }) => of === asset.id),
          until,
        )
        return {
          ...stop,
          asset: asset.id,
          machine: asset.name,
          lasts: stop.to >= until,
          reason: entry?.reason,
          note: entry?.note,
          entered_by: entry?.entered_by,
          entered_as: entry?.started,
        }
      })
      machines.push({
        id: asset.id,
        name: asset.name,
        target: target ?? settings.target,
        cycleTime: cycle_time,
        pieces: told.map(({ from, to, value }) => [from, to, value]),
        ...account(told, { ...counts, cycleTime: cycle_time, microStop: settings.micro_stop }),
        stops: standing,
      })
    }
  const stops = machines
    .flatMap((machine) => machine.stops)
    .filter(({ from, to }) => to - from >= settings.micro_stop * 1000)
    .sort((a, b) => b.from - a.from)
  return {
    ...span,
    until,
    machines: machines.map(({ stops: _, ...machine }) => machine),
    all: together(machines),
    stops: stops.slice(0, 500),
    more: Math.max(0, stops.length - 500),
    pareto: stops.length > 0 ? pareto(stops) : [],
  }
}

function spanOf({ span = 'shift', at, from, to }, { settings, now }) {
  if (from && to) {
    const [a, b] = [Date.parse(from), Date.parse(to)]
    if (!(b > a && b - a <= MOST))
      refuse('span_unfit', `Expected a time of at most 31 days, saw ${from} to ${to}`, 'Choose a shorter one.')
    return { from: a, to: b }
  }
  const moment = at ? Date.parse(at) : Date.parse(now)
  if (Number.isNaN(moment)) refuse('span_unfit', `Expected a moment, saw ${at}`, 'Choose a time.')
  const starts = startsOf(settings.shift_starts)
  if (span === 'shift') return { ...shiftAt(moment, starts, settings), shifts: starts.length }
  // A day of production begins with its first shift.
  const day = shiftAt(moment, starts.slice(0, 1), settings)
  return span === 'day' ? day : { from: day.to - 7 * DAY, to: day.to }
}

async function timeOf(need, asset, points, from, to) {
  const line = async (point, of = (value) => value) => {
    const samples = await points.samples(point, { from: iso(from - BEFORE_MS), to: iso(to) })
    return segments({ ...samples, value: samples.value.map((value) => (value === null ? null : of(value))) }, from, to)
  }
  const { running, execution, planned, alarm_active } = asset.points
  const standing = (value) => [{ from, to, value, quality: GOOD }]
  return phases({
    producing: need === 'machine' ? await line(execution, (value) => producing.includes(value)) : await line(running),
    planned: planned ? await line(planned) : standing(true),
    // It says why a machine stands, not whether: what is not known of it makes nothing uncertain.
    alarm: alarm_active ? (await line(alarm_active)).map((piece) => ({ ...piece, quality: GOOD })) : standing(false),
  })
}

/** By buckets of about a minute: a counter that tells every second has too many samples for a week. */
async function countsOf({ points: { part_count, rejected_count } }, points, from, to) {
  const asked = rejected_count ? [part_count, rejected_count] : [part_count]
  const begin = from - BEFORE_MS
  const told = await points.history(asked, {
    from: iso(begin),
    to: iso(to),
    buckets: Math.min(2_000, Math.ceil((to - begin) / 60_000)),
  })
  const count = (point) =>
    countedBuckets(
      told.find((each) => each.point === point),
      from - 1,
      to,
    )
  return { parts: count(part_count), rejects: rejected_count ? count(rejected_count) : undefined }
}
