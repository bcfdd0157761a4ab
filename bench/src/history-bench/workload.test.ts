import { expect, test } from 'vitest'
import { differenceOf } from './compare.ts'
import { encodeCopy, encodeLines, encodeRowBinary, encodeSlots, SLOTS_HEADER } from './encode.ts'
import { decimals, type Load, numberAt, POINTS, Point, scaledAt, seriesNumber } from './workload.ts'

const load: Load = { firstDevice: 7, devices: 3, start: Date.UTC(2025, 2, 1) * 1_000, period: 10_000_000, beats: 50 }

test('counters never go back', () => {
  const falls = [Point.energy, Point.pieces].flatMap((point) =>
    Array.from({ length: 100_000 }, (_, i) => {
      const [device, beat] = [Math.floor(i / 5_000), 1 + (i % 5_000)]
      return scaledAt(device, point, beat) - scaledAt(device, point, beat - 1)
    }).filter((step) => step < 0),
  )
  expect(falls).toEqual([])
})

test('every machine runs and stops, and some are highly loaded', () => {
  const power = Array.from({ length: 8_640 }, (_, beat) => numberAt(3, Point.power, beat))
  expect(Math.min(...power)).toBeLessThan(2)
  expect(Math.max(...power)).toBeGreaterThan(90)
  const states = new Set(Array.from({ length: 8_640 }, (_, beat) => numberAt(3, Point.running, beat)))
  expect([...states].sort()).toEqual([0, 1])
})

test('every engine is sent the same values under the same keys', () => {
  const [from, to] = [10, 12]
  const expected: [series: number, time: number, value: number][] = []
  for (let beat = from; beat < to; beat++)
    for (let device = 7; device < 10; device++)
      for (let point = 0; point < POINTS; point++)
        expected.push([
          seriesNumber(device, point),
          load.start + beat * load.period,
          Number(numberAt(device, point, beat).toFixed(decimals[point] as number)),
        ])

  const lines = Buffer.from(encodeLines(load, from, to))
    .toString()
    .trimEnd()
    .split('\n')
  const fromLines = lines.flatMap((line) => {
    const [key, fields, ms] = line.split(' ') as [string, string, string]
    return fields.split(',').map((field, point) => {
      const [name, value] = field.split('=') as [string, string]
      expect(name).toBe(`p${point}`)
      return [seriesNumber(Number(key.slice('m,device=d'.length)), point), Number(ms) * 1_000, Number.parseFloat(value)]
    })
  })
  expect(fromLines).toEqual(expected)

  const binary = new DataView(encodeRowBinary(load, from, to).buffer)
  expect(
    expected.map((_, i) => [
      binary.getUint32(i * 20, true),
      Number(binary.getBigInt64(i * 20 + 4, true)),
      binary.getFloat64(i * 20 + 12, true),
    ]),
  ).toEqual(expected)

  const copy = encodeCopy(load, from, to) as Buffer
  expect(
    expected.map((_, i) => [
      copy.readInt32BE(19 + i * 34 + 30),
      Number(copy.readBigInt64BE(19 + i * 34 + 6)),
      copy.readDoubleBE(19 + i * 34 + 18),
    ]),
  ).toEqual(expected)

  const slots = encodeSlots(load, from, to)
  const doubles = new Float64Array(slots.buffer, SLOTS_HEADER)
  const integers = new BigInt64Array(slots.buffer, SLOTS_HEADER)
  expect([...doubles].map((value, i) => (i % POINTS === Point.pieces ? Number(integers[i]) : value))).toEqual(
    expected.map(([, , value]) => value),
  )
})

test('an answer that is a row short or a digit off is wrong, one that was summed in another order is not', () => {
  const expected = { time: [1, 2], value: [0.1 + 0.2, 5] }
  expect(differenceOf(expected, { time: [1, 2], value: [0.3, 5] })).toBeUndefined()
  expect(differenceOf(expected, { time: [1, 2], value: [0.3, 5.001] })).toBe('value 5.001 in row 1, expected 5')
  expect(differenceOf(expected, { time: [1], value: [0.3] })).toBe('1 rows of time, expected 2')
})
