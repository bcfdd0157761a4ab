import type { PickedAsset } from '../../parts/AssetPicker.tsx'
import type { PickedPoint } from '../../parts/PointsPicker.tsx'

export const scopes = ['all', 'asset', 'points'] as const
export type Scope = (typeof scopes)[number]
export const periods = ['day', 'week', 'month', 'year', 'ever', 'custom'] as const
export type Period = (typeof periods)[number]

/** Of what, and from when to when. */
export interface Subject {
  readonly scope: Scope
  readonly asset: PickedAsset | null
  readonly points: readonly PickedPoint[]
  readonly period: Period
  /** Local time, as a date-time field has it; empty: without that bound. */
  readonly from: string
  readonly to: string
}

export const firstSubject: Subject = { scope: 'all', asset: null, points: [], period: 'week', from: '', to: '' }

const dayMs = 86_400_000
const lengths: Readonly<Record<Exclude<Period, 'ever' | 'custom'>, number>> = {
  day: dayMs,
  week: 7 * dayMs,
  month: 30 * dayMs,
  year: 365 * dayMs,
}
const iso = (field: string): string | undefined =>
  Number.isFinite(Date.parse(field)) ? new Date(field).toISOString() : undefined

/** The bounds as the platform takes them; a bound that is missing is none. */
export function boundsOf({ period, from, to }: Subject, now: number): { from?: string; to?: string } {
  if (period === 'ever') return {}
  if (period !== 'custom') return { from: new Date(now - lengths[period]).toISOString() }
  const bounds = { from: iso(from), to: iso(to) }
  return { ...(bounds.from && { from: bounds.from }), ...(bounds.to && { to: bounds.to }) }
}

/** False while something is not chosen, or ends before it begins. */
export function isWhole(subject: Subject): boolean {
  const { scope, asset, points, period, from, to } = subject
  if (scope === 'asset' && !asset) return false
  if (scope === 'points' && points.length === 0) return false
  if (period !== 'custom') return true
  if (from === '' && to === '') return false
  return from === '' || to === '' || Date.parse(from) < Date.parse(to)
}
