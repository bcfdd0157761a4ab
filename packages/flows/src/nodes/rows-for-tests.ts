import type { FlowRow } from '../document.ts'

/** Values a second apart, from 0 on; null is bad. */
export const run = (...values: readonly (number | boolean | string | null)[]): FlowRow[] =>
  values.map((value, second): FlowRow => [second, value])

export const numbers = (rows: readonly FlowRow[], unit?: string) => ({ rows, ...(unit === undefined ? {} : { unit }) })
export const conditions = (rows: readonly FlowRow[]) => ({ type: 'boolean' as const, rows })
export const texts = (rows: readonly FlowRow[]) => ({ type: 'text' as const, rows })
