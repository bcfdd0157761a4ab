import { Fault, Status } from '@millrace/core'
import { describe, expect, test } from 'vitest'
import type { ValueType } from './face.ts'
import {
  type CheckedFormula,
  checkFormula,
  compileExpression,
  namesOf,
  newFrame,
  parseExpression,
  printExpression,
  splitAggregates,
  TextNumbers,
} from './index.ts'

const number = (unit: string): ValueType => ({ type: 'number', unit })
const points = new Map<string, ValueType>([
  ['power', number('kW')],
  ['meter', number('kW.h')],
  ['steam', number('t/h')],
  ['t', number('Cel')],
  ['f', number('[degF]')],
  ['ph', number('[pH]')],
  ['noise', number('dB[SPL]')],
  ['n', { type: 'number' }],
  ['run', { type: 'boolean' }],
  ['state', { type: 'text' }],
  ['avg(power)', number('bar')],
])
const parameters = new Map<string, ValueType>([['rated', number('MW')]])

const formulaOf = (text: string, wanted?: ValueType): CheckedFormula =>
  checkFormula(splitAggregates(parseExpression(text)), { points, parameters }, wanted)

function faultOf(text: string): Fault {
  try {
    formulaOf(text)
  } catch (thrown) {
    if (thrown instanceof Fault) return thrown
    throw thrown
  }
  throw new Error(`${text} was taken`)
}

/** What the outer expression gives for values of its aggregates by name. */
function outerOf(formula: CheckedFormula, values: Readonly<Record<string, number>>): number {
  const slots = Object.keys(values)
  const kernel = compileExpression(formula.outer, (name) => slots.indexOf(name), new TextNumbers())
  const frame = newFrame(slots.length)
  frame.value.set(Object.values(values))
  frame.status.fill(Status.Good)
  return kernel.evaluate(frame)
}

test('a formula is parted into its aggregates and what is computed of them', () => {
  const { outer, aggregates } = splitAggregates(
    parseExpression('delta(meter) / (delta(meter) + avg(power - 2[kW]) * window()) - rated'),
  )
  expect(printExpression(outer)).toBe('`delta(meter)` / (`delta(meter)` + `avg(power - 2[kW])` * `window()`) - rated')
  expect(aggregates.map(({ name, aggregate, at }) => [name, aggregate, at])).toEqual([
    ['delta(meter)', 'delta', 0],
    ['avg(power - 2[kW])', 'avg', 31],
    ['window()', 'window', 52],
  ])
  expect(aggregates.map(({ inner }) => inner && namesOf(inner))).toEqual([['meter'], ['power'], undefined])
})

test('no aggregate takes the name of a point', () => {
  const { outer, aggregates } = splitAggregates(parseExpression('avg(power) + `avg(power)`'))
  expect(aggregates[0]?.name).toBe("avg(power)'")
  expect(namesOf(outer)).toEqual(["avg(power)'", 'avg(power)'])
})

describe('the unit of an aggregate follows from what stands inside:', () => {
  test.each([
    ['delta(meter)', number('kW.h')],
    ['delta(t)', number('K')],
    ['delta(f)', number('K')],
    ['avg(power)', number('kW')],
    ['avg(t)', number('Cel')],
    ['integral(power)', number('kW.s')],
    ['integral(steam)', number('t.s/h')],
    ['integral(n)', number('s')],
    ['integral(t)', number('K.s')],
    ['duration(power > 5[kW])', number('s')],
    ['count(run)', { type: 'number' }],
    ['sum(n)', { type: 'number' }],
    ['min_of(t)', number('Cel')],
    ['max_of(power / rated)', number('kW/MW')],
    ['first(state)', { type: 'text' }],
    ['last(run)', { type: 'boolean' }],
    ['last(meter)', number('kW.h')],
    ['window()', number('s')],
  ] as const)('%s', (text, type) => {
    expect(formulaOf(text).aggregates[0]?.type).toEqual(type)
    expect(formulaOf(text).outer.type).toEqual(type)
  })

  test('what it looks at is in the unit that it wants', () => {
    expect(formulaOf('integral(t)').aggregates[0]?.checked?.type).toEqual(number('K'))
    expect(formulaOf('delta(f)').aggregates[0]?.checked?.type).toEqual(number('K'))
    expect(formulaOf('avg(f)').aggregates[0]?.checked?.type).toEqual(number('[degF]'))
  })

  test('and the outer expression converts', () => {
    const specific = formulaOf('delta(meter) / integral(steam)', number('kW.h/t'))
    // 200 t/h for an hour, in t.s/h.
    expect(outerOf(specific, { 'delta(meter)': 5_000, 'integral(steam)': 200 * 3_600 })).toBeCloseTo(25, 12)
    const load = formulaOf('avg(power) / rated', number('%'))
    expect(outerOf(load, { 'avg(power)': 600, rated: 2 })).toBeCloseTo(30, 12)
    const availability = formulaOf(
      'duration(state == "ACTIVE") / (window() - duration(state == "PLANNED"))',
      number('%'),
    )
    expect(
      outerOf(availability, {
        'duration(state == "ACTIVE")': 6 * 3_600,
        'window()': 8 * 3_600,
        'duration(state == "PLANNED")': 1_800,
      }),
    ).toBeCloseTo(80, 12)
  })
})

describe('a formula is refused, with its place in the text,', () => {
  test.each([
    ['power + 1[kW]', 'aggregate_missing', 'Expected a point inside an aggregate, saw power alone in line 1, column 1'],
    ['avg(power) * t', 'aggregate_missing', 'saw t alone in line 1, column 14'],
    ['avg(delta(meter))', 'aggregate_place', 'Expected no delta() here, in line 1, column 5'],
    ['avg(max(window(), 1[s]))', 'aggregate_place', 'Expected no window() here'],
    ['avg()', 'arguments', 'Expected 1 argument of avg, saw 0'],
    ['window(n)', 'arguments', 'Expected 0 arguments of window, saw 1'],
    ['avg(run)', 'type_mismatch', 'Expected a number in avg(), saw a condition in line 1, column 5'],
    [
      '1 + duration(power)',
      'type_mismatch',
      'Expected a condition in duration(), saw a number in kW in line 1, column 14',
    ],
    ['delta(ph)', 'unit_mismatch', 'Expected a unit whose steps are alike, saw a number in [pH]'],
    ['sum(t)', 'unit_mismatch', 'Expected a value that counts from a true zero in sum(), saw a number in Cel'],
    ['delta(t) > 5[Cel]', 'unit_mismatch', 'a difference of temperatures'],
    ['avg(pressure)', 'name_unknown', 'Expected a known name, saw pressure in line 1, column 5'],
    ['nothing + avg(power)', 'name_unknown', 'Expected a known name, saw nothing'],
    [
      'avg(power) + delta(meter)',
      'unit_mismatch',
      'Expected a unit that converts to kW, saw `delta(meter)`, a number in kW.h in line 1, column 14',
    ],
  ])('%s', (text, code, message) => {
    const fault = faultOf(text)
    expect(fault.code).toBe(`expression.${code}`)
    expect(fault.message).toContain(message)
  })
})
