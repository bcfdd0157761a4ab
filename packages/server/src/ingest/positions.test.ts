import { expect, test } from 'vitest'
import { Positions, runsOf } from './positions.ts'
import { decodeCheckpoint, encodeCheckpoint } from './record.ts'

const at = (positions: Positions, stream = 's') => positions.open('t', 'g', 'n', stream)

test('a position in flight is a duplicate, but not yet stored', () => {
  const stream = at(new Positions())
  stream.begin(7)
  expect(stream.has(7)).toBe(true)
  expect([...stream.stored]).toEqual([])
  stream.store([7])
  expect([...stream.stored]).toEqual([{ from: 7, to: 8 }])
  expect(stream.revision).toBe(1)
})

test('runs are joined and survive a checkpoint, beyond 32 bits too', () => {
  const positions = new Positions()
  const boot = 3 * 2 ** 32
  at(positions).store([1, 2, 3, boot, boot + 1, 9])
  const again = new Positions()
  again.load(decodeCheckpoint(encodeCheckpoint(positions.all())))
  expect([...at(again).stored]).toEqual([
    { from: 1, to: 4 },
    { from: 9, to: 10 },
    { from: boot, to: boot + 2 },
  ])
  expect(runsOf([5, 6, 7, 1, 2])).toEqual([
    [5, 7],
    [1, 2],
  ])
})

test('what lies below the floor of the edge is one interval', () => {
  const stream = at(new Positions())
  for (let i = 0; i < 100; i += 2) stream.store([i])
  stream.settleBelow(100)
  expect([...stream.stored]).toEqual([{ from: 0, to: 100 }])
})

test('streams of another node or buffer share nothing; a node keeps its newest four', () => {
  const positions = new Positions()
  at(positions, 's1').store([1])
  expect(positions.open('t', 'g', 'other', 's1').has(1)).toBe(false)
  expect(positions.open('other', 'g', 'n', 's1').has(1)).toBe(false)
  for (const stream of ['s2', 's3', 's4']) at(positions, stream)
  expect(at(positions, 's1').has(1)).toBe(true)
  for (const stream of ['s5', 's6', 's7', 's8']) at(positions, stream)
  expect(at(positions, 's1').has(1)).toBe(false)
})
