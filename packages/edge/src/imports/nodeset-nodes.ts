import { Fault } from '@millrace/core'
import {
  type OpcuaAddress,
  readOpcuaAddress,
  readXml,
  sayOpcuaNode,
  type XmlNode,
  xmlAttribute,
  xmlChildren,
  xmlNodes,
  xmlText,
} from '@millrace/drivers'
import { malformedXml } from './malformed.ts'
import './faults.ts'

export const OPC_UA = 'http://opcfoundation.org/UA/'
const HAS_SUBTYPE = 'i=45'
const MOST_BYTES = 64 * 1024 * 1024
const MOST_TAGS = 3_000_000
/** Kinds of elements that are nodes (Part 6 Annex F). */
const classes = /^UA(Object|Variable|Method|View|ObjectType|VariableType|DataType|ReferenceType)$/

export interface UaReference {
  /** As in an address of ours, with the namespace's URI. */
  readonly type: string
  readonly target: string
  readonly isForward: boolean
}

/** One node of a NodeSet; ids are addresses of ours with the namespace's URI, so that they hold in every file. */
export interface UaNode {
  readonly id: string
  /** `Variable`, `DataType` … */
  readonly kind: string
  /** Without its namespace. */
  readonly browseName: string
  readonly parent?: string
  readonly references: readonly UaReference[]
  readonly element: XmlNode
}

export interface UaNodeSet {
  readonly nodes: ReadonlyMap<string, UaNode>
  /** The type above each type. */
  readonly supertypes: ReadonlyMap<string, string>
  readonly modelUri: string
  /** Resolves an alias or an id of the file; undefined if it is neither. */
  idOf(text: string): string | undefined
}

/** Reads the nodes of a UANodeSet. Throws `edge_import.malformed`, `edge_import.too_large`. */
export function readNodeSet(bytes: Uint8Array, file: string): UaNodeSet {
  if (bytes.length > MOST_BYTES)
    throw new Fault('edge_import.too_large', { file, limit: `${MOST_BYTES} bytes`, seen: `${bytes.length}` })
  const top = malformedXml(file, () => readXml(bytes, 'a UANodeSet', /^UANodeSet$/, MOST_TAGS).node)
  const uris = xmlNodes(top, 'NamespaceUris').flatMap((list) =>
    xmlNodes(list, 'Uri').map((node) => xmlText(node).trim()),
  )
  const aliases = new Map<string, string>()
  const idOf = (text: string): string | undefined => {
    const plain = text.trim()
    return normalId(aliases.get(plain) ?? plain, uris)
  }
  for (const node of xmlNodes(top, 'Aliases').flatMap((list) => xmlNodes(list, 'Alias')))
    aliases.set((xmlAttribute(node, 'Alias') ?? '').trim(), xmlText(node).trim())
  const nodes = new Map<string, UaNode>()
  for (const [name, element] of xmlChildren(top)) {
    const kind = classes.exec(name)?.[1]
    const id = kind === undefined ? undefined : idOf(xmlAttribute(element, 'NodeId') ?? '')
    if (kind === undefined || id === undefined) continue
    const parent = idOf(xmlAttribute(element, 'ParentNodeId') ?? '')
    nodes.set(id, {
      id,
      kind,
      browseName: (xmlAttribute(element, 'BrowseName') ?? '').replace(/^\d{1,5}:/, ''),
      ...(parent === undefined ? {} : { parent }),
      references: referencesOf(element, idOf),
      element,
    })
  }
  if (nodes.size === 0)
    throw new Fault('edge_import.malformed', { file, expected: 'nodes in the UANodeSet', seen: 'none' })
  const model = xmlNodes(top, 'Models').flatMap((list) => xmlNodes(list, 'Model'))[0]
  return {
    nodes,
    supertypes: supertypesOf(nodes),
    idOf,
    modelUri: (model && xmlAttribute(model, 'ModelUri')) ?? uris[0] ?? OPC_UA,
  }
}

function referencesOf(element: XmlNode, idOf: (text: string) => string | undefined): UaReference[] {
  return xmlNodes(element, 'References').flatMap((list) =>
    xmlNodes(list, 'Reference').flatMap((node) => {
      const [type, target] = [idOf(xmlAttribute(node, 'ReferenceType') ?? ''), idOf(xmlText(node))]
      if (type === undefined || target === undefined) return []
      return [{ type, target, isForward: xmlAttribute(node, 'IsForward') !== 'false' }]
    }),
  )
}

/** A file may tell it at either end. */
function supertypesOf(nodes: ReadonlyMap<string, UaNode>): Map<string, string> {
  const above = new Map<string, string>()
  for (const { id, references } of nodes.values())
    for (const { type, target, isForward } of references)
      if (type === HAS_SUBTYPE) above.set(isForward ? target : id, isForward ? id : target)
  return above
}

/** `ns=1;i=5` of a file becomes `nsu=<uri>;i=5`; undefined for what is no id or of no namespace of the file. */
function normalId(text: string, uris: readonly string[]): string | undefined {
  let address: OpcuaAddress
  try {
    address = readOpcuaAddress(text)
  } catch (reason) {
    if (reason instanceof Fault) return undefined
    throw reason
  }
  if (address.is !== 'value' || address.range !== undefined) return undefined
  const { namespace, identifier } = address
  if (namespace === 0 || namespace === OPC_UA) return sayOpcuaNode({ namespace: 0, identifier })
  const uri = typeof namespace === 'number' ? uris[namespace - 1] : namespace
  return uri === undefined || uri === '' ? undefined : sayOpcuaNode({ namespace: uri, identifier })
}
