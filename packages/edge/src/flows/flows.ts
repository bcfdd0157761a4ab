import { type Clock, type Closable, Fault, type Log, type Timer } from '@millrace/core'
import type { DriverFactory } from '@millrace/drivers'
import type { Image } from '../acquire/image.ts'
import type { RecordBuffer } from '../buffer/buffer.ts'
import { FLOW, type FlowBinding } from './binding.ts'
import type { Checkpoints } from './checkpoint.ts'
import { FlowDriver } from './driver.ts'

/** What comes is handed on so often. */
const PUMP_MS = 50

export interface FlowsNeeds {
  readonly clock: Clock
  readonly log: Log
  readonly buffer: RecordBuffer
  readonly checkpoints: Checkpoints
  readonly image: Image
  /** Number of a device and of its points, as records have them; undefined if there is none. */
  readonly deviceOf: (device: string) => number | undefined
  readonly tagOf: (device: string, point: string) => number | undefined
  /** All that was handed on is in the buffer, and survives a power cut, once it resolves. */
  readonly settle: () => Promise<void>
}

/** Runs the flows of an edge, each as a device with a thread of its own, on what is in the buffer. */
export class Flows implements Closable {
  readonly factory: DriverFactory<FlowBinding>
  readonly #needs: FlowsNeeds
  readonly #running = new Set<FlowDriver>()
  /** Those that ended by their own doing: none is tried again until another is put in its place. */
  readonly #ended = new WeakMap<FlowBinding, Fault>()
  #timer: Timer | undefined

  constructor(needs: FlowsNeeds) {
    this.#needs = needs
    const around = {
      ...needs,
      endOf: (binding: FlowBinding) => this.#ended.get(binding),
      ended: (binding: FlowBinding, fault: Fault) => void this.#ended.set(binding, fault),
      follow: (driver: FlowDriver) => void this.#running.add(driver),
      leave: (driver: FlowDriver) => void this.#running.delete(driver),
    }
    this.factory = {
      kind: FLOW,
      configSchema: {},
      capabilities: { push: true, browse: false, write: false, deviceTime: true, records: true, resumes: true },
      busOf: () => FLOW,
      checkAddress: () => {},
      create: (binding, sink, environment) => new FlowDriver(binding, sink, environment, around),
    }
  }

  /** Says it once where a package is refused: so it stays until the configuration is another. */
  announce(device: string, { flow }: FlowBinding): void {
    if (flow instanceof Fault) this.#needs.log.warn('a flow is refused', { device, reason: flow.message })
  }

  /** The buffer has new records. */
  changed(): void {
    if (this.#running.size === 0) return
    this.#timer ??= this.#needs.clock.after(PUMP_MS, () => {
      this.#timer = undefined
      for (const driver of this.#running) driver.pump()
    })
  }

  close(): void {
    this.#timer?.cancel()
  }
}
