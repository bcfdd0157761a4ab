import type { FlowDocument, FlowFrame, FlowGraph, FlowNode, FlowWire, Place, Settings } from '../document.ts'

/** Nodes stand on this grid. */
export const GRID = 10
export const snapped = ({ x, y }: Place): Place => ({
  x: Math.round(x / GRID) * GRID,
  y: Math.round(y / GRID) * GRID,
})

/** What is drawn at a time: the flow itself, or the inside of one of its subflows. */
export const graphAt = (document: FlowDocument, inside: string | undefined): FlowGraph =>
  (inside === undefined ? document : document.subflows?.[inside]) ?? { nodes: [], wires: [] }

export function withGraph(document: FlowDocument, inside: string | undefined, graph: FlowGraph): FlowDocument {
  if (inside === undefined) return { ...document, ...graph }
  const before = document.subflows?.[inside]
  return before ? { ...document, subflows: { ...document.subflows, [inside]: { ...before, ...graph } } } : document
}

/** "filter.deadband" → deadband, deadband-2 …: what people read in tests and tables. */
export function freeId(type: string, taken: ReadonlySet<string>): string {
  const tail = (type.split('.').at(-1) ?? 'node').toLowerCase().replace(/[^a-z0-9_-]/g, '')
  const base = /^[a-z]/.test(tail) ? tail.slice(0, 34) : `n-${tail.slice(0, 32)}`
  if (!taken.has(base)) return base
  for (let n = 2; ; n++) if (!taken.has(`${base}-${n}`)) return `${base}-${n}`
}

export const idsOf = (graph: FlowGraph): Set<string> => new Set(graph.nodes.map(({ id }) => id))

/** Nodes may stand nowhere, as in a document written by hand. */
export const placeOf = ({ at }: FlowNode): Place => at ?? { x: 0, y: 0 }

export const frameId = (k: number): string => `frame:${k}`

export function addNode(graph: FlowGraph, type: string, at: Place, settings: Settings = {}) {
  const id = freeId(type, idsOf(graph))
  return { id, graph: { ...graph, nodes: [...graph.nodes, { id, type, settings, at: snapped(at) }] } }
}

export const addFrame = (graph: FlowGraph, frame: FlowFrame): FlowGraph => ({
  ...graph,
  frames: [...(graph.frames ?? []), frame],
})

const sameEnd = (a: FlowWire['to'], b: FlowWire['to']): boolean => a.node === b.node && a.port === b.port
export const wireId = ({ from, to }: FlowWire): string => `${from.node}:${from.port}>${to.node}:${to.port}`

/** An input takes one wire, but where it takes many: a new one stands in the place of the old. */
export function addWire(graph: FlowGraph, wire: FlowWire, many: boolean): FlowGraph {
  const rest = graph.wires.filter((each) => (many ? wireId(each) !== wireId(wire) : !sameEnd(each.to, wire.to)))
  return { ...graph, wires: [...rest, wire] }
}

export function removed(graph: FlowGraph, ids: ReadonlySet<string>, wires: ReadonlySet<string>): FlowGraph {
  const frames = (graph.frames ?? []).filter((_, k) => !ids.has(frameId(k)))
  return {
    ...graph,
    nodes: graph.nodes.filter(({ id }) => !ids.has(id)),
    wires: graph.wires.filter((wire) => !wires.has(wireId(wire)) && !ids.has(wire.from.node) && !ids.has(wire.to.node)),
    ...(graph.frames && { frames }),
  }
}

export function moved(graph: FlowGraph, places: ReadonlyMap<string, Place>): FlowGraph {
  const to = <Of extends { at?: Place }>(one: Of, id: string): Of => {
    const place = places.get(id)
    return place ? { ...one, at: snapped(place) } : one
  }
  return {
    ...graph,
    nodes: graph.nodes.map((node) => to(node, node.id)),
    ...(graph.frames && { frames: graph.frames.map((frame, k) => to(frame, frameId(k))) }),
  }
}

export const changedNode = (graph: FlowGraph, id: string, change: (was: FlowNode) => FlowNode): FlowGraph => ({
  ...graph,
  nodes: graph.nodes.map((node) => (node.id === id ? change(node) : node)),
})

export const changedFrame = (graph: FlowGraph, id: string, change: Partial<FlowFrame>): FlowGraph => ({
  ...graph,
  frames: (graph.frames ?? []).map((frame, k) => (frameId(k) === id ? { ...frame, ...change } : frame)),
})
