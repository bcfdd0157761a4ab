import { Fault, type Micros, Status } from '@millrace/core'
import { Bus } from '../kit/bus.ts'
import type {
  BrowsePage,
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
import { Reports } from '../kit/reports.ts'
import { TagWriter } from '../kit/requests.ts'
import { noCounts } from '../kit/supervisor.ts'
import { verdictsOf } from '../kit/verdicts.ts'
import { Activations } from './activations.ts'
import { type Iec104Address, parseAddress } from './address.ts'
import { type Asdu, decodeAsdu, eachObject, type FieldSizes, globalAddress } from './asdu.ts'
import { Commands, type Iec104Tag } from './commands.ts'
import { configSchema, type Iec104Config, sizesOf, windowOf } from './config.ts'
import { explainIec104 } from './explain.ts'
import './faults.ts'
import { countError } from '../kit/trace.ts'
import { type Heard, Image, objectKey } from './image.ts'
import { Interrogations } from './interrogations.ts'
import { Iec104Session } from './session.ts'
import { type StationZone, stationZone } from './time.ts'
import { COMMANDS, MONITORED, type MonitoredType, SYSTEM_SIZE, System } from './types.ts'
import { readElement, valueFor } from './values.ts'

/** A time of the station that is further ahead of ours is no time. */
const MOST_AHEAD: Micros = 300_000_000
const MOST_AGE_MS = 300_000

class Iec104Driver implements Driver {
  readonly counters: DriverCounters = noCounts()
  readonly #config: Iec104Config
  readonly #environment: DriverEnvironment
  readonly #sizes: FieldSizes
  readonly #zone: StationZone
  readonly #mostAge: Micros
  readonly #reports: Reports
  readonly #session: Iec104Session
  readonly #activations: Activations
  readonly #interrogations: Interrogations
  readonly #commands: Commands
  readonly #writer: TagWriter<Iec104Tag>
  readonly #image = new Image()
  /** What was complained about on this connection. */
  readonly #said = new Set<string>()
  #tags: ReadonlyMap<number, Iec104Tag> = new Map()
  #tagsOf: ReadonlyMap<number, readonly Iec104Tag[]> = new Map()

  constructor(config: Iec104Config, sink: DriverSink, environment: DriverEnvironment) {
    const { host, port = 2_404, timeoutMs = 3_000, originator = 0 } = config
    const { clock, log } = environment
    this.#config = config
    this.#environment = environment
    this.#sizes = sizesOf(config)
    this.#zone = stationZone(config.timeZone ?? 'UTC')
    this.#mostAge = (config.maxAgeMs ?? MOST_AGE_MS) * 1_000
    this.#reports = new Reports(clock, (batch) => sink.samples(batch))
    this.#session = new Iec104Session({
      host,
      port,
      window: windowOf(config),
      clock,
      counters: this.counters,
      asdu: (bytes) => this.#take(bytes),
      taken: () => this.#reports.flush(),
      lost: (reason) => {
        this.#stop(reason)
        sink.lost(reason)
      },
    })
    this.#activations = new Activations({
      clock,
      counters: this.counters,
      sizes: this.#sizes,
      originator,
      timeoutMs,
      send: (asdu) => this.#session.send(asdu),
    })
    const parts = { config, activations: this.#activations, zone: this.#zone, clock }
    this.#interrogations = new Interrogations({ ...parts, log, answered: (common) => this.#answered(common) })
    this.#commands = new Commands({
      ...parts,
      bus: environment.bus ?? new Bus(clock),
      reported: ({ address }) => this.#image.get(objectKey(address.common, address.object))?.reported,
    })
    this.#writer = new TagWriter<Iec104Tag>({
      send: (tag, raw, signal) => this.#commands.send(tag, raw, signal),
      readBack: (tag, signal) => this.#commands.readBack(tag, signal),
    })
  }

  connect(signal: AbortSignal): Promise<void> {
    return this.#session.connect(signal)
  }

  setTags(specs: readonly TagSpec[]): Promise<{ groups: readonly ScanGroup[]; verdicts: readonly TagVerdict[] }> {
    const before = this.#tags
    const tags = new Map<number, Iec104Tag>()
    const tagsOf = new Map<number, Iec104Tag[]>()
    const verdicts = verdictsOf(specs, (spec) => {
      const tag = { spec, address: this.#address(spec) }
      const key = objectKey(tag.address.common, tag.address.object)
      tags.set(spec.id, tag)
      const members = tagsOf.get(key)
      if (members) members.push(tag)
      else tagsOf.set(key, [tag])
      return undefined
    })
    this.#tags = tags
    this.#tagsOf = tagsOf
    for (const tag of tags.values()) if (!isSame(before.get(tag.spec.id)?.spec, tag.spec)) this.#tell(tag)
    for (const common of this.#config.commonAddresses ?? []) this.#interrogations.add(common)
    for (const { address } of tags.values()) this.#interrogations.add(address.common)
    return Promise.resolve({ groups: [], verdicts })
  }

  async write(requests: readonly WriteRequest[], signal: AbortSignal): Promise<readonly WriteResult[]> {
    const find = (id: number): Iec104Tag | undefined => this.#tags.get(id)
    return this.#writer.writeEach(requests, { find, counters: this.counters, signal })
  }

  /** What the stations have reported; without any station in the configuration all of them are interrogated first. */
  async browse(
    parent: string | undefined,
    page: { readonly cursor?: string; readonly limit: number },
    signal: AbortSignal,
  ): Promise<BrowsePage> {
    if (this.#interrogations.none) this.#interrogations.add(globalAddress(this.#sizes))
    const aborted = Promise.withResolvers<never>()
    const abort = (): void => aborted.reject(signal.reason)
    signal.throwIfAborted()
    signal.addEventListener('abort', abort, { once: true })
    try {
      await Promise.race([this.#interrogations.idle(), aborted.promise])
    } finally {
      signal.removeEventListener('abort', abort)
    }
    return this.#image.browse(parent, page)
  }

  healthy(): boolean {
    return this.#session.open
  }

  async close(): Promise<void> {
    this.#stop(new Fault('driver.closing'))
    this.#reports.stop()
    await this.#session.close()
  }

  #stop(reason: Fault): void {
    this.#interrogations.stop()
    this.#activations.end(reason)
  }

  /** Throws what is wrong with it for this station. */
  #address({ address: text, type }: TagSpec): Iec104Address {
    const address = parseAddress(text, type)
    const mostCommon = globalAddress(this.#sizes) - 1
    const mostObject = 256 ** this.#sizes.object - 1
    const refuse = (expected: string, seen: number): Fault =>
      new Fault('iec104.address_range', { expected, address: text, seen })
    if (address.common > mostCommon) throw refuse(`a common address up to ${mostCommon}`, address.common)
    const object = Math.max(address.object, address.commandObject)
    if (object > mostObject) throw refuse(`an object address up to ${mostObject}`, object)
    return address
  }

  #take(bytes: Uint8Array): void {
    try {
      const asdu = decodeAsdu(bytes, this.#sizes)
      if (asdu.test) return
      const type = MONITORED.get(asdu.type)
      if (type) this.#report(asdu, type)
      else if (asdu.type === System.endOfInitialization) this.#interrogations.again(asdu.common)
      else this.#reply(asdu)
    } catch (failure) {
      if (!(failure instanceof Fault)) throw failure
      countError(this.counters, failure.code)
      this.#complain('an ASDU was thrown away', { reason: failure.message })
    }
  }

  #report(asdu: Asdu, type: MonitoredType): void {
    this.counters.reads++
    const now = this.#environment.clock.now()
    eachObject(asdu, type.size, this.#sizes, (object, at) => {
      const reported = readElement(asdu.type, type, asdu.body, at)
      const key = objectKey(asdu.common, object)
      const heard = { reported, time: this.#timeOf(reported.time, now) }
      this.#image.set(key, heard)
      for (const tag of this.#tagsOf.get(key) ?? []) {
        this.#say(tag, heard)
        this.#commands.heard(tag, reported)
      }
    })
  }

  #reply(asdu: Asdu): void {
    const size = COMMANDS.get(asdu.type)?.size ?? SYSTEM_SIZE.get(asdu.type)
    if (size === undefined) {
      this.#complain('a station sent a type that is not read', { type: asdu.type })
      return
    }
    eachObject(asdu, size, this.#sizes, (object, at) =>
      this.#activations.reply(asdu, object, asdu.body.subarray(at, at + size)),
    )
  }

  #say({ spec }: Iec104Tag, { reported, time }: Heard): void {
    const value = valueFor(reported.form, reported.raw, spec.type)
    if (value === null) this.#reports.add(spec, null, Status.BadOutOfRange, time)
    else this.#reports.add(spec, value, reported.status, time)
  }

  /** What is known of a tag that has just been configured. */
  #tell(tag: Iec104Tag): void {
    const { common, object } = tag.address
    const heard = this.#image.get(objectKey(common, object))
    if (heard) this.#say(tag, heard)
    // What is only commanded need not report anything.
    else if (tag.spec.access === 'r' && this.#interrogations.hasAnswered(common))
      this.#reports.add(tag.spec, null, Status.BadNodeIdUnknown, this.#environment.clock.now())
  }

  #answered(common: number): void {
    for (const tag of this.#tags.values()) {
      if (tag.address.common !== common || this.#image.get(objectKey(common, tag.address.object))) continue
      this.#tell(tag)
    }
  }

  /** The time of the station if it can be believed, else ours. */
  #timeOf(time: Parameters<StationZone['toMicros']>[0] | undefined, now: Micros): Micros {
    if (!time || time.invalid) return now
    const micros = this.#zone.toMicros(time)
    if (micros - now <= MOST_AHEAD && now - micros <= this.#mostAge) return micros
    this.#complain('the times of a station are too far from ours; the time of receipt stands in their place', {
      offMs: Math.round((micros - now) / 1_000),
    })
    return now
  }

  /** Once a connection. */
  #complain(message: string, facts: Readonly<Record<string, unknown>>): void {
    if (this.#said.has(message)) return
    this.#said.add(message)
    this.#environment.log.warn(message, facts)
  }
}

/** A tag that stays as it is needs not be told again what it has. */
function isSame(before: TagSpec | undefined, after: TagSpec): boolean {
  return JSON.stringify(before) === JSON.stringify(after)
}

/** IEC 60870-5-104, as a controlling station. */
export const iec104: DriverFactory<Iec104Config> = {
  kind: 'iec104',
  configSchema,
  explain: explainIec104,
  capabilities: { push: true, browse: true, write: true, deviceTime: true, records: true },
  busOf: ({ host, port = 2_404 }) => `tcp:${host}:${port}`,
  checkAddress: (address, type) => void parseAddress(address, type),
  create: (config, sink, environment) => new Iec104Driver(config, sink, environment),
}
