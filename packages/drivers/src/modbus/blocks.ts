import { Status, type Value } from '@millrace/core'
import type { BlockLimits, Extent } from '../kit/block-plan.ts'
import type { BlockProtocol, BlockReply } from '../kit/block-protocol.ts'
import type { TurnKind } from '../kit/bus.ts'
import type { TagSpec } from '../kit/driver.ts'
import type { WordOrder } from '../kit/registers.ts'
import type { Refusal } from '../kit/requests.ts'
import { exceptionStatus, MOST_BITS, MOST_REGISTERS } from './codec.ts'
import { decodeTag, holdsBits, type ModbusTag, type PlanSettings, planTag, readRequest, unitOf } from './plan.ts'
import type { ModbusSession } from './session.ts'
import { ModbusWriter } from './write.ts'

const ILLEGAL_ADDRESS = 2
const ILLEGAL_VALUE = 3
const NOTHING = new Uint8Array()

/** What a configuration says about registers and requests, whatever carries them. */
export interface BlockSettings {
  /** The unit (slave) of addresses that name none; 1 unless told. */
  readonly unit?: number
  /** Byte order of values of several registers; ABCD unless told. */
  readonly wordOrder?: WordOrder
  /** Most registers of one request, 1…125. */
  readonly maxRegisters?: number
  /** Most coils or discrete inputs of one request, 1…2000. */
  readonly maxBits?: number
  /** Registers or bits nobody asked for that are read along to save a request; 16 unless told. */
  readonly maxGap?: number
  /** Requests on the wire at a time; 1 unless told. */
  readonly maxInFlight?: number
  /** Reads without an answer are repeated so often within a scan; not at all unless told. */
  readonly retries?: number
  /** Most that a unit's number may be; 255 unless told. */
  readonly mostUnit?: number
}

/** The schema of what every kind of Modbus device may say. */
export const blockSchema = {
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
  maxRegisters: { type: 'integer', minimum: 1, maximum: MOST_REGISTERS, default: MOST_REGISTERS },
  maxBits: { type: 'integer', minimum: 1, maximum: MOST_BITS, default: MOST_BITS },
  maxGap: {
    type: 'integer',
    minimum: 0,
    maximum: 124,
    default: 16,
    description: 'Unwanted registers read along to save a request',
  },
} as const

/** The protocol as the kit's block driver wants it. */
export class ModbusBlocks implements BlockProtocol<ModbusTag> {
  readonly inFlight: number
  readonly retries: number
  readonly #settings: PlanSettings
  readonly #limits: BlockLimits
  readonly #session: ModbusSession
  readonly #writer: ModbusWriter

  constructor(config: BlockSettings, session: ModbusSession) {
    const { maxRegisters = MOST_REGISTERS, maxBits = MOST_BITS, maxGap = 16 } = config
    this.inFlight = config.maxInFlight ?? 1
    this.retries = config.retries ?? 0
    this.#settings = {
      unit: config.unit ?? 1,
      wordOrder: config.wordOrder ?? 'ABCD',
      ...(config.mostUnit === undefined ? {} : { mostUnit: config.mostUnit }),
    }
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
