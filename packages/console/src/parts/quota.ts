import type { Quota } from '../platform.ts'
import { bytesText } from './value-text.ts'

/** From this share on one is told before it is full. */
const nearFrom = 0.8

export type QuotaStanding = 'unlimited' | 'free' | 'near' | 'full'

/** 0 to 1; what is over its limit is full. */
export function quotaShare({ most, used }: Quota): number {
  if (most === null) return 0
  return most === 0 ? 1 : Math.min(1, used / most)
}

export function quotaStanding(quota: Quota): QuotaStanding {
  if (quota.most === null) return 'unlimited'
  const share = quotaShare(quota)
  return share >= 1 ? 'full' : share >= nearFrom ? 'near' : 'free'
}

/** An amount of a quota as text; the size of the history with its unit, all others as a count. */
export function quotaAmount(kind: Quota['kind'], amount: number): string {
  if (kind === 'storage_bytes' || kind === 'app_table_bytes') {
    const { value, unit } = bytesText(amount)
    return `${value} ${unit}`
  }
  return new Intl.NumberFormat('en', { maximumFractionDigits: amount < 10 ? 1 : 0 }).format(amount)
}
