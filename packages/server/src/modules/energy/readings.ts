import { degreeDays } from '@millrace/compute'
import { areCommensurable, convertUnit, Fault, isGood, type Micros, valueAt } from '@millrace/core'
import type { HistoryStore } from '@millrace/history'
import { coursesOf } from '../analysis/index.ts'
import type { SeriesPoint } from '../assets/index.ts'
import './faults.ts'
import { type MediumName, media } from './media.ts'
import { type Driver, MOST_PERIODS } from './schema.ts'

const HOUR = 3_600_000_000
/** A rate must be known for so much of a period; the rest is taken to be as that is. */
const ENOUGH = 0.9

/** Even periods that begin with `from`. */
export interface Periods {
  readonly from: Micros
  readonly to: Micros
  readonly width: Micros
}

export interface Of {
  readonly tenant: string
  readonly signal: AbortSignal
}

/** Whole periods of a range. Throws `energy.too_many`. */
export function wholePeriods({ from, to, width }: Periods): Periods {
  const count = Math.floor((to - from) / width)
  if (count > MOST_PERIODS) throw new Fault('energy.too_many', { most: MOST_PERIODS, of: 'periods' })
  return { from, to: from + Math.max(0, count) * width, width }
}

const countOf = ({ from, to, width }: Periods): number => Math.round((to - from) / width)

export const startsOf = (periods: Periods): Micros[] =>
  Array.from({ length: countOf(periods) }, (_, k) => periods.from + k * periods.width)

interface Counted {
  readonly medium: MediumName
  readonly reading: 'counter' | 'rate'
  /** UCUM, where the point tells none itself. */
  readonly unit: string | null
}

/** What a point's values become for one unit of the medium. Throws `energy.meter_unit` unless its unit fits. */
export function scaleOf(
  { unit: told }: Pick<SeriesPoint['point'], 'unit'>,
  { medium, reading, unit: said }: Counted,
): number {
  const expected = media[medium].unit
  const asked = reading === 'counter' ? expected : `(${expected})/h`
  if (told !== undefined && said !== null && said !== told)
    throw new Fault('energy.meter_unit', { expected: `${told}, as the point itself tells`, seen: said })
  const unit = told ?? said
  if (unit === null) throw new Fault('energy.meter_unit', { expected: asked, seen: 'a point without a unit' })
  // What flows in an hour of a rate is told by the hour: kW becomes kW.h.
  const own = reading === 'counter' ? unit : `(${unit}).h`
  // A ton of water is a cubic metre for whoever pays for it.
  for (const target of medium === 'water' ? ['t', 'm3'] : [expected])
    if (areCommensurable(own, target)) return convertUnit(1, own, target)
  throw new Fault('energy.meter_unit', { expected: asked, seen: unit })
}

/** So much of a period may lie between the two samples from which a counter is read at its end. */
const APART = 0.5

/**
 * A counter at the given instants, on the line between two samples. NaN where there is none after it, or the two lie further
 * apart than half a period, unless it stood still between them: otherwise the period before a gap would seem to use little.
 */
async function countsAt(
  history: HistoryStore,
  of: Of,
  {
    series,
    edges,
    width,
  }: { readonly series: readonly number[]; readonly edges: readonly Micros[]; readonly width: number },
): Promise<Map<Micros, number>> {
  const read = async (gap: number): Promise<Map<Micros, number>> => {
    const at = new Map<Micros, number>()
    const found = await history.at({ ...of, series, times: edges, mode: 'linear', gap })
    for (let row = 0; row < found.length; row++) {
      const [value, time] = [valueAt(found, row), found.time[row] as number]
      const isKnown = isGood(found.status[row] as number) || found.sampleTime[row] === time
      if (isKnown && value !== null && typeof value !== 'string') at.set(time, Number(value))
    }
    return at
  }
  const whole = await read(Number.POSITIVE_INFINITY)
  // Where the samples lie too far apart, the earlier one stands: it differs from the line unless the counter stood still.
  const near = await read(Math.round(width * APART))
  for (const [time, value] of whole) if (near.get(time) !== value) whole.delete(time)
  return whole
}

