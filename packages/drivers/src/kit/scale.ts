import type { TagSpec } from './driver.ts'

/**
 * raw × factor + offset. A factor such as 0.1 divides by 10 instead: the device means tenths, and 816 is then 81.6 and not
 * 81.60000000000001, because 0.1 has no exact double and 10 has.
 */
export function scaled(raw: number, { factor, offset }: NonNullable<TagSpec['scale']>): number {
  const divisor = Math.round(1 / factor)
  const isFraction = Math.abs(divisor) > 1 && Math.abs(factor * divisor - 1) < Number.EPSILON * 4
  return (isFraction ? raw / divisor : raw * factor) + offset
}
