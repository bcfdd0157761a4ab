import { type ParetoBar, Plan, pareto, unexplained } from '@millrace/compute'
import { type AssetId, type Clock, Fault, isoOf, MICROS_PER_MS, type Micros, parseId } from '@millrace/core'
import type { HistoryStore } from '@millrace/history'
import type { Reach } from '../../database/index.ts'
import type { AssetService } from '../assets/index.ts'
import { momentOf } from '../telemetry/index.ts'
import './faults.ts'
import type { Lost, LostQuery, Order, Product, Stretch, StretchQuery, UnitNow } from './schema.ts'
import type { ProductionService, UnitPlan } from './service.ts'
import { type Entered, planNames, scheduleOf, stoodIn } from './stood.ts'

const DAY: Micros = 86_400_000_000
/** What stood without a reason is asked of for so long. */
const LOOKED_BACK: Micros = DAY
/** Shorter stops are not worth a reason. */
const LEAST: Micros = 60_000_000
const MOST_DAYS = 35
/** Work units looked at beside each other: those of others wait for connections, too. */
const AT_ONCE = 8

/** What work units do and did, as their signals and what was entered tell it. */
export interface StandingService {
  /** Every work unit in reach as it is now, by its place. */
  now(reach: Reach): Promise<UnitNow[]>
  /** Stretch by stretch. Throws `production.unknown`, `production.range_malformed`, `telemetry.…` of a moment. */
  stretches(reach: Reach, asset: string, query: StretchQuery): Promise<Stretch[]>
  /** Planned busy time lost by reason, the greatest first. Throws `assets.asset_unknown`, and as above. */
  lost(reach: Reach, query: LostQuery): Promise<Lost>
}

interface Needs {
  readonly assets: Pick<AssetService, 'asset' | 'lineage' | 'withSeries'>
  readonly production: Pick<ProductionService, 'units' | 'plan' | 'products'>
  readonly history: Pick<HistoryStore, 'raw'>
  readonly clock: Clock
}

const dateOf = (at: Micros): Date => new Date(at / MICROS_PER_MS)

