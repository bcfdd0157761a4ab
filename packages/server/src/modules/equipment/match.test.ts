import { readClass } from '@millrace/compute'
import { expect, test } from 'vitest'
import type { Bindable } from '../things/index.ts'
import { matchPoints } from './match.ts'

const equipment = await readClass('air-compressor')

const point = (name: string, type: Bindable['type'], unit?: string): Bindable =>
  ({ id: name, assetId: 'a', name, path: ['Works', 'K1'], type, ...(unit === undefined ? {} : { unit }) }) as Bindable

const matched = (points: readonly Bindable[], chosen: Record<string, string | null> = {}) =>
  new Map(
    matchPoints({ equipment, variant: undefined, points, chosen }).map(({ name, point: found, how, problem }) => [
      name,
      `${found?.id ?? problem} ${how ?? ''}`.trim(),
    ]),
  )

test('a point is found by its name in the class or in either language, behind a slash as well', () => {
  const found = matched([
    point('Power', 'double', 'kW'),
    point('K1/flow', 'double', 'L/s'),
    point('排气压力（表压）', 'double', 'kPa'),
    point('Discharge temperature of the air end', 'double', 'Cel'),
    point('STATE', 'string'),
  ])
  expect(found.get('power')).toBe('Power name')
  expect(found.get('flow')).toBe('K1/flow name')
  expect(found.get('discharge_pressure')).toBe('排气压力（表压） name')
  expect(found.get('discharge_temperature')).toBe('Discharge temperature of the air end name')
  expect(found.get('state')).toBe('STATE name')
  expect(found.get('suction_temperature')).toBe('missing')
})

test('most of its words and its unit are enough, where no other point is as like', () => {
  const like = point('Temperature, discharge side', 'double', 'Cel')
  expect(matched([like]).get('discharge_temperature')).toBe(`${like.id} words`)
  const other = point('Temperature discharge', 'double', 'Cel')
  expect(matched([like, other]).get('discharge_temperature')).toBe(`${other.id} words`)
  const twin = point('Temperature discharge gauge', 'double', 'Cel')
  expect(matched([like, twin]).get('discharge_temperature')).toBe('missing')
  expect(matched([point('Discharge temperature air', 'double')]).get('discharge_temperature')).toBe('missing')
})

test('what is called so and does not fit, or is there twice, is said', () => {
  expect(matched([point('Power', 'double', 'bar')]).get('power')).toBe('unit')
  expect(matched([point('state', 'int64')]).get('state')).toBe('type')
  expect(matched([point('A/Power', 'double', 'kW'), point('B/Power', 'double', 'kW')]).get('power')).toBe('several')
})

test('what somebody chose comes first, and no point stands for two', () => {
  const points = [point('Power', 'double', 'kW'), point('Motor', 'double', 'MW')]
  expect(matched(points, { power: 'Motor' }).get('power')).toBe('Motor hand')
  expect(matched(points, { power: null }).get('power')).toBe('missing')
  expect(() => matched(points, { power: 'Motor', flow: 'Motor' })).toThrow('for flow a point that is m3/min')
  const warm = [point('T', 'double', 'Cel')]
  expect(() => matched(warm, { discharge_temperature: 'T', suction_temperature: 'T' })).toThrow(
    'Expected a point for each, saw "T" for discharge_temperature and suction_temperature',
  )
})
