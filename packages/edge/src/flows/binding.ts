import type { Fault } from '@millrace/core'
import type { FlowPackage } from '@millrace/flows'

/** The protocol of devices that are flows. */
export const FLOW = 'flow'

export type EndType = 'number' | 'boolean' | 'text'

export interface FlowInputBinding {
  /** Path of the node that takes it in. */
  readonly node: string
  readonly device: string
  readonly point: string
  readonly type: EndType
  /** Of the point, else the one that the node believes it is in. */
  readonly unit?: string
}

export interface FlowOutputBinding {
  readonly node: string
  /** Name of the point. */
  readonly name: string
  readonly type: EndType
}

/** What a device that is a flow has in place of a connection. Another one is another version: it goes on from what is the same. */
export interface FlowBinding {
  /** A fault: the package is refused, and the flow never runs. */
  readonly flow: FlowPackage | Fault
  readonly inputs: readonly FlowInputBinding[]
  readonly outputs: readonly FlowOutputBinding[]
  readonly parameters: Readonly<Record<string, number>>
}
