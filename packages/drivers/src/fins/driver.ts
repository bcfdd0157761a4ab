import { Status, type Value } from '@millrace/core'
import { BlockDriver } from '../kit/block-driver.ts'
import type { BlockLimits, Extent } from '../kit/block-plan.ts'
import type { BlockProtocol, BlockReply } from '../kit/block-protocol.ts'
import { Bus, type BusLimits, type TurnKind } from '../kit/bus.ts'
import type { DriverFactory, TagSpec } from '../kit/driver.ts'
import { encodeValue, type WordOrder } from '../kit/registers.ts'
import { fits, type Refusal, unfit } from '../kit/requests.ts'
import { noCounts } from '../kit/supervisor.ts'
import { parseAddress } from './address.ts'
import { areas } from './areas.ts'
import { toBcd } from './bcd.ts'
import { hex4, MOST_WORDS, type Request, readMemory, writeMemory } from './codec.ts'
import { endCodeOf } from './end-codes.ts'
import { explainFins } from './explain.ts'
import { decodeTag, type FinsTag, planTag } from './plan.ts'
import { FinsSession } from './session.ts'

/** What the edge configuration says about a controller that speaks FINS. */
export interface FinsConfig {
  readonly host: string
  /** 9600 unless told. */
  readonly port?: number
  /** tcp unless told. */
  readonly transport?: 'tcp' | 'udp'
  /** FINS address of the controller: network and unit are 0 unless told, the node is the one that is connected to. */
  readonly network?: number
  readonly node?: number
  readonly unit?: number
  /** FINS address of this edge; 0 unless told. */
  readonly localNetwork?: number
  /** As the device gives it (TCP), or the last part of the own IP address (UDP), unless told. */
  readonly localNode?: number
  /** Order of numbers of several words; CDAB unless told. */
  readonly wordOrder?: WordOrder
  /** Time for one answer, ms; 1,000 unless told. */
  readonly timeoutMs?: number
  /** Requests on the wire at a time, 1…8; 1 unless told. */
  readonly maxInFlight?: number
  /** Most words of one request, 1…999. */
  readonly maxWords?: number
  /** Words nobody asked for that are read along to save a request; 32 unless told. */
  readonly maxGap?: number
}

const configSchema = {
  type: 'object',
  required: ['host'],
  additionalProperties: false,
  properties: {
    host: { type: 'string', minLength: 1, maxLength: 253, description: 'Name or address of the controller' },
    port: { type: 'integer', minimum: 1, maximum: 65_535, default: 9_600 },
    transport: { enum: ['tcp', 'udp'], default: 'tcp' },
    network: { type: 'integer', minimum: 0, maximum: 127, default: 0, description: 'FINS network of the controller' },
    node: {
      type: 'integer',
      minimum: 0,
      maximum: 254,
      description: 'FINS node of the controller; the one that is connected to unless told',
    },
    unit: { type: 'integer', minimum: 0, maximum: 255, default: 0, description: 'FINS unit; 0 is the CPU' },
    localNetwork: { type: 'integer', minimum: 0, maximum: 127, default: 0, description: 'FINS network of this edge' },
    localNode: {
      type: 'integer',
      minimum: 0,
      maximum: 254,
      description: 'FINS node of this edge; given by the controller (TCP) or the last part of the IP address (UDP)',
    },
    wordOrder: {
      enum: ['ABCD', 'CDAB', 'BADC', 'DCBA'],
      default: 'CDAB',
      description: 'Order of numbers of several words',
    },
    timeoutMs: {
      type: 'integer',
      minimum: 10,
      maximum: 60_000,
      default: 1_000,
      description: 'Time for one answer, ms',
    },
    maxInFlight: { type: 'integer', minimum: 1, maximum: 8, default: 1, description: 'Requests on the wire at a time' },
    maxWords: { type: 'integer', minimum: 1, maximum: MOST_WORDS, default: MOST_WORDS },
    maxGap: {
      type: 'integer',
      minimum: 0,
      maximum: MOST_WORDS - 1,
      default: 32,
      description: 'Unwanted words read along to save a request',
    },
  },
} as const

const NOTHING = new Uint8Array()

