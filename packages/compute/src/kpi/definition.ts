import { Fault, isBad, Status } from '@millrace/core'
import {
  checkExpression,
  compileExpression,
  type ExpressionNode,
  type Frame,
  type Kernel,
  namesOf,
  parseExpression,
  TextNumbers,
  type ValueType,
} from '../expression/index.ts'
import type { WindowKind } from './windows.ts'
import './faults.ts'

/** A key performance indicator as data: what it is called, how it is worked out, for which windows. */
export interface KpiDefinition {
  /** Small letters, digits and `_`. */
  readonly id: string
  readonly name: { readonly en: string; readonly zh: string }
  /** UCUM code of the result; what the formula gives is converted to it. */
  readonly unit: string
  /** In the expression language, over names of inputs, time elements and quantities. */
  readonly formula: string
  readonly windows: readonly WindowKind[]
  /** In the KPI's unit. A result outside is told, and flagged: an input is likely wrong. */
  readonly plausible?: { readonly from?: number; readonly to?: number }
  readonly better: 'higher' | 'lower' | 'neither'
  /** Where the formula is from. */
  readonly source?: string
}

/** What a name of a formula stands for. */
export interface KpiName {
  readonly type: ValueType
  /** Whether the sum over several work units is the figure of all of them. */
  readonly addsUp: boolean
}

/** A definition made ready: its inputs have places, in the order of `names`. */
export interface KpiProgram {
  readonly definition: KpiDefinition
  readonly names: readonly string[]
  readonly addsUp: readonly boolean[]
  readonly kernel: Kernel
  /** What the formula divides by, as written. */
  readonly divisors: readonly { readonly text: string; readonly kernel: Kernel }[]
}

/** Why there is no result. */
export type Unavailable =
  | { readonly why: 'unknown'; readonly inputs: readonly string[] }
  | { readonly why: 'zero'; readonly divisor: string }
  | { readonly why: 'undefined' }

/** One result, with the numbers that went in. */
export interface KpiResult {
  /** In the definition's unit; absent where it is not available. */
  readonly value?: number
  readonly unavailable?: Unavailable
  /** Share of the window in which what counts was known, 0 to 1. */
  readonly coverage: number
  /** It lies outside of what the definition holds plausible. */
  readonly implausible: boolean
  /** By name, in the unit of the name; absent what is not known. */
  readonly inputs: Readonly<Record<string, number>>
}

/** Throws `kpi.definition_malformed`, `kpi.name_unknown`, and what the expression language says of a formula. */
export function compileKpi(definition: KpiDefinition, known: ReadonlyMap<string, KpiName>): KpiProgram {
  const malformed = (expected: string, seen: string): Fault =>
    new Fault('kpi.definition_malformed', { definition: definition.id, expected, seen })
  if (!/^[a-z][a-z0-9_]{0,62}$/.test(definition.id))
    throw malformed('an id of small letters, digits and _', definition.id)
  if (definition.windows.length === 0) throw malformed('at least one kind of window', 'none')
  const { from = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY } = definition.plausible ?? {}
  if (!(from < to)) throw malformed('a plausible range that begins below its end', `${from} to ${to}`)
  const expression = parseExpression(definition.formula)
  const names = namesOf(expression)
  for (const name of names)
    if (!known.has(name))
      throw new Fault('kpi.name_unknown', {
        definition: definition.id,
        seen: name,
        known: [...known.keys()].join(', '),
      })
  const types = new Map(names.map((name) => [name, known.get(name)!.type]))
  const texts = new TextNumbers()
  const slotOf = (name: string): number => names.indexOf(name)
  const checked = checkExpression(expression, types, { type: 'number', unit: definition.unit })
  return {
    definition,
    names,
    addsUp: names.map((name) => known.get(name)!.addsUp),
    kernel: compileExpression(checked, slotOf, texts),
    divisors: divisorsOf(expression.root).map((root) => ({
      text: expression.source.slice(root.at, root.end),
      kernel: compileExpression(checkExpression({ source: expression.source, root }, types), slotOf, texts),
    })),
  }
}

/** Works a result out of its inputs, in the order of the program's names; NaN where one is not known. */
export function workOut(program: KpiProgram, inputs: Float64Array, coverage: number): KpiResult {
  const { kernel, names, definition } = program
  const frame: Frame = { value: inputs, status: new Uint32Array(inputs.length) }
  const went: Record<string, number> = {}
  const unknown: string[] = []
  names.forEach((name, i) => {
    if (Number.isNaN(inputs[i])) {
      frame.status[i] = Status.BadNoData
      unknown.push(name)
    } else went[name] = inputs[i]!
  })
  const value = kernel.evaluate(frame)
  if (!isBad(kernel.status) && Number.isFinite(value)) {
    const { from = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY } = definition.plausible ?? {}
    return { value, coverage, implausible: value < from || value > to, inputs: went }
  }
  const zero = program.divisors.find((divisor) => divisor.kernel.evaluate(frame) === 0)
  const unavailable: Unavailable = zero
    ? { why: 'zero', divisor: zero.text }
    : unknown.length > 0
      ? { why: 'unknown', inputs: unknown }
      : { why: 'undefined' }
  return { unavailable, coverage, implausible: false, inputs: went }
}

/**
 * The result of several work units, or of several windows of one: what adds up is summed over all, then the formula is worked out
 * once. Ratios are never averaged. A unit that lacks an input makes that input unknown for all.
 */
export function workOutTogether(program: KpiProgram, parts: readonly KpiResult[]): KpiResult {
  const sums = new Float64Array(program.names.length)
  let covered = 0
  for (const part of parts) {
    covered += part.coverage
    program.names.forEach((name, i) => {
      sums[i]! += program.addsUp[i] || parts.length === 1 ? (part.inputs[name] ?? Number.NaN) : Number.NaN
    })
  }
  if (parts.length === 0) sums.fill(Number.NaN)
  return workOut(program, sums, parts.length === 0 ? 0 : covered / parts.length)
}

function divisorsOf(node: ExpressionNode): readonly ExpressionNode[] {
  switch (node.kind) {
    case 'binary': {
      const own = node.operator === '/' ? [node.right] : []
      return [...own, ...divisorsOf(node.left), ...divisorsOf(node.right)]
    }
    case 'unary':
      return divisorsOf(node.operand)
    case 'call':
      return node.arguments.flatMap(divisorsOf)
    default:
      return []
  }
}
