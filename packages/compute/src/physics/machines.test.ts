import fc from 'fast-check'
import { expect, test } from 'vitest'
import { humidityRatio, isentropicPower, isothermalPower, moistAirDensity } from './air.ts'
import { excessAirRatio, flueGasLoss, gasAvailableHeat, gasExcessAir } from './combustion.ts'
import { hydraulicPower, logMeanDifference, motorEfficiency, motorLoad, unbalance, vibrationZone } from './machine.ts'
import { expectedPower, performanceRatio, temperatureFactor } from './solar.ts'
import { curvePower, normalisedWindSpeed, powerCoefficient, powerCurve } from './wind.ts'

const celsius = (fahrenheit: number): number => (fahrenheit - 32) / 1.8

test('dry air of the ISO atmosphere weighs 1.225 kg/m³, moist air less', () => {
  expect(moistAirDensity(101_325, 288.15, 0)).toBeCloseTo(1.225, 4)
  expect(moistAirDensity(101_325, 303.15, 1)).toBeLessThan(moistAirDensity(101_325, 303.15, 0))
  expect(moistAirDensity(101_325, 380, 0.5)).toBeNaN()
  expect(moistAirDensity(101_325, 288.15, 1.1)).toBeNaN()
})

test('the vapour of freezing air joins that of warm air without a leap', () => {
  const step = moistAirDensity(101_325, 273.1499, 1) - moistAirDensity(101_325, 273.1501, 1)
  expect(Math.abs(step)).toBeLessThan(2e-4)
})

test('air at 20 °C and half its vapour holds 7.3 g/kg (ASHRAE psychrometric chart)', () => {
  expect(humidityRatio(101_325, 293.15, 0.5)).toBeCloseTo(0.00726, 4)
  expect(humidityRatio(2_000, 293.15, 1)).toBeNaN()
})

test('isentropic work agrees with the worked example of the package fluids: 8125.16 J/mol from 1 to 10 bar at 300 K', () => {
  const molar = (8.314462618 * 300) / 1e5
  expect(isentropicPower(1e5, 1e6, molar, 1.4) * 1000).toBeCloseTo(10416.876986384483 * 0.78, 1)
  expect(isothermalPower(1e5, 1e6, 1)).toBeLessThan(isentropicPower(1e5, 1e6, 1, 1.4))
  expect(isentropicPower(2e5, 1e5, 1, 1.4)).toBeNaN()
})

test('excess air and available heat agree with the AMO Tools Suite of the US DOE', () => {
  // EfficiencyImprovement: 6 % O₂ and 2 % O₂; EnergyInputExhaustGasLosses: 65 %, 300 °F, 550 °F.
  expect(gasExcessAir(0.06)).toBeCloseTo(0.358, 4)
  expect(gasExcessAir(0.02)).toBeCloseTo(0.094210532075, 10)
  expect(gasAvailableHeat(0.65, celsius(300), celsius(550))).toBeCloseTo(0.82727942398, 10)
  expect(gasAvailableHeat(0.65, celsius(300), 1_400)).toBeNaN()
  expect(gasExcessAir(0.21)).toBeNaN()
})

test('the loss with the flue gas rises with its temperature and with air', () => {
  // (200 − 20)·(0.66/(21 − 3) + 0.009)
  expect(flueGasLoss(200, 20, 3, 0.66, 0.009)).toBeCloseTo(8.22, 9)
  expect(flueGasLoss(200, 20, 6, 0.66, 0.009)).toBeGreaterThan(8.22)
  expect(flueGasLoss(500, 20, 3, 0.66, 0.009)).toBeNaN()
  expect(excessAirRatio(3)).toBeCloseTo(21 / 18, 12)
  expect(excessAirRatio(21)).toBeNaN()
})

test('a power curve is read by straight lines, and gives nothing before and after it', () => {
  const curve = powerCurve([3, 4, 12, 25], [0, 100, 2_000, 2_000])
  expect(curvePower(curve, 3.5)).toBe(50)
  expect(curvePower(curve, 25)).toBe(2_000)
  expect(curvePower(curve, 25.1)).toBe(0)
  expect(curvePower(curve, 2.9)).toBe(0)
  expect(curvePower(curve, Number.NaN)).toBeNaN()
  for (const [speed, power] of [
    [[3], [0]],
    [[3, 4], [0]],
    [
      [3, 3],
      [0, 1],
    ],
    [
      [3, Number.NaN],
      [0, 1],
    ],
  ] as const)
    expect(() => powerCurve(speed, power)).toThrow(expect.objectContaining({ code: 'physics.curve_malformed' }))
})

