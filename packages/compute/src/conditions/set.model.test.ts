import { BatchBuilder, type SampleBatch, Status } from '@millrace/core'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { InputSample } from '../rows/definition.ts'
import { inputsOf } from './check.ts'
import type { ConditionDefinition, ExpressionCondition } from './definition.ts'
import type { ConditionEdge } from './face.ts'
import { hashText } from './hash.ts'
import { NaiveCondition, type NaiveSample } from './naive.ts'
import { ConditionSet } from './set.ts'

const START = 1_760_000_000_000_000
const STEP = 100

const delay = fc.constantFrom(0, 0, 0, 1, 3, 10).map((steps) => steps * STEP)
const series = fc.integer({ min: 1, max: 4 })
const level = fc.constantFrom(-2, 0, 1, 2)
const distance = fc.constantFrom(0, 1, 2)
const common = { number: fc.constant(0), onDelay: delay, offDelay: delay }

const definition: fc.Arbitrary<ConditionDefinition> = fc.oneof(
  fc.record({
    ...common,
    is: fc.constant('limit' as const),
    input: series,
    side: fc.constantFrom('high' as const, 'low' as const),
    limit: level,
    deadband: distance,
  }),
  fc.record({
    ...common,
    is: fc.constant('rate' as const),
    input: series,
    side: fc.constantFrom('rising' as const, 'falling' as const, 'either' as const),
    limit: fc.constantFrom(500, 1_000),
    window: fc.constantFrom(1_600, 4_800, 2_000),
    deadband: fc.constantFrom(0, 300),
  }),
  fc.record({
    ...common,
    is: fc.constant('deviation' as const),
    input: series,
    reference: fc.oneof(fc.record({ series }), fc.record({ value: level })),
    side: fc.constantFrom('above' as const, 'below' as const, 'either' as const),
    limit: fc.constantFrom(1, 2),
    deadband: fc.constantFrom(0, 1),
  }),
  fc.record({ ...common, is: fc.constant('absence' as const), input: series, after: fc.constantFrom(500, 2_000) }),
  fc.record({
    ...common,
    is: fc.constant('state' as const),
    input: series,
    values: fc.subarray([1, 2, 'run', 'stop', true, false] as const, { minLength: 1 }),
  }),
  fc.record({ ...common, is: fc.constant('quality' as const), input: series }),
  fc.record({
    ...common,
    is: fc.constant('expression' as const),
    expression: fc.constant('equal'),
    inputs: fc
      .array(series, { minLength: 1, maxLength: 3 })
      .map((list) => [...new Set(list)].map((one) => ({ name: `s${one}`, series: one, type: 'number' as const }))),
  }),
)

const sample = fc.record({
  series: fc.integer({ min: 1, max: 5 }),
  after: fc.integer({ min: -3, max: 12 }),
  value: fc.constantFrom<(number | string | boolean | bigint | null)[]>(
    -3,
    -1,
    0,
    0.5,
    1,
    1.5,
    2,
    3,
    Number.NaN,
    true,
    false,
    2n,
    -3n,
    'run',
    'stop',
    'other',
    null,
  ),
  status: fc.constantFrom<number[]>(
    Status.Good,
    Status.Good,
    Status.Good,
    Status.UncertainInitialValue,
    Status.BadSensorFailure,
  ),
})

const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('batch' as const), rows: fc.array(sample, { maxLength: 8 }) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('tick' as const), steps: fc.integer({ min: 0, max: 30 }) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('restart' as const), steps: fc.integer({ min: 0, max: 50 }) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('put' as const), definition, which: fc.nat() }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('remove' as const), which: fc.nat() }) },
)

/** True if all inputs are the same: stands for any expression. */
const allEqual = (values: readonly (number | string)[]): boolean =>
  values.every((one) => asNumber(one) === asNumber(values[0] as number | string))
const asNumber = (value: number | string): number => (typeof value === 'string' ? hashText(value) : value)

const compile = (_condition: ExpressionCondition) => {
  let status: number = Status.Good
  return {
    type: 'boolean' as const,
    get status() {
      return status
    },
    evaluate: ({ value, status: all }: { value: Float64Array; status: Uint32Array }) => {
      const list = [...all]
      status = list.find((one) => one >>> 30 >= 2) ?? list.find((one) => one >>> 30 === 1) ?? (list[0] as number)
      return status >>> 30 >= 2 ? Number.NaN : Number(allEqual([...value]))
    },
  }
}

