import { Schedule } from '@millrace/compute'
import { type Clock, Fault, MICROS_PER_MS, newId } from '@millrace/core'
import { databaseCode, type Reach, type TenantDb, type TenantTx } from '../../database/index.ts'
import type { AssetService } from '../assets/index.ts'
import type { Actor, AuditTrail, Json } from '../audit/index.ts'
import './events.ts'
import './faults.ts'
import type {
  Calendar,
  CalendarRequest,
  Change,
  Downtime,
  DowntimeRequest,
  Order,
  OrderRequest,
  Product,
  ProductRequest,
  Reason,
  ReasonRequest,
  Subject,
  WorkUnit,
  WorkUnitRequest,
} from './schema.ts'
import * as store from './store.ts'
import { calendarView, downtimeView, orderView, productView, reasonView, unitView } from './view.ts'

/** Of this time the uses of a reason at a machine count for its place in the quick list. */
const USED_MS = 30 * 86_400_000

/** Everything known of a work unit's production in a stretch of time. */
export interface UnitPlan {
  readonly unit: WorkUnit
  readonly calendar: Calendar
  readonly orders: readonly (Order & { readonly secondsPerItem?: number })[]
  readonly downtimes: readonly (Downtime & Pick<Reason, 'state' | 'maintenance'>)[]
}

/** A change with what it touches. */
export interface TouchingChange {
  /** Grows from change to change. */
  readonly id: number
  readonly about: Subject
  readonly subject: string
  readonly before: Json
  readonly after: Json
  /** Missing: not told, as of what several work units use. */
  readonly from?: Date
  /** Missing beside a `from`: without end. */
  readonly to?: Date
}

export interface ProductionService {
  calendars(reach: Reach): Promise<Calendar[]>
  /** Without an id it is a new one. Throws `production.unknown`, `.name_taken`, and what a calendar is refused for (`kpi.…`). */
  putCalendar(reach: Reach, id: string | undefined, request: CalendarRequest, actor: Actor): Promise<Calendar>
  products(reach: Reach): Promise<Product[]>
  putProduct(reach: Reach, id: string | undefined, request: ProductRequest, actor: Actor): Promise<Product>
  /** A tree, each reason after the one above it. */
  reasons(reach: Reach): Promise<Reason[]>
  /** Throws `production.unknown`, `.reason_in_circle`. */
  putReason(reach: Reach, id: string | undefined, request: ReasonRequest, actor: Actor): Promise<Reason>
  /** Calendars, products, reasons. Throws `production.unknown`, `.in_use`. */
  drop(reach: Reach, kind: 'calendar' | 'product' | 'reason', id: string, actor: Actor): Promise<void>
  units(reach: Reach): Promise<WorkUnit[]>
  /** Throws `assets.asset_unknown`, `assets.point_unknown`, `production.unknown`. */
  putUnit(reach: Reach, asset: string, request: WorkUnitRequest, actor: Actor): Promise<WorkUnit>
  /**
   * Makes an asset a work unit that nothing is counted of yet, within a transaction of another module; what is one already stays as it
   * is. Throws `production.unknown`.
   */
  makeUnitIn(
    tx: TenantTx,
    unit: { readonly asset: { readonly id: string; readonly name: string }; readonly calendar: string },
    actor: Actor,
  ): Promise<void>
  /** The calendar of the work units that are nearest to an asset in the plant; where none is near, the only one that there is. */
  usualCalendar(reach: Reach, asset: string): Promise<Calendar | undefined>
  /** With its orders and downtimes. */
  dropUnit(reach: Reach, asset: string, actor: Actor): Promise<void>
  /** Reasons to choose from at a machine: those that were used there most come first. */
  quickReasons(reach: Reach, asset: string): Promise<Reason[]>
  orders(reach: Reach, asset: string, limit: number): Promise<Order[]>
  /** Throws `production.unknown`, `.span_malformed`, `.orders_overlap`. */
  putOrder(reach: Reach, id: string | undefined, request: OrderRequest, actor: Actor): Promise<Order>
  downtimes(reach: Reach, asset: string, limit: number): Promise<Downtime[]>
  /** Throws `production.unknown`, `.span_malformed`. */
  putDowntime(reach: Reach, id: string | undefined, request: DowntimeRequest, actor: Actor): Promise<Downtime>
  /** An order or a downtime that should not be there. Throws `production.unknown`. */
  takeBack(reach: Reach, kind: 'order' | 'downtime', id: string, actor: Actor): Promise<void>
  /** What became of a calendar, product, reason, work unit, order or downtime, the first first. */
  changes(reach: Reach, id: string): Promise<Change[]>
  /** What was changed after a change (0: ever) and may touch this work unit, the first first. */
  changesSince(reach: Reach, asset: string, after: number): Promise<TouchingChange[]>
  /** How many changes there were: another number says that there is a new one. */
  countChanges(reach: Reach): Promise<number>
  /** Throws `production.unknown`. */
  plan(reach: Reach, asset: string, from: Date, to: Date): Promise<UnitPlan>
  /** The same within a transaction of another module: one of its own would wait for a connection while that one holds one. */
  planIn(tx: TenantTx, asset: string, from: Date, to: Date): Promise<UnitPlan>
}

