import { DataType, type NodeId, type Variant, VariantArrayType } from 'node-opcua-client'
import { sayNode } from './address.ts'
import { addressOf } from './nodes.ts'
import { bigOf, textOf } from './values.ts'

/**
 * A variant as JSON can say it: nodes by their address, bytes as base64, times in ISO 8601, integers that a double cannot
 * hold as text, what is none or cannot be said as null.
 */
export function jsonOf(variant: Variant | null | undefined, namespaces: readonly string[]): unknown {
  if (!variant || variant.dataType === DataType.Null) return null
  const { dataType, arrayType } = variant
  const value: unknown = variant.value
  if (value === null || value === undefined) return null
  if (arrayType === VariantArrayType.Scalar) return scalarOf(dataType, value, namespaces)
  return Array.from(value as ArrayLike<unknown>, (one) => scalarOf(dataType, one, namespaces))
}

function scalarOf(type: DataType, raw: unknown, namespaces: readonly string[]): unknown {
  if (raw === null || raw === undefined) return null
  switch (type) {
    case DataType.Boolean:
      return raw
    case DataType.Int64:
    case DataType.UInt64: {
      const big = bigOf(type, raw)
      const number = Number(big)
      return Number.isSafeInteger(number) ? number : String(big)
    }
    case DataType.NodeId:
    case DataType.ExpandedNodeId:
      return (raw as NodeId).isEmpty() ? null : sayNode(addressOf(raw as NodeId, namespaces))
    default:
      if (typeof raw === 'number') return Number.isFinite(raw) ? raw : null
      return textOf(type, raw) ?? null
  }
}
