import { type Clock, Fault, Status } from '@millrace/core'
import { Bus } from '../kit/bus.ts'
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
import '../kit/faults.ts'
import { Reports } from '../kit/reports.ts'
import { noCounts } from '../kit/supervisor.ts'
import { countError } from '../kit/trace.ts'
import { verdictsOf } from '../kit/verdicts.ts'
import { parseAddress } from './address.ts'
import { answerTo, type Packet, refused } from './codec.ts'
import { explainHj212 } from './explain.ts'
import { RecordTimes, readValue, statusOfFactor } from './record.ts'
import { type Caller, Hj212Listener } from './session.ts'

/** Reports or heartbeats missed in a row after which the device counts as lost. */
const PATIENCE = 3
const READ_ONLY = 'HJ 212 devices report; nothing is written to them.'

/** What the edge configuration says about an environmental monitoring device. */
export interface Hj212Config {
  /** Where the device dials in; several devices may dial one port. */
  readonly listen: { readonly host?: string; readonly port: number }
  /** The device's identification. */
  readonly mn: string
  readonly password: string
  /** Addresses that it may dial from; any unless told. */
  readonly allow?: readonly string[]
  /** Zone of the device's clock; +08:00 unless told. */
  readonly zone?: string
  /** How often at least it reports or sends a heartbeat, ms; 60,000 unless told. */
  readonly reportMs?: number
  /** Longest data segment, characters; 4,096 unless told (the standard has 1,024). Of a port, the first device's holds. */
  readonly maxSegment?: number
}

const configSchema = {
  type: 'object',
  required: ['listen', 'mn', 'password'],
  additionalProperties: false,
  properties: {
    listen: {
      type: 'object',
      required: ['port'],
      additionalProperties: false,
      description: 'Where the device dials in; several devices may dial one port',
      properties: {
        host: { type: 'string', minLength: 1, maxLength: 253, default: '0.0.0.0' },
        port: { type: 'integer', minimum: 1, maximum: 65_535 },
      },
    },
    mn: { type: 'string', pattern: '^[0-9A-Za-z_-]{1,40}$', description: 'MN: identification of the device' },
    password: { type: 'string', pattern: '^[!-~]{1,20}$', description: 'PW: its password' },
    allow: {
      type: 'array',
      maxItems: 64,
      items: { type: 'string', minLength: 2, maxLength: 45 },
      description: 'Addresses that the device may dial from; any unless told',
    },
    zone: {
      type: 'string',
      pattern: '^[+-][01][0-9]:[0-5][0-9]$',
      default: '+08:00',
      description: 'Zone of its clock',
    },
    reportMs: {
      type: 'integer',
      minimum: 100,
      maximum: 86_400_000,
      default: 60_000,
      description: 'How often at least it reports or sends a heartbeat, ms',
    },
    maxSegment: {
      type: 'integer',
      minimum: 64,
      maximum: 9_999,
      default: 4_096,
      description: 'Longest data segment, characters',
    },
  },
} as const

/** One device that dials in and reports. Data are answered when they have been taken, so that none is lost. */
class Hj212Driver implements Driver, Caller {
  readonly counters: DriverCounters = noCounts()
  readonly mn: string
  readonly #config: Hj212Config
  readonly #clock: Clock
  readonly #bus: Bus
  readonly #environment: DriverEnvironment
  readonly #reports: Reports
  readonly #tags = new Map<string, TagSpec[]>()
  /** Packets wait for it: before the tags are set, what they report would be nobody's. */
  readonly #ready = Promise.withResolvers<void>()
  readonly #heard = Promise.withResolvers<void>()
  readonly #times = new WeakMap<object, RecordTimes>()
  readonly #offsetMinutes: number
  #shared: { readonly part: Hj212Listener; release(): Promise<void> } | undefined
  #signal: AbortSignal | undefined
  #heardAt: number | undefined
  #closed = false

