import { cusumRunLength } from '@millrace/compute'
import { Fault, Status } from '@millrace/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { normals, uniforms } from '../calibration/random-for-tests.ts'
import type { GuardedResults } from '../guard/guarded.ts'
import { checkModel } from '../manifest/check.ts'
import { pumpYaml } from '../manifest/pump-for-tests.ts'
import { type WatchEdge, watchLimits } from './conditions.ts'
import { ModelWatch, type WatchedRun, type WatchSettings, type WatchState } from './model-watch.ts'
import { referenceOf, type WatchReference } from './reference.ts'

const model = checkModel(pumpYaml).manifest!
const BEGIN = 1.7e15
const SECOND = 1e6

/** Rows a second apart: the model says 70 %, what is measured is off by the residuals. */
function runOf(
  residuals: Float64Array,
  flow?: Float64Array,
  from = 0,
): Required<Pick<WatchedRun, 'measured'>> & WatchedRun {
  const { length } = residuals
  const good = new Uint32Array(length)
  const values = new Float64Array(length).fill(70)
  const results: GuardedResults = {
    length,
    outputs: { efficiency: { values, status: good, reason: good } },
    reasons: [],
  }
  return {
    rows: {
      length,
      time: Float64Array.from({ length }, (_, row) => BEGIN + (from + row) * SECOND),
      inputs: flow ? { flow: { values: flow, status: good } } : {},
    },
    results,
    measured: { efficiency: { values: residuals.map((residual) => 70 + residual), status: good } },
  }
}
const noise = (length: number, seed: number, shift = 0): Float64Array => {
  const normal = normals(seed)
  return Float64Array.from({ length }, () => shift + normal())
}
/** Autocorrelated, of deviation one. */
const slow = (length: number, seed: number, rho = 0.9): Float64Array => {
  const normal = normals(seed)
  let state = normal()
  return Float64Array.from({ length }, () => (state = rho * state + Math.sqrt(1 - rho * rho) * normal()))
}
const exact: WatchReference = {
  rows: 10_000,
  from: BEGIN,
  to: BEGIN,
  inputs: {},
  outputs: { efficiency: { mean: 0, deviation: 1, every: 1, meansDeviation: 1 } },
}
const watchOf = (reference: WatchReference, settings?: WatchSettings, state?: WatchState) =>
  new ModelWatch(model, { reference, ...(settings ? { settings } : {}) }, state)
const rowOf = ({ at }: WatchEdge): number => Math.round((at - BEGIN) / SECOND)
const raised = (edges: readonly WatchEdge[]): string[] =>
  edges.filter((edge) => edge.is === 'raised').map(({ kind }) => kind)

/** Mean number of rows after which a drift is raised. */
function runLength(shift: number, h: number): number {
  const many = 200
  let sum = 0
  for (let seed = 0; seed < many; seed++) {
    const normal = normals(1 + seed)
    const watch = watchOf(exact, { window: 1e6, drift: { k: 0.5, h } })
    let first: WatchEdge | undefined
    for (let from = 0; !first; from += 50) {
      const residuals = Float64Array.from({ length: 50 }, () => shift + normal())
      first = watch.feed(runOf(residuals, undefined, from)).find(({ kind }) => kind === 'residual_drift')
    }
    sum += rowOf(first) + 1
  }
  return sum / many
}

