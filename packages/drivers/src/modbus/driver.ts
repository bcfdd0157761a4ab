import { Fault, isBad, type Micros, type SampleBatch, Status } from '@millrace/core'
import { type Block, splitBlock } from '../kit/block-plan.ts'
import { Bus, type BusLimits } from '../kit/bus.ts'
import type {
  Driver,
  DriverCounters,
  DriverEnvironment,
  DriverFactory,
  DriverSink,
  ScanGroup,
  TagSpec,
  TagVerdict,
  WriteRequest,
  WriteResult,
} from '../kit/driver.ts'
import { noCounts } from '../kit/supervisor.ts'
import { parseAddress, type WordOrder } from './address.ts'
import { exceptionStatus, MOST_BITS, MOST_REGISTERS } from './codec.ts'
import { type ModbusGroup, planTags, readRequest, type ScanColumns } from './plan.ts'
import { ModbusSession } from './session.ts'
import { ModbusWriter } from './write.ts'

/** A tag that the device refused is asked for again after this, ms: it may have been given the address meanwhile. */
const RETRY_REFUSED_MS = 60_000
const ILLEGAL_ADDRESS = 2
const ILLEGAL_VALUE = 3

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

class ModbusDriver implements Driver {
  readonly counters: DriverCounters = noCounts()
  readonly #config: ModbusConfig
  readonly #environment: DriverEnvironment
  readonly #session: ModbusSession
  readonly #writer: ModbusWriter
  #groups: readonly ModbusGroup[] = []

  constructor(config: ModbusConfig, sink: DriverSink, environment: DriverEnvironment) {
    this.#config = config
    this.#environment = environment
    this.#session = new ModbusSession({
      host: config.host,
      port: config.port ?? 502,
      timeoutMs: config.timeoutMs ?? 1_000,
      clock: environment.clock,
      bus: environment.bus ?? new Bus(environment.clock, busLimits(config)),
      counters: this.counters,
      lost: sink.lost,
    })
    this.#writer = new ModbusWriter(this.#session)
  }

  connect(signal: AbortSignal): Promise<void> {
    return this.#session.connect(signal)
  }

  async setTags(tags: readonly TagSpec[]): Promise<{ groups: readonly ScanGroup[]; verdicts: readonly TagVerdict[] }> {
    const {
      unit = 1,
      wordOrder = 'ABCD',
      maxRegisters = MOST_REGISTERS,
      maxBits = MOST_BITS,
      maxGap = 16,
    } = this.#config
    const { groups, verdicts, units } = planTags(tags, { unit, wordOrder, maxRegisters, maxBits, maxGap })
    this.#groups = groups
    this.#session.silentAfter = Math.max(3, units + 1)
    return { groups, verdicts }
  }

  async poll(group: ScanGroup, signal: AbortSignal): Promise<SampleBatch> {
    const scan = new GroupScan({
      group: group as ModbusGroup,
      session: this.#session,
      environment: this.#environment,
      signal,
    })
    await scan.run(Math.min(this.#config.maxInFlight ?? 1, scan.requests))
    this.counters.reads += scan.reads
    return scan.batch()
  }

  async write(requests: readonly WriteRequest[], signal: AbortSignal): Promise<readonly WriteResult[]> {
    const results: WriteResult[] = []
    for (const request of requests) {
      const tag = this.#groups
        .values()
        .map((group) => group.find(request.tag))
        .find((found) => found)
      if (!tag)
        results.push({
          operation: request.operation,
          status: Status.BadNodeIdUnknown,
          message: 'The tag has no address.',
        })
      else if (tag.spec.access !== 'rw') {
        results.push({
          operation: request.operation,
          status: Status.BadNotWritable,
          message: 'The tag is configured to be read only.',
        })
      } else results.push(await this.#writer.write(tag, request, signal))
      if (!isBad(results.at(-1)!.status)) this.counters.writes++
    }
    return results
  }

  healthy(): boolean {
    return this.#session.open
  }

  close(): Promise<void> {
    return this.#session.close()
  }
}

interface ScanParts {
  readonly group: ModbusGroup
  readonly session: ModbusSession
  readonly environment: DriverEnvironment
  readonly signal: AbortSignal
}

/** Reads the blocks of one group, halving those that the device refuses until only the refused tags are left out. */
class GroupScan {
  readonly #parts: ScanParts
  readonly #columns: ScanColumns
  #holesFound = false
  reads = 0

  constructor(parts: ScanParts) {
    this.#parts = parts
    this.#columns = parts.group.columns()
  }

  get requests(): number {
    return this.#parts.group.blocks.length
  }

  async run(atOnce: number): Promise<void> {
    const blocks = this.#parts.group.blocks.values()
    const reader = async (): Promise<void> => {
      for (const block of blocks) await this.#read(block)
    }
    if (atOnce === 1) await reader()
    else await Promise.all(Array.from({ length: atOnce }, reader))
    if (this.#holesFound) this.#parts.group.replan()
  }

  batch(): SampleBatch {
    return this.#parts.group.batch(this.#columns)
  }

  /** True if every tag of the block was read. */
  async #read(block: Block): Promise<boolean> {
    const { group, session, environment, signal } = this.#parts
    const { clock } = environment
    const known = block.members.length === 1 ? group.refused.get(block.members[0]!) : undefined
    if (known && clock.monotonic() < known.retryAt) {
      group.fail(block, known.status, clock.now(), this.#columns)
      return false
    }
    const { unit, pdu } = readRequest(block)
    try {
      const reply = await session.request('read', unit, pdu, signal)
      this.reads++
      if (reply.exception === 0) {
        group.decode(block, reply.pdu, reply.time, this.#columns)
        if (known) group.refused.delete(block.members[0]!)
        return true
      }
      if (reply.exception === ILLEGAL_ADDRESS || reply.exception === ILLEGAL_VALUE)
        return await this.#refused(block, reply)
      group.fail(block, exceptionStatus(reply.exception), reply.time, this.#columns)
    } catch (reason) {
      group.fail(block, statusOf(reason), clock.now(), this.#columns)
    }
    return false
  }

  async #refused(block: Block, reply: { readonly exception: number; readonly time: Micros }): Promise<boolean> {
    const { group, environment } = this.#parts
    const halves = splitBlock(block, group.extents)
    if (!halves) {
      const status = exceptionStatus(reply.exception)
      const retryAt = environment.clock.monotonic() + RETRY_REFUSED_MS
      if (!group.holes.holds(block)) {
        group.holes.add(block.space, block.start, block.start + block.length)
        this.#holesFound = true
      }
      for (const row of block.members) group.refused.set(row, { status, retryAt })
      group.fail(block, status, reply.time, this.#columns)
      return false
    }
    const [left, right] = halves
    const leftRead = await this.#read(left)
    const rightRead = await this.#read(right)
    if (!leftRead || !rightRead) return false
    // Each half can be read, but not both at once: what lies between them is the hole.
    group.holes.add(block.space, left.start + left.length, right.start)
    this.#holesFound = true
    return true
  }
}

/** The status of tags whose request failed; what concerns the whole link is thrown on. */
function statusOf(reason: unknown): number {
  if (reason instanceof Fault) {
    if (reason.code === 'modbus.timeout') return Status.BadTimeout
    if (reason.code === 'modbus.reply_malformed') return Status.BadDecodingError
    if (reason.code === 'driver.bus_full') return Status.BadResourceUnavailable
  }
  throw reason
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
  create: (config, sink, environment) => new ModbusDriver(config, sink, environment),
}
