import type { FlowParameter, FlowRow } from '../document.ts'

export interface CaseInput {
  readonly type?: 'number' | 'boolean' | 'text'
  readonly unit?: string
  readonly rows: readonly FlowRow[]
}

/** What comes into one node, and what must come out. An input that takes several wires is `in:1`, `in:2` … */
export interface NodeCase {
  readonly type: string
  readonly says: string
  readonly settings?: Readonly<Record<string, unknown>>
  readonly parameters?: readonly FlowParameter[]
  readonly inputs: Readonly<Record<string, CaseInput>>
  readonly until?: number
  readonly expect: Readonly<Record<string, readonly FlowRow[]>>
  readonly tolerance?: number
  /** Seconds and body of each. */
  readonly actions?: readonly (readonly [number, Readonly<Record<string, unknown>>])[]
}

/** Values a second apart, from 0 on; null is bad. */
export const run = (...values: readonly (number | boolean | string | null)[]): FlowRow[] =>
  values.map((value, second): FlowRow => [second, value])

export const numbers = (rows: readonly FlowRow[], unit?: string) => ({ rows, ...(unit === undefined ? {} : { unit }) })
export const conditions = (rows: readonly FlowRow[]) => ({ type: 'boolean' as const, rows })
export const texts = (rows: readonly FlowRow[]) => ({ type: 'text' as const, rows })
