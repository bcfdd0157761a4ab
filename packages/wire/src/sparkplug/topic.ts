import { Fault } from '@millrace/core'
import './faults.ts'

export const NAMESPACE = 'spBv1.0'

export const nodeMessages = ['NBIRTH', 'NDEATH', 'NDATA', 'NCMD'] as const
export const deviceMessages = ['DBIRTH', 'DDEATH', 'DDATA', 'DCMD'] as const
export type MessageType = (typeof nodeMessages)[number] | (typeof deviceMessages)[number]

/** Sparkplug B 3.0 §4.1: spBv1.0/group/type/node[/device]. */
export interface MessageTopic {
  readonly type: MessageType
  readonly group: string
  readonly node: string
  /** In D… messages only. */
  readonly device?: string
}

/** §4.1.1: a group, node or device id is UTF-8 without the characters that MQTT topics reserve. */
export function isValidId(id: string): boolean {
  return id.length > 0 && id.length <= 256 && !/[+#/\0]/.test(id)
}

export function stateTopic(hostId: string): string {
  return `${NAMESPACE}/STATE/${hostId}`
}

/** The host id of a STATE topic, or undefined. */
export function hostOfStateTopic(topic: string): string | undefined {
  const prefix = `${NAMESPACE}/STATE/`
  const id = topic.startsWith(prefix) ? topic.slice(prefix.length) : ''
  return isValidId(id) ? id : undefined
}

export function formatTopic(topic: MessageTopic): string {
  const base = `${NAMESPACE}/${topic.group}/${topic.type}/${topic.node}`
  return topic.device === undefined ? base : `${base}/${topic.device}`
}

/** Throws `wire.topic_malformed`. */
export function parseTopic(text: string): MessageTopic {
  const [namespace, group = '', type = '', node = '', device, ...more] = text.split('/')
  const ofDevice = (deviceMessages as readonly string[]).includes(type)
  const known = ofDevice || (nodeMessages as readonly string[]).includes(type)
  const right = namespace === NAMESPACE && known && isValidId(group) && isValidId(node) && more.length === 0
  if (!right || ofDevice !== (device !== undefined) || (device !== undefined && !isValidId(device)))
    throw new Fault('wire.topic_malformed', { seen: text.slice(0, 128) })
  return { type: type as MessageType, group, node, ...(device === undefined ? {} : { device }) }
}

export interface HostState {
  readonly online: boolean
  /** ms since 1970 UTC. */
  readonly timestamp: number
}

export function encodeState(state: HostState): Uint8Array {
  return Buffer.from(JSON.stringify({ online: state.online, timestamp: state.timestamp }))
}

/** §6.3.27: {"online": boolean, "timestamp": number}. Throws `wire.state_malformed`. */
export function decodeState(bytes: Uint8Array): HostState {
  const text = Buffer.from(bytes.subarray(0, 512)).toString('utf8')
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch (failure) {
    throw new Fault('wire.state_malformed', { seen: text.slice(0, 64) }, failure)
  }
  if (typeof parsed === 'object' && parsed !== null && 'online' in parsed && 'timestamp' in parsed) {
    const { online, timestamp } = parsed
    if (typeof online === 'boolean' && typeof timestamp === 'number' && Number.isFinite(timestamp))
      return { online, timestamp }
  }
  throw new Fault('wire.state_malformed', { seen: text.slice(0, 64) })
}
