import { Fault, type Micros, microsOf } from '@millrace/core'
import { XMLParser } from 'fast-xml-parser'
import './faults.ts'

/** What every document begins with (Part 1, Header). */
export interface Header {
  readonly instanceId: string
  /** When the document was made, by the agent's clock. */
  readonly created?: Micros
  /** Of streams alone. */
  readonly firstSequence: number
  readonly nextSequence: number
}

export interface Observation {
  readonly dataItemId: string
  readonly sequence: number
  readonly time: Micros
  readonly category: 'sample' | 'event' | 'condition'
  /** The element's name: for a condition its level, Normal, Warning, Fault or Unavailable. */
  readonly element: string
  /** Absent where the element holds elements (data sets, tables). */
  readonly text?: string
  readonly nativeCode?: string
}

export interface DataItem {
  readonly id: string
  readonly name?: string
  readonly category: string
  readonly type: string
  readonly units?: string
  readonly representation?: string
}

/** A device or component with what it holds. */
export interface Component {
  readonly id: string
  readonly name: string
  readonly element: string
  readonly uuid?: string
  readonly items: readonly DataItem[]
  readonly components: readonly Component[]
}

export type Document =
  | { readonly kind: 'devices'; readonly header: Header; readonly devices: readonly Component[] }
  | { readonly kind: 'streams'; readonly header: Header; readonly observations: readonly Observation[] }
  | { readonly kind: 'error'; readonly code: string; readonly text: string }

type Node = Readonly<Record<string, unknown>>

/** Entities are left alone by the parser, so that none can be defined or grow; the five of XML are read here. */
const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  textNodeName: '#',
  removeNSPrefix: true,
  parseTagValue: false,
  parseAttributeValue: false,
  processEntities: false,
  alwaysCreateTextNode: true,
  isArray: (_name, _path, _leaf, isAttribute) => !isAttribute,
})
const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

/** Reads a document of an agent (ANSI/MTC1.4 Part 1 to 3 and later). Throws `driver.reply_malformed`. */
export function readDocument(bytes: Uint8Array): Document {
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes).trim()
  } catch {
    throw malformed('UTF-8', 'bytes that are none')
  }
  if (/<!DOCTYPE/i.test(text)) throw malformed('no document type', 'one')
  const root = /^(?:<\?[^>]*\?>|<!--[\s\S]*?-->|\s)*<(?:[\w.-]+:)?(MTConnect\w+)[\s/>]/.exec(text.slice(0, 8_192))?.[1]
  if (!root) throw malformed('an MTConnect document', text.slice(0, 60))
  // The parser would take half a document for a whole one.
  if (!new RegExp(`</(?:[\\w.-]+:)?${root}\\s*>$`).test(text))
    throw malformed(`a document that ends with ${root}`, text.slice(-60))
  let tree: Node
  try {
    tree = parser.parse(text) as Node
  } catch (failure) {
    throw malformed('well-formed XML', failure instanceof Error ? failure.message.slice(0, 100) : 'something else')
  }
  const top = only(tree, root)
  if (!top) throw malformed(`one ${root}`, 'another')
  if (root === 'MTConnectError') return readError(top)
  if (root === 'MTConnectDevices') {
    return {
      kind: 'devices',
      header: readHeader(top, false),
      devices: nodesIn(top, 'Devices').map((node) => readComponent(node)),
    }
  }
  if (root === 'MTConnectStreams') return readStreams(top)
  throw malformed('devices, streams or an error', root)
}

function readError(top: Node): Document {
  // Up to version 1.0 the error stands alone, later in a list.
  const lists = nodes(top, 'Errors').flatMap((list) => children(list).map(([, node]) => node))
  const error = [...nodes(top, 'Error'), ...lists][0]
  return {
    kind: 'error',
    code: (error && attribute(error, 'errorCode')) || 'UNKNOWN',
    text: (error && textOf(error)) ?? '',
  }
}

function readHeader(top: Node, sequences: boolean): Header {
  const header = only(top, 'Header')
  if (!header) throw malformed('a Header', 'none')
  const created = microsOf(attribute(header, 'creationTime') ?? '')
  return {
    instanceId: attribute(header, 'instanceId') ?? '',
    ...(created === undefined ? {} : { created }),
    firstSequence: sequences ? sequenceOf(header, 'firstSequence') : 0,
    nextSequence: sequences ? sequenceOf(header, 'nextSequence') : 0,
  }
}

