import { readFile } from 'node:fs/promises'

/** What pages load from beside themselves, wherever they lie: the bridge, its types, and the design language. */
const names = ['millrace.js', 'millrace.css', 'millrace.d.ts'] as const

/** By name. */
export const pageFiles = async (): Promise<ReadonlyMap<string, Uint8Array>> =>
  new Map(
    await Promise.all(
      names.map(async (name) => [name, await readFile(new URL(`../page/${name}`, import.meta.url))] as const),
    ),
  )
