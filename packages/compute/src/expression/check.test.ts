import { Fault, isBad, Status } from '@millrace/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ValueType } from './face.ts'
import { checkExpression, compileExpression, newFrame, parseExpression, TextNumbers } from './index.ts'

const number = (unit: string): ValueType => ({ type: 'number', unit })
const names = new Map<string, ValueType>([
  ['p', number('bar')],
  ['p2', number('kPa')],
  ['t', number('Cel')],
  ['t2', number('[degF]')],
  ['tk', number('K')],
  ['power', number('kW')],
  ['energy', number('kW.h')],
  ['mass', number('t')],
  ['share', number('%')],
  ['ph', number('[pH]')],
  ['noise', number('dB[SPL]')],
  ['angle', number('deg')],
  ['dose', number('[iU]')],
  ['n', { type: 'number' }],
  ['run', { type: 'boolean' }],
  ['state', { type: 'text' }],
])

const typeOf = (text: string, wanted?: ValueType): ValueType =>
  checkExpression(parseExpression(text), names, wanted).type

/** The value for inputs by name, in the wanted unit. */
function figureOf(text: string, inputs: Readonly<Record<string, number>>, wanted?: string): number {
  const slots = Object.keys(inputs)
  const checked = checkExpression(parseExpression(text), names, wanted === undefined ? undefined : number(wanted))
  const kernel = compileExpression(checked, (name) => slots.indexOf(name), new TextNumbers())
  const frame = newFrame(slots.length)
  frame.value.set(Object.values(inputs))
  frame.status.fill(0)
  return kernel.evaluate(frame)
}

function faultOf(text: string, wanted?: ValueType): Fault {
  try {
    typeOf(text, wanted)
  } catch (thrown) {
    if (thrown instanceof Fault) return thrown
    throw thrown
  }
  throw new Error(`${text} was taken`)
}

describe('the type and unit of an expression follow from its parts:', () => {
  test.each([
    ['p + p2', 'bar'],
    ['p2 + p', 'kPa'],
    ['energy / mass', 'kW.h/t'],
    ['energy / power', 'h'],
    ['power / power', undefined],
    ['1 / power', '/kW'],
    ['power ^ 2', 'kW2'],
    ['mass ^ -1', '/t'],
    ['(power * power) ^ 0.5', 'kW'],
    ['sqrt(power * power)', 'kW'],
    ['sqrt(2 * p / 1000[kg/m3])', 'm/s'],
    ['n ^ 0.3', undefined],
    ['share ^ 0.3', undefined],
    ['n ^ n', undefined],
    ['t - t2', 'K'],
    ['t + 5[K]', 'Cel'],
    ['5[K] + t', 'Cel'],
    ['t - tk', 'Cel'],
    ['tk - t', 'K'],
    ['t * 2', 'K'],
    ['2 * t2 / n', 'K'],
    ['noise * 1', 'Pa'],
    ['max(t, t2)', 'Cel'],
    ['mean(t, tk)', 'Cel'],
    ['abs(t - t2)', 'K'],
    ['round(t)', 'Cel'],
    ['if(run, p2, p)', 'kPa'],
    ['fallback(t, 20[Cel])', 'Cel'],
    ['sin(angle)', undefined],
    ['atan2(p, p2)', 'rad'],
    ['-power', 'kW'],
    ['dose / mass', '[iU]/t'],
    ['power * 3.6[MJ/(kW.h)] / mass', 'kW.MJ/kW/h/t'],
  ])('%s', (text, unit) => {
    const seen = typeOf(text)
    if (text.includes('MJ')) expect(seen.unit).toBe('MJ/h/t')
    else expect(seen).toEqual(unit === undefined ? { type: 'number' } : { type: 'number', unit })
  })

  test.each([
    'p > 1.5[MPa]',
    't > 80[Cel]',
    'run and state == "ACTIVE"',
    'in(state, "A", "B")',
    'isbad(p)',
    'run != false',
    'n == 1',
  ])('%s is a condition', (text) => {
    expect(typeOf(text)).toEqual({ type: 'boolean' })
  })

  test('a text stays a text', () => {
    expect(typeOf('if(run, state, "OFF")')).toEqual({ type: 'text' })
  })
})

