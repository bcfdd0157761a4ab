import { isBad, Status } from '@millrace/core'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Frame, ValueType } from './face.ts'
import { checkExpression, compileColumns, compileExpression, parseExpression, TextNumbers } from './index.ts'
import { type Told, tellOf } from './oracle.ts'

const names = new Map<string, ValueType>([
  ['p', { type: 'number', unit: 'bar' }],
  ['q', { type: 'number', unit: 'kPa' }],
  ['n', { type: 'number' }],
  ['t', { type: 'number', unit: 'Cel' }],
  ['a', { type: 'boolean' }],
  ['b', { type: 'boolean' }],
  ['s', { type: 'text' }],
])
const slots = [...names.keys()]

/** Expressions whose units hold, as texts: pressures, plain numbers, temperatures and conditions. */
const { pressure, plain, temperature, condition } = fc.letrec<
  Record<'pressure' | 'plain' | 'temperature' | 'condition' | 'text', string>
>((tie) => {
  const figure = fc.constantFrom('0', '1', '2.5', '1e200', '1e-200', '3')
  const join = (...parts: (string | fc.Arbitrary<string>)[]): fc.Arbitrary<string> =>
    fc.tuple(...parts.map((part) => (typeof part === 'string' ? fc.constant(part) : part))).map((all) => all.join(''))
  const depth = { maxDepth: 4, depthIdentifier: fc.createDepthIdentifier() } as const
  const sort = <Name extends 'pressure' | 'plain' | 'temperature' | 'text'>(name: Name): fc.Arbitrary<string>[] => [
    join('if(', tie('condition'), ', ', tie(name), ', ', tie(name), ')'),
    join('fallback(', tie(name), ', ', tie(name), ')'),
  ]
  const sign = fc.constantFrom(' < ', ' <= ', ' > ', ' >= ', ' == ', ' != ')
  return {
    pressure: fc.oneof(
      depth,
      fc.constantFrom('p', 'q'),
      join(figure, '[bar]'),
      join('(', tie('pressure'), fc.constantFrom(' + ', ' - '), tie('pressure'), ')'),
      join('(', tie('pressure'), fc.constantFrom(' * ', ' / '), tie('plain'), ')'),
      join('-(', tie('pressure'), ')'),
      join(fc.constantFrom('max(', 'mean('), tie('pressure'), ', ', tie('pressure'), ', ', tie('pressure'), ')'),
      join('clamp(', tie('pressure'), ', ', tie('pressure'), ', ', tie('pressure'), ')'),
      ...sort('pressure'),
    ),
    plain: fc.oneof(
      depth,
      fc.constant('n'),
      figure,
      join('(', tie('pressure'), ' / ', tie('pressure'), ')'),
      join('(', tie('plain'), ' ^ ', tie('plain'), ')'),
      join(fc.constantFrom('ln(', 'sqrt(', 'exp(', 'abs(', 'floor('), tie('plain'), ')'),
      join('((', tie('temperature'), ' - ', tie('temperature'), ') / 1[K])'),
      join('mod(', tie('plain'), ', ', tie('plain'), ')'),
      ...sort('plain'),
    ),
    temperature: fc.oneof(
      depth,
      fc.constant('t'),
      join(figure, '[[degF]]'),
      join('(', tie('temperature'), ' + 1[K] * ', tie('plain'), ')'),
      ...sort('temperature'),
    ),
    text: fc.oneof(depth, fc.constant('s'), fc.constantFrom('"A"', '"B"'), ...sort('text')),
    condition: fc.oneof(
      depth,
      fc.constantFrom('a', 'b', 'true', 'false'),
      join('(', tie('condition'), fc.constantFrom(' and ', ' or ', ' == ', ' != '), tie('condition'), ')'),
      join('(not ', tie('condition'), ')'),
      join('(', tie('pressure'), sign, tie('pressure'), ')'),
      join('(', tie('temperature'), sign, tie('temperature'), ')'),
      join('(', tie('text'), fc.constantFrom(' == ', ' != '), tie('text'), ')'),
      join('in(', tie('text'), ', ', tie('text'), ', ', tie('text'), ')'),
      join('in(', tie('plain'), ', ', tie('plain'), ', ', tie('plain'), ', ', tie('plain'), ')'),
      join(fc.constantFrom('isgood(', 'isbad('), fc.oneof(tie('plain'), tie('condition')), ')'),
    ),
  }
})

