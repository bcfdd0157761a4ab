import { createHash } from 'node:crypto'
import { Status } from '@millrace/core'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { runCases } from '../../cases/cases.ts'
import { limitsUnlessTold } from '../../face.ts'
import { formulaRuntime } from '../../formula/runtime.ts'
import { Guard } from '../../guard/guard.ts'
import { modelOf } from '../../package/archive.ts'
import type { AskedRegression, Learned } from '../face.ts'
import { asked, history, normals, quantity } from '../history-for-tests.ts'
import { uniforms } from '../random.ts'
import { trainRegression } from './train.ts'

const nothing = (): void => undefined
const normal = normals(7)
const noise = Float64Array.from({ length: 4_000 }, normal)
const flow = (i: number): number => 80 + 25 * Math.sin(i / 9) + 5 * noise[i]!
const intake = (i: number): number => 68 + 18 * Math.cos(i / 31) + 4 * noise[i + 1_000]!

/** A compressor: power rises with the square of its flow, and with both together. */
const power = (i: number): number =>
  20 + 0.9 * flow(i) + 0.004 * (flow(i) - 80) ** 2 + 0.01 * (flow(i) - 80) * (intake(i) - 68) + 0.8 * noise[i + 2_000]!
const compressor: AskedRegression = {
  ...asked,
  kind: 'regression',
  inputs: [quantity('flow', 'm3/min'), quantity('intake', '[degF]')],
  target: quantity('power', 'kW'),
  rows: history(800, { flow, intake, power }),
}
const packageFrom = ({ files }: Learned) => modelOf(files!)
const kinds = ({ report }: Learned): string[] => report.warnings.map(({ kind }) => kind)

it('a form is chosen that explains the held-back time, and its interval holds nine of ten values', () => {
  const { report } = trainRegression(compressor, nothing)
  expect(report).toMatchObject({
    verdict: 'better',
    found: { kind: 'regression', form: 'interactions', terms: 5 },
    rows: { given: 800, used: 800, training: 600, validation: 200 },
  })
  const [{ validation, yardsticks }] = report.scores as [(typeof report.scores)[0]]
  expect(validation.rmse!).toBeLessThan(0.95)
  expect(validation.rmse!).toBeGreaterThan(0.7)
  expect(validation.coverage!).toBeGreaterThan(0.83)
  expect(validation.coverage!).toBeLessThan(0.96)
  expect(yardsticks[0]!.validation.rmse!).toBeGreaterThan(10)
  expect(report.series!.time).toHaveLength(200)
})

it('the package is what was trained: its cases hold, and slopes have units that fit', async () => {
  const model = packageFrom(trainRegression(compressor, nothing))
  const [one] = await runCases(model, formulaRuntime)
  expect(one).toMatchObject({ source: 'history', holds: true })
  expect(one!.figures).toHaveLength(60)
  expect(model.manifest.parameters!.map(({ name, unit }) => [name, unit])).toContainEqual(['slope1_2', 'kW.min/m3/K'])
  expect(model.manifest.sources[0]).toMatchObject({ kind: 'data', title: expect.stringMatching(/600 rows, sha256:/) })
})

it('the source tells the digest of the rows learnt from', () => {
  const rows = history(400, { flow, still: () => 1, power })
  const learnt = trainRegression({ ...compressor, inputs: [quantity('still'), quantity('flow')], rows }, nothing)
  const columns = [rows.time, rows.inputs['flow']!.values as Float64Array, rows.inputs['power']!.values as Float64Array]
  const hash = createHash('sha256')
  for (const column of columns) hash.update(column.slice(0, 300))
  expect(packageFrom(learnt).manifest.sources[0]!.title).toBe(
    `History from 2025-03-03T00:00:00.000Z to 2025-03-15T11:00:00.000Z, 300 rows, sha256:${hash.digest('hex')}`,
  )
})

it('the package gives what the trainer predicts of rows that come as they like', async () => {
  const uniform = uniforms(3)
  const wild = Float64Array.from({ length: 1_600 }, () => 200 * uniform())
  const rows = history(800, {
    flow: (i) => (i < 600 ? flow(i) : wild[i]!),
    intake: (i) => (i < 600 ? intake(i) : wild[i + 800]!),
    power,
  })
  const learnt = trainRegression({ ...compressor, rows }, nothing)
  const model = packageFrom(learnt)
  const running = await formulaRuntime.start(model, limitsUnlessTold)
  const { outputs } = await new Guard(model.manifest).run(running, rows)
  const { predicted, low, high } = learnt.report.series!
  predicted.forEach((value, i) => {
    const given = ['expected', 'low', 'high'].map((name) => outputs[name]!.values[600 + i] as number)
    for (const [k, one] of [value, low[i], high[i]].entries())
      expect(Math.abs(given[k]! - one!)).toBeLessThan(1e-9 * Math.max(1, Math.abs(one!)))
  })
  expect(predicted).toHaveLength(200)
})