interface Needs {
  readonly tenants: TenantDb
  readonly assets: Pick<AssetService, 'asset' | 'numbered'>
  readonly audit: AuditTrail
  readonly clock: Clock
}

interface Noted {
  readonly about: Subject
  readonly id: string
  readonly name: string
  readonly asset: string | null
  readonly before: object | null
  readonly after: object | null
  /** What it touches: of orders and downtimes as they were and as they are. */
  readonly spans: readonly { readonly begin: Date; readonly end: Date | null }[]
}

const jsonOf = (value: object | null): Json => (value === null ? null : (JSON.parse(JSON.stringify(value)) as Json))
const unknown = (what: string, id: string): Fault => new Fault('production.unknown', { what, id })

export function createProduction({ tenants, assets, audit, clock }: Needs): ProductionService {
  const now = (): Date => new Date(Math.floor(clock.now() / MICROS_PER_MS))

  /** Beside what was changed, and in the audit. */
  const note = async (tx: TenantTx, actor: Actor, { about, id, name, asset, before, after, spans }: Noted) => {
    const at = now()
    const begins = spans.map(({ begin }) => begin.getTime())
    const ends = spans.map(({ end }) => end?.getTime() ?? Number.POSITIVE_INFINITY)
    const last = Math.max(...ends)
    const row = {
      tenant: tx.tenant,
      about,
      subject: id,
      asset,
      before: jsonOf(before),
      after: jsonOf(after),
      touchesFrom: spans.length > 0 ? new Date(Math.min(...begins)) : null,
      touchesTo: spans.length > 0 && Number.isFinite(last) ? new Date(last) : null,
      by: { kind: actor.kind, id: actor.id, name: actor.name },
      at,
    }
    const action = `production.${about}_${after === null ? 'removed' : before === null ? 'added' : 'changed'}`
    const detail: Record<string, Json> = { before: jsonOf(before), after: jsonOf(after) }
    await audit.record(tx, { actor, action, target: { kind: about, id, name }, detail })
    // Behind the audit, whose end is one's own until the commit: who has seen a change's number misses none before it.
    tx.atEnd(() => store.noteChange(tx, row))
  }

  /** Adds a row, or changes the one of that id. */
  const put = async <K extends store.Kind>(
    tx: TenantTx,
    kind: K,
    id: string | undefined,
    rowOf: (base: { id: string; tenant: string; changedAt: Date }) => store.RowOf[K],
  ): Promise<{ row: store.RowOf[K]; before: store.RowOf[K] | null }> => {
    const at = now()
    const row = rowOf({ id: id ?? newId(at.getTime()), tenant: tx.tenant, changedAt: at })
    const before = id === undefined ? null : await store.lock(tx, kind, id)
    if (before === undefined) throw unknown(kind, row.id)
    await (before ? store.change(tx, kind, row) : store.add(tx, kind, row))
    return { row, before }
  }

  /** What the database refuses, in words. */
  const said = async <T>(what: string, seen: string, run: () => Promise<T>): Promise<T> => {
    try {
      return await run()
    } catch (thrown) {
      const code = databaseCode(thrown)
      if (code === '23505') throw new Fault('production.name_taken', { what, seen }, thrown)
      if (code === '23503') throw new Fault('production.in_use', { what }, thrown)
      throw thrown
    }
  }

  const mustBe = async (tx: TenantTx, kind: store.Kind, id: string): Promise<void> => {
    if (!(await store.find(tx, kind, id))) throw unknown(kind, id)
  }

  const unitOf = async (tx: TenantTx, asset: string): Promise<store.WorkUnitRow> => {
    const unit = await store.lockUnit(tx, asset)
    if (!unit) throw unknown('work unit', asset)
    return unit
  }

  const spanOf = ({ begin, end }: { begin: string; end?: string }): { begin: Date; end: Date | null } => {
    const span = { begin: new Date(begin), end: end === undefined ? null : new Date(end) }
    if (span.end && span.end <= span.begin) throw new Fault('production.span_malformed', { seen: `${begin} to ${end}` })
    return span
  }

  const planIn: ProductionService['planIn'] = async (tx, asset, from, to) => {
    // Only read: who looks at a plan holds up nobody that enters something.
    const unit = await store.unitById(tx, asset)
    if (!unit) throw unknown('work unit', asset)
    const calendar = await store.find(tx, 'calendar', unit.calendar)
    if (!calendar) throw unknown('calendar', unit.calendar)
    const span = { begin: from, end: to }
    const products = new Map((await store.listProducts(tx)).map((row) => [row.id, row]))
    const reasons = new Map((await store.listReasons(tx)).map((row) => [row.id, row]))
    return {
      unit: unitView(unit),
      calendar: calendarView(calendar),
      orders: (await store.ordersIn(tx, asset, span)).map((row) => {
        const secondsPerItem = products.get(row.product)?.secondsPerItem
        return { ...orderView(row), ...(secondsPerItem ? { secondsPerItem } : {}) }
      }),
      downtimes: (await store.downtimesIn(tx, asset, span)).map((row) => {
        const { state, maintenance } = reasons.get(row.reason)!
        return { ...downtimeView(row), state, ...(maintenance ? { maintenance } : {}) }
      }),
    }
  }

  return {
    calendars: (reach) => tenants.within(reach, async (tx) => (await store.listCalendars(tx)).map(calendarView)),
    products: (reach) => tenants.within(reach, async (tx) => (await store.listProducts(tx)).map(productView)),
    reasons: (reach) => tenants.within(reach, async (tx) => (await store.listReasons(tx)).map(reasonView)),
    units: (reach) => tenants.within(reach, async (tx) => (await store.listUnits(tx)).map(unitView)),
    orders: (reach, asset, limit) =>
      tenants.within(reach, async (tx) => (await store.newestOrders(tx, asset, limit)).map(orderView)),
    downtimes: (reach, asset, limit) =>
      tenants.within(reach, async (tx) => (await store.newestDowntimes(tx, asset, limit)).map(downtimeView)),

    putCalendar(reach, id, { name, content }, actor) {
      // Refuses what is no calendar, before anything is kept of it.
      new Schedule({ ...content, shifts: content.shifts.map(({ breaks = [], ...shift }) => ({ ...shift, breaks })) })
      return said('calendar', name, () =>
        tenants.within(reach, async (tx) => {
          const { row, before } = await put(tx, 'calendar', id, (base) => ({ ...base, name, content }))
          const views = { before: before && calendarView(before), after: calendarView(row) }
          await note(tx, actor, { about: 'calendar', id: row.id, name, asset: null, ...views, spans: [] })
          return views.after
        }),
      )
    },

    putProduct: (reach, id, { code, name, secondsPerItem = null }, actor) =>
      said('product', code, () =>
        tenants.within(reach, async (tx) => {
          const { row, before } = await put(tx, 'product', id, (base) => ({ ...base, code, name, secondsPerItem }))
          const views = { before: before && productView(before), after: productView(row) }
          await note(tx, actor, { about: 'product', id: row.id, name: code, asset: null, ...views, spans: [] })
          return views.after
        }),
      ),

    putReason: (reach, id, { parent = null, name, state, maintenance, retired = false }, actor) =>
      tenants.within(reach, async (tx) => {
        const all = new Map((await store.listReasons(tx)).map((row) => [row.id, row]))
        if (parent !== null && !all.has(parent)) throw unknown('reason', parent)
        for (let above = parent; above !== null; above = all.get(above)?.parent ?? null)
          if (above === id) throw new Fault('production.reason_in_circle')
        const rest = { parent, name, state, maintenance: maintenance ?? null, retired }
        const { row, before } = await put(tx, 'reason', id, (base) => ({ ...base, ...rest }))
        const views = { before: before && reasonView(before), after: reasonView(row) }
        await note(tx, actor, { about: 'reason', id: row.id, name: name.en, asset: null, ...views, spans: [] })
        return views.after
      }),

    drop: (reach, kind, id, actor) =>
      said(kind, id, () =>
        tenants.within(reach, async (tx) => {
          const row = await store.lock(tx, kind, id)
          if (!row) throw unknown(kind, id)
          await store.remove(tx, kind, id)
          const name = typeof row.name === 'string' ? row.name : row.name.en
          await note(tx, actor, { about: kind, id, name, asset: null, before: row, after: null, spans: [] })
        }),
      ),

    async putUnit(reach, asset, { calendar, states, counters }, actor) {
      const { name } = await assets.asset(reach, asset)
      const points = [states?.point, ...Object.values(counters).map((counter) => counter?.point)]
      await assets.numbered(
        reach,
        points.filter((point) => point !== undefined),
      )
      return tenants.within(reach, async (tx) => {
        await mustBe(tx, 'calendar', calendar)
        const before = await store.lockUnit(tx, asset)
        const row = { asset, tenant: tx.tenant, calendar, states: states ?? null, counters, changedAt: now() }
        await store.putUnit(tx, row)
        const views = { before: before ? unitView(before) : null, after: unitView(row) }
        await note(tx, actor, { about: 'work_unit', id: asset, name, asset, ...views, spans: [] })
        return views.after
      })
    },

    async makeUnitIn(tx, { asset: { id, name }, calendar }, actor) {
      await mustBe(tx, 'calendar', calendar)
      if (await store.lockUnit(tx, id)) return
      const row = { asset: id, tenant: tx.tenant, calendar, states: null, counters: {}, changedAt: now() }
      await store.putUnit(tx, row)
      const views = { before: null, after: unitView(row) }
      await note(tx, actor, { about: 'work_unit', id, name, asset: id, ...views, spans: [] })
    },

    usualCalendar: (reach, asset) =>
      tenants.within(reach, async (tx) => {
        const all = await store.listCalendars(tx)
        const near = await store.calendarNear(tx, asset)
        const usual = all.length === 1 ? all[0] : all.find(({ id }) => id === near)
        return usual && calendarView(usual)
      }),

    async dropUnit(reach, asset, actor) {
      const { name } = await assets.asset(reach, asset)
      await tenants.within(reach, async (tx) => {
        const before = unitView(await unitOf(tx, asset))
        await store.removeUnit(tx, asset)
        await note(tx, actor, { about: 'work_unit', id: asset, name, asset, before, after: null, spans: [] })
      })
    },

    quickReasons: (reach, asset) =>
      tenants.within(reach, async (tx) => {
        if (!(await store.unitById(tx, asset))) throw unknown('work unit', asset)
        const uses = await store.usesOf(tx, asset, new Date(now().getTime() - USED_MS))
        const all = (await store.listReasons(tx)).filter(({ retired }) => !retired)
        const parents = new Set(all.map(({ parent }) => parent))
        // What has others below it is a heading, not an answer.
        const leaves = all.filter(({ id }) => !parents.has(id))
        return leaves.sort((a, b) => (uses.get(b.id) ?? 0) - (uses.get(a.id) ?? 0)).map(reasonView)
      }),

    async putOrder(reach, id, request, actor) {
      const { asset, product, number, quantity = null } = request
      const span = spanOf(request)
      return tenants.within(reach, async (tx) => {
        await unitOf(tx, asset)
        await mustBe(tx, 'product', product)
        const [other] = await store.ordersIn(tx, asset, span, id)
        if (other) throw new Fault('production.orders_overlap', { other: other.number })
        const { row, before } = await put(tx, 'order', id, (base) => ({
          ...base,
          asset,
          product,
          number,
          quantity,
          ...span,
        }))
        const views = { before: before && orderView(before), after: orderView(row) }
        const spans = before ? [before, row] : [row]
        await note(tx, actor, { about: 'order', id: row.id, name: number, asset, ...views, spans })
        return views.after
      })
    },

    async putDowntime(reach, id, request, actor) {
      const { asset, reason, note: said = '' } = request
      const span = spanOf(request)
      return tenants.within(reach, async (tx) => {
        await unitOf(tx, asset)
        const known = await store.find(tx, 'reason', reason)
        if (!known) throw unknown('reason', reason)
        const { row, before } = await put(tx, 'downtime', id, (base) => ({
          ...base,
          asset,
          reason,
          note: said,
          ...span,
        }))
        const views = { before: before && downtimeView(before), after: downtimeView(row) }
        const spans = before ? [before, row] : [row]
        await note(tx, actor, { about: 'downtime', id: row.id, name: known.name.en, asset, ...views, spans })
        return views.after
      })
    },

    takeBack: (reach, kind, id, actor) =>
      tenants.within(reach, async (tx) => {
        const row = await store.lock(tx, kind, id)
        if (!row) throw unknown(kind, id)
        await store.remove(tx, kind, id)
        const before = 'number' in row ? orderView(row) : downtimeView(row)
        const name = 'number' in row ? row.number : row.reason
        await note(tx, actor, { about: kind, id, name, asset: row.asset, before, after: null, spans: [row] })
      }),

    changes: (reach, id) =>
      tenants.within(reach, async (tx) =>
        (await store.changesOf(tx, id)).map(({ about, before, after, by, at }) => ({
          about,
          before,
          after,
          by,
          at: at.toISOString(),
        })),
      ),

    changesSince: (reach, asset, after) =>
      tenants.within(reach, async (tx) =>
        (await store.changesSince(tx, asset, after)).map((row) => ({
          id: row.id,
          about: row.about,
          subject: row.subject,
          before: row.before,
          after: row.after,
          ...(row.touchesFrom ? { from: row.touchesFrom } : {}),
          ...(row.touchesTo ? { to: row.touchesTo } : {}),
        })),
      ),

    countChanges: (reach) => tenants.within(reach, store.countChanges),

    planIn,
    plan: (reach, asset, from, to) => tenants.within(reach, (tx) => planIn(tx, asset, from, to)),
  }
}
