import { BlockDriver } from '../kit/block-driver.ts'
import { Bus, type BusLimits } from '../kit/bus.ts'
import type { DriverFactory } from '../kit/driver.ts'
import { tcpLine } from '../kit/line.ts'
import { bitsPerByte, type SerialSettings, serialLine } from '../kit/serial-line.ts'
import { noCounts } from '../kit/supervisor.ts'
import { parseAddress } from './address.ts'
import { ascii } from './ascii.ts'
import { type BlockSettings, blockSchema, ModbusBlocks } from './blocks.ts'
import { explainAscii, explainRtu } from './explain.ts'
import type { SerialFraming } from './framing.ts'
import { checkUnitNumber } from './plan.ts'
import { rtu } from './rtu.ts'
import { ModbusSerialSession } from './serial-session.ts'

const MOST_UNIT = 247
/** An answer that comes twice is seen to before the next request goes into a tunnel, ms. */
const TUNNEL_TURNAROUND_MS = 2
/** MODBUS over Serial Line V1.02 §2.5.1.1: 3.5 characters of silence part the frames, above 19,200 baud 1.75 ms. */
const SILENT_CHARACTERS = 3.5
const FAST_BAUD = 19_200
const FAST_SILENCE_MS = 1.75

/** What the edge configuration says about a Modbus device on a serial line: a port of its own, or a tunnel to one. */
export interface ModbusSerialConfig extends Omit<BlockSettings, 'maxInFlight' | 'mostUnit'> {
  /** `/dev/ttyUSB0`, `COM3`. */
  readonly port?: string
  /** 19,200 unless told. */
  readonly baudRate?: number
  /** 8 for RTU; 7 for ASCII unless told. */
  readonly dataBits?: 7 | 8
  /** Even unless told. */
  readonly parity?: 'none' | 'even' | 'odd'
  /** 1 unless told. */
  readonly stopBits?: 1 | 2
  /** A serial server that passes bytes over TCP. */
  readonly tunnel?: { readonly host: string; readonly port: number }
  /** Time for one answer, ms, without the time the bytes take on a port's wire; 1,000 unless told. */
  readonly timeoutMs?: number
  /** Silence between an answer and the next request, ms; 3.5 characters, 2 ms in a tunnel, unless told. */
  readonly turnaroundMs?: number
}

function configSchema({ name }: SerialFraming): object {
  return {
    type: 'object',
    oneOf: [{ required: ['port'] }, { required: ['tunnel'] }],
    additionalProperties: false,
    properties: {
      port: { type: 'string', minLength: 1, maxLength: 255, description: 'Serial port, such as /dev/ttyUSB0 or COM3' },
      baudRate: { type: 'integer', minimum: 50, maximum: 4_000_000, default: 19_200 },
      dataBits: name === 'RTU' ? { enum: [8], default: 8 } : { enum: [7, 8], default: 7 },
      parity: { enum: ['none', 'even', 'odd'], default: 'even' },
      stopBits: { enum: [1, 2], default: 1 },
      tunnel: {
        type: 'object',
        required: ['host', 'port'],
        additionalProperties: false,
        description: `A serial server that passes the bytes of Modbus ${name} over TCP`,
        properties: {
          host: { type: 'string', minLength: 1, maxLength: 253 },
          port: { type: 'integer', minimum: 1, maximum: 65_535 },
        },
      },
      unit: {
        type: 'integer',
        minimum: 1,
        maximum: MOST_UNIT,
        description: 'Unit (slave) of addresses that name none; it must answer before the device is online',
      },
      ...blockSchema,
      timeoutMs: { ...blockSchema.timeoutMs, description: 'Time for one answer without the time on the wire, ms' },
      retries: {
        type: 'integer',
        minimum: 0,
        maximum: 5,
        default: 1,
        description: 'Reads without a right answer are repeated so often within a scan; writes never are',
      },
      turnaroundMs: {
        type: 'integer',
        minimum: 0,
        maximum: 10_000,
        description: 'Silence before the next request, ms; 3.5 characters, or 2 ms in a tunnel, unless told',
      },
    },
  }
}

function settingsOf(config: ModbusSerialConfig, framing: SerialFraming): SerialSettings {
  const { port, baudRate = 19_200, dataBits = framing.name === 'RTU' ? 8 : 7, parity = 'even', stopBits = 1 } = config
  return { path: port ?? '', baudRate, dataBits, parity, stopBits }
}

function placeOf({ port, tunnel }: ModbusSerialConfig): string {
  return tunnel ? `${tunnel.host}:${tunnel.port}` : (port ?? '')
}

function msPerByte(settings: SerialSettings): number {
  return (bitsPerByte(settings) * 1_000) / settings.baudRate
}

function busLimits(config: ModbusSerialConfig, framing: SerialFraming): BusLimits {
  const settings = settingsOf(config, framing)
  const silenceMs = settings.baudRate > FAST_BAUD ? FAST_SILENCE_MS : SILENT_CHARACTERS * msPerByte(settings)
  return { inFlight: 1, turnaroundMs: config.turnaroundMs ?? (config.tunnel ? TUNNEL_TURNAROUND_MS : silenceMs) }
}

function modbusSerial(kind: string, framing: SerialFraming): DriverFactory<ModbusSerialConfig> {
  return {
    kind,
    configSchema: configSchema(framing),
    capabilities: { push: false, browse: false, write: true, deviceTime: false },
    // One key a line, whatever is spoken on it: who wants to speak it otherwise is refused.
    busOf: (config) => `${config.tunnel ? 'tcp' : 'serial'}:${placeOf(config)}`,
    busLimits: (config) => busLimits(config, framing),
    checkAddress: (address, type) => {
      checkUnitNumber(address, parseAddress(address, type), MOST_UNIT)
    },
    explain: framing.name === 'RTU' ? explainRtu : explainAscii,
    create: (config, { lost }, { clock, bus }) => {
      const { tunnel, unit, timeoutMs = 1_000, retries = 1 } = config
      const settings = settingsOf(config, framing)
      const { path, ...speed } = settings
      const counters = noCounts()
      const session = new ModbusSerialSession({
        place: placeOf(config),
        dial: tunnel ? tcpLine(tunnel.host, tunnel.port) : serialLine(settings),
        framing,
        settings: tunnel ? framing.name : `${framing.name} ${Object.values(speed).join(' ')}`,
        msPerByte: tunnel ? 0 : msPerByte(settings),
        clock,
        bus: bus ?? new Bus(clock, busLimits(config, framing)),
        timeoutMs,
        unit,
        counters,
        lost,
      })
      return new BlockDriver(new ModbusBlocks({ ...config, retries, mostUnit: MOST_UNIT }, session), {
        clock,
        counters,
      })
    },
  }
}

/** Modbus RTU (MODBUS over Serial Line V1.02), as a master, on a serial port or through a tunnel. */
export const modbusRtu = modbusSerial('modbus-rtu', rtu)

/** Modbus ASCII (MODBUS over Serial Line V1.02), as a master, on a serial port or through a tunnel. */
export const modbusAscii = modbusSerial('modbus-ascii', ascii)