const status = fc.oneof(
  { weight: 6, arbitrary: fc.constant(Status.Good) },
  fc.constantFrom(
    Status.GoodLocalOverride,
    Status.UncertainLastUsableValue,
    Status.UncertainSubNormal,
    Status.BadCommunicationError,
    Status.BadSensorFailure,
    Status.BadWaitingForInitialData,
  ),
)
const value = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(0, 1, 2, 2.5, -1, 20, 101.3) },
  fc.double(),
  fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, 1e308, -0),
)
const row = fc.tuple(
  ...slots.map((name) => fc.tuple(names.get(name)!.type === 'number' ? value : fc.constantFrom(0, 1), status)),
)

test('frames and columns give what the plain way of computing gives, value and quality', () => {
  let bad = 0
  let known = 0
  fc.assert(
    fc.property(
      fc.oneof(pressure, plain, temperature, condition),
      fc.array(row, { minLength: 1, maxLength: 8 }),
      (text, rows) => {
        const texts = new TextNumbers()
        texts.numberOf('A')
        texts.numberOf('B')
        const checked = checkExpression(parseExpression(text), names)
        const kernel = compileExpression(checked, (name) => slots.indexOf(name), texts)
        const columns = slots.map(
          (_, slot): Frame => ({
            value: Float64Array.from(rows, (one) => one[slot]![0]),
            status: Uint32Array.from(rows, (one) => one[slot]![1]),
          }),
        )
        const into: Frame = { value: new Float64Array(rows.length), status: new Uint32Array(rows.length) }
        compileColumns(checked, (name) => slots.indexOf(name), texts).evaluate(columns, rows.length, into)
        for (const [at, one] of rows.entries()) {
          const inputs = new Map<string, Told>(
            slots.map((name, slot) => [name, { value: one[slot]![0], status: one[slot]![1] }]),
          )
          const told = tellOf(checked.root, inputs, (part) => texts.numberOf(part))
          const frame = {
            value: Float64Array.from(one, ([first]) => first),
            status: Uint32Array.from(one, ([, second]) => second),
          }
          const ofFrame = kernel.evaluate(frame)
          expect([ofFrame + 0, kernel.status], text).toEqual([told.value + 0, told.status])
          expect([into.value[at]! + 0, into.status[at]], text).toEqual([told.value + 0, told.status])
          expect(Number.isNaN(ofFrame)).toBe(isBad(kernel.status))
          expect(Math.abs(ofFrame)).not.toBe(Number.POSITIVE_INFINITY)
          if (isBad(told.status)) bad++
          else known++
        }
      },
    ),
    { numRuns: 3_000 },
  )
  // The property would hold of nothing but bad values, too.
  expect(known).toBeGreaterThan(bad / 4)
  expect(bad).toBeGreaterThan(known / 20)
})

test('columns longer than a block are computed to the end, and columns may be longer than what is asked for', () => {
  const rows = 5_000
  const checked = checkExpression(parseExpression('if(n > 100, p, 7[bar]) / n'), names)
  const columns = slots.map(
    (_, slot): Frame => ({
      value: Float64Array.from({ length: rows + 10 }, (__, at) => (slot === 2 ? at : 1)),
      status: Uint32Array.from({ length: rows + 10 }, (__, at) =>
        slot === 0 && at % 7 === 0 ? Status.BadSensorFailure : 0,
      ),
    }),
  )
  const into: Frame = { value: new Float64Array(rows), status: new Uint32Array(rows) }
  compileColumns(checked, (name) => slots.indexOf(name), new TextNumbers()).evaluate(columns, rows, into)
  for (let at = 0; at < rows; at++) {
    const failed = at > 100 && at % 7 === 0
    expect(into.status[at]).toBe(at === 0 ? Status.BadOutOfRange : failed ? Status.BadSensorFailure : Status.Good)
    if (at > 0) expect(into.value[at]).toBe(failed ? Number.NaN : (at > 100 ? 1 : 7) / at)
  }
})
