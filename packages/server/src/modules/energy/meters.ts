import { type Clock, Fault, MICROS_PER_MS, type Micros, newId } from '@millrace/core'
import type { HistoryStore } from '@millrace/history'
import type { Reach, TenantDb, TenantTx } from '../../database/index.ts'
import type { AssetService, SeriesPoint } from '../assets/index.ts'
import type { Actor, AuditTrail, Json } from '../audit/index.ts'
import type { QuotaService } from '../quotas/index.ts'
import { rangeOf } from '../telemetry/index.ts'
import { type Conversion, conversionOf, factorsOf } from './factors.ts'
import './faults.ts'
import { type Gain, media } from './media.ts'
import { energyOf, type Periods, scaleOf, startsOf, wholePeriods } from './readings.ts'
import type { EnergyUse, Factor, FactorRequest, MediumList, Meter, MeterRequest, Person, UseQuery } from './schema.ts'
import { MOST_METERS } from './schema.ts'
import * as store from './store.ts'
import { meterView } from './view.ts'

export interface Needs {
  readonly tenants: TenantDb
  readonly assets: AssetService
  readonly history: HistoryStore
  readonly quotas: QuotaService
  readonly audit: AuditTrail
  readonly clock: Clock
}

export interface Asked {
  readonly signal: AbortSignal
}

export interface MeterService {
  media(): MediumList
  meters(reach: Reach): Promise<Meter[]>
  /** Throws `assets.point_unknown`, `energy.meter_unit`, `energy.meter_known`, `energy.too_many`. */
  addMeter(reach: Reach, request: MeterRequest, actor: Actor): Promise<Meter>
  /** Throws `energy.meter_unknown`, `energy.meter_used`. */
  removeMeter(reach: Reach, id: string, actor: Actor): Promise<void>
  /** Throws `energy.meter_unknown`, `energy.too_many`, and what the history refuses. */
  use(reach: Reach, id: string, query: UseQuery & Asked): Promise<EnergyUse>
  factors(reach: Reach): Promise<Factor[]>
  setFactor(reach: Reach, request: FactorRequest, actor: Actor): Promise<Factor[]>
}

export const personOf = ({ kind, id, name }: Actor): Person => ({ kind, id, name })

/** A moment for rows of the database. */
export const dateOf = (at: Micros): Date => new Date(at / MICROS_PER_MS)

/** A meter with the point it reads, if both are in reach. Throws `energy.meter_unknown`, `assets.point_unknown`. */
export async function meterWithPoint(
  { tenants, assets }: Pick<Needs, 'tenants' | 'assets'>,
  reach: Reach,
  id: string,
): Promise<{ meter: store.MeterRow; point: SeriesPoint }> {
  const meter = await tenants.within(reach, (tx) => store.meterById(tx, id))
  if (!meter) throw new Fault('energy.meter_unknown', { id })
  const [point] = await assets.withSeries(reach, [meter.point])
  return { meter, point: point as SeriesPoint }
}

/** Periods up to the present alone: what is not over has no energy yet. */
export function periodsOf(query: UseQuery, now: Micros): Periods {
  const { from, to } = rangeOf({ from: query.from, to: query.to }, now)
  return wholePeriods({ from, to: Math.max(from, Math.min(to, now)), width: query.width })
}

export const sumOf = (values: Float64Array): number =>
  values.reduce((sum, value) => (Number.isNaN(value) ? sum : sum + value), 0)

/** What a total is in standard coal and in carbon, by the factors that count now. */
export function converted<T extends object>(
  rows: readonly store.FactorRow[],
  medium: store.MeterRow['medium'],
  tell: (by: Conversion) => T,
): { readonly [gain in Gain]?: T } {
  const [coal, carbon] = (['coal', 'carbon'] as const).map((gives) => conversionOf(rows, medium, gives))
  return { ...(coal && { coal: tell(coal) }), ...(carbon && { carbon: tell(carbon) }) }
}

