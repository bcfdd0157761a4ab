import { batchOf, MICROS_PER_S, Status, type Value } from '@millrace/core'
import { beforeEach, expect, test } from 'vitest'
import { ALL_INPUTS } from '../rows/instant.ts'
import type { DerivedDefinition } from './definition.ts'
import { DerivedSet } from './set.ts'

const S = MICROS_PER_S
const T0 = 1_760_000_000 * S
const [FLOW, HEAD, STATE, POWER] = [1, 2, 3, 9]

let values: [number: number, second: number, value: number, status: number][]
let late: [series: number, from: number, to: number][]
let suspended: [number: number, code: string][]
let elapsed: () => number
let set: DerivedSet

const told = {
  value: (number: number, time: number, value: number, status: number) => {
    values.push([number, (time - T0) / S, value, status])
  },
  late: (_: number, series: number, at: number, end: number) => {
    late.push([series, (at - T0) / S, (end - T0) / S])
  },
}
const newSet = (): DerivedSet =>
  new DerivedSet({
    suspended: (number, fault) => suspended.push([number, fault.code]),
    monotonic: () => elapsed(),
  })
const feed = (...rows: [series: number, second: number, value: Value, status?: number][]): void =>
  set.feed(batchOf(rows.map(([of, second, ...rest]) => [of, T0 + second * S, ...rest] as const)), T0, told)
const tick = (ms: number): void => set.tick(T0 + ms * 1_000, told)

const power: DerivedDefinition = {
  number: POWER,
  inputs: [
    { series: FLOW, type: 'number' },
    { series: HEAD, type: 'number' },
  ],
  steps: [
    {
      formula: 'flow * head',
      type: 'number',
      unit: 'kW',
      names: [
        { name: 'flow', type: 'number', unit: 'm3/h', from: 0 },
        { name: 'head', type: 'number', unit: 'kPa', from: 1 },
      ],
    },
  ],
  start: [null, null],
}

beforeEach(() => {
  values = []
  late = []
  suspended = []
  elapsed = () => 0
  set = newSet()
})

test('samples of one instant count together, in the unit of the point, when time moves on or after 200 ms', () => {
  set.put(power)
  feed([FLOW, 0, 3_600])
  feed([HEAD, 0, 2])
  expect(values).toEqual([])
  tick(100)
  expect(values).toEqual([])
  tick(200)
  expect(values).toEqual([[POWER, 0, 2, Status.Good]])
  feed([FLOW, 1, 7_200])
  feed([FLOW, 2, 0])
  expect(values.slice(1)).toEqual([[POWER, 1, 4, Status.Good]])
})

test('an input that has none yet, or a bad one, makes it bad with the cause; an uncertain one uncertain', () => {
  set.put(power)
  feed(
    [FLOW, 0, 3_600],
    [HEAD, 1, 2, Status.UncertainSensorNotAccurate],
    [HEAD, 2, null, Status.BadSensorFailure],
    [HEAD, 3, null],
  )
  tick(1_000)
  expect(values).toEqual([
    [POWER, 0, Number.NaN, Status.BadWaitingForInitialData],
    [POWER, 1, 2, Status.UncertainSensorNotAccurate],
    [POWER, 2, Number.NaN, Status.BadSensorFailure],
    [POWER, 3, Number.NaN, Status.BadNoData],
  ])
})

test('what comes for the instant that stands is counted in and told again; what is before it is late', () => {
  set.put(power)
  feed([FLOW, 0, 3_600], [HEAD, 0, 1], [FLOW, 10, 3_600])
  tick(1_000)
  feed([HEAD, 10, 5])
  tick(2_000)
  feed([HEAD, 4, 2], [FLOW, 6, 7_200])
  tick(3_000)
  expect(values.map(([, second, value]) => [second, value])).toEqual([
    [0, 1],
    [10, 1],
    [10, 5],
  ])
  expect(late).toEqual([
    [HEAD, 4, 10],
    [FLOW, 6, 10],
  ])
})

test('the same once more is neither late nor told again', () => {
  set.put(power)
  feed([FLOW, 0, 3_600], [HEAD, 1, 1])
  tick(1_000)
  values = []
  feed([FLOW, 0, 3_600], [HEAD, 1, 1])
  tick(2_000)
  expect([values, late]).toEqual([[], []])
})

