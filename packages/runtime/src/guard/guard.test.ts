import { Fault, isBad, Status } from '@millrace/core'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type Column, limitsUnlessTold, type RunningModel } from '../face.ts'
import { formulaRuntime } from '../formula/runtime.ts'
import { checkModel } from '../manifest/check.ts'
import type { ModelManifest } from '../manifest/manifest.ts'
import { pumpYaml } from '../manifest/pump-for-tests.ts'
import { Guard } from './guard.ts'
import type { GuardedResults } from './guarded.ts'
import type { GivenInput } from './inputs.ts'
import { sayReason } from './reasons.ts'

const pump = checkModel(pumpYaml).manifest!
const start = (manifest: ModelManifest) =>
  formulaRuntime.start({ manifest, files: new Map(), digest: '' }, limitsUnlessTold)

/** A value, a value with a status, or a status alone. */
type Cell = number | readonly [number, number] | { readonly status: number }
const split = (cell: Cell): readonly [number, number] =>
  typeof cell === 'number' ? [cell, Status.Good] : 'status' in cell ? [Number.NaN, cell.status] : cell
const column = (cells: readonly Cell[]) => ({
  values: Float64Array.from(cells, (cell) => split(cell)[0]),
  status: Uint32Array.from(cells, (cell) => split(cell)[1]),
})
const rowsOf = (inputs: Record<string, readonly Cell[]>) => {
  const length = Math.max(...Object.values(inputs).map((cells) => cells.length))
  return {
    length,
    time: Float64Array.from({ length }, (_, i) => i),
    inputs: Object.fromEntries(Object.entries(inputs).map(([name, cells]) => [name, column(cells)])),
  }
}
/** Row by row: value, status and why, of one output. */
const told = ({ outputs, reasons, length }: GuardedResults, name: string) => {
  const { values, status, reason, seen } = outputs[name]!
  return Array.from({ length }, (_, row) => {
    const why = reasons[reason[row]! - 1]
    return [values[row], status[row], why ? sayReason(why, seen?.[row]) : '']
  })
}
const eta = (flow: number, head: number, power: number, density = 998.2): number =>
  ((density * 9.80665 * (flow / 3600) * head) / (power * 1000)) * 100

it('good rows give good outputs, and what is not bound has its default', async () => {
  const results = await new Guard(pump).run(
    await start(pump),
    rowsOf({ flow: [100, 120], head: [50, 45], power: [18, 19] }),
  )
  expect(told(results, 'efficiency')).toEqual([
    [expect.closeTo(eta(100, 50, 18), 9), Status.Good, ''],
    [expect.closeTo(eta(120, 45, 19), 9), Status.Good, ''],
  ])
  expect(results.reasons).toEqual([])
})

