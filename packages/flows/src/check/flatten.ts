import { Fault } from '@millrace/core'
import { type FlowDocument, type FlowNode, type FlowWire, flowBounds } from '../document.ts'
import '../faults.ts'
import { type FlowProblem, problemOf } from './problem.ts'

/** A document without subflows: their nodes stand where they are used, under `node/inner`. */
export interface FlatFlow {
  readonly nodes: readonly FlatNode[]
  readonly wires: readonly FlatWire[]
  /** Outputs of subflows, as node.port, and the ends inside that feed them. */
  readonly through: ReadonlyMap<string, FlatEnd>
}

export interface FlatNode {
  readonly path: string
  readonly type: string
  readonly settings: Readonly<Record<string, unknown>>
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

/** Where subflows are put in. What is wrong is told, and left out. */
export function flatten(document: FlowDocument, problems: FlowProblem[]): FlatFlow {
  const flat = new Flattening(document, problems)
  flat.draw(document, '', [])
  return { nodes: flat.nodes, ...flat.resolved() }
}

class Flattening {
  readonly nodes: FlatNode[] = []
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

  draw({ nodes, wires }: Pick<FlowDocument, 'nodes' | 'wires'>, before: string, within: readonly string[]): void {
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
      if (node.type === 'subflow') this.#put(node, path, within)
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
      } else this.#add({ path, type: node.type, settings: node.settings ?? {} })
    }
    wires.forEach((wire, place) => {
      this.#wire(wire, place, before, own)
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

  #put(node: FlowNode, path: string, within: readonly string[]): void {
    if (this.#told) return
    const name = textOf(node.settings, 'subflow')
    const { subflows = {} } = this.#document
    const subflow = Object.hasOwn(subflows, name) ? subflows[name] : undefined
    if (!subflow) this.#say(new Fault('flow.subflow_unknown', { seen: name }), path)
    else if (within.includes(name))
      this.#say(new Fault('flow.subflow_circular', { seen: [...within, name].join(' → ') }), path)
    else this.draw(subflow, `${path}/`, [...within, name])
  }

  #wire({ from, to }: FlowWire, place: number, before: string, own: ReadonlyMap<string, FlowNode>): void {
    const end = ({ node, port }: FlowWire['from']): FlatEnd => {
      const type = own.get(node)?.type
      return { node: `${before}${node}`, port: type === 'subflow.in' || type === 'subflow.out' ? '' : port }
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

  #say(fault: Fault, node: string): void {
    this.#problems.push(problemOf(fault, { node }))
  }
}
