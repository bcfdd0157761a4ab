import { Fault, isBad, Status, type Value } from '@millrace/core'
import type {
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
import { type JsonPath, parseJsonPath } from '../kit/json-path.ts'
import { Reports } from '../kit/reports.ts'
import { fits, type Refusal, TagWriter, unfit } from '../kit/requests.ts'
import { engineered } from '../kit/rows.ts'
import { noCounts } from '../kit/supervisor.ts'
import { verdictsOf } from '../kit/verdicts.ts'
import { type MqttAddress, parseAddress } from './address.ts'
import { type Broker, type BrokerConfig, brokerProperties, connectBroker, Echoes, type Message } from './broker.ts'
import { readPayload, type TimeFormat, timeFormats, timeOf } from './payload.ts'
import './faults.ts'
import { countError } from '../kit/trace.ts'

/** What the edge configuration says about devices that publish to a broker. */
export interface MqttConfig extends BrokerConfig {
  /** JSONPath to the time of a message, in each JSON payload; the time of receipt unless told. */
  readonly timePath?: string
  /** How that time is written; iso unless told. */
  readonly timeFormat?: TimeFormat
  /** Topic that a value is written to; `{topic}` is the one it is read from. Needed to write. */
  readonly writeTopic?: string
  /** What is published there; `{value}` is the value as JSON. `{value}` unless told. */
  readonly writePayload?: string
  /** How long the device has to publish what it holds after a write, ms; 2,000 unless told. */
  readonly readBackMs?: number
}

const configSchema = {
  type: 'object',
  required: ['url'],
  additionalProperties: false,
  properties: {
    ...brokerProperties,
    timePath: { type: 'string', pattern: '^\\$', description: 'JSONPath to the time within each message' },
    timeFormat: { enum: [...timeFormats], default: 'iso', description: 'ISO 8601, or s, ms or µs since 1970' },
    writeTopic: { type: 'string', minLength: 1, description: 'Topic to write to; {topic} is the one that is read' },
    writePayload: { type: 'string', minLength: 1, default: '{value}', description: '{value} is the value as JSON' },
    readBackMs: { type: 'integer', minimum: 0, maximum: 60_000, default: 2_000 },
  },
} as const

interface MqttTag extends MqttAddress {
  readonly spec: TagSpec
}

class MqttDriver implements Driver {
  readonly counters: DriverCounters = noCounts()
  readonly #config: MqttConfig
  readonly #sink: DriverSink
  readonly #environment: DriverEnvironment
  readonly #reports: Reports
  readonly #echoes: Echoes<TagId>
  readonly #writer: TagWriter<MqttTag>
  readonly #timePath: JsonPath | undefined
  #broker: Broker | undefined
  #byTopic = new Map<string, MqttTag[]>()
  #subscribed = new Set<string>()

  constructor(config: MqttConfig, sink: DriverSink, environment: DriverEnvironment) {
    const { timePath, readBackMs = 2_000 } = config
    this.#config = config
    this.#sink = sink
    this.#environment = environment
    this.#reports = new Reports(environment.clock, (batch) => sink.samples(batch))
    this.#echoes = new Echoes(environment.clock)
    this.#timePath =
      timePath === undefined
        ? undefined
        : parseJsonPath(
            timePath,
            (expected, position) =>
              new Fault('mqtt.address_malformed', {
                expected,
                position,
                address: timePath,
                seen: timePath.slice(position - 1),
              }),
          )
    this.#writer = new TagWriter({
      send: (tag, raw, signal) => this.#send(tag, raw, signal),
      taken: 'The broker took the value; the device did not say in time that it holds it.',
      readBack: async ({ spec }, signal, sent) => {
        const held = await this.#echoes.wait(spec.id, sent, { ms: readBackMs, signal })
        return held === undefined ? undefined : engineered(spec, held)
      },
    })
  }

  async connect(signal: AbortSignal): Promise<void> {
    this.#broker = await connectBroker(
      this.#config,
      { message: (message) => this.#take(message), lost: (reason) => this.#sink.lost(reason) },
      signal,
    )
  }

  async setTags(specs: readonly TagSpec[]): Promise<{ groups: readonly []; verdicts: readonly TagVerdict[] }> {
    const byTopic = new Map<string, MqttTag[]>()
    const verdicts = verdictsOf(specs, (spec) => {
      const tag = { spec, ...parseAddress(spec.address) }
      const twins = byTopic.get(tag.topic)
      if (twins) twins.push(tag)
      else byTopic.set(tag.topic, [tag])
      return this.#config.writeTopic === undefined ? 'Cannot be written: the connection has no writeTopic.' : undefined
    })
    this.#byTopic = byTopic
    const fresh = [...byTopic.keys()].filter((topic) => !this.#subscribed.has(topic))
    this.#subscribed = new Set([...this.#subscribed, ...fresh])
    await this.#broker!.subscribe(fresh)
    return { groups: [], verdicts }
  }

  async write(requests: readonly WriteRequest[], signal: AbortSignal): Promise<readonly WriteResult[]> {
    const tags = [...this.#byTopic.values()].flat()
    return this.#writer.writeEach(requests, {
      find: (id) => tags.find(({ spec }) => spec.id === id),
      counters: this.counters,
      signal,
    })
  }

  healthy(): boolean {
    return this.#broker?.open ?? false
  }

  async close(): Promise<void> {
    this.#reports.stop()
    await this.#broker?.close()
  }

  #take({ topic, payload, retained }: Message): Promise<void> | undefined {
    const tags = this.#byTopic.get(topic)
    if (!tags) return undefined
    this.counters.bytesIn += payload.length
    this.counters.reads++
    this.counters.trace?.words('in', `${topic}: ${payload.length} bytes${retained ? ', retained' : ''}`)
    const read = readPayload(payload)
    const received = this.#environment.clock.now()
    const said = this.#timePath && timeOf(read.json, this.#timePath, this.#config.timeFormat ?? 'iso')
    // What the broker kept from before was true once: when, only the message can say; now, nobody.
    const doubt = retained ? Status.UncertainInitialValue : Status.Good
    for (const { spec, path } of tags) {
      const { value, status } = read.valueFor(spec.type, path)
      if (isBad(status)) countError(this.counters, 'mqtt.payload', topic)
      if (retained && said !== undefined) this.#reports.add(spec, value, status, said)
      const isNow = retained || said === undefined
      this.#reports.add(spec, value, isBad(status) ? status : doubt, isNow ? received : said)
      if (!isBad(status)) this.#echoes.heard(spec.id, value)
    }
    return this.#reports.full ? this.#reports.flush() : undefined
  }

  async #send({ spec, topic }: MqttTag, raw: Value, signal: AbortSignal): Promise<Refusal | undefined> {
    const { writeTopic, writePayload = '{value}' } = this.#config
    if (writeTopic === undefined)
      return { status: Status.BadNotWritable, message: 'The connection has no writeTopic; nothing was sent.' }
    const fit = fits(raw, spec.type)
    if (fit !== Status.Good) return unfit(spec, raw, fit)
    signal.throwIfAborted()
    const payload = writePayload.replaceAll('{value}', () =>
      typeof raw === 'bigint' ? String(raw) : JSON.stringify(raw),
    )
    await this.#broker!.publish(
      writeTopic.replaceAll('{topic}', () => topic),
      payload,
    )
    this.counters.bytesOut += payload.length
    this.counters.trace?.words('out', `published to ${topic}: ${payload.length} bytes`)
    return undefined
  }
}

/** Devices that publish plain values or JSON to an MQTT broker (OASIS MQTT 5.0, 3.1.1). */
export const mqtt: DriverFactory<MqttConfig> = {
  kind: 'mqtt',
  configSchema,
  capabilities: { push: true, browse: false, write: true, deviceTime: true, records: true },
  busOf: ({ url, clientId }) => `mqtt:${url}:${clientId ?? ''}`,
  checkAddress: (address) => void parseAddress(address),
  create: (config, sink, environment) => new MqttDriver(config, sink, environment),
}
