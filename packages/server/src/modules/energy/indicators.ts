import { Fault, MICROS_PER_MS, newId } from '@millrace/core'
import type { Reach } from '../../database/index.ts'
import type { SeriesPoint } from '../assets/index.ts'
import type { Actor } from '../audit/index.ts'
import { conversionOf } from './factors.ts'
import './faults.ts'
import { media } from './media.ts'
import { type Asked, dateOf, meterWithPoint, type Needs, periodsOf, personOf } from './meters.ts'
import { driverOf, energyOf, startsOf } from './readings.ts'
import type { Indicator, IndicatorRequest, IndicatorValues, UseQuery } from './schema.ts'
import * as store from './store.ts'

/** Of an organisation. */
const MOST = 2_000

export interface IndicatorService {
  indicators(reach: Reach): Promise<Indicator[]>
  /** Throws `energy.meter_unknown`, `assets.point_unknown`, `energy.factor_missing`, `energy.too_many`. */
  addIndicator(reach: Reach, request: IndicatorRequest, actor: Actor): Promise<Indicator>
  /** Throws `energy.indicator_unknown`. */
  removeIndicator(reach: Reach, id: string, actor: Actor): Promise<void>
  /** Throws `energy.indicator_unknown`, `energy.factor_missing`, and what the history refuses. */
  values(reach: Reach, id: string, query: UseQuery & Asked): Promise<IndicatorValues>
}

const spoken = { coal: 'kgce', carbon: 'kgCO₂' } as const

export function createIndicators(needs: Needs): IndicatorService {
  const { tenants, assets, history, quotas, audit, clock } = needs

  const viewOf = (row: store.IndicatorRow, meter: store.MeterRow, per: SeriesPoint | undefined): Indicator => {
    const of = row.toldIn === 'medium' ? media[meter.medium].unit : spoken[row.toldIn]
    // What is counted without a unit has none to be told by.
    const unit = per?.point.unit
    return {
      id: row.id,
      meter: row.meter,
      meterName: meter.name,
      name: row.name,
      ...(row.per && per ? { per: { ...row.per, name: per.point.name, ...(unit === undefined ? {} : { unit }) } } : {}),
      toldIn: row.toldIn,
      unit: row.per && unit !== undefined ? `${of}/${unit}` : of,
      ...(row.target === null ? {} : { target: row.target }),
    }
  }

  const perOf = async (reach: Reach, row: Pick<store.IndicatorRow, 'per'>): Promise<SeriesPoint | undefined> =>
    row.per ? (await assets.withSeries(reach, [row.per.point]))[0] : undefined

  return {
    async indicators(reach) {
      const { rows, meters } = await tenants.within(reach, async (tx) => ({
        rows: await store.indicators(tx),
        meters: new Map((await store.meters(tx)).map((one) => [one.id, one])),
      }))
      const found: Indicator[] = []
      for (const row of rows) {
        const meter = meters.get(row.meter)
        if (meter) found.push(viewOf(row, meter, await perOf(reach, row)))
      }
      return found
    },

    async addIndicator(reach, { meter: id, name, per, toldIn = 'medium', target }, actor) {
      const { meter } = await meterWithPoint(needs, reach, id)
      const made = await perOf(reach, { per: per ?? null })
      const at = clock.now()
      const row: store.IndicatorRow = {
        id: newId(at / MICROS_PER_MS),
        tenant: reach.tenant,
        meter: id,
        name,
        per: per ?? null,
        toldIn,
        target: target ?? null,
        madeBy: personOf(actor),
        madeAt: dateOf(at),
      }
      await tenants.within(reach, async (tx) => {
        if ((await store.indicators(tx)).length >= MOST)
          throw new Fault('energy.too_many', { most: MOST, of: 'indicators' })
        if (toldIn !== 'medium' && !conversionOf(await store.factors(tx), meter.medium, toldIn))
          throw new Fault('energy.factor_missing', { medium: meter.medium, gives: toldIn })
        await store.addIndicator(tx, row)
        await audit.record(tx, {
          actor,
          action: 'energy.indicator_added',
          target: { kind: 'energy', id: row.id, name },
          detail: { meter: id, toldIn },
        })
      })
      return viewOf(row, meter, made)
    },

    async removeIndicator(reach, id, actor) {
      await tenants.within(reach, async (tx) => {
        const gone = await store.removeIndicator(tx, id)
        if (!gone) throw new Fault('energy.indicator_unknown', { id })
        const target = { kind: 'energy', id, name: gone.name }
        await audit.record(tx, { actor, action: 'energy.indicator_removed', target, detail: { meter: gone.meter } })
      })
    },

    async values(reach, id, { signal, ...query }) {
      const { row, factors } = await tenants.within(reach, async (tx) => ({
        row: await store.indicatorById(tx, id),
        factors: await store.factors(tx),
      }))
      if (!row) throw new Fault('energy.indicator_unknown', { id })
      const { meter, point } = await meterWithPoint(needs, reach, row.meter)
      const per = await perOf(reach, row)
      const by = row.toldIn === 'medium' ? undefined : conversionOf(factors, meter.medium, row.toldIn)
      if (row.toldIn !== 'medium' && !by)
        throw new Fault('energy.factor_missing', { medium: meter.medium, gives: row.toldIn })
      const periods = periodsOf(query, clock.now())
      const of = { tenant: reach.tenant, signal }
      const { energy, made } = await quotas.query(reach.tenant, async () => ({
        energy: await energyOf(history, of, { ...meter, point }, periods),
        made: row.per && per ? await driverOf(history, of, { driver: row.per, point: per }, periods) : undefined,
      }))
      const told = energy.map((value) => value * (by?.value ?? 1))
      const value = told.map((one, k) => (made ? one / (made[k] as number) : one))
      let [sum, output, gaps] = [0, 0, 0]
      for (const [k, one] of told.entries()) {
        const own = made ? (made[k] as number) : 1
        if (Number.isNaN(one) || Number.isNaN(own)) gaps++
        else {
          sum += one
          output += made ? own : 0
        }
      }
      return {
        unit: viewOf(row, meter, per).unit,
        width: periods.width,
        start: startsOf(periods),
        value: Array.from(value, (one) => (Number.isFinite(one) ? one : null)),
        gaps,
        whole: made ? (output > 0 ? sum / output : null) : sum,
        ...(by && { by }),
      }
    },
  }
}
