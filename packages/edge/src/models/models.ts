import { type Clock, type Closable, Fault, type Log, type SampleBatch } from '@millrace/core'
import type { DriverFactory } from '@millrace/drivers'
import type { Image } from '../acquire/image.ts'
import { MODEL, type ModelBinding } from './binding.ts'
import { ModelDriver, type ModelRuntime } from './driver.ts'

export interface ModelsNeeds {
  readonly clock: Clock
  readonly log: Log
  /** Of environments that runtimes make. */
  readonly folder: string
  readonly image: Image
  readonly tagOf: (device: string, point: string) => number | undefined
}

/** Runs the models of an edge, each as a device. What they run in is loaded when the first one runs. */
export class Models implements Closable {
  readonly factory: DriverFactory<ModelBinding>
  readonly #needs: ModelsNeeds
  readonly #watching = new Map<number, Set<ModelDriver>>()
  #runtime: Promise<ModelRuntime> | undefined

  constructor(needs: ModelsNeeds) {
    this.#needs = needs
    const { image, tagOf } = needs
    const around = {
      image,
      tagOf,
      runtime: () => this.#load(),
      watch: (tags: readonly number[], driver: ModelDriver) => this.#watch(tags, driver),
      unwatch: (driver: ModelDriver) => this.#unwatch(driver),
    }
    this.factory = {
      kind: MODEL,
      configSchema: {},
      capabilities: { push: true, browse: false, write: false, deviceTime: false },
      busOf: () => MODEL,
      checkAddress: () => {},
      create: (binding, sink, environment) => new ModelDriver(binding, sink, environment, around),
    }
  }

  /** Says it once where a package is refused: so it stays until the configuration is read again. */
  announce(device: string, { model }: ModelBinding): void {
    if (model instanceof Fault) this.#needs.log.warn('a model is refused', { device, reason: model.message })
  }

  /** Tags have new samples, and the image holds them. */
  changed(batch: SampleBatch): void {
    if (this.#watching.size === 0) return
    for (let i = 0; i < batch.length; i++) {
      const drivers = this.#watching.get(batch.series[i]!)
      if (drivers) for (const driver of drivers) driver.mark()
    }
  }

  async close(): Promise<void> {
    const runtime = await this.#runtime
    await runtime?.host.close()
  }

  #load(): Promise<ModelRuntime> {
    const { clock, log, folder } = this.#needs
    this.#runtime ??= import('@millrace/runtime').then(({ openModelHost, sayReason }) => ({
      host: openModelHost({ clock, log, folder }),
      sayReason,
    }))
    return this.#runtime
  }

  #watch(tags: readonly number[], driver: ModelDriver): void {
    for (const tag of tags) {
      const drivers = this.#watching.get(tag) ?? new Set()
      this.#watching.set(tag, drivers.add(driver))
    }
  }

  #unwatch(driver: ModelDriver): void {
    for (const [tag, drivers] of this.#watching)
      if (drivers.delete(driver) && drivers.size === 0) this.#watching.delete(tag)
  }
}
