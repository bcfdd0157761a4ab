import { microsOf } from '@millrace/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Schedule } from './calendar.ts'
import { goldenAt, goldenCalendar } from './golden-shift.ts'
import {
  type Downtime,
  stateNumber,
  stateOfValue,
  TIME_CELLS,
  type TimeElements,
  TimeModel,
  timeElements,
  type UnitState,
  unitStates,
} from './time-model.ts'

const schedule = new Schedule(goldenCalendar)
const MINUTE = 60_000_000
const midnight = microsOf('2026-11-23T00:00:00+08:00')!

function tell(
  model: TimeModel,
  states: readonly (readonly [number, UnitState])[],
  from: number,
  to: number,
): TimeElements {
  const cells = new Float64Array(TIME_CELLS)
  let before = 0
  states.forEach(([at, state], i) => {
    const begin = Math.max(from, at)
    const end = Math.min(to, states[i + 1]?.[0] ?? to)
    if (begin < end) before = model.add(cells, 0, begin, end, stateNumber(state), before)
  })
  return timeElements(cells)
}

describe('the time model', () => {
  it('puts every instant into one element, whatever states and reasons there are', () => {
    const minute = fc.integer({ min: 0, max: 1440 })
    const downtime = fc.tuple(minute, minute, fc.constantFrom('setup', 'delay', 'failure', 'idle', 'planned')).map(
      ([a, b, state]): Downtime => ({
        from: midnight + Math.min(a, b) * MINUTE,
        to: midnight + Math.max(a, b) * MINUTE,
        state: state as Downtime['state'],
      }),
    )
    fc.assert(
      fc.property(
        fc.array(fc.tuple(minute, fc.constantFrom(...unitStates)), { maxLength: 20 }),
        fc.array(downtime, { maxLength: 6 }),
        (changes, downtimes) => {
          const states = [...new Map(changes)]
            .sort(([a], [b]) => a - b)
            .map(([at, state]): [number, UnitState] => [midnight + at * MINUTE, state])
          const model = new TimeModel(schedule, downtimes)
          const whole = tell(model, [[midnight, 'unknown'], ...states], midnight, midnight + 1440 * MINUTE)
          // A shift of eight hours with a break of a half.
          expect(whole.POT).toBe(8 * 3600)
          expect(whole.POT).toBe(whole.PBT + whole.PDOT)
          expect(whole.PBT).toBe(whole.AUBT + whole.ADOT + whole.unknown)
          expect(whole.AUBT).toBe(whole.AUPT + whole.ADET)
          expect(whole.AUPT).toBe(whole.APT + whole.AUST)
          expect(whole.PDOT).toBeGreaterThanOrEqual(1800)
          // Told in two parts it is the same.
          const half = midnight + 725 * MINUTE
          const early = tell(model, [[midnight, 'unknown'], ...states], midnight, half)
          const late = tell(model, [[midnight, 'unknown'], ...states], half, midnight + 1440 * MINUTE)
          for (const name of ['PBT', 'APT', 'ADET', 'ADOT', 'TTR', 'CMT'] as const)
            expect(early[name] + late[name]).toBe(whole[name])
        },
      ),
    )
  })

  it('lets a reason explain standing, and takes nothing from production', () => {
    const reason: Downtime = {
      from: goldenAt('06:30'),
      to: goldenAt('07:30'),
      state: 'failure',
      maintenance: 'corrective',
    }
    const model = new TimeModel(schedule, [reason])
    const told = tell(
      model,
      [
        [goldenAt('06:00'), 'producing'],
        [goldenAt('06:45'), 'delay'],
        [goldenAt('07:00'), 'unknown'],
        [goldenAt('07:45'), 'producing'],
      ],
      goldenAt('06:00'),
      goldenAt('08:00'),
    )
    expect(told).toMatchObject({ APT: 3600, TTR: 45 * 60, CMT: 45 * 60, FE: 1, unknown: 15 * 60 })
  })

  it('counts a failure over a break once, and of reasons that share time the one that began last', () => {
    const reasons: Downtime[] = [
      { from: goldenAt('09:45'), to: goldenAt('10:45'), state: 'failure' },
      { from: goldenAt('10:40'), to: goldenAt('11:00'), state: 'planned', maintenance: 'preventive' },
    ]
    const told = tell(
      new TimeModel(schedule, reasons),
      [[goldenAt('09:00'), 'delay']],
      goldenAt('09:00'),
      goldenAt('12:00'),
    )
    expect(told).toMatchObject({ FE: 1, TTR: 25 * 60, PDOT: 50 * 60, PMT: 20 * 60, ADET: (45 + 25 + 60) * 60 })
  })

  it('takes values for states by the first rule that fits', () => {
    const mapping = {
      rules: [
        { when: { from: 3, below: 7 }, state: 'producing' as const },
        { when: true, state: 'setup' as const },
        { when: 'E12', state: 'failure' as const },
      ],
      otherwise: 'idle' as const,
    }
    expect([3, 6.9, 7, 1, 'E12', 'E13'].map((value) => unitStates[stateOfValue(mapping, value)])).toEqual([
      'producing',
      'producing',
      'idle',
      'setup',
      'failure',
      'idle',
    ])
  })
})
