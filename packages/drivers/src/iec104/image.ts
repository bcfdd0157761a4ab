import type { Micros } from '@millrace/core'
import type { BrowseNode, BrowsePage } from '../kit/driver.ts'
import { DATA_TYPE } from './types.ts'
import { nameOf, type Reported } from './values.ts'

/** Objects that are remembered beyond those of tags; a station has rarely a tenth of it. */
const MOST_OBJECTS = 200_000
const OBJECTS = 0x100_0000

/** One object as it was last heard. */
export interface Heard {
  readonly reported: Reported
  readonly time: Micros
}

/** One number for a common address and an object address. */
export function objectKey(common: number, object: number): number {
  return common * OBJECTS + object
}

/** Every object that the stations behind one connection have reported. */
export class Image {
  readonly #objects = new Map<number, Heard>()

  get(key: number): Heard | undefined {
    return this.#objects.get(key)
  }

  set(key: number, heard: Heard): void {
    if (this.#objects.size < MOST_OBJECTS || this.#objects.has(key)) this.#objects.set(key, heard)
  }

  /** A folder for each station, in it the objects by address. */
  browse(
    parent: string | undefined,
    { cursor, limit }: { readonly cursor?: string; readonly limit: number },
  ): BrowsePage {
    const nodes = parent === undefined ? this.#stations() : this.#of(Number(parent))
    const from = Number(cursor ?? 0)
    const next = from + limit
    return { nodes: nodes.slice(from, next), ...(next < nodes.length ? { cursor: String(next) } : {}) }
  }

  #stations(): BrowseNode[] {
    const commons = new Set<number>()
    for (const key of this.#objects.keys()) commons.add(Math.floor(key / OBJECTS))
    return [...commons]
      .sort((a, b) => a - b)
      .map((common) => ({ address: String(common), name: `Station ${common}`, kind: 'folder', hasChildren: true }))
  }

  #of(common: number): BrowseNode[] {
    return [...this.#objects]
      .filter(([key]) => Math.floor(key / OBJECTS) === common)
      .sort(([a], [b]) => a - b)
      .map(([key, { reported }]) => ({
        address: `${common}:${key % OBJECTS}`,
        name: `${key % OBJECTS} ${nameOf(reported.type)}`,
        kind: 'tag',
        type: DATA_TYPE[reported.form],
        access: 'r',
        hasChildren: false,
      }))
  }
}
