import { Status } from '@millrace/core'
import { describe, expect, test } from 'vitest'
import {
  checkExpression,
  compileColumns,
  compileExpression,
  defineFunctions,
  type FunctionRow,
  parseExpression,
  TextNumbers,
} from './index.ts'

const says = { en: 'For a test.', zh: '用于测试。' }
let seen: number[][] = []

defineFunctions({
  test_density: {
    parameters: [
      { name: 'p', unit: 'Pa' },
      { name: 't', unit: 'K' },
    ],
    result: { unit: 'kg/m3' },
    kernel: (p, t) => {
      seen.push([p, t])
      return p / (287.05 * t)
    },
    says,
  },
  test_six: {
    parameters: ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => ({ name })),
    result: 'same',
    kernel: (a, b, c, d, e, f) => a + 10 * b + 100 * c + 1_000 * d + 10_000 * e + 100_000 * f,
    says,
  },
  test_share: {
    parameters: [{ name: 'part' }, { name: 'whole' }, { name: 'exponent', unit: '1' }],
    result: { unit: '%' },
    kernel: (part, whole, exponent) => 100 * (part / whole) ** exponent,
    says,
  },
})

const names = new Map([
  ['p', { type: 'number', unit: 'bar' }],
  ['t', { type: 'number', unit: 'Cel' }],
] as const)

function run(text: string, p: number, t: number, status: number = Status.Good): [number, number] {
  const checked = checkExpression(parseExpression(text), names)
  const slot = (name: string): number => (name === 'p' ? 0 : 1)
  const kernel = compileExpression(checked, slot, new TextNumbers())
  const value = kernel.evaluate({ value: Float64Array.of(p, t), status: Uint32Array.of(status, 0) })
  const into = { value: new Float64Array(1), status: new Uint32Array(1) }
  const inputs = [
    { value: Float64Array.of(p), status: Uint32Array.of(status) },
    { value: Float64Array.of(t), status: Uint32Array.of(0) },
  ]
  compileColumns(checked, slot, new TextNumbers()).evaluate(inputs, 1, into)
  expect([into.value[0], into.status[0]]).toEqual([value, kernel.status])
  return [value, kernel.status]
}

describe('a function that another package defines', () => {
  test('gets its arguments in the units that it names, and its result has its unit', () => {
    const [value, status] = run('test_density(p, t) * 2[m3]', 1, 26.85)
    expect(value).toBeCloseTo((2 * 100_000) / (287.05 * 300), 12)
    expect(status).toBe(Status.Good)
    expect(checkExpression(parseExpression('test_density(p, t) * 2[m3]'), names).type.unit).toBe('kg')
  })

  test('is not asked for what is bad', () => {
    seen = []
    expect(run('test_density(p, t)', Number.NaN, 20, Status.BadNoData)).toEqual([Number.NaN, Status.BadNoData])
    expect(seen).toEqual([])
  })

  test('may say that it has no result', () => {
    expect(run('test_density(p, t)', 1, -273.15)).toEqual([Number.NaN, Status.BadOutOfRange])
  })

  test('gets six arguments in their order', () => {
    expect(run('test_six(1, 2, 3, 4, 5, 6)', 0, 0)[0]).toBe(654_321)
    expect(run('test_six(p, 2[bar], 300[kPa], 4[bar], 5[bar], 6[bar])', 1, 0)[0]).toBeCloseTo(654_321, 6)
  })

  test('may mix parameters with and without a unit', () => {
    expect(run('test_share(200[kPa], p, 2)', 4, 0)[0]).toBeCloseTo(25, 12)
  })

  test('is refused what does not fit', () => {
    expect(() => run('test_density(t, p)', 1, 1)).toThrow('Expected a unit that converts to Pa, saw t, a number in Cel')
    expect(() => run('test_density(p)', 1, 1)).toThrow('Expected 2 arguments of test_density, saw 1')
  })
})

describe('a definition is refused that', () => {
  const row: FunctionRow = { parameters: [{ name: 'x' }], result: 'same', kernel: (x) => x, says }
  test.each([
    ['takes a name of the language', { abs: row }, 'Expected a name that is free of the function abs'],
    ['takes the name of a form', { fallback: row }, 'Expected a name that is free of the function fallback'],
    ['takes the name of an aggregate', { avg: row }, 'Expected a name that is free of the function avg'],
    ['has a name that the grammar does not read', { 'x.y': row }, 'Expected a name of small letters, digits and _'],
    [
      'has seven parameters',
      { test_a: { ...row, parameters: Array.from('abcdefg', (name) => ({ name })) } },
      'at most 6 parameters',
    ],
    [
      'repeats nothing',
      { test_b: { ...row, parameters: [], result: { unit: '1' }, repeats: true } },
      'a parameter that repeats',
    ],
    [
      'gives a unit of no parameter',
      { test_c: { ...row, parameters: [{ name: 'x', unit: 'K' }] } },
      'a unit of the result',
    ],
    [
      'names a parameter in no unit of UCUM',
      { test_d: { ...row, parameters: [{ name: 'x', unit: 'kWh' }], result: { unit: '1' } } },
      'Expected a UCUM unit',
    ],
    ['gives a result in no unit of UCUM', { test_e: { ...row, result: { unit: 'kWh' } } }, 'Expected a UCUM unit'],
  ] as const)('%s', (_, rows, message) => {
    expect(() => defineFunctions(rows)).toThrow(message)
  })
})
