import { Status } from '@millrace/core'
import { afterAll, describe, expect, it } from 'vitest'
import { runCases } from '../cases/cases.ts'
import { limitsUnlessTold } from '../face.ts'
import { formulaRuntime } from '../formula/runtime.ts'
import { Guard } from '../guard/guard.ts'
import type { GuardedResults, GuardedRows } from '../guard/guarded.ts'
import { modelOf, packModel, unpackModel } from '../package/archive.ts'
import { openScriptRuntime } from '../script/script.ts'
import type { AskedAnomaly, AskedForecast, Learned, LearningRequest } from './face.ts'
import { asked, HOUR, history, normals, quantity } from './history-for-tests.ts'
import { learn } from './learn.ts'
import { uniforms } from './random.ts'
import { train } from './train.ts'

const scripts = openScriptRuntime()
afterAll(() => scripts.close())

const nothing = (): void => undefined
const noise = Float64Array.from({ length: 8_000 }, normals(9))
const load = (i: number): number => 100 + 40 * Math.sin((i * Math.PI) / 12) + 3 * noise[i]!
const rows = history(35 * 24, { load, wet: (i) => 20 + 2 * noise[i + 2_000]! })
/** Hours that lack in the time held back, one by one and a long stretch. */
for (const i of [5, 60, 61, 300, 640, 651, 652, 700]) rows.inputs['load']!.status[i] = Status.BadNoCommunication
const forecast: AskedForecast = { ...asked, kind: 'forecast', target: quantity('load', 'kW'), rows }
const anomaly: AskedAnomaly = {
  ...asked,
  kind: 'anomaly',
  inputs: [quantity('load', 'kW'), quantity('wet', 'Cel')],
  rows,
  contamination: 0.05,
}

/** What the package gives of rows, in its usual runtime. */
async function given({ files }: Learned, of: GuardedRows): Promise<GuardedResults> {
  const model = modelOf(files!)
  const running = await scripts.start(model, { ...limitsUnlessTold, ...model.manifest.limits })
  try {
    return await new Guard(model.manifest).run(running, of)
  } finally {
    await running.close()
  }
}

const near = (seen: number, wanted: number): void =>
  expect(Math.abs(seen - wanted)).toBeLessThan(1e-9 * Math.max(1, Math.abs(wanted)))

describe('a package that is learnt gives what the trainer does', () => {
  it.each<LearningRequest>([forecast, anomaly])('of its cases: $kind', async (request) => {
    const { files } = train(request, nothing)
    const { model } = await unpackModel(packModel({ files: files! }))
    const results = await runCases(model, scripts)
    expect(results.map(({ holds }) => holds)).toEqual(results.map(() => true))
    expect(results.flatMap(({ figures }) => figures).length).toBeGreaterThan(50)
  })

  it('of rows that come as they like: forecast', async () => {
    const uniform = uniforms(4)
    const wild = history(35 * 24, { load: (i) => (i < 630 ? load(i) : 300 * uniform()) })
    for (let i = 640; i < 840; i++) if (uniform() < 0.2) wild.inputs['load']!.status[i] = Status.BadNoCommunication
    const learnt = train({ ...forecast, rows: wild }, nothing)
    const { time, predicted, low, high, output } = learnt.report.series!
    expect(predicted.length).toBeGreaterThan(100)
    const { outputs } = await given(learnt, wild)
    predicted.forEach((value, i) => {
      // The series stands at the hour that is told of, the output at the one before.
      const row = wild.time.indexOf(time[i]! - HOUR)
      near(outputs[output]!.values[row] as number, value!)
      near(outputs[`${output}_low`]!.values[row] as number, low[i]!)
      near(outputs[`${output}_high`]!.values[row] as number, high[i]!)
    })
  })

  it('of rows that come as they like: anomaly', async () => {
    const uniform = uniforms(6)
    const wild = history(840, {
      load: (i) => (i < 630 ? load(i) : 300 * uniform()),
      wet: (i) => 20 + (i < 630 ? 2 : 0.2) * noise[i + 2_000]!,
    })
    const learnt = train({ ...anomaly, rows: wild }, nothing)
    const { predicted, high } = learnt.report.series!
    const { outputs } = await given(learnt, wild)
    const at = (name: string, i: number) => outputs[name]!.values[630 + i]
    predicted.forEach((value, i) => {
      near(at('score', i) as number, value!)
      expect(at('unusual', i)).toBe(value! > high[i]! ? 1 : 0)
      expect(at('cause', i) === '-').toBe(value! <= high[i]!)
    })
    // The load alone is wild.
    const causes = predicted.map((_, i) => at('cause', i)).filter((cause) => cause !== '-')
    expect(causes.length).toBeGreaterThan(10)
    expect(new Set(causes)).toEqual(new Set(['load']))
    expect(
      outputs['score']!.status.subarray(630).some((status) => status === Status.UncertainEngineeringUnitsExceeded),
    ).toBe(true)
  })
})

