import type { Micros } from '@millrace/core'
import type { FlowPackage } from '@millrace/flows'
import type { FlowBinding } from './binding.ts'

/** An end of a flow and the tag that it is. */
export interface BoundEnd {
  readonly node: string
  readonly tag: number
  readonly type: 'number' | 'boolean' | 'text'
  readonly unit?: string
}

/** What a thread runs. */
export interface FlowWork extends Pick<FlowPackage, 'document' | 'models'>, Pick<FlowBinding, 'parameters'> {
  readonly inputs: readonly BoundEnd[]
  readonly outputs: readonly BoundEnd[]
  /** What it remembers. */
  readonly state?: Uint8Array
  /** Samples that stand at its beginning, all at one time. */
  readonly stood?: Uint8Array
  readonly now: Micros
}

export type Order =
  /** Samples of its inputs by tag, as `encodeBatch` writes them. */
  | { readonly is: 'feed'; readonly batch: Uint8Array }
  /** Nothing came for so long: time goes on. */
  | { readonly is: 'time'; readonly idleMs: number; readonly now: Micros }
  | { readonly is: 'save' }

export type Word =
  /** `anew`: what it remembered is of another flow. */
  | { readonly is: 'ready'; readonly anew: boolean }
  /** Each order but the saving ones is answered by one. `batch`: what came of it, by tag. */
  | {
      readonly is: 'done'
      readonly batch?: Uint8Array
      readonly trouble?: string
    }
  | { readonly is: 'saved'; readonly state: Uint8Array }
  | { readonly is: 'ended'; readonly code: string; readonly facts: Readonly<Record<string, string | number>> }
