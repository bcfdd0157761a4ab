import { Fault, isBad } from '@millrace/core'
import {
  AttributeIds,
  BrowseDirection,
  type BrowseResult,
  coerceNodeId,
  DataType,
  NodeClass,
  NodeId,
  type ReferenceDescription,
} from 'node-opcua-client'
import type { BrowseNode, BrowsePage, DataType as TagType } from '../kit/driver.ts'
import { parseAddress, sayAddress, sayNode } from './address.ts'
import { addressOf, type DataTypes, nodeIdOf, toRead } from './nodes.ts'
import type { OpcuaSession } from './session.ts'
import { unitOf } from './units.ts'
import './faults.ts'

const OBJECTS = 'ns=0;i=85'
const HIERARCHICAL = 'ns=0;i=33'
const HAS_PROPERTY = 'ns=0;i=46'
const SHOWN = NodeClass.Object | NodeClass.Variable | NodeClass.Method
/** BrowseResultMask (Part 4 §5.9.2.2): all but the type definition and the reference's own type. */
const NAME_AND_CLASS = 0x1c | 0x2
const ENGINEERING_UNITS = 'EngineeringUnits'
const WRITABLE = 0x2
/** Servers keep few continuation points; ours are given back when so many are open. */
const MOST_CURSORS = 10

const TYPES: Readonly<Partial<Record<DataType, TagType>>> = {
  [DataType.Boolean]: 'bool',
  [DataType.SByte]: 'int8',
  [DataType.Byte]: 'uint8',
  [DataType.Int16]: 'int16',
  [DataType.UInt16]: 'uint16',
  [DataType.Int32]: 'int32',
  [DataType.UInt32]: 'uint32',
  [DataType.Int64]: 'int64',
  [DataType.UInt64]: 'uint64',
  [DataType.Float]: 'float32',
  [DataType.Double]: 'float64',
  [DataType.String]: 'string',
  [DataType.DateTime]: 'string',
  [DataType.Guid]: 'string',
  [DataType.ByteString]: 'string',
  [DataType.XmlElement]: 'string',
  [DataType.LocalizedText]: 'string',
  [DataType.QualifiedName]: 'string',
  [DataType.NodeId]: 'string',
  [DataType.ExpandedNodeId]: 'string',
  [DataType.StatusCode]: 'string',
}

/** What is left of a folder: references that were not shown yet, then what the server keeps under its point. */
interface Rest {
  /** The folder; of a method, the object that it is called on. */
  readonly parent: NodeId
  readonly references: readonly ReferenceDescription[]
  readonly point?: Buffer
}

/** Walks the address space along its hierarchy, a page at a time, from the Objects folder on. */
export class Browser {
  readonly #session: OpcuaSession
  readonly #types: DataTypes
  /** By cursor, oldest first. */
  readonly #open = new Map<string, Rest>()
  #cursors = 0

  constructor(session: OpcuaSession, types: DataTypes) {
    this.#session = session
    this.#types = types
  }

  /** Throws `opcua.address_malformed`, `opcua.cursor_unknown`, `opcua.request_failed`. */
  async browse(
    parent: string | undefined,
    { cursor, limit }: { readonly cursor?: string; readonly limit: number },
    signal: AbortSignal,
  ): Promise<BrowsePage> {
    const rest = cursor === undefined ? await this.#first(parent, limit, signal) : await this.#next(cursor, signal)
    const nodes = await this.#describe(rest, limit, signal)
    const next = this.#keep({ ...rest, references: rest.references.slice(limit) })
    return { nodes, ...(next === undefined ? {} : { cursor: next }) }
  }

  async #first(parent: string | undefined, limit: number, signal: AbortSignal): Promise<Rest> {
    const node = parent === undefined ? coerceNodeId(OBJECTS) : nodeIdOf(parseAddress(parent), this.#session.namespaces)
    const [result] = node ? await this.#browseAll([node], HIERARCHICAL, SHOWN, limit, signal) : []
    if (!result || isBad(result.statusCode.value)) {
      const seen = result?.statusCode.name ?? 'a namespace that the server does not know'
      throw new Fault('opcua.request_failed', { request: `Browse of ${parent ?? 'Objects'}`, seen })
    }
    return restOf(node!, result)
  }

