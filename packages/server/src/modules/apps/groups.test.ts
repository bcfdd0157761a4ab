import { expect, it } from 'vitest'
import { groupsOf } from './groups.ts'

const points = (place: string, names: readonly string[], deviceId: string | undefined = 'plc') =>
  names.map((name) => ({ id: name, name, assetId: place, ...(deviceId === undefined ? {} : { deviceId }) }))
const told = (all: ReturnType<typeof points>) =>
  groupsOf(all).map(({ name, place, points: own }) => [name ?? place, own.map((one) => one.name)])

it.each<[string, readonly string[], readonly string[]]>([
  ['tags', ['K101_PWR', 'K101_Flow', 'K102_PWR', 'K102_Flow'], ['K101', 'K102']],
  ['paths', ['Air/C1/Power', 'Air/C1/State', 'Air/C2/Power', 'Air/C2/State'], ['Air/C1', 'Air/C2']],
  [
    'words',
    ['Compressor 1 power', 'Compressor 1 flow', 'Compressor 2 power', 'Compressor 2 flow'],
    ['Compressor 1', 'Compressor 2'],
  ],
  ['Chinese', ['1号空压机功率', '1号空压机流量', '2号空压机功率', '2号空压机流量'], ['1号空压机', '2号空压机']],
])('machines that one device speaks for are told apart by %s', (_, names, machines) => {
  expect(told(points('place', names)).map(([name]) => name)).toEqual(machines)
})

it('what a device sends to a place is one machine where names tell of none', () => {
  expect(told(points('Compressor', ['power', 'flow', 'temperature 1', 'temperature 2']))).toEqual([
    ['Compressor', ['power', 'flow', 'temperature 1', 'temperature 2']],
  ])
})

it('places are looked at one by one, and what no device sends not at all', () => {
  expect(
    told([...points('a', ['power', 'flow']), ...points('b', ['power', 'flow']), ...points('c', ['one', 'two'], '')]),
  ).toHaveLength(3)
  expect(groupsOf(points('a', ['power', 'flow']).map(({ deviceId: _, ...own }) => own))).toEqual([])
  expect(told(points('a', ['alone']))).toEqual([])
})
