import { readFileSync } from 'node:fs'
import { microsOf, Status } from '@millrace/core'
import { expect, it } from 'vitest'
import { modelOf } from '../../package/archive.ts'
import type { AskedForecast, Learned } from '../face.ts'
import { asked, BEGIN, HOUR, history, normals, quantity } from '../history-for-tests.ts'
import { trainForecast } from './train.ts'

const nothing = (): void => undefined
const noise = Float64Array.from({ length: 4_000 }, normals(11))
/** Five weeks of a works: two shifts, little on Saturday and Sunday. */
const load = (i: number): number => {
  const isFree = Math.floor(i / 24) % 7 >= 5
  const shift = i % 24 >= 6 && i % 24 < 22 ? 60 : 0
  return 100 + (isFree ? shift / 6 : shift) + 3 * noise[i]!
}
const works: AskedForecast = {
  ...asked,
  kind: 'forecast',
  target: quantity('load', 'kW'),
  rows: history(35 * 24, { load }),
}
const train = (change: Partial<AskedForecast> = {}): Learned => trainForecast({ ...works, ...change }, nothing)
const scoreOf = ({ report }: Learned, at: number) => report.scores[at]!

it('a day and a week are found, and what comes is known better than from a week before', () => {
  const learnt = train()
  expect(learnt.report).toMatchObject({
    verdict: 'better',
    found: { kind: 'forecast', step: HOUR, seasons: [24, 168], gaps: { count: 0, share: 0 } },
    rows: { used: 840, training: 630, validation: 210 },
    warnings: [],
  })
  expect(learnt.report.scores.map(({ output }) => output)).toEqual(['in_1h', 'in_24h'])
  for (const { validation, yardsticks } of learnt.report.scores) {
    expect(yardsticks.map(({ kind }) => kind)).toEqual(['mean', 'last', 'day', 'week'])
    // The noise is 3; the same hour of last week has that of its own.
    expect(validation.rmse!).toBeLessThan(3.7)
    expect(yardsticks[3]!.validation.rmse!).toBeGreaterThan(3.8)
    expect(validation.coverage!).toBeGreaterThan(0.8)
    expect(validation.mase!).toBeLessThan(1)
  }
})

it('days have a week alone', () => {
  const rows = history(200, { load: (i) => (i % 7 >= 5 ? 40 : 100) + 3 * noise[i]! }, 24 * HOUR)
  const learnt = train({ rows })
  expect(learnt.report).toMatchObject({ verdict: 'better', found: { step: 24 * HOUR, seasons: [7] } })
  expect(learnt.report.scores.map(({ output }) => output)).toEqual(['in_24h', 'in_7d'])
  expect(scoreOf(learnt, 0).yardsticks.map(({ kind }) => kind)).toEqual(['mean', 'last', 'week'])
})

it('noise is no better than its mean, whose yardstick a seasonal one alone would hide', () => {
  const learnt = train({ rows: history(35 * 24, { load: (i) => 50 + noise[i]! }) })
  const { validation, yardsticks } = scoreOf(learnt, 1)
  expect(validation.rmse!).toBeLessThan(0.8 * yardsticks[2]!.validation.rmse!)
  expect(learnt.report.verdict).toBe('no_better')
})

it('nothing of the held-back time touches what is learnt', () => {
  const other = train({ rows: history(35 * 24, { load: (i) => (i < 630 ? load(i) : 0) }) })
  const script = ({ files }: Learned): string => new TextDecoder().decode(files!.get('code/learnt.js'))
  expect(script(other)).toBe(script(train()))
})

it('rows that come as they like become means of even slots, and gaps are told', () => {
  const rows = history(35 * 24 * 4, { load: (i) => load(Math.floor(i / 4)) }, HOUR / 4)
  for (let i = 4 * 200; i < 4 * 230; i++) rows.inputs['load']!.status[i] = Status.BadNoCommunication
  const { report } = train({ rows, step: HOUR })
  expect(report.found).toMatchObject({
    step: HOUR,
    gaps: { count: 1, longest: [{ from: BEGIN + 200 * HOUR, until: BEGIN + 230 * HOUR }] },
  })
  expect(report.rows).toMatchObject({ given: 3_360, used: 3_240, leftOut: { bad: 120 }, training: 630 })
  expect(report.verdict).toBe('better')
  for (let i = 4 * 100; i < 4 * 220; i++) rows.inputs['load']!.status[i] = Status.BadNoCommunication
  expect(train({ rows, step: HOUR }).report.warnings).toContainEqual({ kind: 'gaps', value: expect.closeTo(130 / 840) })
})

it.each([
  ['no row at all', history(0, { load }), 'few_rows'],
  ['two days', history(60, { load }), 'season_unseen'],
  ['a value that stays', history(840, { load: () => 5 }), 'target_constant'],
] as const)('of too little nothing is made: %s', (_, rows, kind) => {
  const learnt = train({ rows })
  expect(learnt.report.verdict).toBe('too_little')
  expect(learnt.report.warnings.map((warning) => warning.kind)).toContain(kind)
  expect(learnt.files).toBeUndefined()
})

it('where the time held back has less than is asked for, nothing is made', () => {
  const rows = history(35 * 24, { load })
  for (let i = 640; i < 835; i++) rows.inputs['load']!.status[i] = Status.BadNoCommunication
  expect(train({ rows }).report).toMatchObject({
    verdict: 'too_little',
    warnings: [{ kind: 'gaps' }, { kind: 'few_rows', value: 15 }],
  })
})

it('what cannot be asked is refused', () => {
  const fault = (code: string) => expect.objectContaining({ code })
  expect(() => train({ step: 7 * 60_000_000 })).toThrow(fault('learning.out_of_range'))
  expect(() => train({ horizons: [24, 1] })).toThrow(fault('learning.out_of_range'))
  expect(() => train({ horizons: [] })).toThrow(fault('learning.out_of_range'))
  expect(() => train({ rows: history(840, { load }, 400 * HOUR), step: HOUR })).toThrow(fault('learning.too_many'))
})

/** Hourly flow of a pipeline, real and with leaks: see its head. */
function waterFlow(): AskedForecast {
  const text = readFileSync(new URL('./water-flow.csv', import.meta.url), 'utf8')
  const begin = microsOf(/hourly from (\S+):/.exec(text)![1]!)!
  const lines = text.split('\n').filter((line) => /^\d/.test(line))
  const cells = lines.map((line) => line.split(',').map(Number))
  const time = Float64Array.from(cells, ([hour]) => begin + hour! * HOUR)
  const flow = { values: Float64Array.from(cells, ([, value]) => value!), status: new Uint32Array(lines.length) }
  return { ...works, target: quantity('flow', 'l/s'), rows: { length: lines.length, time, inputs: { flow } } }
}

it('the flow of a real pipeline is known three hours ahead much better than from any yardstick, in spite of its leaks', () => {
  const learnt = trainForecast({ ...waterFlow(), horizons: [1, 3] }, nothing)
  expect(learnt.report).toMatchObject({ verdict: 'better', rows: { used: 1_268 }, found: { seasons: [24] } })
  const { validation, yardsticks } = scoreOf(learnt, 1)
  for (const yardstick of yardsticks) expect(validation.rmse!).toBeLessThan(0.75 * yardstick.validation.rmse!)
  expect(modelOf(learnt.files!).manifest.inputs[0]!.unit).toBe('l/s')
})
