import { describe, expect, it } from 'vitest'
import { calibrate } from './calibrate.ts'
import { libraryModel, noisy, rowsWithin } from './library-for-tests.ts'

interface Trial {
  readonly name: string
  readonly inputs: Readonly<Record<string, readonly [number, number]>>
  /** What is to be found. */
  readonly truth: Readonly<Record<string, number>>
  /** Compared outputs with the deviation of what is measured of them. */
  readonly noise: Readonly<Record<string, number>>
}

const trials: readonly Trial[] = [
  {
    name: 'pump-efficiency',
    inputs: { flow: [300, 700], suction_pressure: [0.1, 0.4], discharge_pressure: [3, 5], power: [115, 140] },
    truth: { motor_efficiency: 91.3, gauge_height: 1.2 },
    noise: { pump_efficiency: 1.5, head: 0.4 },
  },
  {
    name: 'heat-exchanger-entu',
    inputs: { hot_in: [80, 95], cold_in: [15, 25], hot_flow: [5, 12], cold_flow: [8, 15] },
    truth: { fouling: 3.1e-4 },
    noise: { hot_out: 0.4 },
  },
  {
    name: 'valve-kv',
    inputs: { flow: [100, 300], inlet_pressure: [6, 8], outlet_pressure: [1, 5], vapour_pressure: [0.3, 0.8] },
    truth: { kvs: 260, recovery: 0.72 },
    noise: { kv_share: 1 },
  },
  {
    name: 'wind-power-curve',
    inputs: { wind_speed: [4, 12], air_temperature: [-5, 25], air_pressure: [980, 1030] },
    truth: { rotor_area: 10_100 },
    noise: { power_coefficient: 0.02 },
  },
  {
    name: 'tool-life',
    inputs: { cutting_speed: [120, 280] },
    truth: { constant: 420, exponent: 0.31 },
    noise: { life: 0.6 },
  },
  {
    name: 'energy-baseline',
    inputs: { energy: [3e4, 9e4], days: [28, 31], heating_degree_days: [0, 500], cooling_degree_days: [0, 150] },
    truth: { base_load: 1_340, heating_slope: 71, cooling_slope: 44 },
    noise: { expected: 900 },
  },
]

const TRIALS = 200
const ROWS = 60

async function calibrated(
  { name, inputs, truth, noise }: Trial,
  { model, run }: Awaited<ReturnType<typeof libraryModel>>,
  seed: number,
) {
  const given = rowsWithin(ROWS, seed, inputs)
  const { outputs } = await run(given, truth)
  const measured = Object.fromEntries(
    Object.entries(noise).map(([output, deviation], i) => {
      const { values, status } = outputs[output]!
      expect(
        [...status].every((one) => one === 0),
        `${name}: rows of the test are good`,
      ).toBe(true)
      return [output, { values: noisy(values as Float64Array, deviation, 1_000 + 2 * seed + i), status }]
    }),
  )
  const free = Object.keys(truth).map((name) => ({ name }))
  return await calibrate({ model, run, rows: given, measured, free, heldBack: 0 })
}

describe('parameters of models of the library', () => {
  it.each(trials)('are found through noise, within what is said of them in 95 of 100 trials: $name', async (trial) => {
    const names = Object.keys(trial.truth)
    const model = await libraryModel(trial.name)
    const within = names.map(() => 0)
    const errors = names.map(() => 0)
    for (let seed = 0; seed < TRIALS; seed++) {
      const { parameters, converged, warnings } = await calibrated(trial, model, seed)
      expect(converged, JSON.stringify(warnings)).toBe(true)
      parameters.forEach(({ name, value, interval, standardError }, j) => {
        const truth = trial.truth[name]!
        if (interval && interval.low <= truth && truth <= interval.high) within[j]!++
        errors[j]! += (value - truth) / standardError!
      })
    }
    // 190 ± 3.08 by chance; beyond three deviations it is no chance.
    for (const many of within) expect(Math.abs(many - 0.95 * TRIALS)).toBeLessThan(10)
    // No bias: the mean of 200 errors in their own deviations is within 0.07 by chance.
    for (const error of errors) expect(Math.abs(error / TRIALS)).toBeLessThan(0.25)
  })
})
