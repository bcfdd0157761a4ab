import { BatchBuilder, batchOf, Fault, MICROS_PER_S, Status, type Value } from '@millrace/core'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Kernel } from '../expression/face.ts'
import type { AbsenceCondition, ConditionDefinition, ExpressionCondition, LimitCondition } from './definition.ts'
import { ConditionSet } from './set.ts'
import { startingPoints } from './settings.ts'

const S = MICROS_PER_S
const T0 = 1_760_000_000 * S

let edges: [condition: number, active: boolean, at: number, value: number][]
let suspended: [condition: number, code: string][]
let kernel: (condition: ExpressionCondition) => Kernel['evaluate']
let elapsed: number
let set: ConditionSet

const newSet = (): ConditionSet =>
  new ConditionSet({
    compile: (condition) => ({ type: 'boolean', status: Status.Good, evaluate: kernel(condition) }),
    suspended: (condition, fault) => suspended.push([condition, fault.code]),
    monotonic: () => elapsed,
  })
const emit = (condition: number, active: boolean, at: number, value: number): void => {
  edges.push([condition, active, (at - T0) / S, value])
}
/** Samples at seconds; they come at once. */
const feed = (...rows: [series: number, second: number, value: Value, status?: number][]): void => {
  const timed = rows.map(([series, second, ...rest]) => [series, T0 + second * S, ...rest] as const)
  set.evaluate(batchOf(timed), Math.max(...timed.map(([, at]) => at)), emit)
}
const tick = (second: number): void => set.tick(T0 + second * S, emit)

const high: LimitCondition = {
  is: 'limit',
  number: 1,
  input: 7,
  side: 'high',
  limit: 10,
  deadband: 0,
  onDelay: 0,
  offDelay: 0,
}
const absence: AbsenceCondition = { is: 'absence', number: 2, input: 7, after: 60 * S, onDelay: 0, offDelay: 0 }
const sum: ExpressionCondition = {
  is: 'expression',
  number: 3,
  expression: 'a + b > 10',
  inputs: [
    { name: 'a', series: 7, type: 'number' },
    { name: 'b', series: 8, type: 'number' },
  ],
  onDelay: 0,
  offDelay: 0,
}
const put = (...definitions: ConditionDefinition[]): void => {
  for (const one of definitions) set.put(one, T0)
}

beforeEach(() => {
  edges = []
  suspended = []
  elapsed = 0
  kernel =
    () =>
    ({ value }) =>
      Number((value[0] as number) + (value[1] as number) > 10)
  set = newSet()
})

describe('a signal that chatters at 10 Hz around its limit for 10 minutes', () => {
  const chatter = (definition: LimitCondition): number => {
    put(definition)
    const builder = new BatchBuilder()
    // A sawtooth of 3 % of the range around the limit, over both sides ten times a second, then calm below it.
    for (let i = 0; i < 6_000 * 4; i++) builder.addDouble(7, T0 + i * 25_000, 80 + [1.5, 0.5, -0.5, -1.5][i % 4]!)
    builder.addDouble(7, T0 + 601 * S, 70)
    const batch = builder.take()
    set.evaluate(batch, T0 + 601 * S, emit)
    tick(700)
    return edges.length
  }
  const pressure = startingPoints.pressure

  test('gives thousands of edges bare', () => {
    expect(chatter({ ...high, limit: 80 })).toBe(12_000)
  })

  test('gives one pair with the deadband and the off-delay that are the starting point for its kind', () => {
    expect(chatter({ ...high, limit: 80, deadband: pressure.deadband * 100, offDelay: pressure.delay })).toBe(2)
    expect(edges.map(([, active, at]) => [active, at])).toEqual([
      [true, 0],
      [false, 616],
    ])
  })

  test('gives one pair with that off-delay alone, however far it swings', () => {
    expect(chatter({ ...high, limit: 80, offDelay: pressure.delay })).toBe(2)
  })
})

describe('delays', () => {
  test('a condition that breaks off within its on-delay tells nothing', () => {
    put({ ...high, onDelay: 5 * S })
    feed([7, 0, 11], [7, 4, 9], [7, 6, 11])
    tick(10)
    expect(edges).toEqual([])
  })

  test('an on-delay ends without a sample, at its own time, with what was seen last', () => {
    put({ ...high, onDelay: 5 * S })
    feed([7, 0, 11], [7, 2, 12])
    tick(4)
    expect(edges).toEqual([])
    tick(9)
    expect(edges).toEqual([[1, true, 5, 12]])
  })

  test('an hour that a machine’s clock is behind ends no delay', () => {
    put({ ...high, onDelay: 5 * S })
    set.evaluate(batchOf([[7, T0 - 3_600 * S, 11]]), T0, emit)
    tick(4)
    expect(edges).toEqual([])
    tick(5)
    expect(edges).toEqual([[1, true, -3_595, 11]])
  })
})

