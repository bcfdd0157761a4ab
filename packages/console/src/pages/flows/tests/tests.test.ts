import { expect, it } from 'vitest'
import { courseOf, instantsOf, placeAt, shownAt, thinned } from '../replay/columns.ts'
import { readRows, rowsText } from './rows-text.ts'
import { testOf } from './test-of.ts'

const second = 1_000_000
const pressure = { time: [0, second, 3 * second], value: [7, 8, null], status: [0, 0, 0x80000000] }
const high = { time: [second], value: [true], status: [0] }

it('tells what stood on a wire at a moment', () => {
  expect(placeAt(pressure.time, -1)).toBe(-1)
  expect(shownAt(pressure, 2 * second)).toMatchObject({ value: expect.stringMatching(/^8/), quality: 'good' })
  expect(shownAt(pressure, 3 * second)?.quality).toBe('bad')
  expect(shownAt(high, 0)).toBeUndefined()
})

it('steps through every instant at which something came', () => {
  const instants = instantsOf([pressure, high])
  expect(instants).toEqual([0, second, 3 * second])
  expect(courseOf(high, instants)).toEqual([null, 1, 1])
  expect(thinned([1, 2, 3, 4, 5], 3)).toEqual([1, 3, 5])
})

it('reads rows as it writes them, and says nothing of lines that are no rows', () => {
  const rows = [
    [0, 7.5],
    [1.5, null, 'bad'],
    [2, true],
    [3, 'run fast'],
  ] as const
  expect(readRows(rowsText(rows))).toEqual(rows)
  expect(readRows('0 seven')).toBeUndefined()
  expect(readRows('x 1')).toBeUndefined()
  expect(readRows('\n')).toEqual([])
})

it('keeps a stretch of a replay as a test: what came in, and what reached the outputs', () => {
  const graph = {
    nodes: [
      { id: 'p', type: 'in.point' },
      { id: 'c', type: 'math.compare' },
      { id: 'o', type: 'out.point' },
    ],
    wires: [
      { from: { node: 'p', port: 'out' }, to: { node: 'c', port: 'in' } },
      { from: { node: 'c', port: 'out' }, to: { node: 'o', port: 'in' } },
    ],
  }
  const columnsOf = (id: string) => ({ p: pressure, c: high })[id]
  expect(testOf({ name: 't', graph, columnsOf, from: second, to: 3 * second })).toMatchObject({
    begin: '1970-01-01T00:00:01.000Z',
    until: 2,
    inputs: {
      p: [
        [0, 8],
        [2, null, 'bad'],
      ],
    },
    expect: [{ node: 'c', port: 'out', rows: [[0, true]] }],
  })
})
