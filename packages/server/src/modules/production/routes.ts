import { type Route, route } from '../../http/route.ts'
import { ById } from '../../http/schema.ts'
import {
  AtAsset,
  Calendar,
  CalendarList,
  CalendarRequest,
  ChangeList,
  Downtime,
  DowntimeList,
  DowntimeRequest,
  Lost,
  LostQuery,
  OfAsset,
  Order,
  OrderList,
  OrderRequest,
  Product,
  ProductList,
  ProductRequest,
  Reason,
  ReasonList,
  ReasonRequest,
  StretchList,
  StretchQuery,
  UnitNowList,
  WorkUnit,
  WorkUnitList,
  WorkUnitRequest,
} from './schema.ts'
import type { ProductionService } from './service.ts'
import type { StandingService } from './standing.ts'

const read = 'production:read'
const enter = 'production:enter'
const manage = 'production:manage'
const many = 100

export const routes = (production: ProductionService, standing: StandingService): Route[] => [
  route.get(
    '/work-calendars',
    { permission: read, summary: 'Work calendars: shifts, breaks, holidays', reply: CalendarList },
    async ({ reach }) => ({ items: await production.calendars(reach) }),
  ),
  route.post(
    '/work-calendars',
    { permission: manage, summary: 'Make a work calendar', body: CalendarRequest, reply: Calendar, status: 201 },
    ({ reach, body, actor }) => production.putCalendar(reach, undefined, body, actor),
  ),
  route.put(
    '/work-calendars/:id',
    { permission: manage, summary: 'Change a work calendar', params: ById, body: CalendarRequest, reply: Calendar },
    ({ reach, params, body, actor }) => production.putCalendar(reach, params.id, body, actor),
  ),
  route.delete(
    '/work-calendars/:id',
    { permission: manage, summary: 'Remove a work calendar that no work unit uses', params: ById },
    async ({ reach, params, actor }) => {
      await production.drop(reach, 'calendar', params.id, actor)
      return undefined
    },
  ),
  route.get(
    '/products',
    { permission: read, summary: 'Products with their planned run time per item', reply: ProductList },
    async ({ reach }) => ({ items: await production.products(reach) }),
  ),
  route.post(
    '/products',
    { permission: manage, summary: 'Add a product', body: ProductRequest, reply: Product, status: 201 },
    ({ reach, body, actor }) => production.putProduct(reach, undefined, body, actor),
  ),
  route.put(
    '/products/:id',
    { permission: manage, summary: 'Change a product', params: ById, body: ProductRequest, reply: Product },
    ({ reach, params, body, actor }) => production.putProduct(reach, params.id, body, actor),
  ),
  route.delete(
    '/products/:id',
    { permission: manage, summary: 'Remove a product that no order names', params: ById },
    async ({ reach, params, actor }) => {
      await production.drop(reach, 'product', params.id, actor)
      return undefined
    },
  ),
  route.get(
    '/downtime-reasons',
    { permission: read, summary: 'Why machines stand: a tree of reasons', reply: ReasonList },
    async ({ reach }) => ({ items: await production.reasons(reach) }),
  ),
  route.post(
    '/downtime-reasons',
    { permission: manage, summary: 'Add a reason', body: ReasonRequest, reply: Reason, status: 201 },
    ({ reach, body, actor }) => production.putReason(reach, undefined, body, actor),
  ),
  route.put(
    '/downtime-reasons/:id',
    {
      permission: manage,
      summary: 'Change, move or retire a reason',
      params: ById,
      body: ReasonRequest,
      reply: Reason,
    },
    ({ reach, params, body, actor }) => production.putReason(reach, params.id, body, actor),
  ),
  route.delete(
    '/downtime-reasons/:id',
    { permission: manage, summary: 'Remove a reason that was never entered', params: ById },
    async ({ reach, params, actor }) => {
      await production.drop(reach, 'reason', params.id, actor)
      return undefined
    },
  ),
  route.get(
    '/work-units',
    { permission: read, summary: 'Assets that produce, with what tells their states and counts', reply: WorkUnitList },
    async ({ reach }) => ({ items: await production.units(reach) }),
  ),
  route.put(
    '/work-units/:asset',
    {
      permission: manage,
      summary: 'Make an asset a work unit, or change what tells its states and counts',
      params: AtAsset,
      body: WorkUnitRequest,
      reply: WorkUnit,
    },
    ({ reach, params, body, actor }) => production.putUnit(reach, params.asset, body, actor),
  ),
  route.delete(
    '/work-units/:asset',
    { permission: manage, summary: 'No longer a work unit: its orders and downtimes go', params: AtAsset },
    async ({ reach, params, actor }) => {
      await production.dropUnit(reach, params.asset, actor)
      return undefined
    },
  ),
  route.get(
    '/work-units/:asset/quick-reasons',
    {
      permission: read,
      summary: 'Reasons to choose from at a machine',
      description:
        'Those that were entered there most in the last 30 days come first; headings of the tree are left out.',
      params: AtAsset,
      reply: ReasonList,
    },
    async ({ reach, params }) => ({ items: await production.quickReasons(reach, params.asset) }),
  ),
  route.get(
    '/production-now',
    {
      permission: read,
      summary: 'Work units as they are now: state, shift, order, reason, and what stood without one',
      reply: UnitNowList,
    },
    async ({ reach }) => ({ items: await standing.now(reach) }),
  ),
  route.get(
    '/work-units/:asset/stretches',
    {
      permission: read,
      summary: 'What a work unit did, stretch by stretch, up to the present',
      description: 'Cut where its state, the reason or the plan becomes another; of at most 35 days.',
      params: AtAsset,
      query: StretchQuery,
      reply: StretchList,
    },
    async ({ reach, params, query }) => ({ items: await standing.stretches(reach, params.asset, query) }),
  ),
  route.get(
    '/lost-time',
    {
      permission: read,
      summary: 'Planned busy time lost by reason over all work units below an asset, the greatest first',
      description: 'Planned stops are no loss; what nobody gave a reason for is told by its state.',
      query: LostQuery,
      reply: Lost,
    },
    ({ reach, query }) => standing.lost(reach, query),
  ),
  route.get(
    '/production-orders',
    { permission: read, summary: 'Orders of a work unit, newest first', query: OfAsset, reply: OrderList },
    async ({ reach, query: { asset, limit = many } }) => ({ items: await production.orders(reach, asset, limit) }),
  ),
  route.post(
    '/production-orders',
    { permission: enter, summary: 'Begin an order, or enter one', body: OrderRequest, reply: Order, status: 201 },
    ({ reach, body, actor }) => production.putOrder(reach, undefined, body, actor),
  ),
  route.put(
    '/production-orders/:id',
    { permission: enter, summary: 'End or correct an order', params: ById, body: OrderRequest, reply: Order },
    ({ reach, params, body, actor }) => production.putOrder(reach, params.id, body, actor),
  ),
  route.delete(
    '/production-orders/:id',
    { permission: enter, summary: 'Take an order back; what it was stays in its changes', params: ById },
    async ({ reach, params, actor }) => {
      await production.takeBack(reach, 'order', params.id, actor)
      return undefined
    },
  ),
  route.get(
    '/downtimes',
    { permission: read, summary: 'Downtimes of a work unit, newest first', query: OfAsset, reply: DowntimeList },
    async ({ reach, query: { asset, limit = many } }) => ({ items: await production.downtimes(reach, asset, limit) }),
  ),
  route.post(
    '/downtimes',
    { permission: enter, summary: 'Say why a machine stands', body: DowntimeRequest, reply: Downtime, status: 201 },
    ({ reach, body, actor }) => production.putDowntime(reach, undefined, body, actor),
  ),
  route.put(
    '/downtimes/:id',
    { permission: enter, summary: 'End or correct a downtime', params: ById, body: DowntimeRequest, reply: Downtime },
    ({ reach, params, body, actor }) => production.putDowntime(reach, params.id, body, actor),
  ),
  route.delete(
    '/downtimes/:id',
    { permission: enter, summary: 'Take a downtime back; what it was stays in its changes', params: ById },
    async ({ reach, params, actor }) => {
      await production.takeBack(reach, 'downtime', params.id, actor)
      return undefined
    },
  ),
  route.get(
    '/production-changes/:id',
    {
      permission: read,
      summary:
        'What became of a calendar, product, reason, work unit, order or downtime: who changed what, the first first',
      params: ById,
      reply: ChangeList,
    },
    async ({ reach, params }) => ({ items: await production.changes(reach, params.id) }),
  ),
]
