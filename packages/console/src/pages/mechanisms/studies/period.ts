import { fieldTime } from '../../production/times.ts'

/** A stretch of history as fields hold it, local. */
export interface Period {
  readonly from: string
  readonly to: string
  /** s; empty: at each change. */
  readonly every: string
}

const DAY_MS = 86_400_000

/** The days before now. */
export const lastDays = (days: number, every: string): Period => {
  const now = Date.now()
  return { from: fieldTime(now - days * DAY_MS), to: fieldTime(now), every }
}

/** As the platform takes it; undefined while an end is missing or they are in the wrong order. */
export function askedPeriod({ from, to, every }: Period): { from: string; to: string; every?: number } | undefined {
  if (from === '' || to === '' || Date.parse(from) >= Date.parse(to)) return undefined
  return {
    from: new Date(from).toISOString(),
    to: new Date(to).toISOString(),
    ...(every !== '' && { every: Number(every) }),
  }
}
