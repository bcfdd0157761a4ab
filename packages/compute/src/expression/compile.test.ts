import { Status } from '@millrace/core'
import { describe, expect, test } from 'vitest'
import type { Frame, Kernel, ValueType } from './face.ts'
import { checkExpression, compileColumns, compileExpression, newFrame, parseExpression, TextNumbers } from './index.ts'

/** What an input stands for, its value and its status. */
type Input = readonly [type: ValueType, value: number | string, status?: number]

const number = (value: number, unit?: string, status?: number): Input =>
  [unit === undefined ? { type: 'number' } : { type: 'number', unit }, value, status ?? Status.Good] as const
const state = (value: boolean, status = Status.Good as number): Input => [{ type: 'boolean' }, value ? 1 : 0, status]
const text = (value: string): Input => [{ type: 'text' }, value]

interface Run {
  readonly kernel: Kernel
  readonly value: number
  readonly status: number
}

function run(source: string, inputs: Readonly<Record<string, Input>> = {}, wanted?: ValueType): Run {
  const names = Object.keys(inputs)
  const texts = new TextNumbers()
  const types = new Map(Object.entries(inputs).map(([name, [type]]) => [name, type]))
  const kernel = compileExpression(
    checkExpression(parseExpression(source), types, wanted),
    (name) => names.indexOf(name),
    texts,
  )
  const frame: Frame = { value: new Float64Array(names.length), status: new Uint32Array(names.length) }
  Object.values(inputs).forEach(([, value, status = Status.Good], slot) => {
    frame.value[slot] = typeof value === 'string' ? texts.numberOf(value) : value
    frame.status[slot] = status
  })
  return { kernel, value: kernel.evaluate(frame), status: kernel.status }
}

const none = Number.NaN

describe('figures are computed as everybody computes them:', () => {
  test.each([
    ['1 + 2 * 3', 7],
    ['(1 + 2) * 3', 9],
    ['10 - 4 - 3', 3],
    ['2 ^ 3 ^ 2', 512],
    ['-2 ^ 2', -4],
    ['(-2) ^ 2', 4],
    ['2 ^ -1', 0.5],
    ['--3', 3],
    ['12 / 3 / 2', 2],
    ['1.5e3 + .5', 1500.5],
    ['sqrt(2 * 8)', 4],
    ['if(1 < 2, 5, 6)', 5],
    ['max(1, 7, 3) - min(4, 2)', 5],
    ['mod(-1, 3)', 2],
    ['round(-2.5)', -3],
    ['clamp(12, 0, 10)', 10],
    ['mean(1, 2, 6)', 3],
  ])('%s is %d', (source, value) => {
    expect(run(source)).toMatchObject({ value, status: Status.Good })
  })
})

describe('the functions of the table give their values:', () => {
  test.each([
    ['abs(-3)', 3],
    ['sign(-3)', -1],
    ['min(4, 2, 3)', 2],
    ['clamp(-1, 0, 10)', 0],
    ['floor(-2.5)', -3],
    ['ceil(2.1)', 3],
    ['round(2.5)', 3],
    ['mod(7, 3)', 1],
    ['mod(1, -3)', -2],
    ['exp(1)', Math.E],
    ['ln(exp(2))', 2],
    ['log10(1000)', 3],
    ['sin(90[deg])', 1],
    ['cos(180[deg])', -1],
    ['tan(45[deg])', 1],
    ['atan2(1, -1) / 1[deg]', 135],
    ['pi()', Math.PI],
  ])('%s is %d', (source, value) => {
    const wanted = source.includes('atan2') ? ({ type: 'number' } as const) : undefined
    expect(run(source, {}, wanted).value).toBeCloseTo(value, 12)
  })
})

test('texts are equal or not, by the numbers that the table gives them', () => {
  expect(run('in(s, "IDLE", "ACTIVE")', { s: text('ACTIVE') }).value).toBe(1)
  expect(run('in(s, "IDLE", "STOPPED")', { s: text('ACTIVE') }).value).toBe(0)
  expect(run('s == "IDLE"', { s: text('ACTIVE') }).value).toBe(0)
  expect(run('s != "IDLE"', { s: text('ACTIVE') }).value).toBe(1)
  const texts = new TextNumbers()
  const checked = checkExpression(parseExpression('if(true, "RUN", "OFF")'), new Map())
  const kernel = compileExpression(checked, () => undefined, texts)
  expect(kernel.type).toBe('text')
  expect(texts.textOf(kernel.evaluate(newFrame(0)))).toBe('RUN')
})

