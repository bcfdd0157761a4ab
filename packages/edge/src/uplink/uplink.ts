import { type Clock, type Closable, Fault, type Log, sayFault, type Timer } from '@millrace/core'
import {
  type DataLookup,
  DEPLOYMENTS,
  DIAGNOSIS,
  deploymentsTopic,
  type EdgeCommand,
  EdgeSession,
  encodeData,
  encodePayload,
  FLOOR,
  type Metric,
  SparkplugType,
  STREAM,
  WRITE_RESULT,
} from '@millrace/wire'
import type { Image } from '../acquire/image.ts'
import type { RecordBuffer } from '../buffer/buffer.ts'
import type { CataloguedDevice } from '../buffer/catalogue.ts'
import type { EdgeConfiguration } from '../config/config.ts'
import type { EdgeHealth } from '../health.ts'
import { type BirthFacts, deviceBirth, lookupOf, ownMetrics, troubleMetrics } from './births.ts'
import type { Forwarder, Outlet } from './forward.ts'
import type { Connect, Link } from './transport.ts'
import type { WriteCommand, WriteOutcome } from './writes.ts'
import '../faults.ts'

/** The pause before the next attempt: short, because live values wait for it, and spread, so that edges do not come as one. */
const SHORTEST_PAUSE_MS = 100
const LONGEST_PAUSE_MS = 600
/** A device that is away and has said nothing for so long is declared dead. */
const DEAD_MS = 10_000

export interface UplinkNeeds {
  readonly node: EdgeConfiguration['node']
  readonly settings: EdgeConfiguration['uplink']
  readonly clock: Clock
  readonly log: Log
  readonly connect: Connect
  readonly forwarder: Forwarder
  readonly buffer: RecordBuffer
  readonly image: Image
  readonly devices: () => readonly CataloguedDevice[]
  readonly facts: (device: number) => BirthFacts
  /** The node's own figures, by metric name. */
  readonly health: () => Readonly<Record<string, number>>
  /** Looks into a device, as JSON; undefined if there is none of this name. */
  readonly diagnose: (device: string) => string | undefined
  /** What the platform deploys, and how that stands, as JSON; absent where it may not. */
  readonly deployed?: (payload: Uint8Array) => void
  readonly standings?: () => string
  readonly write: (command: WriteCommand) => Promise<readonly WriteOutcome[]>
}

/** The edge's side of the Sparkplug session: keeps a connection, tells births and deaths, hands records to the host. */
export class Uplink implements Closable, Outlet {
  readonly #needs: UplinkNeeds
  readonly #session: EdgeSession
  readonly #ending = new AbortController()
  readonly #alive = new Set<number>()
  readonly #lastSent = new Map<number, number>()
  readonly #told = new Map<number, string>()
  readonly #troubles = new Map<number, string>()
  #byIndex = new Map<number, CataloguedDevice>()
  #lookup: DataLookup = { aliases: [], types: [] }
  /** Ends the present session, which is then made anew. */
  #lose: ((reason: unknown) => void) | undefined
  #link: Link | undefined
  #state: EdgeHealth['uplink'] = 'connecting'
  #lastError = ''
  #running: Promise<void> | undefined
  #sweep: Timer | undefined

