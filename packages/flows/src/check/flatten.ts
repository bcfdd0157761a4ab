import { Fault } from '@millrace/core'
import {
  type ComponentPort,
  type FlowComponent,
  type FlowDocument,
  type FlowNode,
  type FlowParameter,
  type FlowWire,
  flowBounds,
} from '../document.ts'
import '../faults.ts'
import { INNER } from '../nodes/subflows.ts'
import { parametersGiven, portsAsked } from './placed.ts'
import { type FlowProblem, problemOf } from './problem.ts'

/** A document without subflows and components: their nodes stand where they are used, under `node/inner`. */
export interface FlatFlow {
  readonly nodes: readonly FlatNode[]
  readonly wires: readonly FlatWire[]
  /** Outputs of subflows, as node.port, and the ends inside that feed them. */
  readonly through: ReadonlyMap<string, FlatEnd>
  readonly components: readonly PlacedComponent[]
}

/** Where a component stands. */
export interface PlacedComponent {
  readonly path: string
  /** name@version */
  readonly component: string
  /** By path of the node inside that is the port. */
  readonly ports: ReadonlyMap<string, ComponentPort>
}

export interface FlatNode {
  readonly path: string
  readonly type: string
  readonly settings: Readonly<Record<string, unknown>>
  /** Of the component that it stands in; those of the document without one. */
  readonly parameters?: readonly FlowParameter[]
}

export interface FlatEnd {
  readonly node: string
  readonly port: string
}

export interface FlatWire {
  readonly from: FlatEnd
  readonly to: FlatEnd
  /** Place in the document's list; absent inside a subflow. */
  readonly place?: number
}

const textOf = (settings: FlowNode['settings'], name: string): string => {
  const value = settings?.[name]
  return typeof value === 'string' ? value : ''
}

const isPort = ({ type }: FlowNode): boolean => type === 'subflow.in' || type === 'subflow.out'

/** Where subflows are put in. What is wrong is told, and left out. */
export function flatten(document: FlowDocument, problems: FlowProblem[]): FlatFlow {
  const flat = new Flattening(document, problems)
  flat.draw(document, '', [], document)
  return { nodes: flat.nodes, components: flat.components, ...flat.resolved() }
}

/** What names inside a graph stand for. */
interface Scope extends Pick<FlowDocument, 'subflows'> {
  /** Of the component that this is the inside of. */
  readonly own?: readonly FlowParameter[]
  readonly placed?: { readonly path: string; readonly ports: Map<string, ComponentPort>; readonly of: FlowComponent }
}

class Flattening {
  readonly nodes: FlatNode[] = []
  readonly components: PlacedComponent[] = []
  readonly #wires: FlatWire[] = []
  readonly #document: FlowDocument
  readonly #problems: FlowProblem[]
  /** Ports of subflows, by path of the end: they are wires through, and no nodes. */
  readonly #through = new Set<string>()
  #told = false

  constructor(document: FlowDocument, problems: FlowProblem[]) {
    this.#document = document
    this.#problems = problems
  }