describe('a drift of the residual', () => {
  it.each([
    [1, 8],
    [-1, 8],
    [2, 8],
    [0.75, 8],
  ])('by %d σ is found after as many rows as the theory of CUSUM says', (shift, h) => {
    const ratio = runLength(shift, h) / cusumRunLength({ k: 0.5, h }, shift)
    expect(ratio).toBeGreaterThan(0.9)
    expect(ratio).toBeLessThan(1.1)
  })

  it('is told where there is none as seldom as designed', () => {
    // The deviation of 200 run lengths, each about as wide as long, is 7 %.
    const ratio = runLength(0, 4) / cusumRunLength({ k: 0.5, h: 4 })
    expect(ratio).toBeGreaterThan(0.8)
    expect(ratio).toBeLessThan(1.2)
  })

  it('is raised once for as long as it lasts, and over soon after it ends', () => {
    const watch = watchOf(exact)
    const course = Float64Array.of(...noise(1_000, 5), ...noise(3_000, 6, 0.9), ...noise(1_000, 7))
    const edges = watch.feed(runOf(course)).filter(({ kind }) => kind === 'residual_drift')
    expect(edges.map((edge) => edge.is)).toEqual(['raised', 'over'])
    expect(rowOf(edges[0]!)).toBeGreaterThanOrEqual(1_000)
    expect(rowOf(edges[0]!)).toBeLessThan(1_200)
    expect(rowOf(edges[1]!)).toBeGreaterThan(4_000)
    // From twice the limit the sum falls by k a row.
    expect(rowOf(edges[1]!)).toBeLessThan(4_000 + 4 * 12 * 3)
    expect(edges[0]!.value).toBeGreaterThan(12)
  })

  it('has the sign of what is measured beside what the model says', () => {
    const [edge] = watchOf(exact).feed(runOf(noise(200, 8, -1.5)))
    expect(edge).toMatchObject({ kind: 'residual_drift', name: 'efficiency', is: 'raised', raise: 12, clear: 0 })
    expect(edge!.value).toBeLessThan(-12)
  })

  it('is not made of neighbours that hang together: their means are watched', () => {
    const history = runOf(slow(4_000, 9))
    const { outputs } = referenceOf(history)
    expect(outputs.efficiency!.every).toBeGreaterThan(4)
    const course = runOf(slow(20_000, 10), undefined, 4_000)
    expect(raised(watchOf({ ...exact, outputs }).feed(course))).not.toContain('residual_drift')
    expect(raised(watchOf(exact).feed(course))).toContain('residual_drift')
    expect(raised(watchOf({ ...exact, outputs }).feed(runOf(slow(4_000, 11).map((one) => one + 1.5))))).toContain(
      'residual_drift',
    )
  })
})

it('says nothing of 50,000 rows in which nothing changes', () => {
  const uniform = uniforms(12)
  const flow = (length: number) => Float64Array.from({ length }, () => 50 + 100 * uniform())
  const reference = referenceOf(runOf(noise(5_000, 13), flow(5_000)))
  expect(Object.keys(reference.inputs)).toEqual(['flow'])
  expect(reference.outputs.efficiency!.every).toBe(1)
  const watch = watchOf(reference)
  expect(watch.feed(runOf(noise(50_000, 14), flow(50_000), 5_000))).toEqual([])
  expect(watch.figures.map(({ kind }) => kind)).toEqual(
    expect.arrayContaining([
      'residual_mean',
      'residual_spread',
      'residual_drift',
      'input_shift',
      'input_bad',
      'faults',
    ]),
  )
})

it('tells residuals that have moved, or spread, and one wild value is neither', () => {
  const wild = noise(1_000, 15)
  wild[500] = 1e12
  expect(watchOf(exact).feed(runOf(wild))).toEqual([])
  expect(raised(watchOf(exact).feed(runOf(noise(1_000, 16, 1.5))))).toContain('residual_mean')
  const wide = noise(1_000, 17).map((one) => 3 * one)
  expect(raised(watchOf(exact).feed(runOf(wide)))).toContain('residual_spread')
})

it('tells an input that is spread otherwise than in the reference, until it is as before', () => {
  const reference = referenceOf(runOf(noise(1_000, 18), noise(1_000, 19, 100)))
  const watch = watchOf(reference, { inputWindow: 500 })
  const course = (length: number, seed: number, mean: number, from: number) =>
    watch
      .feed(runOf(noise(length, seed), noise(length, seed + 1, mean), from))
      .filter(({ kind }) => kind === 'input_shift')
  expect(course(2_000, 20, 100, 1_000)).toEqual([])
  const [edge, ...more] = course(2_000, 22, 101.5, 3_000)
  expect(edge).toMatchObject({ is: 'raised', name: 'flow', raise: 0.25, clear: 0.1 })
  expect(more).toEqual([])
  expect(watch.conditions.map(({ kind }) => kind)).toContain('input_shift')
  expect(course(2_000, 24, 100, 5_000).map((one) => one.is)).toEqual(['over'])
  expect(watch.conditions).toEqual([])
})

