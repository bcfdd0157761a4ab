import { randomUUID } from 'node:crypto'
import { Fault, MICROS_PER_MS, Status, type Value } from '@millrace/core'
import { encodeRebirthRequest, encodeWriteCommand, formatTopic, HostNode, NAMESPACE, parseTopic } from '@millrace/wire'
import type {
  BrowsePage,
  Driver,
  DriverCounters,
  DriverEnvironment,
  DriverFactory,
  DriverSink,
  TagId,
  TagSpec,
  TagVerdict,
  WriteRequest,
  WriteResult,
} from '../kit/driver.ts'
import { Reports } from '../kit/reports.ts'
import { fits, type Refusal, TagWriter, unfit } from '../kit/requests.ts'
import { engineered } from '../kit/rows.ts'
import { noCounts } from '../kit/supervisor.ts'
import { verdictsOf } from '../kit/verdicts.ts'
import { type Broker, connectBroker, Echoes, type Message } from '../mqtt/broker.ts'
import { parseAddress } from './address.ts'
import { browseBirths } from './browse.ts'
import { configSchema, type SparkplugConfig } from './config.ts'
import { MetricTags, type SparkplugTag } from './metric-tags.ts'
import { fitted } from './values.ts'
import './faults.ts'
import { countError } from '../kit/trace.ts'

/** A node that is asked in vain is asked again. */
const ASK_AGAIN_MS = 1_000

class SparkplugDriver implements Driver {
  readonly counters: DriverCounters = noCounts()
  readonly #config: SparkplugConfig
  readonly #sink: DriverSink
  readonly #environment: DriverEnvironment
  readonly #reports: Reports
  readonly #session: HostNode
  readonly #echoes: Echoes<TagId>
  readonly #writer: TagWriter<SparkplugTag>
  readonly #tags: MetricTags
  readonly #stopAsking: () => void
  #broker: Broker | undefined
  #subscribed = false

