import { type AttributeIds, BrowseDirection, DataType, NodeId, type ReadValueIdOptions } from 'node-opcua-client'
import type { Identifier, NodeAddress } from './reader.ts'
import type { OpcuaSession } from './session.ts'

const { NodeIdType } = NodeId

/** The node on this server, or undefined if the server does not know the namespace. */
export function nodeIdOf({ namespace, identifier }: NodeAddress, namespaces: readonly string[]): NodeId | undefined {
  const index = typeof namespace === 'number' ? namespace : namespaces.indexOf(namespace)
  if (index < 0) return undefined
  const { is, value } = identifier
  if (is === 'number') return new NodeId(NodeIdType.NUMERIC, value, index)
  if (is === 'string') return new NodeId(NodeIdType.STRING, value, index)
  if (is === 'guid') return new NodeId(NodeIdType.GUID, value, index)
  return new NodeId(NodeIdType.BYTESTRING, Buffer.from(value, 'base64'), index)
}

/** The address of a node, by its namespace's URI where the server names one: numbers may move when it restarts. */
export function addressOf(node: NodeId, namespaces: readonly string[]): NodeAddress {
  const uri = node.namespace === 0 ? undefined : namespaces[node.namespace]
  return { namespace: uri ?? node.namespace, identifier: identifierOf(node) }
}

function identifierOf(node: NodeId): Identifier {
  if (node.identifierType === NodeIdType.NUMERIC) return { is: 'number', value: Number(node.value) }
  if (node.identifierType === NodeIdType.STRING) return { is: 'string', value: String(node.value) }
  if (node.identifierType === NodeIdType.GUID) return { is: 'guid', value: String(node.value) }
  return { is: 'bytes', value: (node.value as Buffer).toString('base64') }
}

/** Which built-in type (Part 6 §5.1.2) a data type is at heart; what was asked once is known for the connection. */
export class DataTypes {
  readonly #session: OpcuaSession
  readonly #known = new Map<string, DataType>()

  constructor(session: OpcuaSession) {
    this.#session = session
  }

  /** Null for abstract ones such as Number, and where the server does not tell: only a value shows it then. */
  async builtIn(type: NodeId, signal?: AbortSignal): Promise<DataType> {
    const name = type.toString()
    let found = standardType(type) ?? this.#known.get(name)
    if (found !== undefined) return found
    let above: NodeId | undefined = type
    for (let depth = 0; found === undefined && above && depth < MOST_DEPTH; depth++) {
      above = await this.#superType(above, signal)
      if (above) found = standardType(above) ?? this.#known.get(above.toString())
    }
    found ??= DataType.Null
    this.#known.set(name, found)
    return found
  }

  async #superType(nodeId: NodeId, signal: AbortSignal | undefined): Promise<NodeId | undefined> {
    const { engine } = this.#session
    const { references } = await this.#session.request('Browse', signal, () =>
      engine.browse({
        nodeId,
        referenceTypeId: HAS_SUBTYPE,
        includeSubtypes: false,
        browseDirection: BrowseDirection.Inverse,
        nodeClassMask: 0,
        resultMask: 0,
      }),
    )
    return references?.[0]?.nodeId
  }
}

const HAS_SUBTYPE = 'ns=0;i=45'
const MOST_DEPTH = 20
/** Above the built-in types stand the abstract Number 26, Integer 27 and UInteger 28, and Enumeration, which travels as Int32. */
const ENUMERATION = 29

/** The built-in type that a data type of the standard namespace names itself; undefined for all others. */
function standardType({ namespace, identifierType, value }: NodeId): DataType | undefined {
  if (namespace !== 0 || identifierType !== NodeIdType.NUMERIC) return undefined
  const number = Number(value)
  if (number === ENUMERATION) return DataType.Int32
  if (number <= DataType.ExtensionObject) return number
  return number < ENUMERATION ? DataType.Null : undefined
}

/** What to read of a node; the library reads the range from a text. */
export function toRead(nodeId: NodeId, attributeId: AttributeIds, range?: string): ReadValueIdOptions {
  return { nodeId, attributeId, ...(range === undefined ? {} : { indexRange: rangeOf(range) }) }
}

export function rangeOf(range: string): NonNullable<ReadValueIdOptions['indexRange']> {
  return range as unknown as NonNullable<ReadValueIdOptions['indexRange']>
}
