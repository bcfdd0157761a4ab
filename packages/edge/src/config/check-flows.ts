import { resolve } from 'node:path'
import { Fault } from '@millrace/core'
import type { SayAt } from '@millrace/core/profiles'
import type { FlatNode, FlowDocument, FlowPackage } from '@millrace/flows'
import '../faults.ts'
import { FLOW, type FlowBinding, type FlowInputBinding, type FlowOutputBinding } from '../flows/binding.ts'
import { loadFlow } from '../flows/load.ts'
import type { DeviceConfiguration } from './device.ts'
import { type KnownPoints, type Point, pointsByName, pointTypeOf, typeOfPoint } from './known-points.ts'
import type { FlowSettings } from './schema.ts'

export interface FlowPlaces {
  readonly folder: string
  /** With models. */
  readonly devices: readonly DeviceConfiguration[]
  /** A mistake that no edge starts with. */
  readonly fault: SayAt
  /** A package that is refused, while all else goes on. */
  readonly refused: SayAt
}

/** Flows as devices. Their packages are read and held against what is expected of them. */
export async function checkFlows(
  flows: readonly FlowSettings[],
  { folder, devices, fault, refused }: FlowPlaces,
): Promise<readonly DeviceConfiguration[]> {
  if (flows.length === 0) return []
  const known: KnownPoints = new Map(devices.map((device) => [device.name, pointsByName(device)]))
  const made: DeviceConfiguration[] = []
  for (const [i, settings] of flows.entries()) {
    const { digest, key } = settings
    const flow = await loadFlow(resolve(folder, settings.flow), {
      digest,
      ...(key === undefined ? {} : { keys: [key] }),
    }).catch(faultOf)
    if (flow instanceof Fault) refused([i, 'flow'], `is refused: ${flow.message}`)
    const device = await flowDevice(settings, flow, known, (at, reason) => fault([i, ...at], reason))
    made.push(device)
    known.set(settings.name, flow instanceof Fault ? undefined : pointsByName(device))
  }
  return made
}

function faultOf(reason: unknown): Fault {
  if (reason instanceof Fault) return reason
  throw reason
}

/** What a flow at an edge is bound by, wherever it comes from. */
export type BoundFlow = Pick<FlowSettings, 'name' | 'asset' | 'inputs' | 'parameters'>

/** A flow as a device; what does not fit is told by `fault`. */
export async function flowDevice(
  { name, asset, inputs = {}, parameters = {} }: BoundFlow,
  flow: FlowPackage | Fault,
  known: KnownPoints,
  fault: SayAt,
): Promise<DeviceConfiguration> {
  const bound = flow instanceof Fault ? undefined : await bind(inputs, flow, { known, parameters, fault })
  const binding: FlowBinding = {
    flow: flow instanceof Fault ? flow : (bound?.refused ?? flow),
    inputs: bound?.inputs ?? [],
    outputs: bound?.outputs ?? [],
    parameters,
  }
  return { name, driver: FLOW, ...(asset ? { asset } : {}), connection: binding, points: bound?.points ?? [] }
}

interface Bound {
  /** The document is none that an edge runs. */
  readonly refused?: Fault
  readonly inputs: readonly FlowInputBinding[]
  readonly outputs: readonly FlowOutputBinding[]
  readonly points: readonly Point[]
}

async function bind(
  bindings: NonNullable<FlowSettings['inputs']>,
  { document, models }: FlowPackage,
  {
    known,
    parameters,
    fault,
  }: { readonly known: KnownPoints; readonly parameters: Readonly<Record<string, number>>; readonly fault: SayAt },
): Promise<Bound> {
  const { centreOnlyIn, checkFlow, flowNodes } = await import('@millrace/flows')
  const nothing = { inputs: [], outputs: [], points: [] }
  const mistakes = (found: ReturnType<typeof checkFlow>): Fault | undefined => {
    const [first] = found.problems
    return first && new Fault(first.code, first.facts)
  }
  const shape = mistakes(checkFlow(document, { models }))
  // Without types of points a wire may not be known yet; what is no document at all goes no further.
  if (shape && checkFlow(document, { models }).order.length === 0) return { refused: shape, ...nothing }
  const flow = document as FlowDocument
  const [foreign] = centreOnlyIn(flow)
  if (foreign)
    return { refused: new Fault('edge.flow_centre_only', { node: foreign.path, type: foreign.type }), ...nothing }
  const nodes = flowNodes(flow)
  const takers = nodes.filter(({ type }) => type === 'in.point')
  const names = takers.map(({ path }) => path)
  const settable = (flow.parameters ?? []).map(({ name }) => name)
  for (const name of Object.keys(parameters))
    if (!settable.includes(name)) fault(['parameters', name], `must be one of ${settable.join(', ') || 'none'}`)
  for (const name of Object.keys(bindings))
    if (!names.includes(name)) fault(['inputs', name], `must be one of ${names.join(', ') || 'none'}`)
  const missing = names.filter((name) => !Object.hasOwn(bindings, name))
  if (missing.length > 0) fault(['inputs'], `binds nothing to ${missing.join(', ')}`)
  const inputs = takers.flatMap((node): FlowInputBinding[] => {
    const end = bindings[node.path]
    return end ? boundInput(node, end, known, (reason) => fault(['inputs', node.path], reason)) : []
  })
  const types = Object.fromEntries(
    inputs.map(({ node, type, unit }) => [node, { type, ...(unit === undefined ? {} : { unit }) }]),
  )
  const checked = checkFlow(document, { models, points: types })
  const refused = mistakes(checked)
  if (refused) return { refused, ...nothing }
  const givers = nodes.filter(({ type }) => type === 'out.point')
  const outputs = givers.map(({ path, settings }): FlowOutputBinding & { readonly unit?: string } => {
    const { type = 'number', unit } = checked.ports[path]?.['in'] ?? {}
    return { node: path, name: String(settings['name']), type, ...(unit === undefined || unit === '1' ? {} : { unit }) }
  })
  const twice = outputs.find(({ name }, i) => outputs.findIndex((other) => other.name === name) !== i)
  if (twice) return { refused: new Fault('flow.name_taken', { what: 'the point', name: twice.name }), ...nothing }
  return {
    inputs,
    outputs: outputs.map(({ node, name, type }) => ({ node, name, type })),
    points: outputs.map(({ name, type, unit }) => ({
      name,
      address: name,
      type: pointTypeOf[type],
      ...(unit === undefined ? {} : { unit }),
      description: `${name}. ${flow.title.en}`,
      periodMs: 1_000,
      access: 'r',
    })),
  }
}

function boundInput(
  { path: node, settings }: FlatNode,
  { device, point }: { readonly device: string; readonly point: string },
  known: KnownPoints,
  say: (reason: string) => void,
): FlowInputBinding[] {
  if (!known.has(device)) {
    say(`names no device, model or flow before it: ${device}`)
    return []
  }
  const points = known.get(device)
  // Of what is refused nobody knows the points; it gives none.
  if (!points) return [{ node, device, point, type: typeIn(settings) }]
  const found = points.get(point)
  const type = found && typeOfPoint(found)
  if (!found || !type) {
    say(`names no point of ${device}: ${point}`)
    return []
  }
  const unit = found.unit ?? (typeof settings['unit'] === 'string' ? settings['unit'] : undefined)
  return [{ node, device, point, type, ...(type === 'number' && unit !== undefined ? { unit } : {}) }]
}

function typeIn({ type }: FlatNode['settings']): 'number' | 'boolean' | 'text' {
  return type === 'boolean' || type === 'text' ? type : 'number'
}