  constructor(config: Hj212Config, sink: DriverSink, environment: DriverEnvironment) {
    this.mn = config.mn
    this.#config = config
    this.#clock = environment.clock
    this.#bus = environment.bus ?? new Bus(environment.clock)
    this.#environment = environment
    this.#reports = new Reports(environment.clock, (batch) => sink.samples(batch))
    const { zone = '+08:00' } = config
    const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4))
    this.#offsetMinutes = zone.startsWith('-') ? -minutes : minutes
    // Whoever waits hears of the end; nobody may.
    this.#ready.promise.catch((reason: unknown) => reason)
    this.#heard.promise.catch((reason: unknown) => reason)
  }

  /** Listens, and waits until the device has dialled in and shown who it is. */
  async connect(signal: AbortSignal): Promise<void> {
    const { listen, maxSegment = 4_096 } = this.#config
    const { clock, log } = this.#environment
    signal.throwIfAborted()
    this.#signal = signal
    const shared = this.#bus.share(
      () => new Hj212Listener({ host: listen.host ?? '0.0.0.0', port: listen.port, maxSegment, clock, log }),
    )
    this.#shared = shared
    await shared.part.add(this)
    const abort = (): void => this.#heard.reject(signal.reason)
    signal.addEventListener('abort', abort, { once: true })
    if (signal.aborted) abort()
    try {
      await this.#heard.promise
    } finally {
      signal.removeEventListener('abort', abort)
    }
  }

  async setTags(specs: readonly TagSpec[]): Promise<{ groups: readonly ScanGroup[]; verdicts: readonly TagVerdict[] }> {
    this.#tags.clear()
    const verdicts = verdictsOf(specs, (spec) => {
      const { cn, field } = parseAddress(spec.address)
      const key = `${cn}:${field}`
      this.#tags.set(key, [...(this.#tags.get(key) ?? []), spec])
      return READ_ONLY
    })
    this.#ready.resolve()
    return { groups: [], verdicts }
  }

  async write(requests: readonly WriteRequest[]): Promise<readonly WriteResult[]> {
    return requests.map(({ operation }) => ({ operation, status: Status.BadNotWritable, message: READ_ONLY }))
  }

  healthy(): boolean {
    const { reportMs = 60_000 } = this.#config
    return !this.#closed && this.#clock.monotonic() - (this.#heardAt ?? 0) < reportMs * PATIENCE
  }

  async close(): Promise<void> {
    this.#closed = true
    const reason = new Fault('driver.closing')
    this.#ready.reject(reason)
    this.#heard.reject(reason)
    this.#reports.stop()
    const shared = this.#shared
    this.#shared = undefined
    if (!shared) return
    shared.part.remove(this)
    await shared.release()
  }

  admit(packet: Packet, from: string): void {
    const { password, allow } = this.#config
    if (allow && !allow.includes(from)) throw refused('a connection from an allowed address', from)
    if (packet.pw !== password) throw refused('the password of the device', 'another')
    this.#heardAt = this.#clock.monotonic()
    this.#heard.resolve()
  }

  heard(segment: string): void {
    this.counters.bytesIn += segment.length
    this.counters.trace?.frame('in', Buffer.from(segment, 'latin1'))
  }

  refused(): void {
    countError(this.counters, 'hj212.packet_refused')
  }

  async take(packet: Packet, answer: (bytes: Uint8Array) => void, connection: object): Promise<void> {
    await this.#ready.promise
    const isData = /^[23]/.test(packet.cn)
    if (isData) this.#report(packet, connection)
    const notice = packet.cn === '9015' || packet.cn.startsWith('1')
    if (!(packet.flag & 1) || !(isData || notice)) return
    await this.#reports.flush()
    // After the loss of the link nobody takes what is reported: the device is to send it again.
    if (this.#closed || this.#signal?.aborted) return
    const bytes = answerTo(packet, isData ? '9014' : '9013')
    this.counters.bytesOut += bytes.length
    this.counters.trace?.frame('out', bytes)
    answer(bytes)
  }

  #report(packet: Packet, connection: object): void {
    let times = this.#times.get(connection)
    if (!times) {
      times = new RecordTimes(this.#offsetMinutes)
      this.#times.set(connection, times)
    }
    const time = times.of(packet) ?? this.#clock.now()
    for (const [field, text] of packet.fields) {
      for (const spec of this.#tags.get(`${packet.cn}:${field}`) ?? []) {
        const { value, bad } = readValue(text, spec.type)
        this.#reports.add(spec, value, bad ?? statusOfFactor(packet.fields, field), time)
      }
    }
    this.counters.reads++
  }
}

/** HJ 212-2017 (also 2005; of 2025 what is sent in the clear): environmental monitoring devices that dial in. */
export const hj212: DriverFactory<Hj212Config> = {
  kind: 'hj212',
  configSchema,
  explain: explainHj212,
  capabilities: { push: true, browse: false, write: false, deviceTime: true, listens: true, records: true },
  busOf: ({ listen }) => `hj212:listen:${listen.host ?? '0.0.0.0'}:${listen.port}`,
  checkAddress: (address) => void parseAddress(address),
  create: (config, sink, environment) => new Hj212Driver(config, sink, environment),
}
