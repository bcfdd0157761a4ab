import { type AttributeIds, DataType, findBasicDataType, NodeId, type ReadValueIdOptions } from 'node-opcua-client'
import { type Identifier, type OpcuaAddress, sayAddress } from './address.ts'
import type { OpcuaSession } from './session.ts'

const { NodeIdType } = NodeId

/** The node on this server, or undefined if the server does not know the namespace. */
export function nodeIdOf({ namespace, identifier }: OpcuaAddress, namespaces: readonly string[]): NodeId | undefined {
  const index = typeof namespace === 'number' ? namespace : namespaces.indexOf(namespace)
  if (index < 0) return undefined
  const { is, value } = identifier
  if (is === 'number') return new NodeId(NodeIdType.NUMERIC, value, index)
  if (is === 'string') return new NodeId(NodeIdType.STRING, value, index)
  if (is === 'guid') return new NodeId(NodeIdType.GUID, value, index)
  return new NodeId(NodeIdType.BYTESTRING, Buffer.from(value, 'base64'), index)
}

/** The address of a node, by its namespace's URI where the server names one: numbers may move when it restarts. */
export function addressOf(node: NodeId, namespaces: readonly string[]): string {
  const uri = node.namespace === 0 ? undefined : namespaces[node.namespace]
  return sayAddress({ namespace: uri ?? node.namespace, identifier: identifierOf(node) })
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

  /** Null for abstract ones such as Number: only a value tells. */
  async builtIn(type: NodeId, signal?: AbortSignal): Promise<DataType> {
    const number = type.namespace === 0 ? Number(type.value) : 0
    if (number > 0 && number < DataType.ExtensionObject) return number
    if (type.namespace === 0 && number >= DataType.ExtensionObject && number <= ENUMERATION) {
      return number === ENUMERATION ? DataType.Int32 : number === DataType.ExtensionObject ? number : DataType.Null
    }
    const name = type.toString()
    const known = this.#known.get(name)
    if (known !== undefined) return known
    const found = await this.#session.request('Browse', signal, () => findBasicDataType(this.#session.engine, type))
    this.#known.set(name, found)
    return found
  }
}

/** Number 26, Integer 27, UInteger 28 are abstract; Enumeration 29 travels as Int32. */
const ENUMERATION = 29

/** What to read of a node; the library reads the range from a text. */
export function toRead(nodeId: NodeId, attributeId: AttributeIds, range?: string): ReadValueIdOptions {
  return { nodeId, attributeId, ...(range === undefined ? {} : { indexRange: rangeOf(range) }) }
}

export function rangeOf(range: string): NonNullable<ReadValueIdOptions['indexRange']> {
  return range as unknown as NonNullable<ReadValueIdOptions['indexRange']>
}
