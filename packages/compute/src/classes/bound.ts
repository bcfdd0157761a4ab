import {
  checkExpression,
  compileExpression,
  type Expression,
  type ExpressionNode,
  namesOf,
  newFrame,
  parseExpression,
  printExpression,
  printName,
  TextNumbers,
} from '../expression/index.ts'
import type { KpiDefinition, KpiInput } from '../kpi/index.ts'
import type { ClassAlarm, ClassKpi, EquipmentClass, PointValue } from './class.ts'
import { namesOfClass } from './formulas.ts'

/** One machine, as far as it decides what comes of its class. */
export interface BoundMachine {
  /** Of the class; its units replace those of the class. */
  readonly variant?: string
  /** Of its plate, in the unit of the class; those of the class stand in for what is not given. */
  readonly parameters: Readonly<Record<string, number>>
  /** Points of the class that it has, each with the unit in which it tells it; without one it is believed to be that of the class. */
  readonly points: ReadonlyMap<string, { readonly unit?: string }>
}

/** Why nothing comes of an alarm or a KPI: points that the machine has not, curves that no formula can read, or no point at all. */
export type LeftOut =
  | { readonly why: 'missing'; readonly names: readonly string[] }
  | { readonly why: 'curve'; readonly names: readonly string[] }
  | { readonly why: 'constant' }

/** What must hold for an alarm, in points of the class. */
export type BoundCondition =
  | {
      readonly is: 'limit'
      readonly point: string
      readonly side: 'high' | 'low'
      readonly limit: number
      readonly deadband: number
      /** Of the limit and its deadband, where the point tells its own. */
      readonly unit?: string
    }
  | { readonly is: 'state'; readonly point: string; readonly values: readonly (boolean | string)[] }
  | { readonly is: 'expression'; readonly expression: string; readonly inputs: readonly string[] }

/** A KPI of a class as the KPI engine takes it. It is the same for every machine of the class; what differs is bound. */
export interface ClassKpiDefinition {
  readonly definition: KpiDefinition
  /** Points of the class that it looks at, and parameters. */
  readonly points: readonly string[]
  readonly parameters: readonly string[]
}

type StandIn = (name: string) => ExpressionNode | undefined

function replaced(node: ExpressionNode, by: StandIn): ExpressionNode {
  switch (node.kind) {
    case 'name':
      return by(node.name) ?? node
    case 'unary':
      return { ...node, operand: replaced(node.operand, by) }
    case 'binary':
      return { ...node, left: replaced(node.left, by), right: replaced(node.right, by) }
    case 'call':
      return { ...node, arguments: node.arguments.map((one) => replaced(one, by)) }
    default:
      return node
  }
}

/** Read anew, so that the places of its nodes are those of its text. */
const written = (root: ExpressionNode): Expression => parseExpression(printExpression({ source: '', root }))

/** Everything that follows from points and parameters, written out; what is read off a curve stays a name. */
function writtenOut(equipment: EquipmentClass, formula: string): Expression {
  const derived = new Map<string, ExpressionNode>()
  const by: StandIn = (name) => derived.get(name)
  for (const { name, formula: own } of equipment.derived ?? [])
    if (own !== undefined) derived.set(name, replaced(parseExpression(own).root, by))
  const expression = parseExpression(formula)
  return namesOf(expression).some((name) => derived.has(name)) ? written(replaced(expression.root, by)) : expression
}

/** Names of an expression, by what they are in the class. */
function partsOf(equipment: EquipmentClass, expression: Expression) {
  const names = namesOf(expression)
  const pointNames = new Set(equipment.points.map(({ name }) => name))
  const parameterNames = new Set(equipment.parameters.map(({ name }) => name))
  return {
    points: names.filter((name) => pointNames.has(name)),
    parameters: names.filter((name) => parameterNames.has(name)),
    curves: names.filter((name) => !pointNames.has(name) && !parameterNames.has(name)),
  }
}

