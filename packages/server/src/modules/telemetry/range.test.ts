import { describe, expect, it } from 'vitest'
import { bucketWidth, idsOf, rangeOf } from './range.ts'

const NOW = Date.UTC(2026, 10, 23, 12) * 1_000
const SECOND = 1_000_000

describe('a range', () => {
  it('is the last hour when nothing is said, and holds the present', () => {
    expect(rangeOf({}, NOW)).toEqual({ from: NOW + 1 - 3_600 * SECOND, to: NOW + 1 })
  })

  it('is read from ISO 8601 and from microseconds', () => {
    expect(rangeOf({ from: '2026-11-23T12:00:00.000001+01:00', to: String(NOW) }, NOW)).toEqual({
      from: NOW - 3_600 * SECOND + 1,
      to: NOW,
    })
  })

  it.each([['yesterday'], [''], ['1e9'], ['99999999999999999999']])('refuses %j', (from) => {
    expect(() => rangeOf({ from }, NOW)).toThrow(expect.objectContaining({ code: 'telemetry.time_malformed' }))
  })
})

describe('the width of a bucket', () => {
  const width = (seconds: number, pixels: number) => bucketWidth({ from: 0, to: seconds * SECOND }, { pixels }) / SECOND

  it('is round and no more than the pixels can show', () => {
    expect([width(3_600, 1_000), width(86_400, 800), width(30 * 86_400, 1_200), width(20 * 365 * 86_400, 500)]).toEqual(
      [5, 120, 3_600, 15 * 86_400],
    )
  })

  it('goes below a second when the range is short', () => {
    expect([width(1, 1_000), width(0.000_5, 1_000), width(3, 1_000)]).toEqual([0.001, 0.000_001, 0.005])
  })

  it('is refused when it would make too many', () => {
    expect(() => bucketWidth({ from: 0, to: 86_400 * SECOND }, { width: SECOND })).toThrow(
      expect.objectContaining({ code: 'telemetry.buckets_too_many' }),
    )
  })
})

describe('ids', () => {
  it('are parted by commas, each once, and must be ids', () => {
    const id = '01a20a82-377a-71a9-b85d-7cb864967c1f'
    expect(idsOf(`${id},${id}`)).toEqual([id])
    expect(() => idsOf(',')).toThrow(expect.objectContaining({ code: 'telemetry.ids_malformed' }))
    expect(() => idsOf('x')).toThrow(expect.objectContaining({ code: 'core.id_malformed' }))
  })
})