describe('shares of rows', () => {
  const shares = (edges: readonly WatchEdge[]) => edges.map(({ kind, name, value, is }) => [kind, name, value, is])

  it('outside of a range, uncertain, bad are told of the input', () => {
    const run = runOf(noise(240, 25), new Float64Array(240).fill(100))
    const { values, status } = run.rows.inputs.flow! as { values: Float64Array; status: Uint32Array }
    const told = Uint32Array.from(status, (_, row) =>
      row % 10 === 0 ? Status.BadSensorFailure : row % 10 < 4 ? Status.UncertainLastUsableValue : Status.Good,
    )
    const far = values.map((value, row) => (row % 10 === 5 ? 6_000 : value))
    const edges = watchOf(exact).feed({
      ...run,
      rows: { ...run.rows, inputs: { flow: { values: far, status: told } } },
    })
    expect(shares(edges)).toEqual([
      ['input_out_of_range', 'flow', 0.1, 'raised'],
      ['input_uncertain', 'flow', 0.3, 'raised'],
      ['input_bad', 'flow', 0.1, 'raised'],
    ])
    expect(edges.every((edge) => rowOf(edge) === 239)).toBe(true)
  })

  it('without an output that can be, and outside of validity, are told', () => {
    const run = runOf(noise(240, 26))
    const reason = Uint32Array.from({ length: 240 }, (_, row) => (row % 20 === 0 ? 1 : row % 20 < 3 ? 2 : 0))
    const outputs = { efficiency: { ...run.results.outputs.efficiency!, reason } }
    const reasons = [
      { kind: 'output_high' as const, name: 'efficiency', bound: 100 },
      { kind: 'rule' as const, name: 'power > flow' },
    ]
    const edges = watchOf(exact).feed({ ...run, results: { ...run.results, outputs, reasons } })
    expect(shares(edges)).toEqual([
      ['output_bad', 'efficiency', 0.05, 'raised'],
      ['validity', undefined, 0.1, 'raised'],
    ])
  })

  it('are over where they are small enough, not where they are a little smaller', () => {
    const watch = watchOf(exact, { window: 100 })
    const feed = (bad: number) => {
      const run = runOf(noise(100, 27), new Float64Array(100).fill(100))
      const status = Uint32Array.from({ length: 100 }, (_, row) => (row < bad ? Status.Bad : Status.Good))
      return raised(
        watch.feed({
          ...run,
          rows: { ...run.rows, inputs: { flow: { values: new Float64Array(100).fill(100), status } } },
        }),
      )
    }
    expect(feed(6)).toEqual(['input_bad'])
    expect([feed(4), feed(6), feed(3)]).toEqual([[], [], []])
    expect(watch.conditions.map(({ kind }) => kind)).toEqual(['input_bad'])
    feed(0)
    expect(watch.conditions).toEqual([])
  })
})

describe('calls', () => {
  const call = (watch: ModelWatch, ms: number, fault?: Fault) => {
    const run = runOf(new Float64Array(1))
    return watch
      .feed({ ...run, results: { ...run.results, ...(fault ? { fault } : {}) }, ms })
      .map(({ kind, is }) => [kind, is])
  }

  it('that come near the limit are told, when one in twenty does', () => {
    const watch = watchOf(exact)
    for (let i = 0; i < 60; i++) expect(call(watch, i === 30 ? 990 : 100)).toEqual([])
    const edges = Array.from({ length: 64 }, (_, i) => call(watch, i % 10 === 0 ? 900 : 100)).flat()
    expect(edges).toEqual([['latency', 'raised']])
    expect(watch.conditions[0]).toMatchObject({ raise: watchLimits.latency.raise, clear: 0.6 })
    expect(watch.conditions[0]!.value).toBeGreaterThan(0.8)
    const after = Array.from({ length: 64 }, () => call(watch, 100)).flat()
    expect(after).toEqual([['latency', 'over']])
  })

  it('that fail are told from the third one of 64 on', () => {
    const watch = watchOf(exact)
    const fault = new Fault('model.died', { model: 'x', seen: '' })
    expect([call(watch, 1, fault), call(watch, 1), call(watch, 1, fault)].flat()).toEqual([])
    expect(call(watch, 1, fault)).toEqual([['faults', 'raised']])
    const after = Array.from({ length: 64 }, () => call(watch, 1)).flat()
    expect(after).toEqual([['faults', 'over']])
  })
})

