import { describe, expect, test } from 'vitest'
import { type RawRange, rawValue, type SimulatedPoint, typeRange } from './simulated-points.ts'

const minute = Array.from({ length: 60 }, (_, second) => second)
const over = (point: Omit<SimulatedPoint, 'address'>, room: RawRange = typeRange(point.type)) =>
  minute.map((second) => rawValue({ address: 'x', ...point }, room, second, 3))

describe('values of a simulated point', () => {
  test('decimals of the wire stay decimals: steps of a tenth have one place', () => {
    const values = over({ type: 'float64', low: 215, high: 245 }, { low: 0, high: 799.9, step: 0.1 })
    for (const value of values) expect(String(value)).toMatch(/^\d{3}(\.\d)?$/)
    expect(new Set(values).size).toBeGreaterThan(10)
  })

  test('a string shows the texts that mean something, else a name of its own', () => {
    expect(new Set(over({ type: 'string', texts: ['READY', 'ACTIVE'] }))).toEqual(new Set(['READY', 'ACTIVE']))
    expect(new Set(over({ type: 'string' }))).toEqual(new Set(['SIM3']))
  })

  test('integers of 64 bits are bigint, in states and counters, too', () => {
    for (const more of [{}, { counter: true }, { states: [1, 2] }])
      for (const value of over({ type: 'int64', ...more })) expect(typeof value).toBe('bigint')
  })

  test('a range is told in the scaled value, also where the factor turns it round', () => {
    for (const value of over({ type: 'int16', low: 10, high: 20, scale: { factor: -0.1, offset: 0 } })) {
      expect(Number(value)).toBeGreaterThanOrEqual(-200)
      expect(Number(value)).toBeLessThanOrEqual(-100)
    }
  })
})
