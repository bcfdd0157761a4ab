import { createHash } from 'node:crypto'
import {
  type Clock,
  type Closable,
  Fault,
  type Log,
  MICROS_PER_MS,
  microsOf,
  newId,
  type TenantId,
} from '@millrace/core'
import { keysOf, type Page, pageOf, type Reach, type TenantDb, type TenantTx } from '../../database/index.ts'
import type { LatestValues } from '../../live/latest.ts'
import type { AssetService } from '../assets/index.ts'
import type { Actor, AuditTrail } from '../audit/index.ts'
import type { Notices } from '../notices/index.ts'
import { changed, mustBeDone } from './change.ts'
import type { EffectOf, Maintenance } from './event.ts'
import './events.ts'
import './faults.ts'
import { makeOrder, noticeKey, somebody, targetOf } from './making.ts'
import { pictureOf } from './picture.ts'
import { PlanWatch, wantedBy } from './plan-watch.ts'
import { createPlans, type Plans } from './plans.ts'
import type {
  Effect,
  EffectRequest,
  MoveRequest,
  Order,
  OrderChange,
  OrderListed,
  OrderQuery,
  OrderRequest,
  Photo,
} from './schema.ts'
import { isOpen, moves } from './steps.ts'
import * as store from './store.ts'
import { listedView, orderView } from './view.ts'

/** Of one order. */
const MOST_PHOTOS = 30

export interface MaintenanceService extends Maintenance, Plans, Closable {
  orders(reach: Reach, query: OrderQuery): Promise<Page<OrderListed>>
  /** Throws `maintenance.order_unknown`, as all that follow with an id. */
  order(reach: Reach, id: string): Promise<Order>
  /** By a person. Throws `assets.asset_unknown`. */
  addOrder(reach: Reach, request: OrderRequest, actor: Actor): Promise<Order>
  /** Check list, parts, times, people. Throws `maintenance.closed`, `checklist_malformed`. */
  changeOrder(reach: Reach, id: string, change: OrderChange, actor: Actor): Promise<Order>
  /** Throws `maintenance.out_of_turn`, `note_missing`, `checklist_open`, `effect_unknown`, and what whoever computes KPIs refuses. */
  move(reach: Reach, id: string, request: MoveRequest, actor: Actor): Promise<Order>
  /** Throws `maintenance.photo_refused`, `too_many`, `closed`. */
  addPhoto(reach: Reach, id: string, bytes: Uint8Array, actor: Actor): Promise<Photo>
  /** Throws `maintenance.photo_unknown`. */
  photo(reach: Reach, id: string, photo: string): Promise<{ type: string; bytes: Uint8Array }>
  dropPhoto(reach: Reach, id: string, photo: string, actor: Actor): Promise<void>
  /** Knows the organisation from now on. */
  begin(tenant: TenantId): void
}

interface Needs {
  readonly tenants: TenantDb
  readonly assets: Pick<AssetService, 'asset' | 'find' | 'point'>
  readonly latest: LatestValues
  readonly notices: Pick<Notices, 'tell' | 'settled'>
  readonly audit: AuditTrail
  readonly effectOf: EffectOf
  readonly clock: Clock
  readonly log: Log
}

