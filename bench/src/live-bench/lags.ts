const MOST_MS = 60_000

/** Counts lags by whole ms, so that millions cost no memory. */
export class Lags {
  readonly counts = new Float64Array(MOST_MS + 1)

  add(ms: number): void {
    this.counts[Math.max(0, Math.min(MOST_MS, Math.round(ms)))]!++
  }
}

/** ms within which a share (0 to 1) was; 0 without any. */
export function percentile(counts: ArrayLike<number>, share: number): number {
  let total = 0
  for (let ms = 0; ms < counts.length; ms++) total += counts[ms] as number
  let seen = 0
  for (let ms = 0; ms < counts.length; ms++) {
    seen += counts[ms] as number
    if (total > 0 && seen >= total * share) return ms
  }
  return 0
}
