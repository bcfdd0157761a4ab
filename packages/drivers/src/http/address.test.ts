import fc from 'fast-check'
import { expect, test } from 'vitest'
import { valueAtPath } from '../kit/json-path.ts'
import { mistakeOf } from '../kit/mistake-of.ts'
import { parseAddress } from './address.ts'

test.each([
  ['#$', { request: '', path: [] }],
  ['state#$.a.b[0]', { request: 'state', path: ['a', 'b', 0] }],
  ['/api/v1?unit=1#$[-1].température', { request: 'api/v1?unit=1', path: [-1, 'température'] }],
  ["x#$['a b']['it\\'s'][\"q\"]", { request: 'x', path: ['a b', "it's", 'q'] }],
])('reads %s', (address, expected) => {
  expect(parseAddress(address)).toEqual(expected)
})

test.each([
  ['state', 6],
  ['a b#$', 2],
  ['x#a', 3],
  ['x#$a', 4],
  ['x#$.', 5],
  ['x#$..a', 5],
  ['x#$[*]', 5],
  ['x#$[1:2]', 5],
  ['x#$[01]', 5],
  ["x#$['a'", 8],
])('refuses %s at position %d', (address, position) => {
  const fault = mistakeOf(() => parseAddress(address))
  expect(fault).toMatchObject({ code: 'http.address_malformed', facts: { position } })
})

test('any member is found by its name in quotes', () => {
  fc.assert(
    fc.property(fc.string(), fc.integer(), (name, value) => {
      const quoted = name.replaceAll('\\', '\\\\').replaceAll("'", "\\'")
      const { path } = parseAddress(`#$['${quoted}']`)
      expect(valueAtPath(Object.fromEntries([[name, value]]), path)).toBe(value)
    }),
  )
})

test('what is only inherited is not there', () => {
  expect(valueAtPath({}, ['constructor'])).toBe(undefined)
  expect(valueAtPath([1], ['length'])).toBe(undefined)
  expect(valueAtPath('text', ['length'])).toBe(undefined)
})
