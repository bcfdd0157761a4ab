import type { Program } from '../../platform.ts'

const dayMs = 86_400_000
/** Long enough to rotate it in the ordinary course of work. */
const nearMs = 14 * dayMs

/** How long a program may live, in days; the platform takes a year at most. */
export const lifetimes = ['30', '90', '180', '365'] as const
export type Lifetime = (typeof lifetimes)[number]

/** An hour early: what is a year here must not be more than a year by the platform's clock. */
export const endOf = (lifetime: Lifetime, now: number): string =>
  new Date(now + Number(lifetime) * dayMs - 3_600_000).toISOString()

export function expiryOf({ expiresAt, state }: Pick<Program, 'expiresAt' | 'state'>, now: number) {
  const left = Date.parse(expiresAt) - now
  if (left <= 0 || state === 'expired') return 'over'
  return left <= nearMs ? 'near' : 'far'
}