/** The protocol as the kit's block driver wants it. */
class Fins implements BlockProtocol<FinsTag> {
  readonly inFlight: number
  readonly #wordOrder: WordOrder
  readonly #limits: BlockLimits
  readonly #session: FinsSession

  constructor(config: FinsConfig, session: FinsSession) {
    const { wordOrder = 'CDAB', maxWords = MOST_WORDS, maxGap = 32, maxInFlight = 1 } = config
    this.inFlight = maxInFlight
    this.#wordOrder = wordOrder
    this.#limits = { maxUnits: () => maxWords, maxGap }
    this.#session = session
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

  limits(): BlockLimits {
    return this.#limits
  }

  plan(spec: TagSpec): FinsTag {
    return planTag(spec, this.#wordOrder)
  }

  unwritable({ space }: FinsTag): string | undefined {
    return areas[space]!.flags ? 'Completion flags cannot be written.' : undefined
  }

  station(): number {
    return 0
  }

  async read(kind: TurnKind, { space, start, length }: Extent, signal: AbortSignal): Promise<BlockReply> {
    const { code, offset, flags } = areas[space]!
    const request = readMemory({ code, address: start + offset }, length, flags)
    const { endCode, data: bytes, time } = await this.#session.request(kind, request, signal)
    if (endCode === 0) return { time, status: Status.Good, bytes }
    const { status, perhapsInPart } = endCodeOf(endCode)
    return { time, status, perhapsInPart, bytes: NOTHING }
  }

  decode = decodeTag

  async write(tag: FinsTag, raw: Value, signal: AbortSignal): Promise<Refusal | undefined> {
    const request = writeRequest(tag, raw)
    if ('status' in request) return request
    const { endCode } = await this.#session.request('write', request, signal)
    if (endCode === 0) return undefined
    const { status, name } = endCodeOf(endCode)
    return { status, message: `The device answered: end code ${hex4(endCode)}, ${name}.` }
  }
}

function writeRequest(tag: FinsTag, raw: Value): Request | Refusal {
  const { code, bitCode, offset, flags } = areas[tag.space]!
  if (flags) return { status: Status.BadNotWritable, message: 'Completion flags cannot be written.' }
  const address = tag.start + offset
  if (tag.bit !== undefined) {
    if (typeof raw !== 'boolean') return unfit(tag.spec, raw, Status.BadTypeMismatch)
    return writeMemory({ code: bitCode!, address, bit: tag.bit }, 1, Uint8Array.of(raw ? 1 : 0))
  }
  const value = tag.bcd ? digitsOf(tag, raw) : raw
  if (value === undefined) return unfit(tag.spec, raw, Status.BadOutOfRange)
  const words = encodeValue(value, tag)
  if (typeof words === 'number') return unfit(tag.spec, raw, words)
  return writeMemory({ code, address }, words.length / 2, words)
}

/** What does not fit the type at all is left to the check of the type. */
function digitsOf(tag: FinsTag, raw: Value): Value | undefined {
  if (fits(raw, tag.type) !== Status.Good) return raw
  return toBcd(BigInt(raw as number | bigint), tag.length)
}

function busLimits({ maxInFlight = 1 }: FinsConfig): BusLimits {
  return { inFlight: maxInFlight, turnaroundMs: 0 }
}

/** Omron FINS over TCP and UDP, as a client. */
export const fins: DriverFactory<FinsConfig> = {
  kind: 'fins',
  configSchema,
  explain: explainFins,
  capabilities: { push: false, browse: false, write: true, deviceTime: false },
  busOf: ({ host, port = 9_600, transport = 'tcp' }) => `${transport}:${host}:${port}`,
  busLimits,
  checkAddress: (address, type) => void parseAddress(address, type),
  create: (config, { lost }, { clock, bus }) => {
    const { host, port = 9_600, transport = 'tcp', network = 0, node, unit = 0 } = config
    const { localNetwork = 0, localNode, timeoutMs = 1_000 } = config
    const counters = noCounts()
    const session = new FinsSession({
      host,
      port,
      transport,
      network,
      node,
      unit,
      localNetwork,
      localNode,
      timeoutMs,
      clock,
      bus: bus ?? new Bus(clock, busLimits(config)),
      counters,
      lost,
    })
    return new BlockDriver(new Fins(config, session), { clock, counters })
  },
}
