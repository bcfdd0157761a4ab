import { lasting, segments } from './lib/series.js'
import { iso } from './lib/time.js'
import { machinesOf } from './running.js'

const HOUR = 3_600_000
const DAY = 24 * HOUR

/** Adds to every machine's hours what it ran since it was counted last, day by day (UTC): what nobody knows is told beside, and is no hour. */
export async function every({ assets, points, tables, now, log }) {
  const to = Date.parse(now)
  for (const { asset, point, runs } of machinesOf(assets)) {
    const { items } = await tables.rows('hours', { where: { asset: asset.id }, order: '-day', limit: 1 })
    const last = items[0]
    // At first it looks back for a fortnight, so that there is a pace to plan by.
    const from = last ? Date.parse(last.counted_to) : to - 14 * DAY
    if (from >= to) continue
    const pieces = segments(await points.samples(point, { from: iso(from - DAY), to: now }), from, to)
    const rows = new Map(last ? [[last.day, { ...last }]] : [])
    for (let at = from; at < to; ) {
      const day = iso(at).slice(0, 10)
      const end = Math.min(Date.parse(`${day}T00:00:00Z`) + DAY, to)
      const within = pieces
        .map((piece) => ({ ...piece, from: Math.max(piece.from, at), to: Math.min(piece.to, end) }))
        .filter((piece) => piece.to > piece.from)
      const row = rows.get(day) ?? { asset: asset.id, day, hours: 0, unknown: 0 }
      row.hours += lasting(within, ({ value }) => value !== null && runs(value)) / HOUR
      row.unknown += lasting(within, ({ value }) => value === null) / HOUR
      row.counted_to = iso(end)
      rows.set(day, row)
      at = end
    }
    await tables.put('hours', [...rows.values()])
    const unknown = [...rows.values()].reduce((sum, row) => sum + row.unknown, 0)
    if (unknown > 4) log.warn('hours in which nobody knows whether it ran', { machine: asset.name, unknown })
  }
}
