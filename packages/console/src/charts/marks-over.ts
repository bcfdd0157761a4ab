import { currentLanguage } from '../i18n/language.ts'
import { timeMarks } from './axes.ts'

const steps = [1, 5, 15, 30, 60, 300, 900, 1_800, 3_600, 10_800, 21_600, 43_200, 86_400, 172_800, 604_800, 2_592_000]

/** Round local times over a span (µs since 1970), at most so many. */
export function marksOver(from: number, to: number, most: number): { at: number; text: string }[] {
  const span = (to - from) / 1e6
  const step = steps.find((each) => span / each <= most) ?? Math.ceil(span / most)
  const shift = new Date(from / 1_000).getTimezoneOffset() * 60
  const splits: number[] = []
  for (let at = Math.ceil((from / 1e6 - shift) / step) * step + shift; at <= to / 1e6; at += step) splits.push(at)
  const texts = timeMarks(splits, step, currentLanguage())
  return splits.map((at, k) => ({ at: at * 1e6, text: texts[k]?.split('\n').reverse().join(' ') ?? '' }))
}
