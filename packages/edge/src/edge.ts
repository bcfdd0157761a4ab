import { join } from 'node:path'
import {
  BatchBuilder,
  type Clock,
  type Closable,
  Fault,
  type Log,
  Owned,
  type SampleBatch,
  sayFault,
  type Value,
} from '@millrace/core'
import { Attempts, Buses, type DriverFactory } from '@millrace/drivers'
import { Acquisition } from './acquire/acquire.ts'
import { Coalescer } from './acquire/coalesce.ts'
import { Image } from './acquire/image.ts'
import { RecordBuffer } from './buffer/buffer.ts'
import { assign, type CataloguedDevice, readCatalogue, writeCatalogue } from './buffer/catalogue.ts'
import type { EdgeConfiguration } from './config/config.ts'
import type { DeviceConfiguration } from './config/device.ts'
import { Deployments } from './deployments/deployments.ts'
import type { Asker } from './deployments/fetch.ts'
import { Diagnoses, troublesOf } from './diagnosis.ts'
import { FLOW, type FlowBinding } from './flows/binding.ts'
import { Checkpoints } from './flows/checkpoint.ts'
import { Flows } from './flows/flows.ts'
import { type EdgeHealth, healthMetrics, healthOf } from './health.ts'
import { MODEL, type ModelBinding } from './models/binding.ts'
import { Models } from './models/models.ts'
import { type BirthFacts, valueTypeOf } from './uplink/births.ts'
import { Forwarder } from './uplink/forward.ts'
import type { Connect } from './uplink/transport.ts'
import { Uplink } from './uplink/uplink.ts'
import { performWrites } from './uplink/writes.ts'
import './faults.ts'

const HEALTH_MS = 10_000

export interface EdgeNeeds {
  readonly configuration: EdgeConfiguration
  readonly clock: Clock
  readonly log: Log
  /** How the broker is reached. */
  readonly connect: Connect
  /** Who asks the platform for archives; by default the user of the uplink. */
  readonly asker?: () => Promise<Asker>
}

export interface Edge extends Closable {
  /** Begins to collect and to send. */
  start(): void
  /** Takes a new configuration: devices that changed are restarted, the others are left alone. */
  reconfigure(configuration: EdgeConfiguration): Promise<void>
  health(): EdgeHealth
  /** Ends reading, says goodbye to the host and leaves the buffer on disk. */
  close(): Promise<void>
}

/** The collector beside the machines. Opens the buffer; throws its faults. */
export async function createEdge(needs: EdgeNeeds): Promise<Edge> {
  const { configuration, clock, log } = needs
  const checkpoints = new Checkpoints(configuration.buffer.folder)
  const wanted = (): number => checkpoints.wanted
  const buffer = await RecordBuffer.open({ ...configuration.buffer, clock, log, wanted })
  const node = new EdgeNode(needs, buffer, checkpoints)
  await node.open()
  return node
}

class EdgeNode implements Edge {
  readonly #needs: EdgeNeeds
  readonly #buffer: RecordBuffer
  readonly #owned = new Owned()
  readonly #image = new Image()
  readonly #diagnoses: Diagnoses
  readonly #coalescer: Coalescer
  /** Of values that devices kept: stored and sent like all others, but births go on telling what each tag holds now. */
  readonly #past: Coalescer
  readonly #forwarder: Forwarder
  readonly #models: Models
  readonly #flows: Flows
  readonly #checkpoints: Checkpoints
  readonly #acquisition: Acquisition
  readonly #uplink: Uplink
  readonly #deployments: Deployments | undefined
  /** Of its own file. */
  #own: EdgeConfiguration
  /** With what the platform deploys. */
  #configuration: EdgeConfiguration
  #catalogue: readonly CataloguedDevice[] = []
  #values = 0
  #changing: Promise<void> = Promise.resolve()

