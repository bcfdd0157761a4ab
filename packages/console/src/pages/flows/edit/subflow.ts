import type { FlowDocument, FlowNode, FlowWire, Words } from '../document.ts'
import { freeId, graphAt, idsOf, placeOf, withGraph } from './graph.ts'

const endOf = ({ node, port }: FlowWire['to']): string => `${node}:${port}`

interface Made {
  readonly document: FlowDocument
  /** The node that stands for what was taken in. */
  readonly id: string
  readonly name: string
}

/**
 * Chosen nodes become a subflow, and one node stands in their place. Each wire that crosses the border becomes a port, named by
 * the inner end: what fed two inputs by one wire each is two ports, what one output fed outside is one.
 */
export function madeSubflow(
  document: FlowDocument,
  inside: string | undefined,
  ids: ReadonlySet<string>,
  title: Words,
): Made | undefined {
  const graph = graphAt(document, inside)
  const inner = graph.nodes.filter(({ id }) => ids.has(id))
  if (inner.length === 0) return undefined
  const name = freeId(
    title.en.replace(/[^A-Za-z0-9]+/g, '-') || 'subflow',
    new Set(Object.keys(document.subflows ?? {})),
  )
  const taken = idsOf({ nodes: inner, wires: [] })
  const left = Math.min(...inner.map((node) => placeOf(node).x))
  const right = Math.max(...inner.map((node) => placeOf(node).x))
  const top = Math.min(...inner.map((node) => placeOf(node).y))
  const ports: FlowNode[] = []
  const [innerWires, outerWires]: [FlowWire[], FlowWire[]] = [[], []]
  const known = new Map<string, string>()
  const holder = freeId('subflow', idsOf(graph))
  const place = (end: FlowWire['to'], type: 'subflow.in' | 'subflow.out'): { port: string; isNew: boolean } => {
    const key = `${type} ${endOf(end)}`
    const before = known.get(key)
    if (before !== undefined) return { port: before, isNew: false }
    const port = freeId(end.port, taken)
    taken.add(port)
    known.set(key, port)
    const k = ports.filter((each) => each.type === type).length
    const x = type === 'subflow.in' ? left - 260 : right + 260
    ports.push({ id: port, type, settings: { name: port }, at: { x, y: top + k * 90 } })
    return { port, isNew: true }
  }
  for (const wire of graph.wires) {
    const [fromInside, toInside] = [ids.has(wire.from.node), ids.has(wire.to.node)]
    if (fromInside && toInside) innerWires.push(wire)
    else if (toInside) {
      const { port, isNew } = place(wire.to, 'subflow.in')
      if (isNew) innerWires.push({ from: { node: port, port: 'out' }, to: wire.to })
      outerWires.push({ from: wire.from, to: { node: holder, port } })
    } else if (fromInside) {
      const { port, isNew } = place(wire.from, 'subflow.out')
      if (isNew) innerWires.push({ from: wire.from, to: { node: port, port: 'in' } })
      outerWires.push({ from: { node: holder, port }, to: wire.to })
    } else outerWires.push(wire)
  }
  const middle = inner.map(placeOf)
  const at = {
    x: middle.reduce((sum, { x }) => sum + x, 0) / middle.length,
    y: middle.reduce((sum, { y }) => sum + y, 0) / middle.length,
  }
  const outer = graph.nodes.filter(({ id }) => !ids.has(id))
  const withHolder = withGraph(document, inside, {
    ...graph,
    nodes: [...outer, { id: holder, type: 'subflow', settings: { subflow: name }, at }],
    wires: outerWires,
  })
  const subflows = { ...withHolder.subflows, [name]: { title, nodes: [...inner, ...ports], wires: innerWires } }
  return { document: { ...withHolder, subflows }, id: holder, name }
}
