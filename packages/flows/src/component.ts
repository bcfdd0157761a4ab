import { Fault } from '@millrace/core'
import { checkFlow, type FlowCheck } from './check/check.ts'
import { parameterOf } from './check/settings.ts'
import type { FlowSurroundings } from './check/surroundings.ts'
import type { ComponentPort, FlowComponent, FlowDocument, FlowNode, Subflow } from './document.ts'
import './faults.ts'

/** What is taken out of a document: a subflow by name, a script by its node, or the whole of it. */
export type ComponentPart = { readonly subflow: string } | { readonly node: string } | Record<string, never>

export type ComponentKind = 'subflow' | 'script'

const PLACE = 'component'

/** Nodes that reach outside a flow: a component has ports in their place. */
const reaches = ({ type }: FlowNode): boolean =>
  type.startsWith('out.') || ['in.point', 'in.webhook', 'in.mqtt', 'in.event', 'in.alarm'].includes(type)

/**
 * A part of a document as a component, with the ports that it has and the types and units that its wires show. Throws `flow.malformed`,
 * `flow.component_part`, and what is wrong with a script that is taken.
 */
export function componentOf(
  document: FlowDocument,
  part: ComponentPart,
  surroundings: FlowSurroundings = {},
): { readonly kind: ComponentKind; readonly component: FlowComponent } {
  const { ports, problems } = checkFlow(document, surroundings)
  const first = problems.find(({ code, node }) => ('node' in part && node === part.node) || code === 'flow.malformed')
  if (first) throw new Fault(first.code, first.facts)
  if ('node' in part) return { kind: 'script', component: scriptOf(document, part.node) }
  const subflow = 'subflow' in part ? document.subflows?.[part.subflow] : whole(document)
  if (!subflow) throw new Fault('flow.subflow_unknown', { seen: 'subflow' in part ? part.subflow : '' })
  const prefix = 'subflow' in part ? prefixOf(document, part.subflow) : ''
  const subflows = heldBy(subflow, document)
  const outside = [subflow, ...Object.values(subflows)].flatMap(({ nodes }) => nodes).find(reaches)
  if (outside) throw new Fault('flow.component_part', { seen: `${outside.id} (${outside.type})` })
  const { nodes, wires, frames } = subflow
  const own = { nodes, wires, ...(frames ? { frames } : {}), subflows }
  return {
    kind: 'subflow',
    component: {
      ports: nodes.flatMap((node) => portOf(node, subflow, (inner, port) => ports[`${prefix}${inner}`]?.[port])),
      ...readBy(own, document),
      ...own,
    },
  }
}

/** Everything that is wrong with a component, whatever it stands in; `others` are components that it names. */
export function checkComponent(
  component: FlowComponent,
  others: Readonly<Record<string, FlowComponent>> = {},
  surroundings: FlowSurroundings = {},
): Pick<FlowCheck, 'problems' | 'ports'> {
  const { problems, ports } = checkFlow(standing(component, others), surroundings)
  const within = (path: string | undefined): string | undefined =>
    path?.startsWith(`${PLACE}/`) ? path.slice(PLACE.length + 1) : undefined
  return {
    ports: Object.fromEntries(
      Object.entries(ports).flatMap(([path, own]) => (within(path) ? [[within(path)!, own]] : [])),
    ),
    problems: problems.map(({ node, wire: _, ...problem }) => {
      const inner = within(node)
      return inner === undefined ? problem : { ...problem, node: inner }
    }),
  }
}

/** A flow that is nothing but the component, with a point at each of its inputs. */
export function standing(
  component: FlowComponent,
  others: Readonly<Record<string, FlowComponent>> = {},
  parameters: Readonly<Record<string, number>> = {},
): FlowDocument {
  const inputs = component.ports.filter(({ side }) => side === 'in')
  return {
    format: 'millrace-flow/1',
    title: { en: 'A component' },
    nodes: [
      ...inputs.map(
        ({ type, unit }, place): FlowNode => ({
          id: `in${place}`,
          type: 'in.point',
          settings: { type, ...(type === 'number' ? { unit: unit ?? '1' } : {}) },
        }),
      ),
      {
        id: PLACE,
        type: 'component',
        settings: {
          component: 'own@0',
          parameters: Object.entries(parameters).map(([name, value]) => ({ name, value })),
        },
      },
    ],
    wires: inputs.map(({ name }, place) => ({
      from: { node: `in${place}`, port: 'out' },
      to: { node: PLACE, port: name },
    })),
    components: { ...others, 'own@0': component },
  }
}

