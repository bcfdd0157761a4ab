/** Marks of an axis at 1, 2 or 5 times a power of ten, about so many. */
export function ticks(low: number, high: number, about: number): number[] {
  const raw = (high - low) / Math.max(1, about)
  if (!(raw > 0) || !Number.isFinite(raw)) return [low]
  const power = 10 ** Math.floor(Math.log10(raw))
  const share = raw / power
  const step = (share < 1.5 ? 1 : share < 3.5 ? 2 : share < 7.5 ? 5 : 10) * power
  const found: number[] = []
  for (let k = Math.ceil(low / step); k * step <= high + step * 1e-9; k++)
    found.push(Number((k * step).toPrecision(12)))
  return found
}

export type Scale = (value: number) => number

export const scaleOf =
  ([low, high]: readonly [number, number], from: number, to: number): Scale =>
  (value) =>
    high === low ? (from + to) / 2 : from + ((value - low) / (high - low)) * (to - from)

export type Known = number | null

export const extent = (values: readonly Known[]): [number | null, number | null] => {
  let [low, high]: [number | null, number | null] = [null, null]
  for (const value of values) {
    if (value === null) continue
    if (low === null || value < low) low = value
    if (high === null || value > high) high = value
  }
  return [low, high]
}

/** A line that is broken where nothing is known. */
export function pathOf(points: readonly (readonly [number, number] | null)[]): string {
  let [text, on] = ['', false]
  for (const point of points) {
    if (point) text += `${on ? 'L' : 'M'}${point[0].toFixed(1)} ${point[1].toFixed(1)}`
    on = point !== null
  }
  return text
}
