import type { Progress } from '../face.ts'
import { quantileOf } from '../scores.ts'
import type { Grid } from './grid.ts'
import { ahead, copyOf, goOn, type Smoothing, type SmoothState } from './season.ts'

/** Told of what was expected of a slot, at an origin that has a value. Places in the grid. */
export type Visit = (expected: number, slot: number, horizon: number, origin: number) => void

export interface Walk {
  readonly grid: Grid
  /** Places in the grid: slots that go in, and the first origin of which it is told. */
  readonly from: number
  readonly until: number
  readonly origin: number
  readonly horizons: readonly number[]
  readonly patience: number
}

/** Takes slots in one after the other, and tells at each what is expected of later ones before `until`. The state goes on. */
export function walk(state: SmoothState, smoothing: Smoothing, { grid, ...way }: Walk, visit: Visit): void {
  const { from, until, origin, horizons, patience } = way
  const { first, values } = grid
  const carried = horizons.map((horizon) => smoothing.carry ** horizon)
  for (let at = from; at < until; at++) {
    goOn(state, first + at, values[at]!, smoothing, patience)
    if (at < origin || Number.isNaN(values[at]!)) continue
    for (let h = 0; h < horizons.length; h++) {
      const slot = at + horizons[h]!
      if (slot < until) visit(ahead(state, first + at, horizons[h]!, carried[h]!), slot, h, at)
    }
  }
}

/** The usual course over slots before `until`: their median, and by how much each season is used to lie off it: a leak is none. */
export function usual({ first, values }: Grid, until: number, lengths: readonly number[]): SmoothState {
  const rest = values.slice(0, until)
  const present = Array.from(rest.keys()).filter((i) => !Number.isNaN(rest[i]!))
  const level = medianOf(rest.values().filter((value) => !Number.isNaN(value)))
  for (const i of present) rest[i]! -= level
  const seasons = lengths.map((length) => {
    const phases: number[][] = Array.from({ length }, () => [])
    for (const i of present) phases[(first + i) % length]!.push(rest[i]!)
    const season = phases.map((phase) => (phase.length === 0 ? 0 : medianOf(phase)))
    for (const i of present) rest[i]! -= season[(first + i) % length]!
    return season
  })
  return { level, error: 0, empty: 0, seasons }
}

const medianOf = (values: Iterable<number>): number => quantileOf(Float64Array.from(values), 0.5)

const tried = {
  level: [0, 0.01, 0.03, 0.1, 0.2, 0.4, 0.7, 1],
  season: [0, 0.02, 0.05, 0.1, 0.2, 0.4],
  carry: [0, 0.3, 0.5, 0.7, 0.85, 0.95],
}
const ROUNDS = 3

export interface Fitted {
  readonly lengths: readonly number[]
  /** The course before the first slot. */
  readonly begin: SmoothState
  readonly smoothing: Smoothing
  /** Mean of the errors over all horizons, at origins that the begin knew nothing of; not of their squares, which a leak would rule. */
  readonly error: number
}

/** One setting after the other is tried while the rest stays, in three rounds. */
export function fit(way: Walk, lengths: readonly number[], progress: Progress): Fitted {
  const begin = usual(way.grid, way.origin, lengths)
  let best: Fitted | undefined
  const attempt = (smoothing: Smoothing): void => {
    let [sum, count] = [0, 0]
    walk(copyOf(begin), smoothing, way, (expected, slot) => {
      const off = way.grid.values[slot]! - expected
      if (Number.isNaN(off)) return
      sum += Math.abs(off)
      count++
    })
    const error = sum / count
    if (!best || error < best.error) best = { lengths, begin, smoothing, error }
  }
  attempt({ level: 0.1, seasons: lengths.map(() => 0.05), carry: 0.5 })
  for (let round = 0; round < ROUNDS; round++) {
    for (const level of tried.level) attempt({ ...best!.smoothing, level })
    for (const carry of tried.carry) attempt({ ...best!.smoothing, carry })
    lengths.forEach((_, i) => {
      for (const season of tried.season) {
        const { smoothing } = best!
        attempt({ ...smoothing, seasons: smoothing.seasons.with(i, season) })
      }
    })
    progress((round + 1) / ROUNDS)
  }
  return best!
}
