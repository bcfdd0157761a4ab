import { specificPower } from './figures/specific.js'

/** Once a minute: for how many minutes of the day each compressor took too much. */
export async function every({ assets, points, tables, settings, now, log }) {
  const day = now.slice(0, 10)
  const { items } = await tables.rows('exceeded', { where: { day }, limit: 1000 })
  for (const { id, name, points: of } of assets.compressor) {
    const [power, flow] = await points.latest([of.power, of.flow])
    const specific = specificPower(power.value, flow.value)
    if (specific === null || specific <= settings.limit) continue
    const { minutes = 0, highest = 0 } = items.find(({ compressor }) => compressor === id) ?? {}
    await tables.put('exceeded', [{ compressor: id, day, minutes: minutes + 1, highest: Math.max(highest, specific) }])
    if (minutes === 0) log.warn('takes too much for the first time today', { name, specific })
  }
}
