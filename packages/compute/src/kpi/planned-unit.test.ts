import { expect, test } from 'vitest'
import type { Calendar } from './calendar.ts'
import { MOST_SCHEDULES, Schedules } from './planned-unit.ts'

const calendar = (name: string): Calendar => ({
  zone: 'UTC',
  dayBegins: '00:00',
  weekBegins: 1,
  shifts: [],
  holidays: [{ date: '2026-01-01', name }],
  exceptions: [],
})

test('units of one calendar share a schedule, and of calendars that are changed no more than so many are kept', () => {
  const schedules = new Schedules()
  const [used, left] = [schedules.of(calendar('used')), schedules.of(calendar('left'))]
  for (let i = 0; i < MOST_SCHEDULES; i++) {
    schedules.of(calendar(`changed ${i}`))
    expect(schedules.of(calendar('used'))).toBe(used)
  }
  expect(schedules.of(calendar('left'))).not.toBe(left)
})
