import type { ValueType } from '@millrace/compute'
import { type Micros, unitConversion } from '@millrace/core'
import type { ScriptAtOnce } from '@millrace/runtime'
import type { TypedNode } from '../check/typing.ts'
import type { ParameterValue, Settings } from '../kind.ts'

/** What a flow may take before it is stopped by name. */
export interface FlowLimits {
  /** ms of one step, which is of some thousand samples. */
  readonly stepMs: number
  /** Samples that one node keeps, and that wait to be worked on. */
  readonly samples: number
  /** Different texts that are held at once. */
  readonly texts: number
  /** Bytes of the saved state. */
  readonly state: number
  /** Actions of one step. */
  readonly actions: number
}

export const flowLimitsUnlessTold: FlowLimits = {
  stepMs: 2_000,
  samples: 200_000,
  texts: 20_000,
  state: 32 * 1024 * 1024,
  actions: 10_000,
}

/** Where samples come in. */
export interface FlowInput {
  /** As {@link FlowRun.feed} knows it. */
  readonly slot: number
  readonly node: string
  /** Type of the node: in.point, in.webhook … */
  readonly kind: string
  /** What comes: in the unit of the point. */
  readonly given: ValueType
  /** What goes onto the wire: in the unit that the node tells. */
  readonly type: ValueType
  readonly settings: Settings
}

/** Where samples go out: a point that the flow gives. */
export interface FlowOutput {
  readonly slot: number
  readonly node: string
  /** Place among the nodes of the program. */
  readonly place: number
  /** out.point or out.alarm. */
  readonly kind: string
  readonly type: ValueType
  readonly settings: Settings
}

/** A conversion on the way into a port; undefined where units are the same. */
export type Conversion = { readonly factor: number } | { readonly convert: (value: number) => number } | undefined

export function conversionOf(from: ValueType, to: ValueType): Conversion {
  if (from.type !== 'number' || from.unit === to.unit) return undefined
  const { factor, convert } = unitConversion(from.unit ?? '1', to.unit ?? '1')
  if (factor === 1) return undefined
  return factor === undefined ? { convert } : { factor }
}

export interface PlannedNode {
  readonly typed: TypedNode
  /** Fingerprint of id, type and settings: who has the same takes up the state. */
  readonly print: string
  readonly script: ScriptAtOnce | undefined
  readonly parameters: ReadonlyMap<string, ParameterValue>
}

/** A component in its place. */
export interface ProgramComponent {
  readonly path: string
  /** name@version */
  readonly component: string
  /** Places of its ports, and of all nodes inside. */
  readonly inputs: readonly number[]
  readonly outputs: readonly number[]
  readonly nodes: readonly number[]
}

/** A flow made ready. One program serves any number of runs: one an asset. */
export interface FlowProgram {
  readonly nodes: readonly PlannedNode[]
  readonly inputs: readonly FlowInput[]
  /** By place of the node: the slot of its input, −1 where it is none. */
  readonly inputSlots: Int32Array
  readonly outputs: readonly FlowOutput[]
  /** Outputs of subflows, as node.port, and the ports that feed them. */
  readonly through: ReadonlyMap<string, { readonly node: string; readonly port: string }>
  readonly components: readonly ProgramComponent[]
  /** µs that flow time stays behind the newest sample. */
  readonly lateness: Micros
}