  draw(
    { nodes, wires }: Pick<FlowDocument, 'nodes' | 'wires'>,
    before: string,
    within: readonly string[],
    scope: Scope,
  ): void {
    const seen = new Set<string>()
    /** Ends of nodes that are subflows, or ports of this one. */
    const own = new Map<string, FlowNode>()
    for (const node of nodes) {
      const path = `${before}${node.id}`
      if (seen.has(node.id)) {
        this.#say(new Fault('flow.name_taken', { what: 'the node', name: node.id }), path)
        continue
      }
      seen.add(node.id)
      own.set(node.id, node)
      if (node.type === 'subflow') this.#put(node, path, within, scope)
      else if (node.type === 'component') this.#place(node, path, within)
      else if (scope.placed && before === `${scope.placed.path}/` && isPort(node)) this.#port(node, path, scope.placed)
      else if (node.type === 'subflow.in' || node.type === 'subflow.out') {
        const name = textOf(node.settings, 'name')
        const parent = before.slice(0, -1)
        if (parent === '')
          this.#say(new Fault('flow.malformed', { path, reason: 'a port of a subflow stands outside one' }), path)
        const inside = `${path}:`
        this.#through.add(inside)
        this.#through.add(`${parent}:${name}`)
        const [outer, inner] = [
          { node: parent, port: name },
          { node: path, port: '' },
        ]
        this.#wires.push(node.type === 'subflow.in' ? { from: outer, to: inner } : { from: inner, to: outer })
      } else
        this.#add({
          path,
          type: node.type,
          settings: node.settings ?? {},
          ...(scope.own ? { parameters: scope.own } : {}),
        })
    }
    const isTyped = scope.placed !== undefined && before === `${scope.placed.path}/`
    wires.forEach((wire, place) => {
      this.#wire(wire, place, before, { own, isTyped })
    })
  }

  #add(node: FlatNode): void {
    this.nodes.push(node)
    if (this.nodes.length <= flowBounds.nodes * 4 || this.#told) return
    this.#told = true
    this.#say(
      new Fault('flow.too_large', { what: 'nodes with those of subflows', most: flowBounds.nodes * 4, seen: 'more' }),
      node.path,
    )
  }

  #put(node: FlowNode, path: string, within: readonly string[], scope: Scope): void {
    if (this.#told) return
    const name = textOf(node.settings, 'subflow')
    const { subflows = {} } = scope
    const subflow = Object.hasOwn(subflows, name) ? subflows[name] : undefined
    if (!subflow) this.#say(new Fault('flow.subflow_unknown', { seen: name }), path)
    else if (within.includes(name))
      this.#say(new Fault('flow.subflow_circular', { seen: [...within, name].join(' → ') }), path)
    else {
      const { placed: _, ...inner } = scope
      this.draw(subflow, `${path}/`, [...within, name], inner)
    }
  }

  #place(node: FlowNode, path: string, within: readonly string[]): void {
    if (this.#told) return
    const component = textOf(node.settings, 'component')
    const of = this.#component(component)
    if (!of) {
      this.#say(new Fault('flow.component_unknown', { seen: component }), path, 'component')
      return
    }
    if (within.includes(component)) {
      this.#say(new Fault('flow.subflow_circular', { seen: [...within, component].join(' → ') }), path)
      return
    }
    const { parameters, faults } = parametersGiven(of, node.settings)
    for (const fault of faults) this.#say(fault, path, 'parameters')
    const ports = new Map<string, ComponentPort>()
    this.components.push({ path, component, ports })
    const { subflows = {} } = of
    this.draw(of, `${path}/`, [...within, component], { subflows, own: parameters, placed: { path, ports, of } })
  }

  #component(name: string): FlowComponent | undefined {
    const { components = {} } = this.#document
    return Object.hasOwn(components, name) ? components[name] : undefined
  }

  /** A port of a component is a node: what goes through it is of its type, and in its unit. */
  #port(node: FlowNode, path: string, { path: parent, ports, of }: NonNullable<Scope['placed']>): void {
    const side = node.type === 'subflow.in' ? 'in' : 'out'
    const name = textOf(node.settings, 'name')
    const port = of.ports.find((one) => one.side === side && one.name === name)
    if (!port) {
      this.#say(new Fault('flow.malformed', { path, reason: `the component tells no port ${name}` }), path)
      return
    }
    ports.set(path, port)
    const outer = { node: parent, port: name }
    this.#through.add(`${parent}:${name}`)
    this.#wires.push(
      side === 'in' ? { from: outer, to: { node: path, port: name } } : { from: { node: path, port: name }, to: outer },
    )
    this.#add({ path, type: 'component.port', settings: portsAsked(port) })
  }

  #wire(
    { from, to }: FlowWire,
    place: number,
    before: string,
    { own, isTyped }: { readonly own: ReadonlyMap<string, FlowNode>; readonly isTyped: boolean },
  ): void {
    const end = ({ node, port }: FlowWire['from']): FlatEnd => {
      const known = own.get(node)
      const inner = isTyped ? INNER : ''
      return { node: `${before}${node}`, port: known && isPort(known) ? inner : port }
    }
    for (const [{ node, port }, side] of [
      [from, 'out'],
      [to, 'in'],
    ] as const) {
      const known = own.get(node)
      const of = known?.type === 'component' ? this.#component(textOf(known.settings, 'component')) : undefined
      if (!of || of.ports.some((one) => one.side === side && one.name === port)) continue
      const fault = new Fault('flow.wire_loose', { seen: `one at "${port}" of ${node}, which has no such ${side}put` })
      this.#problems.push(problemOf(fault, before === '' ? { wire: place, node } : { node: before.slice(0, -1) }))
      return
    }
    const missing = [from, to].find(({ node }) => !own.has(node))
    if (missing) {
      const fault = new Fault('flow.wire_loose', { seen: `one at the node "${missing.node}", which there is not` })
      this.#problems.push(problemOf(fault, before === '' ? { wire: place } : { node: before.slice(0, -1) }))
      return
    }
    this.#wires.push({ from: end(from), to: end(to), ...(before === '' ? { place } : {}) })
  }

  /** Wires between nodes that there are: those through the ports of subflows are one. */
  resolved(): Pick<FlatFlow, 'wires' | 'through'> {
    const into = new Map<string, FlatWire[]>()
    for (const wire of this.#wires) {
      const key = `${wire.to.node}:${wire.to.port}`
      into.set(key, [...(into.get(key) ?? []), wire])
    }
    const source = (end: FlatEnd, depth = 0): readonly FlatEnd[] => {
      const key = `${end.node}:${end.port}`
      if (!this.#through.has(key) || depth > 100) return [end]
      return (into.get(key) ?? []).flatMap(({ from }) => source(from, depth + 1))
    }
    const wires = this.#wires
      .filter(({ to }) => !this.#through.has(`${to.node}:${to.port}`))
      .flatMap((wire) => source(wire.from).map((from) => ({ ...wire, from })))
    const through = new Map(
      [...this.#through].flatMap((key): [string, FlatEnd][] => {
        const colon = key.indexOf(':')
        const end = { node: key.slice(0, colon), port: key.slice(colon + 1) }
        const [from] = source(end)
        // Inside, the port of a subflow is the `out` of its node.
        return from && from.node !== end.node ? [[`${end.node}.${end.port || 'out'}`, from]] : []
      }),
    )
    return { wires, through }
  }

  #say(fault: Fault, node: string, setting?: string): void {
    this.#problems.push(problemOf(fault, { node, ...(setting === undefined ? {} : { setting }) }))
  }
}
