import { expect, test } from 'vitest'
import { mistakeOf } from '../kit/mistake-of.ts'
import { parseAddress } from './address.ts'
import { preparedText } from './config.ts'

test('reads the query and the name', () => {
  expect(parseAddress('boiler.1#Temp °C # 2')).toEqual({ query: 'boiler.1', name: 'Temp °C # 2' })
})

test.each([
  ['', 1],
  ['#a', 1],
  ['a b#c', 2],
  ['a', 2],
  ['a#', 3],
])('refuses %j at position %d', (address, position) => {
  const fault = mistakeOf(() => parseAddress(address))
  expect(fault).toMatchObject({ code: 'sql.address_malformed', facts: { position } })
})

test('the position is a parameter, the limit a number of the configuration', () => {
  const position = { column: 'id', type: 'integer', start: '0' } as const
  const query = { name: 'q', sql: 'select * from t where id > $position order by id limit $limit', position, limit: 7 }
  expect(preparedText(query, 'postgresql')).toBe('select * from t where id > $1 order by id limit 7')
  expect(preparedText(query, 'mysql')).toBe('select * from t where id > ? order by id limit 7')
  expect(() => preparedText({ name: 'q', sql: 'select $position' }, 'mysql')).toThrow(/nowhere/)
  expect(() => preparedText({ name: 'q', sql: 'select 1', position }, 'mysql')).toThrow(/once/)
})
