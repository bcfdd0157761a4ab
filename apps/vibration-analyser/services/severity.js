/** ISO 20816-3, annex A: r.m.s. velocity in mm/s at which zones A, B and C end; group 1 above 300 kW, 2 from 15 to 300 kW. */
const limits = {
  1: { rigid: [2.3, 4.5, 7.1], flexible: [3.5, 7.1, 11] },
  2: { rigid: [1.4, 2.8, 4.5], flexible: [2.3, 4.5, 7.1] },
}

export const limitsOf = ({ group, flexible }) => limits[group][flexible ? 'flexible' : 'rigid']

/** A: new; B: for long operation; C: for a limited time; D: it may do damage. */
export function zoneOf(velocity, machine) {
  if (velocity === null) return null
  // A mean of many equal values is a hair beside them.
  const passed = limitsOf(machine).filter((limit) => velocity > limit * (1 + 1e-9)).length
  return 'ABCD'[passed]
}

/** A straight line through [ms, value]: slope a day, value at the end, and how much of the scatter it explains. */
export function trendOf(pairs) {
  const told = pairs.filter(([, value]) => value !== null)
  if (told.length < 10) return null
  const DAY = 86_400_000
  const end = told.at(-1)[0]
  const x = told.map(([time]) => (time - end) / DAY)
  const y = told.map(([, value]) => value)
  const mean = (list) => list.reduce((sum, value) => sum + value, 0) / list.length
  const [mx, my] = [mean(x), mean(y)]
  const xx = x.reduce((sum, value) => sum + (value - mx) ** 2, 0)
  const xy = x.reduce((sum, value, i) => sum + (value - mx) * (y[i] - my), 0)
  const yy = y.reduce((sum, value) => sum + (value - my) ** 2, 0)
  if (!(xx > 0)) return null
  const slope = xy / xx
  return { slope, now: my - slope * mx, r2: yy > 0 ? (xy * xy) / (xx * yy) : 1, end }
}

/** Days until the trend reaches the next limit; null where it does not rise, or explains less than half of the scatter. */
export function daysTo(trend, machine) {
  if (!trend || trend.r2 < 0.5 || trend.slope <= 0.001) return null
  const next = limitsOf(machine).find((limit) => limit > trend.now)
  return next === undefined ? null : { days: (next - trend.now) / trend.slope, limit: next }
}
