/**
 * Losses of boilers and furnaces from what is measured in the flue. Every function gives NaN outside of its range: the kernels of
 * expressions run them.
 */

/** Oxygen of dry air, % by volume, as GB/T 10180 and 1. BImSchV round it. */
const AIR_OXYGEN = 21

/** α, air by theoretical air, from % of O₂ in dry flue gas: 21/(21 − O₂), without CO (GB/T 10180, simplified). 0 to 20 %. */
export function excessAirRatio(oxygen: number): number {
  return oxygen >= 0 && oxygen <= 20 ? AIR_OXYGEN / (AIR_OXYGEN - oxygen) : Number.NaN
}

/**
 * % of the lower heating value that leaves with the flue gas, after Siegert: (t_A − t_L)·(A₂/(21 − O₂) + B), as 1. BImSchV
 * annex 2 no. 3.4 has it. Temperatures in °C, O₂ in % of dry gas; A₂ and B of the fuel: natural gas 0.66 and 0.009,
 * light oil 0.68 and 0.007. A straight line through what is measured below 400 °C.
 */
export function flueGasLoss(flue: number, air: number, oxygen: number, a2: number, b: number): number {
  if (!(flue >= air && flue <= 400 && air >= -40 && oxygen >= 0 && oxygen <= 20 && a2 > 0 && b >= 0)) return Number.NaN
  return (flue - air) * (a2 / (AIR_OXYGEN - oxygen) + b)
}

const fahrenheit = (celsius: number): number => celsius * 1.8 + 32

/**
 * Share of excess air from the share of O₂ in dry flue gas of natural gas: 8.52381·O₂/(2 − 9.52381·O₂)
 * (US DOE, process heating assessment; AMO Tools Suite 2024, furnace calculators). 0 to 0.2.
 */
export function gasExcessAir(oxygen: number): number {
  return oxygen >= 0 && oxygen <= 0.2 ? (8.52381 * oxygen) / (2 - 9.52381 * oxygen) : Number.NaN
}

/**
 * Share of the higher heating value of natural gas that stays in a furnace: available heat of the US DOE's process heating
 * assessment (AMO Tools Suite 2024, EnergyInputExhaustGasLosses). `excess` is the share of excess air; temperatures of the
 * combustion air and of the flue gas at the furnace's exit in °C, the latter to 1370 °C.
 */
export function gasAvailableHeat(excess: number, air: number, flue: number): number {
  if (!(excess >= 0 && excess <= 10 && air >= -40 && air <= flue && flue <= 1370)) return Number.NaN
  const [ta, tf] = [fahrenheit(air), fahrenheit(flue)]
  const heat = 0.017828518 + 0.000002556 * ta
  const stack = 95 - 0.025 * tf - (-1.078913827 + heat * tf) * excess
  return (stack + (-1.078913827 + heat * ta) * (1 + excess)) / 100
}
