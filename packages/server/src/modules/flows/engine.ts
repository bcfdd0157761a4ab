import { checkFlow, type FlatNode, type FlowDocument, flowNodes, flowParameters, nodeKinds } from '@millrace/flows'
import type { Documents, Ends, GivenAlarm, GivenEnd, InboxEnd, PointEnd, Types } from './documents.ts'
import type { Models } from './models.ts'
import type { Document } from './schema.ts'
import { testsOf } from './tests.ts'

const textOf = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined)

function pointEnd({ path, type, settings }: FlatNode): PointEnd {
  const { id, point, property } = (settings['point'] ?? {}) as Readonly<Record<string, unknown>>
  const told = { id: textOf(id), name: textOf(point), property: textOf(property), unit: textOf(settings['unit']) }
  const known = Object.entries(told).filter(([, value]) => value !== undefined)
  return { node: path, ...Object.fromEntries(known), ...(type === 'out.write' ? { writes: true } : {}) }
}

function givenEnd({ path, type: kind, settings }: FlatNode, ports: ReturnType<typeof checkFlow>['ports']): GivenEnd {
  const { type = 'number', unit } = ports[path]?.['in'] ?? {}
  const name = textOf(settings['name']) ?? path
  return {
    node: path,
    name: { en: name, zh: textOf(settings['title']) ?? name },
    type,
    ...(unit === undefined ? {} : { unit }),
    ...(kind === 'out.alarm'
      ? {
          alarm: {
            message: textOf(settings['message']) ?? '',
            priority: (textOf(settings['priority']) ?? 'medium') as GivenAlarm['priority'],
          },
        }
      : {}),
  }
}

/** What each kind of inbox says that it takes. */
const inboxes: Readonly<Record<string, { readonly kind: InboxEnd['kind']; readonly of?: string }>> = {
  'in.webhook': { kind: 'webhook' },
  'in.mqtt': { kind: 'mqtt', of: 'topic' },
  'in.event': { kind: 'event', of: 'event' },
  'in.alarm': { kind: 'alarm', of: 'alarm' },
}

function inboxEnd({ path, type, settings }: FlatNode): InboxEnd[] {
  const known = inboxes[type]
  if (!known) return []
  const isNumber = known.kind === 'mqtt' && settings['type'] === 'number'
  const unit = isNumber ? textOf(settings['unit']) : undefined
  return [
    {
      node: path,
      kind: known.kind,
      of: known.of === undefined ? '' : String(settings[known.of] ?? '').trim(),
      type: known.kind === 'alarm' ? 'boolean' : isNumber ? 'number' : 'text',
      ...(unit === undefined ? {} : { unit }),
    },
  ]
}

function endsOf(document: Document, types: Types = new Map(), models: Models = {}): Ends {
  const nodes = flowNodes(document as FlowDocument)
  const { ports } = checkFlow(document, { points: Object.fromEntries(types), models })
  return {
    inboxes: nodes.flatMap(inboxEnd),
    inputs: nodes.filter(({ type }) => type === 'in.point' || type === 'out.write').map(pointEnd),
    outputs: nodes
      .filter(({ type }) => type === 'out.point' || type === 'out.alarm')
      .map((node) => givenEnd(node, ports)),
  }
}

/** What the engine of flows says of documents. */
export function createDocuments(): Documents {
  return {
    nodes: () => nodeKinds().map((face) => ({ ...face })),
    check(document, types = new Map(), models = {}) {
      const { problems, ports, order } = checkFlow(document, { points: Object.fromEntries(types), models })
      return {
        problems: problems.map(({ facts, ...problem }) => ({
          ...problem,
          facts: Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, String(value)])),
        })),
        ports: Object.fromEntries(
          Object.entries(ports).map(([node, own]) => [
            node,
            Object.fromEntries(Object.entries(own).map(([port, type]) => [port, { ...type }])),
          ]),
        ),
        order: [...order],
      }
    },
    ends: endsOf,
    mustTake(document, parameters) {
      flowParameters(document as FlowDocument, parameters)
    },
    test: testsOf,
  }
}