it('the package gives what its parameters say, and is uncertain beyond the training', async () => {
  const learnt = trainRegression(compressor, nothing)
  const model = packageFrom(learnt)
  const running = await formulaRuntime.start(model, limitsUnlessTold)
  const { parameters = [], inputs } = model.manifest
  const settings = Object.fromEntries(parameters.map(({ name, default: value }) => [name, value]))
  await fc.assert(
    fc.asyncProperty(
      fc.double({ min: 0, max: 200, noNaN: true }),
      fc.double({ min: 0, max: 140, noNaN: true }),
      async (one, other) => {
        const status = new Uint32Array(1)
        const given = {
          flow: { values: Float64Array.of(one), status },
          intake: { values: Float64Array.of(other), status },
        }
        const { outputs } = await new Guard(model.manifest).run(running, {
          length: 1,
          time: Float64Array.of(1),
          inputs: given,
        })
        const [a, b] = [one - settings['centre1']!, ((other - settings['centre2']!) * 5) / 9]
        const slope = (name: string): number => settings[`slope${name}`]!
        const wanted =
          settings['base']! +
          slope('1') * a +
          slope('2') * b +
          slope('1_1') * a * a +
          slope('2_2') * b * b +
          slope('1_2') * a * b
        expect(Math.abs((outputs['expected']!.values[0] as number) - wanted)).toBeLessThan(
          1e-9 * Math.max(1, Math.abs(wanted)),
        )
        const isInside =
          one >= inputs[0]!.low! && one <= inputs[0]!.high! && other >= inputs[1]!.low! && other <= inputs[1]!.high!
        expect(outputs['expected']!.status[0]).toBe(isInside ? Status.Good : Status.UncertainEngineeringUnitsExceeded)
      },
    ),
  )
})

it('what is linear gets its own coefficients back', () => {
  const rows = history(400, { flow, intake, power: (i) => 5 + 2 * flow(i) - 0.5 * intake(i) })
  const learnt = trainRegression({ ...compressor, rows }, nothing)
  expect(learnt.report.found).toMatchObject({ form: 'linear' })
  const { parameters = [] } = packageFrom(learnt).manifest
  const of = (wanted: string): number => parameters.find(({ name }) => name === wanted)!.default
  expect(of('slope1')).toBeCloseTo(2, 6)
  // A [degF] is 5/9 K.
  expect(of('slope2')).toBeCloseTo(-0.9, 6)
})
it('a target in degrees has a sum in degrees', async () => {
  const rows = history(400, { flow, outlet: (i) => 60 + 0.3 * (flow(i) - 80) + 0.2 * noise[i]! })
  const learnt = trainRegression(
    { ...compressor, inputs: [quantity('flow', 'm3/min')], target: quantity('outlet', 'Cel'), rows },
    nothing,
  )
  const model = packageFrom(learnt)
  expect(model.manifest.outputs[0]!.unit).toBe('Cel')
  expect((await runCases(model, formulaRuntime)).every(({ holds }) => holds)).toBe(true)
})

it('inputs that follow from each other share what there is, whatever units they have', async () => {
  const rows = history(400, { flow, half: (i) => flow(i) / 2, share: (i) => 30 + 0.2 * flow(i) + noise[i + 500]! })
  for (const [unit, slope] of [
    ['%', '%.h/m3'],
    [undefined, 'h/m3'],
    ['mm[Hg]', 'mm[Hg].h/m3'],
  ] as const) {
    const learnt = trainRegression(
      { ...compressor, inputs: [quantity('flow', 'm3/h'), quantity('half')], target: quantity('share', unit), rows },
      nothing,
    )
    const model = packageFrom(learnt)
    expect(learnt.report.verdict).toBe('better')
    expect((await runCases(model, formulaRuntime)).every(({ holds }) => holds)).toBe(true)
    expect(model.manifest.parameters!.find(({ name }) => name === 'slope1')!.unit).toBe(slope)
  }
})

it('a target that is noise is no better than its mean', () => {
  const rows = history(800, { flow, intake, power: (i) => 50 + noise[i + 3_000]! })
  expect(trainRegression({ ...compressor, rows }, nothing).report.verdict).toBe('no_better')
})

