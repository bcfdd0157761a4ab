import type { RowDefinition } from '@millrace/compute'
import type { Micros } from '@millrace/core'
import type { GuardedResults } from '@millrace/runtime'
import type { StoredVersion } from '../mechanisms/index.ts'
import type { Item } from './columns.ts'
import type { Program } from './plan.ts'

/** Which version with which parameters gives the values from a source time on. */
export interface Term {
  readonly from: Micros
  readonly stored: StoredVersion
  readonly parameters: Readonly<Record<string, number>>
}

/** A model at an asset, as live computing has it. */
export interface Known {
  readonly number: number
  readonly binding: string
  readonly program: Program
  readonly definition: RowDefinition
  readonly print: number
  /** Newest first. */
  readonly terms: readonly Term[]
  /** The newest sample of its inputs when they were read. */
  readonly newest: Micros
}

export interface BoundItem extends Item {
  readonly known: Known
}

/** What a version made of rows. */
export interface Outcome {
  readonly items: readonly BoundItem[]
  /** Row i is of item i. */
  readonly results: GuardedResults
  readonly ms: number
  readonly term: Term
}

/** Rows of a model at an asset out of the history, from a time to another, exclusive; a stretch that is too much is cut. */
export interface HistoryRows {
  readonly items: readonly BoundItem[]
  readonly to: Micros
}

/** What holds at a source time; before all of them, the oldest. */
export const termAt = ({ terms }: Pick<Known, 'terms'>, time: Micros): Term =>
  terms.find(({ from }) => from <= time) ?? terms.at(-1)!

export const isStateful = ({ stored }: Term): boolean => stored.model.manifest.stateful === true
