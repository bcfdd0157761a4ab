import { checkFlow, nodeKinds } from '@millrace/flows'
import type { Documents, Ends, GivenAlarm, GivenEnd, InboxEnd, PointEnd, Types } from './documents.ts'
import type { Models } from './models.ts'
import type { Document } from './schema.ts'
import { testsOf } from './tests.ts'

interface Node {
  readonly path: string
  readonly type: string
  readonly settings: Readonly<Record<string, unknown>>
}
interface Drawn {
  readonly nodes: readonly {
    readonly id: string
    readonly type: string
    readonly settings?: Readonly<Record<string, unknown>>
  }[]
}

/** Nodes with those of subflows, under `node/inner`, of a document without mistakes. */
function nodesOf(document: Document): Node[] {
  const subflows = (document['subflows'] ?? {}) as Readonly<Record<string, Drawn>>
  const of = ({ nodes }: Drawn, before: string): Node[] =>
    nodes.flatMap(({ id, type, settings = {} }) => {
      const inner = type === 'subflow' ? subflows[String(settings['subflow'])] : undefined
      return inner ? of(inner, `${before}${id}/`) : [{ path: `${before}${id}`, type, settings }]
    })
  return of(document as unknown as Drawn, '')
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined)

function pointEnd({ path, type, settings }: Node): PointEnd {
  const { id, point, property } = (settings['point'] ?? {}) as Readonly<Record<string, unknown>>
  const told = { id: textOf(id), name: textOf(point), property: textOf(property), unit: textOf(settings['unit']) }
  const known = Object.entries(told).filter(([, value]) => value !== undefined)
  return { node: path, ...Object.fromEntries(known), ...(type === 'out.write' ? { writes: true } : {}) }
}

function givenEnd({ path, type: kind, settings }: Node, ports: ReturnType<typeof checkFlow>['ports']): GivenEnd {
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

function inboxEnd({ path, type, settings }: Node): InboxEnd[] {
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
  const nodes = nodesOf(document)
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
    test: testsOf,
  }
}