it('a forecast tells of an hour as far as it has come, knows nothing of the training, and begins anew after a long gap', async () => {
  const learnt = train(forecast, nothing)
  const quarters = history(840 * 4, { load: (i) => load(Math.floor(i / 4)) + (i % 4) - 1.5 }, HOUR / 4)
  const hours = history(840, { load })
  const [fine, plain] = [await given(learnt, quarters), await given(learnt, hours)].map(
    ({ outputs }) => outputs['in_1h']!,
  )
  for (let hour = 630; hour < 840; hour++) near(fine!.values[4 * hour + 3] as number, plain!.values[hour] as number)
  expect(plain!.status.indexOf(Status.Good)).toBe(630)

  const late = history(2_000, { load: (i) => load(i % 168) + 1_000 })
  for (let i = 600; i < 1_900; i++) late.inputs['load']!.status[i] = Status.BadNoCommunication
  const { outputs } = await given(learnt, late)
  expect(Math.abs((outputs['in_1h']!.values[1_900] as number) - load(1_901 % 168) - 1_000)).toBeLessThan(20)
})

describe('learning', () => {
  const request: LearningRequest = {
    ...asked,
    kind: 'regression',
    inputs: [quantity('wet', 'Cel')],
    target: quantity('load', 'kW'),
    rows: history(400, { wet: (i) => 20 + noise[i]!, load: (i) => 5 + 2 * noise[i]! }),
  }

  it('is done in a thread, tells how far it is, and gives the same files', async () => {
    const shares: number[] = []
    const learnt = await learn(request, { progress: (share) => shares.push(share) })
    expect(shares).toEqual(shares.toSorted((a, b) => a - b))
    expect(shares.length).toBeGreaterThan(2)
    expect(shares.at(-1)).toBe(1)
    expect(learnt).toEqual(train(request, nothing))
    expect((await runCases(modelOf(learnt.files!), formulaRuntime)).every(({ holds }) => holds)).toBe(true)
  })

  it('ends when it is told to', async () => {
    const stop = new AbortController()
    const reason = new Error('enough')
    const large = history(150_000, { load, wet: (i) => noise[i % 8_000]! })
    const learning = learn({ ...anomaly, rows: large }, { signal: stop.signal, progress: () => stop.abort(reason) })
    await expect(learning).rejects.toBe(reason)
    await expect(learn(request, { signal: stop.signal })).rejects.toBe(reason)
  })

  it('says what is wrong as faults', async () => {
    const fault = (code: string) => expect.objectContaining({ code })
    await expect(learn({ ...request, holdback: 0 })).rejects.toEqual(fault('learning.out_of_range'))
    await expect(learn({ ...request, rows: { ...rows, length: 300_000 } })).rejects.toEqual(fault('learning.too_many'))
    await expect(learn({ ...request, id: 'no id' })).rejects.toEqual(fault('model.malformed'))
    await expect(learn({ ...request, rows: { ...rows, inputs: {} } })).rejects.toEqual(fault('learning.column_unfit'))
  })
})
