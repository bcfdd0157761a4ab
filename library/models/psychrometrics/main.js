// Moist air after ASHRAE Fundamentals 2017, chapter 1 (SI). °C, % and kPa in; pressures inside are in Pa.

const KELVIN = 273.15
/** The vapour pressures over ice and over water meet here, °C. */
const TRIPLE_POINT = 0.01
/** Molar mass of water by that of dry air. */
const MASS_RATIO = 0.621945
/** J/(kg·K), of dry air. */
const AIR_CONSTANT = 287.042

/** Equations 5 and 6: Pa over ice or water at t °C. */
function saturation(t) {
  const k = t + KELVIN
  if (t <= TRIPLE_POINT)
    return Math.exp(
      -5674.5359 / k +
        6.3925247 -
        0.009677843 * k +
        6.2215701e-7 * k ** 2 +
        2.0747825e-9 * k ** 3 -
        9.484024e-13 * k ** 4 +
        4.1635019 * Math.log(k),
    )
  return Math.exp(
    -5800.2206 / k + 1.3914993 - 0.048640239 * k + 4.1764768e-5 * k ** 2 - 1.4452093e-8 * k ** 3 + 6.5459673 * Math.log(k),
  )
}

/** Equation 20: kg of water in a kg of dry air. */
const ratioOf = (vapour, pressure) => (MASS_RATIO * vapour) / (pressure - vapour)

/** Equations 33 and 35: what air of this dry and wet bulb holds; below 0 °C the wick is ice. */
function ratioOfWetBulb(dry, wet, pressure) {
  const full = ratioOf(saturation(wet), pressure)
  return wet >= 0
    ? ((2501 - 2.326 * wet) * full - 1.006 * (dry - wet)) / (2501 + 1.86 * dry - 4.186 * wet)
    : ((2830 - 0.24 * wet) * full - 1.006 * (dry - wet)) / (2830 + 1.86 * dry - 2.1 * wet)
}

/** Where a rising function reaches its aim, by halving to the last digits. */
function solve(rising, aim, low, high) {
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2
    if (rising(middle) < aim) low = middle
    else high = middle
  }
  return (low + high) / 2
}

/** Where the water boils there is no air left. */
const none = {
  humidity_ratio: Number.NaN,
  wet_bulb: Number.NaN,
  dew_point: Number.NaN,
  vapour_pressure: Number.NaN,
  enthalpy: Number.NaN,
  volume: Number.NaN,
}

export function run(row) {
  const { dry_bulb: dry, relative_humidity: humidity } = row
  const pressure = row.pressure * 1000
  const vapour = (humidity / 100) * saturation(dry)
  if (!(vapour > 0 && vapour < pressure)) return none
  const ratio = ratioOf(vapour, pressure)
  const dew = solve(saturation, vapour, -100, dry)
  return {
    humidity_ratio: ratio * 1000,
    wet_bulb: solve((t) => ratioOfWetBulb(dry, t, pressure), ratio, dew, dry),
    dew_point: dew,
    vapour_pressure: vapour / 1000,
    enthalpy: 1.006 * dry + ratio * (2501 + 1.86 * dry),
    volume: (AIR_CONSTANT * (dry + KELVIN) * (1 + ratio / MASS_RATIO)) / pressure,
  }
}
