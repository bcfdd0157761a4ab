import { Fault, type Micros, microsOf } from '@millrace/core'
import {
  xmlAttribute as attribute,
  xmlChildren as children,
  type XmlNode as Node,
  xmlNodes as nodes,
  readXml,
  xmlText,
} from '../kit/xml.ts'
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

/** Reads a document of an agent (ANSI/MTC1.4 Part 1 to 3 and later). Throws `driver.reply_malformed`. */
export function readDocument(bytes: Uint8Array): Document {
  const { name: root, node: top } = readXml(bytes, 'an MTConnect document', /^MTConnect\w+$/)
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

function nodesIn(parent: Node, name: string): readonly Node[] {
  return nodes(parent, name).flatMap((list) => children(list).map(([, node]) => node))
}

function only(parent: Node, name: string): Node | undefined {
  return nodes(parent, name)[0]
}

/** Undefined where the element holds elements. */
function textOf(node: Node): string | undefined {
  if (children(node).length > 0) return undefined
  return xmlText(node)
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
