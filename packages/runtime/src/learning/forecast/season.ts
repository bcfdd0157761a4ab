/** What smoothing remembers; slots are counted from 1970-01-01 UTC in steps. */
export interface SmoothState {
  level: number
  /** How far the last slot lay off level and seasons. */
  error: number
  /** Slots without a value since the last one with one. */
  empty: number
  /** One list a season, by the rest of the slot's number by its length. */
  readonly seasons: number[][]
}

/**
 * How quickly it learns, each 0 to 1: smoothing with several seasons and an error that is carried on (Taylor, Triple seasonal
 * methods for short-term electricity demand forecasting, 2010, HWT), which without a second season and a carry is Holt and
 * Winters' without a trend.
 */
export interface Smoothing {
  readonly level: number
  /** One a season. */
  readonly seasons: readonly number[]
  /** How much of an error is left a slot later. */
  readonly carry: number
}

export const copyOf = (state: SmoothState): SmoothState => ({ ...state, seasons: state.seasons.map((one) => [...one]) })

function standing({ level, seasons }: SmoothState, slot: number): number {
  let sum = level
  for (const season of seasons) sum += season[slot % season.length]!
  return sum
}

/** Goes on by one slot: NaN where it has no value. After `patience` such slots the level begins anew with the next value. */
export function goOn(state: SmoothState, slot: number, value: number, smoothing: Smoothing, patience: number): void {
  if (Number.isNaN(value)) {
    state.empty++
    state.error *= smoothing.carry
    return
  }
  const off = value - standing(state, slot)
  if (state.empty > patience) {
    state.level += off
    state.error = 0
  } else {
    state.level += smoothing.level * off
    state.error = off
    state.seasons.forEach((season, i) => {
      season[slot % season.length]! += smoothing.seasons[i]! * off
    })
  }
  state.empty = 0
}

/** What is expected `horizon` slots after `slot`, the last that went in. @param carried what is left of an error by then */
export const ahead = (state: SmoothState, slot: number, horizon: number, carried: number): number =>
  standing(state, slot + horizon) + carried * state.error
