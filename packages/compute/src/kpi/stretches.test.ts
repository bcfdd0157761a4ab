import { type Micros, microsOf } from '@millrace/core'
import { describe, expect, it } from 'vitest'
import { Plan, Schedule } from './calendar.ts'
import { StateSignal, stateStretches, unexplained } from './stretches.ts'
import type { Downtime } from './time-model.ts'

const at = (time: string): Micros => microsOf(`2026-11-23T${time}:00Z`)!
const MINUTE = 60_000_000
const schedule = new Schedule({
  zone: 'UTC',
  dayBegins: '06:00',
  weekBegins: 1,
  shifts: [{ name: 'early', days: [1], begin: '06:00', end: '14:00', breaks: [{ begin: '10:00', end: '10:30' }] }],
  holidays: [],
  exceptions: [],
})
const mapping = {
  rules: [
    { when: 1, state: 'producing' },
    { when: 2, state: 'delay' },
    { when: 3, state: 'failure' },
  ],
} as const

const signal = (gap?: Micros) => {
  const read = new StateSignal(at('06:00'), mapping, gap)
  read.put(at('05:00'), 1, true)
  read.put(at('08:00'), 2, true)
  read.put(at('08:20'), 2, true)
  read.put(at('08:30'), 3, true)
  read.put(at('09:00'), 1, true)
  read.put(at('09:50'), 2, true)
  read.put(at('11:00'), 1, true)
  return read
}
const clock = (moment: Micros): string => new Date(moment / 1000).toISOString().slice(11, 16)
const said = (all: readonly { from: Micros; to: Micros; state: string }[]): string[] =>
  all.map(({ from, to, state }) => `${clock(from)} ${clock(to)} ${state}`)

describe('states of a work unit, stretch by stretch', () => {
  it('follow its signal without gap, from what stood at the beginning', () => {
    expect(said(signal().end(at('12:00')))).toEqual([
      '06:00 08:00 producing',
      '08:00 08:30 delay',
      '08:30 09:00 failure',
      '09:00 09:50 producing',
      '09:50 11:00 delay',
      '11:00 12:00 producing',
    ])
  })

  it('are unknown where a sample is not usable, and where none came for longer than the gap', () => {
    const read = new StateSignal(at('06:00'), mapping, 30 * MINUTE)
    read.put(at('06:10'), 1, true)
    read.put(at('07:00'), 2, true)
    read.put(at('07:10'), 2, false)
    expect(said(read.end(at('08:00')))).toEqual([
      '06:00 06:10 unknown',
      '06:10 06:40 producing',
      '06:40 07:00 unknown',
      '07:00 07:10 delay',
      '07:10 08:00 unknown',
    ])
  })

  it('are cut by the plan and by reasons; the reason that began last counts, and takes nothing from production', () => {
    const first: Downtime = { from: at('08:10'), to: at('09:20'), state: 'setup' }
    const second: Downtime = { from: at('08:20'), to: at('08:40'), state: 'planned' }
    const cut = stateStretches(signal().end(at('12:00')), [first, second], schedule)
    expect(said(cut)).toEqual([
      '06:00 08:00 producing',
      '08:00 08:10 delay',
      '08:10 08:20 setup',
      '08:20 08:40 planned',
      '08:40 09:00 setup',
      '09:00 09:50 producing',
      '09:50 10:00 delay',
      '10:00 10:30 delay',
      '10:30 11:00 delay',
      '11:00 12:00 producing',
    ])
    expect(cut.map(({ downtime }) => downtime).filter((one) => one)).toEqual([first, second, first])
    expect(cut[7]?.plan).toBe(Plan.stop)
  })
})

describe('standing without a reason', () => {
  it('is one stretch from state to state, within planned busy time, and not shorter than asked', () => {
    const cut = stateStretches(signal().end(at('12:00')), [], schedule)
    expect(said(unexplained(cut, 0))).toEqual(['08:00 09:00 delay', '09:50 10:00 delay', '10:30 11:00 delay'])
    expect(said(unexplained(cut, 20 * MINUTE))).toEqual(['08:00 09:00 delay', '10:30 11:00 delay'])
  })

  it('ends where a reason was entered', () => {
    const reason: Downtime = { from: at('08:30'), to: Number.POSITIVE_INFINITY, state: 'failure' }
    const cut = stateStretches(signal().end(at('12:00')), [reason], schedule)
    expect(said(unexplained(cut, 0))).toEqual(['08:00 08:30 delay'])
  })
})