export function createStanding({ assets, production, history, clock }: Needs): StandingService {
  const present = (): Micros => Math.floor(clock.now() / MICROS_PER_MS) * MICROS_PER_MS

  const rangeOf = ({ from, to }: { from: string; to: string }): { from: Micros; to: Micros } => {
    const range = { from: momentOf('from', from), to: Math.min(momentOf('to', to), present()) }
    if (!(range.from < range.to) || range.to - range.from > MOST_DAYS * DAY)
      throw new Fault('production.range_malformed', { most: MOST_DAYS, seen: `${from} to ${to}` })
    return range
  }

  const stood = async (reach: Reach, plan: UnitPlan, range: { from: Micros; to: Micros }) => {
    const point = plan.unit.states?.point
    const [known] = point === undefined ? [] : await assets.withSeries(reach, [point])
    return stoodIn(history, { tenant: reach.tenant, plan, series: known?.series.at(-1), ...range })
  }

  const planIn = (reach: Reach, asset: string, { from, to }: { from: Micros; to: Micros }) =>
    production.plan(reach, asset, dateOf(from), dateOf(to))

  const unitNow = async (
    reach: Reach,
    asset: string,
    products: ReadonlyMap<string, Pick<Product, 'code' | 'name'>>,
  ): Promise<UnitNow> => {
    const at = present()
    // A moment more, so that an order or a reason that begins just now is among what is read.
    const range = { from: at - LOOKED_BACK, to: at + MICROS_PER_MS }
    const [{ name, path }, plan] = await Promise.all([assets.asset(reach, asset), planIn(reach, asset, range)])
    const stretches = await stood(reach, plan, range)
    const last = stretches.at(-1)!
    // The plan cuts what goes on: since when the state counts is asked across it.
    const other = stretches.findLastIndex((one) => one.state !== last.state || one.downtime !== last.downtime)
    const since = stretches[other + 1]!.from
    const shift = scheduleOf(plan).shiftAt(at)
    const order = plan.orders.find(({ begin, end }) => isDuring(begin, end, at))
    const product = order && products.get(order.product)
    const downtime = last.downtime && plan.downtimes.find(({ id }) => id === last.downtime?.id)
    return {
      asset,
      name,
      path,
      state: last.state,
      plan: planNames[last.plan],
      ...(since > range.from ? { since: isoOf(since) } : {}),
      ...(shift ? { shift: { name: shift.name, begin: isoOf(shift.from), end: isoOf(shift.to) } } : {}),
      ...(order && product ? { order: orderNow(order, product) } : {}),
      ...(downtime ? { downtime: { id: downtime.id, reason: downtime.reason, begin: downtime.begin } } : {}),
      unexplained: unexplained(stretches, LEAST)
        .reverse()
        .map(({ from, to, state }) => ({ begin: isoOf(from), state, ...(to < range.to ? { end: isoOf(to) } : {}) })),
    }
  }

  return {
    async now(reach) {
      const products = new Map((await production.products(reach)).map((one) => [one.id, one]))
      const units = await production.units(reach)
      const now: UnitNow[] = []
      for (let i = 0; i < units.length; i += AT_ONCE) {
        const some = units.slice(i, i + AT_ONCE).map(({ asset }) => unlessGone(unitNow(reach, asset, products)))
        now.push(...(await Promise.all(some)).filter((one) => one !== undefined))
      }
      return now.sort((a, b) => (a.path.join('\u0000') < b.path.join('\u0000') ? -1 : 1))
    },

    async stretches(reach, asset, query) {
      const range = rangeOf(query)
      const stretches = await stood(reach, await planIn(reach, asset, range), range)
      return stretches.map(({ from, to, state, plan, downtime }) => ({
        begin: isoOf(from),
        end: isoOf(to),
        state,
        plan: planNames[plan],
        ...(downtime ? { downtime: downtime.id, reason: downtime.reason } : {}),
      }))
    },

    async lost(reach, query) {
      const range = rangeOf(query)
      const below = parseId<AssetId>(query.below)
      await assets.asset(reach, below)
      const causes: string[] = []
      const seconds: number[] = []
      let busy = 0
      let before: Entered | undefined
      for (const { asset } of await production.units(reach)) {
        const lineage = await unlessGone(assets.lineage(reach, parseId<AssetId>(asset)))
        const unit = lineage?.includes(below) ? await unlessGone(planIn(reach, asset, range)) : undefined
        if (!unit) continue
        for (const { from, to, state, plan, downtime } of await stood(reach, unit, range)) {
          if (plan !== Plan.busy || state === 'planned') continue
          const length = (to - from) / 1_000_000
          busy += length
          if (state === 'producing' || state === 'unknown') continue
          // A reason that is cut by a break came once.
          if (downtime && downtime === before) seconds[seconds.length - 1]! += length
          else {
            causes.push(`${state} ${downtime?.reason ?? ''}`)
            seconds.push(length)
          }
          before = downtime
        }
      }
      return { busySeconds: busy, items: pareto(causes, seconds).map(lostView) }
    },
  }
}

/** Undefined for a work unit that was removed since the others were listed. */
async function unlessGone<T>(asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked
  } catch (thrown) {
    if (thrown instanceof Fault && (thrown.code === 'production.unknown' || thrown.code === 'assets.asset_unknown'))
      return undefined
    throw thrown
  }
}

const isDuring = (begin: string, end: string | undefined, at: Micros): boolean =>
  Date.parse(begin) <= at / MICROS_PER_MS && (end === undefined || Date.parse(end) > at / MICROS_PER_MS)

const orderNow = (
  { id, number, quantity, begin }: Order,
  { code, name }: Pick<Product, 'code' | 'name'>,
): NonNullable<UnitNow['order']> => ({
  id,
  number,
  product: { code, name },
  begin,
  ...(quantity === undefined ? {} : { quantity }),
})

function lostView({ reason: cause, count, total, ...bar }: ParetoBar): Lost['items'][number] {
  const [state, reason] = cause.split(' ') as [Lost['items'][number]['state'], string]
  return { state, ...(reason === '' ? {} : { reason }), times: count, seconds: total, ...bar }
}
