/** Periods of the tariff by the plant's clock, and what energy costs in them. */

export const periods = ['sharp', 'peak', 'flat', 'valley']

/** '08:00-11:00 23:00-07:00' as pairs of hours; over midnight is two. */
export function hoursOf(text = '') {
  return [...text.matchAll(/(\d{1,2})[:：](\d{2})\s*[-–~～]\s*(\d{1,2})[:：](\d{2})/g)].flatMap(([, a, b, c, d]) => {
    const [from, to] = [Number(a) + Number(b) / 60, Number(c) + Number(d) / 60]
    return from < to
      ? [[from, to]]
      : [
          [from, 24],
          [0, to],
        ]
  })
}

/** Tells the period of an hour of the day: sharp goes before peak, peak before valley; what is left is flat. */
export function periodOf(settings) {
  const told = [
    ['sharp', hoursOf(settings.sharp_hours)],
    ['peak', hoursOf(settings.peak_hours)],
    ['valley', hoursOf(settings.valley_hours)],
  ]
  return (hour) => told.find(([, spans]) => spans.some(([from, to]) => hour >= from && hour < to))?.[0] ?? 'flat'
}

/** Of quarters {from, kWh, hour}: energy and cost of each period. */
export function billOf(quarters, settings) {
  const of = periodOf(settings)
  const bill = Object.fromEntries(
    periods.map((period) => [period, { energy: 0, cost: 0, price: settings[`price_${period}`] }]),
  )
  for (const { kWh, hour } of quarters) {
    if (kWh === null) continue
    const line = bill[of(hour)]
    line.energy += kWh
    line.cost += kWh * line.price
  }
  return bill
}

export const total = (bill, what) => periods.reduce((sum, period) => sum + bill[period][what], 0)

/** The value below which a share of the values lies. */
export function quantile(values, share) {
  if (values.length === 0) return null
  const sorted = [...values].sort((a, b) => a - b)
  const at = share * (sorted.length - 1)
  const low = Math.floor(at)
  return sorted[low] + (at - low) * ((sorted[low + 1] ?? sorted[low]) - sorted[low])
}

/** Hints with the money of a year: what peaks, nights and dear hours cost. */
export function hintsOf({ quarters, bill, days, peak, settings }) {
  const hints = []
  const year = 365 / days
  const loads = quarters.filter(({ kW }) => kW !== null)
  if (loads.length === 0 || days < 0.5) return hints
  const night = loads.filter(({ hour }) => hour >= 0 && hour < 5).map(({ kW }) => kW)
  const base = quantile(night, 0.5)
  const mean = loads.reduce((sum, { kW }) => sum + kW, 0) / loads.length
  if (base !== null && base > 0.35 * mean) {
    // Half of what runs while nobody works is seldom needed: that is a proposal, not a figure of a standard.
    hints.push({
      hint: 'base_load',
      base,
      share: (100 * base) / mean,
      saving: base * 0.25 * 5 * 365 * settings.price_valley,
    })
  }
  const high = quantile(
    loads.map(({ kW }) => kW),
    0.98,
  )
  const cost = ({ kW }, level) => (kW - level) * settings.demand_price * 12
  // The two are about the same kilowatts: what is above the contract is told alone.
  if (peak && settings.contracted_demand > 0 && peak.kW > settings.contracted_demand)
    hints.push({
      hint: 'over_contract',
      peak: peak.kW,
      contracted: settings.contracted_demand,
      at: peak.from,
      saving: cost(peak, settings.contracted_demand),
    })
  else if (peak && peak.kW - high > 0.05 * peak.kW)
    hints.push({ hint: 'peak', peak: peak.kW, at: peak.from, level: high, saving: cost(peak, high) })
  const dear = bill.sharp.energy + bill.peak.energy
  if (dear > 0) {
    const price = (bill.sharp.cost + bill.peak.cost) / dear
    const moved = 0.1 * dear
    if (price > settings.price_valley)
      hints.push({ hint: 'shift', moved: moved * year, saving: moved * (price - settings.price_valley) * year })
  }
  return hints.filter(({ saving }) => saving > 0).sort((a, b) => b.saving - a.saving)
}
