/** The account of a machine's time and parts after ISO 22400-2: from timelines and counts to the OEE index. Nothing is asked here. */
import { lasting, overlay, qualityOf } from './lib/series.js'

const hour = 3_600_000

/** What a machine is at every instant. `unknown`: nobody knows whether it was planned, or whether it produced. */
export const phases = (timelines) =>
  overlay(timelines, ({ planned, producing, alarm }) => {
    if (planned === false) return 'off'
    if (planned === null || producing === null) return 'unknown'
    if (producing) return 'running'
    return alarm === true ? 'alarm' : 'stopped'
  })

/**
 * ISO 22400-2: availability = APT / PBT, effectiveness = PRI · PQ / APT, quality ratio = GQ / PQ, OEE index = their product
 * = PRI · GQ / PBT. PBT planned busy time, APT actual production time, PRI planned run time for a part, PQ produced and GQ good quantity.
 * Times in hours, ratios in %. Unknown time is in no time; it makes the figures uncertain, or none.
 */
export function account(pieces, { parts, rejects, cycleTime, microStop }) {
  const time = (phase) => lasting(pieces, ({ value }) => value === phase) / hour
  const standing = stopsOf(pieces)
  const micro = standing.filter(({ from, to }) => to - from < microStop * 1000)
  const running = time('running')
  const planned = running + time('alarm') + time('stopped')
  const unknown = time('unknown')
  const known = planned + unknown > 0 ? planned / (planned + unknown) : 1
  const worst = Math.max(
    0,
    ...pieces.map(({ value, quality }) => (value === 'unknown' || value === 'off' ? 0 : quality)),
  )
  const made = parts.value
  const good = made === null ? null : Math.max(0, made - (rejects?.value ?? 0))
  const ideal = made === null ? null : (made * cycleTime) / 3600
  const counts = Math.max(worst, parts.quality, rejects?.quality ?? 0)
  return {
    planned,
    running,
    unknown,
    off: time('off'),
    microStops: micro.length,
    microTime: micro.reduce((sum, { from, to }) => sum + to - from, 0) / hour,
    parts: made,
    rejects: rejects ? rejects.value : null,
    availability: figure(ratio(running, planned), qualityOf(worst, known)),
    effectiveness: figure(ratio(ideal, running), qualityOf(counts, known)),
    quality: figure(rejects ? ratio(good, made) : null, qualityOf(counts, known)),
    oee: figure(
      ratio(good === null ? null : (good * cycleTime) / 3600, planned),
      rejects ? qualityOf(counts, known) : atBest('uncertain', qualityOf(counts, known)),
    ),
    losses: lossesOf({ planned, running, ideal, made, good, cycleTime }),
  }
}

const ratio = (part, whole) => (part === null || whole === null || !(whole > 0) ? null : (100 * part) / whole)
const figure = (value, quality) => ({
  value: quality === 'bad' ? null : value,
  unit: '%',
  quality: value === null ? 'bad' : quality,
})
const order = ['good', 'uncertain', 'bad']
const atBest = (least, quality) => order[Math.max(order.indexOf(least), order.indexOf(quality))]

/** From the planned time down to what was good: hours of each loss. Speed may be gained where the planned run time is too long. */
function lossesOf({ planned, running, ideal, made, good, cycleTime }) {
  return {
    down: planned - running,
    speed: ideal === null ? null : running - ideal,
    rejects: made === null ? null : ((made - good) * cycleTime) / 3600,
    good: good === null ? null : (good * cycleTime) / 3600,
  }
}

/** Stops in planned time: neighbours that differ by alarm alone are one. */
export function stopsOf(pieces) {
  const stops = []
  for (const { from, to, value } of pieces) {
    if (value !== 'alarm' && value !== 'stopped') continue
    const last = stops.at(-1)
    if (last?.to === from) {
      last.to = to
      last.alarm ||= value === 'alarm'
    } else stops.push({ from, to, alarm: value === 'alarm' })
  }
  return stops
}

/** The reason that somebody entered for a stop: of those that lie within it, the one that covers most; ends may have moved since. */
export function reasonOf(stop, entries, now) {
  let [best, most] = [undefined, 0]
  for (const entry of entries) {
    const began = Date.parse(entry.started)
    const ended = entry.ended ? Date.parse(entry.ended) : now
    const common = Math.min(ended, stop.to) - Math.max(began, stop.from)
    if (began === stop.from || common > Math.max(most, (stop.to - stop.from) * 0.5))
      [best, most] = [entry, began === stop.from ? Infinity : common]
  }
  return best
}

/** Time by reason, the greatest first, with the cumulative share: the Pareto chart. */
export function pareto(stops) {
  const by = new Map()
  for (const { reason, from, to } of stops) {
    const sum = by.get(reason ?? '') ?? { reason: reason ?? '', ms: 0, count: 0 }
    sum.ms += to - from
    sum.count++
    by.set(sum.reason, sum)
  }
  const rows = [...by.values()].sort((a, b) => b.ms - a.ms)
  const all = rows.reduce((sum, { ms }) => sum + ms, 0)
  let upTo = 0
  return rows.map((row) => {
    upTo += row.ms
    return { ...row, share: (100 * row.ms) / all, cumulative: (100 * upTo) / all }
  })
}

/** Of several machines: times and losses are added up, so that a long shift counts more than a short one. Worst quality. */
export function together(accounts) {
  const sum = (of) =>
    accounts.reduce((total, each) => (total === null || of(each) === null ? null : total + of(each)), 0)
  const planned = sum((each) => each.planned)
  const running = sum((each) => each.running)
  const parts = sum((each) => each.parts)
  const losses = Object.fromEntries(
    ['down', 'speed', 'rejects', 'good'].map((name) => [name, sum((each) => each.losses[name])]),
  )
  const worst = (name) =>
    accounts.reduce(
      (least, each) => (each.planned + each.unknown > 0 ? atBest(least, each[name].quality) : least),
      'good',
    )
  const made = losses.good === null ? null : losses.good + losses.rejects
  return {
    planned,
    running,
    unknown: sum((each) => each.unknown),
    parts,
    rejects: sum((each) => each.rejects),
    availability: figure(ratio(running, planned), worst('availability')),
    effectiveness: figure(ratio(made, running), worst('effectiveness')),
    quality: figure(ratio(losses.good, made), worst('quality')),
    oee: figure(ratio(losses.good, planned), worst('oee')),
    losses,
  }
}
