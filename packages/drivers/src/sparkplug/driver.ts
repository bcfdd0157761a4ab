import { randomUUID } from 'node:crypto'
import {
  Fault,
  isBad,
  isGood,
  MICROS_PER_MS,
  type Micros,
  Status,
  statusOfSparkplugQuality,
  type Value,
  valueAt,
} from '@millrace/core'
import {
  encodeRebirthRequest,
  encodeWriteCommand,
  formatTopic,
  type HostEvent,
  HostNode,
  type Metric,
  NAMESPACE,
  parseTopic,
  SparkplugType,
} from '@millrace/wire'
import type {
  BrowseNode,
  BrowsePage,
  DataType,
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
import {
  type Broker,
  type BrokerConfig,
  brokerProperties,
  connectBroker,
  Echoes,
  type Message,
} from '../mqtt/broker.ts'
import { parseAddress, type SparkplugAddress } from './address.ts'
import './faults.ts'
import { countError } from '../kit/trace.ts'

/** What the edge configuration says about one Sparkplug edge node behind a broker. */
export interface SparkplugConfig extends BrokerConfig {
  readonly group: string
  readonly node: string
  /** How long a device has to report what it holds after a write, ms; 2,000 unless told. */
  readonly readBackMs?: number
}

const id = { type: 'string', minLength: 1, maxLength: 200, pattern: '^[^+/#]+$' } as const
const configSchema = {
  type: 'object',
  required: ['url', 'group', 'node'],
  additionalProperties: false,
  properties: {
    ...brokerProperties,
    group: { ...id, description: 'Group of the edge node' },
    node: { ...id, description: 'Name of the edge node' },
    readBackMs: { type: 'integer', minimum: 0, maximum: 60_000, default: 2_000 },
  },
} as const

/** A node that is asked in vain is asked again. */
const ASK_AGAIN_MS = 1_000

interface SparkplugTag extends SparkplugAddress {
  readonly spec: TagSpec
}

interface Held {
  readonly value: Value
  readonly time: Micros
}

type Birth = Extract<HostEvent, { is: 'birth' }>
type Data = Extract<HostEvent, { is: 'data' }>

const keyOf = ({ device, metric }: SparkplugAddress): string => JSON.stringify([device ?? null, metric])

class SparkplugDriver implements Driver {
  readonly counters: DriverCounters = noCounts()
  readonly #config: SparkplugConfig
  readonly #sink: DriverSink
  readonly #environment: DriverEnvironment
  readonly #reports: Reports
  readonly #session: HostNode
  readonly #echoes: Echoes<TagId>
  readonly #writer: TagWriter<SparkplugTag>
  readonly #held = new Map<TagId, Held>()
  readonly #stopAsking: () => void
  #broker: Broker | undefined
  #subscribed = false
  #tags = new Map<string, SparkplugTag[]>()
  /** By slot of the session's table. */
  #tagsOfSlot: (readonly SparkplugTag[] | undefined)[] = []

  constructor(config: SparkplugConfig, sink: DriverSink, environment: DriverEnvironment) {
    const { readBackMs = 2_000 } = config
    const { clock } = environment
    this.#config = config
    this.#sink = sink
    this.#environment = environment
    this.#reports = new Reports(clock, (batch) => sink.samples(batch))
    this.#session = new HostNode(clock)
    this.#echoes = new Echoes(clock)
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
    const verdicts: TagVerdict[] = []
    const tags = new Map<string, SparkplugTag[]>()
    for (const spec of specs) {
      try {
        const tag = { spec, ...parseAddress(spec.address) }
        const key = keyOf(tag)
        const twins = tags.get(key)
        if (twins) twins.push(tag)
        else tags.set(key, [tag])
        verdicts.push({ tag: spec.id, status: Status.Good })
      } catch (failure) {
        if (!(failure instanceof Fault)) throw failure
        verdicts.push({ tag: spec.id, status: Status.BadConfigurationError, message: failure.message })
      }
    }
    this.#tags = tags
    this.#tagsOfSlot = this.#session.table.definitions.map(({ device, name }) =>
      tags.get(keyOf(device === undefined ? { metric: name } : { device, metric: name })),
    )
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
    const tags = [...this.#tags.values()].flat()
    return this.#writer.writeEach(requests, {
      find: (id) => tags.find(({ spec }) => spec.id === id),
      counters: this.counters,
      signal,
    })
  }

  /** What births have told: devices, and the metrics of the node or of one device. */
  async browse(
    parent: string | undefined,
    { cursor, limit }: { readonly cursor?: string; readonly limit: number },
  ): Promise<BrowsePage> {
    const { devices, table } = this.#session
    const folders: BrowseNode[] =
      parent === undefined
        ? [...devices].map((name) => ({ address: name, name, kind: 'folder', hasChildren: true }))
        : []
    const metrics = table.definitions
      .filter(({ device }) => device === parent)
      .map(({ device, name, type }): BrowseNode => {
        const known = types[type]
        return {
          address: device === undefined ? (name.includes(':') ? `:${name}` : name) : `${device}:${name}`,
          name,
          kind: 'tag',
          hasChildren: false,
          ...(known ? { type: known } : {}),
        }
      })
    const all = [...folders, ...metrics]
    const from = Number(cursor ?? 0)
    const to = from + limit
    return { nodes: all.slice(from, to), ...(to < all.length ? { cursor: String(to) } : {}) }
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
      if (event.is === 'birth') this.#born(event)
      else if (event.is === 'data') this.#data(event)
      else if (event.is === 'death') this.#died(event.device, event.timestamp * MICROS_PER_MS)
    } catch (failure) {
      if (!(failure instanceof Fault)) throw failure
      countError(this.counters, failure.code)
    }
    this.#askForBirth()
    return this.#reports.full ? this.#reports.flush() : undefined
  }

  #born({ device, metrics, slots, timestamp }: Birth): void {
    this.counters.reads++
    const named = new Set<string>()
    for (const [i, metric] of metrics.entries()) {
      const { name } = metric
      if (name === undefined) continue
      const key = keyOf(device === undefined ? { metric: name } : { device, metric: name })
      named.add(key)
      const tags = this.#tags.get(key)
      this.#tagsOfSlot[slots[i]!] = tags
      for (const { spec } of tags ?? []) {
        const { value, status } = readingOf(metric)
        this.#report(spec, value, status, (metric.timestamp ?? timestamp) * MICROS_PER_MS)
      }
    }
    for (const [key, tags] of this.#tags) {
      if (tags[0]!.device !== device || named.has(key)) continue
      for (const { spec } of tags) this.#report(spec, null, Status.BadNodeIdUnknown, timestamp * MICROS_PER_MS)
    }
  }

  #data({ columns }: Data): void {
    this.counters.reads++
    const batch = columns.asBatch(new Uint32Array(columns.length))
    for (let i = 0; i < columns.length; i++) {
      for (const { spec } of this.#tagsOfSlot[columns.slot[i]!] ?? [])
        this.#report(spec, valueAt(batch, i), columns.status[i]!, columns.time[i]!)
    }
  }

  /** The last values of what died are still usable, until somebody knows better. */
  #died(device: string | undefined, time: Micros): void {
    for (const [tag] of this.#tags.values()) {
      if (device !== undefined && tag!.device !== device) continue
      for (const { spec } of this.#tags.get(keyOf(tag!))!) {
        const held = this.#held.get(spec.id)
        const status = held ? Status.UncertainNoCommunicationLastUsableValue : Status.BadNoCommunication
        this.#reports.add(spec, held?.value ?? null, status, time)
      }
    }
  }

  #report(spec: TagSpec, value: Value, status: number, time: Micros): void {
    if (isGood(status)) this.#held.set(spec.id, { value, time })
    this.#reports.add(spec, value, status, time)
    if (!isBad(status)) this.#echoes.heard(spec.id, value)
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