describe('quality', () => {
  test('bad data holds a process condition as it is, and raises the condition of its own after its delay', () => {
    put(high, { is: 'quality', number: 5, input: 7, onDelay: 10 * S, offDelay: 0 })
    feed([7, 0, 11], [7, 1, 0, Status.BadSensorFailure], [7, 12, null, Status.BadNoData], [7, 13, 12])
    expect(edges).toEqual([
      [1, true, 0, 11],
      [5, true, 11, 0],
      [5, false, 13, 12],
    ])
  })

  test('bad data begins an on-delay anew: no false alarm comes of it', () => {
    put({ ...high, onDelay: 5 * S })
    feed([7, 0, 11], [7, 3, null, Status.BadNoCommunication])
    tick(20)
    expect(edges).toEqual([])
    feed([7, 21, 11])
    tick(26)
    expect(edges).toEqual([[1, true, 26, 11]])
  })

  test('uncertain counts as usable', () => {
    put(high)
    feed([7, 0, 11, Status.UncertainSensorNotAccurate])
    expect(edges).toEqual([[1, true, 0, 11]])
  })
})

describe('kinds', () => {
  test('a late sample changes nothing and is counted; the rows of a batch are taken by time', () => {
    put(high)
    feed([7, 2, 9], [7, 1, 11])
    feed([7, 0, 50])
    expect(edges).toEqual([
      [1, true, 1, 11],
      [1, false, 2, 9],
    ])
    expect(set.late).toBe(1)
  })

  test('a low limit with a deadband', () => {
    put({ ...high, side: 'low', limit: 5, deadband: 1 })
    feed([7, 0, 5], [7, 1, 4.9], [7, 2, 5.9], [7, 3, 6])
    expect(edges).toEqual([
      [1, true, 1, 4.9],
      [1, false, 3, 6],
    ])
  })

  test('a deadband counts from when a delay ended, also between two samples', () => {
    put({ ...high, deadband: 2, onDelay: 2 * S })
    feed([7, 0, 11], [7, 5, 9])
    expect(edges).toEqual([[1, true, 2, 11]])
  })

  test('a rate is the change since what was held a window ago, and falls when no sample comes', () => {
    put({
      is: 'rate',
      number: 4,
      input: 7,
      side: 'rising',
      limit: 0.5,
      window: 16 * S,
      deadband: 0,
      onDelay: 0,
      offDelay: 0,
    })
    feed([7, 0, 0], [7, 17, 0], [7, 20, 9])
    expect(edges).toEqual([[4, true, 20, 9]])
    tick(36)
    expect(edges).toHaveLength(1)
    tick(38)
    expect(edges[1]?.slice(0, 2)).toEqual([4, false])
  })

  test('a rate begins anew after bad data', () => {
    put({
      is: 'rate',
      number: 4,
      input: 7,
      side: 'either',
      limit: 0.1,
      window: 16 * S,
      deadband: 0,
      onDelay: 0,
      offDelay: 0,
    })
    feed([7, 0, 0], [7, 17, 0], [7, 18, null, Status.BadNoData], [7, 19, 50], [7, 30, 50], [7, 60, 50])
    expect(edges).toEqual([])
  })

  test('a deviation sees both series of one time together', () => {
    put({
      is: 'deviation',
      number: 4,
      input: 7,
      reference: { series: 8 },
      side: 'either',
      limit: 1,
      deadband: 0.5,
      onDelay: 0,
      offDelay: 0,
    })
    feed([7, 0, 10], [8, 0, 10], [7, 1, 20], [8, 1, 20], [8, 2, 18], [7, 3, 18.5])
    expect(edges).toEqual([
      [4, true, 2, 20],
      [4, false, 3, 18.5],
    ])
  })

  test('absence: no sample of any quality for its time; the time in which nothing ran does not count', () => {
    put(absence)
    feed([7, 0, 1], [7, 50, null, Status.BadNoData])
    tick(109)
    expect(edges).toEqual([])
    const saved = set.save(T0 + 109 * S)
    set = newSet()
    set.put(absence, T0 + 1_000 * S)
    set.load(saved, T0 + 1_000 * S)
    tick(1_000.5)
    expect(edges).toEqual([])
    tick(1_001)
    feed([7, 1_002, 1])
    expect(edges).toEqual([
      [2, true, 110, Number.NaN],
      [2, false, 1_002, 1],
    ])
  })

  test('a state is one of some numbers, texts or booleans', () => {
    put({ is: 'state', number: 4, input: 7, values: ['fault', 3, true], onDelay: 0, offDelay: 0 })
    feed([7, 0, 'run'], [7, 1, 'fault'], [7, 2, 2n], [7, 3, 3n], [7, 4, false], [7, 5, true], [7, 6, 'ok'])
    expect(edges.map(([, active, at]) => [active, at])).toEqual([
      [true, 1],
      [false, 2],
      [true, 3],
      [false, 4],
      [true, 5],
      [false, 6],
    ])
  })
})

