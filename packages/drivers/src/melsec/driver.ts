import { Status, type Value } from '@millrace/core'
import { BlockDriver } from '../kit/block-driver.ts'
import type { BlockLimits, Extent } from '../kit/block-plan.ts'
import type { BlockProtocol, BlockReply } from '../kit/block-protocol.ts'
import { Bus, type TurnKind } from '../kit/bus.ts'
import type { DriverFactory, TagSpec } from '../kit/driver.ts'
import { encodeValue, type WordOrder } from '../kit/registers.ts'
import { type Refusal, unfit } from '../kit/requests.ts'
import type { ScanColumns, TagRows } from '../kit/rows.ts'
import { noCounts } from '../kit/supervisor.ts'
import { decodeWords } from '../kit/word-values.ts'
import { parseAddress } from './address.ts'
import { type Frame, hex4, MOST_WORDS, readWords, writeBit, writeWords } from './codec.ts'
import { devices } from './devices.ts'
import { endCodeOf } from './end-codes.ts'
import { explainMelsec } from './explain.ts'
import { type MelsecTag, type PlanSettings, planTag, pointOf, type Series } from './plan.ts'
import { MelsecSession } from './session.ts'

/** What the edge configuration says about a MELSEC controller. */
export interface MelsecConfig {
  readonly host: string
  /** As opened in the parameters of the controller; 5007 unless told. */
  readonly port?: number
  /** tcp unless told. */
  readonly transport?: 'tcp' | 'udp'
  /** 3E unless told: every controller has it; 4E answers say which request they answer. */
  readonly frame?: Frame
  /** How numbers are written in frames, as set in the controller; binary unless told. Not with iQ-F. */
  readonly code?: 'binary' | 'ascii'
  /** Q unless told. iQ-R uses the wide device numbers, iQ-F has X and Y in octal. */
  readonly series?: Series
  /** Access route; 0, 0xFF, 0x3FF and 0 unless told: the CPU of the station that is connected to. */
  readonly network?: number
  readonly pc?: number
  readonly io?: number
  readonly station?: number
  /** How long the connected station waits for the one that is asked, ms, in steps of 250; 0 waits for ever. */
  readonly monitoringMs?: number
  /** Order of numbers of several words; CDAB unless told. */
  readonly wordOrder?: WordOrder
  /** Time for one answer, ms; 1,000 unless told. */
  readonly timeoutMs?: number
  /** Most words of one request, 1…960. */
  readonly maxWords?: number
  /** Words nobody asked for that are read along to save a request; 32 unless told. */
  readonly maxGap?: number
}

