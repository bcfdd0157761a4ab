import { Fault, Status } from '@millrace/core'
import { describe, expect, it } from 'vitest'
import type { GuardedRows } from '../guard/guarded.ts'
import { calibrate } from './calibrate.ts'
import { libraryModel, noisy, rowsWithin } from './library-for-tests.ts'
import { normals } from './random-for-tests.ts'
import type { CalibratedModel, CalibrationRequest, RunRows } from './request.ts'

const exchanger = await libraryModel('heat-exchanger-entu')
const rows = rowsWithin(200, 1, { hot_in: [80, 95], cold_in: [15, 25], hot_flow: [5, 12], cold_flow: [8, 15] })
const truth = { fouling: 3.1e-4 }
const { outputs } = await exchanger.run(rows, truth)
const hot = outputs.hot_out!.values as Float64Array
const good = new Uint32Array(rows.length)
const request: CalibrationRequest = {
  ...exchanger,
  rows,
  measured: { hot_out: { values: noisy(hot, 0.4, 2), status: good } },
  free: [{ name: 'fouling' }],
}
const kinds = ({ warnings }: { readonly warnings: readonly { readonly kind: string }[] }) =>
  warnings.map(({ kind }) => kind)

it('tells before and after, of rows that were fitted and of the last quarter, which was not', async () => {
  const { parameters, outputs: told, degreesOfFreedom, converged, warnings } = await calibrate(request)
  expect({ converged, warnings, degreesOfFreedom }).toEqual({ converged: true, warnings: [], degreesOfFreedom: 149 })
  expect(parameters).toEqual([
    {
      name: 'fouling',
      unit: 'm2.K/W',
      low: 0,
      high: 0.1,
      start: 0,
      value: expect.closeTo(3.1e-4, 5),
      isTold: true,
      standardError: expect.any(Number),
      interval: { low: expect.any(Number), high: expect.any(Number) },
    },
  ])
  const [{ before, after, held, series, durbinWatson, unit }] = told as [(typeof told)[0]]
  expect(unit).toBe('Cel')
  expect([before.rows, after.rows, held!.after.rows]).toEqual([150, 150, 50])
  expect(before.rmse).toBeGreaterThan(3)
  for (const { rmse, mae, rSquared } of [after, held!.after]) {
    expect(rmse).toBeGreaterThan(0.3)
    expect(rmse).toBeLessThan(0.5)
    expect(mae).toBeCloseTo(rmse * Math.sqrt(2 / Math.PI), 1)
    expect(rSquared).toBeGreaterThan(0.98)
  }
  const measured = request.measured.hot_out!.values as Float64Array
  const mean = measured.slice(0, 150).reduce((sum, value) => sum + value, 0) / 150
  expect(after.cvRmse).toBeCloseTo((after.rmse * Math.sqrt(150 / 149)) / mean, 12)
  expect(after.nmbe).toBeCloseTo((after.mean * (150 / 149)) / mean, 12)
  expect(durbinWatson).toBeGreaterThan(1.5)
  expect([series.time.length, series.heldFrom]).toEqual([200, 150])
  expect(JSON.parse(JSON.stringify(told))).toEqual(told)
})

it('thins what is shown to at most 500 rows, and never what is fitted', async () => {
  const many = rowsWithin(1_700, 3, { hot_in: [80, 95], cold_in: [15, 25], hot_flow: [5, 12], cold_flow: [8, 15] })
  const { values, status } = (await exchanger.run(many, truth)).outputs.hot_out!
  const [told] = (await calibrate({ ...request, rows: many, measured: { hot_out: { values, status } } })).outputs
  expect(told!.after.rows + told!.held!.after.rows).toBe(1_700)
  expect(told!.series.after).toHaveLength(425)
})

