import { type ConditionDefinition, iso22400, type KpiDefinition, type PlannedUnit } from '@millrace/compute'
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

/** Work units beside, on the same points: their KPIs are told for windows of a minute. */
export const UNITS = 200
const KPIS_OF_UNIT = 10

const own = (id: string, formula: string, unit: string): KpiDefinition => ({
  id,
  name: { en: id, zh: id },
  unit,
  formula,
  inputs: { power: { type: 'number', unit: 'kW' } },
  windows: ['shift'],
  better: 'lower',
})
const ofOneself: readonly KpiDefinition[] = [
  own('energy_per_item', 'integral(power) / PQ', 'kW.h'),
  own('mean_power', 'avg(power)', 'kW'),
  own('greatest_power', 'max_of(power)', 'kW'),
  own('rate', 'PQ / WINDOW', '/s'),
]
/** Of the standard those that need no order and no maintenance. */
const kpis: readonly KpiDefinition[] = [
  ...iso22400
    .filter(({ windows, formula }) => windows.includes('shift') && !/PRT|SQ|RQ|GP|IP|AOET|CMT/.test(formula))
    .slice(0, KPIS_OF_UNIT - ofOneself.length),
  ...ofOneself,
]
export const KPIS = UNITS * kpis.length

const timeOf = (minute: number): string => new Date(minute * 60_000).toISOString().slice(11, 16)

/** A calendar of short shifts: each minute from one (since 1970) on is one, so that windows end while the benchmark runs. */
const minutes = (from: number, count: number): PlannedUnit['calendar'] => ({
  zone: 'UTC',
  dayBegins: '00:00',
  weekBegins: 1,
  shifts: Array.from({ length: count }, (_, i) => ({
    name: timeOf(from + i),
    days: [1, 2, 3, 4, 5, 6, 7],
    begin: timeOf(from + i),
    end: timeOf(from + i + 1),
    breaks: [],
  })),
  holidays: [],
  exceptions: [],
})

/** A work unit with a state, two counters and a power, of four points of a device; two units a device. */
export function unitOf(unit: number, fromMinute: number): PlannedUnit {
  const device = unit % DEVICES
  const first = Math.floor(unit / DEVICES) * 4
  return {
    id: `unit${unit}`,
    fingerprint: '1',
    calendar: minutes(fromMinute, 30),
    orders: [],
    states: {
      series: seriesOf(device, first),
      mapping: {
        rules: [
          { when: { from: 60 }, state: 'producing' },
          { when: { from: 30, below: 60 }, state: 'setup' },
        ],
        otherwise: 'idle',
      },
    },
    downtimes: [],
    counters: { PQ: { series: seriesOf(device, first + 1) }, GQ: { series: seriesOf(device, first + 2) } },
    kpis: kpis.map((definition) => ({
      definition,
      version: 1,
      points: { power: seriesOf(device, first + 3) },
      constants: {},
    })),
  }
}
