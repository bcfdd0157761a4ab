import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CsvReader, type CsvRecord, timeReader } from './codec.ts'

function read(text: string, size = 1_000, delimiter = ','): CsvRecord[] {
  const records: CsvRecord[] = []
  const reader = new CsvReader(delimiter, (record) => records.push(record))
  for (let at = 0; at < text.length; at += size) reader.push(text.slice(at, at + size))
  reader.end()
  return records
}

const quoted = (field: string): string => `"${field.replaceAll('"', '""')}"`

test.each([',', ';', '\t', '|'])('what is quoted by RFC 4180 is read as it was, delimiter %j', (delimiter) => {
  const field = fc.string({ unit: fc.constantFrom('a', '"', '\n', '\r', ',', ';', '\t', '|', '度') })
  fc.assert(
    fc.property(
      fc.array(fc.array(field, { minLength: 2, maxLength: 4 })),
      fc.integer({ min: 1, max: 9 }),
      (rows, size) => {
        const text = rows.map((row) => `${row.map(quoted).join(delimiter)}\r\n`).join('')
        expect(read(text, size, delimiter).map(({ fields }) => fields)).toEqual(rows)
      },
    ),
  )
})

test.each([1, 2, 3, 1_000])('stray quotes cost their own line and no other, cut into pieces of %d', (size) => {
  const text = 'a"b,1\nc,2\nd"e,3\n"x"y,4\nf,5\n"z,6\ng,7\n'
  const records = read(text, size)
  expect(records.filter(({ wrong }) => wrong === undefined)).toEqual([
    { line: 2, fields: ['c', '2'] },
    { line: 5, fields: ['f', '5'] },
    { line: 7, fields: ['g', '7'] },
  ])
  expect(records.filter(({ wrong }) => wrong !== undefined).map(({ line }) => line)).toEqual([1, 3, 4, 6])
})

test('the last line may lack its end, empty lines say nothing', () => {
  expect(read('a,b\n\n\r\n1,""').map(({ fields, line }) => [line, fields])).toEqual([
    [1, ['a', 'b']],
    [4, ['1', '']],
  ])
})

const at = Date.UTC(2026, 0, 31, 8, 5, 9) * 1_000

test.each([
  ['iso', '2026-01-31T08:05:09Z', 'Z', at],
  ['iso', '2026-01-31 08:05:09', 'Z', at],
  ['iso', '2026-01-31T16:05:09', '+08:00', at],
  ['iso', '2026-01-31T09:05:09+01:00', '+08:00', at],
  ['unix-s', '1769846709', 'Z', at],
  ['unix-ms', '1769846709000', 'Z', at],
  ['unix-us', '1769846709000000', 'Z', at],
  ['dd.MM.yyyy HH:mm:ss', '31.01.2026 08:05:09', 'Z', at],
  ['yyyyMMddHHmmssSSS', '20260131030509250', '-05:00', at + 250_000],
  ['MM/dd/yyyy', '01/31/2026', 'Z', Date.UTC(2026, 0, 31) * 1_000],
  ['dd.MM.yyyy', '31.02.2026', 'Z', undefined],
  ['dd.MM.yyyy HH:mm', '31.01.2026 25:00', 'Z', undefined],
  ['iso', 'yesterday', 'Z', undefined],
  ['unix-s', '', 'Z', undefined],
])('a time of format %s: %s at %s', (format, text, offset, expected) => {
  expect(timeReader(format, offset)(text)).toBe(expected)
})

test.each(['HH:mm', 'dd.MM', 'yyyy MM dd dd'])('the time format %s is refused', (format) => {
  expect(() => timeReader(format, 'Z')).toThrow(expect.objectContaining({ code: 'csv_drop.time_format' }))
})