/** Any number; JSON knows one nought alone. */
const any = fc.double().map((value) => value + 0)
/** What anybody may feed: any number, any status, inputs and measured values that are there or not. */
const wildRun = fc
  .array(
    fc.record({
      flow: fc.oneof(any, fc.constant(100)),
      status: fc.constantFrom<number>(Status.Good, Status.UncertainInitialValue, Status.Bad, Status.BadNoData),
      measured: fc.oneof(any, fc.constant(70)),
      said: fc.oneof(any, fc.constant(70)),
      time: fc.oneof(any, fc.constant(BEGIN)),
    }),
    { maxLength: 60 },
  )
  .map((cells): WatchedRun => {
    const status = Uint32Array.from(cells, (cell) => cell.status)
    const of = (name: 'flow' | 'measured' | 'said' | 'time') => Float64Array.from(cells, (cell) => cell[name])
    const reason = new Uint32Array(cells.length)
    return {
      rows: { length: cells.length, time: of('time'), inputs: { flow: { values: of('flow'), status } } },
      results: { length: cells.length, outputs: { efficiency: { values: of('said'), status, reason } }, reasons: [] },
      measured: { efficiency: { values: of('measured'), status } },
      ms: cells[0]?.flow ?? 0,
    }
  })
const wildReference = referenceOf(runOf(noise(200, 28), noise(200, 29, 100)))
const small: WatchSettings = { window: 12, inputWindow: 100 }

it('whatever it is fed, all that it says is finite, and what it remembers is the same after JSON', () => {
  fc.assert(
    fc.property(fc.array(wildRun, { maxLength: 12 }), (runs) => {
      const watch = watchOf(wildReference, small)
      const edges = runs.flatMap((run) => watch.feed(run))
      for (const { value, at } of [...edges, ...watch.figures.map((figure) => ({ ...figure, at: 0 }))])
        expect([value, at].every(Number.isFinite)).toBe(true)
      expect(JSON.parse(JSON.stringify(watch.save()))).toEqual(watch.save())
      // Raised and over take turns.
      for (const kind of new Set(edges.map((edge) => edge.kind)))
        expect(
          edges.filter((edge) => edge.kind === kind).every((edge, i) => edge.is === (i % 2 ? 'over' : 'raised')),
        ).toBe(true)
    }),
    { seed: 30 },
  )
})

it('says the same however rows are cut into calls, and after it was saved and taken up again', () => {
  const course = Float64Array.of(...noise(300, 31), ...noise(300, 32, 2), ...noise(300, 33))
  const flow = Float64Array.of(...noise(450, 34, 100), ...noise(450, 35, 103))
  const part = (from: number, to: number) => runOf(course.slice(from, to), flow.slice(from, to), from)
  const ofRows = (edges: readonly WatchEdge[]) => edges.filter(({ kind }) => kind !== 'faults' && kind !== 'latency')
  const whole = watchOf(wildReference, small)
  const expected = whole.feed(part(0, 900))
  expect(new Set(raised(expected))).toEqual(new Set(['residual_drift', 'residual_mean', 'input_shift']))
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 900 }), { maxLength: 8 }), (cuts) => {
      const places = [0, ...cuts.toSorted((a, b) => a - b), 900]
      let watch = watchOf(wildReference, small)
      const edges = places.slice(1).flatMap((to, i) => {
        const told = watch.feed(part(places[i]!, to))
        watch = watchOf(wildReference, small, JSON.parse(JSON.stringify(watch.save())) as WatchState)
        return told
      })
      expect(ofRows(edges)).toEqual(ofRows(expected))
      const { calls: _, sum: _s, ...rest } = watch.save()
      const { calls: __, sum: __s, ...own } = whole.save()
      expect(rest).toEqual(own)
    }),
    { seed: 36, numRuns: 30 },
  )
})

it('remembers no more of two hundred thousand rows than of twenty thousand', () => {
  const size = (watch: ModelWatch) =>
    JSON.stringify(watch.save(), (_, value) => (typeof value === 'number' ? 1 : value)).length
  const watch = watchOf(wildReference)
  const run = runOf(noise(10_000, 37), noise(10_000, 38, 100))
  for (let i = 0; i < 2; i++) watch.feed({ ...run, ms: 1 })
  for (let i = 0; i < 100; i++) watch.feed({ ...runOf(new Float64Array(1)), ms: 1 })
  const before = size(watch)
  for (let i = 0; i < 18; i++) watch.feed({ ...run, ms: 1 })
  expect(size(watch)).toBe(before)
  expect(before).toBeLessThan(5_000)
})