function readStreams(top: Node): Document {
  const observations: Observation[] = []
  for (const device of nodesIn(top, 'Streams')) {
    for (const component of nodes(device, 'ComponentStream')) {
      for (const [list, category] of [
        ['Samples', 'sample'],
        ['Events', 'event'],
        ['Condition', 'condition'],
      ] as const) {
        for (const holder of nodes(component, list)) {
          for (const [element, node] of children(holder)) observations.push(readObservation(element, category, node))
        }
      }
    }
  }
  observations.sort((a, b) => a.sequence - b.sequence)
  return { kind: 'streams', header: readHeader(top, true), observations }
}

function readObservation(element: string, category: Observation['category'], node: Node): Observation {
  const dataItemId = attribute(node, 'dataItemId')
  const stamp = attribute(node, 'timestamp') ?? ''
  const time = microsOf(stamp)
  if (!dataItemId) throw malformed('a dataItemId', `${element} without one`)
  if (time === undefined) throw malformed('an ISO 8601 timestamp', stamp.slice(0, 40))
  const text = textOf(node)
  const nativeCode = attribute(node, 'nativeCode')
  return {
    dataItemId,
    sequence: sequenceOf(node, 'sequence'),
    time,
    category,
    element,
    ...(text === undefined ? {} : { text }),
    ...(nativeCode === undefined ? {} : { nativeCode }),
  }
}

function readComponent(node: Node, element = 'Device'): Component {
  const id = attribute(node, 'id') ?? ''
  const uuid = attribute(node, 'uuid')
  return {
    id,
    element,
    name: attribute(node, 'name') ?? id,
    ...(uuid === undefined ? {} : { uuid }),
    items: nodes(node, 'DataItems').flatMap((list) => nodes(list, 'DataItem').map(readItem)),
    components: nodes(node, 'Components').flatMap((list) =>
      children(list).map(([name, child]) => readComponent(child, name)),
    ),
  }
}

function readItem(node: Node): DataItem {
  const optional = (name: string, as: string): object => {
    const value = attribute(node, name)
    return value === undefined ? {} : { [as]: value }
  }
  return {
    id: attribute(node, 'id') ?? '',
    category: attribute(node, 'category') ?? '',
    type: attribute(node, 'type') ?? '',
    ...optional('name', 'name'),
    ...optional('units', 'units'),
    ...optional('representation', 'representation'),
  }
}

function nodes(parent: Node, name: string): readonly Node[] {
  const list = parent[name]
  return Array.isArray(list) ? list.filter((node): node is Node => typeof node === 'object' && node !== null) : []
}

function nodesIn(parent: Node, name: string): readonly Node[] {
  return nodes(parent, name).flatMap((list) => children(list).map(([, node]) => node))
}

function only(parent: Node, name: string): Node | undefined {
  return nodes(parent, name)[0]
}

function children(parent: Node): readonly (readonly [string, Node])[] {
  return Object.keys(parent).flatMap((name) => nodes(parent, name).map((node) => [name, node] as const))
}

function attribute(node: Node, name: string): string | undefined {
  const value = node[`@${name}`]
  return typeof value === 'string' ? unescaped(value) : undefined
}

/** Undefined where the element holds elements. */
function textOf(node: Node): string | undefined {
  if (children(node).length > 0) return undefined
  const text = node['#']
  return typeof text === 'string' ? unescaped(text) : ''
}

/** XML 1.0 §4.1: character references and the predefined entities; what else looks like one is left as it is. */
function unescaped(text: string): string {
  if (!text.includes('&')) return text
  return text.replaceAll(/&(?:#(\d{1,7})|#x([\dA-Fa-f]{1,6})|(lt|gt|amp|quot|apos));/g, (whole, decimal, hex, name) => {
    if (name !== undefined) return entities[name as string]!
    const code = decimal === undefined ? Number.parseInt(hex as string, 16) : Number(decimal)
    return code > 0 && code <= 0x10_ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : whole
  })
}

/** Sequence numbers are 64-bit (Part 1); beyond 2⁵³ no agent counts. */
function sequenceOf(node: Node, name: string): number {
  const text = attribute(node, name) ?? ''
  const sequence = Number(text)
  if (!/^\d{1,16}$/.test(text) || !Number.isSafeInteger(sequence))
    throw malformed(`a ${name}`, text.slice(0, 40) || 'none')
  return sequence
}

function malformed(expected: string, seen: string): Fault {
  return new Fault('driver.reply_malformed', { expected, seen })
}
