/** Losses of a flame from its flue gas. Temperatures in °C, shares in % of the lower heating value. */

/** 1. BImSchV, annex 2 no. 3.4. */
export const fuels = {
  natural_gas: { a2: 0.66, b: 0.009 },
  liquefied_gas: { a2: 0.63, b: 0.008 },
  light_oil: { a2: 0.68, b: 0.007 },
}

/** Siegert: q2 = (t_flue − t_air) · (A2 / (21 − O2) + B). */
export const stackLoss = (flue, air, oxygen, { a2, b }) => (flue - air) * (a2 / (21 - oxygen) + b)

/** GB/T 10180, short formula: α = 21 / (21 − O2). */
export const excessAir = (oxygen) => 21 / (21 - oxygen)

/** What walls lose is the same at every load, so that its share grows as the load falls. */
export const wallLoss = (atFull, load) => (load > 0 ? atFull / Math.min(1, Math.max(0.1, load)) : atFull)

/** Fuel that is not burnt when the efficiency rises from one value to another, as a share of the fuel of now. */
export const fuelSaved = (from, to) => (to > from ? 1 - from / to : 0)

const n = [
  0.11670521452767e4, -0.72421316703206e6, -0.17073846940092e2, 0.1202082470247e5, -0.32325550322333e7,
  0.1491510861353e2, -0.48232657361591e4, 0.40511340542057e6, -0.23855557567849, 0.65017534844798e3,
]

/** IAPWS-IF97, equation 31: saturation temperature in °C of an absolute pressure in MPa. */
export function boilingAt(pressure) {
  const beta = pressure ** 0.25
  const e = beta * beta + n[2] * beta + n[5]
  const f = n[0] * beta * beta + n[3] * beta + n[6]
  const g = n[1] * beta * beta + n[4] * beta + n[7]
  const d = (2 * g) / (-f - Math.sqrt(f * f - 4 * e * g))
  return (n[9] + d - Math.sqrt((n[9] + d) ** 2 - 4 * (n[8] + n[9] * d))) / 2 - 273.15
}