export function createMaintenance(needs: Needs): MaintenanceService {
  const { tenants, assets, notices, audit, effectOf, clock } = needs
  const watch = new PlanWatch(needs)
  const now = (): Date => new Date(Math.floor(clock.now() / MICROS_PER_MS))

  const known = (row: store.OrderRow | undefined, id: string): store.OrderRow => {
    if (!row) throw new Fault('maintenance.order_unknown', { id })
    return row
  }

  const whole = async (tx: TenantTx, row: store.OrderRow): Promise<Order> => {
    const path = (await store.pathsOf(tx, [row.asset])).get(row.asset) ?? []
    return orderView(row, path, { steps: await store.stepsOf(tx, row.id), photos: await store.photosOf(tx, row.id) })
  }

  const changeable = (row: store.OrderRow): void => {
    if (!isOpen(row.state)) throw new Fault('maintenance.closed', { state: row.state })
  }

  /** The KPI before and after, both of which must have a value. */
  const measured = async (tenant: TenantId, asset: string, { kpi, before, after }: EffectRequest): Promise<Effect> => {
    const one = async ({ from, to }: { from: string; to: string }) => {
      const [begin, end] = [microsOf(from), microsOf(to)]
      const value =
        begin === undefined || end === undefined || end <= begin
          ? undefined
          : await effectOf({ tenant }, kpi, { asset, from: begin, to: end })
      if (!value) throw new Fault('maintenance.effect_unknown', { kpi, span: `${from} to ${to}` })
      return { from, to, value: value.value, unit: value.unit }
    }
    return { kpi, before: await one(before), after: await one(after) }
  }

  return {
    ...createPlans(needs),

    async happened(tx, events) {
      if (events.length === 0) return 0
      const plans = await store.plansBy(tx, 'event')
      const chosen = events.flatMap((event) =>
        plans
          .filter(({ trigger }) => trigger.is === 'event' && trigger.kinds.some((kind) => event.kinds.includes(kind)))
          .map((plan) => ({ event, plan })),
      )
      if (chosen.length === 0) return 0
      const lineages = new Map<string, readonly string[]>()
      for (const asset of new Set(chosen.map(({ event }) => event.asset)))
        lineages.set(asset, await store.lineageOf(tx, asset))
      let made = 0
      for (const { event, plan } of chosen) {
        if (!lineages.get(event.asset)?.includes(plan.asset)) continue
        const causeKey = `event ${plan.id} ${event.key}`.slice(0, 300)
        const wanted = wantedBy(plan, event.says, { cause: { is: 'event', says: event.says }, causeKey })
        const [kind] = event.kinds
        const actor: Actor = { kind: 'system', id: kind, name: kind }
        if (await makeOrder(needs, tx, { ...wanted, asset: event.asset }, actor)) made++
      }
      return made
    },

    orders: (reach, { state, asset, limit = 100, cursor }) =>
      tenants.within(reach, async (tx) => {
        const [number] = keysOf(cursor, 'number') ?? []
        const before = number === undefined ? undefined : Number(number)
        const rows = await store.findOrders(tx, { state, asset, before, limit: limit + 1 })
        const paths = await store.pathsOf(tx, [...new Set(rows.map((row) => row.asset))])
        return pageOf(rows, limit, {
          item: (row) => listedView(row, paths.get(row.asset) ?? []),
          keys: (row) => [String(row.number)],
        })
      }),

    order: (reach, id) => tenants.within(reach, async (tx) => whole(tx, known(await store.orderById(tx, id), id))),

    async makeAsked(tx, { key, asset, title, instructions, priority, says }, actor) {
      const cause = { is: 'person' as const, says }
      await makeOrder(needs, tx, { asset, title, instructions, priority, checklist: [], cause, causeKey: key }, actor)
    },

    async addOrder(reach, request, actor) {
      await assets.asset(reach, request.asset)
      const dueAt = request.dueAt === undefined ? undefined : microsOf(request.dueAt)
      return tenants.within(reach, async (tx) => {
        const row = await makeOrder(
          needs,
          tx,
          {
            asset: request.asset,
            title: request.title,
            instructions: request.instructions ?? '',
            priority: request.priority,
            checklist: request.checklist ?? [],
            assigned: request.assigned ?? [],
            cause: { is: 'person', says: actor.name },
            ...(dueAt === undefined ? {} : { dueAt: new Date(dueAt / MICROS_PER_MS) }),
          },
          actor,
        )
        return whole(tx, known(row, request.asset))
      })
    },

    changeOrder: (reach, id, change, actor) =>
      tenants.within(reach, async (tx) => {
        const row = known(await store.lockOrder(tx, id), id)
        changeable(row)
        const next = await store.changeOrder(tx, id, changed(row, change, { actor, at: now() }))
        await audit.record(tx, {
          actor,
          action: 'work_order.changed',
          target: targetOf(row),
          detail: { what: Object.keys(change) },
        })
        return whole(tx, next)
      }),

    async move(reach, id, { move, note = '', effect }, actor) {
      const before = await tenants.within(reach, async (tx) => known(await store.orderById(tx, id), id))
      const told = effect && move === 'close' ? await measured(reach.tenant, before.asset, effect) : null
      return tenants.within(reach, async (tx) => {
        const row = known(await store.lockOrder(tx, id), id)
        const { from, to, note: needsNote } = moves[move]
        if (!(from as readonly string[]).includes(row.state))
          throw new Fault('maintenance.out_of_turn', { expected: from.join(' or '), state: row.state })
        if (needsNote && note.trim() === '') throw new Fault('maintenance.note_missing')
        if (move === 'finish') mustBeDone(row)
        const at = now()
        const next = await store.changeOrder(tx, id, {
          state: to,
          changedAt: at,
          ...(move === 'start' && !row.startedAt ? { startedAt: at } : {}),
          ...(to === 'done' ? { doneAt: at } : {}),
          ...(move === 'reopen' ? { doneAt: null } : {}),
          ...(to === 'closed' ? { closedAt: at, effect: told } : {}),
        })
        await store.addStep(tx, {
          id: newId(at.getTime()),
          tenant: tx.tenant,
          order: id,
          step: move,
          by: somebody(actor),
          at,
          note,
        })
        const detail = {
          asset: row.asset,
          from: row.state,
          to,
          ...(note ? { note } : {}),
          ...(told ? { effect: { ...told } } : {}),
        }
        await audit.record(tx, { actor, action: `work_order.${move}`, target: targetOf(row), detail })
        const settles = move === 'start' ? 'acknowledged' : isOpen(to) ? undefined : 'cleared'
        if (settles)
          await notices.settled(tx, [noticeKey(id)], { state: settles, by: somebody(actor), at: clock.now() })
        return whole(tx, next)
      })
    },

    async addPhoto(reach, id, bytes, actor) {
      const { type, width, height } = pictureOf(bytes)
      return tenants.within(reach, async (tx) => {
        const row = known(await store.lockOrder(tx, id), id)
        changeable(row)
        if ((await store.photosOf(tx, id)).length >= MOST_PHOTOS)
          throw new Fault('maintenance.too_many', { most: MOST_PHOTOS, what: 'photos of an order' })
        const at = now()
        const sha256 = createHash('sha256').update(bytes).digest('hex')
        const by = somebody(actor)
        const photo = { id: newId(at.getTime()), tenant: tx.tenant, order: id, type, width, height, sha256, by, at }
        await store.addPhoto(tx, { ...photo, bytes: Buffer.from(bytes) })
        await store.changeOrder(tx, id, { changedAt: at })
        const detail = { type, width, height, sha256 }
        await audit.record(tx, { actor, action: 'work_order.photo_added', target: targetOf(row), detail })
        const { photos } = await whole(tx, row)
        return photos.find((one) => one.id === photo.id) ?? (photos.at(-1) as Photo)
      })
    },

    photo: (reach, id, photo) =>
      tenants.within(reach, async (tx) => {
        const row = await store.photoById(tx, id, photo)
        if (!row) throw new Fault('maintenance.photo_unknown', { id: photo })
        return { type: row.type, bytes: row.bytes }
      }),

    dropPhoto: (reach, id, photo, actor) =>
      tenants.within(reach, async (tx) => {
        const row = known(await store.lockOrder(tx, id), id)
        changeable(row)
        if (!(await store.dropPhoto(tx, id, photo))) throw new Fault('maintenance.photo_unknown', { id: photo })
        await audit.record(tx, { actor, action: 'work_order.photo_removed', target: targetOf(row), detail: { photo } })
      }),

    begin: (tenant) => watch.begin(tenant),
    close: () => watch.close(),
  }
}