describe('values are converted where units differ:', () => {
  test.each([
    ['p + p2', { p: 1, p2: 50 }, undefined, 1.5],
    ['p2 > p', { p: 1, p2: 101 }, undefined, 1],
    ['energy / mass', { energy: 360, mass: 2 }, 'MJ/kg', 0.648],
    ['share * power', { share: 25, power: 40 }, 'kW', 10],
    ['1 - share', { share: 25 }, undefined, 0.75],
    ['1 - share', { share: 25 }, '%', 75],
    ['exp(share)', { share: 100 }, undefined, Math.E],
    ['sin(angle)', { angle: 90 }, undefined, 1],
    ['sqrt(2 * p / 1000[kg/m3])', { p: 0.02 }, 'm/s', 2],
    ['2[m] ^ 3', {}, 'L', 8_000],
    ['200[N.m] * 1500[/min] * 2 * pi()', {}, 'kW', Math.PI * 10],
    ['if(run, p2, p)', { run: 0, p2: 1, p: 2 }, undefined, 200],
    ['max(p, p2)', { p: 1, p2: 300 }, undefined, 3],
    ['noise * 1', { noise: 94 }, 'Pa', 2e-5 * 10 ** 4.7],
  ] as const)('%s of %j in %s is %d', (text, inputs, wanted, expected) => {
    expect(figureOf(text, inputs, wanted)).toBeCloseTo(expected, 9)
  })
})

describe('a temperature', () => {
  test.each([
    ['less another is a difference in K', 't - t2', { t: 80, t2: 77 }, undefined, 55],
    ['in [degF] less another too', 't2 - 32[[degF]]', { t2: 212 }, undefined, 100],
    ['and a difference in K is a temperature of its scale', 't + 5[K]', { t: 80 }, undefined, 85],
    ['in [degF] steps by 1.8 a kelvin', 't2 + 10[K]', { t2: 32 }, undefined, 50],
    ['less a difference stays one', 't - 5[K]', { t: 80 }, undefined, 75],
    ['from K, both stand above the true zero', 'tk - t', { tk: 373.15, t: 0 }, undefined, 100],
    ['in a product is absolute', '1[bar] / (287[J/(kg.K)] * t)', { t: 26.85 }, 'kg/m3', 100_000 / 287 / 300],
    ['has a mean on its own scale', 'mean(t, t2)', { t: 20, t2: 86 }, undefined, 25],
    ['is compared across scales', 't > t2', { t: 30, t2: 85 }, undefined, 1],
    ['difference gives heat', '4.19[kJ/(kg.K)] * 2[kg/s] * (t - 25[Cel])', { t: 80 }, 'kW', 460.9],
    ['below zero is a figure, no negative of one', '-5[Cel] - t', { t: -10 }, undefined, 5],
    ['in K is told in Cel', 'tk', { tk: 300 }, 'Cel', 26.85],
    ['difference is told in degrees of another size', '(t - 0[Cel]) / 1[[degR]]', { t: 5 }, '1', 9],
  ] as const)('%s: %s', (_, text, inputs, wanted, expected) => {
    expect(figureOf(text, inputs, wanted)).toBeCloseTo(expected, 9)
  })

  test.each([
    ['t + t2', 'Write the difference in K, as in t + 5[K]; the mean of two temperatures is mean(a, b).'],
    ['t - t2 > 5[Cel]', 'A difference of temperatures is told in K, not in Cel: 5[K].'],
    ['5[Cel] < abs(t - t2)', 'A difference of temperatures is told in K, not in Cel: 5[K].'],
    ['2 * (t - t2) > 5[[degF]]', 'A difference of temperatures is told in K, not in [degF]: 5[K].'],
    ['t - t2 + 2[K] > 5[Cel]', 'A difference of temperatures is told in K, not in Cel: 5[K].'],
    ['2[K] + (t - t2) > 5[Cel]', 'A difference of temperatures is told in K, not in Cel: 5[K].'],
    ['tk - t > 5[Cel]', 'A difference of temperatures is told in K, not in Cel: 5[K].'],
    ['t - t2 - t', 'A difference of temperatures is told in K, not in Cel: 5[K].'],
    ['max(t, t2 - t)', 'A difference of temperatures is told in K, not in Cel: 5[K].'],
    ['if(run, t, t - t2)', 'A difference of temperatures is told in K, not in Cel: 5[K].'],
    ['-t', 'Take a difference: x - 0[Cel] is in K.'],
    ['abs(t)', 'Take a difference: x - 0[Cel] is in K.'],
    ['sqrt(t)', 'Take a difference: x - 0[Cel] is in K.'],
    ['ph - 7[[pH]]', 'Compare with < or >, or multiply by 1 to take it in mol/L.'],
  ])('is not mixed up with a difference: %s', (text, remedy) => {
    expect(faultOf(text)).toMatchObject({ code: 'expression.unit_mismatch', remedy })
  })

  test('difference is not told as a temperature', () => {
    expect(faultOf('t - t2', number('Cel')).remedy).toContain('told in K')
  })

  test('keeps its differences on every scale', () => {
    const scale = fc.constantFrom('Cel', '[degF]', '[degRe]', 'mCel')
    const degrees = fc.double({ min: -200, max: 2_000, noNaN: true })
    fc.assert(
      fc.property(scale, scale, degrees, degrees, (one, other, a, b) => {
        const own = new Map([
          ['a', number(one)],
          ['b', number(other)],
        ])
        const run = (text: string): number => {
          const kernel = compileExpression(
            checkExpression(parseExpression(text), own),
            (name) => (name === 'a' ? 0 : 1),
            new TextNumbers(),
          )
          return kernel.evaluate({ value: Float64Array.of(a, b), status: new Uint32Array(2) })
        }
        // a + (b - a) is b, told on the scale of a.
        expect(run('a + (b - a) - b')).toBeCloseTo(0, 6)
        expect(run('a - b')).toBeCloseTo(run('a * 1 - b * 1'), 6)
      }),
    )
  })
})

