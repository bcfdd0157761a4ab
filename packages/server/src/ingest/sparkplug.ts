import { randomUUID } from 'node:crypto'
import { type Closable, Fault, sayFault, type TenantId, type Timer } from '@millrace/core'
import {
  deploymentsTopic,
  encodeDiagnoseCommand,
  encodeRebirthRequest,
  encodeState,
  encodeStoredCommand,
  encodeWriteCommand,
  formatTopic,
  NAMESPACE,
  parseTopic,
  stateTopic,
} from '@millrace/wire'
import type { Refusal } from './admit.ts'
import type { Route } from './mqtt-link.ts'
import type { Sender, Source } from './needs.ts'
import { misfit, type WriteAnswer, type WriteOrder } from './orders.ts'
import type { DiagnosisAnswer } from './questions.ts'
import { type NodeId, type NodeNeeds, nodeKey, SparkplugNode } from './sparkplug-node.ts'

export const HOST_ID = 'millrace'
const TELL_STORED_MS = 500
const TELL_SEEN_MS = 5_000

export interface SparkplugNeeds extends NodeNeeds {
  publish(
    topic: string,
    payload: Uint8Array,
    options?: { readonly retain?: boolean; readonly qos?: 0 | 1 },
  ): Promise<void>
}

type Edge = Extract<Sender['speaks'], { as: 'edge' }>

/** The platform as a Sparkplug B 3.0 host application (§6.3.27): nodes, their commands, and its own STATE. */
export class SparkplugHost implements Closable {
  readonly #needs: SparkplugNeeds
  readonly #nodes = new Map<string, SparkplugNode>()
  readonly #timers: readonly Timer[]
  #since = 0

