import type { FlowGraph, FlowNode } from '../document.ts'
import { placeOf, wireId } from './graph.ts'

export type Change = 'added' | 'removed' | 'changed' | 'moved'

/** What one version has that another has not, for one graph. */
interface GraphChanges {
  readonly nodes: ReadonlyMap<string, Change>
  readonly wires: ReadonlyMap<string, 'added' | 'removed'>
}

/** The same whatever the order of its keys. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  const entries = Object.entries(value)
    .filter(([, each]) => each !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${entries.map(([key, each]) => `${JSON.stringify(key)}:${canonical(each)}`).join()}}`
}

const meaning = ({ at: _, ...node }: FlowNode): string => canonical(node)

export function graphChanges(before: FlowGraph, after: FlowGraph): GraphChanges {
  const old = new Map(before.nodes.map((node) => [node.id, node]))
  const young = new Map(after.nodes.map((node) => [node.id, node]))
  const nodes = new Map<string, Change>()
  for (const [id, node] of young) {
    const was = old.get(id)
    if (!was) nodes.set(id, 'added')
    else if (meaning(was) !== meaning(node)) nodes.set(id, 'changed')
    else if (canonical(placeOf(was)) !== canonical(placeOf(node))) nodes.set(id, 'moved')
  }
  for (const id of old.keys()) if (!young.has(id)) nodes.set(id, 'removed')
  const wires = new Map<string, 'added' | 'removed'>()
  const [had, has] = [new Set(before.wires.map(wireId)), new Set(after.wires.map(wireId))]
  for (const id of has) if (!had.has(id)) wires.set(id, 'added')
  for (const id of had) if (!has.has(id)) wires.set(id, 'removed')
  return { nodes, wires }
}

interface SettingChange {
  readonly name: string
  readonly before: unknown
  readonly after: unknown
}

/** What of a node is another, setting by setting. */
export function nodeChanges(before: FlowNode, after: FlowNode): SettingChange[] {
  const flat = ({ id: _, at: __, settings, ...rest }: FlowNode): Map<string, unknown> =>
    new Map<string, unknown>([...Object.entries(rest), ...Object.entries(settings ?? {})])
  const [was, is] = [flat(before), flat(after)]
  return [...new Set([...was.keys(), ...is.keys()])]
    .filter((name) => canonical(was.get(name)) !== canonical(is.get(name)))
    .map((name) => ({ name, before: was.get(name), after: is.get(name) }))
}
