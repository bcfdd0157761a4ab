import { MICROS_PER_S } from '@millrace/core'
import { describe, expect, it } from 'vitest'
import { type AlarmRecord, annunciationMetrics } from './performance.ts'

const MINUTE = 60 * MICROS_PER_S
const from = Date.UTC(2026, 10, 27) * 1_000
const day = { from, to: from + 1_440 * MINUTE }

/** [seconds from the beginning, alarm, comes, priority] */
type Line = readonly [seconds: number, alarm: number, comes?: boolean, priority?: number]

function recordOf(lines: readonly Line[]): AlarmRecord {
  const sorted = [...lines].sort(([a], [b]) => a - b)
  return {
    length: sorted.length,
    time: Float64Array.from(sorted, ([seconds]) => from + seconds * MICROS_PER_S),
    alarm: Int32Array.from(sorted, ([, alarm]) => alarm),
    annunciated: Uint8Array.from(sorted, ([, , comes = true]) => Number(comes)),
    priority: Uint8Array.from(sorted, ([, , , priority = 0]) => priority),
  }
}

const many = <T>(n: number, at: (i: number) => T): T[] => Array.from({ length: n }, (_, i) => at(i))

describe('the metrics of clause 16.4', () => {
  it('count a quiet day as it is', () => {
    const metrics = annunciationMetrics(recordOf(many(144, (i): Line => [i * 600, i])), day)
    expect(metrics).toMatchObject({
      annunciated: 144,
      averagePer10min: 1,
      averagePerHour: 6,
      averagePerDay: 144,
      peakPer10min: 1,
      busyShare: 0,
      floods: [],
      floodShare: 0,
      chattering: [],
      fleeting: [],
      byPriority: [144, 0, 0, 0],
    })
    expect(metrics.frequentShare).toBeCloseTo(10 / 144, 12)
  })

  it('are nothing, and no division by it, without alarms', () => {
    const metrics = annunciationMetrics(recordOf([]), day)
    expect([metrics.annunciated, metrics.frequentShare, metrics.floodShare, metrics.per10min.length]).toEqual([
      0, 0, 0, 144,
    ])
  })

  it('begin a flood above ten in 10 min, and end it below five', () => {
    const lines = [
      ...many(10, (i): Line => [i, i]),
      ...many(11, (i): Line => [600 + i, i]),
      ...many(5, (i): Line => [1_200 + i, i]),
      ...many(4, (i): Line => [1_800 + i, i]),
      ...many(10, (i): Line => [2_400 + i, i]),
    ]
    const { floods, floodShare, busyShare, peakPer10min } = annunciationMetrics(recordOf(lines), day)
    expect(floods).toEqual([{ from: from + 10 * MINUTE, to: from + 30 * MINUTE, annunciated: 16, peak: 11 }])
    expect(floodShare).toBeCloseTo(20 / 1_440, 12)
    expect(busyShare).toBeCloseTo(1 / 144, 12)
    expect(peakPer10min).toBe(11)
  })

  it('end a flood with the span when it lasts', () => {
    const { floods } = annunciationMetrics(recordOf(many(20, (i): Line => [i, i])), { from, to: from + 5 * MINUTE })
    expect(floods).toEqual([{ from, to: from + 5 * MINUTE, annunciated: 20, peak: 20 }])
  })

  it('name what chatters: three times within a minute', () => {
    const lines: Line[] = [
      ...many(4, (i): Line => [i * 20, 7]),
      ...many(4, (i): Line => [10 + i * 20, 7, false]),
      ...many(5, (i): Line => [i * 31, 8]),
    ]
    expect(annunciationMetrics(recordOf(lines), day).chattering).toEqual([{ alarm: 7, annunciated: 4 }])
  })

  it('name what is fleeting: gone within 10 s, and not again for a minute', () => {
    const lines: Line[] = [
      [0, 1],
      [5, 1, false],
      [100, 2],
      [105, 2, false],
      [130, 2],
      [150, 2, false],
      [300, 3],
      [310, 3, false],
      [400, 1],
      [409, 1, false],
    ]
    expect(annunciationMetrics(recordOf(lines), day).fleeting).toEqual([{ alarm: 1, annunciated: 2 }])
  })

  it('rank the ten that come most often, and leave out what lies outside the span', () => {
    const lines = [
      ...many(12, (alarm) => many(alarm + 1, (i): Line => [alarm * 3_600 + i * 100, alarm, true, alarm % 4])),
      many(5, (i): Line => [86_400 + i, 50]),
    ].flat()
    const { frequent, frequentShare, annunciated, byPriority } = annunciationMetrics(recordOf(lines), day)
    expect(annunciated).toBe(78)
    expect(frequent.map(({ alarm }) => alarm)).toEqual([11, 10, 9, 8, 7, 6, 5, 4, 3, 2])
    expect(frequentShare).toBeCloseTo(75 / 78, 12)
    expect(byPriority).toEqual([15, 18, 21, 24])
  })
})
