import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type AlarmBehaviour,
  type AlarmEvent,
  type AlarmStanding,
  type AlarmState,
  alarmEvents,
  alarmStates,
  alarmStep,
  isActive,
  isAnnunciated,
  type ProcessState,
  processStates,
  quiet,
  shownState,
} from './state.ts'

const usual: AlarmBehaviour = { latching: false, acknowledgementRequired: true, reAlarm: 'always' }

/** One of the nine states of the standard, with `process` below the last three. */
const standingOf = (state: AlarmState, process: ProcessState = 'normal'): AlarmStanding => ({
  process: (processStates as readonly string[]).includes(state) ? (state as ProcessState) : process,
  shelved: state === 'shelved',
  suppressed: state === 'suppressed',
  outOfService: state === 'out_of_service',
})

const said = (standing: AlarmStanding, event: AlarmEvent, behaviour: AlarmBehaviour): string => {
  const step = alarmStep(standing, event, behaviour)
  return 'refused' in step ? `(${step.refused})` : shownState(step.standing) + (step.annunciates ? '!' : '')
}

/** The table as lines: state, then what each event leads to; `!` is put before operators, `(…)` is refused. */
const tableOf = (behaviour: AlarmBehaviour, process?: ProcessState): Record<string, string> =>
  Object.fromEntries(
    alarmStates.map((state) => [
      state,
      alarmEvents.map((event) => `${event} ${said(standingOf(state, process), event, behaviour)}`).join(', '),
    ]),
  )

const holds =
  'shelve shelved, unshelve (not_shelved), suppress suppressed, unsuppress (not_suppressed), remove out_of_service, return (in_service)'
const unseen = 'acknowledge (not_annunciated), reset (not_annunciated), re_alarm (not_annunciated)'

describe('the states of ISA-18.2', () => {
  it('lead where the figure says, for an alarm that asks to be acknowledged', () => {
    expect(tableOf(usual)).toEqual({
      normal: `raise unacknowledged!, clear (not_active), acknowledge (nothing_to_acknowledge), reset (not_latched), re_alarm (not_active), ${holds}`,
      unacknowledged: `raise (active_already), clear returned_unacknowledged, acknowledge acknowledged, reset (still_active), re_alarm unacknowledged!, ${holds}`,
      acknowledged: `raise (active_already), clear normal, acknowledge (acknowledged_already), reset (still_active), re_alarm unacknowledged!, ${holds}`,
      returned_unacknowledged: `raise unacknowledged!, clear (not_active), acknowledge normal, reset (not_latched), re_alarm (not_active), ${holds}`,
      latched_unacknowledged: `raise unacknowledged!, clear (not_active), acknowledge latched_acknowledged, reset returned_unacknowledged, re_alarm (not_active), ${holds}`,
      latched_acknowledged: `raise unacknowledged!, clear (not_active), acknowledge (acknowledged_already), reset normal, re_alarm (not_active), ${holds}`,
      shelved: `raise shelved, clear (not_active), ${unseen}, shelve shelved, unshelve normal, suppress shelved, unsuppress (not_suppressed), remove out_of_service, return (in_service)`,
      suppressed: `raise suppressed, clear (not_active), ${unseen}, shelve shelved, unshelve (not_shelved), suppress (suppressed_already), unsuppress normal, remove out_of_service, return (in_service)`,
      out_of_service: `raise out_of_service, clear (not_active), ${unseen}, shelve (out_of_service), unshelve (not_shelved), suppress out_of_service, unsuppress (not_suppressed), remove (out_of_service), return normal`,
    })
  })

  it('of a latching alarm stand after the condition has gone, until it is reset', () => {
    const latching = { ...usual, latching: true }
    const table = tableOf(latching)
    expect(table['unacknowledged']).toContain('clear latched_unacknowledged,')
    expect(table['acknowledged']).toContain('clear latched_acknowledged,')
    for (const state of ['normal', 'returned_unacknowledged', 'latched_unacknowledged', 'latched_acknowledged'])
      expect(table[state]).toBe(tableOf(usual)[state])
  })

  it('of an alarm that need not be acknowledged come and go by themselves', () => {
    const table = tableOf({ ...usual, acknowledgementRequired: false })
    for (const state of ['normal', 'returned_unacknowledged', 'latched_unacknowledged', 'latched_acknowledged'])
      expect(table[state]).toContain('raise acknowledged!,')
    expect(table['acknowledged']).toContain('clear normal,')
    expect(table['unacknowledged']).toContain('clear normal,')
    expect(table['latched_unacknowledged']).toContain('reset normal,')
  })

  it('refuse everything else with its reason, whatever the design', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...processStates),
        fc.tuple(fc.boolean(), fc.boolean(), fc.boolean()),
        fc.constantFrom(...alarmEvents),
        fc.record({
          latching: fc.boolean(),
          acknowledgementRequired: fc.boolean(),
          reAlarm: fc.constantFrom('always', 'unseen'),
        }),
        (process, [shelved, suppressed, outOfService], event, behaviour) => {
          const before = { process, shelved, suppressed, outOfService }
          const step = alarmStep(before, event, behaviour)
          if ('refused' in step) expect(step.refused).toMatch(/^[a-z_]+$/)
          else {
            // Only the condition itself makes an alarm active or not.
            const expected = event === 'raise' ? true : event === 'clear' ? false : isActive(process)
            expect(isActive(step.standing.process)).toBe(expected)
            if (step.annunciates) expect(isAnnunciated(step.standing)).toBe(true)
            if (shelved || suppressed || outOfService)
              if (step.annunciates) expect(['unshelve', 'unsuppress', 'return']).toContain(event)
          }
        },
      ),
      { numRuns: 2_000 },
    )
  })
})

