import { type Clock, isBad, Status, type Value } from '@millrace/core'
import { Bus, type TurnKind } from '../kit/bus.ts'
import type { BrowsePage, DriverFactory, TagSpec } from '../kit/driver.ts'
import { ItemDriver, type ItemProtocol, type ItemReading, type ItemReply, type ItemTag } from '../kit/item-driver.ts'
import type { Refusal } from '../kit/requests.ts'
import { noCounts } from '../kit/supervisor.ts'
import { type BacnetAddress, PRESENT_VALUE, parseAddress } from './address.ts'
import { browse } from './browse.ts'
import { type BacnetConfig, busLimits, configSchema } from './config.ts'
import { explainBacnet } from './explain.ts'
import { PropertyReader } from './reader.ts'
import { BacnetSession } from './session.ts'
import { errorRefusal, errorStatus, rejectStatus, statusOfFlags } from './status.ts'
import { readValues, usualTag, writeValue } from './values.ts'

const STATUS_FLAGS = 111
const RELIABILITY = 103
/** ASHRAE 135 clause 12: object types whose present value has status flags beside it. */
const flagged: readonly number[] = [
  0, 1, 2, 3, 4, 5, 12, 13, 14, 19, 21, 22, 23, 24, 39, 40, 41, 42, 43, 44, 45, 46, 47, 48, 49, 50, 54, 55,
]

interface BacnetTag extends ItemTag {
  readonly address: BacnetAddress
  /** Its present value has status flags, which are read along. */
  readonly flagged: boolean
  /** The application tag the property was last seen with. */
  tag?: number
}

/** The protocol as the kit's item driver wants it. */
class Bacnet implements ItemProtocol<BacnetTag> {
  readonly retries: number
  readonly #config: BacnetConfig
  readonly #session: BacnetSession
  readonly #reader: PropertyReader

  constructor(config: BacnetConfig, session: BacnetSession, clock: Clock) {
    this.retries = config.retries ?? 1
    this.#config = config
    this.#session = session
    this.#reader = new PropertyReader(session, clock)
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

  plan(spec: TagSpec): BacnetTag {
    const address = parseAddress(spec.address)
    const { objectType, property, index } = address
    return { spec, address, flagged: property === PRESENT_VALUE && index === undefined && flagged.includes(objectType) }
  }

  async read(kind: TurnKind, tags: readonly BacnetTag[], signal: AbortSignal): Promise<ItemReply> {
    const references = tags.flatMap(({ address, flagged: more }) =>
      more ? [address, { ...address, property: STATUS_FLAGS }, { ...address, property: RELIABILITY }] : [address],
    )
    const { time, results } = await this.#reader.read(kind, references, signal)
    let at = 0
    const readings = tags.map((tag): ItemReading => {
      const [value, flags, reliability] = results.slice(at, at + (tag.flagged ? 3 : 1))
      at += tag.flagged ? 3 : 1
      if (!value || !('values' in value))
        return { value: null, status: value ? errorStatus(value.code) : Status.BadNoData }
      const [first] = value.values
      if (first?.value !== null && first?.value !== undefined) tag.tag = first.tag
      const reading = readValues(value.values, tag.spec)
      const status = statusOfFlags(flags, reliability)
      if (isBad(reading.status) || status === Status.Good) return reading
      return isBad(status) ? { value: null, status } : { value: reading.value, status }
    })
    return { time, readings }
  }

  async write(tag: BacnetTag, raw: Value, signal: AbortSignal): Promise<Refusal | undefined> {
    const known = tag.tag ?? (raw === null ? 0 : await this.#tagOf(tag, signal))
    if (typeof known !== 'number') return known
    const asked = writeValue(raw, known, tag.spec)
    if ('status' in asked) return asked
    const { address } = tag
    const priority = address.property === PRESENT_VALUE ? (address.priority ?? this.#config.priority ?? 8) : undefined
    const { outcome } = await this.#session.writeProperty(address, asked, priority, signal)
    if (outcome.is === 'done') return undefined
    if (outcome.is === 'error') return errorRefusal(outcome.code)
    return {
      status: rejectStatus(outcome.is, outcome.reason),
      message: `The device did not take the request: ${outcome.is} ${outcome.reason}.`,
    }
  }

  browse(
    parent: string | undefined,
    page: { readonly cursor?: string; readonly limit: number },
    signal: AbortSignal,
  ): Promise<BrowsePage> {
    return browse(this.#reader, this.#config.device, { parent, ...page }, signal)
  }

  async #tagOf(tag: BacnetTag, signal: AbortSignal): Promise<number | Refusal> {
    const { readings } = await this.read('write', [tag], signal)
    const known = tag.tag ?? usualTag(tag.address)
    if (known !== undefined) return known
    const { status } = readings[0]!
    return {
      status: isBad(status) ? status : Status.BadNoData,
      message: 'The device does not tell the type of the property; nothing was sent.',
    }
  }
}

/** BACnet/IP (ASHRAE 135 Annex J), as a client of one device. */
export const bacnet: DriverFactory<BacnetConfig> = {
  kind: 'bacnet',
  configSchema,
  explain: explainBacnet,
  capabilities: { push: false, browse: true, write: true, deviceTime: false },
  busOf: ({ host, port = 47_808 }) => `udp:${host}:${port}`,
  busLimits,
  checkAddress: (address) => void parseAddress(address),
  create: (config, { lost }, { clock, bus }) => {
    const counters = noCounts()
    const session = new BacnetSession({ config, clock, bus: bus ?? new Bus(clock, busLimits(config)), counters, lost })
    return new ItemDriver(new Bacnet(config, session, clock), { clock, counters })
  },
}
