import { rowsOf } from './lib/rows.js'
import { column } from './lib/series.js'
import { iso } from './lib/time.js'
import { daysTo, limitsOf, trendOf, zoneOf } from './severity.js'

const HOUR = 3_600_000

/** How every machine stands: zone now, time in each zone, trend and when it reaches the next limit. */
export async function http(_, { assets, points, tables, settings, now }) {
  const known = new Map((await rowsOf(tables, 'machines')).map((row) => [row.asset, row]))
  const to = Date.parse(now)
  const from = to - settings.days * 24 * HOUR
  const machines = []
  for (const { id, name, points: of } of assets.machine) {
    const machine = known.get(id) ?? { group: Number(settings.group), flexible: false }
    const asked = [of.vibration, ...(of.running ? [of.running] : [])]
    const told = await points.history(asked, {
      from: iso(from),
      to: iso(to),
      buckets: Math.min(1_000, Math.round(settings.days * 24)),
    })
    const running = of.running ? new Map(column(told.find(({ point }) => point === of.running))) : undefined
    // What a machine shakes while it stands says nothing of it.
    const pairs = column(told.find(({ point }) => point === of.vibration)).map(([time, value]) => [
      time,
      running && running.get(time) === 0 ? null : value,
    ])
    const [latest, turning] = await points.latest(asked)
    const stands = turning?.value === false
    const value = stands ? null : latest.value
    const trend = trendOf(pairs)
    const zones = { A: 0, B: 0, C: 0, D: 0 }
    for (const [, each] of pairs) if (each !== null) zones[zoneOf(each, machine)]++
    const count = Object.values(zones).reduce((sum, each) => sum + each, 0)
    machines.push({
      id,
      name,
      entered: known.has(id),
      machine,
      limits: limitsOf(machine),
      value,
      stands,
      quality: stands ? 'good' : latest.quality,
      time: latest.time,
      zone: zoneOf(value, machine),
      zones: Object.fromEntries(
        Object.entries(zones).map(([zone, each]) => [zone, count > 0 ? (100 * each) / count : null]),
      ),
      trend,
      reaches: daysTo(trend, machine),
      pairs,
      fast: of.acceleration !== undefined,
    })
  }
  const worth = ({ zone, reaches }) => ('ABCD'.indexOf(zone ?? 'A') + 1) * 1_000 - Math.min(999, reaches?.days ?? 999)
  return { from, to, machines: machines.sort((a, b) => worth(b) - worth(a)) }
}
