import type { Point } from '../../platform.ts'

/** How much a point says about its area at first sight: a measured value with unit and range near the top says most. */
function weight(point: Point): number {
  let sum = 0
  if (point.type === 'double') sum += 4
  if (point.unit) sum += 4
  if (point.low != null && point.high != null) sum += 2
  if (point.description) sum += 1
  if (point.writable) sum -= 5
  return sum - point.path.length * 0.5
}

/** The few points that stand for an area: the weightiest, each of another unit as long as there is one. */
export function keyPoints(points: readonly Point[], count: number): Point[] {
  const ordered = points
    .filter((point) => point.type !== 'string')
    .map((point, index) => ({ point, index, weight: weight(point) }))
    .sort((a, b) => b.weight - a.weight || a.index - b.index)
    .map((entry) => entry.point)
  const chosen: Point[] = []
  const units = new Set<string>()
  for (const point of ordered) {
    if (chosen.length === count) return chosen
    const unit = point.unit ?? point.type
    if (units.has(unit)) continue
    units.add(unit)
    chosen.push(point)
  }
  for (const point of ordered) {
    if (chosen.length === count) break
    if (!chosen.includes(point)) chosen.push(point)
  }
  return chosen
}