describe('an alarm that is shelved, suppressed or out of service', () => {
  const walk = (behaviour: AlarmBehaviour, ...events: AlarmEvent[]): AlarmStanding =>
    events.reduce((standing, event) => {
      const step = alarmStep(standing, event, behaviour)
      return 'refused' in step ? standing : step.standing
    }, quiet)

  it.each([
    ['shelve', 'unshelve'],
    ['suppress', 'unsuppress'],
    ['remove', 'return'],
  ] as const)('follows its process underneath: after %s and %s it stands as the process does', (hold, release) => {
    expect(shownState(walk(usual, hold, 'raise', release))).toBe('unacknowledged')
    expect(shownState(walk(usual, hold, 'raise', 'clear', release))).toBe('normal')
    expect(shownState(walk(usual, 'raise', hold, 'clear', release))).toBe('normal')
    expect(shownState(walk(usual, 'raise', 'acknowledge', hold, 'clear', 'raise', release))).toBe('unacknowledged')
    expect(shownState(walk({ ...usual, latching: true }, hold, 'raise', 'clear', release))).toBe('latched_acknowledged')
    expect(shownState(walk(usual, 'raise', 'clear', hold, release))).toBe('returned_unacknowledged')
  })

  it('asks again for what was acknowledged before, or only for what nobody saw, as its policy says', () => {
    const seen = ['raise', 'acknowledge', 'shelve', 'unshelve'] as const
    expect(shownState(walk(usual, ...seen))).toBe('unacknowledged')
    const unseenOnly = { ...usual, reAlarm: 'unseen' } as const
    expect(shownState(walk(unseenOnly, ...seen))).toBe('acknowledged')
    expect(shownState(walk(unseenOnly, 'raise', 'shelve', 'unshelve'))).toBe('unacknowledged')
    expect(alarmStep(walk(unseenOnly, 'raise', 'acknowledge', 'shelve'), 'unshelve', unseenOnly)).toMatchObject({
      annunciates: false,
    })
  })

  it('is annunciated only when nothing holds it any more', () => {
    const both = walk(usual, 'raise', 'shelve', 'suppress')
    expect(shownState(both)).toBe('shelved')
    expect(said(both, 'unshelve', usual)).toBe('suppressed')
    expect(said(both, 'unsuppress', usual)).toBe('shelved')
    expect(shownState(walk(usual, 'raise', 'shelve', 'suppress', 'unshelve', 'unsuppress'))).toBe('unacknowledged')
  })

  it('is no longer shelved when it was taken out of service', () => {
    expect(walk(usual, 'shelve', 'remove', 'return')).toEqual(quiet)
  })
})
