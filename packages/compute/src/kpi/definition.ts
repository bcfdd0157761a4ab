import { Fault, isBad, type Micros, Status } from '@millrace/core'
import {
  type CheckedExpression,
  checkExpression,
  checkFormula,
  compileExpression,
  type ExpressionNode,
  type Frame,
  type Kernel,
  namesOf,
  parseExpression,
  printExpression,
  splitAggregates,
  type TextTable,
  type ValueType,
} from '../expression/index.ts'
import './faults.ts'
import { productionNames, type Reading, type ReadName } from './names.ts'
import { addsUp } from './tally.ts'
import type { WindowKind } from './windows.ts'

/** A name of a formula that stands for a point, or for a figure that each asset has of its own. */
export interface KpiInput extends ValueType {
  /** Default `point`. A constant is a number. */
  readonly kind?: 'point' | 'constant'
  /** How long a value of the point stands without another one, s. Default without end. */
  readonly gap?: number
  /** Uncertain values count, too. Default false: good ones alone. */
  readonly uncertain?: boolean
  /** At this reading a counter begins again at 0. Absent: what falls was reset. */
  readonly rollover?: number
}

/** A key performance indicator as data: what it is called, how it is worked out, for which windows. */
export interface KpiDefinition {
  /** Small letters, digits and `_`. */
  readonly id: string
  readonly name: { readonly en: string; readonly zh: string }
  /** UCUM code of the result; what the formula gives is converted to it. */
  readonly unit: string
  /** In the expression language, over its inputs, and time elements and quantities of ISO 22400-2. */
  readonly formula: string
  readonly inputs?: Readonly<Record<string, KpiInput>>
  readonly windows: readonly WindowKind[]
  /** In the KPI's unit. A result outside is told, and flagged: an input is likely wrong. */
  readonly plausible?: { readonly from?: number; readonly to?: number }
  readonly better: 'higher' | 'lower' | 'neither'
  /** Where the formula is from. */
  readonly source?: string
}

/** What a formula looks at over the window: of one or several of its points. */
export interface KpiMeasure {
  /** Names it among the measures of one asset. */
  readonly key: string
  /** Names in the order of the kernel's slots; constants of the definition may stand among them. */
  readonly points: readonly string[]
  /** Absent: the value of the one point. */
  readonly kernel?: Kernel
  readonly gap?: Micros
  readonly uncertain: boolean
  readonly rollover?: number
  readonly texts: TextTable
}

/** A definition made ready. */
export interface KpiProgram {
  readonly definition: KpiDefinition
  /** What goes into the formula, in the order of the kernel's slots. */
  readonly names: readonly string[]
  readonly reads: readonly ReadName[]
  readonly measures: readonly KpiMeasure[]
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

/**
 * `texts` numbers the texts of points and formulas. Throws `kpi.definition_malformed`, `kpi.name_unknown`, and what the
 * expression language says of a formula.
 */
export function compileKpi(definition: KpiDefinition, texts: TextTable): KpiProgram {
  checkHead(definition)
  const split = splitAggregates(parseExpression(definition.formula))
  const known = new Map<string, ReadName>(productionNames)
  const points = new Map<string, ValueType>()
  for (const [name, { kind, type, unit }] of Object.entries(definition.inputs ?? {})) {
    const given: ValueType = unit === undefined ? { type } : { type, unit }
    if (known.has(name)) throw malformed(definition, 'inputs named otherwise than time elements and quantities', name)
    if (kind === 'constant') known.set(name, { type: given, addsUp: false, reading: { from: 'constant', name } })
    else points.set(name, given)
  }
  const types = new Map([...known].map(([name, { type }]): [string, ValueType] => [name, type]))
  const wanted = { type: 'number', unit: definition.unit } as const
  const { outer, aggregates } = checkFormula(split, { points, parameters: types }, wanted)
  const measures: KpiMeasure[] = []
  for (const { name, aggregate, checked, type, inner } of aggregates) {
    types.set(name, type)
    if (aggregate === 'window' || !checked || !inner) {
      known.set(name, { type, addsUp: true, reading: { from: 'window' } })
      continue
    }
    const measure = measureOf(
      definition,
      checked,
      namesOf(inner),
      points,
      texts,
      `${definition.id}: ${printExpression(inner)}`,
    )
    if (!measures.some(({ key }) => key === measure.key)) measures.push(measure)
    const reading: Reading = { from: 'measure', key: measure.key, figure: aggregate }
    known.set(name, { type, addsUp: addsUp.has(aggregate), reading })
  }
  const names = namesOf(split.outer)
  const slotOf = (name: string): number => names.indexOf(name)
  return {
    definition,
    names,
    reads: names.map((name) => known.get(name)!),
    measures,
    kernel: compileExpression(outer, slotOf, texts),
    divisors: divisorsOf(split.outer.root).map((root) => ({
      text: outer.source.slice(root.at, root.end),
      kernel: compileExpression(checkExpression({ source: outer.source, root }, types), slotOf, texts),
    })),
  }
}

function malformed({ id }: KpiDefinition, expected: string, seen: string): Fault {
  return new Fault('kpi.definition_malformed', { definition: id, expected, seen })
}

function checkHead(definition: KpiDefinition): void {
  const { id, windows, plausible } = definition
  if (!/^[a-z][a-z0-9_]{0,62}$/.test(id)) throw malformed(definition, 'an id of small letters, digits and _', id)
  if (windows.length === 0) throw malformed(definition, 'at least one kind of window', 'none')
  const { from = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY } = plausible ?? {}
  if (!(from < to)) throw malformed(definition, 'a plausible range that begins below its end', `${from} to ${to}`)
}

function measureOf(
  definition: KpiDefinition,
  checked: CheckedExpression,
  names: readonly string[],
  points: ReadonlyMap<string, ValueType>,
  texts: TextTable,
  key: string,
): KpiMeasure {
  const inputs = names.flatMap((name) => {
    const given = definition.inputs?.[name]
    if (given?.kind === 'constant') return []
    if (!given || !points.has(name))
      throw new Fault('kpi.name_unknown', {
        definition: definition.id,
        seen: name,
        known: [...points.keys()].join(', '),
      })
    return [given]
  })
  if (inputs.length === 0) throw malformed(definition, 'a point inside every aggregate', key)
  const gaps = inputs.flatMap(({ gap }) => (gap === undefined ? [] : [gap * 1_000_000]))
  const rollover = names.length === 1 ? inputs[0]!.rollover : undefined
  return {
    key,
    points: names,
    uncertain: inputs.every(({ uncertain }) => uncertain === true),
    texts,
    ...(checked.root.step === 'input'
      ? {}
      : { kernel: compileExpression(checked, (name) => names.indexOf(name), texts) }),
    ...(gaps.length === 0 ? {} : { gap: Math.min(...gaps) }),
    ...(rollover === undefined ? {} : { rollover }),
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
      sums[i]! += program.reads[i]!.addsUp || parts.length === 1 ? (part.inputs[name] ?? Number.NaN) : Number.NaN
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
