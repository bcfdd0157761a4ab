import type { Language } from '../i18n/language.ts'

const locales: Record<Language, string> = { zh: 'zh-CN', en: 'en-GB' }
const formats = new Map<string, Intl.DateTimeFormat>()

export function dateFormat(language: Language, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = language + JSON.stringify(options)
  let made = formats.get(key)
  if (!made) {
    made = new Intl.DateTimeFormat(locales[language], { hourCycle: 'h23', ...options })
    formats.set(key, made)
  }
  return made
}

/** µs since 1970 UTC of an ISO 8601 time with up to six digits of a second; Date itself keeps three. */
export function microsOf(time: string): number {
  const digits = /\.(\d+)/.exec(time)?.[1] ?? ''
  return Date.parse(time) * 1000 + Number(digits.slice(3, 6).padEnd(3, '0'))
}

const full: Intl.DateTimeFormatOptions = {
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
}

/** Local time to the millisecond, as precise as a person can use; the zone is said once where it matters. */
export function exactTime(ms: number, language: Language): string {
  return `${dateFormat(language, full).format(ms)}.${String(Math.floor(ms) % 1000).padStart(3, '0')}`
}

export function zoneText(language: Language): string {
  const part = dateFormat(language, { timeZoneName: 'shortOffset' }).formatToParts(0)
  return part.find((piece) => piece.type === 'timeZoneName')?.value ?? 'UTC'
}

const spans: [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
]

/** "3 minutes ago", in the largest whole unit, "in 7 days" to the nearest; null below two seconds, which is now. */
export function relativeTime(ms: number, now: number, language: Language): string | null {
  const seconds = (ms - now) / 1000
  const relative = new Intl.RelativeTimeFormat(locales[language], { numeric: 'auto', style: 'short' })
  if (Math.abs(seconds) < 2) return null
  const [unit, size] = spans.find(([, length]) => Math.abs(seconds) >= length) ?? spans[3]!
  return relative.format(seconds < 0 ? Math.trunc(seconds / size) : Math.round(seconds / size), unit)
}

export interface SpanWords {
  day: string
  hour: string
  minute: string
  second: string
}

/** A length of time in its two largest units: "2 d 4 h". */
export function spanText(seconds: number, words: SpanWords): string {
  const whole = Math.max(0, Math.round(seconds))
  const parts: [number, string][] = [
    [Math.floor(whole / 86_400), words.day],
    [Math.floor(whole / 3600) % 24, words.hour],
    [Math.floor(whole / 60) % 60, words.minute],
    [whole % 60, words.second],
  ]
  const first = parts.findIndex(([count]) => count > 0)
  if (first < 0) return `0 ${words.second}`
  return parts
    .slice(first, first + 2)
    .filter(([count]) => count > 0)
    .map(([count, word]) => `${count} ${word}`)
    .join(' ')
}
