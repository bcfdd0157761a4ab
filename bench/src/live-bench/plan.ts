import type { ConditionDefinition } from '@millrace/compute'
import { MICROS_PER_S } from '@millrace/core'

/** The plant that both sides watch: 100 devices of 100 points at 10 Hz, 100,000 values a second; a condition a point. */
export const DEVICES = 100
export const METRICS = 100
export const MESSAGES_PER_S = 1_000

/** Messages of a device come from a pool of so many, over and over: as many as Sparkplug has sequence numbers. */
export const POOL = 256

export const seriesOf = (device: number, metric: number): number => device * METRICS + metric + 1

/** What every device does: a slow wave with noise of ±1, the same in every run. */
export function pointValue(sequence: number, metric: number): number {
  const step = sequence % POOL
  const noise = ((Math.imul(step * METRICS + metric + 1, 0x9e3779b1) >>> 8) % 2_001) / 1_000 - 1
  return Math.round((50 + 30 * Math.sin(((step + metric) / POOL) * 2 * Math.PI) + noise) * 100) / 100
}

/** What one point is watched for. Only what a function node says in a few lines too: no rates, no bad quality. */
export type Watched =
  | { readonly is: 'high'; readonly limit: number; readonly deadband: number; readonly offDelayS: number }
  | { readonly is: 'deviation'; readonly from: number; readonly limit: number; readonly deadband: number }
  | { readonly is: 'both'; readonly other: number; readonly limit: number; readonly otherLimit: number }

/** Of a hundred: 70 high limits with a deadband, 15 of them with an off-delay too, 10 deviations, 5 expressions over two points. */
export function watched(metric: number): Watched {
  if (metric < 70) return { is: 'high', limit: 75, deadband: 2, offDelayS: 0 }
  if (metric < 85) return { is: 'high', limit: 75, deadband: 2, offDelayS: 2 }
  if (metric < 95) return { is: 'deviation', from: 50, limit: 25, deadband: 2 }
  return { is: 'both', other: metric - 95, limit: 60, otherLimit: 70 }
}

/** The condition of a point; its number is that of its series. */
export function conditionOf(device: number, metric: number): ConditionDefinition {
  const one = watched(metric)
  const common = { number: seriesOf(device, metric), input: seriesOf(device, metric), onDelay: 0, offDelay: 0 }
  if (one.is === 'high') {
    const { limit, deadband, offDelayS } = one
    return { ...common, is: 'limit', side: 'high', limit, deadband, offDelay: offDelayS * MICROS_PER_S }
  }
  if (one.is === 'deviation') {
    const { from, limit, deadband } = one
    return { ...common, is: 'deviation', reference: { value: from }, side: 'either', limit, deadband }
  }
  return {
    number: common.number,
    is: 'expression',
    expression: `a > ${one.limit} and b < ${one.otherLimit}`,
    inputs: [
      { name: 'a', series: common.input, type: 'number' },
      { name: 'b', series: seriesOf(device, one.other), type: 'number' },
    ],
    onDelay: 0,
    offDelay: 0,
  }
}

/** Edges of these come at the time of a sample, and so tell the way from there. */
export const isPrompt = (metric: number): boolean => {
  const one = watched(metric)
  return one.is !== 'high' || one.offDelayS === 0
}

export const conditions = (): ConditionDefinition[] =>
  Array.from({ length: DEVICES * METRICS }, (_, i) => conditionOf(Math.floor(i / METRICS), i % METRICS))
