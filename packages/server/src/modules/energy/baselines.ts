import { savingsOf, shiftsOf } from '@millrace/compute'
import { Fault, MICROS_PER_MS, newId } from '@millrace/core'
import type { Reach, TenantTx } from '../../database/index.ts'
import type { SeriesPoint } from '../assets/index.ts'
import type { Actor, Json } from '../audit/index.ts'
import { isSecond, makerOf } from '../hands.ts'
import type { Principal } from '../identity/index.ts'
import { momentOf, rangeOf } from '../telemetry/index.ts'
import './faults.ts'
import { fitOf, type Known } from './fit.ts'
import { media } from './media.ts'
import { type Asked, converted, dateOf, meterWithPoint, type Needs, periodsOf, personOf } from './meters.ts'
import { driverOf, energyOf, type Periods, startsOf } from './readings.ts'
import type {
  AdjustmentRequest,
  Baseline,
  BaselineDefinition,
  BaselineListed,
  FreezeRequest,
  SavingsQuery,
  SavingsReport,
  Trial,
} from './schema.ts'
import * as store from './store.ts'
import { baselineView, listedView } from './view.ts'

/** Of one baseline. */
const MOST_ADJUSTMENTS = 500

export interface BaselineService {
  /** What a baseline would be; nothing is kept. Throws `energy.meter_unknown`, `assets.point_unknown`, `energy.drivers_malformed`, `energy.periods_missing`, and what a fit and the history refuse. */
  tryBaseline(reach: Reach, definition: BaselineDefinition & Asked): Promise<Trial>
  /** The same, kept for ever as the meter's next version. Throws as `tryBaseline`, `energy.baseline_raced`. */
  freeze(reach: Reach, request: FreezeRequest & Asked, actor: Actor): Promise<Baseline>
  baselines(reach: Reach): Promise<BaselineListed[]>
  /** Throws `energy.baseline_unknown`, as all that follow. */
  baseline(reach: Reach, id: string): Promise<Baseline>
  /** By a second person; the one that counted before is retired. Throws `energy.baseline_state`, `energy.second_person`. */
  approve(who: Principal, reach: Reach, id: string, actor: Actor): Promise<Baseline>
  /** Throws `energy.baseline_state`. */
  retire(reach: Reach, id: string, actor: Actor): Promise<Baseline>
  /** Throws `energy.too_many`, faults of ranges. */
  adjust(reach: Reach, id: string, request: AdjustmentRequest, actor: Actor): Promise<Baseline>
  /** Throws `energy.adjustment_unknown`. */
  unadjust(reach: Reach, ids: { id: string; adjustment: string }, actor: Actor): Promise<void>
  savings(reach: Reach, id: string, query: SavingsQuery & Asked): Promise<SavingsReport>
}

const orNull = (values: ArrayLike<number>): (number | null)[] =>
  Array.from(values, (value) => (Number.isFinite(value) ? value : null))

