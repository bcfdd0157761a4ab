import type { Micros } from '@millrace/core'

/** What lies between these source times was not told, µs; what lies at them was. */
export interface Hole {
  from: Micros
  readonly to: Micros
}

/** How far one tag has been told. */
export interface Told {
  /** Source time of the newest value, µs. */
  readonly seen: Micros
  readonly holes: readonly Hole[]
}

/** A tag whose link breaks more often than its holes can be filled: the oldest are given up. */
const MOST_HOLES = 50

/** What is in a file, or nothing if it is no file of ours. */
export function toldFrom(file: unknown): Map<string, Told> {
  const told = new Map<string, Told>()
  if (typeof file !== 'object' || file === null) return told
  for (const [key, row] of Object.entries(file)) {
    if (!Array.isArray(row) || row.length % 2 === 0 || !row.every(Number.isSafeInteger)) continue
    const [seen, ...ends] = row as [number, ...number[]]
    const holes: Hole[] = []
    for (let i = 0; i < ends.length; i += 2) holes.push({ from: ends[i]!, to: ends[i + 1]! })
    told.set(key, { seen, holes })
  }
  return told
}

/** As `toldFrom` reads it: a row of numbers a tag. */
export function fileOf(told: ReadonlyMap<string, Told>): Record<string, number[]> {
  const file: Record<string, number[]> = {}
  for (const [key, { seen, holes }] of told) file[key] = [seen, ...holes.flatMap(({ from, to }) => [from, to])]
  return file
}

/** The holes with a new one, if any time lies in it; what lies before `oldest` is given up. */
export function withHole(holes: readonly Hole[], from: Micros, to: Micros, oldest: Micros): Hole[] {
  return [...holes, { from, to }]
    .filter((hole) => hole.to > hole.from + 1 && hole.to > oldest)
    .map((hole) => (hole.from >= oldest ? hole : { from: oldest, to: hole.to }))
    .slice(-MOST_HOLES)
}
