import { type Connection, segment } from './connection.ts'
import type { components } from './generated/api.ts'

type Schemas = components['schemas']
export type EquipmentClass = Schemas['EquipmentClass']
export type EquipmentClassListed = Schemas['EquipmentClassListed']
export type EquipmentApplication = Schemas['EquipmentApplication']
export type EquipmentApplicationRequest = Schemas['EquipmentApplicationRequest']
export type EquipmentPlan = Schemas['EquipmentPlan']
export type EquipmentRemoval = Schemas['EquipmentRemoval']

/** Kinds of machines as data, and assets that one is applied to. */
export class EquipmentApi {
  readonly #connection: Connection

  constructor(connection: Connection) {
    this.#connection = connection
  }

  async classes(signal?: AbortSignal): Promise<EquipmentClassListed[]> {
    return (await this.#connection.json<Schemas['EquipmentClassList']>('GET', '/equipment-classes', { signal })).items
  }

  /** Beside each published figure of a reference case stands what the formula gives. */
  class(name: string, signal?: AbortSignal): Promise<EquipmentClass> {
    return this.#connection.json('GET', `/equipment-classes/${segment(name)}`, { signal })
  }

  /** What was applied to an asset. */
  application(asset: string, signal?: AbortSignal): Promise<EquipmentApplication> {
    return this.#connection.json('GET', `/assets/${segment(asset)}/equipment-class`, { signal })
  }

  /** The same; null where nothing was applied. */
  async applied(asset: string, signal?: AbortSignal): Promise<EquipmentApplication | null> {
    const path = `/assets/${segment(asset)}/equipment-classes`
    const { items } = await this.#connection.json<{ items: EquipmentApplication[] }>('GET', path, { signal })
    return items[0] ?? null
  }

  /** What would come of it; nothing is written. */
  preview(asset: string, request: EquipmentApplicationRequest, signal?: AbortSignal): Promise<EquipmentPlan> {
    const path = `/assets/${segment(asset)}/equipment-class/preview`
    return this.#connection.json('POST', path, { body: request, signal })
  }

  /** Alarms wait for their approval; what was applied already changes nothing. With `seen` of a preview nothing else is applied. */
  apply(asset: string, request: EquipmentApplicationRequest): Promise<EquipmentPlan> {
    return this.#connection.json('POST', `/assets/${segment(asset)}/equipment-class`, { body: request })
  }

  /** What would go if the class were taken off; nothing is written. */
  removal(asset: string, signal?: AbortSignal): Promise<EquipmentRemoval> {
    return this.#connection.json('GET', `/assets/${segment(asset)}/equipment-class/removal`, { signal })
  }

  /** Alarms in force are proposed to be retired. With `seen` of {@link EquipmentApi.removal} nothing else is taken off. */
  remove(asset: string, seen?: string): Promise<EquipmentRemoval> {
    return this.#connection.json('DELETE', `/assets/${segment(asset)}/equipment-class`, { query: { seen } })
  }
}
