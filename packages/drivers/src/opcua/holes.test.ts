import { expect, test } from 'vitest'
import { fileOf, toldFrom, withHole } from './holes.ts'

test('what is kept in a file is read as it was', () => {
  const told = new Map([
    [
      '1 i=5',
      {
        seen: 900,
        holes: [
          { from: 100, to: 200 },
          { from: 300, to: 400 },
        ],
      },
    ],
    ['2 ns=2;s=a b', { seen: 5, holes: [] }],
  ])
  const file: unknown = JSON.parse(JSON.stringify(fileOf(told)))
  expect(file).toEqual({ '1 i=5': [900, 100, 200, 300, 400], '2 ns=2;s=a b': [5] })
  expect(toldFrom(file)).toEqual(told)
})

test.each([[undefined], [null], ['x'], [[1]], [{ a: 'x', b: [], c: [1, 2], d: [1.5], e: [1, null, 3] }]])(
  'of a file that is none of ours nothing is believed: %j',
  (file) => {
    expect(toldFrom(file)).toEqual(new Map())
  },
)

test('a hole in which no time lies is none', () => {
  expect(withHole([], 100, 100, 0)).toEqual([])
  expect(withHole([], 100, 101, 0)).toEqual([])
  expect(withHole([], 100, 50, 0)).toEqual([])
  expect(withHole([], 100, 102, 0)).toEqual([{ from: 100, to: 102 }])
})

test('what is too long ago is given up, and the oldest holes where there are too many', () => {
  const old = { from: 10, to: 20 }
  expect(withHole([old], 30, 90, 25)).toEqual([{ from: 30, to: 90 }])
  expect(withHole([old], 30, 90, 15)).toEqual([
    { from: 15, to: 20 },
    { from: 30, to: 90 },
  ])
  const many = Array.from({ length: 60 }, (_, i) => ({ from: i * 10, to: i * 10 + 5 }))
  const kept = withHole(many, 1_000, 1_010, 0)
  expect(kept).toHaveLength(50)
  expect(kept.at(-1)).toEqual({ from: 1_000, to: 1_010 })
})
