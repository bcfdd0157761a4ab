import type { Point } from '../platform.ts'
import { unitText } from './unit-text.ts'
import { askedText } from './value-text.ts'

const end = (value: number) => askedText(value, { type: 'int64' })

/** The engineering range of a point with its unit: "4 … 12 bar"; undefined where none is stated. */
export function rangeText({ low, high, unit }: Partial<Pick<Point, 'low' | 'high' | 'unit'>>): string | undefined {
  if (low === undefined && high === undefined) return undefined
  const ends =
    low === undefined ? `≤ ${end(high!)}` : high === undefined ? `≥ ${end(low)}` : `${end(low)} … ${end(high)}`
  return `${ends} ${unitText(unit)}`.trim()
}
