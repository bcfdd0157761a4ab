import { type Identifier, type NodeAddress, type PathStep, Reader } from './reader.ts'

/** One tag's node, and which part of its array, if any. */
export interface ValueAddress extends NodeAddress {
  readonly is: 'value'
  /** NumericRange (Part 4 §7.27), such as `3`, `0:3` or `1,2`. */
  readonly range?: string
}

/** Events that a node notifies of: an object, a view or the server (Part 3 §5.5). */
export interface EventAddress extends NodeAddress {
  readonly is: 'event'
  /** Only events of this type and its subtypes. */
  readonly type?: NodeAddress
  /** Only events at least as severe, 1 to 1,000 (Part 5 §6.4.2). */
  readonly severity?: number
  /** Fields beside those that every event has; steps from the event type on. */
  readonly select: readonly (readonly PathStep[])[]
}

/** A method of an object; the node is the method's. */
export interface CallAddress extends NodeAddress {
  readonly is: 'call'
  readonly object: NodeAddress
}

export type OpcuaAddress = ValueAddress | EventAddress | CallAddress

const STARTS = 'ns=, nsu=, i=, s=, g= or b=, index=, event; or call;'
const MOST_SEVERITY = 1_000
const MOST_SELECTED = 30

/**
 * Reads `[index=range;]node`, `event;[type=node;][severity=number;][select=path;]…node` or `call;object;method`, where a
 * node is `[ns=number;|nsu=uri;](i|s|g|b)=identifier`. The node stands last because a string identifier may hold anything,
 * brackets and semicolons too; in a node that something follows `%3B` is a semicolon and `%25` a percent sign, as in a
 * URI (Part 6 §5.3.1.11). Throws `opcua.address_malformed` with the position of the mistake; 1 is the first character.
 */
export function parseAddress(text: string): OpcuaAddress {
  const reader = new Reader(text)
  if (reader.take('event;')) return eventOf(reader)
  if (reader.take('call;')) {
    const object = reader.innerNode()
    return { is: 'call', ...reader.lastNode(), object }
  }
  if (!reader.take('index=')) return { is: 'value', ...reader.lastNode(STARTS) }
  const range = reader.range()
  return { is: 'value', ...reader.lastNode(), range }
}

function eventOf(reader: Reader): EventAddress {
  const type = reader.take('type=') ? reader.innerNode() : undefined
  let severity: number | undefined
  if (reader.take('severity=')) {
    severity = reader.number('a severity from 1 to 1000', MOST_SEVERITY, 1)
    reader.expect(';')
  }
  const select: PathStep[][] = []
  while (reader.take('select=')) {
    if (select.length === MOST_SELECTED) throw reader.mistake(`at most ${MOST_SELECTED} fields`)
    select.push(reader.path())
  }
  const passed = select.length > 0 || severity !== undefined ? 2 : type === undefined ? 0 : 1
  const still = ['type=', 'severity=', 'select='].slice(passed).join(', ')
  return {
    is: 'event',
    ...reader.lastNode(`${still}, ns=, nsu=, i=, s=, g= or b=`),
    ...(type === undefined ? {} : { type }),
    ...(severity === undefined ? {} : { severity }),
    select,
  }
}

/** The address as `parseAddress` reads it. */
export function sayAddress(address: OpcuaAddress): string {
  const node = sayNode(address)
  if (address.is === 'call') return `call;${sayInner(address.object)}${node}`
  if (address.is === 'value') return address.range === undefined ? node : `index=${address.range};${node}`
  const { type, severity, select } = address
  const parts = [
    type === undefined ? '' : `type=${sayInner(type)}`,
    severity === undefined ? '' : `severity=${severity};`,
    ...select.map((path) => `select=${path.map(sayStep).join('/')};`),
  ]
  return `event;${parts.join('')}${node}`
}

/** The node as it stands at the end of an address. */
export function sayNode({ namespace, identifier }: NodeAddress): string {
  return `${sayNamespace(namespace)}${sayIdentifier(identifier)}`
}

/** A field of an event by its path: the key in the event's JSON. */
export function sayPath(path: readonly PathStep[]): string {
  return path.map(({ name }) => name).join('/')
}

function sayInner({ namespace, identifier }: NodeAddress): string {
  const { is, value } = identifier
  return `${sayNamespace(namespace)}${is === 'string' ? `s=${escaped(value)}` : sayIdentifier(identifier)};`
}

function sayNamespace(namespace: number | string): string {
  if (typeof namespace === 'string') return `nsu=${escaped(namespace)};`
  return namespace === 0 ? '' : `ns=${namespace};`
}

/** `i=85`, `s=Boiler`, `g=…`, `b=…`. */
function sayIdentifier({ is, value }: Identifier): string {
  return `${is === 'number' ? 'i' : is === 'string' ? 's' : is === 'guid' ? 'g' : 'b'}=${value}`
}

function sayStep({ namespace, name }: PathStep): string {
  const text = escaped(name).replaceAll('/', '%2F').replaceAll(':', '%3A')
  return namespace === undefined ? text : `${namespace}:${text}`
}

function escaped(text: string): string {
  return text.replaceAll('%', '%25').replaceAll(';', '%3B')
}
