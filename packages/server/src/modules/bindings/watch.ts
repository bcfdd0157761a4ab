import type { GuardedResults } from '@millrace/runtime'
import type { BoundItem } from './known.ts'
import type { Condition } from './schema.ts'

/** What a version made of rows, of one asset or of several. */
export interface WatchedRun {
  readonly items: readonly BoundItem[]
  /** Row i is of item i. */
  readonly results: GuardedResults
  /** Of the call. */
  readonly ms: number
}

/** Looks whether what models give may still be believed. Every run of a version in force is told, never one of the history. */
export interface RunWatch {
  ran(run: WatchedRun): void
  /** That stand at a bound asset. */
  conditions(number: number): readonly Condition[]
  /** Every one that stands, by the number of the bound asset. */
  standing(): ReadonlyMap<number, readonly Condition[]>
  /** It has another version or other parameters: what was known of it is no reference any more. */
  forget(number: number): void
}
