import { Status, type Value } from '@millrace/core'
import { BlockDriver } from '../kit/block-driver.ts'
import type { BlockLimits, Extent } from '../kit/block-plan.ts'
import type { BlockProtocol, BlockReply, BlockTag } from '../kit/block-protocol.ts'
import { Bus, type BusLimits, type TurnKind } from '../kit/bus.ts'
import type { DataType, DriverFactory, TagSpec } from '../kit/driver.ts'
import { type Dial, tcpLine } from '../kit/line.ts'
import { type Refusal, unfit } from '../kit/requests.ts'
import type { ScanColumns, TagRows } from '../kit/rows.ts'
import { type SerialSettings, serialLine } from '../kit/serial-line.ts'
import { noCounts } from '../kit/supervisor.ts'
import { type Edition, parseAddress } from './address.ts'
import { isWhole } from './codec.ts'
import { explainDlt645 } from './explain.ts'
import { decodeItem, encodeItem, type Format } from './format.ts'
import { MeterSession } from './session.ts'

/** Spaces of items that are read alone lie above those of blocks, which are 32-bit identifiers. */
const ALONE = 2 ** 32
/** DI1 = FFH reads the whole block. */
const WHOLE_BLOCK = 0xff00
const MOST_TARIFFS = 64
const NOTHING = new Uint8Array()

/** What the edge configuration says about a meter. */
export interface Dlt645Config {
  /** The serial server that the meter's line hangs on; or `serial`. */
  readonly tcp?: { readonly host: string; readonly port: number }
  /** The serial port that it hangs on. */
  readonly serial?: Partial<SerialSettings> & Pick<SerialSettings, 'path'>
  /** The meter's address: twelve digits, or AA pairs in front for "any meter that ends like this". */
  readonly address: string
  /** 2007 unless told. */
  readonly edition?: Edition
  /** Time for one answer, ms; 1,000 unless told. */
  readonly timeoutMs?: number
  /** How long the line must be quiet after a request was given up, ms; 300 unless told. */
  readonly quietMs?: number
  /** Silence between an answer and the next request on the line, ms; 20 unless told. */
  readonly turnaroundMs?: number
  /** Reads without an answer are repeated so often within a scan; 1 unless told. */
  readonly retries?: number
  /** Read neighbours (tariffs, phases) in one request; on unless told. */
  readonly blocks?: boolean
  /** For writes: level and password, eight digits. Without it nothing is written. */
  readonly password?: string
  /** For writes: the operator's code, eight digits; 00000000 unless told. */
  readonly operatorCode?: string
}

const ms = (minimum: number, maximum: number, standard: number, description: string) => ({
  type: 'integer',
  minimum,
  maximum,
  default: standard,
  description,
})

const configSchema = {
  type: 'object',
  required: ['address'],
  oneOf: [{ required: ['tcp'] }, { required: ['serial'] }],
  additionalProperties: false,
  properties: {
    tcp: {
      type: 'object',
      required: ['host', 'port'],
      additionalProperties: false,
      description: 'The serial server that the line of the meter hangs on',
      properties: {
        host: { type: 'string', minLength: 1, maxLength: 253 },
        port: { type: 'integer', minimum: 1, maximum: 65_535 },
      },
    },
    serial: {
      type: 'object',
      required: ['path'],
      additionalProperties: false,
      description: 'The serial port that the line of the meter hangs on',
      properties: {
        path: { type: 'string', minLength: 1, maxLength: 255, description: 'Such as /dev/ttyUSB0 or COM3' },
        baudRate: { type: 'integer', minimum: 50, maximum: 4_000_000, default: 2_400 },
        dataBits: { enum: [7, 8], default: 8 },
        parity: { enum: ['none', 'even', 'odd'], default: 'even' },
        stopBits: { enum: [1, 2], default: 1 },
      },
    },
    address: {
      type: 'string',
      pattern: '^(?=.{12}$)(?:AA)*(?:[0-9]{2})*$',
      description: 'Twelve digits on the plate of the meter; AA in front stands for any',
    },
    edition: { enum: ['2007', '1997'], default: '2007', description: 'Edition of DL/T 645 that the meter speaks' },
    timeoutMs: ms(50, 60_000, 1_000, 'Time for one answer, ms'),
    quietMs: ms(20, 5_000, 300, 'Silence of the line after a request was given up, ms'),
    turnaroundMs: ms(0, 5_000, 20, 'Silence before the next request, ms'),
    retries: {
      type: 'integer',
      minimum: 0,
      maximum: 5,
      default: 1,
      description: 'Repeats of a read without an answer',
    },
    blocks: { type: 'boolean', default: true, description: 'Read tariffs or phases together' },
    password: {
      type: 'string',
      pattern: '^[0-9]{8}$',
      description: 'For writes: two digits of the level, six of the password',
    },
    operatorCode: { type: 'string', pattern: '^[0-9]{8}$', description: "For writes: operator's code" },
  },
} as const

interface MeterTag extends BlockTag {
  readonly identifier: number
  readonly format: Format
  readonly offset: number
  readonly bytes: number
  readonly blockFrom: number | undefined
}

/** The protocol as the kit's block driver wants it: a block is the items that differ in DI1 alone. */
class Dlt645 implements BlockProtocol<MeterTag> {
  readonly inFlight = 1
  readonly retries: number
  readonly #config: Dlt645Config
  readonly #session: MeterSession
  /** How each space is read; tags of one space are alike. */
  readonly #spaces = new Map<number, MeterTag>()

