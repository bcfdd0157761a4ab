import { refuse, rowsOf } from './lib/rows.js'
import { baseOf, capabilityOf, limitsOf, pointsOf, signalsOf } from './shewhart.js'

/** {} lists characteristics; {characteristic, last?} tells its charts of the last samples. */
export async function http({ characteristic, last = 100 }, { tables, settings }) {
  const all = await rowsOf(tables, 'characteristics')
  if (characteristic === undefined) return { characteristics: all.map(({ frozen: _, ...each }) => each) }
  const chosen = all.find(({ id }) => id === characteristic)
  if (!chosen)
    refuse('characteristic_unknown', 'Expected a characteristic of this app, saw another', 'Open the page again.')
  const rows = (
    await rowsOf(tables, 'samples', { where: { characteristic }, order: '-at', limit: Math.min(500, last) }, 1)
  )
    .slice(0, last)
    .reverse()
  const { size } = chosen
  // A sample of another size cannot stand on the same chart.
  const fit = rows.filter(({ values }) => values.length === size)
  if (fit.length < 2) return { ...chosen, samples: fit, points: [], signals: [], unfit: rows.length - fit.length }
  const samples = fit.map(({ values }) => values)
  const points = pointsOf(samples, size)
  const base = chosen.frozen ?? baseOf(points, size)
  const limits = limitsOf(base, size)
  const signals = signalsOf(points, limits, settings.rules)
  const wide = points.map(({ r }) => r !== null && r > limits.range.high + 1e-12)
  const inControl = signals.every((list) => list.length === 0) && !wide.includes(true)
  const capability = capabilityOf(samples, baseOf(points, size), chosen)
  return {
    ...chosen,
    samples: fit.map(({ at, values, entered_by, cause }) => ({ at, values, entered_by, cause })),
    unfit: rows.length - fit.length,
    points,
    limits,
    signals,
    wide,
    inControl,
    capability,
    // Of a process out of control, or of fewer than 50 pieces, capability is no promise.
    quality: inControl && capability.n >= 50 ? 'good' : 'uncertain',
    few: capability.n < 50,
  }
}
