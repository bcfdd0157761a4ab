/** What a plan knows of its counter. */
export interface Counted {
  /** What it showed last; null before it was first seen. */
  readonly last: number | null
  /** Counted since the last order. */
  readonly counted: number
}

/**
 * The counter shows `value` now. One that shows less than before was set back or exchanged: what it shows is what it has counted since,
 * and nothing of what was counted before is lost.
 */
export function countOn({ last, counted }: Counted, value: number): Counted {
  if (last === null) return { last: value, counted }
  return { last: value, counted: counted + (value >= last ? value - last : Math.max(0, value)) }
}

/** Whether an order is due, and what is left counted after it: what ran over counts for the next. */
export function dueBy(counted: number, every: number): { due: boolean; left: number } {
  return counted >= every ? { due: true, left: counted % every } : { due: false, left: counted }
}