const newSet = (): ConditionSet =>
  new ConditionSet({
    compile,
    suspended: (condition, fault) => expect.unreachable(`${condition}: ${fault.message}`),
    monotonic: () => 0,
  })

test('columns give the edges that one naive condition after the other gives, whatever comes, and over saving and loading', () => {
  fc.assert(
    fc.property(
      fc.array(definition, { minLength: 1, maxLength: 5 }),
      fc.array(step, { maxLength: 30 }),
      (list, steps) => {
        let now = START
        let time = START
        let set = newSet()
        const naive = new Map<number, NaiveCondition>()
        const told: ConditionEdge[] = []
        const expected: ConditionEdge[] = []
        const emit = (condition: number, active: boolean, at: number, value: number, status: number): void => {
          told.push({ condition, active, at, value, status })
        }
        const newest = new Map<number, number>()
        const heard = new Map<number, number>()
        /** What each series has, whether a condition looks at it or not. */
        const stands = new Map<number, InputSample>()
        const withStart = (one: ConditionDefinition): ConditionDefinition => ({
          ...one,
          start: inputsOf(one).map((of) => stands.get(of) ?? null),
        })
        const put = (one: ConditionDefinition): void => {
          set.put(one, now)
          naive.set(one.number, new NaiveCondition(one, now, allEqual))
        }
        const begin = (): void => {
          set.begin(now, emit)
          for (const { definition: of } of naive.values()) {
            if (of.is === 'rate' || of.is === 'absence') continue
            of.start?.forEach((stood, i) => {
              const input = inputsOf(of)[i] as number
              if (!stood || newest.has(input)) return
              newest.set(input, stood.time)
              heard.set(input, Math.min(now, stood.time))
            })
          }
          for (const condition of naive.values()) condition.begin(now, (of) => heard.get(of) as number)
        }
        for (const [i, one] of list.entries()) put({ ...one, number: i * 7 + 3 })
        let next = 1_000
        for (const one of steps) {
          if (one.do === 'batch') {
            const builder = new BatchBuilder(1)
            const samples: NaiveSample[] = one.rows.map(({ series: of, after, value, status }) => {
              time += Math.max(0, after) * 30
              const at = time + Math.min(0, after) * STEP
              builder.add(of, at, value, status)
              const plain = typeof value === 'bigint' || typeof value === 'boolean' ? Number(value) : value
              if (!(at < (stands.get(of)?.time ?? Number.NEGATIVE_INFINITY)))
                stands.set(of, { time: at, value: plain, status })
              return { series: of, time: at, value: plain, status }
            })
            const batch: SampleBatch = builder.take()
            set.evaluate(batch, now, emit)
            const wanted = new Set(set.wanted)
            const inTime = samples
              .toSorted((a, b) => a.time - b.time)
              .filter(({ series: of, time: at }) => {
                if (!wanted.has(of)) return false
                if (at < (newest.get(of) ?? Number.NEGATIVE_INFINITY)) return false
                newest.set(of, at)
                heard.set(of, now)
                return true
              })
            for (const condition of naive.values()) condition.take(inTime, now)
          } else if (one.do === 'tick') {
            now += one.steps * STEP
            set.tick(now, emit)
            for (const condition of naive.values()) condition.tick(now)
          } else if (one.do === 'restart') {
            const saved = set.save(now)
            set = newSet()
            now += one.steps * STEP
            for (const { definition: kept } of naive.values()) set.put(withStart(kept), now)
            set.load(saved, now)
            for (const condition of naive.values()) condition.shift(one.steps * STEP)
            for (const [of, at] of heard) heard.set(of, at + one.steps * STEP)
            // Whoever owns them has said what stands; it was seen before, or nothing of it was.
            begin()
          } else if (one.do === 'put') {
            put(withStart({ ...one.definition, number: next++ }))
            begin()
          } else {
            const number = [...naive.keys()][one.which % Math.max(1, naive.size)]
            if (number === undefined) continue
            set.remove(number)
            expected.push(...(naive.get(number) as NaiveCondition).edges)
            naive.delete(number)
            const wanted = new Set(set.wanted)
            for (const known of newest.keys()) if (!wanted.has(known)) newest.delete(known)
          }
        }
        for (const condition of naive.values()) expected.push(...condition.edges)
        const byCondition = (edges: readonly ConditionEdge[]): readonly ConditionEdge[] =>
          edges.toSorted((a, b) => a.condition - b.condition || a.at - b.at)
        expect(byCondition(told)).toEqual(byCondition(expected))
      },
    ),
    { numRuns: 1_500 },
  )
})
