import type { Point, Sample, WriteRequest } from '../../platform.ts'

export type Written = WriteRequest['value']
type Of = Pick<Point, 'type'> & Partial<Pick<Point, 'low' | 'high'>>

/** What a field holds while somebody types. */
export type Draft = string | number | boolean | null

export type ReadDraft =
  | { readonly is: 'value'; readonly value: Written }
  | { readonly is: 'missing' }
  | { readonly is: 'wrong'; readonly why: 'number' | 'whole' | 'range' }

const largest = 2n ** 63n - 1n

/** The draft as a value of the type of the point, within its engineering range, as the platform wants it. */
export function readDraft(of: Of, draft: Draft): ReadDraft {
  if (of.type === 'string') return draft === null ? { is: 'missing' } : { is: 'value', value: String(draft) }
  if (draft === null || draft === '') return { is: 'missing' }
  if (of.type === 'boolean') return { is: 'value', value: draft === true }
  const value = of.type === 'int64' ? wholeOf(String(draft).trim()) : numberOf(String(draft).trim())
  if (value === undefined) return { is: 'wrong', why: of.type === 'int64' ? 'whole' : 'number' }
  const { low = Number.NEGATIVE_INFINITY, high = Number.POSITIVE_INFINITY } = of
  if (Number(value) < low || Number(value) > high) return { is: 'wrong', why: 'range' }
  return { is: 'value', value }
}

const numberOf = (text: string): number | undefined =>
  /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) && Number.isFinite(Number(text)) ? Number(text) : undefined

/** Beyond 2⁵³ it stays a text of digits. */
function wholeOf(text: string): number | string | undefined {
  if (!/^-?\d{1,19}$/.test(text)) return undefined
  const whole = BigInt(text)
  if (whole > largest || whole < -largest - 1n) return undefined
  return Number.isSafeInteger(Number(text)) ? Number(text) : String(whole)
}

/** True if the machine holds this already, as far as a 32-bit float can tell. */
export function isHeld(value: Written, sample: Sample | undefined): boolean {
  if (sample?.quality !== 'good' || sample.value === null) return false
  if (typeof value === 'number' && typeof sample.value === 'number')
    return Math.abs(value - sample.value) <= 1e-6 * Math.max(1, Math.abs(value))
  return String(value) === String(sample.value)
}

/** A step of the size of a hand's turn: about a fiftieth of the range, a power of ten. */
export function stepOf({ type, low, high }: Of): number {
  if (low === undefined || high === undefined || high <= low) return 1
  const step = 10 ** Math.round(Math.log10((high - low) / 50))
  return type === 'int64' ? Math.max(1, step) : step
}

/** Beyond this share of the engineering range a change is large. */
const large = 0.25

/** Why somebody should look again before the value goes out. */
export type Caution =
  | { readonly is: 'large'; readonly percent: number }
  | { readonly is: 'bad' | 'uncertain'; readonly status: string }
  | { readonly is: 'none' | 'lost' }

export function cautionsOf(of: Of, value: Written, now: { sample: Sample | undefined; lost: boolean }): Caution[] {
  const { sample, lost } = now
  const cautions: Caution[] = lost ? [{ is: 'lost' }] : []
  if (!sample) return [...cautions, { is: 'none' }]
  if (sample.quality !== 'good') cautions.push({ is: sample.quality, status: sample.statusName })
  const { type, low, high } = of
  const number = type === 'double' || type === 'int64'
  if (number && sample.value !== null && low !== undefined && high !== undefined && high > low) {
    const share = Math.abs(Number(value) - Number(sample.value)) / (high - low)
    if (share > large) cautions.push({ is: 'large', percent: Math.round(share * 100) })
  }
  return cautions
}
