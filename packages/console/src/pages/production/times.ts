import type { Language } from '../../i18n/language.ts'
import { dateFormat } from '../../parts/time-text.ts'

const pad = (part: number): string => String(part).padStart(2, '0')

/** Local time in the form a date-time field reads, to the second. */
export function fieldTime(ms: number): string {
  const date = new Date(ms)
  const day = `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`
  return `${day}T${pad(date.getHours())}:${pad(date.getMinutes())}:${pad(date.getSeconds())}`
}

const dayOf = (ms: number): string => new Date(ms).toDateString()

/** "08:12 – 08:30"; the day is said where it is not today's. */
export function stretchText(begin: string, end: string | undefined, now: number, language: Language): string {
  const clock = dateFormat(language, { hour: '2-digit', minute: '2-digit' })
  const dated = dateFormat(language, { month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit' })
  const from = Date.parse(begin)
  const first = dayOf(from) === dayOf(now) ? clock.format(from) : dated.format(from)
  if (end === undefined) return `${first} –`
  const to = Date.parse(end)
  return `${first} – ${dayOf(to) === dayOf(from) ? clock.format(to) : dated.format(to)}`
}

/** Seconds from begin to end, or to now while it lasts. */
export const lengthOf = (begin: string, end: string | undefined, now: number): number =>
  ((end === undefined ? now : Date.parse(end)) - Date.parse(begin)) / 1_000