describe('rows that are not good', () => {
  it('are left out and counted by their cause, whatever they hold', async () => {
    const values = (request.measured.hot_out!.values as Float64Array).slice()
    const status = good.slice()
    const hotIn = rows.inputs.hot_in!
    const inputs = { values: (hotIn.values as Float64Array).slice(), status: hotIn.status.slice() }
    const put = (row: number, value: number, told: number): void => {
      values[row] = value
      status[row] = told
    }
    put(0, 1e9, Status.BadSensorFailure)
    put(1, 1e9, Status.UncertainLastUsableValue)
    put(2, Number.NaN, Status.Good)
    put(3, Number.NaN, Status.BadNoData)
    put(4, Number.POSITIVE_INFINITY, Status.Good)
    values[5] = 1e9
    inputs.status[5] = Status.BadCommunicationError
    values[6] = 1e9
    inputs.status[6] = Status.UncertainSensorNotAccurate
    // Colder than the cold side: a rule does not hold.
    values[7] = 1e9
    inputs.values[7] = -10
    const bad: GuardedRows = { ...rows, inputs: { ...rows.inputs, hot_in: inputs } }
    const seen = await calibrate({ ...request, rows: bad, measured: { hot_out: { values, status } }, heldBack: 0 })
    expect(seen.outputs[0]!.leftOut).toEqual({
      measured_bad: 1,
      measured_uncertain: 1,
      measured_missing: 3,
      input_bad: 1,
      input_uncertain: 1,
      rule: 1,
    })
    expect(seen.outputs[0]!.after.rows).toBe(192)
    // The others alone give the same to the last digit.
    const from = (column: Float64Array) => column.slice(8)
    const rest = await calibrate({
      ...request,
      rows: {
        length: 192,
        time: from(rows.time),
        inputs: Object.fromEntries(
          Object.entries(rows.inputs).map(([name, given]) => [
            name,
            { values: from(given.values as Float64Array), status: given.status.slice(8) },
          ]),
        ),
      },
      measured: { hot_out: { values: from(request.measured.hot_out!.values as Float64Array), status: good.slice(8) } },
      heldBack: 0,
    })
    expect(seen.parameters).toEqual(rest.parameters)
  })

  it('may become good ones by what is found: a rule that depends on it is asked again', async () => {
    const { model, run } = await libraryModel('tool-life')
    const cut = rowsWithin(80, 4, { cutting_speed: [120, 280] })
    const { values, status } = (await run(cut, { constant: 420, exponent: 0.31 })).outputs.life!
    // With 200 m/min half of the speeds are said to be impossible.
    const free = [{ name: 'constant', start: 200 }, { name: 'exponent' }]
    const measured = { life: { values: noisy(values as Float64Array, 0.1, 5), status } }
    const { parameters, outputs: told } = await calibrate({ model, run, rows: cut, measured, free, heldBack: 0 })
    expect(told[0]!.after.rows).toBe(80)
    expect(told[0]!.leftOut).toEqual({})
    expect(parameters[0]!.value).toBeCloseTo(420, -1)
    expect(parameters[1]!.value).toBeCloseTo(0.31, 2)
  })

  it('are no reason where it is the parameters from before that make an output impossible', async () => {
    const { model, run } = await libraryModel('pump-efficiency')
    const pumped = rowsWithin(80, 6, {
      flow: [600, 700],
      suction_pressure: [0.1, 0.4],
      discharge_pressure: [4, 5],
      power: [115, 140],
    })
    const free = [{ name: 'motor_efficiency', start: 30 }]
    const impossible = (await run(pumped, { motor_efficiency: 30 })).outputs.pump_efficiency!.status
    expect([...impossible].every((one) => one === Status.BadOutOfRange)).toBe(true)
    const { values, status } = (await run(pumped, { motor_efficiency: 92 })).outputs.pump_efficiency!
    const measured = { pump_efficiency: { values: noisy(values as Float64Array, 0.5, 7), status } }
    const { parameters, outputs: told } = await calibrate({ model, run, rows: pumped, measured, free, heldBack: 0 })
    expect(told[0]!.before.rows).toBe(80)
    expect(parameters[0]!.value).toBeCloseTo(92, 0)
  })
})

it('weighs outputs by what is left of each: one that says little takes nothing from one that says much', async () => {
  const { duty } = outputs
  const little = { values: noisy(duty!.values as Float64Array, 2_000, 14), status: good }
  const [alone] = (await calibrate(request)).parameters
  const [both] = (await calibrate({ ...request, measured: { ...request.measured, duty: little } })).parameters
  expect(both!.standardError! / alone!.standardError!).toBeCloseTo(1, 1)
  expect(Math.abs(both!.value - alone!.value)).toBeLessThan(0.3 * alone!.standardError!)
})