export function createBaselines(needs: Needs): BaselineService {
  const { tenants, assets, history, quotas, audit, clock } = needs

  /** Meter and variables, period by period. */
  const knownOf = async (
    reach: Reach,
    { meter, point, drivers }: { meter: store.MeterRow; point: SeriesPoint; drivers: BaselineDefinition['drivers'] },
    { periods, signal }: { periods: Periods; signal: AbortSignal },
  ): Promise<Known> => {
    const of = { tenant: reach.tenant, signal }
    const points = await assets.withSeries(
      reach,
      drivers.map((driver) => driver.point),
    )
    const pointOf = new Map(points.map((one) => [one.point.id as string, one]))
    return quotas.query(reach.tenant, async () => {
      const energy = await energyOf(history, of, { ...meter, point }, periods)
      const columns: Float64Array[] = []
      for (const driver of drivers)
        columns.push(await driverOf(history, of, { driver, point: pointOf.get(driver.point) as SeriesPoint }, periods))
      return { start: startsOf(periods), energy, drivers: columns }
    })
  }

  const fitted = async (reach: Reach, { signal, ...definition }: BaselineDefinition & Asked) => {
    const { meter, point } = await meterWithPoint(needs, reach, definition.meter)
    const periods = periodsOf(definition, clock.now())
    const known = await knownOf(reach, { meter, point, drivers: definition.drivers }, { periods, signal })
    return { meter, fit: fitOf(definition, known) }
  }

  const rowOf = async (tx: TenantTx, id: string): Promise<{ row: store.BaselineRow; meter: store.MeterRow }> => {
    const row = await store.baselineById(tx, id)
    const meter = row && (await store.meterById(tx, row.meter))
    if (!meter) throw new Fault('energy.baseline_unknown', { id })
    return { row, meter }
  }

  const whole = async (tx: TenantTx, id: string): Promise<Baseline> => {
    const { row, meter } = await rowOf(tx, id)
    return baselineView(row, meter, await store.adjustments(tx, id))
  }

  const note = (
    tx: TenantTx,
    actor: Actor,
    {
      row,
      step,
      detail = {},
    }: { row: Pick<store.BaselineRow, 'id' | 'name' | 'version'>; step: string; detail?: Record<string, Json> },
  ): Promise<void> =>
    audit.record(tx, {
      actor,
      action: `energy.baseline_${step}`,
      target: { kind: 'energy', id: row.id, name: row.name },
      detail: { version: row.version, ...detail },
    })

  return {
    async tryBaseline(reach, request) {
      const { meter, fit } = await fitted(reach, request)
      return { unit: media[meter.medium].unit, figures: fit.figures, rows: fit.rows }
    },

    async freeze(reach, { name, staticFactors = [], note: said = '', signal, ...definition }, actor) {
      const { meter, fit } = await fitted(reach, { ...definition, signal })
      const at = clock.now()
      return tenants.within(reach, async (tx) => {
        const row: store.BaselineRow = {
          id: newId(at / MICROS_PER_MS),
          tenant: tx.tenant,
          meter: meter.id,
          version: (await store.newestVersion(tx, meter.id)) + 1,
          name,
          state: 'frozen',
          definition,
          content: fit,
          staticFactors,
          note: said,
          frozenBy: await makerOf(tx, actor),
          frozenAt: dateOf(at),
          approvedBy: null,
          approvedAt: null,
          retiredBy: null,
          retiredAt: null,
        }
        if (!(await store.addBaseline(tx, row))) throw new Fault('energy.baseline_raced')
        const { rSquared, cvRmse } = fit.figures
        await note(tx, actor, {
          row,
          step: 'frozen',
          detail: { meter: meter.id, shape: definition.shape, rSquared, cvRmse },
        })
        return baselineView(row, meter, [])
      })
    },

    baselines: (reach) =>
      tenants.within(reach, async (tx) => {
        const meters = new Map((await store.meters(tx)).map((one) => [one.id, one]))
        return (await store.baselines(tx)).flatMap((row) => {
          const meter = meters.get(row.meter)
          return meter ? [listedView(row, meter)] : []
        })
      }),

    baseline: (reach, id) => tenants.within(reach, (tx) => whole(tx, id)),

    approve: (who, reach, id, actor) =>
      tenants.within(reach, async (tx) => {
        const { row } = await rowOf(tx, id)
        if (who.kind !== 'person' || !isSecond(row.frozenBy, actor))
          throw new Fault('energy.second_person', { seen: who.kind === 'person' ? 'the one who did' : 'a program' })
        if (row.state !== 'frozen') throw new Fault('energy.baseline_state', { expected: 'frozen', seen: row.state })
        const [by, at] = [personOf(actor), dateOf(clock.now())]
        const before = await store.retireApproved(tx, row.meter, { state: 'retired', retiredBy: by, retiredAt: at })
        for (const one of before) await note(tx, actor, { row: one, step: 'retired', detail: { by: row.version } })
        if (!(await store.moveBaseline(tx, row, { state: 'approved', approvedBy: by, approvedAt: at })))
          throw new Fault('energy.baseline_raced')
        await note(tx, actor, { row, step: 'approved' })
        return whole(tx, id)
      }),

    retire: (reach, id, actor) =>
      tenants.within(reach, async (tx) => {
        const { row } = await rowOf(tx, id)
        const to = { state: 'retired', retiredBy: personOf(actor), retiredAt: dateOf(clock.now()) } as const
        if (row.state === 'retired' || !(await store.moveBaseline(tx, row, to)))
          throw new Fault('energy.baseline_state', { expected: 'frozen or approved', seen: row.state })
        await note(tx, actor, { row, step: 'retired' })
        return whole(tx, id)
      }),

    async adjust(reach, id, { from, to, amount, reason }, actor) {
      const range = rangeOf({ from, to }, clock.now())
      const at = clock.now()
      return tenants.within(reach, async (tx) => {
        const { row } = await rowOf(tx, id)
        if (row.state === 'retired')
          throw new Fault('energy.baseline_state', { expected: 'frozen or approved', seen: row.state })
        if ((await store.adjustments(tx, id)).length >= MOST_ADJUSTMENTS)
          throw new Fault('energy.too_many', { most: MOST_ADJUSTMENTS, of: 'adjustments' })
        await store.addAdjustment(tx, {
          id: newId(at / MICROS_PER_MS),
          tenant: tx.tenant,
          baseline: id,
          begins: dateOf(range.from),
          ends: dateOf(range.to),
          amount,
          reason,
          madeBy: personOf(actor),
          madeAt: dateOf(at),
        })
        await note(tx, actor, { row, step: 'adjusted', detail: { from, to, amount, reason } })
        return whole(tx, id)
      })
    },

    unadjust: (reach, { id, adjustment }, actor) =>
      tenants.within(reach, async (tx) => {
        const { row } = await rowOf(tx, id)
        const gone = await store.removeAdjustment(tx, { baseline: id, id: adjustment })
        if (!gone) throw new Fault('energy.adjustment_unknown', { id: adjustment })
        await note(tx, actor, { row, step: 'unadjusted', detail: { amount: gone.amount, reason: gone.reason } })
      }),

    async savings(reach, id, { signal, confidence = 0.95, from, to }) {
      const { row, adjusted, factors } = await tenants.within(reach, async (tx) => ({
        ...(await rowOf(tx, id)),
        adjusted: await store.adjustments(tx, id),
        factors: await store.factors(tx),
      }))
      const { meter, point } = await meterWithPoint(needs, reach, row.meter)
      const { definition, content } = row
      const { width } = definition
      // Days of a report begin when those of the baseline did.
      const origin = momentOf('from', definition.from)
      const begun = origin + Math.floor((momentOf('from', from) - origin) / width) * width
      const periods = periodsOf({ from: String(begun), ...(to === undefined ? {} : { to }), width }, clock.now())
      const known = await knownOf(reach, { meter, point, drivers: definition.drivers }, { periods, signal })
      const told = savingsOf(
        content.model,
        {
          energy: known.energy,
          drivers: known.drivers,
          adjustments: (place) => {
            const start = (known.start[place] as number) / MICROS_PER_MS
            return adjusted.filter(({ begins, ends }) => begins.getTime() <= start && start < ends.getTime())
          },
        },
        confidence,
      )
      const { total, uncertainty } = told
      return {
        unit: media[meter.medium].unit,
        width,
        confidence,
        start: startsOf(periods),
        energy: orNull(known.energy),
        expected: orNull(told.expected),
        saved: orNull(told.saved),
        cumulative: orNull(told.cumulative),
        known: told.known,
        gaps: known.start.length - told.known,
        outside: told.outside,
        totalExpected: told.totalExpected,
        totalMeasured: told.totalMeasured,
        total,
        share: Number.isFinite(told.share) ? told.share : null,
        uncertainty,
        isSignificant: told.isSignificant,
        shifts: shiftsOf(told.saved, content.model.line.residualDeviation),
        ...converted(factors, meter.medium, (by) => ({
          total: total * by.value,
          uncertainty: uncertainty * by.value,
          by,
        })),
      }
    },
  }
}
