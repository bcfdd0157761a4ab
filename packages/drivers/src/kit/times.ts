import { type Micros, microsOf } from '@millrace/core'

/** How a text protocol, a table or a file writes a time. */
export type TimeFormat = 'iso' | 'unix-s' | 'unix-ms' | 'unix-us'

export const timeFormats: readonly TimeFormat[] = ['iso', 'unix-s', 'unix-ms', 'unix-us']

const microsPer: Readonly<Record<string, number>> = { 'unix-s': 1e6, 'unix-ms': 1e3, 'unix-us': 1 }

/**
 * Undefined if it is no time of this format.
 *
 * @param offset of ISO times that name no zone, such as `+08:00`
 */
export function timeOf(found: unknown, format: TimeFormat, offset = 'Z'): Micros | undefined {
  if (format === 'iso') return typeof found === 'string' ? isoTime(found, offset) : undefined
  const number = typeof found === 'string' && /^\d+(?:\.\d+)?$/.test(found.trim()) ? Number(found) : found
  if (typeof number !== 'number' && typeof number !== 'bigint') return undefined
  const micros = Math.round(Number(number) * microsPer[format]!)
  return Number.isSafeInteger(micros) && micros > 0 ? micros : undefined
}

function isoTime(text: string, offset: string): Micros | undefined {
  const trimmed = text.trim()
  if (!/\d:\d\d/.test(trimmed)) return microsOf(trimmed)
  // PostgreSQL writes whole hours as +02.
  if (/[+-]\d\d$/.test(trimmed)) return microsOf(`${trimmed}:00`)
  return microsOf(/(?:Z|[+-]\d\d:?\d\d)$/.test(trimmed) ? trimmed : `${trimmed}${offset}`)
}
