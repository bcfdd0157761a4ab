import { Fault, type Micros, Status, type ValueKind } from '@millrace/core'
import type { NodeId, SimpleAttributeOperand } from 'node-opcua-client'
import { kindOf, type TagSpec, type TagVerdict } from '../kit/driver.ts'
import { type CallAddress, type EventAddress, type OpcuaAddress, parseAddress, type ValueAddress } from './address.ts'
import { nodeIdOf } from './nodes.ts'
import type { NodeAddress } from './reader.ts'
import type { ValueTarget } from './values.ts'
import './faults.ts'

export interface Subscription {
  readonly id: number
  readonly publishingMs: number
  count: number
  /** The server takes no more items here. */
  full: boolean
}

interface Placed {
  readonly spec: TagSpec
  readonly node: NodeId
  /** Our number for it in notifications. */
  readonly handle: number
  /** The server's number for it, once it is monitored. */
  serverId: number
  subscription: Subscription | undefined
  /** Why the server does not monitor it; Good if it does or was not asked. */
  refusal: number
}

/** A variable whose changes are told. */
export interface ValueItem extends Placed, ValueTarget {
  readonly is: 'value'
  readonly address: ValueAddress
  /** Source time of the first and of the newest value of this connection, µs; undefined before the first. */
  first: Micros | undefined
  /** The kit told the first value as one of now, so that nobody told its own time. */
  restated: boolean
  seen: Micros | undefined
}

/** One field of an event: its key in JSON, and what is asked of the server for it. */
export interface EventField {
  readonly key: string
  readonly operand: SimpleAttributeOperand
}

/** A notifier whose events are told. */
export interface EventItem extends Placed {
  readonly is: 'event'
  readonly address: EventAddress
  readonly type: NodeId | undefined
  /** What the server was asked to send of each event, in this order. */
  fields: readonly EventField[]
}

/** A method that a write calls. */
export interface CallItem extends Placed {
  readonly is: 'call'
  readonly kind: ValueKind
  readonly address: CallAddress
  readonly object: NodeId
}

/** One tag on this server. */
export type Item = ValueItem | EventItem | CallItem

/** The tag as a node of this server, or why it is none. */
export function itemOf(spec: TagSpec, handle: number, namespaces: readonly string[]): Item | TagVerdict {
  let address: OpcuaAddress
  try {
    address = parseAddress(spec.address)
  } catch (reason) {
    const message = reason instanceof Error ? reason.message : String(reason)
    return { tag: spec.id, status: Status.BadConfigurationError, message }
  }
  if (address.is === 'event' && spec.type !== 'string') {
    const { message } = new Fault('opcua.events_are_text', { type: spec.type })
    return { tag: spec.id, status: Status.BadConfigurationError, message }
  }
  const unknown = ({ namespace }: NodeAddress): TagVerdict => ({
    tag: spec.id,
    status: Status.BadNodeIdUnknown,
    message: `The server knows no namespace "${namespace}"; it knows ${namespaces.join(', ') || 'none'}.`,
  })
  const node = nodeIdOf(address, namespaces)
  if (!node) return unknown(address)
  const placed = { spec, node, handle, serverId: 0, subscription: undefined, refusal: Status.Good }
  if (address.is === 'value')
    return { is: 'value', ...placed, kind: kindOf(spec), address, first: undefined, restated: false, seen: undefined }
  if (address.is === 'event') {
    const type = address.type && nodeIdOf(address.type, namespaces)
    return address.type && !type ? unknown(address.type) : { is: 'event', ...placed, address, type, fields: [] }
  }
  const object = nodeIdOf(address.object, namespaces)
  return object ? { is: 'call', ...placed, kind: kindOf(spec), address, object } : unknown(address.object)
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
