import type { Fault } from '@millrace/core'
import { describe, expect, it, test } from 'vitest'
import { appWith } from '../testing/app-for-tests.ts'
import { readRecording } from './recording.ts'
import { bucketsOf, computed, recorded, repeated } from './series.ts'
import { type Quantity, simulated } from './simulated.ts'
import { standIn } from './stand-in.ts'
import { OfflineTables } from './tables.ts'

const hour = 3_600_000
const begin = Date.UTC(2026, 2, 1)

describe('a recording', () => {
  test('plays for ever, from its beginning where it ends', () => {
    const {
      begin: from,
      end,
      points,
    } = readRecording('time,power\n2026-03-01T00:00:00Z,1\n2026-03-01T00:00:10Z,2\n', 'r.csv')
    expect(end - from).toBe(20_000)
    const series = repeated(recorded(points.get('power')!), from, end - from)
    const asked = from + 7 * 20_000
    expect(series.at(asked)).toEqual({ time: asked, value: 1, quality: 0 })
    expect(series.at(from - 1)).toMatchObject({ value: 2 })
    expect(series.between(asked, asked + 40_000, 100).map(({ time, value }) => [time - asked, value])).toEqual([
      [0, 1],
      [10_000, 2],
      [20_000, 1],
      [30_000, 2],
    ])
  })

  test.each([
    ['power\n1', 'line 1, columns time'],
    ['time,power\n2026-03-01T00:00:00Z,1,2', 'line 2, 2 cells, saw 3'],
    ['time,power\nyesterday,1', 'a time'],
    ['time,power\n2026-03-01T00:00:01Z,1\n2026-03-01T00:00:01Z,1', 'line 3, times that rise'],
    ['time,power,quality\n2026-03-01T00:00:01Z,1,fine', 'good, uncertain or bad'],
    ['time,power\n', 'a row, saw none'],
  ])('that is none names its line: %j', (text, words) => {
    expect(() => readRecording(text, 'r.csv')).toThrow(words)
  })
})

test('buckets hold figures of good numbers, and a gap is a gap', () => {
  const at = (s: number, value: number, quality: 0 | 2 = 0) => ({ time: begin + s * 1_000, value, quality })
  const columns = bucketsOf([at(0, 2), at(10, 4), at(20, 900, 2), at(130, 7)], 60_000)
  expect(columns).toEqual({
    time: [begin, begin + 120_000],
    count: [3, 1],
    good: [2, 1],
    mean: [3, 7],
    min: [2, 7],
    max: [4, 7],
    first: [2, 7],
    last: [4, 7],
  })
})

test('a long span of a computed series is looked at less often, at the same moments as a part of it', () => {
  const series = computed((time) => time, { stepMs: 1_000 })
  const day = series.between(begin, begin + 24 * hour, 1_000)
  expect(day.length).toBeLessThanOrEqual(1_000)
  expect(day.length).toBeGreaterThan(900)
})

describe('a curve that is made up', () => {
  const samples = (quantity: Quantity, machine = 'M') =>
    simulated(quantity, machine)
      .between(begin, begin + 48 * hour, 5_000)
      .map(({ value }) => value as number)

  it('stays within what its unit and its class allow, and moves', () => {
    for (const unit of ['kW', 'bar', 'Cel', '%', 'mm/s', 'furlong']) {
      const values = samples({ name: 'any', type: 'number', unit })
      expect(new Set(values).size).toBeGreaterThan(100)
      expect(Math.min(...values)).toBeGreaterThanOrEqual(0)
    }
    const bounded = samples({ name: 'any', type: 'number', unit: 'Cel', low: -30, high: -10 })
    expect(Math.min(...bounded)).toBeGreaterThanOrEqual(-30)
    expect(Math.max(...bounded)).toBeLessThanOrEqual(-10)
  })

  it('of a counter never falls, and of pieces is whole', () => {
    for (const quantity of [{ name: 'energy', unit: 'kW.h' }, { name: 'part_count' }]) {
      const values = samples({ type: 'number', ...quantity })
      expect(values.every((value, i) => i === 0 || value >= values[i - 1]!)).toBe(true)
      expect(values.at(-1)!).toBeGreaterThan(values[0]!)
      if (quantity.name === 'part_count') expect(values.every(Number.isInteger)).toBe(true)
    }
  })

  it('is the same at every run, another for every machine, and of states those that there are', () => {
    const power: Quantity = { name: 'power', type: 'number', unit: 'kW' }
    expect(samples(power)).toEqual(samples(power))
    expect(samples(power)).not.toEqual(samples(power, 'N'))
    const states = samples({ name: 'state', type: 'text', states: ['stopped', 'loaded', 'fault'] }) as unknown[]
    expect(new Set(states)).toEqual(new Set(['stopped', 'loaded']))
  })
})

