/** Two inputs, a second apart in time: a value of each at every instant. Put into Node-RED as text, so it uses nothing from outside. */
export function valueAt(i: number, input: number): number {
  // A pressure between 5 and 9 bar that now and then is out of range, and a flow about 100.
  const noise = ((Math.imul(i * 2 + input + 1, 2654435761) >>> 8) % 10_000) / 10_000
  if (input === 1) return 80 + noise * 40
  return i % 97 === 0 ? 99 : 7 + Math.sin(i / 40) + noise
}

/** Instants of the comparison before the clock runs, so that both sides are compiled. */
export const BEGIN_MS = 1_700_000_000_000
export const LIMIT = 7.5

/** What came out at the end: equal on both sides. */
export interface FlowFigures {
  windows: number
  sum: number
  alarms: number
  standing: number
  bad: number
}
