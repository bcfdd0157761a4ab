import { expect, it } from 'vitest'
import type { Point } from '../assets/index.ts'
import { inputAt, type Place } from './plan.ts'

const pointOf = (id: string, name: string, path: string[], assetId: string) => ({
  point: { id, name, path, assetId } as unknown as Point,
  series: 1,
})

const place: Place = {
  asset: 'chiller',
  depth: 2,
  points: [
    pointOf('1', 'Compressor power', ['Works', 'Chiller'], 'chiller'),
    pointOf('2', 'Cooling', ['Works', 'Chiller', 'Evaporator'], 'evaporator'),
    pointOf('3', 'Flow', ['Works', 'Chiller', 'Pump 1'], 'pump-1'),
    pointOf('4', 'flow', ['Works', 'Chiller', 'Pump 2'], 'pump-2'),
  ],
  properties: new Map([['level', '5']]),
}

it.each([
  ['a point of the thing model', { property: 'level' }, { point: '5' }],
  ['a property by what is meant by the name of a point', { property: 'compressor_power' }, { point: '1' }],
  ['the same below the asset', { property: 'cooling' }, { point: '2' }],
  ['the one that is written just so, of several', { property: 'flow' }, { point: '4' }],
  ['none of several that are meant alike', { property: 'FLOW' }, { problem: 'several' }],
  ['a name as it is written', { name: 'Compressor power' }, { point: '1' }],
  ['no other writing of a name', { name: 'compressor_power' }, { problem: 'missing' }],
  ['a path below the asset', { name: 'Evaporator/Cooling' }, { point: '2' }],
])('an input finds %s', (_, told, expected) => {
  expect(inputAt({ node: 'x', ...told } as Parameters<typeof inputAt>[0], {}, place)).toEqual(expected)
})