describe('a definition', () => {
  test('that throws, or is malformed, is suspended and named, keeps its state, and the others go on', () => {
    put(high, sum)
    feed([7, 0, 11], [8, 0, 1])
    kernel = () => () => {
      throw new TypeError('boom')
    }
    put({ ...sum, expression: 'a * b > 10' }, { ...high, number: 9, limit: Number.NaN })
    feed([7, 1, 9], [8, 1, 0])
    expect(suspended).toEqual([
      [9, 'conditions.malformed'],
      [3, 'conditions.failed'],
    ])
    expect(edges.map(([condition, active]) => [condition, active])).toEqual([
      [1, true],
      [3, true],
      [1, false],
    ])
    kernel = () => () => 0
    put(sum)
    feed([7, 2, 1], [8, 2, 1])
    expect(edges.at(-1)).toEqual([3, false, 2, 1])
  })

  test('that takes too long on average is suspended and named', () => {
    kernel = () => () => {
      elapsed += 3
      return 0
    }
    put(sum, { ...sum, number: 4, expression: 'a' }, high)
    for (let second = 0; second < 300; second++) feed([7, second, 0])
    expect(suspended.map(([condition]) => condition).sort()).toEqual([3, 4])
    feed([7, 301, 11])
    expect(edges).toEqual([[1, true, 301, 11]])
  })

  test('that stays the same keeps its delay; one that changed stays active until a sample says otherwise', () => {
    put({ ...high, onDelay: 10 * S })
    feed([7, 0, 11])
    put({ ...high, onDelay: 10 * S })
    tick(10)
    put({ ...high, limit: 20 })
    expect(edges).toEqual([[1, true, 10, 11]])
    feed([7, 11, 11])
    expect(edges[1]).toEqual([1, false, 11, 11])
  })

  test('that was removed is heard of no more, and its series is wanted no more', () => {
    put(high, sum)
    expect([...set.wanted]).toEqual([7, 8])
    set.remove(3)
    expect([...set.wanted]).toEqual([7])
    feed([7, 0, 50], [8, 0, 50])
    expect(edges).toEqual([[1, true, 0, 50]])
  })
})

describe('reconciling with whoever takes the edges', () => {
  test('tells again what is newer here', () => {
    put(high)
    feed([7, 0, 9], [7, 5, 11])
    edges = []
    set.reconcile(() => undefined, emit)
    expect(edges).toEqual([[1, true, 5, 11]])
  })

  test('takes over what is newer there, and what was seen last decides', () => {
    put(high, { ...high, number: 2, limit: 5 })
    feed([7, 0, 9])
    edges = []
    set.reconcile((condition) => (condition === 1 ? { active: true, at: T0 - S } : { active: true, at: T0 }), emit)
    expect(edges).toEqual([[1, false, 0, 9]])
    feed([7, 1, 1])
    expect(edges[1]).toEqual([2, false, 1, 1])
  })
})

test('state that is not state is refused, and changes nothing', () => {
  put(high)
  feed([7, 0, 11])
  const saved = set.save(T0)
  for (const bytes of [saved.subarray(0, saved.length - 8), saved.subarray(0, 13), new Uint8Array(24)])
    expect(() => set.load(bytes, T0)).toThrow(expect.objectContaining({ code: 'conditions.state_foreign' }))
  expect(() => set.load(new Uint8Array(0), T0)).toThrow(Fault)
  feed([7, 1, 11])
  expect(edges).toHaveLength(1)
})

test('an expression of the house is evaluated with its units, texts and booleans', () => {
  const own = new ConditionSet({
    suspended: (condition, fault) => suspended.push([condition, fault.code]),
    monotonic: () => 0,
  })
  const inputs = [
    { name: 'hot', series: 7, type: 'number', unit: 'Cel' },
    { name: 'mode', series: 8, type: 'text' },
    { name: 'on', series: 9, type: 'boolean' },
  ] as const
  const heating = { ...sum, expression: 'hot > 300[K] and mode == "auto" and on', inputs }
  own.put(heating, T0)
  own.put({ ...heating, number: 4, expression: 'hot > ' }, T0)
  const rows = (second: number, hot: number, mode: string, on: boolean): void =>
    own.evaluate(
      batchOf([
        [7, T0 + second * S, hot],
        [8, T0 + second * S, mode],
        [9, T0 + second * S, on],
      ]),
      T0,
      emit,
    )
  rows(0, 26, 'auto', true)
  rows(1, 27, 'auto', true)
  rows(2, 27, 'hand', true)
  rows(3, 28, 'auto', true)
  rows(4, 28, 'auto', false)
  expect(suspended).toEqual([[4, expect.stringMatching(/^expression\./)]])
  expect(edges).toEqual([
    [3, true, 1, 27],
    [3, false, 2, 27],
    [3, true, 3, 28],
    [3, false, 4, 28],
  ])
})
