import type { Analysis } from './analyse.ts'
import type { EngineState, PlainBuckets, PlainRaw } from './engine.ts'
import type { FaultNote } from './faults.ts'
import type { Removal } from './manifest.ts'
import type { PartMemory } from './part.ts'

/** What a question answers with is told by its `ask`. */
export type Question =
  | { readonly ask: 'seal'; readonly part: number; readonly durable: number }
  | { readonly ask: 'raw'; readonly query: PlainRaw }
  | { readonly ask: 'buckets'; readonly query: PlainBuckets }
  | { readonly ask: 'analyse'; readonly analysis: Analysis }
  | { readonly ask: 'latest'; readonly tenant: string; readonly series: readonly number[]; readonly at?: number }
  | { readonly ask: 'snapshot'; readonly name: string }
  | { readonly ask: 'lend'; readonly tenant: string; readonly folder: string }
  | { readonly ask: 'settled' }
  | { readonly ask: 'compact'; readonly now: number }
  | { readonly ask: 'remove'; readonly removal: Omit<Removal, 'seq'> }
  | { readonly ask: 'close' }

/** From the store to its worker, in order. */
export type Request =
  | { readonly do: 'tenant'; readonly slot: number; readonly tenant: string }
  | { readonly do: 'part'; readonly memory: PartMemory }
  | { readonly do: 'cancel'; readonly id: number }
  | { readonly do: 'maintain'; readonly now: number }
  | { readonly do: 'ask'; readonly id: number; readonly question: Question }

/** From the worker to the store. The first one answers `id` 0: opened, or why not. */
export type Reply =
  | { readonly say: 'answer'; readonly id: number; readonly value: unknown; readonly state: EngineState }
  | { readonly say: 'fault'; readonly id: number; readonly note: FaultNote }
  | { readonly say: 'state'; readonly state: EngineState }
