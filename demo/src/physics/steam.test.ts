import { expect, test } from 'vitest'
import { liquidDensity, liquidEnthalpy, saturationTemperature, steamEnthalpy } from './steam.ts'

/** IAPWS-IF97, computed with the public package `iapws` 1.5: bar, °C, kJ/kg, kJ/kg, kg/m³. */
const table = [
  [5, 151.83624387684512, 640.1853353633857, 2748.1076146579694, 915.2843434299805],
  [10, 179.88563239146663, 762.6828443354104, 2777.1195376846617, 887.1274516747791],
  [13, 191.61275852521885, 814.763690078255, 2786.4933612440836, 874.2770745756693],
] as const

test.each(table)('saturated water at %d bar agrees with IAPWS-IF97', (pressure, t, hf, hg, rho) => {
  expect(saturationTemperature(pressure)).toBeCloseTo(t, 6)
  expect(liquidEnthalpy(t) / hf).toBeCloseTo(1, 3)
  expect(steamEnthalpy(t) / hg).toBeCloseTo(1, 3)
  expect(liquidDensity(t) / rho).toBeCloseTo(1, 3)
})
