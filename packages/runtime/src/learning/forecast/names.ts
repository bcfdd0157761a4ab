import type { FreeNames } from '../publish.ts'

const MINUTE = 60_000_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** `15min`, `24h`, `7d`. */
function said(span: number): string {
  if (span % DAY === 0 && span > DAY) return `${span / DAY}d`
  return span % HOUR === 0 ? `${span / HOUR}h` : `${span / MINUTE}min`
}

export interface HorizonNames {
  /** `24h`. */
  readonly span: string
  readonly expected: string
  readonly low: string
  readonly high: string
}

/** Names of the outputs by horizon: `in_24h`, `in_24h_low`, `in_24h_high`. @param step µs */
export const outputNames = (step: number, horizons: readonly number[], names: FreeNames): HorizonNames[] =>
  horizons.map((horizon) => {
    const span = said(step * horizon)
    const expected = names.take(`in_${span}`)
    return { span, expected, low: names.take(`${expected}_low`), high: names.take(`${expected}_high`) }
  })
