import {
  Dictionary,
  Int32,
  Int64,
  Table,
  TimestampNanosecond,
  tableToIPC,
  Utf8,
  type Vector,
  vectorFromArray,
} from 'apache-arrow'
import { expect, test } from 'vitest'
import { ArrowWriter } from './arrow.ts'
import { readArrow } from './arrow-reader.ts'

const table = (columns: Record<string, Vector>): Uint8Array => tableToIPC(new Table(columns), 'stream')
const names = ['at', 'whole', 'small', 'word', 'yes', 'list', 'x']

test('a table is read whatever plain types its columns have, moments to the microsecond', () => {
  const bytes = table({
    at: vectorFromArray([1_700_000_000_123, null], new TimestampNanosecond('UTC')),
    whole: vectorFromArray([7n, 8n], new Int64()),
    small: vectorFromArray([1, null], new Int32()),
    word: vectorFromArray(['a', 'b'], new Dictionary(new Utf8(), new Int32())),
    yes: vectorFromArray([true, false]),
    list: vectorFromArray([[1], [2]]),
    other: vectorFromArray([1, 2]),
  })
  const { length, columns } = readArrow(bytes, { names, most: 10 })
  expect(length).toBe(2)
  expect(Object.fromEntries(columns.map(({ name, values }) => [name, values]))).toEqual({
    at: [1_700_000_000_123_000, null],
    whole: [7, 8],
    small: [1, null],
    word: ['a', 'b'],
    yes: [true, false],
  })
})

test('what is written is read, with what its schema says beside', async () => {
  const writer = new ArrowWriter([{ name: 'x', type: 'double', nullable: true }], new Map([['for', 'whom']]))
  const columns = [{ values: Float64Array.of(1.5, Number.NaN, 3), valid: Uint8Array.of(1, 1, 0) }]
  const pieces = [...(await writer.write({ length: 3, columns })), ...(await writer.finish())]
  const { columns: read, metadata } = readArrow(Buffer.concat(pieces), { names, most: 3 })
  expect([read[0]?.values, metadata.get('for')]).toEqual([[1.5, Number.NaN, null], 'whom'])
  expect(() => readArrow(Buffer.concat(pieces), { names, most: 2 })).toThrow('more than 2 rows')
})