function scriptOf(document: FlowDocument, id: string): FlowComponent {
  const node = [document, ...Object.values(document.subflows ?? {})]
    .flatMap(({ nodes }) => nodes)
    .find((one) => one.id === id && one.type === 'code.script')
  if (!node) throw new Fault('flow.component_part', { seen: `no script ${id}` })
  const script: FlowNode = { ...node, id: 'script' }
  const told = (name: 'inputs' | 'outputs') =>
    (node.settings?.[name] ?? [{ name: name === 'inputs' ? 'a' : 'out' }]) as readonly {
      readonly name: string
      readonly type?: ComponentPort['type']
      readonly unit?: string
    }[]
  const ends = (['in', 'out'] as const).flatMap((side) =>
    told(side === 'in' ? 'inputs' : 'outputs').map(({ name, type = 'number', unit }, place) => ({
      node: {
        id: `${side}${place}`,
        type: `subflow.${side}`,
        settings: { name },
        at: { x: side === 'in' ? 0 : 480, y: place * 80 },
      },
      wire:
        side === 'in'
          ? { from: { node: `in${place}`, port: 'out' }, to: { node: 'script', port: name } }
          : { from: { node: 'script', port: name }, to: { node: `out${place}`, port: 'in' } },
      port: { side, name, type, ...(type === 'number' && unit ? { unit } : {}) },
    })),
  )
  const own = {
    nodes: [...ends.map((end) => end.node), { ...script, at: { x: 240, y: 0 } }],
    wires: ends.map(({ wire }) => wire),
  }
  return { ports: ends.map(({ port }) => port), ...readBy(own, document), ...own }
}

/** A flow whose points become ports. */
function whole({ nodes, wires, frames }: FlowDocument): Subflow {
  const kinds: Readonly<Record<string, string>> = { 'in.point': 'subflow.in', 'out.point': 'subflow.out' }
  return {
    nodes: nodes.map((node) => {
      const type = kinds[node.type]
      if (!type) return node
      const named = node.settings?.['name']
      return { ...node, type, settings: { name: typeof named === 'string' && named !== '' ? named : node.id } }
    }),
    wires,
    ...(frames ? { frames } : {}),
  }
}

/** Where a subflow stands first: what the check knows of it is there. */
function prefixOf(document: FlowDocument, name: string): string {
  const look = (graph: Pick<Subflow, 'nodes'>, before: string, depth: number): string | undefined => {
    for (const { id, type, settings } of graph.nodes) {
      if (type !== 'subflow' || depth > 20) continue
      const inner = String(settings?.['subflow'])
      if (inner === name) return `${before}${id}/`
      const found = document.subflows?.[inner] && look(document.subflows[inner], `${before}${id}/`, depth + 1)
      if (found) return found
    }
    return undefined
  }
  return look(document, '', 0) ?? ''
}

/** Subflows that stand in it, at any depth. */
function heldBy(subflow: Subflow, { subflows = {} }: FlowDocument): Record<string, Subflow> {
  const held = new Map<string, Subflow>()
  const look = ({ nodes }: Subflow): void => {
    for (const { type, settings } of nodes) {
      const name = String(settings?.['subflow'])
      const inner = type === 'subflow' && Object.hasOwn(subflows, name) ? subflows[name] : undefined
      if (!inner || held.has(name)) continue
      held.set(name, inner)
      look(inner)
    }
  }
  look(subflow)
  return Object.fromEntries(held)
}

function portOf(
  node: FlowNode,
  { wires }: Subflow,
  known: (node: string, port: string) => { readonly type: ComponentPort['type']; readonly unit?: string } | undefined,
): ComponentPort[] {
  if (node.type !== 'subflow.in' && node.type !== 'subflow.out') return []
  const side = node.type === 'subflow.in' ? 'in' : 'out'
  const ends = wires.flatMap(({ from, to }) => (from.node === node.id ? [to] : to.node === node.id ? [from] : []))
  const told = ends.map((end) => known(end.node, end.port)).find((one) => one !== undefined)
  const { type = 'number', unit } = told ?? {}
  return [
    {
      side,
      name: String(node.settings?.['name'] ?? node.id),
      ...(node.title ? { title: node.title } : {}),
      type,
      ...(type === 'number' && unit !== undefined ? { unit } : {}),
    },
  ]
}

/** Parameters of the document that a part reads: named in a setting, a formula or a script. */
function readBy(part: unknown, { parameters = [] }: FlowDocument): Pick<FlowComponent, 'parameters'> {
  const texts: string[] = []
  const look = (value: unknown): void => {
    const named = parameterOf(value)
    if (named !== undefined) texts.push(named)
    else if (typeof value === 'string') texts.push(value)
    else if (typeof value === 'object' && value !== null) for (const one of Object.values(value)) look(one)
  }
  look(part)
  const read = parameters.filter(({ name }) => texts.some((text) => new RegExp(`\\b${name}\\b`).test(text)))
  return read.length === 0 ? {} : { parameters: read }
}
