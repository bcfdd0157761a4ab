import { checkUnit, Fault } from '@millrace/core'
import './faults.ts'

/** A sentence for people, in both languages of the house. */
export interface Words {
  readonly en: string
  readonly zh: string
}

export interface FunctionParameter {
  readonly name: string
  /** UCUM code in which the kernel wants it; without one it takes the unit of the first parameter that has none either. */
  readonly unit?: string
}

/** A function of numbers. */
export interface FunctionRow {
  /** Six at most. */
  readonly parameters: readonly FunctionParameter[]
  /** The last parameter may come any number of times, and the kernel gathers them: `kernel(kernel(a, b), c)`. */
  readonly repeats?: true
  /** What it gives: the unit of the parameters that name none, the square root of that, or a UCUM code of its own. */
  readonly result: 'same' | 'root' | { readonly unit: string }
  /** The figure counts from a true zero: special units (Cel, dB) are refused where no unit is named. */
  readonly fromZero?: true
  /** Pure, and of finite numbers alone. What is not finite becomes NaN with the status BadOutOfRange. */
  readonly kernel: (a: number, b: number, c: number, d: number, e: number, f: number) => number
  /** Of a function that repeats: what becomes of the gathered value of so many arguments. */
  readonly finish?: (gathered: number, count: number) => number
  readonly says: Words
}

export interface FunctionDefinition extends FunctionRow {
  readonly name: string
}

const MOST_PARAMETERS = 6
const table = new Map<string, FunctionDefinition>()
/** Names that the grammar keeps for itself. */
const kept = new Set<string>()

/** Every function known to this process, by name, in the order of their definition. */
export function functionTable(): ReadonlyMap<string, FunctionDefinition> {
  return table
}

/** Adds functions to the language, for every expression of this process. Throws `expression.function_malformed`. */
export function defineFunctions(rows: Readonly<Record<string, FunctionRow>>): void {
  for (const [name, row] of Object.entries(rows)) {
    const fail = (expected: string, seen: string): never => {
      throw new Fault('expression.function_malformed', { name, expected, seen })
    }
    if (!/^[a-z][a-z0-9_]*$/.test(name)) fail('a name of small letters, digits and _', name)
    if (table.has(name) || kept.has(name)) fail('a name that is free', 'one that is taken')
    if (row.parameters.length > MOST_PARAMETERS) fail('at most 6 parameters', String(row.parameters.length))
    if (row.repeats && row.parameters.length === 0) fail('a parameter that repeats', 'none')
    if (typeof row.result === 'string' && row.parameters.every(({ unit }) => unit !== undefined))
      fail('a unit of the result, as every parameter names its own', row.result)
    for (const { unit } of row.parameters) if (unit !== undefined) checkUnit(unit)
    if (typeof row.result === 'object') checkUnit(row.result.unit)
    table.set(name, { name, ...row })
  }
}

/** Keeps names that are calls, but no functions of numbers. */
export function keepNames(names: Iterable<string>): void {
  for (const name of names) kept.add(name)
}
