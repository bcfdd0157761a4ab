import { expect, test } from 'vitest'
import { parseAddress } from './address.ts'

test.each([
  ['temp', 'temp'],
  [' Kessel 7 / °C ', 'Kessel 7 / °C'],
  ['温度', '温度'],
  ['3', '3'],
])('reads %j', (address, expected) => {
  expect(parseAddress(address)).toBe(expected)
})

test.each([
  ['', 1],
  ['  ', 1],
  ['a\tb', 2],
  ['ab\n', 3],
  ['x'.repeat(256), 256],
])('refuses %j at position %d', (address, position) => {
  expect(() => parseAddress(address)).toThrow(
    expect.objectContaining({ code: 'csv_drop.address_malformed', facts: expect.objectContaining({ position }) }),
  )
})
