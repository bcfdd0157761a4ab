import type { MessagePort } from 'node:worker_threads'
import type { Analysis } from './analyse.ts'
import type { FaultNote } from './faults.ts'
import type { KeeperOptions, KeeperState } from './keeper.ts'
import type { Removal } from './manifest.ts'
import type { News } from './news.ts'
import type { PartMemory } from './part.ts'
import type { PlainBuckets, PlainRaw, ReaderOptions } from './reader.ts'

/** What a thread of the lake is started with. */
export type KeeperStart = KeeperOptions & { readonly readers: readonly MessagePort[] }
export type ReaderStart = ReaderOptions & { readonly keeper: MessagePort }

/** To the keeper. What a question answers with is told by its `ask`. */
export type KeeperQuestion =
  | { readonly ask: 'seal'; readonly part: number; readonly durable: number }
  | { readonly ask: 'snapshot'; readonly name: string }
  | { readonly ask: 'settled' }
  | { readonly ask: 'compact'; readonly now: number }
  | { readonly ask: 'remove'; readonly part: number; readonly removal: Omit<Removal, 'seq'> }
  | { readonly ask: 'close' }

/** To a reader. */
export type ReaderQuestion =
  | { readonly ask: 'raw'; readonly query: PlainRaw }
  | { readonly ask: 'buckets'; readonly query: PlainBuckets }
  | { readonly ask: 'analyse'; readonly analysis: Analysis }
  | { readonly ask: 'latest'; readonly tenant: string; readonly series: readonly number[]; readonly at?: number }
  | { readonly ask: 'lend'; readonly tenant: string; readonly folder: string }
  | { readonly ask: 'close' }

/** From the store to one of its threads, in order. */
export type Request<Q> =
  | { readonly do: 'tenant'; readonly slot: number; readonly tenant: string }
  | { readonly do: 'part'; readonly memory: PartMemory }
  | { readonly do: 'cancel'; readonly id: number }
  | { readonly do: 'maintain'; readonly now: number }
  | { readonly do: 'ask'; readonly id: number; readonly question: Q }

/** From a thread to the store; only the keeper tells of the state. The first one answers `id` 0: opened, or why not. */
export type Reply =
  | { readonly say: 'answer'; readonly id: number; readonly value: unknown; readonly state?: KeeperState }
  | { readonly say: 'fault'; readonly id: number; readonly note: FaultNote }
  | { readonly say: 'state'; readonly state: KeeperState }

/** From the keeper to a reader, which answers with the number; without news it answers when it is quiet. */
export interface Notice {
  readonly number: number
  readonly news?: News
}