it('two quantities that wander by themselves are not taken to belong together, though it seems so also later', () => {
  const learnt = Array.from({ length: 20 }, (_, seed) => {
    const step = normals(seed + 1)
    const walk = (): Float64Array => {
      let at = 0
      return Float64Array.from({ length: 200 }, () => (at += step()))
    }
    const [one, other] = [walk(), walk()]
    const rows = history(200, { flow: (i) => one[i]!, power: (i) => other[i]! })
    return trainRegression({ ...compressor, inputs: [quantity('flow')], target: quantity('power'), rows }, nothing)
      .report
  })
  const seeming = learnt.filter(({ scores: [scored] }) => {
    const { validation, yardsticks } = scored!
    return validation.rmse! < 0.8 * yardsticks[0]!.validation.rmse!
  })
  expect(seeming.length).toBeGreaterThan(2)
  expect(learnt.filter(({ verdict }) => verdict === 'better')).toEqual([])
  for (const { warnings } of seeming) expect(warnings.map(({ kind }) => kind)).toContain('changes_unrelated')
})

it('nothing of the held-back time touches what is learnt', () => {
  const other = history(800, { flow, intake, power: (i) => (i < 600 ? power(i) : -1_000) })
  const [one, two] = [compressor, { ...compressor, rows: other }].map(
    (request) => packageFrom(trainRegression(request, nothing)).manifest,
  )
  expect(two!.parameters).toEqual(one!.parameters)
  expect(two!.inputs).toEqual(one!.inputs)
})

it('what is suspicious is told', () => {
  const rows = history(800, {
    flow,
    intake: () => 20,
    twin: (i) => 3 * power(i),
    power: (i) => power(i) + (i > 700 ? 80 : 0),
  })
  const inputs = [...compressor.inputs, quantity('twin', 'W')]
  const learnt = trainRegression({ ...compressor, inputs, rows }, nothing)
  expect(learnt.report.warnings).toMatchObject([
    { kind: 'input_constant', name: 'intake' },
    { kind: 'leakage', name: 'twin' },
    { kind: 'validation_outside', name: 'power' },
  ])
  expect(packageFrom(learnt).manifest.inputs.map(({ name }) => name)).toEqual(['flow', 'twin'])
  const slow = history(800, { flow, intake, power: (i) => flow(i) + 10 * Math.sin(i / 50) })
  expect(kinds(trainRegression({ ...compressor, rows: slow }, nothing))).toContain('residuals_autocorrelated')
})

it('rows are left out by the worst of their values', () => {
  const rows = history(400, { flow, intake, power })
  rows.inputs['flow']!.status[0] = Status.BadSensorFailure
  rows.inputs['power']!.status[1] = Status.UncertainLastUsableValue
  ;(rows.inputs['intake']!.values as Float64Array)[2] = Number.NaN
  rows.time[10] = rows.time[8]!
  const leftOut = { bad: 1, uncertain: 1, missing: 1, out_of_order: 1 }
  expect(trainRegression({ ...compressor, rows }, nothing).report.rows).toMatchObject({ used: 396, leftOut })
  expect(trainRegression({ ...compressor, rows, uncertain: true }, nothing).report.rows).toMatchObject({
    used: 397,
    leftOut: { ...leftOut, uncertain: 0 },
  })
})

it('of too little nothing is made', () => {
  const few = trainRegression({ ...compressor, rows: history(35, { flow, intake, power }) }, nothing)
  expect(few.files).toBeUndefined()
  expect(few.report).toMatchObject({ verdict: 'too_little', warnings: [{ kind: 'few_rows', value: 26 }] })
  const flat = trainRegression({ ...compressor, rows: history(800, { flow, intake, power: () => 3 }) }, nothing)
  expect(flat.report).toMatchObject({ verdict: 'too_little', warnings: [{ kind: 'target_constant', name: 'power' }] })
  expect(trainRegression({ ...compressor, rows: history(0, { flow, intake, power }) }, nothing).report.verdict).toBe(
    'too_little',
  )
})

it('what cannot be asked is refused', () => {
  const refusal = (change: Partial<AskedRegression>) =>
    expect(() => trainRegression({ ...compressor, ...change }, nothing))
  const fault = (code: string) => expect.objectContaining({ code })
  refusal({
    target: quantity('acidity', '[pH]'),
    rows: history(400, { flow, intake, acidity: (i) => 7 + noise[i]! }),
  }).toThrow(fault('learning.unit_unfit'))
  refusal({ inputs: [quantity('pressure', 'bar')] }).toThrow(fault('learning.column_unfit'))
  refusal({ holdback: 0.9 }).toThrow(fault('learning.out_of_range'))
  refusal({ inputs: [] }).toThrow(fault('learning.out_of_range'))
})
