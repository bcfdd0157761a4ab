import type { TagSpec } from './driver.ts'

/** A simulated device that runs. */
export interface RunningSimulator {
  /** Where it is found: an address and a port of this machine, or a folder. */
  readonly at: string
  /** The driver's configuration for it. What was generated for it (a password, a folder) stands here alone. */
  readonly config: object
  /** Idempotent. */
  close(): Promise<void>
}

/** A device of one protocol in software, for a first try without hardware: `millrace simulate <kind>`. */
export interface Simulator {
  /** The kind of driver that reads it. */
  readonly kind: string
  /** Tags worth reading: some move, some can be written. */
  readonly tags: readonly Omit<TagSpec, 'id'>[]
  /** Listens on loopback; 0 asks for a free port. Rejects with the system's error if it is taken. */
  start(port: number): Promise<RunningSimulator>
}

export interface SimulatorParts {
  readonly server: { listen(port: number): Promise<number>; close(): Promise<void> }
  readonly configFor: (port: number) => object
  /** Lets the device live on; called before it listens, then again and again. */
  readonly move: () => void
  readonly everyMs: number
}

/** Starts what {@link Simulator.start} promises: a server of the device, and what moves it. */
export async function runSimulator(
  wanted: number,
  { server, configFor, move, everyMs }: SimulatorParts,
): Promise<RunningSimulator> {
  move()
  const port = await server.listen(wanted)
  const timer = setInterval(move, everyMs)
  let closing: Promise<void> | undefined
  return {
    at: `127.0.0.1:${port}`,
    config: configFor(port),
    close: () => {
      clearInterval(timer)
      closing ??= server.close()
      return closing
    },
  }
}
