import type uPlot from 'uplot'
import type { Language } from '../i18n/language.ts'
import { dateFormat } from '../parts/time-text.ts'

/** Local times along the axis; the day is said once, at the first mark and where it changes. */
export function timeMarks(splits: readonly number[], step: number, language: Language): string[] {
  const clock = dateFormat(
    language,
    step < 60 ? { hour: '2-digit', minute: '2-digit', second: '2-digit' } : { hour: '2-digit', minute: '2-digit' },
  )
  const day = dateFormat(language, { month: 'short', day: 'numeric' })
  let before = ''
  return splits.map((at) => {
    const date = day.format(at * 1000)
    if (step >= 86_400) return date
    const changed = date !== before
    before = date
    return changed ? `${clock.format(at * 1000)}\n${date}` : clock.format(at * 1000)
  })
}

/** Marks with as many decimals as tell them apart: a distance of 0.025 needs three. */
export function valueMarks(splits: readonly number[]): string[] {
  const step = splits.length > 1 ? Math.abs(splits[1]! - splits[0]!) : 1
  const least = Math.min(8, Math.max(0, -Math.floor(Math.log10(step) + 1e-9)))
  const isExact = Math.abs(Number(step.toFixed(least)) - step) <= step * 1e-6
  const decimals = isExact ? least : Math.min(8, least + 1)
  return splits.map((value) => (Math.abs(value) >= 1e7 ? value.toExponential(2) : value.toFixed(decimals)))
}

/** As wide as its longest mark. */
export function axisWidth(_: uPlot, marks: string[] | null): number {
  const longest = Math.max(3, ...(marks ?? []).map((mark) => mark.length))
  return 18 + longest * 7
}

/** The window of the value axis: what is drawn with some air, never flat. */
export function valueRange(low: number | null, high: number | null): [number, number] {
  if (low === null || high === null) return [0, 1]
  const span = high - low
  const air = span > 0 ? span * 0.08 : Math.max(Math.abs(high) * 0.05, 0.5)
  return [low - air, high + air]
}
