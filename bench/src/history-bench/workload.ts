/**
 * Machines in the manner of TSBS: each device has ten points, read at one beat. Every value is a pure function of its
 * device, point and beat, so that any answer can be worked out anew without keeping what was loaded.
 */
export const POINTS = 10

export const Point = {
  level: 0,
  temperature: 1,
  pressure: 2,
  flow: 3,
  power: 4,
  current: 5,
  vibration: 6,
  energy: 7,
  pieces: 8,
  running: 9,
} as const

/** Digits after the point, by point: the resolution that such a sensor has. `pieces` is an integer, `running` a boolean. */
export const decimals: readonly number[] = [1, 1, 2, 2, 1, 2, 3, 1, 0, 0]
const scale: readonly number[] = decimals.map((digits) => 10 ** digits)

/** kW above which a machine is highly loaded. */
export const HIGH_LOAD = 90

/** A run of beats of some devices; rows come in the order of time, then device, then point. */
export interface Load {
  readonly firstDevice: number
  readonly devices: number
  /** Time of the first beat, µs. */
  readonly start: number
  /** Between two beats, µs. */
  readonly period: number
  readonly beats: number
}

export interface SeriesKey {
  readonly device: number
  readonly point: number
}

export const endOf = ({ start, period, beats }: Load): number => start + period * beats
export const valuesOf = ({ devices, beats }: Load): number => devices * POINTS * beats

/** The number of a series where series have numbers; 0 is none. */
export const seriesNumber = (device: number, point: number): number => device * POINTS + point + 1
export const keyOf = (series: number): SeriesKey => ({
  device: Math.floor((series - 1) / POINTS),
  point: (series - 1) % POINTS,
})

/** A well mixed number in [0, 1) of two integers (the finaliser of MurmurHash3). */
function unit(a: number, b: number): number {
  let h = Math.imul(a, 0x9e3779b1) ^ Math.imul(b + 0x7f4a7c15, 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return ((h ^ (h >>> 16)) >>> 0) / 4_294_967_296
}

/** Wanders in [0, 1): a new goal every `span` beats. */
function wander(key: number, beat: number, span: number): number {
  const cell = Math.floor(beat / span)
  const from = unit(key, cell)
  return from + (unit(key, cell + 1) - from) * (beat / span - cell)
}

/** Longer and shorter runs and stops, about two thirds of the time running. */
const runs = (device: number, beat: number): boolean => wander(seriesNumber(device, Point.running) * 4, beat, 45) > 0.4

/** The value in units of its resolution: a 32-bit integer. */
export function scaledAt(device: number, point: number, beat: number): number {
  const key = seriesNumber(device, point) * 4
  switch (point) {
    case Point.level:
      return Math.round(1_000 * wander(key, beat, 720))
    case Point.temperature:
      return Math.round(400 + 300 * wander(key, beat, 720) + 10 * wander(key + 1, beat, 24) + 2 * unit(key + 2, beat))
    case Point.pressure:
      return Math.round(600 + 100 * wander(key, beat, 180) + 10 * unit(key + 2, beat))
    case Point.flow:
      return Math.round(
        2_000 + 3_000 * wander(key, beat, 360) + 400 * wander(key + 1, beat, 12) + 200 * unit(key + 2, beat),
      )
    case Point.power:
      return runs(device, beat)
        ? Math.round(450 + 500 * wander(key, beat, 90) + 60 * unit(key + 2, beat))
        : Math.round(12 + 5 * unit(key + 2, beat))
    case Point.current:
      return runs(device, beat)
        ? Math.round(6_800 + 7_500 * wander(key, beat, 90) + 500 * unit(key + 2, beat))
        : Math.round(180 + 60 * unit(key + 2, beat))
    case Point.vibration:
      return runs(device, beat)
        ? Math.round(1_500 + 1_500 * wander(key, beat, 240) + 800 * unit(key + 2, beat))
        : Math.round(50 + 30 * unit(key + 2, beat))
    // Counters only grow: what is added by wandering falls slower than the beat adds.
    case Point.energy:
      return Math.floor(1e6 * unit(key + 3, 0) + 1.39 * beat + 200 * wander(key, beat, 360))
    case Point.pieces:
      return Math.floor(1e6 * unit(key + 3, 0) + 2.3 * beat + 300 * wander(key, beat, 200))
    default:
      return runs(device, beat) ? 1 : 0
  }
}

export const numberAt = (device: number, point: number, beat: number): number =>
  scaledAt(device, point, beat) / (scale[point] as number)

/** Mulberry32: the same numbers for the same seed, everywhere. */
export function random(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) % below
  }
}
