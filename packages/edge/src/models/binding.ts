import type { Fault } from '@millrace/core'
import type { ModelPackage } from '@millrace/runtime'

/** The protocol of devices that are models. */
export const MODEL = 'model'
/** The point that tells why outputs are not good, unless an output has this name. */
export const REASON = 'reason'

export interface InputBinding {
  readonly name: string
  readonly type: 'number' | 'boolean' | 'text'
  readonly device: string
  readonly point: string
  /** Of the point, where it has one. */
  readonly from?: string
  /** In which the model takes it. */
  readonly to?: string
}

/** What a device that is a model has in place of a connection. Another one starts the model anew. */
export interface ModelBinding {
  /** A fault: the package is refused, and the model never runs. */
  readonly model: ModelPackage | Fault
  readonly inputs: readonly InputBinding[]
  readonly parameters: Readonly<Record<string, number>>
  /** ms on the grid of the clock, or as often as an input changes. */
  readonly every: number | 'change'
}
