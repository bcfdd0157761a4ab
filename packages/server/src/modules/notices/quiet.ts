import type { Priority, Quiet } from './schema.ts'
import { dayAt, minutesOf, momentAt, weekdayOf } from './zone.ts'

/** When what is due now may be said: ms UTC; the same moment where nobody is to be left in peace. */
export function afterQuiet(quiet: Quiet | null, priority: Priority, ms: number): number {
  if (!quiet?.priorities.includes(priority)) return ms
  const { zone, from, until, days } = quiet
  const today = dayAt(zone, ms)
  const overnight = minutesOf(until) <= minutesOf(from)
  // What began yesterday may still run.
  for (const day of [today - 1, today]) {
    if (!days.includes(weekdayOf(day))) continue
    const begins = momentAt(zone, day, minutesOf(from))
    const ends = momentAt(zone, overnight ? day + 1 : day, minutesOf(until))
    if (begins <= ms && ms < ends) return ends
  }
  return ms
}
