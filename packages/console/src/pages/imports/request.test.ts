import { expect, test } from 'vitest'
import { firstDraft, formatOf, headOf, offsetHere, requestOf } from './request.ts'

const file = new File(['x'], 'shift 1.csv', { lastModified: 5 })

test('the names in the first line are found, whatever parts them', () => {
  expect(headOf('\uFEFFtime,point,value\r\n1,2,3')).toEqual(['time', 'point', 'value'])
  expect(headOf('时间;"Works/A, B";"say ""x"""\n')).toEqual(['时间', 'Works/A, B', 'say "x"'])
  expect(headOf('t\tp|q\n')).toEqual(['t', 'p|q'])
  expect(headOf('"one\nline",b\n')).toEqual(['one\nline', 'b'])
  expect(headOf('')).toEqual([])
})

test('a file says its format by its ending', () => {
  expect(['a.csv', 'b.PARQUET', 'c.x.feather', 'd'].map(formatOf)).toEqual(['csv', 'parquet', 'arrow', 'csv'])
})

test('an offset has the sign of clocks, not of JavaScript', () => {
  expect([480, -210, 0].map((minutes) => offsetHere(minutes))).toEqual(['+08:00', '-03:30', '+00:00'])
})

test('a file of our own needs no mapping', () => {
  expect(requestOf(file, firstDraft, ['time'])).toEqual({
    name: 'shift 1.csv',
    format: 'csv',
    encoding: 'utf-8',
    size: 1,
    fingerprint: 'console 1 5',
    dryRun: true,
  })
})

test('columns are named, and an offset only where times are written out', () => {
  const long = { ...firstDraft, layout: 'long', time: 't', point: 'p', value: 'v', offset: '+08:00' } as const
  expect(requestOf(file, long, []).mapping).toEqual({
    layout: 'long',
    time: { column: 't', format: 'iso', offset: '+08:00' },
    point: { column: 'p' },
    values: ['v'],
  })
  const wide = { ...long, layout: 'wide', timeFormat: 'ms' } as const
  expect(requestOf(file, wide, ['t', 'Works/A', 'Works/B']).mapping).toEqual({
    layout: 'wide',
    time: { column: 't', format: 'ms' },
    columns: [
      { column: 'Works/A', point: 'Works/A' },
      { column: 'Works/B', point: 'Works/B' },
    ],
  })
})
