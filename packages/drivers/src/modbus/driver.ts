import { Status, type Value } from '@millrace/core'
import { BlockDriver, type BlockProtocol, type BlockReply } from '../kit/block-driver.ts'
import type { BlockLimits, Extent } from '../kit/block-plan.ts'
import { Bus, type BusLimits, type TurnKind } from '../kit/bus.ts'
import type { DriverFactory, TagSpec } from '../kit/driver.ts'
import type { WordOrder } from '../kit/registers.ts'
import type { Refusal } from '../kit/requests.ts'
import { noCounts } from '../kit/supervisor.ts'
import { parseAddress } from './address.ts'
import { exceptionStatus, MOST_BITS, MOST_REGISTERS } from './codec.ts'
import { decodeTag, holdsBits, type ModbusTag, type PlanSettings, planTag, readRequest, unitOf } from './plan.ts'
import { type ModbusSession, ModbusTcpSession } from './session.ts'
import { ModbusWriter } from './write.ts'

const ILLEGAL_ADDRESS = 2
const ILLEGAL_VALUE = 3
const NOTHING = new Uint8Array()

/** What the edge configuration says about a Modbus TCP device. */
export interface ModbusConfig {
  readonly host: string
  /** 502 unless told. */
  readonly port?: number
  /** The unit (slave) of addresses that name none, 0…255; 1 unless told. */
  readonly unit?: number
  /** Byte order of values of several registers; ABCD unless told. */
  readonly wordOrder?: WordOrder
  /** Time for one answer, ms; 1,000 unless told. */
  readonly timeoutMs?: number
  /** Requests on the wire at a time, 1…8; 1 unless told: many controllers fail above. */
  readonly maxInFlight?: number
  /** Silence between an answer and the next request, ms; 0 unless told. Gateways to slow serial lines may need it. */
  readonly turnaroundMs?: number
  /** Most registers of one request, 1…125. */
  readonly maxRegisters?: number
  /** Most coils or discrete inputs of one request, 1…2000. */
  readonly maxBits?: number
  /** Registers or bits nobody asked for that are read along to save a request; 16 unless told. */
  readonly maxGap?: number
}

const configSchema = {
  type: 'object',
  required: ['host'],
  additionalProperties: false,
  properties: {
    host: { type: 'string', minLength: 1, maxLength: 253, description: 'Name or address of the device or gateway' },
    port: { type: 'integer', minimum: 1, maximum: 65_535, default: 502 },
    unit: {
      type: 'integer',
      minimum: 0,
      maximum: 255,
      default: 1,
      description: 'Unit (slave) of addresses that name none',
    },
    wordOrder: {
      enum: ['ABCD', 'CDAB', 'BADC', 'DCBA'],
      default: 'ABCD',
      description: 'Byte order of values of several registers',
    },
    timeoutMs: {
      type: 'integer',
      minimum: 10,
      maximum: 60_000,
      default: 1_000,
      description: 'Time for one answer, ms',
    },
    maxInFlight: { type: 'integer', minimum: 1, maximum: 8, default: 1, description: 'Requests on the wire at a time' },
    turnaroundMs: {
      type: 'integer',
      minimum: 0,
      maximum: 10_000,
      default: 0,
      description: 'Silence before the next request, ms',
    },
    maxRegisters: { type: 'integer', minimum: 1, maximum: MOST_REGISTERS, default: MOST_REGISTERS },
    maxBits: { type: 'integer', minimum: 1, maximum: MOST_BITS, default: MOST_BITS },
    maxGap: {
      type: 'integer',
      minimum: 0,
      maximum: 124,
      default: 16,
      description: 'Unwanted registers read along to save a request',
    },
  },
} as const

/** The protocol as the kit's block driver wants it. */
class Modbus implements BlockProtocol<ModbusTag> {
  readonly inFlight: number
  readonly #settings: PlanSettings
  readonly #limits: BlockLimits
  readonly #session: ModbusSession
  readonly #writer: ModbusWriter

  constructor(config: ModbusConfig, session: ModbusSession) {
    const { maxRegisters = MOST_REGISTERS, maxBits = MOST_BITS, maxGap = 16 } = config
    this.inFlight = config.maxInFlight ?? 1
    this.#settings = { unit: config.unit ?? 1, wordOrder: config.wordOrder ?? 'ABCD' }
    this.#limits = { maxUnits: (space) => (holdsBits(space) ? maxBits : maxRegisters), maxGap }
    this.#session = session
    this.#writer = new ModbusWriter(session)
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

  plan(spec: TagSpec): ModbusTag {
    return planTag(spec, this.#settings)
  }

  unwritable({ area }: ModbusTag): string | undefined {
    return area === 'discrete' || area === 'input' ? `The area ${area} cannot be written.` : undefined
  }

  station(extent: Extent): number {
    return unitOf(extent)
  }

  stations(count: number): void {
    this.#session.silentAfter = count === 1 ? 3 : 2 * count + 1
  }

  async read(kind: TurnKind, block: Extent, signal: AbortSignal): Promise<BlockReply> {
    const { unit, pdu } = readRequest(block)
    const { exception, pdu: bytes, time } = await this.#session.request(kind, unit, pdu, signal)
    if (exception === 0) return { time, status: Status.Good, bytes }
    const perhapsInPart = exception === ILLEGAL_ADDRESS || exception === ILLEGAL_VALUE
    return { time, status: exceptionStatus(exception), perhapsInPart, bytes: NOTHING }
  }

  decode = decodeTag

  write(tag: ModbusTag, raw: Value, signal: AbortSignal): Promise<Refusal | undefined> {
    return this.#writer.write(tag, raw, signal)
  }
}

function busLimits({ maxInFlight = 1, turnaroundMs = 0 }: ModbusConfig): BusLimits {
  return { inFlight: maxInFlight, turnaroundMs }
}

/** Modbus TCP (MODBUS Messaging on TCP/IP Implementation Guide V1.0b), as a client. */
export const modbusTcp: DriverFactory<ModbusConfig> = {
  kind: 'modbus-tcp',
  configSchema,
  capabilities: { push: false, browse: false, write: true, deviceTime: false },
  busOf: ({ host, port = 502 }) => `tcp:${host}:${port}`,
  busLimits,
  checkAddress: (address, type) => void parseAddress(address, type),
  create: (config, { lost }, { clock, bus }) => {
    const { host, port = 502, timeoutMs = 1_000 } = config
    const counters = noCounts()
    const session = new ModbusTcpSession({
      host,
      port,
      timeoutMs,
      clock,
      bus: bus ?? new Bus(clock, busLimits(config)),
      counters,
      lost,
    })
    return new BlockDriver(new Modbus(config, session), { clock, counters })
  },
}
