import { expect, test } from 'vitest'
import { mistakeOf } from '../kit/mistake-of.ts'
import { parseAddress } from './address.ts'

test.each([
  ['x2', { item: 'x2' }],
  ['Xact', { item: 'Xact' }],
  ['Mill 7/Xact', { device: 'Mill 7', item: 'Xact' }],
  ['VMC-3Axis/d.e:1', { device: 'VMC-3Axis', item: 'd.e:1' }],
  ['主轴', { item: '主轴' }],
])('reads %s', (address, expected) => {
  expect(parseAddress(address)).toEqual(expected)
})

test.each([
  ['', 1],
  ['/x', 1],
  ['Mill/', 6],
  ['x y', 2],
  ['a/b/c', 4],
  ['x'.repeat(256), 256],
])('refuses %j at position %d', (address, position) => {
  const fault = mistakeOf(() => parseAddress(address))
  expect(fault).toMatchObject({ code: 'mtconnect.address_malformed', facts: { position } })
})
