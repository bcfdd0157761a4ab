/** A stretch of time in seconds since 1970 UTC. */
export interface Span {
  from: number
  to: number
}

const shortest = 2
const longest = 370 * 86_400

/** Moved by a share of its own length: −0.1 is a tenth to the past. */
export function panned(span: Span, share: number): Span {
  const by = (span.to - span.from) * share
  return { from: span.from + by, to: span.to + by }
}

/** Scaled around a place inside it (0 left, 1 right), between two seconds and a year. */
export function zoomed(span: Span, factor: number, around = 0.5): Span {
  const length = span.to - span.from
  const next = Math.min(longest, Math.max(shortest, length * factor))
  const pivot = span.from + length * around
  return { from: pivot - next * around, to: pivot + next * (1 - around) }
}
