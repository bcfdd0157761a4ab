import { currentLanguage } from '../../../i18n/language.ts'
import { dateFormat } from '../../../parts/time-text.ts'

/** 2024-01-01 was a Monday. */
const monday = Date.UTC(2024, 0, 1)
const DAY_MS = 86_400_000

/** Short names of the days of the week, Monday first. */
export function dayNames(): string[] {
  const format = dateFormat(currentLanguage(), { weekday: 'short', timeZone: 'UTC' })
  return Array.from({ length: 7 }, (_, k) => format.format(monday + k * DAY_MS))
}
