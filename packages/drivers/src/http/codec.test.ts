import { Fault, Status } from '@millrace/core'
import { expect, test } from 'vitest'
import { timeOf } from '../kit/times.ts'
import { fillTemplate, readingOf, readJson, statusOfHttp } from './codec.ts'

const read = (text: string): unknown => readJson(new TextEncoder().encode(text))

test('whole numbers keep every digit', () => {
  expect(read('[9223372036854775807,-9007199254740993,1,1.5,12345678901234567.5]')).toEqual([
    9_223_372_036_854_775_807n,
    -9_007_199_254_740_993n,
    1,
    1.5,
    12_345_678_901_234_568,
  ])
})

test.each(['', '{', 'NaN', "{'a':1}", '{"a":1} x'])('%j is no JSON', (text) => {
  expect(() => read(text)).toThrow(Fault)
})

test.each([
  [1.5, 'float64', 1.5, Status.Good],
  [7, 'int32', 7, Status.Good],
  ['12.5', 'float64', 12.5, Status.Good],
  [true, 'bool', true, Status.Good],
  [7, 'string', '7', Status.Good],
  [true, 'float64', null, Status.BadTypeMismatch],
  ['hot', 'float64', null, Status.BadTypeMismatch],
  [null, 'float64', null, Status.BadNoData],
  [undefined, 'float64', null, Status.BadNodeIdUnknown],
  [{}, 'string', null, Status.BadTypeMismatch],
] as const)('%j as %s is %j', (found, type, value, status) => {
  expect(readingOf(found, type)).toEqual({ value, status })
})

test.each([
  ['2026-01-01T00:00:00.5Z', 'iso', Date.UTC(2026, 0, 1) * 1_000 + 500_000],
  [1_767_225_600, 'unix-s', Date.UTC(2026, 0, 1) * 1_000],
  ['1767225600000', 'unix-ms', Date.UTC(2026, 0, 1) * 1_000],
  [1_767_225_600_000_001, 'unix-us', Date.UTC(2026, 0, 1) * 1_000 + 1],
  ['yesterday', 'iso', undefined],
  [1_767_225_600, 'iso', undefined],
  ['', 'unix-s', undefined],
] as const)('%j in %s is %s', (found, format, time) => {
  expect(timeOf(found, format)).toBe(time)
})

test('answers become statuses', () => {
  expect([200, 204, 301, 401, 404, 429, 500, 503, 504, 418].map(statusOfHttp)).toEqual([
    Status.Good,
    Status.Good,
    Status.BadConfigurationError,
    Status.BadNotReadable,
    Status.BadNodeIdUnknown,
    Status.BadResourceUnavailable,
    Status.BadDeviceFailure,
    Status.BadResourceUnavailable,
    Status.BadTimeout,
    Status.BadUnexpectedError,
  ])
})

test('templates are filled with JSON', () => {
  expect(fillTemplate('{"{name}":{value}}', 'say "{name}"', 'a')).toBe('{"a":"say \\"{name}\\""}')
  expect(fillTemplate('{value}', 9_007_199_254_740_993n, 'a')).toBe('9007199254740993')
})