describe('what does not fit is refused, with what was expected and seen:', () => {
  test.each([
    [
      'p > 80',
      'unit_mismatch',
      'Expected a unit that converts to bar, saw a number without a unit',
      'Write the unit with the figure, as in 5[bar].',
    ],
    [
      'p + t',
      'unit_mismatch',
      'Expected a unit that converts to bar, saw t, a number in Cel',
      'Choose a unit of the same dimension.',
    ],
    [
      'exp(p)',
      'unit_mismatch',
      'Expected a number without a unit, saw p, a number in bar',
      'Divide by a unit to get a plain number, as in x / 1[bar].',
    ],
    [
      'sqrt(energy)',
      'unit_mismatch',
      'Expected a unit that has a square root, saw kW.h',
      'Divide by a unit before, as in sqrt(x / 1[kW.h]).',
    ],
    [
      'energy ^ 0.5',
      'unit_mismatch',
      'Expected an exponent that leaves whole exponents in kW.h, saw 0.5',
      '(x / 1[kW.h]) ^ n',
    ],
    ['energy ^ n', 'unit_mismatch', 'saw one that is not known before', '(x / 1[kW.h]) ^ n'],
    ['dose + 1', 'unit_mismatch', 'Expected a unit that converts to [iU]', 'Write the unit with the figure'],
    ['1[kWh]', 'unit_mismatch', 'Expected a UCUM unit, saw [kWh]', 'Use a UCUM code'],
    ['1[W/Cel]', 'unit_mismatch', 'Expected a special unit to stand alone, saw [W/Cel]', 'use K in place of Cel'],
    ['pressure + 1', 'name_unknown', 'Expected a known name, saw pressure in line 1, column 1', 'p, p2, t'],
    ['foo(p)', 'function_unknown', 'Expected a function, saw foo()', 'if, in, isgood'],
    ['max()', 'arguments', 'Expected at least 1 argument of max, saw 0', ''],
    ['abs(p, p)', 'arguments', 'Expected 1 argument of abs, saw 2', ''],
    ['if(run, p)', 'arguments', 'Expected 3 arguments of if, saw 2', ''],
    ['in(p)', 'arguments', 'Expected at least 2 arguments of in, saw 1', ''],
    ['run + 1', 'type_mismatch', 'Expected a number, saw a condition', ''],
    ['not p', 'type_mismatch', 'Expected a condition, saw a number in bar', ''],
    ['p and run', 'type_mismatch', 'Expected a condition, saw a number in bar', ''],
    ['state == 1', 'type_mismatch', 'Expected a text, saw a number without a unit', ''],
    ['state < "B"', 'type_mismatch', 'Expected a number (texts and conditions compare with == and !=), saw a text', ''],
    ['if(run, p, state)', 'type_mismatch', 'Expected a number in bar, saw a text', ''],
    ['in(state, "A", 1)', 'type_mismatch', 'Expected a text, saw a number without a unit', ''],
    ['abs(run)', 'type_mismatch', 'Expected a number, saw a condition', ''],
    ['avg(p)', 'aggregate_place', 'Expected no avg() here', 'only the formula of a KPI has one'],
  ])('%s', (text, code, message, remedy) => {
    const fault = faultOf(text)
    expect(fault.code).toBe(`expression.${code}`)
    expect(fault.message).toContain(message)
    expect(fault.remedy).toContain(remedy)
  })

  test('at its place in the text', () => {
    expect(faultOf('run and\n  p > 80').message).toBe(
      'Expected a unit that converts to bar, saw a number without a unit in line 2, column 7:\n    p > 80\n        ^',
    )
  })

  test('also as a whole', () => {
    expect(faultOf('p', { type: 'boolean' }).message).toContain('Expected a condition, saw a number in bar')
    expect(faultOf('p', { type: 'number' }).message).toContain(
      'Expected a number without a unit, saw p, a number in bar',
    )
    expect(faultOf('p', number('kW')).message).toContain('Expected a unit that converts to kW')
  })

  test('a name whose own unit is none is told by its name', () => {
    const wrong = new Map([['x', number('kWh')]])
    expect(() => checkExpression(parseExpression('x'), wrong)).toThrow('Expected a UCUM unit, saw [kWh]')
  })
})

