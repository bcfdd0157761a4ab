import type { Log } from '@millrace/core'
import { Bus, type TurnKind } from '../kit/bus.ts'
import type { BrowsePage, DriverFactory, TagSpec } from '../kit/driver.ts'
import { ItemDriver, type ItemProtocol, type ItemReply } from '../kit/item-driver.ts'
import { noCounts } from '../kit/supervisor.ts'
import { parseAddress } from './address.ts'
import { LogixBrowser } from './browse.ts'
import { explainEthernetIp } from './explain.ts'
import { parseRoute, ROUTE, routedBytes } from './message.ts'
import { type LogixTag, planTag, sizeOf } from './plan.ts'
import { LogixReader } from './reader.ts'
import { EthernetIpSession } from './session.ts'
import { LogixWriter } from './writer.ts'

const PORT = 44_818
/** What an unconnected message may hold (1756-PM020F p. 22: about 500 bytes). */
const MOST_BYTES = 500
const USUAL_ITEMS = 64
/** Service, path, count of a multiple service packet. */
const PACKET_BYTES = 8

/** What the edge configuration says about a controller that speaks EtherNet/IP. */
export interface EthernetIpConfig {
  readonly host: string
  /** 44818 unless told. */
  readonly port?: number
  /** Slot of the controller in the chassis, 0…255; 0 unless told. */
  readonly slot?: number
  /** The way from the device to the controller, in place of a slot: `1,3,2,10.0.0.7,1,0`. */
  readonly path?: string
  /** True: the device itself is the controller and is asked without a route. Unless told, the device's name decides. */
  readonly micro800?: boolean
  /** Time for one answer, ms; 2,000 unless told. */
  readonly timeoutMs?: number
  /** Most tags of one request, 1…200; 64 unless told. */
  readonly maxItems?: number
  /** Most bytes of one request and of one answer, 100…4000; 500 unless told. */
  readonly maxBytes?: number
}

const configSchema = {
  type: 'object',
  required: ['host'],
  additionalProperties: false,
  properties: {
    host: {
      type: 'string',
      minLength: 1,
      maxLength: 253,
      description: 'Name or address of controller or network module',
    },
    port: { type: 'integer', minimum: 1, maximum: 65_535, default: PORT },
    slot: {
      type: 'integer',
      minimum: 0,
      maximum: 255,
      default: 0,
      description: 'Slot of the controller in its chassis',
    },
    path: {
      type: 'string',
      maxLength: 200,
      pattern: ROUTE,
      description: 'Way to the controller in place of a slot, as pairs of port and link: 1,0',
    },
    micro800: {
      type: 'boolean',
      description: 'The device itself is the controller (no route); its name tells unless told here',
    },
    timeoutMs: {
      type: 'integer',
      minimum: 10,
      maximum: 60_000,
      default: 2_000,
      description: 'Time for one answer, ms',
    },
    maxItems: {
      type: 'integer',
      minimum: 1,
      maximum: 200,
      default: USUAL_ITEMS,
      description: 'Most tags of one request',
    },
    maxBytes: {
      type: 'integer',
      minimum: 100,
      maximum: 4_000,
      default: MOST_BYTES,
      description: 'Most bytes of one request and of one answer; about 500 without a connection',
    },
  },
  // One of the two says the way.
  dependentSchemas: { path: { properties: { slot: false } } },
} as const

/** The protocol as the kit's item driver wants it. */
class Logix implements ItemProtocol<LogixTag> {
  readonly #session: EthernetIpSession
  readonly #reader: LogixReader
  readonly #writer: LogixWriter
  readonly #browser: LogixBrowser
  readonly #mostItems: number
  readonly #mostBytes: number

  constructor(config: EthernetIpConfig, session: EthernetIpSession, log: Log) {
    this.#session = session
    this.#mostItems = config.maxItems ?? USUAL_ITEMS
    this.#mostBytes = config.maxBytes ?? MOST_BYTES
    this.#reader = new LogixReader(session, log)
    this.#writer = new LogixWriter(session, this.#reader, this.#mostBytes)
    this.#browser = new LogixBrowser(session, this.#mostBytes)
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
    return this.#reader.lacksMultiple ? 1 : this.#mostItems
  }

  mostBytes(): number {
    const { route } = this.#session
    return this.#mostBytes - PACKET_BYTES - (route.length > 0 ? routedBytes(route) : 0)
  }

  plan(spec: TagSpec): LogixTag {
    return planTag(spec)
  }

  bytesOf(tag: LogixTag): number {
    return sizeOf(tag)
  }

  read(kind: TurnKind, tags: readonly LogixTag[], signal: AbortSignal): Promise<ItemReply> {
    return this.#reader.read(kind, tags, signal)
  }

  write(
    tag: LogixTag,
    raw: Parameters<LogixWriter['write']>[1],
    signal: AbortSignal,
  ): ReturnType<LogixWriter['write']> {
    return this.#writer.write(tag, raw, signal)
  }

  browse(
    parent: string | undefined,
    page: { readonly cursor?: string; readonly limit: number },
    signal: AbortSignal,
  ): Promise<BrowsePage> {
    return this.#browser.browse(parent, page, signal)
  }
}

function routeOf({ slot = 0, path, micro800 }: EthernetIpConfig): readonly number[] {
  if (micro800) return []
  return path === undefined ? [1, slot] : parseRoute(path)
}

/** EtherNet/IP explicit messages to the tags of Logix controllers, as a client. */
export const ethernetIp: DriverFactory<EthernetIpConfig> = {
  kind: 'ethernet-ip',
  configSchema,
  explain: explainEthernetIp,
  capabilities: { push: false, browse: true, write: true, deviceTime: false },
  busOf: ({ host, port = PORT }) => `tcp:${host}:${port}`,
  checkAddress: (address, type) => void parseAddress(address, type),
  create: (config, { lost }, { clock, log, bus }) => {
    const { host, port = PORT, timeoutMs = 2_000, path, micro800 } = config
    const counters = noCounts()
    const session = new EthernetIpSession({
      host,
      port,
      timeoutMs,
      route: routeOf(config),
      routeUnlessMicro800: path === undefined && micro800 === undefined,
      clock,
      log,
      bus: bus ?? new Bus(clock),
      counters,
      lost,
    })
    return new ItemDriver(new Logix(config, session, log), { clock, counters })
  },
}
