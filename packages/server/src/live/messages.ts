import type { ConditionDefinition, DerivedDefinition, RowDefinition } from '@millrace/compute'
import type { Facts, Micros } from '@millrace/core'
import type { EvaluatorKind } from './evaluator.ts'
import type { FlowDefinition, LiveUnit } from './needs.ts'

/** Definitions of one kind and tenant that are new or others than before, and numbers of those that are no more. */
export interface Define {
  readonly do: 'define'
  readonly tenant: string
  readonly kind: EvaluatorKind
  readonly put: readonly (ConditionDefinition | LiveUnit | DerivedDefinition | RowDefinition | FlowDefinition)[]
  readonly remove: readonly number[]
}

/** What live computing's thread is told. */
export type Order =
  | Define
  /** All definitions are there: take over what was saved. Answered by `begun`. */
  | { readonly do: 'begin' }
  /** Where to go on from, whatever was saved. `skips`: samples between are left out. */
  | { readonly do: 'move'; readonly position: number; readonly skips: boolean }
  /** A group that became durable at `at` of the wall; batches as core encodes them. Answered by `done`. */
  | {
      readonly do: 'feed'
      readonly position: number
      readonly at: Micros
      readonly shares: readonly { readonly tenant: string; readonly bytes: Uint8Array<ArrayBuffer> }[]
    }
  /** Some of the journal, from where the thread is. Answered by `done`. */
  | {
      readonly do: 'read'
      readonly extent: readonly { readonly base: number; readonly end: number; readonly path: string }[]
    }
  /** The thread has all there is: time may pass without samples. */
  | { readonly do: 'current' }
  | {
      readonly do: 'reconcile'
      readonly tenant: string
      readonly kind: EvaluatorKind
      readonly rows: Float64Array<ArrayBuffer>
    }
  /** Results up to this message of the thread were taken. */
  | { readonly do: 'accepted'; readonly serial: number }
  /** Saves, if all results were taken, and ends. */
  | { readonly do: 'close' }

/** Results of one evaluator. */
export interface Results {
  readonly tenant: string
  readonly kind: EvaluatorKind
  readonly rows: Float64Array<ArrayBuffer>
}

/** What the thread says. */
export type Word =
  | { readonly say: 'begun'; readonly position: number | undefined; readonly fault?: Told }
  /** Everything up to the position is evaluated. */
  | { readonly say: 'done'; readonly position: number; readonly failure?: Told }
  /** Results, numbered from 1, of what lies up to the position. */
  | {
      readonly say: 'results'
      readonly serial: number
      readonly position: number
      readonly results: readonly Results[]
    }
  /** What is at or before the position is in the checkpoint, and its results were taken. */
  | { readonly say: 'kept'; readonly position: number }
  | { readonly say: 'unkept'; readonly failure: Told }
  | {
      readonly say: 'suspended'
      readonly tenant: string
      readonly kind: EvaluatorKind
      readonly number: number
      readonly fault: Told
    }
  | { readonly say: 'closed' }

/** A fault, as it crosses threads. */
export interface Told {
  readonly code: string
  readonly facts: Facts
}
