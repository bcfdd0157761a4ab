import { batchOf, isoOf, Status } from '@millrace/core'
import { describe, expect, it } from 'vitest'
import { type Point, pathText } from '../assets/index.ts'
import type { Encoder } from './export-format.ts'
import { Csv, field, Ndjson, PointCsv, Times } from './export-text.ts'

const NOW = Date.UTC(2026, 10, 23, 12) * 1_000
const names = ['Works', 'Boiler 1/2 ~']
const point = { id: '01a20a82-377a-71a9-b85d-7cb864967c1f', name: 'Energy, total', type: 'int64', unit: 'W.h' } as Point
const of = () => ({ point, path: pathText(names) })

const batch = batchOf([
  [1, NOW + 1, -9_007_199_254_740_993n],
  [1, NOW + 2, null, Status.BadNoCommunication],
  [2, NOW + 3, -0],
  [2, NOW + 4, Number.NaN],
  [3, NOW + 5, ''],
  [3, NOW + 6, '=SUM(A1),"x"'],
  [4, NOW + 7, true, Status.UncertainInitialValue],
])
const textOf = (encoder: Encoder): string =>
  [...encoder.begin(), ...(encoder.add(batch, { of }) as Iterable<string>), ...(encoder.end() as string[])].join('')

describe('CSV', () => {
  it('quotes what needs it, lets no text run as a formula, and no two texts become one', () => {
    expect(['plain', 'a,b', 'say "x"', 'two\nlines', '=1+1', '@SUM(A1)', '-5', "'=1+1", "it's"].map(field)).toEqual([
      'plain',
      '"a,b"',
      '"say ""x"""',
      '"two\nlines"',
      "'=1+1",
      "'@SUM(A1)",
      "'-5",
      "''=1+1",
      "it's",
    ])
  })

  it('of one point keeps every digit and says the quality', () => {
    expect(textOf(new PointCsv()).split('\r\n').slice(0, 4)).toEqual([
      'time,value,unit,status,quality',
      '2026-11-23T12:00:00.000001Z,-9007199254740993,W.h,Good,good',
      '2026-11-23T12:00:00.000002Z,,W.h,BadNoCommunication,bad',
      '2026-11-23T12:00:00.000003Z,-0,W.h,Good,good',
    ])
  })

  it('of many points has a column a type, so that nothing and an empty text differ', () => {
    const before = '01a20a82-377a-71a9-b85d-7cb864967c1f,Works/Boiler 1~12 ~0,"Energy, total"'
    expect(textOf(new Csv()).split('\r\n')).toEqual([
      'time,point,path,name,value_double,value_int64,value_boolean,value_string,unit,status,quality',
      `2026-11-23T12:00:00.000001Z,${before},,-9007199254740993,,,W.h,0,good`,
      `2026-11-23T12:00:00.000002Z,${before},,,,,W.h,2150694912,bad`,
      `2026-11-23T12:00:00.000003Z,${before},-0,,,,W.h,0,good`,
      `2026-11-23T12:00:00.000004Z,${before},NaN,,,,W.h,0,good`,
      `2026-11-23T12:00:00.000005Z,${before},,,,"",W.h,0,good`,
      `2026-11-23T12:00:00.000006Z,${before},,,,"'=SUM(A1),""x""",W.h,0,good`,
      `2026-11-23T12:00:00.000007Z,${before},,,true,,W.h,1083310080,uncertain`,
      '',
    ])
  })
})

describe('NDJSON', () => {
  it('tells a value as the API does, with its type', () => {
    const lines = textOf(new Ndjson())
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(lines[0]).toEqual({
      time: '2026-11-23T12:00:00.000001Z',
      point: point.id,
      path: 'Works/Boiler 1~12 ~0',
      name: 'Energy, total',
      type: 'int64',
      value: '-9007199254740993',
      unit: 'W.h',
      status: 0,
      quality: 'good',
    })
    expect(lines.map(({ type, value }) => [type, value])).toEqual([
      ['int64', '-9007199254740993'],
      ['none', null],
      ['double', -0],
      ['double', 'NaN'],
      ['string', ''],
      ['string', '=SUM(A1),"x"'],
      ['boolean', true],
    ])
  })
})

describe('times in text', () => {
  it('are those of the rest of the house, before 1970 too', () => {
    const times = new Times()
    for (const time of [0, -1, -1_000_000, NOW, NOW + 999_999, NOW + 120, NOW + 1_000_000, -62_135_596_800_000_000])
      expect(times.text(time)).toBe(isoOf(time))
  })
})