const STEP_MS = 250
const configSchema = {
  type: 'object',
  required: ['host'],
  additionalProperties: false,
  // How X and Y of iQ-F are counted in ASCII code has not been seen: better no value than that of another device.
  not: { required: ['code', 'series'], properties: { code: { const: 'ascii' }, series: { const: 'iQ-F' } } },
  properties: {
    host: { type: 'string', minLength: 1, maxLength: 253, description: 'Name or address of the controller' },
    port: {
      type: 'integer',
      minimum: 1,
      maximum: 65_535,
      default: 5_007,
      description: 'As opened in the parameters of the controller',
    },
    transport: { enum: ['tcp', 'udp'], default: 'tcp' },
    frame: { enum: ['3E', '4E'], default: '3E', description: '4E answers say which request they answer' },
    code: { enum: ['binary', 'ascii'], default: 'binary', description: 'As set in the controller; iQ-F: binary' },
    series: {
      enum: ['Q', 'iQ-R', 'iQ-F'],
      default: 'Q',
      description: 'Q holds for L and QnA too; iQ-R uses wide device numbers, iQ-F (FX5) has X and Y in octal',
    },
    network: { type: 'integer', minimum: 0, maximum: 255, default: 0 },
    pc: { type: 'integer', minimum: 0, maximum: 255, default: 255, description: 'PC (station) number; 255 is the own' },
    io: {
      type: 'integer',
      minimum: 0,
      maximum: 65_535,
      default: 1_023,
      description: 'I/O number of the module; 1023 (03FF) is the CPU',
    },
    station: { type: 'integer', minimum: 0, maximum: 255, default: 0, description: 'Multidrop station' },
    monitoringMs: {
      type: 'integer',
      minimum: 0,
      maximum: 60_000,
      multipleOf: STEP_MS,
      default: 1_000,
      description: 'How long the connected station waits for the one that is asked, ms; 0 waits for ever',
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
class Melsec implements BlockProtocol<MelsecTag> {
  readonly inFlight = 1
  readonly #settings: PlanSettings
  readonly #limits: BlockLimits
  readonly #session: MelsecSession

  constructor(
    { series = 'Q', code = 'binary', wordOrder = 'CDAB', maxWords = MOST_WORDS, maxGap = 32 }: MelsecConfig,
    session: MelsecSession,
  ) {
    this.#settings = { series, wordOrder, ascii: code === 'ascii' }
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

  plan(spec: TagSpec): MelsecTag {
    return planTag(spec, this.#settings)
  }

  station(): number {
    return 0
  }

  async read(kind: TurnKind, { space, start, length }: Extent, signal: AbortSignal): Promise<BlockReply> {
    const request = readWords(pointOf(space, start, this.#wide), length)
    const { endCode, data: bytes, time } = await this.#session.request(kind, request, signal)
    if (endCode === 0) return { time, status: Status.Good, bytes }
    const { status, perhapsInPart } = endCodeOf(endCode)
    return { time, status, perhapsInPart, bytes: NOTHING }
  }

  decode(
    tag: MelsecTag,
    { bytes, offset, row }: { readonly bytes: Uint8Array; readonly offset: number; readonly row: number },
    rows: TagRows,
    into: ScanColumns,
  ): void {
    decodeWords(tag, { bytes, at: offset * 2, row }, rows, into)
  }

  async write(tag: MelsecTag, raw: Value, signal: AbortSignal): Promise<Refusal | undefined> {
    const { space, start, bit } = tag
    if (bit !== undefined) {
      if (typeof raw !== 'boolean') return unfit(tag.spec, raw, Status.BadTypeMismatch)
      if (!devices[space]!.bits) return this.#changeBit(tag, raw, signal)
      const point = pointOf(space, start, this.#wide)
      const { endCode } = await this.#session.request(
        'write',
        writeBit({ ...point, number: point.number + bit }, raw),
        signal,
      )
      return refusal(endCode)
    }
    const words = encodeValue(raw, tag)
    if (typeof words === 'number') return unfit(tag.spec, raw, words)
    const { endCode } = await this.#session.request(
      'write',
      writeWords(pointOf(space, start, this.#wide), words),
      signal,
    )
    return refusal(endCode)
  }

  /** The protocol has no write of one bit of a word: it is read, changed and written. */
  async #changeBit({ space, start, bit }: MelsecTag, on: boolean, signal: AbortSignal): Promise<Refusal | undefined> {
    const point = pointOf(space, start, this.#wide)
    const read = await this.#session.request('write', readWords(point, 1), signal)
    if (read.endCode !== 0) return refusal(read.endCode)
    const before = (read.data[1]! << 8) | read.data[0]!
    const after = on ? before | (1 << bit!) : before & ~(1 << bit!)
    const word = Uint8Array.of(after & 0xff, after >> 8)
    const { endCode } = await this.#session.request('write', writeWords(point, word), signal)
    return refusal(endCode)
  }

  get #wide(): boolean {
    return this.#settings.series === 'iQ-R'
  }
}

function refusal(endCode: number): Refusal | undefined {
  if (endCode === 0) return undefined
  const { status, name } = endCodeOf(endCode)
  return { status, message: `The device answered: end code ${hex4(endCode)}, ${name}.` }
}

/** MELSEC communication protocol (MC protocol) and SLMP, 3E and 4E frames in binary code, as a client. */
export const melsec: DriverFactory<MelsecConfig> = {
  kind: 'melsec',
  configSchema,
  explain: explainMelsec,
  capabilities: { push: false, browse: false, write: true, deviceTime: false },
  busOf: ({ host, port = 5_007, transport = 'tcp' }) => `${transport}:${host}:${port}`,
  checkAddress: (address, type) => void parseAddress(address, type),
  create: (config, { lost }, { clock, bus }) => {
    const { host, port = 5_007, transport = 'tcp', frame = '3E', code = 'binary' } = config
    const { network = 0, pc = 0xff, io = 0x3ff, station = 0 } = config
    const { monitoringMs = 1_000, timeoutMs = 1_000 } = config
    const counters = noCounts()
    const session = new MelsecSession({
      host,
      port,
      transport,
      frames: { frame, code, route: { network, pc, io, station }, timer: monitoringMs / STEP_MS },
      timeoutMs,
      clock,
      bus: bus ?? new Bus(clock),
      counters,
      lost,
    })
    return new BlockDriver(new Melsec(config, session), { clock, counters })
  },
}
