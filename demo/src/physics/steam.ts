/**
 * Saturated water and steam, as far as the demo boiler needs it.
 * Temperature: IAPWS-IF97 region 4 backward equation (Revised Release 2007, equation 31, table 34), exact.
 * Enthalpies and densities: quadratic fits to IF97 between 4 and 14 bar absolute; largest deviation 0.1 %
 * (steam.test.ts holds them against table values of IF97).
 */
const N = [
  0.11670521452767e4, -0.72421316703206e6, -0.17073846940092e2, 0.1202082470247e5, -0.32325550322333e7,
  0.1491510861353e2, -0.48232657361591e4, 0.40511340542057e6, -0.23855557567849, 0.65017534844798e3,
] as const

/** °C from bar absolute. */
export function saturationTemperature(pressure: number): number {
  const beta = (pressure / 10) ** 0.25
  const e = beta * beta + N[2] * beta + N[5]
  const f = N[0] * beta * beta + N[3] * beta + N[6]
  const g = N[1] * beta * beta + N[4] * beta + N[7]
  const d = (2 * g) / (-f - Math.sqrt(f * f - 4 * e * g))
  return (N[9] + d - Math.sqrt((N[9] + d) ** 2 - 4 * (N[8] + N[9] * d))) / 2 - 273.15
}

/** Saturated liquid, kJ/kg, from °C. */
export const liquidEnthalpy = (t: number): number => 0.00176365 * t * t + 3.7833298 * t + 25.067151
/** Saturated steam, kJ/kg, from °C. */
export const steamEnthalpy = (t: number): number => -0.00570977561 * t * t + 2.92587737 * t + 2435.5142
/** Saturated liquid, kg/m³, from °C. */
export const liquidDensity = (t: number): number => -0.00227837627 * t * t - 0.248448734 * t + 1005.53783
