import { describe, expect, test } from 'vitest'
import { mistakeOf } from '../kit/mistake-of.ts'
import { parseAddress } from './address.ts'

describe('an HJ 212 address', () => {
  test.each([
    ['a34004-Rtd', { cn: '2011', field: 'a34004-Rtd' }],
    ['2061:w01018-Avg', { cn: '2061', field: 'w01018-Avg' }],
    ['2011:w01018-Flag', { cn: '2011', field: 'w01018-Flag' }],
    ['2021:SB1-RS', { cn: '2021', field: 'SB1-RS' }],
    ['2081:RestartTime', { cn: '2081', field: 'RestartTime' }],
    ['B01-Cou', { cn: '2011', field: 'B01-Cou' }],
  ])('reads %s', (text, expected) => expect(parseAddress(text)).toEqual(expected))

  test.each([
    ['', 1],
    ['206:w01018-Avg', 1],
    ['2061:', 6],
    ['2061:-Avg', 6],
    ['w01018-', 8],
    ['w01018_Avg', 7],
    ['w01018-Avg-Max', 11],
    ['w01018-Avg ', 11],
  ])('"%s" is refused with the position of the mistake', (text, position) => {
    const fault = mistakeOf(() => parseAddress(text))
    expect(fault.code).toBe('hj212.address_malformed')
    expect(fault.facts['position']).toBe(position)
  })
})