const NaNRow = (status: number, why: string) => [Number.NaN, status, why]
it.each<[string, Record<string, readonly Cell[]>, readonly unknown[]]>([
  [
    'an input that is bad',
    { head: [{ status: Status.BadSensorFailure }] },
    NaNRow(Status.BadSensorFailure, 'head is bad (BadSensorFailure)'),
  ],
  [
    'a number with a bad status',
    { head: [[50, Status.BadCommunicationError]] },
    NaNRow(Status.BadCommunicationError, 'head is bad (BadCommunicationError)'),
  ],
  [
    'an input of which nothing has come',
    { head: [{ status: Status.BadWaitingForInitialData }] },
    NaNRow(Status.BadWaitingForInitialData, 'head has no value (BadWaitingForInitialData)'),
  ],
  ['a good status without a number', { head: [Number.NaN] }, NaNRow(Status.BadNoData, 'head has no value (BadNoData)')],
  ['an infinite input', { flow: [Infinity] }, NaNRow(Status.BadOutOfRange, 'flow is infinite')],
  [
    'an uncertain input where good ones are asked for',
    { head: [[50, Status.UncertainLastUsableValue]] },
    NaNRow(Status.Bad, 'head is uncertain (UncertainLastUsableValue), and the model takes good values alone'),
  ],
  [
    'an uncertain input',
    { flow: [[100, Status.UncertainSensorNotAccurate]] },
    [
      expect.closeTo(eta(100, 50, 18), 9),
      Status.UncertainSensorNotAccurate,
      'flow is uncertain (UncertainSensorNotAccurate)',
    ],
  ],
  [
    'an input below its range',
    { flow: [0.5] },
    [expect.closeTo(eta(0.5, 50, 18), 9), Status.UncertainEngineeringUnitsExceeded, 'flow is 0.5 m3/h, below 1 m3/h'],
  ],
  [
    'an input above its range',
    { density: [2500] },
    [expect.closeTo(eta(100, 50, 18, 2500), 9), Status.BadOutOfRange, 'the model gave efficiency as 189.1'],
  ],
  [
    'a default that stands in',
    { density: [{ status: Status.BadNoData }] },
    [
      expect.closeTo(eta(100, 50, 18), 9),
      Status.UncertainInitialValue,
      'density has no value, and its default stands in',
    ],
  ],
  [
    'a default that does not hide a broken sensor',
    { density: [{ status: Status.BadSensorFailure }] },
    NaNRow(Status.BadSensorFailure, 'density is bad (BadSensorFailure)'),
  ],
  [
    'a rule of validity that does not hold',
    { flow: [2000], head: [2], power: [15] },
    [
      expect.closeTo(eta(2000, 2, 15), 9),
      Status.UncertainSubNormal,
      'it does not hold that power > flow * 0.01[kW.h/m3]',
    ],
  ],
  ['an output that cannot be', { head: [80] }, NaNRow(Status.BadOutOfRange, 'the model gave efficiency as 120.')],
  [
    'the worst of two',
    { flow: [0.5], head: [{ status: Status.BadSensorFailure }] },
    NaNRow(Status.BadSensorFailure, 'head is bad (BadSensorFailure)'),
  ],
])('%s', async (_, changes, [value, status, why]) => {
  const rows = rowsOf({ flow: [100], head: [50], power: [18], density: [998.2], ...changes })
  const [first] = told(await new Guard(pump).run(await start(pump), rows), 'efficiency')
  expect(first?.slice(0, 2)).toEqual([status === Status.BadOutOfRange ? Number.NaN : value, status])
  expect(first?.[2]).toContain(why)
})

it('an input that is not bound and has no default makes every row bad', async () => {
  const results = await new Guard(pump).run(await start(pump), rowsOf({ flow: [100, 100], power: [18, 18] }))
  expect(told(results, 'efficiency')).toEqual(
    Array(2).fill([Number.NaN, Status.BadNoData, 'head has no value: nothing is bound to it']),
  )
  expect(told(results, 'runs_well')).toEqual(told(results, 'efficiency'))
  expect(results.reasons).toHaveLength(1)
})

it('a parameter outside its range is told, one that is no number makes all bad', async () => {
  const rows = rowsOf({ flow: [100], head: [50], power: [18] })
  const guard = new Guard(pump)
  const model = await start(pump)
  expect(told(await guard.run(model, rows, { rated: 99 }), 'runs_well')).toEqual([
    [0, Status.UncertainEngineeringUnitsExceeded, 'the parameter rated is 99 %, above 95 %'],
  ])
  expect(told(await guard.run(model, rows, { rated: Number.NaN }), 'runs_well')).toEqual([
    [Number.NaN, Status.BadConfigurationError, 'the parameter rated is no number'],
  ])
})

/** A model that gives what it is told to, and notes what it saw. */
function liar(give: (rows: { length: number; values: Readonly<Record<string, Column>> }) => Record<string, Column>) {
  const calls: Record<string, Column>[] = []
  const model: RunningModel = {
    alive: true,
    async run(rows) {
      calls.push(rows.values)
      return { length: rows.length, values: give(rows) }
    },
    save: async () => new Uint8Array(),
    restore: async () => undefined,
    close: async () => undefined,
  }
  return { model, calls }
}
const words = { en: 'x', zh: 'x' }
const three: ModelManifest = {
  ...pump,
  inputs: [{ ...words, name: 'a', type: 'number' }],
  outputs: [
    { ...words, name: 'n', type: 'number', low: 0 },
    { ...words, name: 'c', type: 'boolean' },
    { ...words, name: 't', type: 'text' },
  ],
  parameters: [],
  validity: [],
  limits: { rows: 3 },
}

