import type { FlowGraph, FlowNode, FlowWire, Place } from '../document.ts'
import { freeId, idsOf, placeOf } from './graph.ts'

/** Nodes with the wires among them, as they lie on the clipboard: plain text, so that they go from one flow to another. */
interface Clip {
  readonly format: 'millrace-flow-clip/1'
  readonly nodes: readonly FlowNode[]
  readonly wires: readonly FlowWire[]
}

export function clipOf(graph: FlowGraph, ids: ReadonlySet<string>): Clip {
  return {
    format: 'millrace-flow-clip/1',
    nodes: graph.nodes.filter(({ id }) => ids.has(id)),
    wires: graph.wires.filter(({ from, to }) => ids.has(from.node) && ids.has(to.node)),
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isNode = (value: unknown): value is FlowNode =>
  isRecord(value) &&
  typeof value['id'] === 'string' &&
  typeof value['type'] === 'string' &&
  (value['settings'] === undefined || isRecord(value['settings'])) &&
  (value['at'] === undefined || isRecord(value['at']))
const isEnd = (value: unknown): boolean =>
  isRecord(value) && typeof value['node'] === 'string' && typeof value['port'] === 'string'
const isWire = (value: unknown): value is FlowWire => isRecord(value) && isEnd(value['from']) && isEnd(value['to'])

/** Nothing where the text is something else; what is in it is checked by the platform like everything drawn. */
export function readClip(text: string): Clip | undefined {
  try {
    const value: unknown = JSON.parse(text)
    if (!isRecord(value) || value['format'] !== 'millrace-flow-clip/1') return undefined
    const { nodes, wires } = value
    if (!Array.isArray(nodes) || !Array.isArray(wires) || !nodes.every(isNode) || !wires.every(isWire)) return undefined
    return { format: 'millrace-flow-clip/1', nodes, wires }
  } catch {
    return undefined
  }
}

/** The clip once more, with names of its own, its upper left corner at a place. */
export function pasted(graph: FlowGraph, clip: Clip, at: Place): { graph: FlowGraph; ids: Set<string> } {
  const taken = idsOf(graph)
  const names = new Map<string, string>()
  for (const { id, type } of clip.nodes) {
    const name = freeId(type, taken)
    taken.add(name)
    names.set(id, name)
  }
  const places = clip.nodes.map(placeOf)
  const [left, top] = [Math.min(...places.map(({ x }) => x)), Math.min(...places.map(({ y }) => y))]
  const nodes = clip.nodes.map((node) => ({
    ...node,
    id: names.get(node.id) ?? node.id,
    at: { x: at.x + placeOf(node).x - left, y: at.y + placeOf(node).y - top },
  }))
  const end = ({ node, port }: FlowWire['to']) => ({ node: names.get(node) ?? node, port })
  const wires = clip.wires
    .filter(({ from, to }) => names.has(from.node) && names.has(to.node))
    .map(({ from, to }) => ({ from: end(from), to: end(to) }))
  return {
    graph: { ...graph, nodes: [...graph.nodes, ...nodes], wires: [...graph.wires, ...wires] },
    ids: new Set(names.values()),
  }
}