const elseOf = (equipment: EquipmentClass, name: string): PointValue | undefined =>
  equipment.points.find((point) => point.name === name)?.else

const nowhere = { at: 0, end: 0 }
const figure = (value: number, unit: string | undefined): ExpressionNode => ({
  kind: 'number',
  value,
  ...(unit === undefined ? {} : { unit }),
  ...nowhere,
})

function literal(value: PointValue, unit: string | undefined): ExpressionNode {
  if (typeof value === 'number') return figure(value, unit)
  return typeof value === 'string' ? { kind: 'text', value, ...nowhere } : { kind: 'boolean', value, ...nowhere }
}

/** What a machine of the class is watched for, or why not. */
export function boundAlarm(
  equipment: EquipmentClass,
  { when, deadband }: ClassAlarm,
  machine: BoundMachine,
): { readonly condition: BoundCondition } | { readonly leftOut: LeftOut } {
  const expression = writtenOut(equipment, when)
  const { points, curves } = partsOf(equipment, expression)
  if (curves.length > 0) return { leftOut: { why: 'curve', names: curves } }
  const missing = points.filter((name) => !machine.points.has(name) && elseOf(equipment, name) === undefined)
  if (missing.length > 0) return { leftOut: { why: 'missing', names: missing } }
  const measured = points.filter((name) => machine.points.has(name))
  if (measured.length === 0) return { leftOut: { why: 'constant' } }
  const types = namesOfClass(equipment, machine.variant)
  const unitOf = (name: string): string | undefined => (types.points.get(name) ?? types.parameters.get(name))?.unit
  const plate = new Map(equipment.parameters.map(({ name, default: usual }) => [name, usual]))
  const root = replaced(expression.root, (name) => {
    const usual = plate.get(name)
    if (usual !== undefined) return figure(machine.parameters[name] ?? usual, unitOf(name))
    const stand = machine.points.has(name) ? undefined : elseOf(equipment, name)
    return stand === undefined ? undefined : literal(stand, unitOf(name))
  })
  const plain = limitIn(root, unitOf, { machine, deadband: deadband?.value ?? 0 }) ?? stateIn(root)
  if (plain) return { condition: plain }
  const withUnits = replaced(root, (name) => {
    const unit = unitOf(name)
    return unit === undefined || machine.points.get(name)?.unit !== undefined ? undefined : inUnit(name, unit)
  })
  return { condition: { is: 'expression', expression: printExpression(written(withUnits)), inputs: measured } }
}

/** What a point tells that has no unit, in that of the class. */
function inUnit(name: string, unit: string): ExpressionNode | undefined {
  if (unit === '1') return undefined
  // A temperature is no multiple of one.
  const text = unit === 'Cel' ? `0[Cel] + ${printName(name)} * 1[K]` : `${printName(name)} * 1[${unit}]`
  return parseExpression(text).root
}

const sides = { '>': 'high', '>=': 'high', '<': 'low', '<=': 'low' } as const
const isSide = (operator: string): operator is keyof typeof sides => operator in sides

/** A point against something that does not change. */
function limitIn(
  node: ExpressionNode,
  unitOf: (name: string) => string | undefined,
  { machine, deadband }: { readonly machine: BoundMachine; readonly deadband: number },
): BoundCondition | undefined {
  if (node.kind !== 'binary' || !isSide(node.operator)) return undefined
  const [point, other] = node.left.kind === 'name' ? [node.left, node.right] : [node.right, node.left]
  if (point.kind !== 'name' || namesOf({ source: '', root: other }).length > 0) return undefined
  const unit = unitOf(point.name)
  const wanted = unit === undefined ? { type: 'number' as const } : { type: 'number' as const, unit }
  const checked = checkExpression(written(other), new Map(), wanted)
  const kernel = compileExpression(checked, () => undefined, new TextNumbers())
  const side = sides[node.operator]
  return {
    is: 'limit',
    point: point.name,
    side: point === node.left ? side : side === 'high' ? 'low' : 'high',
    // Units are converted by factors; what comes of it is told as people write it.
    limit: Number(kernel.evaluate(newFrame(0)).toPrecision(12)),
    deadband,
    ...(unit === undefined || machine.points.get(point.name)?.unit === undefined ? {} : { unit }),
  }
}