  constructor(config: Dlt645Config, session: MeterSession) {
    this.retries = config.retries ?? 1
    this.#config = config
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
    const { blocks = true } = this.#config
    return { maxUnits: () => (blocks ? MOST_TARIFFS : 1), maxGap: blocks ? MOST_TARIFFS : 0 }
  }

  plan(spec: TagSpec): MeterTag {
    const { identifier, format, offset, bytes, blockFrom } = parseAddress(spec.address, spec.type, this.#config.edition)
    const inBlock = blockFrom !== undefined
    const tag: MeterTag = {
      spec,
      identifier,
      format,
      offset,
      bytes,
      blockFrom,
      space: inBlock ? (identifier | WHOLE_BLOCK) >>> 0 : ALONE + identifier,
      start: inBlock ? (identifier >>> 8) & 0xff : 0,
      length: 1,
    }
    this.#spaces.set(tag.space, tag)
    return tag
  }

  unwritable({ format, offset }: MeterTag): string | undefined {
    const { edition, password, address } = this.#config
    if (edition === '1997') return 'Meters of the 1997 edition are read only.'
    if (password === undefined) return 'The configuration has no password for writes.'
    if (!isWhole(address)) return 'A write needs the whole address of the meter.'
    if (offset > 0 || (format.kind === 'bits' && format.bit !== undefined))
      return 'A part of an item cannot be written.'
    return undefined
  }

  station(): number {
    return 0
  }

  async read(kind: TurnKind, block: Extent, signal: AbortSignal): Promise<BlockReply> {
    const { identifier, blockFrom = 0, bytes } = this.#spaces.get(block.space)!
    const several = block.length > 1
    const asked = several ? block.space : block.space >= ALONE ? identifier : withDi1(identifier, block.start)
    const { time, data, error } = await this.#session.read(kind, asked, signal)
    if (!error) {
      // A block begins with its first item, whichever of them were asked for.
      return { time, status: Status.Good, bytes: several ? data.subarray((block.start - blockFrom) * bytes) : data }
    }
    const perhapsInPart = several || error.status === Status.BadNodeIdUnknown
    return { time, status: error.status, perhapsInPart, bytes: NOTHING }
  }

  decode(
    tag: MeterTag,
    { bytes, offset, row }: { readonly bytes: Uint8Array; readonly offset: number; readonly row: number },
    rows: TagRows,
    into: ScanColumns,
  ): void {
    const at = offset * tag.bytes
    const item = bytes.subarray(at, at + tag.bytes)
    // Alone, the answer holds this item and nothing else; in a block it may end before it.
    const whole = item.length === tag.bytes && (tag.blockFrom !== undefined || bytes.length === tag.bytes)
    if (!whole) {
      rows.none(row, item.length === 0 ? Status.BadNoData : Status.BadDecodingError, into.time[row]!, into)
      return
    }
    const { value, status } = decodeItem(item.subarray(tag.offset, tag.offset + tag.format.bytes), tag.format)
    if (status === Status.Good) rows.value(row, value, into)
    else rows.none(row, status, into.time[row]!, into)
  }

  async write(tag: MeterTag, raw: Value, signal: AbortSignal): Promise<Refusal | undefined> {
    const message = this.unwritable(tag)
    if (message !== undefined) return { status: Status.BadNotWritable, message }
    const data = encodeItem(raw, tag.format)
    if (typeof data === 'number') return unfit(tag.spec, raw, data)
    const { error } = await this.#session.write(tag.identifier, data, signal)
    return error ? { status: error.status, message: `The meter answered: ${error.words}.` } : undefined
  }
}

function withDi1(identifier: number, di1: number): number {
  return ((identifier & ~WHOLE_BLOCK) | (di1 << 8)) >>> 0
}

/** What the line is called, and how it is opened. DL/T 645-2007 §5.2: eight bits, even parity, one stop bit. */
function lineOf({ tcp, serial }: Dlt645Config): { readonly place: string; readonly dial: Dial } {
  if (tcp) return { place: `${tcp.host}:${tcp.port}`, dial: tcpLine(tcp.host, tcp.port) }
  const settings = { baudRate: 2_400, dataBits: 8, parity: 'even', stopBits: 1, path: '', ...serial } as const
  return { place: settings.path, dial: serialLine(settings) }
}

function busLimits({ turnaroundMs = 20 }: Dlt645Config): BusLimits {
  return { inFlight: 1, turnaroundMs }
}

/** Before deployment nobody says which edition: two bytes are the old one. */
function checkAddress(address: string, type: DataType): void {
  const old = /^(?:0x)?[\da-f]{2}-?[\da-f]{2}(?:[/@]|$)/i.test(address)
  parseAddress(address, type, old ? '1997' : '2007')
}

/** DL/T 645-2007 and 645-1997, electricity meters on a serial port or behind a serial server. */
export const dlt645: DriverFactory<Dlt645Config> = {
  kind: 'dlt645',
  configSchema,
  explain: explainDlt645,
  capabilities: { push: false, browse: false, write: true, deviceTime: false },
  busOf: (config) => `dlt645:${lineOf(config).place}`,
  busLimits,
  checkAddress,
  create: (config, { lost }, { clock, bus }) => {
    const { address, edition = '2007', timeoutMs = 1_000, quietMs = 300 } = config
    const counters = noCounts()
    const session = new MeterSession({
      ...lineOf(config),
      address,
      edition,
      timeoutMs,
      quietMs,
      password: config.password ?? '00000000',
      operator: config.operatorCode ?? '00000000',
      clock,
      bus: bus ?? new Bus(clock, busLimits(config)),
      counters,
      lost,
    })
    return new BlockDriver(new Dlt645(config, session), { clock, counters })
  },
}
