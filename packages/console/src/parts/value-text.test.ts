import { expect, test } from 'vitest'
import { placedName } from './point-name.ts'
import { unitText } from './unit-text.ts'
import { askedText, bytesText, valueText } from './value-text.ts'

test.each([
  [9.812172, { low: 0, high: 16 }, '9.81'],
  [453.9036, { low: 0, high: 900 }, '453.9'],
  [3838.39, { low: 0, high: 14_000 }, '3838'],
  [12_560, { type: 'int64' }, '12,560'],
  ['9223372036854775807', { type: 'int64' }, '9223372036854775807'],
  [0.00002, {}, '2.000e-5'],
  [null, {}, '—'],
  ['execute', {}, 'execute'],
] as const)('the value %s of %o reads %s', (value, of, text) => {
  expect(valueText(value, of)).toBe(text)
})

test.each([
  [8.5, { low: 4, high: 12 }, '8.50'],
  [8.125, { low: 4, high: 12 }, '8.125'],
  [9.3 + 0.05, { low: 4, high: 12 }, '9.35'],
  [12_345, { low: 0, high: 20_000 }, '12,345'],
  ['9223372036854775807', { type: 'int64' }, '9223372036854775807'],
] as const)('the value %s asked for a point of %o is never rounded: %s', (value, of, text) => {
  expect(askedText(value, of)).toBe(text)
})

test.each([
  ['Cel', '°C'],
  ['m3/min', 'm³/min'],
  ['kW.h', 'kW·h'],
  ['1', ''],
  ['{part}/min', 'part/min'],
])('the unit %s reads %s', (code, text) => {
  expect(unitText(code)).toBe(text)
})

test('sizes are told in the unit that fits', () => {
  expect([0, 1_023, 1_536, 5 * 1024 ** 3].map((bytes) => Object.values(bytesText(bytes)).join(' '))).toEqual([
    '0 B',
    '1023 B',
    '1.5 KiB',
    '5.0 GiB',
  ])
})

test('the folders of a metric name belong to its place', () => {
  const path = ['Plant', 'Compressed air']
  expect(placedName({ name: 'Compressor 1/Power', path })).toEqual({
    name: 'Power',
    place: 'Plant / Compressed air / Compressor 1',
  })
  expect(placedName({ name: 'Air flow', path }, 2)).toEqual({ name: 'Air flow', place: '' })
  expect(placedName({ name: 'Odd/', path }, 2)).toEqual({ name: 'Odd/', place: '' })
})