  async #next(cursor: string, signal: AbortSignal): Promise<Rest> {
    const rest = this.#open.get(cursor)
    if (!rest) throw new Fault('opcua.cursor_unknown', { seen: cursor.slice(0, 40) })
    this.#open.delete(cursor)
    const { parent, references, point } = rest
    if (references.length > 0 || !point) return rest
    const { engine } = this.#session
    const result = await this.#session.request('BrowseNext', signal, () => engine.browseNext(point, false))
    // Servers drop points that they have no room for.
    if (isBad(result.statusCode.value)) throw new Fault('opcua.cursor_unknown', { seen: cursor.slice(0, 40) })
    return restOf(parent, result)
  }

  #keep(rest: Rest): string | undefined {
    if (rest.references.length === 0 && !rest.point) return undefined
    const cursor = String(++this.#cursors)
    this.#open.set(cursor, rest)
    if (this.#open.size > MOST_CURSORS) {
      const [oldest, forgotten] = this.#open.entries().next().value!
      this.#open.delete(oldest)
      if (forgotten.point) this.#release([forgotten.point])
    }
    return cursor
  }

  /** Not waited for. */
  #release(points: Buffer[]): void {
    this.#session
      .request('BrowseNext', undefined, () => this.#session.engine.browseNext(points, true))
      // A server that cannot free them drops them with the session.
      .catch(() => undefined)
  }

  async #describe({ parent, references: all }: Rest, limit: number, signal: AbortSignal): Promise<BrowseNode[]> {
    const { namespaces } = this.#session
    const references = all.slice(0, limit)
    const nodes = references.map(({ nodeId }) => new NodeId(nodeId.identifierType, nodeId.value, nodeId.namespace))
    const variables = nodes.filter((_node, i) => references[i]!.nodeClass === NodeClass.Variable)
    const details = await this.#variables(variables, signal)
    const parents = await this.#parents(nodes, signal)
    return references.map((reference, i): BrowseNode => {
      const { nodeClass, displayName, browseName } = reference
      const own = addressOf(nodes[i]!, namespaces)
      const address =
        nodeClass === NodeClass.Method
          ? sayAddress({ is: 'call', ...own, object: addressOf(parent, namespaces) })
          : sayNode(own)
      return {
        address,
        name: displayName.text || browseName.name || address,
        kind: nodeClass === NodeClass.Variable ? 'tag' : nodeClass === NodeClass.Method ? 'method' : 'folder',
        ...details.get(nodes[i]!),
        hasChildren: parents[i] ?? false,
      }
    })
  }

  /** Type, access and unit of each variable, as far as the server tells. */
  async #variables(
    nodes: readonly NodeId[],
    signal: AbortSignal,
  ): Promise<Map<NodeId, Pick<BrowseNode, 'type' | 'access' | 'unit'>>> {
    const attributes = [AttributeIds.DataType, AttributeIds.ValueRank, AttributeIds.UserAccessLevel]
    const answers = await this.#session.read(
      nodes.flatMap((node) => attributes.map((attribute) => toRead(node, attribute))),
      signal,
    )
    const units = await this.#units(nodes, signal)
    const details = new Map<NodeId, Pick<BrowseNode, 'type' | 'access' | 'unit'>>()
    for (const [i, node] of nodes.entries()) {
      const [type, rank, level] = answers.slice(i * attributes.length).map((answer) => answer.value?.value as unknown)
      const isArray = typeof rank === 'number' && rank >= 0
      const tagType = type instanceof NodeId && !isArray ? TYPES[await this.#types.builtIn(type, signal)] : undefined
      const unit = units.get(node)
      details.set(node, {
        ...(tagType === undefined ? {} : { type: tagType }),
        access: typeof level === 'number' && (level & WRITABLE) !== 0 ? 'rw' : 'r',
        ...(unit === undefined ? {} : { unit }),
      })
    }
    return details
  }

  /** EUInformation of those variables that have it (AnalogUnitType, Part 8 §5.3.2.4). */
  async #units(nodes: readonly NodeId[], signal: AbortSignal): Promise<Map<NodeId, string>> {
    const results = await this.#browseAll(nodes, HAS_PROPERTY, NodeClass.Variable, 0, signal)
    const found: { readonly node: NodeId; readonly property: NodeId }[] = []
    for (const [i, node] of nodes.entries()) {
      const property = results[i]?.references?.find(({ browseName }) => browseName.name === ENGINEERING_UNITS)
      if (property) found.push({ node, property: property.nodeId })
    }
    const values = await this.#session.read(
      found.map(({ property }) => toRead(property, AttributeIds.Value)),
      signal,
    )
    const units = new Map<NodeId, string>()
    for (const [i, { node }] of found.entries()) {
      const information: unknown = values[i]?.value?.value
      if (typeof information !== 'object' || information === null || !('unitId' in information)) continue
      const { unitId, displayName } = information as { unitId: number; displayName?: { text?: string | null } }
      const unit = unitOf(unitId, displayName?.text ?? '')
      if (unit !== undefined) units.set(node, unit)
    }
    return units
  }

  /** Which of the nodes have anything below them. */
  async #parents(nodes: readonly NodeId[], signal: AbortSignal): Promise<boolean[]> {
    const results = await this.#browseAll(nodes, HIERARCHICAL, SHOWN, 1, signal)
    const points = results.flatMap(({ continuationPoint }) => (continuationPoint?.length ? [continuationPoint] : []))
    if (points.length > 0) this.#release(points)
    return results.map(({ references }) => (references ?? []).length > 0)
  }

  async #browseAll(
    nodes: readonly NodeId[],
    referenceTypeId: string,
    nodeClassMask: number,
    most: number,
    signal: AbortSignal,
  ): Promise<BrowseResult[]> {
    const { engine, limits } = this.#session
    const results: BrowseResult[] = []
    for (let i = 0; i < nodes.length; i += limits.browses) {
      const part = nodes.slice(i, i + limits.browses).map((nodeId) => ({
        nodeId,
        referenceTypeId,
        includeSubtypes: true,
        browseDirection: BrowseDirection.Forward,
        nodeClassMask,
        resultMask: NAME_AND_CLASS,
      }))
      const answers = await this.#session.request('Browse', signal, () => {
        // The library takes it from here while it builds the request, which it does before this returns.
        engine.requestedMaxReferencesPerNode = most
        return engine.browse(part)
      })
      results.push(...answers)
    }
    return results
  }
}

/** Nodes of other servers (Part 4 §7.16) cannot be read over this connection. */
function restOf(parent: NodeId, { references, continuationPoint }: BrowseResult): Rest {
  const own = (references ?? []).filter(({ nodeId }) => nodeId.serverIndex === 0)
  return { parent, references: own, ...(continuationPoint?.length ? { point: continuationPoint } : {}) }
}