  constructor(needs: SparkplugNeeds) {
    this.#needs = needs
    this.#timers = [
      needs.clock.every(TELL_STORED_MS, () => this.#tick()),
      needs.clock.every(TELL_SEEN_MS, () => this.#tellSeen()),
    ]
  }

  get duplicates(): number {
    let duplicates = 0
    for (const node of this.#nodes.values()) duplicates += node.duplicates
    return duplicates
  }

  get nodes(): number {
    let born = 0
    for (const { session } of this.#nodes.values()) if (session.born) born++
    return born
  }

  /** tck-id-host-topic-phid-birth-*: retained, QoS 1. */
  async online(): Promise<void> {
    this.#since = this.#nowMs()
    await this.#state(true)
  }

  /** tck-id-host-topic-phid-death-*: edge nodes that wait for their primary host stop sending and buffer. */
  async offline(): Promise<void> {
    await this.#state(false)
  }

  /** Edge nodes speak for themselves alone: group and node of the topic must be those of the credential. */
  route(sender: Sender, edge: Edge, topic: string): Route | Refusal {
    let parsed: ReturnType<typeof parseTopic>
    try {
      parsed = parseTopic(topic)
    } catch (failure) {
      if (!(failure instanceof Fault)) throw failure
      return {
        reason: topic.startsWith(`${NAMESPACE}/STATE/`) ? 'not_authorised_topic' : 'malformed_topic',
        detail: failure.message,
      }
    }
    const { type, group, node: name, device } = parsed
    if (group !== edge.group || name !== edge.node || type === 'NCMD' || type === 'DCMD') {
      return {
        reason: 'not_authorised_topic',
        detail: `${edge.group}/${edge.node} may not publish to ${topic.slice(0, 100)}.`,
      }
    }
    const node = this.#node({ tenant: sender.tenant, group, node: name })
    return {
      accept: (bytes, start, end) => {
        const held = node.receive(type, device, bytes, start, end)
        const answered = (): void => this.#answer(node, type === 'NBIRTH')
        if (held) return held.then(answered)
        answered()
        return undefined
      },
    }
  }

  mayWill(edge: Edge, topic: string): boolean {
    return topic === formatTopic({ type: 'NDEATH', group: edge.group, node: edge.node })
  }

  maySubscribe({ group, node }: Edge, filter: string): boolean {
    const commands = formatTopic({ type: 'DCMD', group, node })
    return [
      formatTopic({ type: 'NCMD', group, node }),
      `${formatTopic({ type: 'NCMD', group, node })}/#`,
      `${commands}/#`,
      `${commands}/+`,
      stateTopic(HOST_ID),
      `${NAMESPACE}/STATE/+`,
      `${NAMESPACE}/STATE/#`,
      deploymentsTopic({ group, node }),
    ].includes(filter)
  }

  /** Sends a write to who speaks for the source, and waits for what became of it. */
  async write(tenant: TenantId, { operation, source, point, value }: WriteOrder): Promise<WriteAnswer> {
    const { group, node: name, device } = source
    if (group === undefined || name === undefined) return { is: 'unreachable' }
    const node = this.#nodes.get(nodeKey({ tenant, group, node: name }))
    const metric = node?.metricOf(device, point)
    if (!node || !metric) return { is: 'unreachable' }
    const unfit = misfit(metric.type, value)
    if (unfit) return unfit
    const topic = formatTopic(
      device === undefined ? { type: 'NCMD', group, node: name } : { type: 'DCMD', group, node: name, device },
    )
    const answer = node.stream === undefined ? undefined : this.#needs.orders.wait(node.key, operation)
    await this.#needs.publish(
      topic,
      encodeWriteCommand(this.#nowMs(), operation, { name: metric.name, datatype: metric.type, value }),
    )
    return answer ?? { is: 'sent', at: this.#needs.clock.now() }
  }

  /** Asks the edge behind which the device stands; the node answers, for a device that is away is dead to Sparkplug. */
  async diagnose(tenant: TenantId, { group, node: name, device }: Source): Promise<DiagnosisAnswer> {
    if (group === undefined || name === undefined || device === undefined) return { is: 'foreign' }
    const node = this.#nodes.get(nodeKey({ tenant, group, node: name }))
    if (!node?.session.born) return { is: 'unreachable' }
    if (node.stream === undefined) return { is: 'foreign' }
    const operation = randomUUID()
    const answer = this.#needs.questions.wait(node.key, operation)
    const topic = formatTopic({ type: 'NCMD', group, node: name })
    await this.#needs.publish(topic, encodeDiagnoseCommand(this.#nowMs(), operation, device))
    return answer
  }

  /** Retained: a node that is away finds it when it comes back. */
  assign(node: { readonly group: string; readonly node: string }, payload: Uint8Array): Promise<void> {
    return this.#needs.publish(deploymentsTopic(node), payload, { retain: true, qos: 1 })
  }

  close(): void {
    this.#needs.orders.close()
    this.#needs.questions.close()
    for (const timer of this.#timers) timer.cancel()
  }

  #node(id: NodeId): SparkplugNode {
    const key = nodeKey(id)
    let node = this.#nodes.get(key)
    if (!node) {
      node = new SparkplugNode(id, this.#needs)
      this.#nodes.set(key, node)
    }
    return node
  }

  #answer(node: SparkplugNode, birth: boolean): void {
    if (birth) this.#tellStored(node)
    if (node.session.takeRebirthRequest()) this.#command(node, encodeRebirthRequest(this.#nowMs()))
  }

  #tick(): void {
    for (const node of this.#nodes.values()) {
      if (node.stream && node.session.born && node.stream.told !== node.stream.revision) this.#tellStored(node)
      if (node.session.takeRebirthRequest()) this.#command(node, encodeRebirthRequest(this.#nowMs()))
    }
  }

  #tellStored({ stream, id }: SparkplugNode): void {
    if (!stream) return
    stream.told = stream.revision
    const payload = encodeStoredCommand(this.#nowMs(), { stream: stream.stream, intervals: [...stream.stored] })
    this.#command({ id }, payload)
  }

  #command({ id }: { readonly id: NodeId }, payload: Uint8Array): void {
    this.#needs
      .publish(formatTopic({ type: 'NCMD', group: id.group, node: id.node }), payload)
      .catch((failure: unknown) => {
        this.#needs.log.warn('command not sent', { node: id.node, fault: sayFault(failure) })
      })
  }

  #tellSeen(): void {
    const seen = this.#needs.clock.now()
    for (const node of this.#nodes.values()) {
      const { tenant, group, node: name } = node.id
      for (const device of node.heard)
        this.#needs.devices.report(tenant, { group, node: name, ...(device === '' ? {} : { device }) }, { seen })
      node.heard.clear()
    }
  }

  async #state(online: boolean): Promise<void> {
    const payload = encodeState({ online, timestamp: online ? this.#since : this.#nowMs() })
    await this.#needs.publish(stateTopic(HOST_ID), payload, { retain: true, qos: 1 })
  }

  #nowMs(): number {
    return Math.floor(this.#needs.clock.now() / 1_000)
  }
}
