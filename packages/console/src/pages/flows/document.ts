/** What is said in both languages. */
export interface Words {
  readonly en: string
  readonly zh?: string
}

/** By name: a figure, text, choice or list; what a parameter gives is `{ parameter: name }`. */
export type Settings = Readonly<Record<string, unknown>>

export interface Place {
  readonly x: number
  readonly y: number
}

export interface FlowNode {
  readonly id: string
  readonly type: string
  readonly title?: Words
  readonly settings?: Settings
  readonly at?: Place
  readonly note?: string
}

interface WireEnd {
  readonly node: string
  readonly port: string
}
export interface FlowWire {
  readonly from: WireEnd
  readonly to: WireEnd
}

/** A group or a note, drawn behind nodes; the editor calls it by its place in the list. */
export interface FlowFrame {
  readonly title?: string
  readonly text?: string
  readonly at: Place
  readonly size: { readonly width: number; readonly height: number }
}

export interface FlowGraph {
  readonly nodes: readonly FlowNode[]
  readonly wires: readonly FlowWire[]
  readonly frames?: readonly FlowFrame[]
}

export interface FlowSubflow extends FlowGraph {
  readonly title?: Words
}

/** Time in s from the beginning, value, and quality where it is not good. */
export type TestRow = readonly [number, number | boolean | string | null, (string | number)?]

export interface FlowTest {
  readonly name: string
  readonly inputs: Readonly<Record<string, readonly TestRow[]>>
  readonly begin?: string
  readonly until?: number
  readonly expect: readonly (WireEnd & { readonly rows: readonly TestRow[]; readonly tolerance?: number })[]
}

export interface FlowParameter {
  readonly name: string
  readonly title?: Words
  readonly unit?: string
  readonly default: number
  readonly low?: number
  readonly high?: number
}

/** `millrace-flow/1`; what is wrong with one, the platform tells. */
export interface FlowDocument extends FlowGraph {
  readonly format: 'millrace-flow/1'
  readonly title: Words
  readonly description?: Words
  readonly parameters?: readonly FlowParameter[]
  readonly lateness?: number
  readonly subflows?: Readonly<Record<string, FlowSubflow>>
  readonly tests?: readonly FlowTest[]
}

export const emptyDocument = (title: Words): FlowDocument => ({
  format: 'millrace-flow/1',
  title,
  parameters: [],
  lateness: 1,
  nodes: [],
  wires: [],
  tests: [],
})

/** A file that somebody chose: enough of a flow that the platform can say what is wrong with the rest. */
export function readDocument(text: string): FlowDocument | undefined {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value !== 'object' || value === null) return undefined
    const { format, nodes, wires } = value as Record<string, unknown>
    const isFlow = format === 'millrace-flow/1' && Array.isArray(nodes) && Array.isArray(wires)
    return isFlow ? (value as FlowDocument) : undefined
  } catch {
    return undefined
  }
}
