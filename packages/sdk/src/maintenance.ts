import { type Connection, segment } from './connection.ts'
import type { components } from './generated/api.ts'
import { listOf, type Page } from './list.ts'
import type { QueryOf } from './plant.ts'

type Schemas = components['schemas']
export type MaintenancePlan = Schemas['MaintenancePlan']
export type MaintenancePlanRequest = Schemas['MaintenancePlanRequest']
export type WorkOrder = Schemas['WorkOrder']
export type WorkOrderChange = Schemas['WorkOrderChange']
export type WorkOrderListed = Schemas['WorkOrderListed']
export type WorkOrderMove = Schemas['WorkOrderMove']
export type WorkOrderPhoto = Schemas['WorkOrderPhoto']
export type WorkOrderRequest = Schemas['WorkOrderRequest']
export type WorkOrderQuery = QueryOf<'/api/v1/work-orders'>

/** Work orders, and the plans that make them. */
export class MaintenanceApi {
  readonly #connection: Connection

  constructor(connection: Connection) {
    this.#connection = connection
  }

  /** The newest first. */
  readonly orders = listOf<WorkOrderQuery, WorkOrderListed>((query, signal) =>
    this.#connection.json('GET', '/work-orders', { query, signal }),
  )

  order(id: string, signal?: AbortSignal): Promise<WorkOrder> {
    return this.#connection.json('GET', `/work-orders/${segment(id)}`, { signal })
  }

  add(request: WorkOrderRequest): Promise<WorkOrder> {
    return this.#connection.json('POST', '/work-orders', { body: request })
  }

  /** What is left out stays. */
  change(id: string, change: WorkOrderChange): Promise<WorkOrder> {
    return this.#connection.json('PUT', `/work-orders/${segment(id)}`, { body: change })
  }

  move(id: string, request: WorkOrderMove): Promise<WorkOrder> {
    return this.#connection.json('POST', `/work-orders/${segment(id)}/moves`, { body: request })
  }

  /** JPEG, PNG or WebP, at most 8 MiB. */
  addPhoto(id: string, bytes: Uint8Array): Promise<WorkOrderPhoto> {
    return this.#connection.json('POST', `/work-orders/${segment(id)}/photos`, { octets: bytes })
  }

  /** Where a browser shows it. */
  photoAddress(id: string, photo: string): string {
    return this.#connection.address(`/work-orders/${segment(id)}/photos/${segment(photo)}`)
  }

  plans(signal?: AbortSignal): Promise<Page<MaintenancePlan>> {
    return this.#connection.json('GET', '/maintenance-plans', { signal })
  }

  addPlan(request: MaintenancePlanRequest): Promise<MaintenancePlan> {
    return this.#connection.json('POST', '/maintenance-plans', { body: request })
  }

  changePlan(id: string, request: MaintenancePlanRequest): Promise<MaintenancePlan> {
    return this.#connection.json('PUT', `/maintenance-plans/${segment(id)}`, { body: request })
  }

  dropPlan(id: string): Promise<void> {
    return this.#connection.done('DELETE', `/maintenance-plans/${segment(id)}`)
  }
}
