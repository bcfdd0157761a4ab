import { saturationLine } from './water-state.ts'

/** J/(kg·K), of dry air and of water vapour, as IEC 61400-12-1:2017 rounds them. */
const DRY_AIR = 287.05
const VAPOUR = 461.5

/**
 * kg/m³ of moist air: pressure in Pa, temperature in K, relative humidity as a share 0 to 1. The vapour pressure is that of
 * IAPWS-IF97, so that it is valid from 273.15 K; below it the share of vapour is less than 0.6 % and the fit of
 * IEC 61400-12-1:2017, 0.0000205·e^(0.0631846·T), stands in. NaN outside of 200 to 373.15 K.
 */
export function moistAirDensity(pressure: number, temperature: number, humidity: number): number {
  if (!(pressure > 0 && temperature >= 200 && temperature <= 373.15 && humidity >= 0 && humidity <= 1))
    return Number.NaN
  const vapour = humidity * vapourPressure(temperature)
  // IEC 61400-12-1:2017, density of moist air: the vapour makes it lighter.
  return (pressure / DRY_AIR - vapour * (1 / DRY_AIR - 1 / VAPOUR)) / temperature
}

/** Pa over water; over ice the fit named above, 5 % of a small share off. */
function vapourPressure(t: number): number {
  return t >= 273.15 ? saturationLine(t) * 1e6 : 0.0000205 * Math.exp(0.0631846 * t)
}

/** kg of water in a kg of dry air: pressure in Pa, K from 273.15, relative humidity 0 to 1. NaN where it boils or freezes. */
export function humidityRatio(pressure: number, temperature: number, humidity: number): number {
  const vapour = humidity * saturationLine(temperature) * 1e6
  return humidity >= 0 && humidity <= 1 && vapour < pressure
    ? ((DRY_AIR / VAPOUR) * vapour) / (pressure - vapour)
    : Number.NaN
}

/**
 * kW that loss-free adiabatic compression of a perfect gas needs (ISO 1217:2009, isentropic power): absolute pressures
 * in Pa, flow at the inlet in m³/s, κ of 1.4 for air. NaN unless p₂ ≥ p₁ > 0.
 */
export function isentropicPower(inlet: number, outlet: number, flow: number, kappa: number): number {
  if (!(inlet > 0 && outlet >= inlet && flow >= 0 && kappa > 1)) return Number.NaN
  const exponent = (kappa - 1) / kappa
  return ((inlet * flow) / exponent) * ((outlet / inlet) ** exponent - 1) * 1e-3
}

/** kW that loss-free isothermal compression needs: p₁·V̇₁·ln(p₂/p₁); units as {@link isentropicPower}. */
export function isothermalPower(inlet: number, outlet: number, flow: number): number {
  if (!(inlet > 0 && outlet >= inlet && flow >= 0)) return Number.NaN
  return inlet * flow * Math.log(outlet / inlet) * 1e-3
}