  constructor(needs: UplinkNeeds) {
    const { node, settings, clock, buffer } = needs
    this.#needs = needs
    this.#session = new EdgeSession({
      group: node.group,
      node: node.name,
      ...(settings.primaryHost === undefined ? {} : { primaryHost: settings.primaryHost }),
      clock,
      lastBdSeq: buffer.bdSeq,
      saveBdSeq: (bdSeq) => buffer.saveBdSeq(bdSeq),
      births: () => this.#births(),
      send: ({ topic, payload, qos }) => this.#link?.publish(topic, payload, qos),
      bornChanged: (born) => this.#bornChanged(born),
    })
  }

  get state(): EdgeHealth['uplink'] {
    return this.#state
  }

  get lastError(): string {
    return this.#lastError
  }

  get backlog(): number {
    return this.#link?.backlog ?? 0
  }

  /** Call when the catalogue is complete. */
  start(): void {
    this.#takeCatalogue()
    this.#sweep = this.#needs.clock.every(DEAD_MS / 2, () => this.#declareDeaths())
    this.#running ??= this.#run()
  }

  send({ device, batch, position, historical }: Parameters<Outlet['send']>[0]): boolean {
    const named = this.#byIndex.get(device)
    if (!this.#session.born || !named) return false
    if (!this.#alive.has(device)) this.#tellBirth(named)
    this.#lastSent.set(device, this.#needs.clock.monotonic())
    const timestamp = this.#now()
    return this.#session.publishData(named.name, (seq) =>
      encodeData({ timestamp, seq, position, historical }, batch, this.#lookup),
    )
  }

  /** The device's connection changed. */
  deviceChanged(index: number): void {
    const device = this.#byIndex.get(index)
    if (!this.#session.born || !device) return
    const facts = this.#needs.facts(index)
    if (!this.#alive.has(index)) {
      if (facts.state === 'online') this.#tellBirth(device)
      return
    }
    const told = `${facts.state} ${facts.lastError}`
    if (this.#told.get(index) === told) return
    this.#told.set(index, told)
    this.#tellDevice(
      device,
      ownMetrics(facts).filter(({ name }) => name === 'Millrace/State' || name === 'Millrace/Last error'),
    )
  }

  /** Figures of devices that changed since they were told, as DDATA. */
  tellTroubles(): void {
    for (const index of this.#alive) {
      const device = this.#byIndex.get(index)
      const facts = this.#needs.facts(index)
      const troubles = JSON.stringify(facts.troubles)
      if (!device || this.#troubles.get(index) === troubles) continue
      this.#troubles.set(index, troubles)
      this.#tellDevice(device, troubleMetrics(facts))
    }
  }

  /** The node's figures, as NDATA. */
  tellNode(figures: Readonly<Record<string, number>>): void {
    this.#tellNode(figureMetrics(figures, this.#now()))
  }

  /** How stands what the platform deployed, as NDATA. */
  tellStandings(): void {
    const { standings } = this.#needs
    if (standings && this.#session.born) this.#tellNode([this.#text(DEPLOYMENTS, standings())])
  }

  /** Devices came, went or changed: those are born again or declared dead, the others are left alone. */
  devicesChanged(names: ReadonlySet<string>): void {
    const before = this.#byIndex
    this.#takeCatalogue()
    if (!this.#session.born) return
    for (const [index, { name }] of before) {
      if (this.#byIndex.has(index)) continue
      if (this.#alive.delete(index)) this.#session.publishDeviceDeath(name)
    }
    for (const device of this.#byIndex.values()) if (names.has(device.name)) this.#tellBirth(device)
  }

  async close(): Promise<void> {
    this.#ending.abort()
    this.#sweep?.cancel()
    await this.#running
    this.#state = 'closed'
  }

  async #run(): Promise<void> {
    const { clock, log } = this.#needs
    while (!this.#ending.signal.aborted) {
      this.#state = 'connecting'
      try {
        await this.#live()
      } catch (reason) {
        const said = sayFault(reason)
        if (said !== this.#lastError) log.warn('uplink lost', { reason: said })
        this.#lastError = said
      }
      if (this.#ending.signal.aborted) return
      this.#state = 'backoff'
      const pause = SHORTEST_PAUSE_MS + Math.random() * (LONGEST_PAUSE_MS - SHORTEST_PAUSE_MS)
      // Rejects when the uplink ends, which the loop sees by itself.
      await clock.sleep(pause, this.#ending.signal).catch(() => undefined)
    }
  }

  /** One connection from attempt to end; rejects with why it ended unless the edge is closing. */
  async #live(): Promise<void> {
    const { connect, settings, node } = this.#needs
    const { url, ca, username, password } = settings
    const lost = Promise.withResolvers<never>()
    this.#lose = lost.reject
    // Whoever races with it sees the loss; a loss that nobody waits for any more is no unhandled rejection.
    lost.promise.catch(() => undefined)
    const closing = Promise.withResolvers<undefined>()
    const close = (): void => closing.resolve(undefined)
    this.#ending.signal.addEventListener('abort', close, { once: true })
    // A retained STATE may come before the subscription is seen to stand; the session must not hear it before.
    let early: [string, Uint8Array][] | undefined = []
    const will = this.#session.connecting()
    const connecting = connect({
      url,
      clientId: `millrace-edge-${node.group}-${node.name}`,
      ...(username === undefined ? {} : { username }),
      ...(password === undefined ? {} : { password }),
      ...(ca === undefined ? {} : { tls: { ca } }),
      will,
      message: (topic, payload) => {
        if (early) early.push([topic, payload])
        else this.#received(topic, payload)
      },
      lost: lost.reject,
    })
    try {
      const link = await Promise.race([connecting, closing.promise])
      if (!link) {
        // The uplink is closing: an attempt that fails now left nothing to close.
        await connecting.then((late) => late.close()).catch(() => undefined)
        return
      }
      this.#link = link
      const topics = this.#session.subscriptions().map(({ topic }) => topic)
      if (this.#needs.deployed) topics.push(deploymentsTopic({ group: node.group, node: node.name }))
      await Promise.race([link.subscribe(topics), lost.promise])
      this.#state = 'waiting for host'
      this.#session.connected()
      const waiting = early
      early = undefined
      for (const [topic, payload] of waiting) this.#received(topic, payload)
      await Promise.race([lost.promise, closing.promise])
      this.#session.disconnecting()
    } finally {
      this.#ending.signal.removeEventListener('abort', close)
      this.#session.disconnected()
      const link = this.#link
      this.#link = undefined
      await link?.close()
    }
  }

  #received(topic: string, payload: Uint8Array): void {
    const { node, deployed } = this.#needs
    if (deployed && topic === deploymentsTopic({ group: node.group, node: node.name })) {
      deployed(payload)
      return
    }
    let command: EdgeCommand | undefined
    try {
      command = this.#session.received(topic, payload)
    } catch (reason) {
      this.#needs.log.warn('message of the host refused', { topic, reason: sayFault(reason) })
      return
    }
    if (command?.is === 'stored') this.#needs.forwarder.stored(command.stored.stream, command.stored.intervals)
    else if (command?.is === 'write') void this.#write(command)
    else if (command?.is === 'diagnose') this.#diagnose(command)
    else if (command?.is === 'reconnect')
      this.#lose?.(new Fault('edge.session_lost', { seen: 'the primary host leave' }))
  }

  /** The answer names the question; without a diagnosis it says that there is no such device. */
  #diagnose({ device, uuid }: Extract<EdgeCommand, { is: 'diagnose' }>): void {
    const diagnosis = this.#needs.diagnose(device) ?? 'null'
    this.#tellNode([this.#text(DIAGNOSIS, `{"operation":${JSON.stringify(uuid)},"diagnosis":${diagnosis}}`)])
  }

  async #write({ device: name, metrics, uuid }: Extract<EdgeCommand, { is: 'write' }>): Promise<void> {
    const device = [...this.#byIndex.values()].find((entry) => entry.name === name)
    if (!device) {
      this.#needs.log.warn('command for an unknown device refused', { device: name })
      return
    }
    const outcomes = await this.#needs.write({ device: device.index, metrics, ...(uuid === undefined ? {} : { uuid }) })
    for (const outcome of outcomes) {
      this.#needs.log.info('write', { device: name, ...outcome })
      const result = this.#text(WRITE_RESULT, JSON.stringify(outcome))
      // A device that died while the command was on its way says nothing more; its node answers for it.
      if (this.#alive.has(device.index)) this.#tellDevice(device, [result])
      else this.#tellNode([result])
    }
  }

  #bornChanged(born: boolean): void {
    const { forwarder, log } = this.#needs
    if (born) {
      this.#state = 'online'
      this.#lastError = ''
      log.info('uplink online')
      forwarder.begin(this)
      return
    }
    // A rebirth is over within this turn, and what is on its way stays on its way.
    queueMicrotask(() => {
      if (this.#session.born) return
      this.#alive.clear()
      forwarder.end()
      if (this.#state === 'online') this.#state = 'waiting for host'
    })
  }

  #births(): ReturnType<ConstructorParameters<typeof EdgeSession>[0]['births']> {
    const { buffer, health, devices } = this.#needs
    const timestamp = this.#now()
    this.#alive.clear()
    return {
      node: [
        { name: STREAM, timestamp, datatype: SparkplugType.String, value: buffer.stream },
        { name: FLOOR, timestamp, datatype: SparkplugType.UInt64, value: BigInt(buffer.floor) },
        this.#text(DIAGNOSIS, ''),
        this.#text(WRITE_RESULT, ''),
        ...(this.#needs.standings ? [this.#text(DEPLOYMENTS, this.#needs.standings())] : []),
        ...figureMetrics(health(), timestamp),
      ],
      devices: devices().map((device) => this.#birthOf(device)),
    }
  }

  #birthOf(device: CataloguedDevice): ReturnType<typeof deviceBirth> {
    const facts = this.#needs.facts(device.index)
    this.#alive.add(device.index)
    this.#lastSent.set(device.index, this.#needs.clock.monotonic())
    this.#told.set(device.index, `${facts.state} ${facts.lastError}`)
    this.#troubles.set(device.index, JSON.stringify(facts.troubles))
    return deviceBirth(device, this.#needs.image, facts)
  }

  #tellBirth(device: CataloguedDevice): void {
    this.#session.publishDeviceBirth(this.#birthOf(device))
  }

  #tellDevice(device: CataloguedDevice, metrics: readonly Metric[]): void {
    if (this.#alive.has(device.index)) this.#tell(device.name, metrics)
  }

  #tellNode(metrics: readonly Metric[]): void {
    this.#tell(undefined, metrics)
  }

  /** Of a device or of the node itself; nothing while the session is not born. */
  #tell(device: string | undefined, metrics: readonly Metric[]): void {
    const timestamp = this.#now()
    this.#session.publishData(device, (seq) => encodePayload({ timestamp, seq, metrics: [...metrics] }))
  }

  #text(name: string, value: string): Metric {
    return { name, timestamp: this.#now(), datatype: SparkplugType.String, value }
  }

  /** §6.4.26: a device that is away dies, once all that it said before has been sent. */
  #declareDeaths(): void {
    if (!this.#session.born || !this.#needs.forwarder.idle) return
    const now = this.#needs.clock.monotonic()
    for (const index of [...this.#alive]) {
      const device = this.#byIndex.get(index)
      const silent = now - (this.#lastSent.get(index) ?? 0) >= DEAD_MS
      if (!device || !silent || this.#needs.facts(index).state === 'online') continue
      this.#alive.delete(index)
      this.#session.publishDeviceDeath(device.name)
    }
  }

  #takeCatalogue(): void {
    const devices = this.#needs.devices()
    this.#byIndex = new Map(devices.map((device) => [device.index, device]))
    this.#lookup = lookupOf(devices)
  }

  /** ms. */
  #now(): number {
    return Math.floor(this.#needs.clock.now() / 1000)
  }
}

function figureMetrics(figures: Readonly<Record<string, number>>, timestamp: number): Metric[] {
  return Object.entries(figures).map(([name, value]) => ({ name, timestamp, datatype: SparkplugType.Double, value }))
}