test('a value stands at most as long as is said', () => {
  set.put({ ...power, steps: [{ ...power.steps[0]!, gap: 10 * S }] })
  feed([FLOW, 0, 3_600], [HEAD, 0, 1], [FLOW, 10, 3_600], [FLOW, 11, 3_600])
  tick(1_000)
  expect(values.map(([, second, , status]) => [second, status])).toEqual([
    [0, Status.Good],
    [10, Status.Good],
    [11, Status.BadNoData],
  ])
})

test('a text of a number, and a number of a text, are of the wrong type', () => {
  const names = [{ name: 'state', type: 'text' as const, from: 0 }]
  set.put({
    number: 8,
    inputs: [{ series: STATE, type: 'text' }],
    steps: [{ formula: 'state == "run"', type: 'boolean', names }],
    start: [null],
  })
  feed([STATE, 0, 'run'], [STATE, 1, 'stop'], [STATE, 2, 5])
  tick(1_000)
  expect(values.map(([, , value, status]) => [value, status])).toEqual([
    [1, Status.Good],
    [0, Status.Good],
    [Number.NaN, Status.BadTypeMismatch],
  ])
})

test('what inputs had when it was read counts, and is told at once', () => {
  const start = [
    { time: T0 - 5 * S, value: 3_600, status: Status.Good },
    { time: T0 - 90 * S, value: 3, status: Status.Good },
  ]
  set.put({ ...power, start })
  tick(0)
  feed([FLOW, 0, 7_200])
  tick(1_000)
  expect(values).toEqual([
    [POWER, -5, 3, Status.Good],
    [POWER, 0, 6, Status.Good],
  ])
})

test('after samples were left out everything is late until what inputs have is read again', () => {
  set.put(power)
  feed([FLOW, 0, 3_600], [HEAD, 0, 1])
  tick(1_000)
  set.skipped()
  feed([FLOW, 10, 3_600])
  tick(2_000)
  expect(late).toEqual([[ALL_INPUTS, 10, 10 + 1 / S]])
  const start = [
    { time: T0 + 10 * S, value: 3_600, status: Status.Good },
    { time: T0 + 8 * S, value: 4, status: Status.Good },
  ]
  set.put({ ...power, start, read: 2 })
  tick(3_000)
  feed([FLOW, 11, 3_600])
  tick(4_000)
  expect(late.slice(1)).toEqual([
    [ALL_INPUTS, 0, 10],
    [ALL_INPUTS, 10, 10 + 1 / S],
  ])
  expect(values.at(-1)).toEqual([POWER, 11, 4, Status.Good])
})

test('one that is wrong or slow is suspended and named, and the others go on', () => {
  set.put(power)
  set.put({ ...power, number: 10, steps: [{ ...power.steps[0]!, unit: 'K' }] })
  expect(suspended).toEqual([[10, 'expression.unit_mismatch']])
  set.put({ ...power, number: 11, inputs: [{ series: 5, type: 'number' }, power.inputs[1]!] })
  let now = 0
  elapsed = () => (now += 3)
  for (let second = 0; second < 1_000; second++) feed([5, second, 1])
  expect(suspended.slice(1)).toEqual([[11, 'derivation.slow']])
  elapsed = () => 0
  values = []
  feed([FLOW, 0, 3_600], [HEAD, 0, 1], [FLOW, 1, 3_600])
  expect(values.filter(([number]) => number === POWER)).toEqual([[POWER, 0, 1, Status.Good]])
})

test('it goes on from where it was saved; what is no state of its own is refused', () => {
  set.put(power)
  feed([FLOW, 0, 3_600], [HEAD, 0, 2])
  const saved = set.save()
  set = newSet()
  set.put(power)
  set.load(saved)
  feed([FLOW, 1, 7_200])
  tick(1_000)
  expect(values).toEqual([
    [POWER, 0, 2, Status.Good],
    [POWER, 1, 4, Status.Good],
  ])
  expect(() => set.load(saved.subarray(0, 20))).toThrow('Expected the saved state of derived points')
})
