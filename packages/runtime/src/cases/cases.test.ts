import { Status } from '@millrace/core'
import { expect, it } from 'vitest'
import type { Runtime } from '../face.ts'
import { formulaRuntime } from '../formula/runtime.ts'
import { pumpYaml } from '../manifest/pump-for-tests.ts'
import { modelOf } from '../package/archive.ts'
import { runCases } from './cases.ts'

const changed = (...changes: [string, string][]) => {
  let text = pumpYaml
  for (const [from, to] of changes) {
    expect(text).toContain(from)
    text = text.replace(from, to)
  }
  return runCases(modelOf(new Map([['model.yaml', new TextEncoder().encode(text)]])), formulaRuntime)
}

it('a case that holds says how far off it is', async () => {
  const [result] = await changed()
  expect(result).toMatchObject({ name: 'A pump at its best point', source: 'iso9906', holds: true })
  expect(result?.figures).toEqual([
    {
      row: 0,
      output: 'efficiency',
      unit: '%',
      expected: 75.67,
      seen: expect.closeTo(75.6686, 3),
      difference: expect.closeTo(-0.0014, 3),
      tolerance: 0.01,
      status: Status.Good,
      holds: true,
    },
    { row: 0, output: 'runs_well', expected: true, seen: true, status: Status.Good, holds: true },
  ])
})

it.each<[string, [string, string], object]>([
  [
    'a number too far off',
    ['75.67, absolute: 0.01', '75.9, absolute: 0.1'],
    { output: 'efficiency', holds: false, tolerance: 0.1 },
  ],
  [
    'a number within its own share',
    ['75.67, absolute: 0.01', '75.9, relative: 0.01'],
    { output: 'efficiency', holds: true },
  ],
  ['a condition that is another', ['value: true', 'value: false'], { output: 'runs_well', seen: true, holds: false }],
  [
    'an output that cannot be',
    ['power: 18', 'power: 1'],
    {
      output: 'efficiency',
      holds: false,
      status: Status.BadOutOfRange,
      reason: expect.stringContaining('cannot be above 100 %'),
    },
  ],
  [
    'an input outside its range',
    ['high: 5000, en: Flow', 'high: 90, en: Flow'],
    {
      output: 'efficiency',
      holds: true,
      status: Status.UncertainEngineeringUnitsExceeded,
      reason: 'flow is 100 m3/h, above 90 m3/h',
    },
  ],
])('%s', async (_, change, figure) => {
  const [result] = await changed(change)
  expect(result?.figures).toContainEqual(expect.objectContaining(figure))
  expect(result?.holds).toBe(result?.figures.every(({ holds }) => holds))
})

it('an input that a case leaves out has its default, and parameters are those of the case', async () => {
  const [result] = await changed(
    [', density: 1000 }', ' }'],
    ['75.67, absolute: 0.01', '75.53, absolute: 0.01'],
    ['    source: iso9906', '    source: iso9906\n    parameters: { rated: 90 }'],
    ['value: true', 'value: false'],
  )
  expect(result).toMatchObject({ holds: true })
})

/** Sums what it is given, as models that remember do. */
const summing: Runtime = {
  kind: 'script',
  async start() {
    let total = 0
    return {
      alive: true,
      async run({ length, values }) {
        const flows = values['flow'] as Float64Array
        const efficiency = Float64Array.from({ length }, (_, i) => (total += flows[i]!))
        return { length, values: { efficiency, runs_well: new Float64Array(length) } }
      },
      save: async () => new Uint8Array(),
      restore: async () => undefined,
      close: async () => undefined,
    }
  },
}

it('the rows of a case follow each other, and no case remembers another', async () => {
  const twice = ['one', 'other'].map((name) => ({
    name,
    source: 'iso9906',
    everyMs: 1_000,
    rows: [10, 20, 30].map((flow, i) => ({
      inputs: { flow, head: 1, power: 1 },
      outputs: { efficiency: { value: [10, 30, 60][i], absolute: 0 } },
    })),
  }))
  const text = pumpYaml
    .replace(/runtime:[\s\S]*/, 'stateful: true\nruntime: { kind: script, file: s.js }\n')
    .concat(`cases: ${JSON.stringify(twice)}\n`)
  const encode = (of: string): Uint8Array => new TextEncoder().encode(of)
  const model = modelOf(
    new Map([
      ['model.yaml', encode(text)],
      ['s.js', encode('')],
    ]),
  )
  expect((await runCases(model, summing)).map(({ holds }) => holds)).toEqual([true, true])
})

it('a case begins when it says', async () => {
  const times: number[][] = []
  const clock: Runtime = {
    kind: 'script',
    start: async (model, limits) => {
      const inner = await summing.start(model, limits)
      return {
        ...inner,
        run: (rows, parameters) => {
          times.push([...rows.time])
          return inner.run(rows, parameters)
        },
      }
    },
  }
  const row = { inputs: { flow: 1, head: 1, power: 1 }, outputs: { runs_well: { value: false } } }
  const told = { name: 'one', source: 'iso9906', everyMs: 500, begin: '2025-03-01T06:00:00+01:00', rows: [row, row] }
  const text = pumpYaml
    .replace(/runtime:[\s\S]*/, 'stateful: true\nruntime: { kind: script, file: s.js }\n')
    .concat(`cases: ${JSON.stringify([told])}\n`)
  const bytes = [text, ''].map((one) => new TextEncoder().encode(one))
  await runCases(
    modelOf(
      new Map([
        ['model.yaml', bytes[0]!],
        ['s.js', bytes[1]!],
      ]),
    ),
    clock,
  )
  const begin = Date.UTC(2025, 2, 1, 5) * 1_000
  expect(times).toEqual([[begin, begin + 500_000]])
})
