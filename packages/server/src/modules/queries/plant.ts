import type { Clock } from '@millrace/core'
import type { SqlPlant } from '@millrace/history'
import type { Reach } from '../../database/index.ts'
import { type AssetService, pathText } from '../assets/index.ts'

/** How long what somebody may see is believed; their reach itself is asked anew each time. */
const BELIEVED_MS = 10_000
const MOST = 16

interface Entry {
  readonly plant: Promise<SqlPlant>
  readonly until: number
}

/** The same plant for the same reach: what one may see is never found for another. */
const keyOf = ({ tenant, below }: Reach): string => `${tenant} ${below?.join() ?? 'all'}`

/** What the tables `points` and `assets` hold for somebody, remembered for a moment. */
export class Plants {
  readonly #assets: AssetService
  readonly #clock: Clock
  readonly #held = new Map<string, Entry>()

  constructor(assets: AssetService, clock: Clock) {
    this.#assets = assets
    this.#clock = clock
  }

  of(reach: Reach): Promise<SqlPlant> {
    const now = this.#clock.monotonic()
    const key = keyOf(reach)
    const held = this.#held.get(key)
    if (held && held.until > now) return held.plant
    const plant = this.#read(reach)
    this.#held.delete(key)
    this.#held.set(key, { plant, until: now + BELIEVED_MS })
    plant.catch(() => this.#held.delete(key))
    for (const oldest of this.#held.keys()) {
      if (this.#held.size <= MOST) break
      this.#held.delete(oldest)
    }
    return plant
  }

  async #read(reach: Reach): Promise<SqlPlant> {
    const series: number[] = []
    const rows: number[] = []
    const points: (string | number | boolean | null)[][] = Array.from({ length: 11 }, () => [])
    for await (const page of this.#assets.everyWithSeries(reach, undefined)) {
      for (const { point, series: own } of page) {
        for (const one of own) {
          series.push(one)
          rows.push(points[0]?.length ?? 0)
        }
        const { id, name, path, assetId, deviceId, type, unit, description, low, high, writable } = point
        const cells = [id, name, pathText(path), assetId, deviceId, type, unit, description, low, high, writable]
        for (const [i, cell] of cells.entries()) points[i]?.push(cell ?? null)
      }
    }
    const assets: (string | null)[][] = Array.from({ length: 5 }, () => [])
    for await (const page of this.#assets.everyAsset(reach))
      for (const { id, parent, name, level, path } of page) {
        const cells = [id, parent, name, level, pathText(path)]
        for (const [i, cell] of cells.entries()) assets[i]?.push(cell)
      }
    return {
      points,
      assets,
      series: Uint32Array.from(series),
      rows: Uint32Array.from(rows),
      isPart: reach.below !== undefined,
    }
  }
}