describe('says of a parameter', () => {
  it('that it stands at its bound', async () => {
    const found = await calibrate({ ...request, free: [{ name: 'fouling', high: 2e-4 }] })
    expect(found.parameters[0]).toMatchObject({ value: 2e-4, at: 'high' })
    expect(found.parameters[0]).not.toHaveProperty('interval')
    expect(found.warnings).toContainEqual({ kind: 'bound_reached', name: 'fouling', seen: 2e-4 })
  })

  it('that it cannot be told from another, and of a third its error all the same', async () => {
    // Only 1/clean_coefficient + fouling counts.
    const free = [{ name: 'clean_coefficient' }, { name: 'fouling', start: 1e-4 }, { name: 'hot_heat_capacity' }]
    const { parameters, warnings } = await calibrate({ ...request, free })
    expect(parameters.map(({ isTold }) => isTold)).toEqual([false, false, true])
    expect(parameters[2]!.standardError).toBeGreaterThan(0)
    expect(Math.abs(parameters[2]!.value - 4.18)).toBeLessThan(4 * parameters[2]!.standardError!)
    expect(warnings.filter(({ kind }) => kind === 'not_identifiable').map(({ name }) => name)).toEqual([
      'clean_coefficient',
      'fouling',
    ])
  })

  it('that the data say no more of it than its bounds', async () => {
    // Some 2e-5 to both sides of what is found.
    const wide = await calibrate(request)
    expect(wide.parameters[0]!.isTold).toBe(true)
    const { low, high } = wide.parameters[0]!.interval!
    const within = { low: low + (high - low) / 8, high: high - (high - low) / 8 }
    const { parameters } = await calibrate({ ...request, free: [{ name: 'fouling', ...within, start: 3.1e-4 }] })
    expect(parameters[0]).toMatchObject({ isTold: false, value: expect.closeTo(wide.parameters[0]!.value, 8) })
  })

  it('that it changes nothing', async () => {
    const wind = await libraryModel('wind-power-curve')
    const calm = rowsWithin(60, 9, { wind_speed: [4, 12] })
    const { values, status } = (await wind.run(calm, {})).outputs.power_coefficient!
    const measured = { power_coefficient: { values: noisy(values as Float64Array, 0.01, 10), status } }
    const own = { ...wind, rows: calm, measured }
    const { parameters } = await calibrate({ ...own, free: [{ name: 'cut_out' }, { name: 'rotor_area' }] })
    expect(parameters.map(({ isTold }) => isTold)).toEqual([false, true])
    await expect(calibrate({ ...own, free: [{ name: 'cut_out' }] })).rejects.toMatchObject({
      code: 'calibration.nothing_told',
    })
  })
})

describe('warns', () => {
  it('of neighbours that hang together', async () => {
    const normal = normals(11)
    let state = 0
    const values = hot.map((value) => {
      state = 0.9 * state + 0.3 * normal()
      return value + state
    })
    expect(kinds(await calibrate({ ...request, measured: { hot_out: { values, status: good } } }))).toContain(
      'correlated_residuals',
    )
  })

  it('of a last part that is foretold worse, which does not move what is found', async () => {
    const values = (request.measured.hot_out!.values as Float64Array).map((value, row) =>
      row < 150 ? value : value + 3,
    )
    const found = await calibrate({ ...request, measured: { hot_out: { values, status: good } } })
    expect(kinds(found)).toEqual(['held_back_worse'])
    expect(found.parameters).toEqual((await calibrate(request)).parameters)
  })

  it('of few rows, and of an end before it converged', async () => {
    const found = await calibrate({
      ...request,
      heldBack: 0.9,
      mostRuns: 3,
      free: [{ name: 'fouling' }, { name: 'hot_heat_capacity' }, { name: 'cold_heat_capacity' }],
    })
    expect(kinds(found)).toEqual(expect.arrayContaining(['few_rows', 'not_converged']))
    expect(found.converged).toBe(false)
  })
})

it('finds through the rounding of single precision, as ONNX models reckon', async () => {
  const single: RunRows = async (given, parameters) => {
    const results = await exchanger.run(given, parameters)
    const round = ([name, output]: [string, (typeof results.outputs)[string]]) =>
      [name, { ...output, values: Float64Array.from(output.values as Float64Array, Math.fround) }] as const
    return { ...results, outputs: Object.fromEntries(Object.entries(results.outputs).map(round)) }
  }
  const onnx: CalibratedModel = { ...exchanger.model, runtime: { kind: 'onnx', file: '', tensors: [], outputs: {} } }
  const free = [{ name: 'fouling' }, { name: 'hot_heat_capacity' }]
  const [fouling, capacity] = (await calibrate({ ...request, model: onnx, run: single, free })).parameters
  const exact = (await calibrate({ ...request, free })).parameters
  expect(Math.abs(fouling!.value - exact[0]!.value)).toBeLessThan(0.05 * exact[0]!.standardError!)
  expect(capacity!.standardError! / exact[1]!.standardError!).toBeCloseTo(1, 2)
})

it('runs a model that remembers over every row from the first one, also those that are not compared', async () => {
  const lag: RunRows = async ({ length, inputs }, { minutes }) => {
    const input = inputs.input!.values as Float64Array
    const values = new Float64Array(length)
    let state = 0
    for (let row = 0; row < length; row++) values[row] = state += (input[row]! - state) / minutes!
    const none = new Uint32Array(length)
    return { length, outputs: { output: { values, status: none, reason: none } }, reasons: [] }
  }
  const model: CalibratedModel = {
    outputs: [{ name: 'output', type: 'number', en: '', zh: '' }],
    parameters: [{ name: 'minutes', default: 3, low: 1, high: 100, en: '', zh: '' }],
    stateful: true,
    runtime: { kind: 'script', file: '' },
  }
  const given = rowsWithin(600, 12, { input: [0, 10] })
  const { values } = (await lag(given, { minutes: 20 })).outputs.output!
  const status = Uint32Array.from({ length: 600 }, (_, row) => (row % 10 === 9 ? Status.Good : Status.BadNoData))
  const measured = { output: { values: noisy(values as Float64Array, 0.02, 13), status } }
  const { parameters, outputs: told } = await calibrate({
    model,
    run: lag,
    rows: given,
    measured,
    free: [{ name: 'minutes' }],
  })
  expect(Math.abs(parameters[0]!.value - 20)).toBeLessThan(4 * parameters[0]!.standardError!)
  expect(parameters[0]!.standardError).toBeLessThan(0.5)
  expect(told[0]!.leftOut).toEqual({ measured_missing: 540 })
})

