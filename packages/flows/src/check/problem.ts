import { type Facts, Fault, sayFault } from '@millrace/core'
import '../faults.ts'

/** What is wrong with a document, and where. */
export interface FlowProblem {
  /** Path of the node: its id, or `subflow-node/inner` for one inside a subflow. */
  readonly node?: string
  readonly port?: string
  /** Place of the wire in the document's list. */
  readonly wire?: number
  readonly setting?: string
  /** Of the error table: the console has its words in Chinese, to be filled with `facts`. */
  readonly code: string
  readonly facts: Facts
  readonly says: string
  readonly remedy: string
}

export type ProblemPlace = Pick<FlowProblem, 'node' | 'port' | 'wire' | 'setting'>

/** A fault as a problem of a place; what is no fault is none of the document's. */
export function problemOf(thrown: unknown, place: ProblemPlace): FlowProblem {
  const fault = thrown instanceof Fault ? thrown : new Fault('flow.malformed', { path: '/', reason: sayFault(thrown) })
  return { ...place, code: fault.code, facts: fault.facts, says: fault.message, remedy: fault.remedy }
}
