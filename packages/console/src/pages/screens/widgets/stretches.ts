import { microsOf } from '../../../parts/time-text.ts'
import type { Quality, Sample, Value } from '../../../platform.ts'

export interface StateStretch {
  /** µs since 1970. */
  readonly from: number
  readonly to: number
  readonly value: Value
  readonly quality: Quality
  /** 0: off or empty; others in the order in which they are first seen. */
  readonly state: number
}

const MOST_STATES = 6

/** How long each state lasted between two moments; a value holds until the next one, in quality too. */
export function stretchesOf(samples: readonly Sample[], from: number, to: number): StateStretch[] {
  const states = new Map<Value, number>([
    [false, 0],
    [0, 0],
    ['', 0],
  ])
  const stateOf = (value: Value): number => {
    const known = states.get(value)
    if (known !== undefined) return known
    const fresh = Math.min(MOST_STATES, new Set(states.values()).size)
    states.set(value, fresh)
    return fresh
  }
  const found: StateStretch[] = []
  samples.forEach(({ time, value, quality }, k) => {
    const begin = Math.max(from, microsOf(time))
    const next = samples[k + 1]
    const end = Math.min(to, next ? microsOf(next.time) : to)
    if (end <= begin) return
    const state = stateOf(value)
    const last = found.at(-1)
    if (last && last.value === value && last.quality === quality && last.to === begin)
      found[found.length - 1] = { ...last, to: end }
    else found.push({ from: begin, to: end, value, quality, state })
  })
  return found
}
