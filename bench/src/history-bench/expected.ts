import type { Above, BucketColumns, Samples, StateDurations } from './engines/engine.ts'
import { type Load, numberAt, type SeriesKey, seriesNumber } from './workload.ts'

/** Beats whose times lie in [from, to). */
function beatsIn(load: Load, from: number, to: number): { first: number; end: number } {
  const beatOf = (time: number): number => Math.ceil((time - load.start) / load.period)
  return { first: Math.max(0, beatOf(from)), end: Math.min(load.beats, beatOf(to)) }
}

export const expectedLast = (load: Load, { device, point }: SeriesKey): number =>
  numberAt(device, point, load.beats - 1)

export function expectedRaw(load: Load, { device, point }: SeriesKey, from: number, to: number): Samples {
  const { first, end } = beatsIn(load, from, to)
  const length = Math.max(0, end - first)
  return {
    time: Float64Array.from({ length }, (_, i) => load.start + (first + i) * load.period),
    value: Float64Array.from({ length }, (_, i) => numberAt(device, point, first + i)),
  }
}

export function expectedBuckets(
  load: Load,
  keys: readonly SeriesKey[],
  from: number,
  to: number,
  width: number,
): BucketColumns {
  const columns = { series: [], start: [], min: [], mean: [], max: [] } as Record<keyof BucketColumns, number[]>
  for (const key of keys) {
    const { time, value } = expectedRaw(load, key, from, to)
    for (let at = 0; at < time.length; ) {
      const start = Math.floor((time[at] as number) / width) * width
      let end = at
      let sum = 0
      let min = Number.POSITIVE_INFINITY
      let max = Number.NEGATIVE_INFINITY
      for (; end < time.length && (time[end] as number) < start + width; end++) {
        const one = value[end] as number
        sum += one
        if (one < min) min = one
        if (one > max) max = one
      }
      columns.series.push(seriesNumber(key.device, key.point))
      columns.start.push(start)
      columns.min.push(min)
      columns.mean.push(sum / (end - at))
      columns.max.push(max)
      at = end
    }
  }
  return columns
}

/** The mean over all devices, for each bucket. */
export function expectedFleetMean(load: Load, point: number, from: number, to: number, width: number): Samples {
  const sums = new Map<number, { sum: number; count: number }>()
  const { first, end } = beatsIn(load, from, to)
  for (let beat = first; beat < end; beat++) {
    const start = Math.floor((load.start + beat * load.period) / width) * width
    const bucket = sums.get(start) ?? { sum: 0, count: 0 }
    for (let i = 0; i < load.devices; i++) bucket.sum += numberAt(load.firstDevice + i, point, beat)
    bucket.count += load.devices
    sums.set(start, bucket)
  }
  return { time: [...sums.keys()], value: [...sums.values()].map(({ sum, count }) => sum / count) }
}

/** The greatest value of each device. */
export function expectedMaxima(load: Load, point: number, from: number, to: number): Float64Array {
  const { first, end } = beatsIn(load, from, to)
  return Float64Array.from({ length: load.devices }, (_, i) => {
    let max = Number.NEGATIVE_INFINITY
    for (let beat = first; beat < end; beat++) {
      const value = numberAt(load.firstDevice + i, point, beat)
      if (value > max) max = value
    }
    return max
  })
}

/** How many samples of each device lie above a limit; devices without one are left out. */
export function expectedAbove(load: Load, point: number, limit: number, from: number, to: number): Above {
  const { first, end } = beatsIn(load, from, to)
  const device: number[] = []
  const count: number[] = []
  for (let i = 0; i < load.devices; i++) {
    let above = 0
    for (let beat = first; beat < end; beat++) if (numberAt(load.firstDevice + i, point, beat) > limit) above++
    if (above === 0) continue
    device.push(load.firstDevice + i)
    count.push(above)
  }
  return { device, count }
}

export function expectedStates(load: Load, key: SeriesKey, from: number, to: number): StateDurations {
  const { value } = expectedRaw(load, key, from, to)
  let on = 0
  let changes = 0
  for (let i = 0; i < value.length; i++) if (value[i] === 1) on++
  for (let i = 1; i < value.length; i++) if (value[i] !== value[i - 1]) changes++
  const seconds = load.period / 1e6
  return { onS: on * seconds, offS: (value.length - on) * seconds, changes }
}