it('tells how far it is, and ends with the reason of its signal', async () => {
  const seen: number[] = []
  await calibrate({ ...request, progress: ({ left }) => seen.push(left) })
  expect(seen.length).toBeGreaterThan(2)
  expect(seen).toEqual(seen.toSorted((a, b) => b - a))
  const stop = new AbortController()
  const progress = () => stop.abort(new Fault('model.failed', { model: 'x', seen: 'enough' }))
  await expect(calibrate({ ...request, signal: stop.signal, progress })).rejects.toMatchObject({
    facts: { seen: 'enough' },
  })
})

it('hands on what the model does wrong with the parameters from before', async () => {
  const fault = new Fault('model.slow', { model: 'x', most: 1_000 })
  const run: RunRows = async (given, parameters) => ({ ...(await exchanger.run(given, parameters)), fault })
  await expect(calibrate({ ...request, run })).rejects.toBe(fault)
})

const wrong: readonly [string, string, Partial<CalibrationRequest>][] = [
  ['nothing free', 'parameter_unfit', { free: [] }],
  ['a parameter that there is not', 'parameter_unfit', { free: [{ name: 'dirt' }] }],
  ['one twice', 'parameter_unfit', { free: [{ name: 'fouling' }, { name: 'fouling' }] }],
  ['a bound outside the manifest’s', 'parameter_unfit', { free: [{ name: 'fouling', high: 2 }] }],
  ['bounds the wrong way', 'parameter_unfit', { free: [{ name: 'fouling', low: 0.02, high: 0.01 }] }],
  ['a start outside', 'parameter_unfit', { free: [{ name: 'fouling', start: -1 }] }],
  ['a start that is none', 'parameter_unfit', { free: [{ name: 'fouling', start: Number.NaN }] }],
  ['a value of what there is not', 'parameter_unfit', { parameters: { dirt: 1 } }],
  ['nothing measured', 'output_unfit', { measured: {} }],
  ['an output that there is not', 'output_unfit', { measured: { cold: { values: hot, status: good } } }],
  ['measured texts', 'output_unfit', { measured: { hot_out: { values: ['1'], status: good } } }],
  ['too few measured values', 'lengths_differ', { measured: { hot_out: { values: hot.slice(1), status: good } } }],
  ['a share of all', 'share_unfit', { heldBack: 1 }],
  ['no good row', 'too_few_rows', { measured: { hot_out: { values: hot, status: good.map(() => Status.Bad) } } }],
]
it.each(wrong)('refuses %s', async (_, code, part) => {
  await expect(calibrate({ ...request, ...part })).rejects.toMatchObject({ code: `calibration.${code}` })
})

it('says by their cause why rows are too few', async () => {
  const status = good.map((_, row) => (row < 199 ? Status.BadSensorFailure : Status.Good))
  await expect(calibrate({ ...request, measured: { hot_out: { values: hot, status } } })).rejects.toThrow(
    '199 measured_bad',
  )
})

it('of values whose squares have no end nothing is told that JSON would not bring back', async () => {
  const measured = hot.map((value, row) => (row % 4 === 0 ? 1e200 : value))
  const told = await calibrate({ ...request, measured: { hot_out: { values: measured, status: good } } })
  expect(told.outputs[0]!.leftOut).toEqual({ measured_missing: 50 })
  expect(JSON.parse(JSON.stringify(told))).toEqual(told)
  const run: RunRows = async (of, parameters) => {
    const results = await request.run(of, parameters)
    const values = (results.outputs.hot_out!.values as Float64Array).map((value) => value * 1e200)
    return { ...results, outputs: { ...results.outputs, hot_out: { ...results.outputs.hot_out!, values } } }
  }
  await expect(calibrate({ ...request, run })).rejects.toMatchObject({ code: 'calibration.unsteady' })
})

it('of a mean that is all but nought no share of it is told', async () => {
  const told = await calibrate({ ...request, measured: { hot_out: { values: hot.map(() => 1e-320), status: good } } })
  expect(JSON.parse(JSON.stringify(told))).toEqual(told)
})
