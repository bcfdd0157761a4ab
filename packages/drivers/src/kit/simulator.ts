import type { TagSpec } from './driver.ts'

/** A simulated device, listening. */
export interface RunningSimulator {
  readonly port: number
  /** Idempotent. */
  close(): Promise<void>
}

/** A device of one protocol in software, for a first try without hardware: `millrace simulate <kind>`. */
export interface Simulator {
  /** The kind of driver that reads it. */
  readonly kind: string
  /** The driver's configuration for a simulator on this port of this machine. */
  configFor(port: number): object
  /** Tags worth reading: some move, some can be written. */
  readonly tags: readonly Omit<TagSpec, 'id'>[]
  /** Listens on loopback; 0 asks for a free port. Rejects with the system's error if it is taken. */
  start(port: number): Promise<RunningSimulator>
}
