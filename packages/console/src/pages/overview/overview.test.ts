import { expect, test } from 'vitest'
import type { Asset, Device, Point } from '../../platform.ts'
import { readAreas } from '../../shell/areas.ts'
import { keyPoints } from './key-points.ts'
import { problemsOf } from './parts/Problems.tsx'
import { everyBucket } from './queries.ts'

const asset = (id: string, level: Asset['level'], pointCount: number, childCount: number): Asset => ({
  id,
  parent: null,
  name: id,
  level,
  levelGiven: false,
  tags: [],
  path: [id],
  childCount,
  pointCount,
})

test('the areas are found below enterprise and site, and one that holds a single thing stays whole', async () => {
  const tree: Record<string, Asset[]> = {
    root: [asset('plant', 'enterprise', 78, 2), asset('weather', 'enterprise', 9, 0)],
    plant: [asset('packaging', 'site', 25, 1), asset('utilities', 'site', 53, 2)],
    utilities: [asset('air', 'area', 30, 4), asset('boiler house', 'area', 15, 3)],
  }
  const areas = await readAreas(async (parent) => tree[parent] ?? [])
  expect(areas.map((area) => area.id)).toEqual(['packaging', 'air', 'boiler house', 'weather'])
})

test('a site of very many parts is shown as one, unless it is all there is', async () => {
  const many = Array.from({ length: 40 }, (_, n) => asset(`hall ${n}`, 'area', 1, 0))
  const tree: Record<string, Asset[]> = {
    root: [asset('site', 'enterprise', 40, 40), asset('other', 'enterprise', 1, 0)],
    site: many,
  }
  expect(await readAreas(async (parent) => tree[parent] ?? [])).toHaveLength(2)
  expect(
    await readAreas(async (parent) => (parent === 'root' ? [tree['root']![0]!] : (tree[parent] ?? []))),
  ).toHaveLength(40)
})

const point = (name: string, facts: Partial<Point>): Point => ({
  id: name,
  name,
  assetId: 'a',
  path: ['plant'],
  deviceId: 'd',
  type: 'double',
  writable: false,
  ...facts,
})

test('an area is told by measured values of different units before setpoints, switches and texts', () => {
  const chosen = keyPoints(
    [
      point('mode', { type: 'string' }),
      point('setpoint', { unit: 'bar', low: 0, high: 16, writable: true }),
      point('running', { type: 'boolean' }),
      point('pressure', { unit: 'bar', low: 0, high: 16 }),
      point('second pressure', { unit: 'bar', low: 0, high: 16 }),
      point('flow', { unit: 't/h', low: 0, high: 12 }),
    ],
    3,
  )
  expect(chosen.map((each) => each.name)).toEqual(['pressure', 'flow', 'running'])
})

test('an empty bucket holds the value before it; one without a good sample is a gap until a good one comes', () => {
  const buckets = { width: 10, start: [10, 30, 50], mean: [1, null, 5], last: [2, null, 6] }
  expect(everyBucket(buckets, 0, 70)).toEqual([null, 1, 2, null, null, 5, 6])
})

const device = (id: string, state: Device['state']): Device => ({
  id,
  name: id,
  kind: 'device',
  machine: id,
  state,
  pointCount: 0,
})

test('a device that is silent and told of an error needs attention once, before those that still answer', () => {
  const list = problemsOf([device('a', 'offline')], [device('b', 'online'), device('a', 'offline')])
  expect(list.map((each) => each.id)).toEqual(['a', 'b'])
})
