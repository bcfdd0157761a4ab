import { type Clock, isBad, Status, type Value } from '@millrace/core'
import { Bus, type TurnKind } from '../kit/bus.ts'
import type { BrowsePage, DriverFactory, TagSpec } from '../kit/driver.ts'
import { ItemDriver, type ItemProtocol, type ItemReading, type ItemReply, type ItemTag } from '../kit/item-driver.ts'
import type { Refusal } from '../kit/requests.ts'
import { noCounts } from '../kit/supervisor.ts'
import { parseAddress, type SnmpAddress } from './address.ts'
import { browse } from './browse.ts'
import { exists, readStatus, readVarbind, writeRefusal, writeVarbind } from './codec.ts'
import { busLimits, configSchema, type SnmpConfig } from './config.ts'
import { explainSnmp } from './explain.ts'
import { SnmpSession } from './session.ts'

/** An object that the agent refused with an error of the whole request is asked for again after this, ms. */
const RETRY_REFUSED_MS = 60_000

interface SnmpTag extends ItemTag, SnmpAddress {
  /** The type the object was last seen with. */
  asn?: number
}

/** The protocol as the kit's item driver wants it. */
class Snmp implements ItemProtocol<SnmpTag> {
  readonly retries: number
  readonly #config: SnmpConfig
  readonly #session: SnmpSession
  readonly #clock: Clock
  /** Objects that spoil the request they are in, and when to try again (monotonic ms). */
  readonly #refused = new Map<string, { readonly status: number; readonly retryAt: number }>()

  constructor(config: SnmpConfig, session: SnmpSession, clock: Clock) {
    this.retries = config.retries ?? 1
    this.#config = config
    this.#session = session
    this.#clock = clock
  }

  get open(): boolean {
    return this.#session.open
  }

  connect(signal: AbortSignal): Promise<void> {
    return this.#session.connect(signal)
  }

  close(): Promise<void> {
    return this.#session.close()
  }

  mostItems(): number {
    return this.#config.maxItems ?? 20
  }

  plan(spec: TagSpec): SnmpTag {
    return { spec, ...parseAddress(spec.address, spec.type) }
  }

  async read(kind: TurnKind, tags: readonly SnmpTag[], signal: AbortSignal): Promise<ItemReply> {
    const now = this.#clock.monotonic()
    const asked = tags.filter(({ oid }) => !((this.#refused.get(oid)?.retryAt ?? 0) > now))
    const readings = new Map<SnmpTag, ItemReading>()
    const time = asked.length === 0 ? this.#clock.now() : await this.#get(kind, asked, readings, signal)
    return {
      time,
      readings: tags.map(
        (tag) => readings.get(tag) ?? { value: null, status: this.#refused.get(tag.oid)?.status ?? Status.BadNoData },
      ),
    }
  }

  /** RFC 3416 §4.2.1: genErr and its like concern one object and spoil the answer for all: halved until it stands alone. */
  async #get(
    kind: TurnKind,
    tags: readonly SnmpTag[],
    readings: Map<SnmpTag, ItemReading>,
    signal: AbortSignal,
  ): Promise<number> {
    const { errorStatus, varbinds, time } = await this.#session.get(
      kind,
      tags.map(({ oid }) => oid),
      signal,
    )
    if (errorStatus === 0) {
      for (const [i, tag] of tags.entries()) {
        if (exists(varbinds[i]!)) tag.asn = varbinds[i]!.type
        readings.set(tag, readVarbind(varbinds[i]!, { type: tag.spec.type, form: tag.form }))
        this.#refused.delete(tag.oid)
      }
      return time
    }
    if (tags.length === 1) {
      const status = readStatus(errorStatus)
      this.#refused.set(tags[0]!.oid, { status, retryAt: this.#clock.monotonic() + RETRY_REFUSED_MS })
      return time
    }
    const half = Math.ceil(tags.length / 2)
    await this.#get(kind, tags.slice(0, half), readings, signal)
    return this.#get(kind, tags.slice(half), readings, signal)
  }

  async write(tag: SnmpTag, raw: Value, signal: AbortSignal): Promise<Refusal | undefined> {
    let { asn } = tag
    if (asn === undefined) {
      const { readings } = await this.read('write', [tag], signal)
      const { status } = readings[0]!
      asn = tag.asn
      if (asn === undefined)
        return {
          status: isBad(status) ? status : Status.BadNoData,
          message: 'The agent does not tell the type of the object; nothing was sent.',
        }
    }
    const asked = writeVarbind(raw, tag.oid, asn, tag.spec, tag.form)
    if ('status' in asked) return asked
    const { errorStatus } = await this.#session.set(asked, signal)
    return errorStatus === 0 ? undefined : writeRefusal(errorStatus)
  }

  browse(
    parent: string | undefined,
    page: { readonly cursor?: string; readonly limit: number },
    signal: AbortSignal,
  ): Promise<BrowsePage> {
    return browse(this.#session, parent, page, signal)
  }
}

/** SNMP v2c and v3 (RFC 3416, RFC 3414), as a manager. */
export const snmp: DriverFactory<SnmpConfig> = {
  kind: 'snmp',
  configSchema,
  explain: explainSnmp,
  capabilities: { push: false, browse: true, write: true, deviceTime: false },
  busOf: ({ host, port = 161 }) => `udp:${host}:${port}`,
  busLimits,
  checkAddress: (address, type) => void parseAddress(address, type),
  create: (config, { lost }, { clock, bus }) => {
    const counters = noCounts()
    const session = new SnmpSession({ config, clock, bus: bus ?? new Bus(clock, busLimits(config)), counters, lost })
    return new ItemDriver(new Snmp(config, session, clock), { clock, counters })
  },
}
