/** W/m² of the standard test condition (IEC 61724-1:2021, G_ref); the module is at 25 °C then. */
export const REFERENCE_IRRADIANCE = 1000

/**
 * The factor C_k of IEC 61724-1:2021, temperature-corrected performance ratio: how a module's power changes from 25 °C to its temperature; γ in 1/K, negative for
 * silicon. NaN where it would not be positive.
 */
export function temperatureFactor(moduleTemperature: number, gamma: number): number {
  const factor = 1 + gamma * (moduleTemperature - 25)
  return factor > 0 ? factor : Number.NaN
}

/** kW (or the unit of the rating) expected at W/m² in the plane of the array and °C of the module (IEC 61724-1:2021). */
export function expectedPower(rating: number, irradiance: number, moduleTemperature: number, gamma: number): number {
  if (!(rating >= 0 && irradiance >= 0)) return Number.NaN
  return rating * (irradiance / REFERENCE_IRRADIANCE) * temperatureFactor(moduleTemperature, gamma)
}

/** Performance ratio: (E / P₀) / (H / G_ref), IEC 61724-1:2021; kWh, kW and kWh/m². NaN in the dark. */
export function performanceRatio(energy: number, rating: number, insolation: number): number {
  return rating > 0 && insolation > 0 ? energy / rating / insolation : Number.NaN
}
