import { join } from 'node:path'
import type { Clock, Closable, Log, SampleBatch } from '@millrace/core'
import {
  type Attempts,
  type Buses,
  type DeviceState,
  type DeviceSupervisor,
  type DriverCounters,
  type DriverFactory,
  superviseDevice,
  type TagSpec,
  type WriteRequest,
  type WriteResult,
} from '@millrace/drivers'
import type { CataloguedDevice } from '../buffer/catalogue.ts'
import type { DeviceConfiguration } from '../config/device.ts'

export interface AcquireNeeds {
  readonly clock: Clock
  readonly log: Log
  readonly attempts: Attempts
  readonly buses: Buses
  /** Holds a folder for each device: certificates and the like. */
  readonly folder: string
  /** `past` is true of values that the device kept and tells late. */
  readonly samples: (device: number, batch: SampleBatch, past: boolean) => void
  readonly state: (device: number, state: DeviceState) => void
}

/** A device that is being read. */
export interface Collected {
  readonly index: number
  readonly configuration: DeviceConfiguration
  /** Tag numbers, in the order of the configured points. */
  readonly tags: readonly number[]
  readonly supervisor: DeviceSupervisor
}

/** One supervisor for each device. Reading never waits for the uplink: samples are on disk before they are sent. */
export class Acquisition implements Closable {
  readonly #needs: AcquireNeeds
  readonly #devices = new Map<number, Collected>()

  constructor(needs: AcquireNeeds) {
    this.#needs = needs
  }

  get devices(): ReadonlyMap<number, Collected> {
    return this.#devices
  }

  /** Begins to read a device. The configuration was checked, so its driver takes it. */
  start(configuration: DeviceConfiguration, catalogued: CataloguedDevice, factory: DriverFactory): void {
    const { clock, log, attempts, buses, folder, samples, state } = this.#needs
    const { index } = catalogued
    const tags = catalogued.tags.filter(({ retired }) => retired === undefined).map(({ id }) => id)
    const supervisor = superviseDevice({
      name: configuration.name,
      factory,
      config: configuration.connection,
      tags: configuration.points.map((point, i): TagSpec => {
        const { address, type, access, periodMs, scale, deadband } = point
        return {
          id: tags[i]!,
          address,
          type,
          access,
          periodMs,
          ...(scale ? { scale: { factor: scale.factor ?? 1, offset: scale.offset ?? 0 } } : {}),
          ...(deadband === undefined ? {} : { deadband }),
        }
      }),
      attempts,
      buses,
      environment: { clock, log, folder: join(folder, String(index)) },
      sink: { samples: (batch, past = false) => samples(index, batch, past), state: (now) => state(index, now) },
    })
    this.#devices.set(index, { index, configuration, tags, supervisor })
    supervisor.start()
  }

  /** Ends reading a device; its last samples are handed on before it resolves. */
  async stop(index: number): Promise<void> {
    const device = this.#devices.get(index)
    this.#devices.delete(index)
    await device?.supervisor.close()
  }

  write(index: number, requests: readonly WriteRequest[]): Promise<readonly WriteResult[]> | undefined {
    return this.#devices.get(index)?.supervisor.write(requests)
  }

  /** Sums over all devices. */
  counters(): Pick<DriverCounters, 'reads' | 'errors' | 'timeouts' | 'lateCycles'> {
    const total = { reads: 0, errors: 0, timeouts: 0, lateCycles: 0 }
    for (const { supervisor } of this.#devices.values()) {
      const { reads, errors, timeouts, lateCycles } = supervisor.counters
      total.reads += reads
      total.errors += errors
      total.timeouts += timeouts
      total.lateCycles += lateCycles
    }
    return total
  }

  async close(): Promise<void> {
    await Promise.all([...this.#devices.keys()].map((index) => this.stop(index)))
  }
}
