import { Status } from '@millrace/core'
import type { NodeId } from 'node-opcua-client'
import { kindOf, type TagSpec, type TagVerdict } from '../kit/driver.ts'
import { type OpcuaAddress, parseAddress } from './address.ts'
import { nodeIdOf } from './nodes.ts'
import type { ValueTarget } from './values.ts'

export interface Subscription {
  readonly id: number
  readonly publishingMs: number
  count: number
  /** The server takes no more items here. */
  full: boolean
}

/** One tag on this server. */
export interface Item extends ValueTarget {
  readonly node: NodeId
  readonly address: OpcuaAddress
  /** Our number for it in notifications. */
  readonly handle: number
  /** The server's number for it, once it is monitored. */
  serverId: number
  subscription: Subscription | undefined
  /** Why the server does not monitor it; Good if it does or was not asked. */
  refusal: number
}

/** The tag as a node of this server, or why it is none. */
export function itemOf(spec: TagSpec, handle: number, namespaces: readonly string[]): Item | TagVerdict {
  let address: OpcuaAddress
  try {
    address = parseAddress(spec.address)
  } catch (reason) {
    const message = reason instanceof Error ? reason.message : String(reason)
    return { tag: spec.id, status: Status.BadConfigurationError, message }
  }
  const node = nodeIdOf(address, namespaces)
  if (!node) {
    const message = `The server knows no namespace "${address.namespace}"; it knows ${namespaces.join(', ') || 'none'}.`
    return { tag: spec.id, status: Status.BadNodeIdUnknown, message }
  }
  return {
    spec,
    kind: kindOf(spec),
    node,
    address,
    handle,
    serverId: 0,
    subscription: undefined,
    refusal: Status.Good,
  }
}

/** True if the server need not be told of the change. */
export function sameRequest(a: TagSpec, b: TagSpec): boolean {
  return (
    a.address === b.address &&
    a.type === b.type &&
    a.periodMs === b.periodMs &&
    a.deadband === b.deadband &&
    a.scale?.factor === b.scale?.factor &&
    a.scale?.offset === b.scale?.offset
  )
}
