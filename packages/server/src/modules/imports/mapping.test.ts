import { type Micros, microsOf } from '@millrace/core'
import type { Cell, TableChunk } from '@millrace/history'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { RowMapper } from './mapping.ts'

type Format = 's' | 'ms' | 'us' | 'ns'

const NOW = Date.UTC(2026, 10, 27) * 1_000
const EARLIEST = Date.UTC(1900, 0, 1) * 1_000
const formats = ['s', 'ms', 'us', 'ns'] as const
/** Digits after the point with which a number of that format tells nanoseconds. */
const nanoPlaces = { s: 9, ms: 6, us: 3, ns: 0 } as const

/** The time that is stored for a cell, or why there is none. */
function timeOf(cell: Cell, format: Format): Micros | string | undefined {
  const mapper = new RowMapper(
    { layout: 'wide', time: { column: 't', format }, columns: [{ column: 'v', point: 'p' }] },
    true,
  )
  const chunk: TableChunk = {
    length: 1,
    columns: [
      { cells: [cell], isTime: false },
      { cells: [1], isTime: false },
    ],
    lines: [2],
    malformed: [],
    next: { row: 1, byte: 0, line: 2 },
  }
  const { batch, refusals } = mapper.map(chunk, new Map([['p', { series: 1, type: 'double', unit: undefined }]]), NOW)
  return batch.length === 1 ? batch.time[0] : refusals[0]?.reason
}

/** A whole number of nanoseconds as a decimal of so many places. */
function textOf(nanos: bigint, places: number): string {
  const digits = String(nanos < 0n ? -nanos : nanos).padStart(places + 1, '0')
  const [whole, fraction] = [digits.slice(0, digits.length - places), digits.slice(digits.length - places)]
  return `${nanos < 0n ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`
}

const micros = fc.integer({ min: EARLIEST, max: NOW })
const format = fc.constantFrom(...formats)

describe('a time that is a number', () => {
  it.each<[Cell, Format, Micros]>([
    ['1700000002.000007', 's', 1_700_000_002_000_007],
    ['1700000002000.007', 'ms', 1_700_000_002_000_007],
    ['1700000002000007000', 'ns', 1_700_000_002_000_007],
    [1_700_000_002_000_007_000n, 'ns', 1_700_000_002_000_007],
    [1_700_000_002.000007, 's', 1_700_000_002_000_007],
    [' +1700000002.0000079 ', 's', 1_700_000_002_000_007],
    ['1700000002.00000799999999999999999999999999999999999999999', 's', 1_700_000_002_000_007],
    ['-0.000001', 's', -1],
    ['-0.0000001', 's', -1],
    ['-1', 'ns', -1],
    [-1n, 'ns', -1],
    ['-1000', 'ns', -1],
    ['1.700000002e9', 's', 1_700_000_002_000_000],
    ['.5', 's', 500_000],
    ['5.', 'us', 5],
    ['-0', 's', 0],
  ])('%s in %s is exact', (cell, unit, expected) => {
    expect(timeOf(cell, unit)).toBe(expected)
  })

  it('is exact to the µs as text, as a whole number and as a double', () => {
    fc.assert(
      fc.property(micros, format, (time, unit) => {
        const nanos = BigInt(time) * 1_000n
        const text = textOf(nanos, nanoPlaces[unit])
        expect(timeOf(text, unit)).toBe(time)
        // All of these are before 2^51 µs: the nearest double in any unit is less than half a µs off.
        expect(timeOf(Number(text), unit)).toBe(time)
        if (unit === 'us') expect(timeOf(BigInt(time), unit)).toBe(time)
        if (unit === 'ns') expect(timeOf(nanos, unit)).toBe(time)
      }),
      { numRuns: 2_000 },
    )
  })

  it('is cut to the µs below it, before 1970 too', () => {
    const nanos = fc.bigInt({ min: BigInt(EARLIEST) * 1_000n, max: BigInt(NOW) * 1_000n })
    fc.assert(
      fc.property(nanos, format, (one, unit) => {
        const below = Number((one - (((one % 1_000n) + 1_000n) % 1_000n)) / 1_000n)
        expect(timeOf(textOf(one, nanoPlaces[unit]), unit)).toBe(below)
      }),
      { numRuns: 2_000 },
    )
  })

  it('is the same in seconds and as ISO 8601', () => {
    expect(timeOf('-86400.000001', 's')).toBe(microsOf('1969-12-30T23:59:59.999999Z'))
  })

  it.each([
    ['', 'time_malformed'],
    [' ', 'time_malformed'],
    ['.', 'time_malformed'],
    ['-', 'time_malformed'],
    ['+.', 'time_malformed'],
    ['1.2.3', 'time_malformed'],
    ['1,5', 'time_malformed'],
    ['yesterday', 'time_malformed'],
    ['1e999', 'time_malformed'],
    ['9'.repeat(30), 'time_malformed'],
    [Number.NaN, 'time_malformed'],
    [Infinity, 'time_malformed'],
    [null, 'time_malformed'],
    ['-3000000000', 'time_out_of_range'],
    ['3000000000', 'future_time'],
  ])('"%s" seconds are refused', (cell, reason) => {
    expect(timeOf(cell, 's')).toBe(reason)
  })
})