/** What a counter grew in each period; NaN where it is not known, or went backwards. */
async function growth(history: HistoryStore, of: Of, { series }: SeriesPoint, periods: Periods): Promise<Float64Array> {
  const edges = [...startsOf(periods), periods.to]
  const at = await countsAt(history, of, { series, edges, width: periods.width })
  return Float64Array.from({ length: countOf(periods) }, (_, k) => {
    const grown = (at.get(edges[k + 1] as number) ?? Number.NaN) - (at.get(edges[k] as number) ?? Number.NaN)
    return grown < 0 ? Number.NaN : grown
  })
}

/** Means by time; NaN where less than nine tenths are known. */
async function means(history: HistoryStore, of: Of, point: SeriesPoint, periods: Periods): Promise<Float64Array> {
  const [course] = await coursesOf(history, { ...of, points: [point], ...periods, rules: {} })
  const coverage = course?.coverage ?? new Float64Array()
  return (course?.mean ?? new Float64Array()).map((mean, k) => ((coverage[k] as number) < ENOUGH ? Number.NaN : mean))
}

const common = (a: number, b: number): number => (b === 0 ? a : common(b, a % b))

/** Sums of good samples; nought where there is none: a period without a batch made nothing. */
async function sums(history: HistoryStore, of: Of, { series }: SeriesPoint, periods: Periods): Promise<Float64Array> {
  const { from, to, width } = periods
  const fine = common(width, ((from % width) + width) % width)
  const found = await history.buckets({ ...of, series, from, to, width: fine })
  const sum = new Float64Array(countOf(periods))
  for (let row = 0; row < found.length; row++) {
    const k = Math.floor((Math.max(from, found.start[row] as number) - from) / width)
    const good = found.good[row] as number
    if (good > 0) sum[k] = (sum[k] as number) + (found.mean[row] as number) * good
  }
  return sum
}

/** What a meter counted in each period, in the unit of its medium; NaN at a gap. Throws `energy.meter_unit`. */
export async function energyOf(
  history: HistoryStore,
  of: Of,
  meter: Counted & { readonly point: SeriesPoint },
  periods: Periods,
): Promise<Float64Array> {
  const { point, reading } = meter
  const scale = scaleOf(point.point, meter)
  if (reading === 'counter') return (await growth(history, of, point, periods)).map((value) => value * scale)
  const hours = periods.width / HOUR
  return (await means(history, of, point, periods)).map((value) => value * scale * hours)
}

/** A relevant variable in each period; NaN where it is not known. */
export async function driverOf(
  history: HistoryStore,
  of: Of,
  { driver, point }: { readonly driver: Pick<Driver, 'as' | 'base'>; readonly point: SeriesPoint },
  periods: Periods,
): Promise<Float64Array> {
  switch (driver.as) {
    case 'mean':
      return means(history, of, point, periods)
    case 'sum':
      return sums(history, of, point, periods)
    case 'counter':
      return growth(history, of, point, periods)
    case 'heating_degree_days':
    case 'cooling_degree_days':
      return degreeDaysOf(history, of, { driver, point }, periods)
  }
}

/** China heats below 18 °C and cools above 26 °C (HDD18 and CDD26 of GB 50176). */
const BASES = { heating_degree_days: 18, cooling_degree_days: 26 } as const

/** Degree days of hourly means, so that a warm noon and a cold night do not cancel out; by the day where periods are no whole hours. */
async function degreeDaysOf(
  history: HistoryStore,
  of: Of,
  { driver, point }: { readonly driver: Pick<Driver, 'as' | 'base'>; readonly point: SeriesPoint },
  periods: Periods,
): Promise<Float64Array> {
  const isHeating = driver.as === 'heating_degree_days'
  const base = driver.base ?? (isHeating ? BASES.heating_degree_days : BASES.cooling_degree_days)
  const hourly = { ...periods, width: common(periods.width, HOUR) }
  const temperatures = await means(history, of, point, hourly)
  const each = periods.width / hourly.width
  const hours = hourly.width / HOUR
  return Float64Array.from({ length: countOf(periods) }, (_, k) => {
    const own = temperatures.subarray(k * each, (k + 1) * each).filter((value) => !Number.isNaN(value))
    if (own.length < ENOUGH * each) return Number.NaN
    const { heating, cooling } = degreeDays(own, { heating: base, cooling: base }, hours)
    // Hours that are not known are taken to be as the others.
    return ((isHeating ? heating : cooling) * each) / own.length
  })
}
