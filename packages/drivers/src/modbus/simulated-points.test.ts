import { describe, expect, test } from 'vitest'
import { SimulatedPoints } from './simulated-points.ts'

const register = (points: SimulatedPoints, at: number, unit = 1): number =>
  points.units.get(unit)!.holding.getUint16(at * 2)

describe('simulated points', () => {
  test('a number moves within its range, told through its scale', () => {
    const points = new SimulatedPoints([
      { address: 'holding:4', type: 'int16', scale: { factor: 0.1, offset: 0 }, low: 20, high: 30 },
    ])
    const seen = new Set<number>()
    for (let second = 0; second < 100; second++) {
      points.move(second)
      seen.add(register(points, 4))
    }
    expect(Math.min(...seen)).toBeGreaterThanOrEqual(200)
    expect(Math.max(...seen)).toBeLessThanOrEqual(300)
    expect(seen.size).toBeGreaterThan(20)
  })

  test('a range that the type cannot hold is cut to what it can', () => {
    const points = new SimulatedPoints([{ address: 'holding:0', type: 'uint16', low: -5_000, high: 1_000_000 }])
    for (let second = 0; second < 100; second++) {
      points.move(second)
      expect(register(points, 0)).toBeLessThanOrEqual(65_535)
    }
  })

  test('a counter only rises, a state is always one of those named', () => {
    const points = new SimulatedPoints([
      { address: 'holding:0', type: 'uint32', counter: true },
      { address: 'holding:2', type: 'uint16', states: [2, 4, 252] },
    ])
    let last = 0
    for (let second = 0; second < 60; second++) {
      points.move(second)
      const count = points.units.get(1)!.holding.getUint32(0)
      expect(count).toBeGreaterThanOrEqual(last)
      last = count
      expect([2, 4, 252]).toContain(register(points, 2))
    }
    expect(last).toBeGreaterThan(1_000)
  })

  test('the addresses name the units, and the word order is the device’s', () => {
    const straight = new SimulatedPoints([{ address: '3:holding:0', type: 'uint32', counter: true }])
    const swapped = new SimulatedPoints([{ address: 'holding:0', type: 'uint32', counter: true }], {
      unit: 3,
      wordOrder: 'CDAB',
    })
    expect([...straight.units.keys()]).toEqual([3])
    expect(register(straight, 1, 3)).toBe(1_000)
    expect(register(swapped, 0, 3)).toBe(1_000)
  })

  test('a bit of a register outlives the number of the same register', () => {
    const points = new SimulatedPoints([
      { address: 'holding:0.15', type: 'bool' },
      { address: 'holding:0', type: 'uint16', low: 0, high: 10 },
    ])
    points.move(11)
    expect(register(points, 0) >> 15).toBe(1)
  })
})
