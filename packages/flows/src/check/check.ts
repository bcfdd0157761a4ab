import type { ValueType } from '@millrace/compute'
import { checkUnit, Fault } from '@millrace/core'
import { Compile } from 'typebox/compile'
import { type FlowDocument, FlowDocumentSchema, flowBounds } from '../document.ts'
import '../faults.ts'
import { type FlatFlow, flatten } from './flatten.ts'
import { orderOf } from './order.ts'
import { type FlowProblem, problemOf } from './problem.ts'
import type { FlowSurroundings } from './surroundings.ts'
import { type TypedNode, typeNodes } from './typing.ts'

export interface FlowPort extends ValueType {
  readonly side: 'in' | 'out'
}

export interface FlowCheck {
  /** None: it can run. */
  readonly problems: readonly FlowProblem[]
  /** By path of the node and name of the port, as far as they could be worked out. */
  readonly ports: Readonly<Record<string, Readonly<Record<string, FlowPort>>>>
  /** Paths of the nodes in the order in which they run. */
  readonly order: readonly string[]
}

export interface CheckedFlow extends FlowCheck {
  readonly document: FlowDocument | undefined
  readonly flat: FlatFlow
  readonly typed: readonly TypedNode[]
}

const MOST_SHAPE = 20
const schema = Compile(FlowDocumentSchema)

/** Whether a document can run, and everything that is wrong with it. Never throws on a document. */
export function checkFlow(document: unknown, surroundings: FlowSurroundings = {}): FlowCheck {
  const { problems, ports, order } = checkWhole(document, surroundings)
  return { problems, ports, order }
}

/** With what compiling goes on from. */
export function checkWhole(given: unknown, surroundings: FlowSurroundings): CheckedFlow {
  const nothing = {
    ports: {},
    order: [],
    document: undefined,
    flat: { nodes: [], wires: [], through: new Map(), components: [] },
    typed: [],
  }
  const shape = shapeOf(given)
  if (shape.length > 0) return { problems: shape, ...nothing }
  const document = given as FlowDocument
  const problems: FlowProblem[] = []
  checkParameters(document, problems)
  const flat = flatten(document, problems)
  const { order, left } = orderOf(flat)
  if (left.length > 0) {
    const paths = left.map((place) => flat.nodes[place]!.path)
    problems.push(problemOf(new Fault('flow.circle', { seen: paths.slice(0, 8).join(', ') }), { node: paths[0]! }))
  }
  const parameters = document.parameters ?? []
  const typed = typeNodes({
    flat,
    order: [...order, ...left],
    parameters,
    surroundings,
    problems,
  })
  const placed = placedPorts(flat, typed)
  return {
    problems: problems.map((problem) => placed.problem(problem)),
    ports: { ...Object.fromEntries(typed.map((node) => [node.path, portsOf(node)])), ...placed.ports },
    order: order.map((place) => flat.nodes[place]!.path),
    document,
    flat,
    typed,
  }
}

/** Ports of components as those of the node that places them, and what is wrong at them. */
function placedPorts({ components }: FlatFlow, typed: readonly TypedNode[]) {
  const byPath = new Map(typed.map((node) => [node.path, node]))
  const placeOf = new Map<string, { readonly node: string; readonly port: string }>()
  const ports: Record<string, Record<string, FlowPort>> = {}
  for (const { path, ports: own } of components) {
    const told: Record<string, FlowPort> = {}
    for (const [inner, { side, name, type, unit }] of own) {
      placeOf.set(inner, { node: path, port: name })
      const known = portOf(byPath.get(inner), name)
      told[name] = { side, ...(known ?? { type, ...(unit === undefined ? {} : { unit }) }) }
    }
    ports[path] = told
  }
  return {
    ports,
    problem: (problem: FlowProblem): FlowProblem => ({ ...problem, ...placeOf.get(problem.node ?? '') }),
  }
}

const portOf = (node: TypedNode | undefined, name: string): ValueType | undefined =>
  [...(node?.inputs ?? []), ...(node?.outputs ?? [])].find(({ face }) => face.name === name)?.type

function portsOf({ inputs, outputs }: TypedNode): Record<string, FlowPort> {
  const ports: [string, FlowPort][] = []
  for (const { face, type } of inputs) if (type) ports.push([face.name, { side: 'in', ...type }])
  for (const { face, type } of outputs) if (type) ports.push([face.name, { side: 'out', ...type }])
  return Object.fromEntries(ports)
}

function shapeOf(given: unknown): FlowProblem[] {
  const malformed = (path: string, reason: string): FlowProblem =>
    problemOf(new Fault('flow.malformed', { path, reason }), {})
  let bytes: number
  try {
    bytes = JSON.stringify(given)?.length ?? 0
  } catch {
    return [malformed('/', 'it is no JSON')]
  }
  if (bytes > flowBounds.bytes)
    return [
      problemOf(new Fault('flow.too_large', { what: 'characters of JSON', most: flowBounds.bytes, seen: bytes }), {}),
    ]
  if (schema.Check(given)) return []
  return schema
    .Errors(given)
    .slice(0, MOST_SHAPE)
    .map((error) => malformed(error.instancePath || '/', error.message))
}

function checkParameters({ parameters = [] }: FlowDocument, problems: FlowProblem[]): void {
  const seen = new Set<string>()
  for (const { name, unit, default: usual, low = -Infinity, high = Infinity } of parameters) {
    if (seen.has(name)) problems.push(problemOf(new Fault('flow.name_taken', { what: 'the parameter', name }), {}))
    seen.add(name)
    try {
      if (unit !== undefined) checkUnit(unit)
      if (!(usual >= low && usual <= high))
        throw new Fault('flow.parameter_malformed', { name, expected: `${low} to ${high}`, seen: usual })
    } catch (thrown) {
      problems.push(problemOf(thrown, {}))
    }
  }
}