  constructor(needs: EdgeNeeds, buffer: RecordBuffer, checkpoints: Checkpoints) {
    const { configuration, clock, log, connect } = needs
    const { uplink, node } = configuration
    this.#needs = needs
    this.#configuration = configuration
    this.#own = configuration
    this.#buffer = this.#owned.add(buffer)
    this.#checkpoints = checkpoints
    this.#diagnoses = new Diagnoses(clock, this.#image)
    this.#forwarder = this.#owned.add(
      new Forwarder({
        buffer,
        clock,
        log,
        replayValuesPerSecond: uplink.replayValuesPerSecond,
        host: uplink.primaryHost ?? '',
      }),
    )
    this.#uplink = new Uplink({
      node,
      settings: uplink,
      clock,
      log,
      connect,
      forwarder: this.#forwarder,
      buffer,
      image: this.#image,
      devices: () => this.#catalogue,
      facts: (index) => this.#factsOf(index),
      health: () => healthMetrics(this.health()),
      diagnose: (device) => this.#diagnose(device),
      ...(configuration.deployments
        ? { deployed: (payload: Uint8Array) => this.#deployments?.take(payload), standings: () => this.#standings() }
        : {}),
      write: (command) =>
        performWrites({ acquisition: this.#acquisition, readBack: (...held) => this.#readBack(...held) }, command),
    })
    this.#coalescer = new Coalescer(clock, (device, batch) => this.#take(device, batch))
    this.#past = new Coalescer(clock, (device, batch) => this.#store(device, batch))
    this.#models = new Models({
      clock,
      log,
      folder: join(configuration.buffer.folder, 'models'),
      image: this.#image,
      tagOf: (device, point) => this.#tagOf(device, point),
    })
    this.#flows = new Flows({
      clock,
      log,
      buffer,
      checkpoints,
      image: this.#image,
      deviceOf: (device) => this.#catalogue.find(({ name }) => name === device)?.index,
      tagOf: (device, point) => this.#tagOf(device, point),
      settle: () => {
        this.#coalescer.flush()
        return buffer.sync()
      },
    })
    this.#deployments =
      configuration.deployments &&
      new Deployments({
        settings: configuration.deployments,
        folder: configuration.buffer.folder,
        asker: needs.asker ?? (async () => uplink),
        own: () => this.#own.devices,
        changed: () => this.#change(this.#own),
        troubleOf: (device) => this.#troubleOf(device),
        tell: () => this.#uplink.tellStandings(),
        clock,
        log,
      })
    this.#acquisition = new Acquisition({
      clock,
      log,
      attempts: new Attempts(clock),
      buses: new Buses(clock),
      folder: join(configuration.buffer.folder, 'drivers'),
      samples: (device, batch, past) => (past ? this.#past : this.#coalescer).add(device, batch),
      state: (device, state) => {
        if (state.lastError) log.debug('device changed its state', { device, ...state })
        this.#uplink.deviceChanged(device)
        this.#deployments?.look()
      },
    })
    // Closed in reverse: reading ends, what was read is stored, the session says goodbye, the buffer is synced last.
    this.#owned.add(this.#uplink)
    this.#owned.add(this.#coalescer)
    this.#owned.add(this.#past)
    this.#owned.add(this.#models)
    this.#owned.add(this.#flows)
    this.#owned.add(this.#acquisition)
    if (this.#deployments) this.#owned.add(this.#deployments)
  }

  /** What the platform deployed before. */
  async open(): Promise<void> {
    await this.#deployments?.open()
    this.#configuration = this.#withDeployed(this.#own)
  }

  start(): void {
    this.#catalogueDevices(this.#configuration)
    for (const device of this.#configuration.devices) this.#startDevice(device)
    const timer = this.#needs.clock.every(HEALTH_MS, () => {
      this.#uplink.tellNode(healthMetrics(this.health()))
      this.#diagnoses.mark(this.#acquisition.devices)
      this.#uplink.tellTroubles()
    })
    this.#owned.add({ close: () => timer.cancel() })
    this.#uplink.start()
  }

  async reconfigure(configuration: EdgeConfiguration): Promise<void> {
    await this.#change(configuration)
    // What is bound to devices that were not there before fits now.
    this.#deployments?.work()
  }

  #change(own: EdgeConfiguration): Promise<void> {
    const changed = this.#changing.then(() => this.#reconfigure(own))
    this.#changing = changed.catch((reason: unknown) =>
      this.#needs.log.error('configuration not taken', { reason: sayFault(reason) }),
    )
    return changed
  }

  health(): EdgeHealth {
    return healthOf({
      clock: this.#needs.clock,
      buffer: this.#buffer,
      acquisition: this.#acquisition,
      uplink: this.#uplink,
      values: this.#values,
      replayed: this.#forwarder.replayed,
    })
  }

  close(): Promise<void> {
    return this.#owned.close()
  }

  #take(device: number, batch: SampleBatch): void {
    this.#image.update(batch)
    this.#store(device, batch)
    this.#models.changed(batch)
  }

  #store(device: number, batch: SampleBatch): void {
    this.#values += batch.length
    this.#forwarder.take(device, batch)
    this.#flows.changed()
  }

  #readBack(device: number, tag: number, value: Value): void {
    const builder = new BatchBuilder(1)
    builder.add(tag, this.#needs.clock.now(), value)
    this.#coalescer.add(device, builder.take())
  }

  async #reconfigure(own: EdgeConfiguration): Promise<void> {
    const before = this.#configuration
    const next = this.#withDeployed(own)
    for (const part of ['node', 'uplink', 'buffer', 'deployments'] as const) {
      if (JSON.stringify(next[part]) !== JSON.stringify(before[part])) throw new Fault('edge.restart_needed', { part })
    }
    const same = new Set<string>()
    const nextByName = new Map(next.devices.map((device) => [device.name, device]))
    for (const device of before.devices) {
      if (JSON.stringify(device) === JSON.stringify(nextByName.get(device.name))) same.add(device.name)
      else await this.#acquisition.stop(this.#indexOf(device.name))
    }
    this.#coalescer.flush()
    this.#past.flush()
    this.#own = own
    this.#configuration = next
    this.#catalogueDevices(next)
    for (const device of next.devices) if (!same.has(device.name)) this.#startDevice(device)
    this.#uplink.devicesChanged(new Set(next.devices.map(({ name }) => name).filter((name) => !same.has(name))))
    this.#needs.log.info('configuration taken', { devices: next.devices.length, untouched: same.size })
  }

  #catalogueDevices(configuration: EdgeConfiguration): void {
    const { folder } = configuration.buffer
    const before = readCatalogue(folder)
    const wanted = configuration.devices.map(({ name, points }) => ({
      name,
      tags: points.map((point) => ({ name: point.name, type: valueTypeOf(point) })),
    }))
    this.#checkpoints.keepOnly(configuration.devices.flatMap(({ name, driver }) => (driver === FLOW ? name : [])))
    this.#buffer.release()
    const floor = Math.min(this.#buffer.floor, this.#checkpoints.wanted)
    this.#catalogue = assign(before, wanted, { floor, head: this.#buffer.head })
    if (JSON.stringify(before) !== JSON.stringify(this.#catalogue)) writeCatalogue(folder, this.#catalogue)
    let size = 0
    for (const { tags } of this.#catalogue) for (const { id } of tags) size = Math.max(size, id + 1)
    this.#image.reserve(size)
  }

  #startDevice(device: DeviceConfiguration): void {
    const { drivers } = this.#configuration
    const all = [this.#models.factory, this.#flows.factory, ...drivers] as readonly DriverFactory[]
    const factory = all.find(({ kind }) => kind === device.driver)
    if (!factory) throw new Fault('edge.driver_unknown', { kind: device.driver })
    if (device.driver === MODEL) this.#models.announce(device.name, device.connection as ModelBinding)
    if (device.driver === FLOW) this.#flows.announce(device.name, device.connection as FlowBinding)
    const catalogued = this.#catalogue.find(({ name }) => name === device.name)!
    for (const { id } of catalogued.tags) this.#image.forget(id)
    this.#acquisition.start(device, catalogued, factory)
    this.#diagnoses.begin(catalogued.index)
  }

  #withDeployed(own: EdgeConfiguration): EdgeConfiguration {
    const names = new Set(own.devices.map(({ name }) => name))
    const deployed = (this.#deployments?.devices ?? []).filter(({ name }) => !names.has(name))
    return { ...own, devices: [...own.devices, ...deployed] }
  }

  #standings(): string {
    const text = this.#deployments?.standings ?? ''
    this.#deployments?.told(text)
    return text
  }

  #troubleOf(device: string): string | undefined {
    const { supervisor } = this.#acquisition.devices.get(this.#indexOf(device)) ?? {}
    return supervisor?.state.state === 'backoff' ? (supervisor.state.lastError ?? '') : undefined
  }

  #indexOf(name: string): number {
    return this.#catalogue.find((device) => device.name === name)?.index ?? -1
  }

  #tagOf(device: string, point: string): number | undefined {
    const tags = this.#catalogue.find(({ name }) => name === device)?.tags
    return tags?.find(({ name, retired }) => name === point && retired === undefined)?.id
  }

  #diagnose(name: string): string | undefined {
    const device = this.#acquisition.devices.get(this.#indexOf(name))
    return device && JSON.stringify(this.#diagnoses.of(device))
  }

  #factsOf(index: number): BirthFacts {
    const now = this.#needs.clock.now()
    const device = this.#acquisition.devices.get(index)
    if (!device) return { state: 'retired', lastError: '', troubles: {}, now }
    const { supervisor, configuration } = device
    const { state, lastError = '' } = supervisor.state
    return { configuration, state, lastError, troubles: troublesOf(supervisor), now }
  }
}