/** 64-bit types travel as bigint, others as number. */
function fitted(raw: Value, datatype: SparkplugType): Value {
  const is64: boolean =
    datatype === SparkplugType.Int64 || datatype === SparkplugType.UInt64 || datatype === SparkplugType.DateTime
  if (typeof raw === 'bigint') return is64 ? raw : Number(raw)
  return typeof raw === 'number' && is64 ? BigInt(raw) : raw
}

/** What a birth says of a metric; values that are more than one have no place in a tag. */
function readingOf({ value, isNull, properties }: Metric): { readonly value: Value; readonly status: number } {
  const quality = properties?.['Quality']?.value
  const status = typeof quality === 'number' ? statusOfSparkplugQuality(quality) : Status.Good
  if (isNull || value === undefined || value === null)
    return { value: null, status: isBad(status) ? status : Status.BadNoData }
  if (typeof value === 'object') return { value: null, status: Status.BadTypeMismatch }
  return { value, status }
}

const types: Partial<Record<SparkplugType, DataType>> = {
  [SparkplugType.Int8]: 'int8',
  [SparkplugType.Int16]: 'int16',
  [SparkplugType.Int32]: 'int32',
  [SparkplugType.Int64]: 'int64',
  [SparkplugType.UInt8]: 'uint8',
  [SparkplugType.UInt16]: 'uint16',
  [SparkplugType.UInt32]: 'uint32',
  [SparkplugType.UInt64]: 'uint64',
  [SparkplugType.Float]: 'float32',
  [SparkplugType.Double]: 'float64',
  [SparkplugType.Boolean]: 'bool',
  [SparkplugType.String]: 'string',
  [SparkplugType.DateTime]: 'int64',
  [SparkplugType.Text]: 'string',
  [SparkplugType.UUID]: 'string',
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