test('a power curve lies between its neighbouring points', () => {
  const curve = powerCurve([0, 5, 10, 20], [0, 10, 80, 100])
  fc.assert(
    fc.property(fc.double({ min: 0, max: 20, noNaN: true }), (speed) => {
      const power = curvePower(curve, speed)
      expect(power).toBeGreaterThanOrEqual(0)
      expect(power).toBeLessThanOrEqual(100)
    }),
  )
})

test('thin air is worth less wind, and no rotor takes more than Betz allows of a fair reading', () => {
  expect(normalisedWindSpeed(10, 1.225)).toBeCloseTo(10, 12)
  expect(normalisedWindSpeed(10, 1)).toBeLessThan(10)
  expect(normalisedWindSpeed(10, 0)).toBeNaN()
  // V112/3000 at 10 m/s: 2572 kW through 9852 m².
  expect(powerCoefficient(2_572_000, 1.225, 9_852, 10)).toBeCloseTo(0.426, 3)
})

test('a cold module gives more and a hot one less than its rating', () => {
  expect(temperatureFactor(25, -0.004)).toBe(1)
  expect(expectedPower(100, 1_000, 45, -0.004)).toBeCloseTo(92, 9)
  expect(expectedPower(100, 500, 25, -0.004)).toBe(50)
  expect(temperatureFactor(300, -0.004)).toBeNaN()
  expect(performanceRatio(800, 100, 10)).toBe(0.8)
  expect(performanceRatio(0, 100, 0)).toBeNaN()
})

test('the efficiency of a motor agrees with the AMO Tools Suite within its own spread', () => {
  // 200 hp, 4 poles, energy efficient: efficiencies of full and half load fix the losses, the others are held against.
  const [full, half] = [0.956259245, 0.949504131]
  expect(motorEfficiency(1, full, half)).toBeCloseTo(full, 12)
  expect(motorEfficiency(0.5, full, half)).toBeCloseTo(half, 12)
  expect(Math.abs(motorEfficiency(0.75, full, half) - 0.9569034)).toBeLessThan(0.002)
  expect(Math.abs(motorEfficiency(0.25, full, half) - 0.930393384)).toBeLessThan(0.012)
  expect(Math.abs(motorEfficiency(1.25, full, half) - 0.946696653)).toBeLessThan(0.008)
  expect(motorEfficiency(0.05, full, half)).toBeNaN()
  expect(motorEfficiency(1, 0.5, 0.9)).toBeNaN()
})

test('the load of a motor is found again from what it takes', () => {
  fc.assert(
    fc.property(fc.double({ min: 0.1, max: 1.4, noNaN: true }), (load) => {
      const taken = (150 * load) / motorEfficiency(load, 0.95, 0.945)
      expect(motorLoad(taken, 150, 0.95, 0.945)).toBeCloseTo(load, 9)
    }),
  )
  expect(motorLoad(0, 150, 0.95, 0.945)).toBe(0)
  expect(motorLoad(400, 150, 0.95, 0.945)).toBeNaN()
})

test('unbalance is the greatest deviation from the mean (NEMA MG 1: 460, 467 and 450 V are 1.96 %)', () => {
  expect(unbalance(460, 467, 450) * 100).toBeCloseTo(1.96, 2)
  expect(unbalance(0, 0, 0)).toBeNaN()
})

test('the mean temperature difference agrees with the example of the package ht', () => {
  // LMTD(100, 60, 30, 40.2) counterflow.
  expect(logMeanDifference(100 - 40.2, 60 - 30)).toBeCloseTo(43.200409294131525, 9)
  expect(logMeanDifference(20, 20)).toBe(20)
  expect(logMeanDifference(20, 20.00001)).toBeCloseTo(20.000005, 9)
  expect(logMeanDifference(20, -1)).toBeNaN()
})

test('pumping a cubic metre an hour through ten metres takes 27.2 W', () => {
  expect(hydraulicPower(1_000, 1, 10) * 1000).toBeCloseTo(27.24, 2)
  expect(hydraulicPower(1_000, -1, 10)).toBeNaN()
})

test('vibration is graded by size and support', () => {
  // 150 hp motor on a rigid base: 1.4 mm/s when new, 2.8 mm/s for long.
  expect(vibrationZone(1.4, 2, 0)).toBe(1)
  expect(vibrationZone(2.8, 2, 0)).toBe(2)
  expect(vibrationZone(4.5, 2, 0)).toBe(3)
  expect(vibrationZone(4.6, 2, 0)).toBe(4)
  expect(vibrationZone(4.6, 1, 1)).toBe(2)
  expect(vibrationZone(1, 3, 0)).toBeNaN()
  expect(vibrationZone(Number.NaN, 1, 0)).toBeNaN()
})
