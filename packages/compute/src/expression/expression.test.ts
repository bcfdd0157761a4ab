import { Status } from '@millrace/core'
import { describe, expect, test } from 'vitest'
import type { Frame, Kernel, ValueType } from './face.ts'
import { checkExpression, compileExpression, parseExpression } from './index.ts'
import { TextNumbers } from './texts.ts'

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

const bad = Status.BadCommunicationError
const none = Number.NaN

describe('arithmetic', () => {
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

describe('units', () => {
  test('a sum is in the unit of its first part', () => {
    expect(run('a + b', { a: number(1, 'bar'), b: number(50, 'kPa') })).toMatchObject({
      value: 1.5,
      kernel: { unit: 'bar' },
    })
  })
  test('a comparison converts', () => {
    expect(run('p > 1.5[MPa]', { p: number(16, 'bar') }).value).toBe(1)
    expect(run('t > 80[Cel]', { t: number(180, '[degF]') }).value).toBe(1)
  })
  test('specific consumption is in the unit that follows, or the one wanted', () => {
    const inputs = { energy: number(360, 'kW.h'), mass: number(2, 't') }
    expect(run('energy / mass', inputs)).toMatchObject({ value: 180, kernel: { unit: 'kW.h/t' } })
    expect(run('energy / mass', inputs, { type: 'number', unit: 'MJ/kg' }).value).toBeCloseTo(0.648, 12)
  })
  test('the difference of two temperatures is in K', () => {
    const inputs = { a: number(80, 'Cel'), b: number(77, '[degF]') }
    expect(run('a - b', inputs).value).toBeCloseTo(55, 9)
    expect(run('a - b', inputs).kernel.unit).toBe('K')
    expect(run('4.19[kJ/(kg.K)] * 2[kg/s] * (a - b)', inputs, { type: 'number', unit: 'kW' }).value).toBeCloseTo(
      460.9,
      9,
    )
  })
  test('a velocity comes of a pressure by a root', () => {
    expect(
      run('sqrt(2 * dp / rho)', { dp: number(2, 'kPa'), rho: number(1000, 'kg/m3') }, { type: 'number', unit: 'm/s' })
        .value,
    ).toBeCloseTo(2, 12)
  })
})

describe('quality', () => {
  test('bad of what decides nothing does not count', () => {
    expect(run('a and b', { a: state(false), b: state(true, bad) })).toMatchObject({ value: 0, status: Status.Good })
    expect(run('a and b', { a: [{ type: 'boolean' }, none, bad], b: state(false) })).toMatchObject({
      value: 0,
      status: Status.Good,
    })
    expect(run('a and b', { a: [{ type: 'boolean' }, none, bad], b: state(true) })).toMatchObject({
      value: none,
      status: bad,
    })
  })
  test('division by zero is out of range', () => {
    expect(run('1 / a', { a: number(0) })).toMatchObject({ value: none, status: Status.BadOutOfRange })
    expect(run('fallback(1 / a, 7)', { a: number(0) })).toMatchObject({ value: 7, status: Status.Good })
  })
  test('texts', () => {
    expect(run('in(s, "IDLE", "ACTIVE")', { s: text('ACTIVE') }).value).toBe(1)
    expect(run('s == "IDLE"', { s: text('ACTIVE') }).value).toBe(0)
  })
})
