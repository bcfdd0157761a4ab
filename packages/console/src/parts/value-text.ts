import type { Value } from '../platform.ts'

const formats = new Map<number, Intl.NumberFormat>()
function format(decimals: number): Intl.NumberFormat {
  let made = formats.get(decimals)
  if (!made) {
    made = new Intl.NumberFormat('en', {
      minimumFractionDigits: decimals,
      maximumFractionDigits: decimals,
      useGrouping: 'min2',
    })
    formats.set(decimals, made)
  }
  return made
}

/**
 * Decimals that keep a reading steady: about four significant digits of the point's range where that is known, of the
 * value itself where not. The count follows the range, so digits do not jump while the value moves.
 */
export function decimalsOf(value: number, low?: number | null, high?: number | null): number {
  const span = low != null && high != null && high > low ? Math.max(Math.abs(low), Math.abs(high)) : Math.abs(value)
  if (span === 0) return 1
  return Math.min(6, Math.max(0, 3 - Math.floor(Math.log10(span) + 1e-9)))
}

export interface ReadingOf {
  type?: string
  low?: number | null
  high?: number | null
}

/** A value as text, without its unit. An integer type keeps all its digits; beyond 2⁵³ it arrives as a string and stays one. */
export function valueText(value: Value | undefined, of: ReadingOf = {}): string {
  if (value === null || value === undefined) return '—'
  if (typeof value === 'boolean') return value ? 'ON' : 'OFF'
  if (typeof value === 'string') return value
  if (!Number.isFinite(value)) return String(value)
  if (of.type === 'int64') return format(0).format(value)
  const magnitude = Math.abs(value)
  if (magnitude !== 0 && (magnitude >= 1e9 || magnitude < 1e-4)) return value.toExponential(3)
  return format(decimalsOf(value, of.low, of.high)).format(value)
}

/** More digits than these come from binary arithmetic, not from a person. */
const meantDigits = 12

/** A value somebody asks for: as precise as the readings of its point, and never rounded. */
export function askedText(value: Exclude<Value, null>, of: ReadingOf = {}): string {
  const text = valueText(value, of)
  if (typeof value !== 'number') return text
  const meant = Number(value.toPrecision(meantDigits))
  return Number(text.replaceAll(',', '')) === meant ? text : String(meant)
}

export function countText(count: number | undefined): string {
  return count === undefined ? '—' : new Intl.NumberFormat('en').format(Math.round(count))
}

const steps = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB']
export function bytesText(bytes: number | undefined): { value: string; unit: string } {
  if (bytes === undefined) return { value: '—', unit: '' }
  const step = bytes > 0 ? Math.min(steps.length - 1, Math.floor(Math.log2(bytes) / 10)) : 0
  const scaled = bytes / 1024 ** step
  return { value: step === 0 || scaled >= 100 ? scaled.toFixed(0) : scaled.toFixed(1), unit: steps[step]! }
}
