import { type Connection, segment } from './connection.ts'
import type { components } from './generated/api.ts'
import type { QueryOf } from './plant.ts'

type Schemas = components['schemas']
export type WorkCalendar = Schemas['WorkCalendar']
export type WorkCalendarRequest = Schemas['WorkCalendarRequest']
export type Product = Schemas['Product']
export type ProductRequest = Schemas['ProductRequest']
export type DowntimeReason = Schemas['DowntimeReason']
export type DowntimeReasonRequest = Schemas['DowntimeReasonRequest']
export type WorkUnit = Schemas['WorkUnit']
export type WorkUnitRequest = Schemas['WorkUnitRequest']
export type WorkUnitNow = Schemas['WorkUnitNow']
export type WorkUnitStretch = Schemas['WorkUnitStretch']
export type ProductionOrder = Schemas['ProductionOrder']
export type ProductionOrderRequest = Schemas['ProductionOrderRequest']
export type Downtime = Schemas['Downtime']
export type DowntimeRequest = Schemas['DowntimeRequest']
export type ProductionChange = Schemas['ProductionChange']
export type LostTime = Schemas['LostTime']
export type LostTimeQuery = NonNullable<QueryOf<'/api/v1/lost-time'>>
export type StretchQuery = NonNullable<QueryOf<'/api/v1/work-units/{asset}/stretches'>>

/** How a plant is planned to work, what it makes, and why machines stood. */
export class ProductionApi {
  readonly #connection: Connection

  constructor(connection: Connection) {
    this.#connection = connection
  }

  calendars(signal?: AbortSignal): Promise<WorkCalendar[]> {
    return this.#items('/work-calendars', signal)
  }

  /** Without an id it is a new one. */
  putCalendar(id: string | undefined, request: WorkCalendarRequest): Promise<WorkCalendar> {
    return this.#put('/work-calendars', id, request)
  }

  /** One that no work unit uses. */
  removeCalendar(id: string): Promise<void> {
    return this.#connection.done('DELETE', `/work-calendars/${segment(id)}`)
  }

  products(signal?: AbortSignal): Promise<Product[]> {
    return this.#items('/products', signal)
  }

  putProduct(id: string | undefined, request: ProductRequest): Promise<Product> {
    return this.#put('/products', id, request)
  }

  /** One that no order names. */
  removeProduct(id: string): Promise<void> {
    return this.#connection.done('DELETE', `/products/${segment(id)}`)
  }

  /** A tree: each names the one above it. */
  reasons(signal?: AbortSignal): Promise<DowntimeReason[]> {
    return this.#items('/downtime-reasons', signal)
  }

  putReason(id: string | undefined, request: DowntimeReasonRequest): Promise<DowntimeReason> {
    return this.#put('/downtime-reasons', id, request)
  }

  /** One that was never entered. */
  removeReason(id: string): Promise<void> {
    return this.#connection.done('DELETE', `/downtime-reasons/${segment(id)}`)
  }

  units(signal?: AbortSignal): Promise<WorkUnit[]> {
    return this.#items('/work-units', signal)
  }

  putUnit(asset: string, request: WorkUnitRequest): Promise<WorkUnit> {
    return this.#connection.json('PUT', `/work-units/${segment(asset)}`, { body: request })
  }

  /** With its orders and downtimes. */
  removeUnit(asset: string): Promise<void> {
    return this.#connection.done('DELETE', `/work-units/${segment(asset)}`)
  }

  /** State, shift, order, reason, and what stood without one. */
  now(signal?: AbortSignal): Promise<WorkUnitNow[]> {
    return this.#items('/production-now', signal)
  }

  stretches(asset: string, query: StretchQuery, signal?: AbortSignal): Promise<WorkUnitStretch[]> {
    return this.#items(`/work-units/${segment(asset)}/stretches`, signal, query)
  }

  /** Planned busy time by reason, the greatest first. */
  lost(query: LostTimeQuery, signal?: AbortSignal): Promise<LostTime> {
    return this.#connection.json('GET', '/lost-time', { query, signal })
  }

  /** Leaves of the tree; those that were entered there most come first. */
  quickReasons(asset: string, signal?: AbortSignal): Promise<DowntimeReason[]> {
    return this.#items(`/work-units/${segment(asset)}/quick-reasons`, signal)
  }

  /** The newest first. */
  orders(asset: string, limit: number, signal?: AbortSignal): Promise<ProductionOrder[]> {
    return this.#items('/production-orders', signal, { asset, limit })
  }

  putOrder(id: string | undefined, request: ProductionOrderRequest): Promise<ProductionOrder> {
    return this.#put('/production-orders', id, request)
  }

  takeOrderBack(id: string): Promise<void> {
    return this.#connection.done('DELETE', `/production-orders/${segment(id)}`)
  }

  /** The newest first. */
  downtimes(asset: string, limit: number, signal?: AbortSignal): Promise<Downtime[]> {
    return this.#items('/downtimes', signal, { asset, limit })
  }

  putDowntime(id: string | undefined, request: DowntimeRequest): Promise<Downtime> {
    return this.#put('/downtimes', id, request)
  }

  takeDowntimeBack(id: string): Promise<void> {
    return this.#connection.done('DELETE', `/downtimes/${segment(id)}`)
  }

  /** What became of a calendar, product, reason, work unit, order or downtime, the first first. */
  changes(id: string, signal?: AbortSignal): Promise<ProductionChange[]> {
    return this.#items(`/production-changes/${segment(id)}`, signal)
  }

  #put<Item>(path: string, id: string | undefined, body: object): Promise<Item> {
    return id === undefined
      ? this.#connection.json('POST', path, { body })
      : this.#connection.json('PUT', `${path}/${segment(id)}`, { body })
  }

  async #items<Item>(
    path: string,
    signal: AbortSignal | undefined,
    query?: Readonly<Record<string, string | number>>,
  ): Promise<Item[]> {
    return (await this.#connection.json<{ items: Item[] }>('GET', path, { signal, ...(query && { query }) })).items
  }
}
