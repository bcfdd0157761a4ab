import { BlockDriver } from '../kit/block-driver.ts'
import { Bus, type BusLimits } from '../kit/bus.ts'
import type { DriverFactory } from '../kit/driver.ts'
import { noCounts } from '../kit/supervisor.ts'
import { parseAddress } from './address.ts'
import { type BlockSettings, blockSchema, ModbusBlocks } from './blocks.ts'
import { explainTcp } from './explain.ts'
import { ModbusTcpSession } from './session.ts'

/** What the edge configuration says about a Modbus TCP device. */
export interface ModbusConfig extends Omit<BlockSettings, 'retries' | 'mostUnit'> {
  readonly host: string
  /** 502 unless told. */
  readonly port?: number
  /** Time for one answer, ms; 1,000 unless told. */
  readonly timeoutMs?: number
  /** Silence between an answer and the next request, ms; 0 unless told. Gateways to slow serial lines may need it. */
  readonly turnaroundMs?: number
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
    maxInFlight: { type: 'integer', minimum: 1, maximum: 8, default: 1, description: 'Requests on the wire at a time' },
    turnaroundMs: {
      type: 'integer',
      minimum: 0,
      maximum: 10_000,
      default: 0,
      description: 'Silence before the next request, ms',
    },
    ...blockSchema,
  },
} as const

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
  explain: explainTcp,
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
    return new BlockDriver(new ModbusBlocks(config, session), { clock, counters })
  },
}