describe('quality', () => {
  const { Good, UncertainLastUsableValue, UncertainSubNormal, BadSensorFailure, BadOutOfRange } = Status
  const lost: Input = [{ type: 'boolean' }, Number.NaN, BadSensorFailure]

  test.each([
    [
      'of a sum is the worst of its parts',
      'a + b',
      number(1, 'bar', UncertainSubNormal),
      number(2, 'bar'),
      3,
      UncertainSubNormal,
    ],
    [
      'of two that are as bad is that of the first',
      'b + a',
      number(1, 'bar', BadSensorFailure),
      number(2, 'bar', Status.BadNoData),
      none,
      Status.BadNoData,
    ],
    [
      'that is bad leaves no number',
      'a + b',
      number(1, 'bar', BadSensorFailure),
      number(2, 'bar', UncertainSubNormal),
      none,
      BadSensorFailure,
    ],
    [
      'that is good for a reason is plainly good',
      'a + b',
      number(1, 'bar', Status.GoodLocalOverride),
      number(2, 'bar'),
      3,
      Good,
    ],
    ['of what is not taken does not count', 'if(a > b, b, a)', number(1, 'bar'), number(2, 'bar'), 1, Good],
    [
      'of a fallback is that of what it fell back to',
      'fallback(a, b)',
      number(1, 'bar', BadSensorFailure),
      number(2, 'bar', UncertainLastUsableValue),
      2,
      UncertainLastUsableValue,
    ],
    [
      'that is uncertain needs no fallback',
      'fallback(a, b)',
      number(1, 'bar', UncertainSubNormal),
      number(2, 'bar', BadSensorFailure),
      1,
      UncertainSubNormal,
    ],
    [
      'is asked for, and the answer is good',
      'isbad(a) and not isgood(a)',
      number(1, 'bar', BadSensorFailure),
      number(2, 'bar'),
      1,
      Good,
    ],
    [
      'that is uncertain is neither good nor bad',
      'isbad(a) or isgood(a)',
      number(1, 'bar', UncertainSubNormal),
      number(2, 'bar'),
      0,
      Good,
    ],
    ['of a quotient by zero is out of range', 'a / b', number(1, 'bar'), number(0, 'bar'), none, BadOutOfRange],
    ['of zero by zero too', 'b / b', number(1, 'bar'), number(0, 'bar'), none, BadOutOfRange],
    ['of a result beyond all numbers too', 'a * b', number(1e200, 'bar'), number(1e200, 'bar'), none, BadOutOfRange],
    ['of a logarithm of what is below zero too', 'ln(a / b)', number(-1, 'bar'), number(1, 'bar'), none, BadOutOfRange],
    [
      'of a clamp whose limits are crossed too',
      'clamp(a, b, a)',
      number(1, 'bar'),
      number(2, 'bar'),
      none,
      BadOutOfRange,
    ],
    [
      'of an input that is no finite number too',
      'a + b',
      number(Number.POSITIVE_INFINITY, 'bar'),
      number(1, 'bar'),
      none,
      BadOutOfRange,
    ],
    ['of zero to the power of zero is good', '(a / a) ^ (b / a)', number(1, 'bar'), number(0, 'bar'), 1, Good],
    [
      'of something bad to the power of zero stays bad',
      '(a / 1[bar]) ^ (b / 1[bar])',
      number(1, 'bar', BadSensorFailure),
      number(0, 'bar'),
      none,
      BadSensorFailure,
    ],
  ] as const)('%s: %s', (_, source, a, b, value, status) => {
    expect(run(source, { a, b })).toMatchObject({ value, status })
  })

  test.each([
    ['a and b', state(false), lost, 0, Good],
    ['a and b', lost, state(false), 0, Good],
    ['a and b', state(true), lost, none, BadSensorFailure],
    ['a or b', state(true), lost, 1, Good],
    ['a or b', lost, state(true), 1, Good],
    ['a or b', lost, state(false), none, BadSensorFailure],
    ['a and b', state(true, UncertainSubNormal), state(false), 0, Good],
    ['a and b', state(true, UncertainSubNormal), state(true), 1, UncertainSubNormal],
    ['not a', lost, state(true), none, BadSensorFailure],
    ['if(a, b, true)', lost, state(true), none, BadSensorFailure],
    ['in(b, a, true)', lost, state(true), 1, Good],
    ['in(b, a, true)', lost, state(false), none, BadSensorFailure],
  ] as const)('of %s counts what decides', (source, a, b, value, status) => {
    expect(run(source, { a, b })).toMatchObject({ value, status })
  })

  test('of a name that had no value yet says so', () => {
    const kernel = compileExpression(
      checkExpression(parseExpression('a + 1'), new Map([['a', { type: 'number' }]])),
      () => 0,
      new TextNumbers(),
    )
    const frame = newFrame(1)
    expect(kernel.evaluate(frame)).toBeNaN()
    expect(kernel.status).toBe(Status.BadWaitingForInitialData)
    frame.value[0] = 2
    frame.status[0] = Good
    expect(kernel.evaluate(frame)).toBe(3)
    expect(kernel.status).toBe(Good)
  })
})

test('a name without a slot is refused before anything runs', () => {
  const checked = checkExpression(parseExpression('a'), new Map([['a', { type: 'number' }]]))
  for (const compile of [compileExpression, compileColumns])
    for (const slot of [undefined, -1, 0.5])
      expect(() => compile(checked, () => slot, new TextNumbers())).toThrow(
        `Expected a slot for the name a, saw ${slot}`,
      )
})
