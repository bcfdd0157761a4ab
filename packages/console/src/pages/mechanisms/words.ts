import { currentLanguage } from '../../i18n/language.ts'
import type { Tone } from '../../parts/Mark.tsx'
import type { MechanismVersion, Quality } from '../../platform.ts'

interface Words {
  readonly en: string
  readonly zh: string
}

/** What somebody wrote in both languages, in the reader's. */
export const said = (words: Words): string => words[currentLanguage()] || words.en || words.zh

export type Stage = MechanismVersion['stage']

/** Filled once it may be relied on; what is on its way is hollow. */
export const stageTones: Readonly<Record<Stage, Tone>> = {
  draft: 'hollow',
  tested: 'hollow',
  reviewed: 'hollow',
  published: 'plain',
  deprecated: 'warn',
}

/** Severity of an OPC UA StatusCode: its two highest bits (OPC UA Part 4 §7.39). */
export function qualityOf(status: number): Quality {
  const severity = status >>> 30
  return severity === 0 ? 'good' : severity === 1 ? 'uncertain' : 'bad'
}

const figure = new Intl.NumberFormat('en', { maximumSignificantDigits: 8, useGrouping: 'min2' })

/** A figure with as many digits as a case is written with. */
export function figureText(value: number | string | boolean | null | undefined): string {
  if (value === null || value === undefined) return '—'
  if (typeof value !== 'number') return String(value)
  if (value === 0 || (Math.abs(value) >= 1e-4 && Math.abs(value) < 1e9)) return figure.format(value)
  return value.toExponential(4)
}

/** "0 … 50", "≥ 0", "≤ 1"; nothing where there is no bound. */
export function rangeText(low: number | undefined, high: number | undefined): string {
  if (low !== undefined && high !== undefined) return `${figureText(low)} … ${figureText(high)}`
  if (low !== undefined) return `≥ ${figureText(low)}`
  return high === undefined ? '' : `≤ ${figureText(high)}`
}