test('a stand-in plays what was recorded, makes up the rest, and has no more assets than the app takes', () => {
  const text = 'time,power\n2026-03-01T00:00:00Z,1\n2026-03-01T00:01:00Z,2\n'
  const made = standIn(appWith('[]'), () => ({}))
  expect(made.plant.assets['machine']).toHaveLength(3)
  expect([...made.plant.assets['machine']![0]!.points.keys()]).toEqual(['power', 'target'])
  const played = standIn(appWith('[]', { 'recordings/machine.Lathe-2.csv': text }), () => ({}))
  expect(played.recordings).toEqual(['recordings/machine.Lathe-2.csv'])
  const [lathe] = played.plant.assets['machine']!
  expect(lathe!.name).toBe('Lathe-2')
  expect([...lathe!.points.keys()]).toEqual(['power'])
  const point = lathe!.points.get('power')!.id
  expect(played.plant.latest([point], Date.UTC(2027, 0, 1))).toMatchObject([{ quality: 'good' }])
})

describe('tables', () => {
  const tables = () => {
    const { manifest } = appWith('[]')
    return new OfflineTables(manifest.id, manifest.tables!)
  }
  const row = { machine: 'a', began: '2026-03-01T00:00:00Z', seconds: 1 }
  const refused = (run: () => unknown) => {
    try {
      run()
    } catch (fault) {
      return (fault as Fault).code
    }
    return undefined
  }

  it('refuses what the platform would', () => {
    const of = tables()
    expect(refused(() => of.put('stops', [row, row]))).toBe('apps.key_twice')
    expect(refused(() => of.put('stops', [{ ...row, colour: 1 }]))).toBe('apps.column_unknown')
    expect(refused(() => of.put('stops', [{ ...row, seconds: '1' }]))).toBe('apps.row_unfit')
    expect(refused(() => of.put('stops', [{ machine: 'a', seconds: 1 }]))).toBe('apps.row_unfit')
    expect(refused(() => of.put('none', [row]))).toBe('apps.table_unknown')
    expect(refused(() => of.rows('stops', { order: 'reason' }))).toBe('apps.order_unfit')
    expect(refused(() => of.rows('stops', { where: { seconds: { above: 1 } } }))).toBe('apps.where_malformed')
    expect(refused(() => of.remove('stops', {}))).toBe('apps.where_malformed')
    expect(of.all()).toEqual({ stops: [] })
  })

  it('gives pages in the order of the key, and a row in place of the one with its key', () => {
    const of = tables()
    of.put(
      'stops',
      Array.from({ length: 5 }, (_, i) => ({ ...row, machine: `m${4 - i}` })),
    )
    of.put('stops', { ...row, machine: 'm2', seconds: 9 })
    const first = of.rows('stops', { limit: 3 })
    expect(first.items.map(({ machine, seconds }) => [machine, seconds])).toEqual([
      ['m0', 1],
      ['m1', 1],
      ['m2', 9],
    ])
    expect(of.rows('stops', { limit: 3, cursor: first.next! })).toMatchObject({
      items: [{ machine: 'm3' }, { machine: 'm4' }],
    })
    expect(of.rows('stops', { where: { seconds: 9, reason: null } }).items).toHaveLength(1)
  })
})