/** A condition or a text of a point. */
function stateIn(node: ExpressionNode): BoundCondition | undefined {
  if (node.kind === 'name') return { is: 'state', point: node.name, values: [true] }
  if (node.kind === 'unary' && node.operator === 'not' && node.operand.kind === 'name')
    return { is: 'state', point: node.operand.name, values: [false] }
  if (node.kind !== 'binary' || node.operator !== '==') return undefined
  const { left, right } = node
  return left.kind === 'name' && right.kind === 'text'
    ? { is: 'state', point: left.name, values: [right.value] }
    : undefined
}

const MOST_WORDS = 200
const cut = (text: string): string => (text.length > MOST_WORDS ? `${text.slice(0, MOST_WORDS - 1)}…` : text)

/** As data of the KPI engine, for all machines of the class or of a variant; undefined where it is read off a curve. */
export function classKpi(equipment: EquipmentClass, kpi: ClassKpi, variant?: string): ClassKpiDefinition | undefined {
  const expression = writtenOut(equipment, kpi.formula)
  const { points, parameters, curves } = partsOf(equipment, expression)
  if (curves.length > 0) return undefined
  const types = namesOfClass(equipment, variant)
  const input = (name: string): KpiInput =>
    types.points.get(name) ?? { kind: 'constant', ...types.parameters.get(name)! }
  const source = equipment.sources.find(({ id }) => id === kpi.source?.id)
  const clause = kpi.source?.clause
  return {
    points,
    parameters,
    definition: {
      id: kpiId(equipment, kpi.name, variant),
      name: { en: kpi.en, zh: kpi.zh },
      unit: kpi.unit,
      formula: printExpression(expression),
      inputs: Object.fromEntries([...points, ...parameters].map((name) => [name, input(name)])),
      windows: ['hour', 'shift', 'day', 'week', 'month'],
      better: kpi.better,
      ...(source ? { source: cut(clause === undefined ? source.title : `${source.title}, ${clause}`) } : {}),
    },
  }
}

const kpiId = (equipment: EquipmentClass, name: string, variant: string | undefined): string =>
  [equipment.class, ...(variant === undefined ? [] : [variant]), name].join('_').replaceAll('-', '_')

/** What a machine gives to a KPI of its class: which points, and what stands in for parameters and for points that it has not. */
export function boundKpi(
  equipment: EquipmentClass,
  kpi: ClassKpi,
  machine: BoundMachine,
):
  | (ClassKpiDefinition & { readonly bound: readonly string[]; readonly constants: Readonly<Record<string, number>> })
  | { readonly leftOut: LeftOut } {
  const of = classKpi(equipment, kpi, machine.variant)
  if (!of) return { leftOut: { why: 'curve', names: partsOf(equipment, writtenOut(equipment, kpi.formula)).curves } }
  const constants: Record<string, number> = {}
  const missing: string[] = []
  for (const name of of.points) {
    if (machine.points.has(name)) continue
    const stand = elseOf(equipment, name)
    if (stand === undefined || typeof stand === 'string') missing.push(name)
    else constants[name] = Number(stand)
  }
  if (missing.length > 0) return { leftOut: { why: 'missing', names: missing } }
  const bound = of.points.filter((name) => machine.points.has(name))
  if (bound.length === 0) return { leftOut: { why: 'constant' } }
  for (const { name, default: usual } of equipment.parameters)
    if (of.parameters.includes(name)) constants[name] = machine.parameters[name] ?? usual
  return { ...of, bound, constants }
}
