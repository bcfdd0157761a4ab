import type { TextTable, ValueType } from '@millrace/compute'
import type { Micros } from '@millrace/core'
import type { ModelPackage, ScriptAtOnce } from '@millrace/runtime'
import type { Buffer, Columns } from './engine/columns.ts'
import type { Moment } from './engine/moment.ts'
import type { NodeFace, PortFace } from './face.ts'

export type Settings = Readonly<Record<string, unknown>>

/** Ports as the settings of one node make them. */
export interface NodePorts {
  readonly inputs: readonly PortFace[]
  readonly outputs: readonly PortFace[]
}

/** What is known of a node when its wires are looked at, in topological order. */
export interface Typing {
  readonly settings: Settings
  /** What the first wire into a port brings; undefined without one. */
  input(port: string): ValueType | undefined
  /** Resolved from outside: the type of a point. */
  readonly point: ValueType | undefined
  readonly model: ModelPackage | undefined
  /** Names of the document's parameters, which formulas may use. */
  readonly parameters: ReadonlyMap<string, ValueType>
}

/** What a node is made of. */
export interface Making {
  /** Of the node. */
  readonly path: string
  readonly settings: Settings
  /** A number of the settings, with parameters put in, in the unit that its face tells; NaN where it is optional and absent. */
  number(setting: string): number
  /** A duration of the settings, in µs. */
  micros(setting: string): Micros
  /** A text or choice of the settings. */
  text(setting: string): string
  flag(setting: string): boolean
  rows(setting: string): readonly Settings[]
  /** Type and unit of a port as it was worked out. */
  type(port: string): ValueType
  /** Place of an input among those of {@link Moment}; the first of a port that takes many. */
  slot(port: string): number
  /** Whether a wire leads into it. */
  wired(port: string): boolean
  /** How many wires lead into a port that takes many. */
  wires(port: string): number
  readonly texts: TextTable
  readonly parameters: ReadonlyMap<string, ParameterValue>
  readonly model: ModelPackage | undefined
  readonly script: ScriptAtOnce | undefined
}

export interface ParameterValue extends ValueType {
  readonly value: number
}

/** What works on a wire: moment by moment, or whole columns at a time. */
export type Work = MomentWork | ColumnWork

export interface MomentWork {
  /** Numbers that it remembers; begin with 0. */
  readonly cells?: number
  /** Queues of samples that it remembers. */
  readonly queues?: number
  /** Least time between two of its wakes, µs: so long it does not wake again by itself. */
  readonly period?: Micros
  /** At the instant at which flow time begins, before the first sample. */
  begin?(moment: Moment): void
  /** At each instant at which something came or it wished to be woken. */
  at(moment: Moment): void
}

export interface ColumnWork {
  /** All samples of its inputs in a slice of time, by place of the wires; gives what it makes of them. */
  columns(inputs: readonly Columns[], outputs: readonly Buffer[], moment: Moment): void
}

export interface NodeKind {
  readonly face: NodeFace
  ports?(settings: Settings, model: ModelPackage | undefined): NodePorts
  /** Types of the outputs that no face tells. Throws the fault that is shown at the node. */
  gives?(typing: Typing): Readonly<Record<string, ValueType>>
  make(making: Making): Work
}