it('begins anew with another reference, and nothing is raised', () => {
  const watch = watchOf(exact)
  watch.feed(runOf(noise(500, 39, 3)))
  expect(watch.conditions.length).toBeGreaterThan(0)
  const other = { ...exact, outputs: { efficiency: { ...exact.outputs.efficiency!, mean: 3 } } }
  expect(watchOf(other, {}, watch.save()).conditions).toEqual([])
  expect(watchOf(exact, {}, watch.save()).conditions).toEqual(watch.conditions)
})

describe('a reference', () => {
  it('tells mean and deviation of good rows alone', () => {
    const run = runOf(Float64Array.from({ length: 100 }, (_, row) => (row % 2 ? 1 : 3)))
    const status = Uint32Array.from({ length: 100 }, (_, row) => (row < 10 ? Status.Bad : Status.Good))
    const values = (run.measured.efficiency!.values as Float64Array).map((value, row) => (row < 10 ? 1e9 : value))
    const { outputs } = referenceOf({ ...run, measured: { efficiency: { values, status } } })
    expect(outputs.efficiency).toMatchObject({ mean: 2, deviation: Math.sqrt(90 / 89) })
  })

  it('says nothing of too few rows, and a deviation of what is exact that is more than none', () => {
    const flow = new Float64Array(20).fill(1)
    expect(referenceOf(runOf(noise(20, 40), flow))).toMatchObject({ rows: 20, inputs: {}, outputs: {} })
    const { deviation } = referenceOf(runOf(new Float64Array(100))).outputs.efficiency!
    expect(deviation).toBeCloseTo(70e-9, 15)
  })
})

describe('of nasty values and states', () => {
  const flow = Float64Array.from({ length: 2_000 }, (_, i) => i % 50)
  const reference = referenceOf(runOf(noise(1_000, 1), flow.subarray(0, 1_000)))
  const shifted = runOf(noise(1_000, 2, 3), flow.subarray(1_000), 1_000)

  it('a saved state that was cut or changed on its way is left aside', () => {
    const before = watchOf(reference)
    before.feed(shifted)
    const saved = before.save()
    expect(saved.raised.length).toBeGreaterThan(0)
    const [output] = Object.keys(saved.outputs)
    const parts = {
      shares: undefined,
      inputs: {},
      outputs: {},
      calls: { ms: 'x', failed: 3 },
      raised: 5,
      at: Number.NaN,
    }
    const wrong = [
      ...Object.entries(parts).map(([key, part]) => ({ ...saved, [key]: part })),
      { ...saved, outputs: { [output!]: { ...saved.outputs[output!], above: null } } },
      { of: saved.of },
    ] as unknown as WatchState[]
    for (const state of wrong) {
      const watch = watchOf(reference, undefined, state)
      expect(watch.conditions).toEqual([])
      expect(watch.feed(shifted)).toEqual(watchOf(reference).feed(shifted))
    }
    // A database may give its parts back in another order.
    const turned = Object.fromEntries(
      Object.entries(JSON.parse(JSON.stringify(saved))).reverse(),
    ) as unknown as WatchState
    expect(watchOf(reference, undefined, turned).conditions).toEqual(before.conditions)
  })

  it('a reference is the same after JSON, and no figure is NaN', () => {
    const nasty = [Number.NaN, Number.POSITIVE_INFINITY, -Number.MAX_VALUE, Number.MAX_VALUE, 5e-324, 0, 1]
    const ends = Float64Array.from({ length: 1_000 }, (_, i) => (i % 2 ? 1 : -1) * Number.MAX_VALUE)
    for (const values of [ends, ends.map(Math.abs), ends.map((_, i) => nasty[i % nasty.length]!)]) {
      const told = referenceOf(runOf(values, values))
      expect(JSON.parse(JSON.stringify(told))).toEqual(told)
      const watch = watchOf(told)
      watch.feed(runOf(values, values, 1_000))
      for (const { value } of watch.figures) expect(value).toSatisfy(Number.isFinite)
      expect(JSON.parse(JSON.stringify(watch.save()))).toEqual(watch.save())
    }
  })
})
