import type { FlowParameter, FlowRow } from '../document.ts'
import { arithmeticCases } from './arithmetic-cases-for-tests.ts'
import { figureCases } from './figure-cases-for-tests.ts'
import { timeCases } from './time-cases-for-tests.ts'

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

export const nodeCases: readonly NodeCase[] = [...arithmeticCases, ...timeCases, ...figureCases]
