import { said } from '../mechanisms/words.ts'
import type { FlowDocument, FlowGraph, FlowNode, Settings, Words } from './document.ts'
import type { PortFace } from './edit/fit.ts'

type Both = Required<Words>

interface PortKind {
  readonly name: string
  readonly title: Both
  readonly type: PortFace['type']
  readonly unit?: string
  /** Works without a wire. */
  readonly optional?: boolean
  /** Takes more than one wire. */
  readonly many?: boolean
}

/** A setting of a kind of node: what it takes, in which unit and within which bounds. */
export interface SettingKind {
  readonly name: string
  readonly title: Both
  readonly help?: Both
  readonly kind: string
  readonly unit?: string
  /** The unit is that of this port. */
  readonly unitOf?: string
  readonly low?: number
  readonly high?: number
  readonly default?: unknown
  readonly optional?: boolean
  readonly choices?: readonly { readonly value: string; readonly title: Both }[]
  readonly columns?: readonly SettingKind[]
}

/** A kind of node, as the platform tells of it. */
export interface NodeKind {
  readonly type: string
  readonly group: string
  readonly title: Both
  readonly help: Both
  readonly inputs: readonly PortKind[]
  readonly outputs: readonly PortKind[]
  readonly settings: readonly SettingKind[]
  /** Its ports follow from its settings: the check tells them. */
  readonly portsBySettings: boolean
  readonly examples: readonly { readonly title: Both; readonly settings: Settings }[]
}

export type Catalogue = ReadonlyMap<string, NodeKind>

/** Before `name@number` in the type of a kind that stands for a component. */
export const componentPrefix = 'component:'

/** The kind of a component that a node names; none for a version that is not the newest. */
export const kindOfComponent = (catalogue: Catalogue, component: unknown): NodeKind | undefined =>
  catalogue.get(`${componentPrefix}${String(component)}`)

/** What the last check found out, by node and port. */
export type KnownPorts = Readonly<Record<string, Readonly<Record<string, PortFace>>>>

export interface Port {
  readonly name: string
  readonly title: string
  readonly face: PortFace
  readonly many: boolean
  readonly optional: boolean
}

export interface Ports {
  readonly inputs: readonly Port[]
  readonly outputs: readonly Port[]
}

/** What somebody wrote in one language or in both. */
export const told = ({ en, zh }: Words): string => said({ en, zh: zh ?? '' })

const anything: PortFace = { type: 'any' }
const loose = (name: string, face: PortFace = anything): Port => ({
  name,
  title: name,
  face,
  many: false,
  optional: false,
})

const subflowOf = (node: FlowNode): string => String(node.settings?.['subflow'] ?? '')

/** The name of a port of a subflow, as the node inside says it. */
export const innerPortName = (node: FlowNode): string => String(node.settings?.['name'] ?? node.id)

/** Type and unit of a port of a subflow: those of the inner end that its wire leads to. */
function throughFace(port: FlowNode, graph: FlowGraph, prefix: string, known: KnownPorts): PortFace | undefined {
  for (const { from, to } of graph.wires) {
    const end = from.node === port.id ? to : to.node === port.id ? from : undefined
    const face = end && known[`${prefix}${end.node}`]?.[end.port]
    if (face) return face
  }
  return undefined
}

interface Around {
  readonly document: FlowDocument
  readonly catalogue: Catalogue
  readonly known: KnownPorts
  /** Of the graph that the node stands in. */
  readonly graph: FlowGraph
  readonly prefix: string
}

/**
 * Ports of a node: those of its kind, or of the subflow that it stands for, with what the last check knows of them. Ports that
 * follow from settings are those that the check told.
 */
export function portsOf(node: FlowNode, { document, catalogue, known, graph, prefix }: Around): Ports {
  const path = `${prefix}${node.id}`
  if (node.type === 'subflow') {
    const inner = document.subflows?.[subflowOf(node)] ?? { nodes: [], wires: [] }
    const portsAt = (type: string): Port[] =>
      inner.nodes
        .filter((each) => each.type === type)
        .map((each) => {
          const name = innerPortName(each)
          const face = throughFace(each, inner, `${path}/`, known)
          return { ...loose(name, face), title: each.title ? told(each.title) : name }
        })
    return { inputs: portsAt('subflow.in'), outputs: portsAt('subflow.out') }
  }
  if (node.type === 'subflow.in' || node.type === 'subflow.out') {
    const isIn = node.type === 'subflow.in'
    const port = loose(isIn ? 'out' : 'in', throughFace(node, graph, prefix, known))
    return isIn ? { inputs: [], outputs: [port] } : { inputs: [port], outputs: [] }
  }
  const seen = known[path] ?? {}
  const newest = node.type === 'component' ? kindOfComponent(catalogue, node.settings?.['component']) : undefined
  const kind = newest ?? catalogue.get(node.type)
  const portOf = ({ name, title, type, unit, many = false, optional = false }: PortKind): Port => ({
    name,
    title: said(title),
    face: seen[name] && seen[name].type !== 'any' ? seen[name] : { type, ...(unit !== undefined && { unit }) },
    many,
    optional,
  })
  const inputs = (kind?.inputs ?? []).map(portOf)
  const outputs = (kind?.outputs ?? []).map(portOf)
  if (!kind?.portsBySettings) return { inputs, outputs }
  const isFixed = new Set([...inputs, ...outputs].map(({ name }) => name))
  const made = Object.entries(seen).filter(([name]) => !isFixed.has(name))
  // A port without a wire has no type yet, and is not told: those that wires reach, and those of its own words.
  const named = new Set(made.map(([name]) => name))
  const reached = graph.wires.filter(({ to }) => to.node === node.id && !isFixed.has(to.port) && !named.has(to.port))
  const asked = namesIn(node, 'inputs').filter((name) => !isFixed.has(name) && !named.has(name))
  const bare = [...new Set([...reached.map(({ to }) => to.port), ...asked])]
  return {
    inputs: [
      ...inputs,
      ...made.filter(([, face]) => face.side === 'in').map(([name, face]) => loose(name, face)),
      ...bare.map((name) => loose(name)),
    ],
    outputs: [
      ...outputs,
      ...made.filter(([, face]) => face.side === 'out').map(([name, face]) => loose(name, face)),
      ...namesIn(node, 'outputs')
        .filter((name) => !isFixed.has(name) && !named.has(name))
        .map((name) => loose(name)),
    ],
  }
}

/** Ports that settings name one by one, as those of scripts do. */
function namesIn(node: FlowNode, side: 'inputs' | 'outputs'): string[] {
  const listed = node.settings?.[side]
  if (!Array.isArray(listed)) return []
  return listed.flatMap((each: unknown) => {
    if (typeof each === 'string') return [each]
    const name = typeof each === 'object' && each !== null && 'name' in each ? each.name : undefined
    return typeof name === 'string' ? [name] : []
  })
}