export function createMeters(needs: Needs): MeterService {
  const { tenants, assets, history, quotas, audit, clock } = needs

  const note = (
    tx: TenantTx,
    actor: Actor,
    { action, target, detail }: { action: string; target: { id: string; name: string }; detail: Record<string, Json> },
  ): Promise<void> => audit.record(tx, { actor, action, target: { kind: 'energy', ...target }, detail })

  return {
    media: () => ({
      items: (Object.keys(media) as (keyof typeof media)[]).map((medium) => {
        const { unit, en, zh } = media[medium]
        return { medium, unit, title: { en, zh } }
      }),
    }),

    async meters(reach) {
      const rows = await tenants.within(reach, store.meters)
      const points = new Map(
        (
          await assets.withSeries(
            reach,
            rows.map(({ point }) => point),
          )
        ).map((one) => [one.point.id as string, one]),
      )
      return rows.map((row) => meterView(row, points.get(row.point) as SeriesPoint))
    },

    async addMeter(reach, { point: id, name, medium, reading, unit = null }, actor) {
      const [point] = (await assets.withSeries(reach, [id])) as [SeriesPoint]
      scaleOf(point.point, { medium, reading, unit })
      const at = clock.now()
      const row: store.MeterRow = {
        id: newId(at / MICROS_PER_MS),
        tenant: reach.tenant,
        point: id,
        name,
        medium,
        reading,
        unit,
        madeBy: personOf(actor),
        madeAt: dateOf(at),
      }
      await tenants.within(reach, async (tx) => {
        if ((await store.meters(tx)).length >= MOST_METERS)
          throw new Fault('energy.too_many', { most: MOST_METERS, of: 'meters' })
        if (!(await store.addMeter(tx, row))) throw new Fault('energy.meter_known', { name: point.point.name })
        await note(tx, actor, { action: 'energy.meter_added', target: row, detail: { medium, reading, point: id } })
      })
      return meterView(row, point)
    },

    async removeMeter(reach, id, actor) {
      await tenants.within(reach, async (tx) => {
        const row = await store.meterById(tx, id)
        if (!row) throw new Fault('energy.meter_unknown', { id })
        const seen = await store.countBaselines(tx, id)
        if (seen > 0) throw new Fault('energy.meter_used', { seen })
        await store.removeMeter(tx, id)
        await note(tx, actor, { action: 'energy.meter_removed', target: row, detail: { medium: row.medium } })
      })
    },

    async use(reach, id, { signal, ...query }) {
      const { meter, point } = await meterWithPoint(needs, reach, id)
      const periods = periodsOf(query, clock.now())
      const of = { tenant: reach.tenant, signal }
      const energy = await quotas.query(reach.tenant, () => energyOf(history, of, { ...meter, point }, periods))
      const rows = await tenants.within(reach, store.factors)
      const total = sumOf(energy)
      return {
        unit: media[meter.medium].unit,
        width: periods.width,
        start: startsOf(periods),
        energy: Array.from(energy, (value) => (Number.isNaN(value) ? null : value)),
        gaps: energy.filter(Number.isNaN).length,
        total,
        ...converted(rows, meter.medium, (by) => ({ total: total * by.value, by })),
      }
    },

    factors: async (reach) => factorsOf(await tenants.within(reach, store.factors)),

    async setFactor(reach, { medium, gives, value, source, year, note: said = '' }, actor) {
      const at = clock.now()
      return tenants.within(reach, async (tx) => {
        const before = await store.factors(tx)
        const version = 1 + (before.find((one) => one.medium === medium && one.gives === gives)?.version ?? 0)
        const made = await store.addFactor(tx, {
          id: newId(at / MICROS_PER_MS),
          tenant: tx.tenant,
          medium,
          gives,
          version,
          value,
          source,
          year,
          note: said,
          setBy: personOf(actor),
          setAt: dateOf(at),
        })
        if (!made) throw new Fault('energy.factor_raced', { medium, gives })
        await note(tx, actor, {
          action: 'energy.factor_set',
          target: { id: `${medium}/${gives}`, name: `${medium} ${gives}` },
          detail: { version, value, source, year },
        })
        return factorsOf(await store.factors(tx))
      })
    },
  }
}
