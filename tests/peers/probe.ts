import { silentLog, systemClock, type Value, valueAt } from '@millrace/core'
import {
  Attempts,
  Buses,
  type DeviceState,
  type DeviceSupervisor,
  type DriverFactory,
  superviseDevice,
  type TagSpec,
} from '@millrace/drivers'

export interface Seen {
  readonly value: Value
  readonly status: number
  /** µs UTC. */
  readonly time: number
}

/** A supervised device whose samples a test can wait for. */
export interface Probe {
  readonly supervisor: DeviceSupervisor
  readonly states: DeviceState[]
  /** The newest sample of each tag. */
  readonly latest: ReadonlyMap<number, Seen>
  /** Every sample so far, oldest first. */
  readonly all: readonly (Seen & { readonly tag: number })[]
  /** Lets go of the samples so far, before memory is measured. */
  forget(): void
  /** Resolves as soon as `holds` is true of what has been seen. */
  until(holds: () => boolean): Promise<void>
  close(): Promise<void>
}

/**
 * @param buses several devices of one line have the same
 * @param random of the backoff; small, so that a peer that is restarted twenty times is not waited for ever longer
 */
export function probe<Config>(
  factory: DriverFactory<Config>,
  config: Config,
  tags: readonly TagSpec[],
  folder = '/nowhere',
  {
    buses = new Buses(systemClock),
    random = () => 0.02,
  }: { readonly buses?: Buses; readonly random?: () => number } = {},
): Probe {
  const latest = new Map<number, Seen>()
  const all: (Seen & { tag: number })[] = []
  const states: DeviceState[] = []
  const waiting = new Set<() => void>()
  const look = (): void => {
    for (const check of waiting) check()
  }
  const supervisor = superviseDevice({
    name: 'probe',
    factory,
    config,
    tags,
    sink: {
      samples(batch) {
        for (let i = 0; i < batch.length; i++) {
          const seen = { value: valueAt(batch, i), status: batch.status[i]!, time: batch.time[i]! }
          latest.set(batch.series[i]!, seen)
          all.push({ tag: batch.series[i]!, ...seen })
        }
        look()
      },
      state(state) {
        states.push(state)
        look()
      },
    },
    attempts: new Attempts(systemClock),
    buses,
    environment: { clock: systemClock, log: silentLog, folder },
    random,
  })
  supervisor.start()
  return {
    supervisor,
    states,
    latest,
    all,
    forget: () => {
      all.length = 0
      states.length = 0
    },
    until: (holds) =>
      new Promise((resolve) => {
        const check = (): void => {
          if (!holds()) return
          waiting.delete(check)
          resolve()
        }
        waiting.add(check)
        check()
      }),
    close: () => supervisor.close(),
  }
}