test('whatever is read is typed, or refused by a fault of the language, and runs to a number or a bad status', () => {
  const leaf = fc.constantFrom(...names.keys(), '2', '0.5', '3[bar]', '20[Cel]', '7[[pH]]', '1e300[kW]', '"A"', 'true')
  const { node } = fc.letrec<{ node: string }>((tie) => ({
    node: fc.oneof(
      { maxDepth: 4, depthIdentifier: fc.createDepthIdentifier() },
      leaf,
      fc
        .tuple(tie('node'), fc.constantFrom('+', '-', '*', '/', '^', '<', '==', 'and', 'or'), tie('node'))
        .map(([left, operator, right]) => `(${left} ${operator} ${right})`),
      fc.tuple(fc.constantFrom('-', 'not '), tie('node')).map(([sign, part]) => `(${sign}${part})`),
      fc
        .tuple(
          fc.constantFrom('if', 'in', 'fallback', 'max', 'sqrt', 'abs', 'exp', 'isbad', 'atan2', 'clamp', 'avg'),
          fc.array(tie('node'), { minLength: 1, maxLength: 3 }),
        )
        .map(([name, parts]) => `${name}(${parts.join(', ')})`),
    ),
  }))
  let typed = 0
  const slots = [...names.keys()]
  const frame = newFrame(slots.length)
  frame.value.fill(1)
  frame.status.fill(Status.Good)
  fc.assert(
    fc.property(node, (text) => {
      const expression = parseExpression(text)
      try {
        const kernel = compileExpression(
          checkExpression(expression, names),
          (name) => slots.indexOf(name),
          new TextNumbers(),
        )
        const value = kernel.evaluate(frame)
        expect(Number.isFinite(value)).toBe(!isBad(kernel.status))
        typed++
      } catch (thrown) {
        if (!(thrown instanceof Fault)) throw thrown
        expect(thrown.code).toMatch(/^expression\./)
        expect(thrown.message).toContain('^')
        expect(thrown.message + thrown.remedy).not.toMatch(/\{\w+\}/)
      }
    }),
    { numRuns: 3_000 },
  )
  expect(typed).toBeGreaterThan(300)
})
