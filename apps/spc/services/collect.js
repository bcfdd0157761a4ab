import { rowsOf } from './lib/rows.js'
import { iso } from './lib/time.js'

/** Takes what gauges measured since the last sample, by whole samples; a bad value is no piece, and is told. */
export async function every({ assets, points, tables, now, log }) {
  for (const { id, size, gauge } of await rowsOf(tables, 'characteristics')) {
    const asset = (assets.gauge ?? []).find((each) => each.id === gauge)
    if (!asset) continue
    const [last] = (await tables.rows('samples', { where: { characteristic: id }, order: '-at', limit: 1 })).items
    const from = last ? Date.parse(last.at) + 1 : Date.parse(now) - 86_400_000
    const { time, value, quality } = await points.samples(asset.points.value, { from: iso(from), to: now, most: 5_000 })
    const good = time.flatMap((at, i) =>
      quality[i] === 0 && typeof value[i] === 'number' ? [{ at, value: value[i] }] : [],
    )
    if (good.length < time.length)
      log.warn('values of a gauge were bad and are in no sample', {
        characteristic: id,
        bad: time.length - good.length,
      })
    const rows = []
    for (let i = 0; i + size <= good.length && rows.length < 1_000; i += size) {
      const pieces = good.slice(i, i + size)
      // The last piece tells when: what comes later is after it.
      rows.push({ characteristic: id, at: iso(pieces.at(-1).at), values: pieces.map((piece) => piece.value) })
    }
    if (rows.length > 0) await tables.put('samples', rows)
  }
}