it('what a model gives is believed only as its manifest says', async () => {
  const { model } = liar(() => ({
    n: Float64Array.of(Number.NaN, -Infinity, -1),
    c: Float64Array.of(0, 1, 2),
    t: ['a', '', 'b'],
  }))
  const results = await new Guard(three).run(model, rowsOf({ a: [1, 2, 3] }))
  expect(told(results, 'n')).toEqual([
    [Number.NaN, Status.BadNoData, 'the model gave no n'],
    [Number.NaN, Status.BadOutOfRange, 'the model gave an infinite n'],
    [Number.NaN, Status.BadOutOfRange, 'the model gave n as -1, which cannot be below 0'],
  ])
  expect(told(results, 'c')).toEqual([
    [0, Status.Good, ''],
    [1, Status.Good, ''],
    [Number.NaN, Status.BadTypeMismatch, 'the model gave something else than c should be'],
  ])
  expect(told(results, 't').map(([value, status]) => [value, status])).toEqual([
    ['a', 0],
    ['', Status.BadNoData],
    ['b', 0],
  ])
})

it.each<[string, Record<string, Column>]>([
  ['too short', { n: Float64Array.of(1), c: Float64Array.of(1), t: ['a'] }],
  ['of another type', { n: ['1', '2'], c: ['a', 'b'], t: Float64Array.of(1, 2) }],
  ['missing', {}],
])('outputs that are %s are bad in every row', async (_, values) => {
  const results = await new Guard(three).run(liar(() => values).model, rowsOf({ a: [1, 2] }))
  for (const name of ['n', 'c', 't'])
    expect(told(results, name).map(([, status]) => status)).toEqual([Status.BadTypeMismatch, Status.BadTypeMismatch])
})

it('only rows that can be used reach the model, in calls of as many as it takes', async () => {
  const { model, calls } = liar(({ length, values }) => ({
    n: values['a'] as Float64Array,
    c: new Float64Array(length),
    t: Array.from({ length }, () => 'x'),
  }))
  const cells: Cell[] = [1, { status: Status.Bad }, 3, 4, [5, Status.BadSensorFailure], 6, 7, Number.NaN, 9]
  const results = await new Guard(three).run(model, rowsOf({ a: cells }))
  expect(calls.map(({ a }) => [...a!])).toEqual([
    [1, 3, 4],
    [6, 7, 9],
  ])
  expect([...(results.outputs['n']!.values as Float64Array)]).toEqual([1, NaN, 3, 4, NaN, 6, 7, NaN, 9])
  calls.length = 0
  await new Guard(three).run(model, rowsOf({ a: [{ status: Status.Bad }] }))
  expect(calls).toEqual([])
})

it('a call that fails makes its rows bad and names the fault; the others are what they are', async () => {
  const { model } = liar(({ length, values }) => {
    if (values['a']![0] === 4) throw new Fault('model.failed', { model: 'x/y', seen: 'no such luck' })
    if (values['a']![0] === 7) throw new Fault('model.slow', { model: 'x/y', most: 5 })
    return { n: values['a'] as Float64Array, c: new Float64Array(length), t: Array.from({ length }, () => 'x') }
  })
  const results = await new Guard(three).run(model, rowsOf({ a: [1, 2, 3, 4, 5, 6, 7] }))
  expect(results.fault?.code).toBe('model.failed')
  expect(told(results, 'n').map(([value, status]) => [value, status])).toEqual([
    [1, 0],
    [2, 0],
    [3, 0],
    ...Array(3).fill([Number.NaN, Status.BadUnexpectedError]),
    [Number.NaN, Status.BadTimeout],
  ])
  expect(told(results, 't')[3]?.[2]).toMatch(/no such luck/)
})

it('no output is ever a number that is neither explained nor believed', async () => {
  const cell: fc.Arbitrary<Cell> = fc.oneof(
    fc.double({ min: -10, max: 6000 }),
    fc.constantFrom(Number.NaN, Infinity, 50, 100, 18),
    fc.tuple(fc.double({ min: 0, max: 100 }), fc.constantFrom(...Object.values(Status))),
  )
  const guard = new Guard(pump)
  const model = await start(pump)
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(cell, cell, cell, cell), { minLength: 1, maxLength: 20 }), async (rows) => {
      const names = ['flow', 'head', 'power', 'density']
      const inputs = Object.fromEntries(names.map((name, i) => [name, rows.map((row) => row[i]!)]))
      const results = await guard.run(model, rowsOf(inputs))
      for (const { values, status, reason } of Object.values(results.outputs))
        rows.forEach((row, i) => {
          expect(Number.isNaN(values[i] as number)).toBe(isBad(status[i]!))
          expect(reason[i] === 0).toBe(status[i] === Status.Good)
          if (row.slice(0, 3).some((one) => isBad(split(one)[1]) || !Number.isFinite(split(one)[0])))
            expect(isBad(status[i]!)).toBe(true)
        })
    }),
  )
})

