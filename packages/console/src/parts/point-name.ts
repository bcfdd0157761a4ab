import type { Point } from '../platform.ts'

/**
 * A point's own name and where it stands. Sparkplug metric names carry their folders with slashes ("Compressor 1/Power"):
 * the last part is the name, what is before it belongs to the place.
 */
export function placedName(point: Pick<Point, 'name' | 'path'>, depth = 0): { name: string; place: string } {
  const parts = point.name.split('/').map((part) => part.trim())
  const name = parts.at(-1)
  if (!name) return { name: point.name, place: point.path.slice(depth).join(' / ') }
  return { name, place: [...point.path.slice(depth), ...parts.slice(0, -1)].join(' / ') }
}