  constructor(config: SparkplugConfig, sink: DriverSink, environment: DriverEnvironment) {
    const { readBackMs = 2_000 } = config
    const { clock } = environment
    this.#config = config
    this.#sink = sink
    this.#environment = environment
    this.#reports = new Reports(clock, (batch) => sink.samples(batch))
    this.#session = new HostNode(clock)
    this.#echoes = new Echoes(clock)
    this.#tags = new MetricTags(this.#reports, this.#echoes)
    this.#writer = new TagWriter({
      send: (tag, raw, signal) => this.#send(tag, raw, signal),
      taken: 'The command went out; the device did not report in time what it holds.',
      readBack: async ({ spec }, signal, sent) => {
        const held = await this.#echoes.wait(spec.id, sent, { ms: readBackMs, signal })
        return held === undefined ? undefined : engineered(spec, held)
      },
    })
    const timer = clock.every(ASK_AGAIN_MS, () => this.#askForBirth())
    this.#stopAsking = () => timer.cancel()
  }

  async connect(signal: AbortSignal): Promise<void> {
    this.#broker = await connectBroker(
      this.#config,
      { message: (message) => this.#take(message), lost: (reason) => this.#sink.lost(reason) },
      signal,
    )
  }

  async setTags(specs: readonly TagSpec[]): Promise<{ groups: readonly []; verdicts: readonly TagVerdict[] }> {
    const tags: SparkplugTag[] = []
    const verdicts = verdictsOf(specs, (spec) => {
      tags.push({ spec, ...parseAddress(spec.address) })
      return undefined
    })
    this.#tags.set(tags, this.#session)
    if (!this.#subscribed) {
      this.#subscribed = true
      const { group, node } = this.#config
      await this.#broker!.subscribe([`${NAMESPACE}/${group}/+/${node}`, `${NAMESPACE}/${group}/+/${node}/+`])
    }
    // What each metric is now stands in its birth.
    this.#session.wantRebirth()
    this.#askForBirth()
    return { groups: [], verdicts }
  }

  async write(requests: readonly WriteRequest[], signal: AbortSignal): Promise<readonly WriteResult[]> {
    return this.#writer.writeEach(requests, {
      find: (id) => this.#tags.find(id),
      counters: this.counters,
      signal,
    })
  }

  /** What births have told: devices, and the metrics of the node or of one device. */
  async browse(
    parent: string | undefined,
    page: { readonly cursor?: string; readonly limit: number },
  ): Promise<BrowsePage> {
    return browseBirths(this.#session, parent, page)
  }

  healthy(): boolean {
    return this.#broker?.open ?? false
  }

  async close(): Promise<void> {
    this.#stopAsking()
    this.#reports.stop()
    await this.#broker?.close()
  }

  #askForBirth(): void {
    if (!this.#broker?.open || !this.#subscribed) return
    if (!this.#session.born) this.#session.wantRebirth()
    if (!this.#session.takeRebirthRequest()) return
    const { group, node } = this.#config
    const payload = encodeRebirthRequest(this.#nowMs())
    this.#broker.publish(formatTopic({ type: 'NCMD', group, node }), payload, 0).catch((reason: unknown) => {
      this.#environment.log.warn('a rebirth could not be asked for', { node, reason: String(reason) })
    })
  }

  #take({ topic, payload }: Message): Promise<void> | undefined {
    this.counters.bytesIn += payload.length
    this.counters.trace?.words('in', `${topic}: ${payload.length} bytes`)
    try {
      const { type, device } = parseTopic(topic)
      const event = this.#session.receive(type, device, payload)
      if (event.is === 'birth' || event.is === 'data') this.counters.reads++
      if (event.is === 'birth') this.#tags.born(event)
      else if (event.is === 'data') this.#tags.data(event)
      else if (event.is === 'death') this.#tags.died(event.device, event.timestamp * MICROS_PER_MS)
    } catch (failure) {
      if (!(failure instanceof Fault)) throw failure
      countError(this.counters, failure.code)
    }
    this.#askForBirth()
    return this.#reports.full ? this.#reports.flush() : undefined
  }

  async #send({ spec, device, metric }: SparkplugTag, raw: Value, signal: AbortSignal): Promise<Refusal | undefined> {
    const { table, born, devices } = this.#session
    const slot = table.slotOfName(device, metric)
    if (!born || slot < 0 || (device !== undefined && !devices.has(device)))
      return { status: Status.BadNoCommunication, message: 'The metric is not born; nothing was sent.' }
    const fit = fits(raw, spec.type)
    if (fit !== Status.Good) return unfit(spec, raw, fit)
    signal.throwIfAborted()
    const { group, node } = this.#config
    const topic = formatTopic(
      device === undefined ? { type: 'NCMD', group, node } : { type: 'DCMD', group, node, device },
    )
    const datatype = table.definitions[slot]!.type
    const payload = encodeWriteCommand(this.#nowMs(), randomUUID(), {
      name: metric,
      datatype,
      value: fitted(raw, datatype),
    })
    await this.#broker!.publish(topic, payload, 0)
    this.counters.bytesOut += payload.length
    this.counters.trace?.words('out', `${topic}: ${metric}`)
    return undefined
  }

  #nowMs(): number {
    return Math.floor(this.#environment.clock.now() / MICROS_PER_MS)
  }
}

/** Another maker's Sparkplug edge node (Eclipse Sparkplug B 3.0), heard as a host that is not its primary. */
export const sparkplug: DriverFactory<SparkplugConfig> = {
  kind: 'sparkplug',
  configSchema,
  capabilities: { push: true, browse: true, write: true, deviceTime: true, records: true },
  busOf: ({ url, group, node }) => `sparkplug:${url}:${group}/${node}`,
  checkAddress: (address) => void parseAddress(address),
  create: (config, sink, environment) => new SparkplugDriver(config, sink, environment),
}