it('many rows go in stretches between which others have their turn, and give what each by itself gives', async () => {
  const ok: Cell[] = Array.from({ length: 30_000 }, (_, i) => 100 + (i % 50))
  const spoilt = ok.map((cell, i): Cell => {
    if (i % 7_001 === 5_000) return { status: Status.BadSensorFailure }
    return i % 9_001 === 3_000 ? 0.5 : i === 29_999 ? Infinity : cell
  })
  const rows = rowsOf({ flow: spoilt, head: ok.map(() => 50), power: ok.map(() => 18) })
  const guard = new Guard(pump)
  const model = await start(pump)
  let turns = 0
  const count = setInterval(() => turns++, 0)
  const whole = await guard.run(model, rows)
  clearInterval(count)
  expect(turns).toBeGreaterThan(0)
  for (const name of ['efficiency', 'runs_well']) {
    const apart: unknown[] = []
    for (let from = 0; from < 30_000; from += 100)
      apart.push(
        ...told(
          await guard.run(
            model,
            rowsOf({
              flow: spoilt.slice(from, from + 100),
              head: ok.slice(from, from + 100).map(() => 50),
              power: ok.slice(from, from + 100).map(() => 18),
            }),
          ),
          name,
        ),
      )
    expect(told(whole, name)).toEqual(apart)
  }
  expect(whole.reasons).toHaveLength(new Set(whole.reasons.map((reason) => sayReason(reason))).size)
})

it.each<[string, { time?: Float64Array; flow?: GivenInput }, Record<string, number>, RegExp]>([
  ['times that are fewer than rows', { time: new Float64Array(1) }, {}, /2 times .*saw 1/],
  ['times that fall', { time: Float64Array.of(5, 4) }, {}, /times that rise .*saw 4 in row 1/],
  ['times that stand still', { time: Float64Array.of(5, 5) }, {}, /times that rise/],
  ['a time that is none', { time: Float64Array.of(5, Number.NaN) }, {}, /a time .*NaN/],
  ['a time without end', { time: Float64Array.of(5, Infinity) }, {}, /a time .*Infinity/],
  [
    'fewer values',
    { flow: { values: Float64Array.of(1), status: new Uint32Array(2) } },
    {},
    /2 values of flow .*saw 1/,
  ],
  [
    'more statuses',
    { flow: { values: Float64Array.of(1, 2), status: new Uint32Array(3) } },
    {},
    /2 statuses of flow .*saw 3/,
  ],
  [
    'a text that is none',
    { flow: { values: ['a', 1] as unknown as string[], status: new Uint32Array(2) } },
    {},
    /texts as flow/,
  ],
  [
    'a parameter that is a text',
    {},
    { rated: '78' as unknown as number },
    /a number as the parameter rated .*a string/,
  ],
])('a call with %s is refused: no model has seen it', async (_, { time, flow }, parameters, says) => {
  const good = rowsOf({ flow: [100, 100], head: [50, 50], power: [18, 18] })
  const rows = { ...good, ...(time ? { time } : {}), inputs: { ...good.inputs, ...(flow ? { flow } : {}) } }
  const stateful = { ...pump, stateful: true }
  await expect(new Guard(stateful).run(await start(pump), rows, parameters)).rejects.toMatchObject({
    code: 'model.rows_unfit',
    message: expect.stringMatching(says),
  })
})

it('rows of a model that remembers nothing are each for itself: of several machines at one moment, in any order', async () => {
  const good = rowsOf({ flow: [100, 100, 100], head: [50, 50, 50], power: [18, 18, 18] })
  const { outputs } = await new Guard(pump).run(await start(pump), { ...good, time: Float64Array.of(5, 5, 4) })
  expect(Object.values(outputs).every(({ status }) => status.every((one) => one === Status.Good))).toBe(true)
})
