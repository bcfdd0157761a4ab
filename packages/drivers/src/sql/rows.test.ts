import { Status } from '@millrace/core'
import { expect, test } from 'vitest'
import { statusOfState } from './database.ts'
import { timeOfRow, wholeRows } from './rows.ts'

const query = {
  name: 'q',
  sql: '',
  timeColumn: 'at',
  position: { column: 'id', type: 'integer', start: '0' },
  limit: 3,
} as const
const rows = (...ids: unknown[]): { id: unknown }[] => ids.map((id) => ({ id }))

test('a page that is not full is whole; of a full one the last position is left for the next', () => {
  expect(wholeRows(rows('1', '2'), query, '0')).toEqual({ rows: rows('1', '2'), next: '2' })
  expect(wholeRows(rows('1', '2', '2'), query, '0')).toEqual({ rows: rows('1'), next: '1' })
  expect(wholeRows([], query, '7')).toEqual({ rows: [], next: '7' })
})

test.each([
  ['positions that shrink', rows('2', '1')],
  ['a position before the one that was asked for', rows('-1')],
  ['no position', rows(null)],
  ['a position that is no whole number', rows('1.5')],
  ['no such column', [{}]],
  ['a page of one position', rows('2', '2', '2')],
])('%s is refused', (_, wrong) => {
  expect(() => wholeRows(wrong, query, '0')).toThrow(expect.objectContaining({ code: 'sql.position_wrong' }))
})

test.each([
  ['2026-01-01 00:00:00.123456+00', 'Z', 123_456],
  ['2026-01-01 08:00:00', '+08:00', 0],
  ['2026-01-01T00:00:00Z', '+08:00', 0],
])('%s at %s', (at, offset, micros) => {
  expect(timeOfRow({ at }, query, 1, offset)).toBe(Date.UTC(2026, 0, 1) * 1_000 + micros)
})

test('states become statuses; those of the connection none', () => {
  expect(['42P01', '42501', '57014', '22012', '53300', 'XX000'].map(statusOfState)).toEqual([
    Status.BadConfigurationError,
    Status.BadNotReadable,
    Status.BadTimeout,
    Status.BadOutOfRange,
    Status.BadResourceUnavailable,
    Status.BadUnexpectedError,
  ])
  expect(['08006', '57P01', ''].map(statusOfState)).toEqual([undefined, undefined, undefined])
})
