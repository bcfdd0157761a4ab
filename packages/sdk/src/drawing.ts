import type { Connection } from './connection.ts'
import { segment } from './connection.ts'
import type { components } from './generated/api.ts'
import type { Asset } from './plant.ts'

type Schemas = components['schemas']
export type AssetRequest = Schemas['AssetRequest']
export type AssetChange = Schemas['AssetChange']
export type PlantChanges = Schemas['PlantChanges']
export type PlantChange = PlantChanges['items'][number]
export type BulkRequest = Schemas['BulkRequest']

/** The plant as people draw it. */
export class DrawingApi {
  readonly #connection: Connection

  constructor(connection: Connection) {
    this.#connection = connection
  }

  make(request: AssetRequest): Promise<Asset> {
    return this.#connection.json('POST', '/assets', { body: request })
  }

  change(id: string, change: AssetChange): Promise<Asset> {
    return this.#connection.json('PUT', `/assets/${segment(id)}`, { body: change })
  }

  /** With everything below; null: to the top. */
  move(id: string, parent: string | null): Promise<Asset> {
    return this.#connection.json('PUT', `/assets/${segment(id)}/parent`, { body: { parent } })
  }

  retire(id: string, retired: boolean): Promise<Asset> {
    return this.#connection.json('PUT', `/assets/${segment(id)}/use`, { body: { retired } })
  }

  /** What holds nothing. */
  remove(id: string): Promise<void> {
    return this.#connection.done('DELETE', `/assets/${segment(id)}`)
  }

  /** Where a device, or points, stand from now on; null: where the device says. */
  place(placement: Schemas['Placement']): Promise<Schemas['Placed']> {
    return this.#connection.json('PUT', '/placements', { body: placement })
  }

  /** The plant as CSV. */
  async sheet(signal?: AbortSignal): Promise<Blob> {
    return (await this.#connection.ask('GET', '/assets/sheet', { accept: 'text/csv', signal })).blob()
  }

  /** What a sheet would change. */
  previewSheet(octets: Uint8Array, signal?: AbortSignal): Promise<PlantChanges> {
    return this.#connection.json('POST', '/assets/sheet/preview', { octets, signal })
  }

  /** Changes the plant by a sheet that was looked at; `seen` is of its preview. */
  applySheet(octets: Uint8Array, seen: string): Promise<PlantChanges> {
    return this.#connection.json('POST', '/assets/sheet', { octets, query: { seen } })
  }

  /** Changes every asset that a filter finds; without `seen` only looks. */
  bulk(request: BulkRequest): Promise<PlantChanges> {
    return this.#connection.json('POST', '/assets/bulk', { body: request })
  }
}
